//! Reads what stands around the losses, with little code: the figure waits for it. The reader of any JSON is in the second
//! program.
//!
//! What is read here, the reader of any JSON reads the same; what is refused is for that one to judge.

use crate::number_list::{number_end, past_space};
use crate::parse::json;
use crate::run::{Run, Settings};

/// How deep lists and objects may stand in one another. What is deeper is left to the other reader.
const DEEPEST: usize = 16;

/// What a file says beside its losses, in whose place there is an empty list.
pub(super) fn without_losses(json: &[u8]) -> Option<Run> {
    std::str::from_utf8(json).ok()?;
    let start = past_space(json, 0);
    if json.get(start) != Some(&b'{') {
        return None;
    }
    let [mut losses, mut config, mut average, mut last] = [None; 4];
    let end = items_end(json, start, b'}', &mut |at| {
        let (key, at) = key(json, at)?;
        let end = value_end(json, at, 1)?;
        let value = &json[at..end];
        let (known, is_fit) = match key {
            b"TrainingLoss" => (&mut losses, value == b"[]"),
            b"Config" => {
                let is_fit = value.starts_with(b"{") && value.len() <= Settings::LONGEST;
                (&mut config, is_fit)
            }
            b"AvgFinalLoss" => (&mut average, number(value).is_some()),
            b"FinalLoss" => (&mut last, number(value).is_some()),
            json::LOG => return None,
            _ => return Some(end),
        };
        // Of two equal keys the later counts; which that is, is for the other reader to find.
        (is_fit && known.replace(value).is_none()).then_some(end)
    })?;
    (losses.is_some() && past_space(json, end) == json.len()).then(|| Run {
        settings: config.map(Settings::unread).unwrap_or_default(),
        average_final_loss: average.and_then(number),
        final_loss: last.and_then(number),
        ..Run::default()
    })
}

/// The place after the value that begins at `at`, in so many lists and objects.
fn value_end(json: &[u8], at: usize, depth: usize) -> Option<usize> {
    if depth > DEEPEST {
        return None;
    }
    match json.get(at)? {
        b'{' => items_end(json, at, b'}', &mut |at| {
            value_end(json, key(json, at)?.1, depth + 1)
        }),
        b'[' => items_end(json, at, b']', &mut |at| value_end(json, at, depth + 1)),
        b'"' => plain_string_end(json, at),
        b'-' | b'0'..=b'9' => {
            let end = number_end(json, at)?;
            number(&json[at..end]).map(|_| end)
        }
        _ => {
            let is_next = |word: &&&[u8]| json[at..].starts_with(word);
            let words: [&[u8]; 3] = [b"null", b"true", b"false"];
            words.iter().find(is_next).map(|word| at + word.len())
        }
    }
}

/// The place after a list or object that begins at `start`, with commas between its items; `item`
/// finds the place after each.
fn items_end(
    json: &[u8],
    start: usize,
    close: u8,
    item: &mut dyn FnMut(usize) -> Option<usize>,
) -> Option<usize> {
    let mut at = past_space(json, start + 1);
    if json.get(at) == Some(&close) {
        return Some(at + 1);
    }
    loop {
        at = past_space(json, item(at)?);
        match json.get(at)? {
            b',' => at = past_space(json, at + 1),
            mark => return (*mark == close).then_some(at + 1),
        }
    }
}

/// The key that begins at `at`, and the place of its value.
fn key(json: &[u8], at: usize) -> Option<(&[u8], usize)> {
    let end = plain_string_end(json, at)?;
    let colon = past_space(json, end);
    let key = &json[at + 1..end - 1];
    (json.get(colon) == Some(&b':')).then(|| (key, past_space(json, colon + 1)))
}

/// The place after a string; none for one with an escape, which may be any key, or with a control
/// character: the other reader has DEL stand for numbers.
pub(super) fn plain_string_end(json: &[u8], start: usize) -> Option<usize> {
    let inside = json.get(start..)?.strip_prefix(b"\"")?;
    let is_plain = |byte: &&u8| !matches!(byte, b'"' | b'\\' | 0x7f | ..b' ');
    let length = inside.iter().take_while(is_plain).count();
    (inside.get(length) == Some(&b'"')).then_some(start + length + 2)
}

/// A number; none for one that is too large for a double.
fn number(text: &[u8]) -> Option<f64> {
    let number: f64 = std::str::from_utf8(text).ok()?.parse().ok()?;
    number.is_finite().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{LossList, published};

    fn read(json: &str) -> Option<Run> {
        published(LossList::of(json.as_bytes()))
    }

    fn is_read(json: &str) -> bool {
        read(json).is_some()
    }

    #[test]
    fn a_published_file_is_read() {
        let json = r#"{"Config": {"act_fn": "relu", "lr": 8e-05, "x": [null, {"é": true}, []]},
            "AvgFinalLoss": 1.6e-08, "TrainingLoss": [2.5, -1], "FinalLoss": 3, "y": {}} "#;
        let run = read(json).unwrap();
        let config = run.settings.read();
        assert_eq!((config.0.len(), config.text("act_fn")), (3, Some("relu")));
        assert_eq!(run.losses, [2.5, -1.0]);
        assert_eq!(
            (run.average_final_loss, run.final_loss),
            (Some(1.6e-8), Some(3.0))
        );
        assert!(is_read(r#"{"TrainingLoss":[1]}"#));
    }

    #[test]
    fn all_else_is_left_to_the_other_reader() {
        let value = |value: &str| format!(r#"{{"x": {value}, "TrainingLoss": [1]}}"#);
        let deep = |levels: usize| value(&format!("{}{}", "[".repeat(levels), "]".repeat(levels)));
        assert!(is_read(&deep(DEEPEST)));
        assert!(!is_read(&deep(DEEPEST + 1)));
        for unfit in [
            "",
            "NaN",
            "-Infinity",
            "01",
            "1.",
            "+1",
            "-",
            "1e999",
            "nul",
            "nullx",
            "True",
            "'a'",
            r#""\n""#,
            "\"\n\"",
            "\"\u{7f}\"",
            "\"",
            "[1,]",
            "[,1]",
            "[1 2]",
            "[1}",
            "{1: 2}",
            r#"{"a"}"#,
            r#"{"a" 1}"#,
            r#"{"a":}"#,
            r#"{"a": 1,}"#,
            r#"{"a": 1]"#,
            "1, 2",
            "\u{a0}1",
        ] {
            assert!(!is_read(&value(unfit)), "{unfit}");
        }
        for field in [
            r#""Config": null"#,
            r#""Config": []"#,
            r#""Config": {}, "Config": {}"#,
            r#""FinalLoss": null"#,
            r#""FinalLoss": "1""#,
            r#""FinalLoss": 1, "FinalLoss": 2"#,
            r#""AvgFinalLoss": [1]"#,
            r#""log_history": []"#,
            r#""TrainingLoss": 1"#,
            r#""TrainingLoss": []"#,
            r#""TrainingLoss": [2]"#,
            r#""\u0054rainingLoss": [2]"#,
        ] {
            for json in [
                format!(r#"{{{field}, "TrainingLoss": [1]}}"#),
                format!(r#"{{"TrainingLoss": [1], {field}}}"#),
            ] {
                assert!(!is_read(&json), "{json}");
            }
        }
        for json in [
            r#"["TrainingLoss": [1]]"#,
            r#""TrainingLoss": [1]"#,
            r#"{"TrainingLoss": [1]}}"#,
            r#"{"TrainingLoss": [1]} {}"#,
            r#"{"TrainingLoss": [1]"#,
            r#"{"TrainingLoss": [1],}"#,
        ] {
            assert!(!is_read(json), "{json}");
        }
    }
}
