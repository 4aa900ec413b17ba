//! A scene as an SVG document, text as text.

use plotters::backend::SVGBackend;

use crate::draw::{Theme, draw};
use crate::scene::Scene;

/// Whole numbers to a pixel of the document: places are exact to a tenth.
const UNIT: f64 = 10.0;

/// Why a document could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the figure could not be written as SVG: {0}")]
pub struct SvgError(String);

/// Writes a scene as an SVG document of the scene's size.
///
/// # Errors
/// Hands on what the drawing library says, which writes to memory and has no reason to fail.
pub fn svg(scene: &Scene, theme: &Theme) -> Result<String, SvgError> {
    let whole = |length: f64| (length * UNIT).round() as u32;
    let (width, height) = (whole(scene.size.width), whole(scene.size.height));
    let mut document = String::new();
    let mut backend = SVGBackend::with_string(&mut document, (width, height));
    draw(scene, theme, &mut backend, UNIT).map_err(|error| SvgError(error.to_string()))?;
    drop(backend);
    // plotters has one number for the size of the document and of its coordinates, and leaves
    // corners pointed.
    Ok(document.replacen(
        &format!("width=\"{width}\" height=\"{height}\""),
        &format!(
            "stroke-linejoin=\"round\" width=\"{}\" height=\"{}\"",
            scene.size.width, scene.size.height
        ),
        1,
    ))
}
