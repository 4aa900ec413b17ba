//! How fast the hub sends.

use std::time::Duration;

use tokio::time::Instant;

/// What all replies share on their way to the network.
#[derive(Debug)]
pub(super) struct Line {
    /// Bytes a second.
    rate: u32,
    /// When it has sent what it was given.
    free: Instant,
}

impl Line {
    pub(super) fn new(rate: u32) -> Self {
        Self {
            rate,
            free: Instant::now(),
        }
    }

    /// When so many bytes more may begin to leave; those that are asked for next leave after them.
    pub(super) fn reserve(&mut self, bytes: usize) -> Instant {
        let begin = self.free.max(Instant::now());
        self.free = begin + Duration::from_secs_f64(bytes as f64 / f64::from(self.rate));
        begin
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_leave_one_after_the_other() {
        let mut line = Line::new(1000);
        let first = line.reserve(500);
        let second = line.reserve(250);
        assert_eq!(second - first, Duration::from_millis(500));
        assert_eq!(line.reserve(1) - second, Duration::from_millis(250));
    }
}
