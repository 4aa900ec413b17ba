//! The three tokens that Python writes and JSON does not have.

use serde_json::Value;

/// How each token is written in the copy: a string of the same length, so that positions in error
/// messages stay true. DEL stands in no file by accident.
const TOKENS: [(&[u8], &[u8], f64); 3] = [
    (b"NaN", b"\"\x7f\"", f64::NAN),
    (b"Infinity", b"\"\x7f+inf\x7f\"", f64::INFINITY),
    (b"-Infinity", b"\"\x7f--inf\x7f\"", f64::NEG_INFINITY),
];

/// A copy of `json` in which bare `NaN`, `Infinity` and `-Infinity` are strings that [`value`]
/// knows; nothing where there are none.
pub(super) fn quoted(json: &[u8]) -> Option<Vec<u8>> {
    let mut copy: Option<Vec<u8>> = None;
    let mut at = 0;
    while at < json.len() {
        match json[at] {
            b'"' => at = string_end(json, at),
            b'N' | b'I' | b'-' => match token_at(json, at) {
                Some((token, quoted)) => {
                    let end = at + token.len();
                    copy.get_or_insert_with(|| json.to_vec())[at..end].copy_from_slice(quoted);
                    at = end;
                }
                None => at += 1,
            },
            _ => at += 1,
        }
    }
    copy
}

/// The number that a string written by [`quoted`] stands for.
pub(super) fn value(string: &str) -> Option<f64> {
    TOKENS.iter().find_map(|(_, quoted, value)| {
        let inside = &quoted[1..quoted.len() - 1];
        (string.as_bytes() == inside).then_some(*value)
    })
}

/// Makes `null` of the strings written by [`quoted`], so that none is taken for text.
pub(super) fn clear(json: &mut Value) {
    match json {
        Value::String(string) if value(string).is_some() => *json = Value::Null,
        Value::Array(list) => list.iter_mut().for_each(clear),
        Value::Object(map) => map.values_mut().for_each(clear),
        _ => {}
    }
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

/// The token that stands whole at `at`, as a value: a key, or a part of a word, is none.
fn token_at(json: &[u8], at: usize) -> Option<(&'static [u8], &'static [u8])> {
    TOKENS.iter().find_map(|&(token, quoted, _)| {
        let rest = json[at..].strip_prefix(token)?.trim_ascii_start();
        matches!(rest.first(), None | Some(b',' | b']' | b'}')).then_some((token, quoted))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_keep_their_length() {
        for (token, quoted, value_of_token) in TOKENS {
            assert_eq!(token.len(), quoted.len());
            let inside = std::str::from_utf8(&quoted[1..quoted.len() - 1]).unwrap_or_default();
            assert_eq!(
                value(inside).map(f64::to_bits),
                Some(value_of_token.to_bits())
            );
        }
    }

    #[test]
    fn only_bare_values_are_tokens() {
        for untouched in [
            r#"["NaN", "a \" NaN ,", -1]"#,
            "{NaN: 1}",
            "[NaNa]",
            r#"["unfinished NaN"#,
        ] {
            assert_eq!(quoted(untouched.as_bytes()), None, "{untouched}");
        }
        assert!(quoted(b"[NaN ,-Infinity\n]").is_some());
    }
}
