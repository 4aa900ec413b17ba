//! Which part of the axes is seen, and how they are spaced.

use super::scale::ScaleKind;
use super::x_axis::XAxis;
use super::zoom::Zoom;

/// What a visitor sees of the axes.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Axes {
    /// What x counts.
    pub x: XAxis,
    /// How losses are spaced.
    pub y: YAxes,
    /// Which losses have room where y is not zoomed.
    pub y_fit: YFit,
    /// The part that is shown.
    pub zoom: Zoom,
}

/// How each panel of a figure spaces its losses, from the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct YAxes(pub [ScaleKind; 2]);

/// Which losses have room on an axis that is not zoomed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum YFit {
    /// All of every curve.
    #[default]
    All,
    /// The lines' from the 5th to the 95th percentile, of those that are shown.
    Percentiles,
}

/// The notebook's: the beginning linear, the whole logarithmic.
impl Default for YAxes {
    fn default() -> Self {
        Self([ScaleKind::Linear, ScaleKind::Log])
    }
}

impl YAxes {
    /// Spaces a panel the other way.
    pub fn toggle(&mut self, panel: usize) {
        if let Some(kind) = self.0.get_mut(panel) {
            *kind = match kind {
                ScaleKind::Linear => ScaleKind::Log,
                ScaleKind::Log => ScaleKind::Linear,
            };
        }
    }
}
