//! Figures and numbers to files.

mod svg;

pub use svg::{SvgError, svg};
