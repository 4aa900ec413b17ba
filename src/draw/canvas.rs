//! The page's canvas.

use js_sys::{Object, Reflect};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::sheet::draw_beside;
use super::{Theme, draw};
use crate::scene::{Scene, Sheet};

/// Whole numbers to a device pixel; see [`draw`].
const SUBPIXELS: f64 = 8.0;

/// Why a figure could not be put on the canvas.
#[derive(Debug, thiserror::Error)]
pub enum CanvasError {
    /// The browser gives no 2D context.
    #[error("this browser cannot draw on a canvas")]
    NoContext,
    /// A call of the context failed.
    #[error("the figure could not be drawn: {0}")]
    Drawing(String),
}

/// Draws a scene on a canvas, sharp on a screen with `density` device pixels to a CSS pixel.
///
/// # Errors
/// [`NoContext`](CanvasError::NoContext) where the browser gives no context, [`Drawing`](CanvasError::Drawing) where a
/// call of it fails.
pub fn paint(
    element: &HtmlCanvasElement,
    scene: &Scene,
    theme: &Theme,
    density: f64,
) -> Result<(), CanvasError> {
    let context = context(element).ok_or(CanvasError::NoContext)?;
    // Whole pixels: one that the figure covers in part would show what was drawn before. A product of fractions may be
    // a little less than it should.
    let [width, height] = [scene.size.width, scene.size.height]
        .map(|length| (length * density + 1e-6).floor() as u32);
    // Setting a size, even the same one, throws the canvas' memory away.
    if (element.width(), element.height()) != (width, height) {
        element.set_width(width);
        element.set_height(height);
    }
    let fine = SUBPIXELS.recip();
    context
        .set_transform(fine, 0.0, 0.0, fine, 0.0, 0.0)
        .map_err(|error| CanvasError::Drawing(format!("{error:?}")))?;
    context.set_line_join("round");
    let mut backend =
        CanvasBackend::with_canvas_object(element.clone()).ok_or(CanvasError::NoContext)?;
    draw(scene, theme, &mut backend, density * SUBPIXELS)
        .map_err(|error| CanvasError::Drawing(error.to_string()))
}

/// Draws a sheet, as [`paint`] draws a scene.
///
/// # Errors
/// Those of [`paint`].
pub fn paint_sheet(
    element: &HtmlCanvasElement,
    sheet: &Sheet,
    theme: &Theme,
    density: f64,
) -> Result<(), CanvasError> {
    paint(element, &sheet.scene, theme, density)?;
    let mut backend =
        CanvasBackend::with_canvas_object(element.clone()).ok_or(CanvasError::NoContext)?;
    draw_beside(sheet, theme, &mut backend, density * SUBPIXELS)
        .map_err(|error| CanvasError::Drawing(error.to_string()))
}

fn context(element: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    // Shown without waiting for the rest of the page, and with nothing to shine through: where a
    // browser knows these, a frame takes it a third less.
    let options = Object::new();
    for (name, wanted) in [("desynchronized", true), ("alpha", false)] {
        let _always_set = Reflect::set(&options, &name.into(), &wanted.into());
    }
    let context = element.get_context_with_context_options("2d", &options);
    context.ok()??.dyn_into().ok()
}
