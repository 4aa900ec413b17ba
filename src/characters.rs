//! Characters that deceive whoever reads a text.

use std::fmt::{self, Write as _};

/// Whether a character has no shape of its own, or turns the order of those about it.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Whether an unseen character may shape the one before it.
#[must_use]
pub fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe0f}')
}

/// Whether a character, itself unseen, shapes the one before it, as letters of Persian and Indic words and pictures have
/// it.
fn shapes(c: char, before: char) -> bool {
    let is_picture = matches!(before, '\u{203c}'..='\u{32ff}' | '\u{1f000}'..='\u{1faff}');
    let is_letter = matches!(before, '\u{600}'..='\u{dff}');
    match c {
        '\u{200c}' => is_letter,
        '\u{200d}' => is_letter || is_picture || before == '\u{fe0f}',
        '\u{fe0f}' => is_picture,
        _ => false,
    }
}

/// A text with a mark in the place of each character that is unseen, and shapes nothing.
#[must_use]
pub fn seen(text: &str) -> String {
    let mut before = ' ';
    let seen = text.chars().map(|c| {
        before = if is_unseen(c) && !shapes(c, before) {
            '\u{fffd}'
        } else {
            c
        };
        before
    });
    seen.collect()
}

/// At most `longest` characters of a text, as a message may repeat them: none of them unseen.
#[must_use]
pub fn quoted(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => seen(&text[..end]) + "…",
        None => seen(text),
    }
}

/// At most `longest` characters, as [`quoted`] gives them, of a value that may be too large to be written out whole.
#[must_use]
pub fn quoted_value(value: &impl fmt::Display, longest: usize) -> String {
    let mut start = Start {
        text: String::new(),
        room: longest + 1,
    };
    // It is cut off where there is no more room.
    let _full = write!(start, "{value}");
    quoted(&start.text, longest)
}

/// The beginning of what is written to it, in characters.
struct Start {
    text: String,
    room: usize,
}

impl fmt::Write for Start {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            self.room = self.room.checked_sub(1).ok_or(fmt::Error)?;
            self.text.push(c);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_short_and_all_seen() {
        let check = |text, expected: &str| assert_eq!(quoted(text, 4), expected, "{text:?}");
        check("", "");
        check("ab é", "ab é");
        check("損失 12", "損失 1…");
        check("a\u{202e}b", "a\u{fffd}b");
        check("\0\n\u{200b}\u{feff}", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}");
    }

    #[test]
    fn a_name_is_shown_whole_and_in_its_order() {
        for unseen in [
            '\u{200f}',
            '\u{34f}',
            '\u{115f}',
            '\u{17b4}',
            '\u{180d}',
            '\u{2800}',
            '\u{3164}',
            '\u{fe01}',
            '\u{ffa0}',
            '\u{1d173}',
            '\u{e0041}',
            '\u{e01ef}',
        ] {
            assert_eq!(seen(&unseen.to_string()), "\u{fffd}", "{unseen:?}");
        }
        for whole in [
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "👩\u{200d}💻",
            "🏳\u{fe0f}\u{200d}🌈",
        ] {
            assert_eq!(seen(whole), whole);
        }
        for hidden in [
            "a\u{200d}b",
            "é\u{fe0f}",
            "Ж\u{200c}",
            "損\u{200d}失",
            "д\u{e0100}",
        ] {
            assert!(seen(hidden).contains('\u{fffd}'), "{hidden:?}");
        }
        assert_eq!(
            seen("🏳\u{fe0f}\u{fe0f}\u{200d}"),
            "🏳\u{fe0f}\u{fffd}\u{fffd}"
        );
        assert_eq!(
            seen("gpt\u{202e}nosj.\u{2066}損失"),
            "gpt\u{fffd}nosj.\u{fffd}損失"
        );
    }

    #[test]
    fn of_a_value_no_more_is_written_than_is_shown() {
        struct Endless;
        impl fmt::Display for Endless {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                loop {
                    f.write_str("é1")?;
                }
            }
        }
        assert_eq!(quoted_value(&Endless, 3), "é1é…");
        assert_eq!(quoted_value(&"1234", 4), "1234");
    }
}
