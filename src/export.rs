//! Figures and numbers to files.

mod caption;
pub mod csv;
mod file_name;
mod paper;
mod pdf;
mod size;
mod svg;

pub use caption::{Provenance, caption};
pub use file_name::{FigureKind, Subject, TableKind, figure_name, table_name};
pub use paper::ExportError;
pub use pdf::{Faces, pdf};
pub use size::{Width, size};
pub use svg::svg;
