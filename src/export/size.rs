//! How large a saved figure is.

use crate::geometry::Size;
use crate::scene::Graphs;

/// How wide a saved figure is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Width {
    /// As wide as the notebook's.
    #[default]
    Notebook,
    /// As wide as the text of a conference's paper, 6.75 inches.
    Text,
    /// As wide as one of its two columns, 3.25 inches.
    Column,
}

/// CSS pixels to an inch.
const INCH: f64 = 96.0;

/// The size of a figure of one model's graphs, or of a comparison's, in CSS pixels, without legend and caption.
///
/// Of the notebook's comparison only the height is set, so that it is as wide as the page it is read on; Plotly writes
/// files 700 wide, where eleven runs over 80,000 steps are cramped.
#[must_use]
pub fn size(width: Width, graphs: Graphs, is_one_model: bool) -> Size {
    let (width, each) = match width {
        Width::Notebook if is_one_model => (1200.0, 400.0),
        Width::Notebook => (1100.0, 500.0),
        Width::Text => (6.75 * INCH, 280.0),
        // Eleven labels of a log panel stand below each other.
        Width::Column => (3.25 * INCH, 300.0),
    };
    let height = match graphs {
        Graphs::Both => 2.0 * each,
        Graphs::First | Graphs::All => each,
    };
    Size { width, height }
}
