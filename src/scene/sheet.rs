//! A figure on its own, with what it needs beside its panels. On the page the list of runs says both.

mod caption;
mod legend;

pub use caption::Caption;
pub use legend::{Legend, LegendEntry};

use super::Scene;

/// A figure as a file has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The panels, on a scene with room for the rest.
    pub scene: Scene,
    /// Which run is which.
    pub legend: Option<Legend>,
    /// Where it came from, under the panels.
    pub caption: Option<Caption>,
}

impl From<Scene> for Sheet {
    fn from(scene: Scene) -> Self {
        Self {
            scene,
            legend: None,
            caption: None,
        }
    }
}

impl Sheet {
    /// Adds a legend of runs, each its colour and label: over the first panel where it lies on no curve or label, at the
    /// notebook's place if it can; else under the panels, where the sheet grows by it.
    #[must_use]
    pub fn with_legend(mut self, runs: &[(usize, String)], is_bordered: bool) -> Self {
        self.legend = if runs.is_empty() {
            None
        } else {
            Legend::over(&self.scene, runs, is_bordered).or_else(|| {
                let legend = Legend::under(&self.scene, runs)?;
                self.scene.size.height = legend.frame.bottom;
                Some(legend)
            })
        };
        self
    }

    /// Adds words under all else, in as many lines as they need; the sheet grows by these.
    #[must_use]
    pub fn with_caption(mut self, text: &str) -> Self {
        let caption = Caption::under(self.scene.size, text);
        self.scene.size.height += caption.height();
        self.caption = Some(caption);
        self
    }
}
