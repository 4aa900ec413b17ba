//! Figures and numbers to files.

mod caption;
pub mod csv;
mod file_name;
mod paper;
mod pdf;
mod svg;

pub use caption::{Provenance, caption};
pub use file_name::{FileKind, Subject, file_name};
pub use paper::ExportError;
pub use pdf::pdf;
pub use svg::svg;

use crate::geometry::Size;

/// The comparison's size. The notebook sets the height only, so that it is as wide as the page it
/// is read on; Plotly writes files 700 wide, where eleven runs over 80,000 steps are cramped.
pub const COMPARISON_SIZE: Size = Size {
    width: 1100.0,
    height: 1000.0,
};

/// The size of a figure of one model, the notebook's own.
pub const ONE_MODEL_SIZE: Size = Size {
    width: 1200.0,
    height: 400.0,
};
