//! What stands beside the panels of a figure on its own.

use plotters_backend::DrawingBackend;

use super::figure::LINE_WIDTH;
use super::pen::{Lettering, Outcome, Pen};
use super::theme::Theme;
use crate::geometry::Rect;
use crate::scene::{Caption, Legend, dashed};

pub(super) fn legend<B: DrawingBackend>(
    pen: &mut Pen<B>,
    legend: &Legend,
    theme: &Theme,
) -> Outcome<B> {
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

pub(super) fn caption<B: DrawingBackend>(
    pen: &mut Pen<B>,
    caption: &Caption,
    theme: &Theme,
) -> Outcome<B> {
    let words = Lettering::beside(caption.letter_size, theme.muted);
    pen.words(&caption.text, caption.at, &words)
}
