//! Unbroken lines in the making.

use super::vertex::Vertex;

/// Lines that are done, and one that goes on.
#[derive(Debug, Default)]
pub(super) struct Lines {
    done: Vec<Vec<Vertex>>,
    line: Vec<Vertex>,
}

impl Lines {
    /// Whether the next value is the first of a line.
    pub(super) fn is_at_start(&self) -> bool {
        self.line.is_empty()
    }

    /// The line goes on to values, but for those that it is at already.
    // Never inlined: each caller would carry a copy to download.
    #[inline(never)]
    pub(super) fn extend(&mut self, vertices: &[Vertex]) {
        for &vertex in vertices {
            let at = self.line.last().map(|last| last.index);
            if at != Some(vertex.index) {
                self.line.push(vertex);
            }
        }
    }

    /// What follows is another line.
    pub(super) fn end(&mut self) {
        if !self.line.is_empty() {
            self.done.push(std::mem::take(&mut self.line));
        }
    }

    pub(super) fn done(mut self) -> Vec<Vec<Vertex>> {
        self.end();
        self.done
    }
}
