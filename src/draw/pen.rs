//! Scene pixels to a backend's whole numbers.

use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{
    Color, FontDesc, FontFamily, FontStyle, FontTransform, RGBAColor, ShapeStyle, TextStyle,
};
use plotters_backend::{DrawingBackend, DrawingErrorKind};

use super::theme::Colour;
use crate::geometry::{Point, Rect};

/// The system's own typeface, as CSS names it.
const TYPEFACE: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif";

/// How words are set.
pub(super) struct Lettering {
    /// Pixels.
    pub(super) size: f64,
    pub(super) colour: Colour,
    pub(super) bold: bool,
    /// Which point of the words is named.
    pub(super) anchor: Pos,
    /// Whether they are turned a quarter to the left, and run upwards.
    pub(super) is_turned: bool,
}

impl Lettering {
    /// Words that begin at the place named, half of their height above it.
    pub(super) fn beside(size: f64, colour: Colour) -> Self {
        Self {
            size,
            colour,
            bold: false,
            anchor: Pos::new(HPos::Left, VPos::Center),
            is_turned: false,
        }
    }
}

/// Draws with CSS pixels on a backend that has `unit` whole numbers to each, so that a line is
/// placed to a fraction of a pixel although plotters counts in integers.
pub(super) struct Pen<'a, B: DrawingBackend> {
    pub(super) backend: &'a mut B,
    pub(super) unit: f64,
}

pub(super) type Outcome<B> = Result<(), DrawingErrorKind<<B as DrawingBackend>::ErrorType>>;

impl<B: DrawingBackend> Pen<'_, B> {
    pub(super) fn line(
        &mut self,
        line: &[Point],
        colour: Colour,
        alpha: f64,
        width: f64,
    ) -> Outcome<B> {
        let style = self.style(colour, alpha, width);
        let unit = self.unit;
        match line {
            [] => Ok(()),
            &[only] => {
                let radius = self.length(width * 0.75);
                self.backend
                    .draw_circle(place(only, unit), radius, &style.filled(), true)
            }
            _ => self
                .backend
                .draw_path(line.iter().map(|&point| place(point, unit)), &style),
        }
    }

    pub(super) fn area(&mut self, outline: &[Point], colour: Colour, alpha: f64) -> Outcome<B> {
        let style = self.style(colour, alpha, 0.0).filled();
        let unit = self.unit;
        self.backend
            .fill_polygon(outline.iter().map(|&point| place(point, unit)), &style)
    }

    pub(super) fn fill(&mut self, rect: &Rect, colour: Colour) -> Outcome<B> {
        let corner = |x, y| place(Point { x, y }, self.unit);
        let (from, to) = (corner(rect.left, rect.top), corner(rect.right, rect.bottom));
        let style = self.style(colour, 1.0, 0.0).filled();
        self.backend.draw_rect(from, to, &style, true)
    }

    pub(super) fn words(&mut self, text: &str, at: Point, lettering: &Lettering) -> Outcome<B> {
        let weight = if lettering.bold {
            FontStyle::Bold
        } else {
            FontStyle::Normal
        };
        let turn = if lettering.is_turned {
            FontTransform::Rotate270
        } else {
            FontTransform::None
        };
        let size = lettering.size * self.unit;
        let style = TextStyle {
            font: FontDesc::new(FontFamily::Name(TYPEFACE), size, weight).transform(turn),
            color: rgba(lettering.colour, 1.0).to_backend_color(),
            pos: lettering.anchor,
        };
        self.backend.draw_text(text, &style, place(at, self.unit))
    }

    fn style(&self, colour: Colour, alpha: f64, width: f64) -> ShapeStyle {
        ShapeStyle {
            color: rgba(colour, alpha),
            filled: false,
            stroke_width: self.length(width),
        }
    }

    fn length(&self, pixels: f64) -> u32 {
        (pixels * self.unit).round().max(1.0) as u32
    }
}

fn rgba(Colour(r, g, b): Colour, alpha: f64) -> RGBAColor {
    RGBAColor(r, g, b, alpha)
}

fn place(point: Point, unit: f64) -> (i32, i32) {
    (
        (point.x * unit).round() as i32,
        (point.y * unit).round() as i32,
    )
}
