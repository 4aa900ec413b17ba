//! How wide words are.
//!
//! The letters of figures are Helvetica's, or of a face cut to its widths or nearly so. Widths are
//! those of `Helvetica.afm` and `Helvetica-Bold.afm` of Adobe's Core 14 AFM files: copyright 1985,
//! 1987, 1989, 1990, 1997 Adobe Systems Incorporated, free for any purpose.

/// How large raised figures are, beside those on the line.
pub const RAISED_SIZE: f64 = 0.7;
/// How high they stand, in sizes of those.
pub const RISE: f64 = 0.34;
/// How much wider words may be in a screen's own typeface: `DejaVu Sans`, the widest in use, sets figures 1.144 times as
/// wide.
pub const WIDER: f64 = 1.15;
/// The code of a true minus, which Windows-1252 lacks; there it stands for nothing.
pub const MINUS: u8 = 0x81;
/// Of a letter that Helvetica lacks, in thousandths of the size; wide ones fill a square.
const UNKNOWN: u16 = 556;
const UNKNOWN_WIDE: u16 = 1000;
/// Chinese, Japanese and Korean letters and pictures begin about here.
const WIDE: char = '\u{1100}';
/// The code of the first letter in [`widths`].
pub const FIRST: usize = 32;

/// A letter of Helvetica.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letter {
    /// Its code: that of Windows-1252, and [`MINUS`].
    pub code: u8,
    /// Whether it stands above the line, as the exponent of 10⁻⁸ does.
    pub is_raised: bool,
}

impl Letter {
    /// The letter that shows a character, where there is one.
    #[must_use]
    pub fn of(character: char) -> Option<Self> {
        let raised = match character {
            '⁰' => Some(b'0'),
            '¹' => Some(b'1'),
            '²' => Some(b'2'),
            '³' => Some(b'3'),
            '⁴'..='⁹' => Some(b'4' + (u32::from(character) - u32::from('⁴')) as u8),
            '⁻' => Some(MINUS),
            _ => None,
        };
        Some(Self {
            code: match raised {
                Some(code) => code,
                None => win_ansi(character)?,
            },
            is_raised: raised.is_some(),
        })
    }

    /// How far the next letter is, in sizes.
    #[must_use]
    pub fn advance(self, is_bold: bool) -> f64 {
        let width =
            f64::from(widths(is_bold)[usize::from(self.code).saturating_sub(FIRST)]) / 1000.0;
        width * if self.is_raised { RAISED_SIZE } else { 1.0 }
    }
}

/// How wide the letters are, in thousandths of the size, from code [`FIRST`] on; 0 where there is no letter.
#[must_use]
pub fn widths(is_bold: bool) -> &'static [u16; 224] {
    if is_bold { &BOLD } else { &REGULAR }
}

/// The width of words, in sizes: exact for the letters Helvetica has.
#[must_use]
pub fn width(words: &str, is_bold: bool) -> f64 {
    let unknown = |character| {
        f64::from(match character {
            _ if is_mark(character) => 0,
            _ if character < WIDE => UNKNOWN,
            _ => UNKNOWN_WIDE,
        })
    };
    words
        .chars()
        .map(|character| match Letter::of(character) {
            Some(letter) => letter.advance(is_bold),
            None => unknown(character) / 1000.0,
        })
        .sum()
}

/// Words cut to at most `room` sizes, with an ellipsis where something is cut.
#[must_use]
pub fn shortened(words: &str, room: f64) -> String {
    if width(words, false) <= room {
        return words.to_owned();
    }
    let kept = fitting(words.chars(), room - width("…", false));
    format!("{}…", kept.trim_end())
}

/// A name cut to at most `room` sizes, in its middle: what tells it from others may be at its end.
#[must_use]
pub fn abridged(name: &str, room: f64) -> String {
    if width(name, false) <= room {
        return name.to_owned();
    }
    let half = (room - width("…", false)) / 2.0;
    let [first, last] = [
        fitting(name.chars(), half),
        fitting(name.chars().rev(), half),
    ];
    let last: String = last.chars().rev().collect();
    // A mark belongs to the letter before it, which is cut.
    let last = last.trim_start_matches(is_mark).trim_start();
    format!("{}…{last}", first.trim_end())
}

/// As many of the characters as `room` sizes hold.
fn fitting(characters: impl Iterator<Item = char>, room: f64) -> String {
    let mut left = room;
    characters
        .take_while(|character| {
            left -= width(character.encode_utf8(&mut [0; 4]), false);
            left >= 0.0
        })
        .collect()
}

/// Whether a character is set with the one before it, as accents and the vowels of many scripts are: those of names that
/// are likely here, not all of Unicode's.
fn is_mark(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{64b}'..='\u{65f}'
        | '\u{670}' | '\u{900}'..='\u{902}' | '\u{93c}' | '\u{941}'..='\u{948}' | '\u{94d}' | '\u{e31}' | '\u{e34}'..='\u{e3a}'
        | '\u{e47}'..='\u{e4e}' | '\u{1161}'..='\u{11ff}' | '\u{200c}' | '\u{200d}'
        | '\u{3099}' | '\u{309a}' | '\u{fe0f}')
}

fn win_ansi(character: char) -> Option<u8> {
    /// What Windows-1252 has at 0x80 to 0x9f; blanks where it has nothing.
    const HIGH: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";
    match character {
        ' '..='~' | '\u{a0}'..='ÿ' => u8::try_from(character).ok(),
        '−' => Some(MINUS),
        // A no-break hyphen, and the thinner spaces.
        '‑' => Some(b'-'),
        '\u{2000}'..='\u{200a}' | '\u{202f}' => Some(b' '),
        _ => {
            let at = HIGH.chars().position(|high| high == character)?;
            Some(0x80 + at as u8)
        }
    }
}

/// From code [`FIRST`] on.
#[rustfmt::skip]
const REGULAR: [u16; 224] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, 0,
    556, 584, 222, 556, 333, 1000, 556, 556, 333, 1000, 667, 333, 1000, 0, 611, 0,
    0, 222, 222, 333, 333, 350, 556, 1000, 333, 1000, 500, 333, 944, 0, 500, 667,
    278, 333, 556, 556, 556, 556, 260, 556, 333, 737, 370, 556, 584, 333, 737, 333,
    400, 584, 333, 333, 333, 556, 537, 278, 333, 333, 365, 556, 834, 834, 834, 611,
    667, 667, 667, 667, 667, 667, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278,
    722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611,
    556, 556, 556, 556, 556, 556, 889, 500, 556, 556, 556, 556, 278, 278, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 584, 611, 556, 556, 556, 556, 500, 556, 500,
];

/// As [`REGULAR`].
#[rustfmt::skip]
const BOLD: [u16; 224] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584, 0,
    556, 584, 278, 556, 500, 1000, 556, 556, 333, 1000, 667, 333, 1000, 0, 611, 0,
    0, 278, 278, 500, 500, 350, 556, 1000, 333, 1000, 556, 333, 944, 0, 500, 667,
    278, 333, 556, 556, 556, 556, 280, 556, 333, 737, 370, 556, 584, 333, 737, 333,
    400, 584, 333, 333, 333, 611, 556, 278, 333, 333, 365, 556, 834, 834, 834, 611,
    722, 722, 722, 722, 722, 722, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278,
    722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611,
    556, 556, 556, 556, 556, 556, 889, 556, 556, 556, 556, 556, 278, 278, 278, 278,
    611, 611, 611, 611, 611, 611, 611, 584, 611, 611, 611, 611, 611, 556, 611, 556,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_as_wide_as_adobe_says() {
        let check = |words, is_bold, thousandths: f64| {
            let width = width(words, is_bold) * 1000.0;
            assert!(
                (width - thousandths).abs() < 1e-6,
                "{words} is {width} wide"
            );
        };
        check("", false, 0.0);
        check(
            "Training",
            false,
            611.0 + 333.0 + 556.0 + 222.0 + 556.0 + 222.0 + 556.0 + 556.0,
        );
        check(
            "Training",
            true,
            611.0 + 389.0 + 556.0 + 278.0 + 611.0 + 278.0 + 611.0 + 611.0,
        );
        check("−1…", false, 584.0 + 556.0 + 1000.0);
        check("10⁻⁸", false, 2.0 * 556.0 + RAISED_SIZE * (584.0 + 556.0));
        check("žŸ", false, 500.0 + 667.0);
        check("加", false, 1000.0);
    }

    #[test]
    fn long_words_end_in_an_ellipsis() {
        assert_eq!(shortened("d5", 2.0), "d5");
        assert_eq!(shortened("add d5 l2", 3.0), "add…");
        assert_eq!(shortened("d5", 0.0), "…");
        assert_eq!(abridged("d5", 2.0), "d5");
        assert_eq!(abridged("add_d5_l2_s17", 4.8), "add…s17");
        assert_eq!(abridged("d5", 0.0), "…");
        // An accent takes no room, and leaves with its letter.
        assert_eq!(abridged("e\u{301}te\u{301}", 1.5), "e\u{301}te\u{301}");
        assert_eq!(abridged("aaaaae\u{301}", 1.2), "…");
    }
}
