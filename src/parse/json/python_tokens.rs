//! The numbers that Python reads and JSON does not have: three tokens, and what is past the largest
//! double.

use std::borrow::Cow;

use serde::de::IgnoredAny;

const TOKENS: [(&[u8], f64); 3] = [
    (b"NaN", f64::NAN),
    (b"Infinity", f64::INFINITY),
    (b"-Infinity", f64::NEG_INFINITY),
];

/// What fills the strings that stand for such numbers in a copy. DEL stands in no file by accident.
const MARK: u8 = b'\x7f';

/// What stands in a copy for the DEL that begins a string of the file's own, which [`value`] would know.
const UNMARKED: u8 = b'?';

/// `json`, with each such number as a string that [`value`] knows, and no other that it does; a copy where it has any.
/// The strings are as long as the numbers, so that positions in error messages stay true.
pub(super) fn with_numbers_as_strings(json: &[u8]) -> Cow<'_, [u8]> {
    let mut copy = Cow::Borrowed(json);
    let mut at = 0;
    while at < json.len() {
        let (end, value) = match json[at] {
            b'"' => (string_end(json, at), None),
            b'N' | b'I' | b'-' | b'0'..=b'9' => number_at(json, at),
            _ => (at + 1, None),
        };
        if let Some(value) = value {
            mark(&mut copy.to_mut()[at..end], value);
        } else if json[at..end].starts_with(&[b'"', MARK]) && is_known(&json[at + 1..end - 1]) {
            copy.to_mut()[at + 1] = UNMARKED;
        }
        at = end;
    }
    copy
}

fn is_known(string: &[u8]) -> bool {
    std::str::from_utf8(string).is_ok_and(|string| value(string).is_some())
}

/// What an error says of what [`with_numbers_as_strings`] gave, in the words of `json` itself.
pub(in crate::parse) fn reason(error: &serde_json::Error, json: &[u8]) -> String {
    let reason = error.to_string();
    let around = reason.split_once("string \"\\u{7f}");
    let around = around.and_then(|(before, rest)| Some((before, rest.split_once("\", ")?.1)));
    match around.zip(number_before(error, json)) {
        Some(((before, after), number)) => format!("{before}number {number}, {after}"),
        None => reason,
    }
}

/// The number or token that ends where an error is.
fn number_before<'a>(error: &serde_json::Error, json: &'a [u8]) -> Option<&'a str> {
    let mut lines = json.split(|byte| *byte == b'\n');
    let before = lines.nth(error.line().checked_sub(1)?)?;
    let before = before.get(..error.column())?;
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
    let number = before.rsplit(|byte| !is_part(byte)).next()?;
    std::str::from_utf8(number)
        .ok()
        .filter(|number| !number.is_empty())
}

/// Writes a string over the text of a number, of three bytes at least. One that the file ends within
/// becomes a string that it ends within.
fn mark(text: &mut [u8], value: f64) {
    let is_cut = TOKENS.iter().any(|(token, _)| is_beginning(text, token));
    text.fill(MARK);
    text[0] = b'"';
    if is_cut {
        return;
    }
    if value.is_infinite() {
        text[2] = if value > 0.0 { b'+' } else { b'-' };
    }
    if let Some(last) = text.last_mut() {
        *last = b'"';
    }
}

/// The number that a string written by [`with_numbers_as_strings`] stands for.
pub(super) fn value(string: &str) -> Option<f64> {
    let (&first, rest) = string.as_bytes().split_first()?;
    let (value, filling) = match rest {
        [] => (f64::NAN, rest),
        [b'+', filling @ ..] => (f64::INFINITY, filling),
        [b'-', filling @ ..] => (f64::NEG_INFINITY, filling),
        _ => return None,
    };
    let is_mark = |byte: &u8| *byte == MARK;
    (is_mark(&first) && filling.iter().all(is_mark)).then_some(value)
}

/// The position after the string that begins at `start`.
fn string_end(json: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < json.len() {
        match json[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    json.len()
}

/// Where the word or number at `at` ends, and which number it is that JSON does not have.
fn number_at(json: &[u8], at: usize) -> (usize, Option<f64>) {
    let rest = &json[at..];
    for (token, value) in TOKENS {
        if is_beginning(rest, token) {
            return (json.len(), Some(value));
        }
        // A key, or a part of a word, is no token.
        let after = rest.strip_prefix(token).map(<[u8]>::trim_ascii_start);
        if after.is_some_and(|after| matches!(after.first(), None | Some(b',' | b']' | b'}'))) {
            return (at + token.len(), Some(value));
        }
    }
    let is_part = |byte: &&u8| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
    let length = rest.iter().take_while(is_part).count();
    let (number, after) = rest.split_at(length);
    // A number is no key, however large.
    let is_key = after.trim_ascii_start().first() == Some(&b':');
    let value = past_largest(number).filter(|_| !is_key);
    (at + length.max(1), value)
}

/// Whether a file ends within `token`.
fn is_beginning(rest: &[u8], token: &[u8]) -> bool {
    rest.len() < token.len() && token.starts_with(rest)
}

/// The infinity that a number is read as, if it is one of JSON and past the largest double.
fn past_largest(number: &[u8]) -> Option<f64> {
    let value: f64 = std::str::from_utf8(number).ok()?.parse().ok()?;
    if value.is_finite() {
        return None;
    }
    serde_json::from_slice::<IgnoredAny>(number).ok()?;
    Some(value)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn copies_keep_their_length() {
        for (number, expected) in [
            ("NaN", f64::NAN),
            ("Infinity", f64::INFINITY),
            ("-Infinity", f64::NEG_INFINITY),
            ("1e999", f64::INFINITY),
            ("-1.5E+999", f64::NEG_INFINITY),
        ] {
            let json = format!("[1, {number}]");
            let copy = with_numbers_as_strings(json.as_bytes());
            assert_eq!(copy.len(), number.len() + 5);
            let list: Vec<Value> = serde_json::from_slice(&copy).unwrap();
            let read = list[1].as_str().and_then(value);
            assert_eq!(read.map(f64::to_bits), Some(expected.to_bits()), "{number}");
        }
    }

    #[test]
    fn only_bare_values_are_tokens() {
        for untouched in [
            r#"["NaN", "a \" NaN ,", -1]"#,
            "{NaN: 1}",
            "{1e999 : 1}",
            "[NaNa]",
            r#"["unfinished NaN"#,
            "[1e308, 01e999, 1.e999, e999]",
        ] {
            let quoted = with_numbers_as_strings(untouched.as_bytes());
            assert!(matches!(quoted, Cow::Borrowed(_)), "{untouched}");
        }
        assert!(matches!(
            with_numbers_as_strings(b"[NaN ,-Infinity\n]"),
            Cow::Owned(_)
        ));
    }
}
