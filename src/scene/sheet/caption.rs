//! A few words under a figure.

use crate::geometry::{Point, Size};
use crate::scene::helvetica::{WIDER, shortened, width};

const LETTER_SIZE: f64 = 11.0;
const LEFT: f64 = 12.0;
/// The height of one line with the room about it, and of each further line.
const HEIGHT: f64 = 28.0;
const PITCH: f64 = 15.0;
/// Of more lines than these the rest is cut.
const MOST_LINES: usize = 4;

/// Words under a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Caption {
    /// The words.
    pub text: String,
    /// The size of their letters.
    pub letter_size: f64,
    /// Their lines, each with the middle of its left edge.
    pub lines: Vec<(Point, String)>,
}

impl Caption {
    /// Words under a figure of a size, in lines that are no wider.
    pub(in crate::scene) fn under(figure: Size, text: &str) -> Self {
        let room = (figure.width - 2.0 * LEFT) / (LETTER_SIZE * WIDER);
        let place = |line: usize| Point {
            x: LEFT,
            y: figure.height + HEIGHT / 2.0 - 2.0 + PITCH * line as f64,
        };
        let lines = lines(text, room.max(0.0)).into_iter().enumerate();
        Self {
            text: text.to_owned(),
            letter_size: LETTER_SIZE,
            lines: lines.map(|(line, words)| (place(line), words)).collect(),
        }
    }

    /// How tall it is, with the room about it.
    pub(in crate::scene) fn height(&self) -> f64 {
        HEIGHT + PITCH * self.lines.len().saturating_sub(1) as f64
    }
}

/// Text in lines of `room` letter sizes at the most, broken between words.
fn lines(text: &str, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let is_last = lines.len() == MOST_LINES;
        match lines.last_mut() {
            Some(line)
                if is_last
                    || width(line, false) + width(word, false) + width(" ", false) <= room =>
            {
                *line = format!("{line} {word}");
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.iter().map(|line| shortened(line, room)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn under(width: f64, text: &str) -> Caption {
        let figure = Size {
            width,
            height: 100.0,
        };
        Caption::under(figure, text)
    }

    #[test]
    fn what_fits_is_one_line() {
        let caption = under(480.0, "d5 · samples · rolling window 500");
        let [(at, words)] = &caption.lines[..] else {
            panic!("{caption:?}");
        };
        assert_eq!(*words, caption.text);
        assert!(100.0 < at.y && at.y < 100.0 + caption.height());
    }

    #[test]
    fn more_is_broken_between_words_and_in_the_end_cut() {
        let check = |text: &str, expected: usize, is_cut: bool| {
            let caption = under(312.0, text);
            assert_eq!(caption.lines.len(), expected, "{caption:?}");
            for (at, words) in &caption.lines {
                assert!(at.x + width(words, false) * LETTER_SIZE < 312.0, "{words}");
                assert!(at.y < 100.0 + caption.height());
            }
            let words: Vec<&str> = caption
                .lines
                .iter()
                .map(|(_, line)| line.as_str())
                .collect();
            assert_eq!(words.join(" ") != text, is_cut, "{words:?}");
        };
        check(
            "PhilipQuirke/VerifiedArithmetic · commit 1a2b3c4 · rolling window 500, centred",
            2,
            false,
        );
        check(&"word ".repeat(400), MOST_LINES, true);
        check(&"w".repeat(400), 1, true);
    }
}
