//! What the vector formats share: the few marks that a figure is made of.

use std::fmt;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
    FontTransform,
};

use crate::draw::{Theme, draw_sheet};
use crate::scene::{Scene, Sheet};

/// A spot in whole numbers, [`UNIT`] to a pixel, y downwards.
pub(super) type Spot = (i32, i32);

/// Whole numbers to a pixel: places are exact to a tenth.
pub(super) const UNIT: f64 = 10.0;

/// Where letters stand about the place they are anchored at: baselines in parts of their size,
/// downwards, as near as can be to where a canvas puts them.
const BASELINES: [f64; 3] = [0.8, 0.35, -0.21];

/// Why a figure could not be written to a file.
#[derive(Debug, thiserror::Error)]
#[error("the figure could not be written: {0}")]
pub struct ExportError(String);

impl From<fmt::Error> for ExportError {
    fn from(error: fmt::Error) -> Self {
        Self(error.to_string())
    }
}

/// A format that a figure is drawn in, mark by mark.
pub(super) trait VectorFormat {
    fn rect(&mut self, from: Spot, to: Spot, colour: BackendColor) -> fmt::Result;
    /// Fills an outline, whose last spot joins the first.
    fn area(&mut self, outline: &[Spot], colour: BackendColor) -> fmt::Result;
    /// A line of two spots or more, with round corners.
    fn line(&mut self, line: &[Spot], width: u32, colour: BackendColor) -> fmt::Result;
    fn dot(&mut self, middle: Spot, radius: u32, colour: BackendColor) -> fmt::Result;
    fn words(&mut self, words: &Words) -> fmt::Result;
}

/// Words in a line.
pub(super) struct Words {
    /// Without control characters.
    pub(super) text: String,
    /// The spot that `anchor` names, `drop` above the baseline.
    pub(super) at: Spot,
    pub(super) drop: f64,
    pub(super) anchor: HPos,
    /// Whether they run upwards; the baseline is then to the right.
    pub(super) is_turned: bool,
    pub(super) size: f64,
    pub(super) is_bold: bool,
    pub(super) colour: BackendColor,
}

/// Draws a figure.
pub(super) fn drawn_on<P: VectorFormat>(
    page: P,
    figure: &Sheet,
    theme: &Theme,
) -> Result<P, ExportError> {
    let mut marks = Marks(page);
    draw_sheet(figure, theme, &mut marks, UNIT).map_err(|error| ExportError(error.to_string()))?;
    Ok(marks.0)
}

/// What a figure is called where a file has a title.
pub(super) fn title(scene: &Scene) -> String {
    let titles: Vec<&str> = scene
        .panels
        .iter()
        .map(|panel| panel.title.as_str())
        .collect();
    without_controls(&titles.join(" · "))
}

/// Text without control characters, which no format takes.
pub(super) fn without_controls(text: &str) -> String {
    let is_taken =
        |character: &char| !character.is_control() && !matches!(character, '\u{fffe}' | '\u{ffff}');
    text.chars().filter(is_taken).collect()
}

/// plotters' calls as marks of a vector format.
struct Marks<P>(P);

type Marked = Result<(), DrawingErrorKind<fmt::Error>>;

fn marked(outcome: fmt::Result) -> Marked {
    outcome.map_err(DrawingErrorKind::DrawingError)
}

impl<P: VectorFormat> DrawingBackend for Marks<P> {
    type ErrorType = fmt::Error;

    /// Nothing of a sheet lies outside of it, so that nothing asks.
    fn get_size(&self) -> (u32, u32) {
        (u32::MAX, u32::MAX)
    }

    fn ensure_prepared(&mut self) -> Marked {
        Ok(())
    }

    fn present(&mut self) -> Marked {
        Ok(())
    }

    fn draw_pixel(&mut self, at: Spot, colour: BackendColor) -> Marked {
        marked(self.0.rect(at, (at.0 + 1, at.1 + 1), colour))
    }

    fn draw_line<S: BackendStyle>(&mut self, from: Spot, to: Spot, style: &S) -> Marked {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: Spot,
        to: Spot,
        style: &S,
        is_filled: bool,
    ) -> Marked {
        if is_filled {
            marked(self.0.rect(from, to, style.color()))
        } else {
            self.draw_path([from, (to.0, from.1), to, (from.0, to.1), from], style)
        }
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = Spot>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Marked {
        let line: Vec<Spot> = path.into_iter().collect();
        marked(self.0.line(&line, style.stroke_width(), style.color()))
    }

    /// Dots alone are drawn, never rings.
    fn draw_circle<S: BackendStyle>(
        &mut self,
        middle: Spot,
        radius: u32,
        style: &S,
        _is_filled: bool,
    ) -> Marked {
        marked(self.0.dot(middle, radius, style.color()))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = Spot>>(
        &mut self,
        outline: I,
        style: &S,
    ) -> Marked {
        let outline: Vec<Spot> = outline.into_iter().collect();
        marked(self.0.area(&outline, style.color()))
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: Spot) -> Marked {
        let anchor = style.anchor();
        let [top, middle, bottom] = BASELINES;
        let drop = match anchor.v_pos {
            VPos::Top => top,
            VPos::Center => middle,
            VPos::Bottom => bottom,
        };
        marked(self.0.words(&Words {
            text: without_controls(text),
            at,
            drop: drop * style.size(),
            anchor: anchor.h_pos,
            is_turned: matches!(style.transform(), FontTransform::Rotate270),
            size: style.size(),
            is_bold: matches!(style.style(), FontStyle::Bold),
            colour: style.color(),
        }))
    }
}
