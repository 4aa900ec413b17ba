//! A figure on its own.

use plotters_backend::DrawingBackend;

use super::figure::{LINE_WIDTH, draw};
use super::pen::{Lettering, Outcome, Pen};
use super::theme::Theme;
use crate::geometry::Rect;
use crate::scene::{Caption, Legend, Sheet, dashed};

/// Draws a sheet, as [`draw`] draws a scene.
///
/// # Errors
/// Hands on what the backend says.
pub fn draw_sheet<B: DrawingBackend>(
    sheet: &Sheet,
    theme: &Theme,
    backend: &mut B,
    unit: f64,
) -> Outcome<B> {
    draw(&sheet.scene, theme, backend, unit)?;
    draw_beside(sheet, theme, backend, unit)
}

/// Draws what a sheet has beside its scene.
pub(super) fn draw_beside<B: DrawingBackend>(
    sheet: &Sheet,
    theme: &Theme,
    backend: &mut B,
    unit: f64,
) -> Outcome<B> {
    let mut pen = Pen { backend, unit };
    if let Some(entries) = &sheet.legend {
        legend(&mut pen, entries, theme)?;
    }
    if let Some(words) = &sheet.caption {
        caption(&mut pen, words, theme)?;
    }
    pen.backend.present()
}

fn legend<B: DrawingBackend>(pen: &mut Pen<B>, legend: &Legend, theme: &Theme) -> Outcome<B> {
    let frame = legend.frame;
    if legend.is_bordered {
        let outside = Rect {
            left: frame.left - 1.0,
            top: frame.top - 1.0,
            right: frame.right + 1.0,
            bottom: frame.bottom + 1.0,
        };
        pen.fill(&outside, theme.text)?;
    }
    pen.fill(&frame, theme.background)?;
    let words = Lettering::beside(legend.letter_size, theme.text);
    for entry in &legend.entries {
        for stretch in dashed(entry.swatch.to_vec(), entry.colour) {
            pen.line(&stretch, theme.run(entry.colour), 1.0, LINE_WIDTH)?;
        }
        pen.words(&entry.label, entry.label_at, &words)?;
    }
    Ok(())
}

fn caption<B: DrawingBackend>(pen: &mut Pen<B>, caption: &Caption, theme: &Theme) -> Outcome<B> {
    let words = Lettering::beside(caption.letter_size, theme.muted);
    for (at, line) in &caption.lines {
        pen.words(line, *at, &words)?;
    }
    Ok(())
}
