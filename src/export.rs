//! Figures and numbers to files.

mod caption;
pub mod csv;
mod file_name;
mod pdf;
mod png;
mod size;
mod svg;
mod vector;

pub use caption::{Provenance, caption};
pub use file_name::{FigureKind, Subject, TableKind, figure_name, table_name};
pub use pdf::{Faces, has_letters_for, pdf};
pub use png::{PHYSICAL_SIZE_AT, physical_size};
pub use size::{Width, size};
pub use svg::svg;
pub use vector::ExportError;
