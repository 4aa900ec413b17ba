//! The page's canvas.

use js_sys::{Object, Reflect};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::{Theme, draw};
use crate::scene::Scene;

/// Whole numbers to a device pixel; see [`draw`].
const SUBPIXELS: f64 = 8.0;

/// Why a figure could not be put on the canvas.
#[derive(Debug, thiserror::Error)]
pub enum CanvasError {
    /// The browser gives no 2D context.
    #[error("this browser does not draw on canvas")]
    NoContext,
    /// A call of the context failed.
    #[error("the figure could not be drawn: {0}")]
    Drawing(String),
}

/// A canvas that figures are drawn on, sharp at any density of the screen.
pub struct Canvas {
    element: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
}

impl Canvas {
    /// Takes a canvas element.
    pub fn new(element: HtmlCanvasElement) -> Result<Self, CanvasError> {
        // Shown without waiting for the rest of the page, and with nothing to shine through: where a
        // browser knows these, a frame takes it a third less.
        let options = Object::new();
        for (name, wanted) in [("desynchronized", true), ("alpha", false)] {
            let _always_set = Reflect::set(&options, &name.into(), &wanted.into());
        }
        let context = element
            .get_context_with_context_options("2d", &options)
            .ok()
            .flatten()
            .and_then(|context| context.dyn_into().ok())
            .ok_or(CanvasError::NoContext)?;
        Ok(Self { element, context })
    }

    /// Draws a scene with `density` device pixels to a CSS pixel.
    pub fn draw(&self, scene: &Scene, theme: &Theme, density: f64) -> Result<(), CanvasError> {
        let width = (scene.size.width * density).round() as u32;
        let height = (scene.size.height * density).round() as u32;
        // Setting a size, even the same one, throws the canvas' memory away.
        if (self.element.width(), self.element.height()) != (width, height) {
            self.element.set_width(width);
            self.element.set_height(height);
        }
        let fine = SUBPIXELS.recip();
        self.context
            .set_transform(fine, 0.0, 0.0, fine, 0.0, 0.0)
            .map_err(|error| CanvasError::Drawing(format!("{error:?}")))?;
        self.context.set_line_join("round");
        let mut backend = CanvasBackend::with_canvas_object(self.element.clone())
            .ok_or(CanvasError::NoContext)?;
        draw(scene, theme, &mut backend, density * SUBPIXELS)
            .map_err(|error| CanvasError::Drawing(error.to_string()))
    }
}
