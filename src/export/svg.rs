//! A sheet as an SVG document, text as text.

use std::fmt::{self, Write};

use plotters_backend::BackendColor;
use plotters_backend::text_anchor::HPos;

use super::vector::{
    ExportError, Spot, UNIT, VectorFormat, Words, drawn_on, title, without_controls,
};
use crate::draw::{Colour, Theme};
use crate::scene::Sheet;
use crate::scene::helvetica::{Letter, MINUS, RAISED_SIZE, RISE};

/// Faces that are wherever the file goes, as wide as the PDF's own.
const TYPEFACE: &str = "Helvetica, Arial, sans-serif";

/// Writes a sheet as an SVG document of its size.
///
/// # Errors
/// Hands on what the drawing library says, which writes to memory and has no reason to fail.
pub fn svg(sheet: &Sheet, theme: &Theme) -> Result<String, ExportError> {
    let (width, height) = (sheet.scene.size.width, sheet.scene.size.height);
    let mut document = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {} {}\" font-family=\"{TYPEFACE}\" stroke-linejoin=\"round\" role=\"img\">\n\
         <title>{}</title>\n",
        width * UNIT,
        height * UNIT,
        escaped(&title(&sheet.scene)),
    );
    if let Some(caption) = &sheet.caption {
        writeln!(
            document,
            "<desc>{}</desc>",
            escaped(&without_controls(&caption.text))
        )?;
    }
    let mut document = drawn_on(Svg(document), sheet, theme)?.0;
    document += "</svg>\n";
    Ok(document)
}

struct Svg(String);

impl VectorFormat for Svg {
    fn rect(&mut self, from: Spot, to: Spot, colour: BackendColor) -> fmt::Result {
        let (width, height) = (to.0 - from.0, to.1 - from.1);
        write!(
            self.0,
            "<rect x=\"{}\" y=\"{}\" width=\"{width}\" height=\"{height}\"",
            from.0, from.1
        )?;
        self.end("fill", colour)
    }

    fn area(&mut self, outline: &[Spot], colour: BackendColor) -> fmt::Result {
        self.path(outline)?;
        self.0.write_str("z\"")?;
        self.end("fill", colour)
    }

    fn line(&mut self, line: &[Spot], width: u32, colour: BackendColor) -> fmt::Result {
        self.path(line)?;
        write!(self.0, "\" fill=\"none\" stroke-width=\"{width}\"")?;
        self.end("stroke", colour)
    }

    fn dot(&mut self, (x, y): Spot, radius: u32, colour: BackendColor) -> fmt::Result {
        write!(self.0, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"")?;
        self.end("fill", colour)
    }

    fn words(&mut self, words: &Words) -> fmt::Result {
        let (x, y) = words.at;
        let baseline = y + words.drop.round() as i32;
        write!(
            self.0,
            "<text x=\"{x}\" y=\"{baseline}\" font-size=\"{}\"",
            words.size
        )?;
        match words.anchor {
            HPos::Left => {}
            HPos::Center => self.0.write_str(" text-anchor=\"middle\"")?,
            HPos::Right => self.0.write_str(" text-anchor=\"end\"")?,
        }
        if words.is_bold {
            self.0.write_str(" font-weight=\"bold\"")?;
        }
        if words.is_turned {
            write!(self.0, " transform=\"rotate(-90 {x} {y})\"")?;
        }
        self.colour("fill", words.colour)?;
        self.0.write_char('>')?;
        self.letters(words)?;
        self.0.write_str("</text>\n")
    }
}

impl Svg {
    /// Words, raised figures as those on the line are, but smaller and higher: faces that have no raised ones borrow them
    /// of others.
    fn letters(&mut self, words: &Words) -> fmt::Result {
        let rise = |is_raised: bool| if is_raised { words.size * RISE } else { 0.0 };
        let letters: Vec<char> = words.text.chars().collect();
        let mut was_raised = false;
        for level in letters.chunk_by(|a, b| lowered(*a).is_some() == lowered(*b).is_some()) {
            let is_raised = lowered(level[0]).is_some();
            let text: String = level.iter().map(|at| lowered(*at).unwrap_or(*at)).collect();
            let text = escaped(&text);
            if is_raised == was_raised {
                self.0.write_str(&text)?;
                continue;
            }
            let size = if is_raised {
                words.size * RAISED_SIZE
            } else {
                words.size
            };
            let down = rise(was_raised) - rise(is_raised);
            write!(
                self.0,
                "<tspan dy=\"{down:.0}\" font-size=\"{size:.0}\">{text}</tspan>"
            )?;
            was_raised = is_raised;
        }
        Ok(())
    }

    /// Spots as steps from one to the next, which are short numbers.
    fn path(&mut self, spots: &[Spot]) -> fmt::Result {
        self.0.write_str("<path d=\"m")?;
        let mut before = (0, 0);
        for (index, spot) in spots.iter().enumerate() {
            let (dx, dy) = (spot.0 - before.0, spot.1 - before.1);
            // A minus parts numbers as well as a blank does.
            if index > 0 && dx >= 0 {
                self.0.write_char(' ')?;
            }
            write!(self.0, "{dx}")?;
            if dy >= 0 {
                self.0.write_char(' ')?;
            }
            write!(self.0, "{dy}")?;
            before = *spot;
        }
        Ok(())
    }

    fn colour(&mut self, name: &str, colour: BackendColor) -> fmt::Result {
        let (r, g, b) = colour.rgb;
        write!(self.0, " {name}=\"{}\"", Colour(r, g, b).css())?;
        if colour.alpha < 1.0 {
            write!(self.0, " {name}-opacity=\"{}\"", colour.alpha)?;
        }
        Ok(())
    }

    fn end(&mut self, name: &str, colour: BackendColor) -> fmt::Result {
        self.colour(name, colour)?;
        self.0.write_str("/>\n")
    }
}

/// The figure, or the minus, of which a character is the raised one.
fn lowered(character: char) -> Option<char> {
    let letter = Letter::of(character).filter(|letter| letter.is_raised)?;
    Some(match letter.code {
        MINUS => '−',
        code => char::from(code),
    })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
