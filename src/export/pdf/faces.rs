//! The faces of a PDF's words.

use std::fmt::{self, Write};

use crate::scene::helvetica::{self, MINUS};

/// Font files that a PDF holds, so that its words look the same everywhere and publishers take it: TrueType, with
/// Helvetica's widths for the letters of Windows-1252 and a true minus.
#[derive(Debug, Clone, Copy)]
pub struct Faces<'a> {
    /// Of plain words.
    pub regular: &'a [u8],
    /// Of headings.
    pub bold: &'a [u8],
}

/// The number of the object that holds what is known of the first face's letters, where faces are held. Its file and
/// those of the second face follow.
const FIRST_DESCRIPTOR: usize = 7;

/// A face's own object.
pub(super) fn font(is_bold: bool, is_held: bool) -> Result<String, fmt::Error> {
    let encoding = format!(
        "/Encoding <</Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [{MINUS} /minus]>>"
    );
    if !is_held {
        let name = if is_bold {
            "Helvetica-Bold"
        } else {
            "Helvetica"
        };
        return Ok(format!(
            "<</Type /Font /Subtype /Type1 /BaseFont /{name} {encoding}>>"
        ));
    }
    let mut widths = String::new();
    for width in helvetica::widths(is_bold) {
        write!(widths, "{width} ")?;
    }
    Ok(format!(
        "<</Type /Font /Subtype /TrueType /BaseFont /{} /FirstChar {} /LastChar 255 \
         /Widths [{widths}] /FontDescriptor {} 0 R {encoding}>>",
        name(is_bold),
        helvetica::FIRST,
        descriptor_number(is_bold),
    ))
}

/// The objects of faces that are held, from [`FIRST_DESCRIPTOR`] on.
pub(super) fn held(faces: Faces) -> [Vec<u8>; 4] {
    let [regular, bold] = [(false, faces.regular), (true, faces.bold)].map(|(is_bold, file)| {
        let length = file.len();
        let start = format!("<</Length {length} /Length1 {length}>>\nstream\n");
        let stream = [start.as_bytes(), file, b"\nendstream"].concat();
        [descriptor(is_bold).into_bytes(), stream]
    });
    let ([regular, regular_file], [bold, bold_file]) = (regular, bold);
    [regular, regular_file, bold, bold_file]
}

/// What a reader must know of a face's letters; the numbers are those of its file, in thousandths of the size.
fn descriptor(is_bold: bool) -> String {
    let (bounds, stem) = if is_bold {
        ("-184 -303 1062 1033", 140)
    } else {
        ("-203 -303 1050 910", 88)
    };
    format!(
        "<</Type /FontDescriptor /FontName /{} /Flags 32 /FontBBox [{bounds}] /ItalicAngle 0 \
         /Ascent 905 /Descent -212 /CapHeight 688 /StemV {stem} /FontFile2 {} 0 R>>",
        name(is_bold),
        descriptor_number(is_bold) + 1,
    )
}

fn descriptor_number(is_bold: bool) -> usize {
    FIRST_DESCRIPTOR + if is_bold { 2 } else { 0 }
}

fn name(is_bold: bool) -> &'static str {
    if is_bold {
        "TrainingGraphsSans-Bold"
    } else {
        "TrainingGraphsSans-Regular"
    }
}
