//! A [`Scene`](crate::scene::Scene) to any of plotters' backends: the canvas of the page, an SVG file, a test.

#[cfg(target_arch = "wasm32")]
mod canvas;
mod end_label;
mod figure;
mod pen;
mod sheet;
mod theme;

#[cfg(target_arch = "wasm32")]
pub use canvas::{CanvasError, paint, paint_sheet};
pub use figure::draw;
pub use sheet::draw_sheet;
pub use theme::{Colour, Theme};
