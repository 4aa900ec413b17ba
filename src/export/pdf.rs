//! A sheet as a page of PDF, everything of it vectors and text.
//!
//! It is written by hand: a library for it would be a tenth of what every visitor downloads.

mod faces;

use std::fmt::{self, Write};

use plotters_backend::BackendColor;
use plotters_backend::text_anchor::HPos;

pub use faces::Faces;

use super::vector::{ExportError, Spot, UNIT, VectorFormat, Words, drawn_on, title};
use crate::draw::Theme;
use crate::scene::Sheet;
use crate::scene::helvetica::{Letter, RAISED_SIZE, RISE};

/// A CSS pixel is 1/96 of an inch, a point 1/72.
const POINTS_A_PIXEL: f64 = 0.75;
/// What stands for a character that Helvetica lacks.
const UNKNOWN: Letter = Letter {
    code: b'?',
    is_raised: false,
};

/// Whether the names on a sheet, and its caption, have only letters that a PDF of it can show.
#[must_use]
pub fn has_letters_for(sheet: &Sheet) -> bool {
    let labels = sheet.legend.iter().flat_map(|legend| &legend.entries);
    let captions = sheet.caption.iter().map(|caption| &caption.text);
    let mut words = labels.map(|entry| &entry.label).chain(captions);
    words.all(|words| words.chars().all(|letter| Letter::of(letter).is_some()))
}

/// Writes a sheet as a PDF of one page, a pixel as 0.75 points. Without `faces` its words are in whatever Helvetica the
/// reader has.
///
/// # Errors
/// Hands on what the drawing library says, which writes to memory and has no reason to fail.
pub fn pdf(sheet: &Sheet, theme: &Theme, faces: Option<Faces>) -> Result<Vec<u8>, ExportError> {
    let (width, height) = (
        sheet.scene.size.width * POINTS_A_PIXEL,
        sheet.scene.size.height * POINTS_A_PIXEL,
    );
    let unit = POINTS_A_PIXEL / UNIT;
    let start = format!("{unit} 0 0 -{unit} 0 {height} cm\n1 j\n");
    let page = drawn_on(Page::new(start), sheet, theme)?;
    let mut states = String::new();
    for (index, alpha) in page.alphas.iter().enumerate() {
        write!(states, "/A{index} <</CA {alpha} /ca {alpha}>> ")?;
    }
    let content = page.content;
    let title = utf_16(&title(&sheet.scene))?;
    let mut objects = [
        "<</Type /Catalog /Pages 2 0 R>>".to_owned(),
        "<</Type /Pages /Kids [3 0 R] /Count 1>>".to_owned(),
        format!(
            "<</Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents 4 0 R \
             /Resources <</Font <</R 5 0 R /B 6 0 R>> /ExtGState <<{states}>>>>>>"
        ),
        format!(
            "<</Length {}>>\nstream\n{content}\nendstream",
            content.len()
        ),
        faces::font(false, faces.is_some())?,
        faces::font(true, faces.is_some())?,
    ]
    .map(String::into_bytes)
    .to_vec();
    objects.extend(faces.map(faces::held).into_iter().flatten());
    let known = format!("<</Title <{title}> /Creator (Training Graphs)>>");
    objects.push(known.into_bytes());
    Ok(file(&objects)?)
}

/// A file of objects, the first its catalogue and the last what is known of it.
fn file(objects: &[Vec<u8>]) -> Result<Vec<u8>, fmt::Error> {
    // The first version that has transparency; and four bytes that are no text, by which programs know that others may be.
    let mut file = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut table = String::new();
    for (number, object) in (1..).zip(objects) {
        writeln!(table, "{:010} 00000 n ", file.len())?;
        let start = format!("{number} 0 obj\n");
        file.extend([start.as_bytes(), object, b"\nendobj\n"].concat());
    }
    let (last, size, table_at) = (objects.len(), objects.len() + 1, file.len());
    let end = format!(
        "xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n\
         <</Size {size} /Root 1 0 R /Info {last} 0 R>>\nstartxref\n{table_at}\n%%EOF\n"
    );
    file.extend(end.into_bytes());
    Ok(file)
}

/// Text of any language, after the mark that says how it is written.
fn utf_16(text: &str) -> Result<String, fmt::Error> {
    let mut digits = "FEFF".to_owned();
    for unit in text.encode_utf16() {
        write!(digits, "{unit:04X}")?;
    }
    Ok(digits)
}

/// The page's content, and what was last set in it.
struct Page {
    content: String,
    /// Each alpha that is used, once.
    alphas: Vec<f64>,
    alpha: f64,
    fill: Option<(u8, u8, u8)>,
}

impl Page {
    fn new(content: String) -> Self {
        Self {
            content,
            alphas: Vec::new(),
            alpha: 1.0,
            fill: None,
        }
    }

    fn alpha(&mut self, alpha: f64) -> fmt::Result {
        if alpha.to_bits() == self.alpha.to_bits() {
            return Ok(());
        }
        self.alpha = alpha;
        let is_known = |known: &f64| known.to_bits() == alpha.to_bits();
        let index = self.alphas.iter().position(is_known).unwrap_or_else(|| {
            self.alphas.push(alpha);
            self.alphas.len() - 1
        });
        writeln!(self.content, "/A{index} gs")
    }

    fn fill(&mut self, colour: BackendColor) -> fmt::Result {
        self.alpha(colour.alpha)?;
        if self.fill.replace(colour.rgb) == Some(colour.rgb) {
            return Ok(());
        }
        let [r, g, b] = shares(colour);
        writeln!(self.content, "{r} {g} {b} rg")
    }

    fn stroke(&mut self, width: u32, colour: BackendColor) -> fmt::Result {
        self.alpha(colour.alpha)?;
        let [r, g, b] = shares(colour);
        writeln!(self.content, "{r} {g} {b} RG {width} w")
    }

    fn path(&mut self, spots: &[Spot]) -> fmt::Result {
        for (index, (x, y)) in spots.iter().enumerate() {
            let step = if index == 0 { 'm' } else { 'l' };
            writeln!(self.content, "{x} {y} {step}")?;
        }
        Ok(())
    }
}

impl VectorFormat for Page {
    fn rect(&mut self, from: Spot, to: Spot, colour: BackendColor) -> fmt::Result {
        self.fill(colour)?;
        let (width, height) = (to.0 - from.0, to.1 - from.1);
        writeln!(self.content, "{} {} {width} {height} re f", from.0, from.1)
    }

    fn area(&mut self, outline: &[Spot], colour: BackendColor) -> fmt::Result {
        self.fill(colour)?;
        self.path(outline)?;
        self.content.write_str("f\n")
    }

    fn line(&mut self, line: &[Spot], width: u32, colour: BackendColor) -> fmt::Result {
        self.stroke(width, colour)?;
        self.path(line)?;
        self.content.write_str("S\n")
    }

    /// PDF has no circles; a line of no length with round ends is one.
    fn dot(&mut self, middle: Spot, radius: u32, colour: BackendColor) -> fmt::Result {
        self.content.write_str("1 J\n")?;
        self.line(&[middle, middle], 2 * radius, colour)?;
        self.content.write_str("0 J\n")
    }

    fn words(&mut self, words: &Words) -> fmt::Result {
        let letters: Vec<Letter> = words
            .text
            .chars()
            .map(|character| Letter::of(character).unwrap_or(UNKNOWN))
            .collect();
        let length: f64 = letters
            .iter()
            .map(|letter| letter.advance(words.is_bold) * words.size)
            .sum();
        let back = match words.anchor {
            HPos::Left => 0.0,
            HPos::Center => length / 2.0,
            HPos::Right => length,
        };
        let (x, y) = (f64::from(words.at.0), f64::from(words.at.1));
        // Which way the letters run and which way is up for them, on a page whose y is downwards.
        let (ways, x, y) = if words.is_turned {
            ("0 -1 -1 0", x + words.drop, y + back)
        } else {
            ("1 0 0 -1", x - back, y + words.drop)
        };
        self.fill(words.colour)?;
        writeln!(self.content, "BT {ways} {x:.1} {y:.1} Tm")?;
        let font = if words.is_bold { 'B' } else { 'R' };
        for level in letters.chunk_by(|a, b| a.is_raised == b.is_raised) {
            let (size, rise) = if level[0].is_raised {
                (words.size * RAISED_SIZE, words.size * RISE)
            } else {
                (words.size, 0.0)
            };
            write!(self.content, "/{font} {size:.1} Tf {rise:.1} Ts <")?;
            for letter in level {
                write!(self.content, "{:02X}", letter.code)?;
            }
            self.content.write_str("> Tj\n")?;
        }
        self.content.write_str("ET\n")
    }
}

/// Three places tell 256 shades apart.
fn shares(colour: BackendColor) -> [f64; 3] {
    let (r, g, b) = colour.rgb;
    [r, g, b].map(|shade| (f64::from(shade) / 0.255).round() / 1000.0)
}
