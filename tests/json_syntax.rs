//! What counts as JSON, case by case: the kinds of text that readers of JSON disagree on.
//!
//! The reader is to agree with Python's `json.loads` wherever a file that Python wrote can tell the
//! difference. Beyond that:
//! - nesting past 127 levels is refused; Python gives up at a thousand, and a training file has three;
//! - what no training file has is passed over unread, so its text is not checked for being Unicode;
//! - UTF-16, which Python guesses at, is read by its mark alone: `json.dump` writes ASCII.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, reason = "a test stops at the first surprise")]

use training_graphs::parse::{ParseError, parse};
use training_graphs::run::Run;

/// The only run of a file.
fn run(json: impl AsRef<[u8]>) -> Result<Run, ParseError> {
    let file = parse(json.as_ref(), Some("a.json"))?;
    assert_eq!(file.runs.len(), 1);
    Ok(file.runs.into_iter().next().unwrap_or_default())
}

/// Each place of a file where a number is read, with `text` in it; at the first loss it is drawn.
fn places(text: &str) -> [String; 8] {
    [
        format!(r#"{{"Config": {{}}, "TrainingLoss": [{text}, 2]}}"#),
        format!("[{text}, 2]"),
        format!("[[0, {text}], [1, 2]]"),
        format!(r#"{{"log_history": [{{"step": 0, "loss": {text}}}, {{"step": 1, "loss": 2}}]}}"#),
        format!(r#"{{"TrainingLoss": [1, 2], "FinalLoss": {text}}}"#),
        format!(r#"{{"TrainingLoss": [1, 2], "AvgFinalLoss": {text}}}"#),
        format!(
            r#"{{"TrainingLoss": [1, 2], "Config": {{"lr": {text}, "x": [{{"y": {text}}}]}}}}"#
        ),
        format!(r#"{{"TrainingLoss": [1, 2], "unknown": [{text}, {{"x": {text}}}]}}"#),
    ]
}

/// How many of [`places`] are losses.
const LOSSES: usize = 4;

#[test]
fn numbers() {
    for (text, expected, why) in [
        ("0", 0.0, "the least"),
        ("-0.0", -0.0, "the sign of zero is kept"),
        ("-1", -1.0, "a sign"),
        ("1E+5", 1e5, "a capital E, a plus in the exponent"),
        ("1e-5", 1e-5, "as Python writes small numbers"),
        ("1e05", 1e5, "zeros may lead in an exponent"),
        ("0.10000000000000001", 0.1, "more digits than a double has"),
        (
            "0.30000000000000004",
            0.1 + 0.2,
            "the digits that Python's repr writes",
        ),
        (
            "9007199254740993",
            9_007_199_254_740_992.0,
            "between two doubles: to even",
        ),
        (
            "18446744073709551616",
            18_446_744_073_709_551_616.0,
            "past 64 bits",
        ),
        ("1.7976931348623157e308", f64::MAX, "the largest"),
        ("5e-324", 5e-324, "the smallest"),
        ("2e-324", 0.0, "below the smallest"),
        ("1e-999999999999999999999", 0.0, "far below it"),
        (
            "1e999",
            f64::INFINITY,
            "past the largest, Python reads infinity",
        ),
        ("-1.5E+999", f64::NEG_INFINITY, "and minus infinity"),
        (
            "1e999999999999999999999",
            f64::INFINITY,
            "an exponent past any integer",
        ),
        ("0e999999999999999999999", 0.0, "which zero outweighs"),
        ("NaN", f64::NAN, "as Python writes it"),
        ("Infinity", f64::INFINITY, "as Python writes it"),
        ("-Infinity", f64::NEG_INFINITY, "as Python writes it"),
        ("null", f64::NAN, "no number is a gap"),
    ] {
        for (at, json) in places(text).iter().enumerate() {
            let run = run(json).unwrap_or_else(|error| panic!("{json}: {error} ({why})"));
            if at < LOSSES {
                let losses: Vec<u64> = run.losses.iter().map(|loss| loss.to_bits()).collect();
                assert_eq!(
                    losses,
                    [expected.to_bits(), 2_f64.to_bits()],
                    "{json}: {why}"
                );
            }
        }
    }
    let digits = format!("0.{}", "3".repeat(100_000));
    let read = run(&places(&digits)[0]).map(|run| run.losses[0]);
    assert_eq!(read, Ok(1.0 / 3.0), "a hundred thousand digits");
    let long = format!("1{}", "0".repeat(400));
    let read = run(&places(&long)[0]).map(|run| run.losses[0]);
    assert_eq!(
        read,
        Ok(f64::INFINITY),
        "an integer past the largest double"
    );
}

#[test]
fn what_is_no_number() {
    for (text, why) in [
        ("01", "a leading zero"),
        ("-01", "a leading zero"),
        ("00", "a leading zero"),
        ("01e999", "a leading zero, however large"),
        ("+1", "a plus"),
        ("--1", "two signs"),
        ("-", "a sign alone"),
        ("1.", "nothing after the point"),
        ("1.e999", "nothing after the point, however large"),
        (".5", "nothing before the point"),
        ("1e", "no exponent"),
        ("1e+", "no exponent"),
        ("1e1.5", "a point in the exponent"),
        ("1.2.3", "two points"),
        ("0x1", "hexadecimal"),
        ("1_000", "digits in groups"),
        ("1,5", "a decimal comma is two numbers"),
        ("1 000", "digits in groups"),
        ("1f", "a suffix"),
        ("１", "a digit of another script"),
        ("∞", "a sign for infinity"),
        ("nan", "only Python's own spelling"),
        ("NAN", "only Python's own spelling"),
        ("Nan", "only Python's own spelling"),
        ("-NaN", "NaN has no sign"),
        ("+NaN", "NaN has no sign"),
        ("NaNs", "a longer word"),
        ("NaN0", "a longer word"),
        ("NaN NaN", "two in one place"),
        ("inf", "only Python's own spelling"),
        ("Inf", "only Python's own spelling"),
        ("-inf", "only Python's own spelling"),
        ("infinity", "only Python's own spelling"),
        ("INFINITY", "only Python's own spelling"),
        ("+Infinity", "no plus"),
        ("--Infinity", "two signs"),
        ("- Infinity", "a sign apart"),
        ("Infinit", "a shorter word"),
        ("Infinityy", "a longer word"),
        ("None", "Python's own, but never in JSON"),
        ("True", "Python's own, but never in JSON"),
        ("undefined", "JavaScript's"),
        ("'1'", "single quotes"),
        ("1/*one*/", "a comment"),
        ("1 // one\n", "a comment"),
        ("", "nothing"),
        ("1\0", "a NUL"),
        ("\u{b}1", "white space of another kind"),
        ("\u{a0}1", "white space of another kind"),
        ("\u{2028}1", "white space of another kind"),
    ] {
        for (at, json) in places(text).iter().enumerate() {
            // Two numbers are fit for where a list of any length is read, or passed over.
            let is_list = text == "1,5" && [0, 1, 2].contains(&at);
            let read = run(json);
            assert!(is_list || read.is_err(), "{json:?}: {why}: {read:?}");
        }
    }
    let refused = |text: &str, words: &str| {
        for json in &places(text)[..LOSSES] {
            let error = run(json).map_or_else(|error| error.to_string(), |run| format!("{run:?}"));
            assert!(error.contains(words), "{json}: {error}");
        }
    };
    refused("true", "this is not a training file");
    refused(r#""NaN""#, "this is not a training file");
    refused(r#""1""#, "this is not a training file");
    // What stands for a token while a file is read stands in no file.
    for tokens in ["", "NaN, "] {
        for string in [
            "\u{7f}",
            r"\u007f",
            "\u{7f}+\u{7f}",
            r"\u007F-",
            "\u{7f}+\\u007f",
        ] {
            let json = format!(r#"{{"TrainingLoss": [{tokens}"{string}"]}}"#);
            let error = run(&json).map_or_else(|error| error.to_string(), |run| format!("{run:?}"));
            assert!(error.contains("a loss to be a number"), "{json}: {error}");
        }
    }
}

#[test]
fn a_number_in_the_wrong_place_is_named_as_it_stands() {
    for number in ["NaN", "Infinity", "-Infinity", "1e999", "-1.5E+999"] {
        for (before, after, place) in [
            (
                r#"{"TrainingLoss": "#,
                "}",
                "TrainingLoss to be a list of numbers",
            ),
            ("{\"TrainingLoss\": [NaN],\n\"Config\": ", "}", "a map"),
            (
                r#"{"log_history": [NaN, "#,
                "]}",
                "an entry with step and loss",
            ),
            ("", "", "an object with Config"),
        ] {
            let json = format!("{before}{number}{after}");
            let error = run(&json).map_or_else(|error| error.to_string(), |run| format!("{run:?}"));
            let named = if before.contains("log") {
                "NaN"
            } else {
                number
            };
            let words = format!("number {named}, expected {place}");
            assert!(error.contains(&words), "{json}: {error}");
        }
    }
    let json = r#"{"Config": "\u007f", "TrainingLoss": [NaN]}"#;
    let error = run(json).map_or_else(|error| error.to_string(), |run| format!("{run:?}"));
    assert!(error.contains(r#"string "\u{7f}", expected"#), "{error}");
}

#[test]
fn texts() {
    for (text, expected, why) in [
        (r#""""#, Some(""), "nothing"),
        (
            r#""\"\\\/\b\f\n\r\t""#,
            Some("\"\\/\u{8}\u{c}\n\r\t"),
            "each short escape",
        ),
        (
            r#""\u00e9 \u00E9""#,
            Some("é é"),
            "as Python writes é, and a capital",
        ),
        (
            r#""\ud83d\ude00""#,
            Some("😀"),
            "as Python writes it: a pair of surrogates",
        ),
        (
            "\"é😀\"",
            Some("é😀"),
            "as Python writes them with ensure_ascii=False",
        ),
        (
            r#""\u0000\u001f""#,
            Some("\0\u{1f}"),
            "control characters, escaped",
        ),
        (
            "\"\u{7f}\u{2028}\u{feff}\"",
            Some("\u{7f}\u{2028}\u{feff}"),
            "no control characters to JSON",
        ),
        (
            r#""NaN, Infinity ]""#,
            Some("NaN, Infinity ]"),
            "tokens in a text are text",
        ),
        (r#""\\""#, Some("\\"), "an escaped backslash ends no escape"),
        (
            r#""\ud83d""#,
            None,
            "half a character; Python keeps it, here it cannot be shown",
        ),
        (r#""\ude00\ud83d""#, None, "a pair the wrong way round"),
        (r#""\ud83dx""#, None, "half a pair"),
        (r#""\u00e""#, None, "three digits"),
        (r#""\u00g0""#, None, "no hexadecimal digit"),
        (r#""\x41""#, None, "Python's escape, not JSON's"),
        (r#""\U0001f600""#, None, "Python's escape, not JSON's"),
        (r#""\'""#, None, "JavaScript's escape"),
        (r#""\0""#, None, "C's escape"),
        ("\"a\nb\"", None, "a line break as it is"),
        ("\"a\tb\"", None, "a tab as it is"),
        ("\"a\0b\"", None, "a NUL as it is"),
        ("\"a\u{1f}b\"", None, "a control character as it is"),
        ("'a'", None, "single quotes"),
        ("a", None, "no quotes"),
        ("\"a\"b\"", None, "a quote within"),
        ("“a”", None, "quotes of print"),
    ] {
        // A token elsewhere: files with one are read another way.
        for loss in ["1", "NaN"] {
            let json = format!(r#"{{"Config": {{"act_fn": {text}}}, "TrainingLoss": [{loss}]}}"#);
            let read = run(&json).map(|run| run.settings.read().0["act_fn"].clone());
            assert_eq!(read.ok(), expected.map(Into::into), "{json:?}: {why}");
        }
    }
}

#[test]
fn bytes_that_are_no_unicode() {
    for (bytes, why) in [
        (&b"\xff"[..], "no byte of UTF-8"),
        (b"\x80", "a continuation of nothing"),
        (b"\xc3", "a character cut short"),
        (b"\xc0\xaf", "a slash, written too long"),
        (b"\xed\xa0\x80", "a surrogate"),
        (b"\xf4\x90\x80\x80", "past the last character"),
        (b"\xe9", "é in Latin-1"),
    ] {
        let inside = |before: &[u8], after: &[u8]| [before, bytes, after].concat();
        for json in [
            inside(
                b"{\"Config\": {\"act_fn\": \"",
                b"\"}, \"TrainingLoss\": [1]}",
            ),
            inside(b"{\"Config\": {\"", b"\": 1}, \"TrainingLoss\": [1]}"),
            inside(b"{\"", b"\": 1, \"TrainingLoss\": [1]}"),
            inside(b"{\"TrainingLoss\": [1", b"]}"),
            inside(b"[1, \"", b"\"]"),
            inside(b"", b"{\"TrainingLoss\": [1]}"),
            inside(b"{\"TrainingLoss\": [1]}", b""),
        ] {
            assert!(run(&json).is_err(), "{}: {why}", json.escape_ascii());
        }
    }
    let utf_16: Vec<u8> =
        r#"{"TrainingLoss": [1]}"#.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(run([b"\xff\xfe", &utf_16[..]].concat()).is_ok());
    assert!(run(utf_16).is_err(), "UTF-16 without its mark");
    for json in ["[1]", r#"{"TrainingLoss": [1, 2]}"#] {
        let marked = format!("\u{feff}\u{feff}{json}");
        assert!(run(marked.as_bytes()).is_err(), "two byte order marks");
        let utf_16 = marked.encode_utf16().flat_map(u16::to_le_bytes);
        assert!(run(utf_16.collect::<Vec<u8>>()).is_err(), "of UTF-16");
    }
}

#[test]
fn structures() {
    let losses = |json: &str| run(json).map(|run| run.losses);
    for (json, why) in [
        (
            "\u{feff}{\"TrainingLoss\":[1,2]}",
            "a byte order mark, as Python reads it in bytes",
        ),
        (
            " \t\r\n{ \"TrainingLoss\"\n:\t[\r1 ,\n2 ] } \r\n",
            "white space anywhere",
        ),
        (r#"{"TrainingLoss":[1,2]}"#, "none at all"),
        (
            r#"{"Training\u004coss": [1, 2]}"#,
            "a key with an escape is the same key",
        ),
        (
            r#"{"TrainingLoss": [9], "TrainingLoss": [1, 2]}"#,
            "of equal keys the last counts",
        ),
        (
            r#"{"": {}, "a": [], "a": "", "b": [[], {}, true, false, null], "TrainingLoss": [1, 2]}"#,
            "others' keys",
        ),
        (
            r#"{"TrainingLoss": [1, 2], "x": "\ud800"}"#,
            "passed over, half a character does no harm",
        ),
        (r#"{"TrainingLoss": [1, 2], "Config": null}"#, "no settings"),
    ] {
        assert_eq!(losses(json), Ok(vec![1.0, 2.0]), "{json}: {why}");
    }
    let file = run(r#"{"TrainingLoss": [1], "Config": {"lr": 1, "lr": 2, "Lr": 3}}"#);
    let rate = file.map(|run| run.settings.read().number("lr"));
    assert_eq!(rate, Ok(Some(2.0)));
    for (json, why) in [
        (r#"{"TrainingLoss": [1, 2,]}"#, "a comma after the last"),
        (r#"{"TrainingLoss": [1, 2],}"#, "a comma after the last"),
        (r#"{"TrainingLoss": [,1]}"#, "a comma before the first"),
        (r#"{"TrainingLoss": [1,,2]}"#, "nothing between commas"),
        (r#"{"TrainingLoss": [1 2]}"#, "no comma"),
        (r#"{"TrainingLoss": [1; 2]}"#, "a semicolon"),
        (r#"{"TrainingLoss" [1]}"#, "no colon"),
        (r#"{"TrainingLoss"= [1]}"#, "an equals sign"),
        (r#"{"TrainingLoss":: [1]}"#, "two colons"),
        (r"{TrainingLoss: [1]}", "a key without quotes"),
        (r"{'TrainingLoss': [1]}", "single quotes, as Python prints"),
        (r#"{NaN: 1, "TrainingLoss": [1]}"#, "a token as a key"),
        (r#"{1: 1, "TrainingLoss": [1]}"#, "a number as a key"),
        (r#"{1e999: 1, "TrainingLoss": [1]}"#, "one past the largest"),
        (r#"{null: 1, "TrainingLoss": [1]}"#, "null as a key"),
        (r#"{"x", "TrainingLoss": [1]}"#, "a key without a value"),
        (r#"{"TrainingLoss": [1}"#, "a list that ends as an object"),
        (r#"{"TrainingLoss": [1]]"#, "an object that ends as a list"),
        (r#"{"TrainingLoss": [1]}}"#, "an end too many"),
        (
            r#"{"TrainingLoss": [1]} {"TrainingLoss": [1]}"#,
            "two files in one",
        ),
        (
            "{\"TrainingLoss\": [1]}\n{\"TrainingLoss\": [2]}\n",
            "a file of lines, each JSON",
        ),
        ("{\"TrainingLoss\": [1]}\0", "a NUL at the end"),
        ("\0{\"TrainingLoss\": [1]}", "a NUL at the beginning"),
        (
            "{\"TrainingLoss\": [1]}\u{1a}",
            "an end of file, as DOS wrote it",
        ),
        ("// losses\n{\"TrainingLoss\": [1]}", "a comment"),
        ("{\"TrainingLoss\": [1]} # losses", "a comment"),
        (
            "{\"TrainingLoss\": [1\u{a0}]}",
            "white space of another kind",
        ),
        (r#"{"TrainingLoss": NaN}"#, "no list"),
        (r#"{"TrainingLoss": {"0": 1}}"#, "no list"),
        (r#"{"TrainingLoss": "[1]"}"#, "a text"),
        (r#"{"TrainingLoss": null}"#, "no losses"),
        (r#"{"TrainingLoss": [[1]]}"#, "a list in the list"),
        (
            r#"{"TrainingLoss": [1], "Config": NaN}"#,
            "settings that are a number",
        ),
        (
            r#"{"TrainingLoss": [1], "Config": [1]}"#,
            "settings that are a list",
        ),
        (
            r#"{"trainingloss": [1]}"#,
            "a key in small letters is another key",
        ),
        ("NaN", "a token alone"),
        ("1", "a number alone"),
        ("null", "nothing alone"),
        (r#""[1]""#, "a text alone"),
    ] {
        assert!(losses(json).is_err(), "{json:?}: {why}");
    }
}

#[test]
fn a_file_that_ends_early_is_cut_off_wherever_it_ends() {
    let whole = r#"{"Config": {"n_digits": 5, "lr": 8e-05, "act_fn": "r\u00e9\"lu", "x": [true, null, Infinity]},
        "AvgFinalLoss": 1.6e-08, "FinalLoss": -Infinity, "TrainingLoss": [2.5, NaN, -0.1e-2, Infinity, 1e999]}"#;
    assert!(run(whole).is_ok());
    assert_eq!(run(&whole[..0]), Err(ParseError::Empty));
    for bytes in 1..whole.len() {
        assert_eq!(
            run(&whole[..bytes]),
            Err(ParseError::CutOff { bytes }),
            "{}",
            &whole[..bytes]
        );
    }
}

#[test]
fn a_refusal_is_short_however_long_its_reason() {
    let long = "<img src=x>".repeat(100_000);
    for json in [
        format!(r#"{{"TrainingLoss": ["{long}"]}}"#),
        format!(r#"{{"TrainingLoss": [1], "Config": "{long}"}}"#),
        format!(r#"[["{long}", 1]]"#),
    ] {
        let error = run(&json).map_or_else(|error| error.to_string(), |run| format!("{run:?}"));
        assert!(
            error.len() < 400 && error.contains("line 1 column"),
            "{error:.400}"
        );
    }
}

/// Ten megabytes each; what takes time that grows with their square would take days.
#[test]
fn large_nonsense_is_refused_in_time_that_grows_with_it() {
    const LENGTH: usize = 10_000_000;
    for (start, piece) in [
        ("", "["),
        ("", "{\"\":"),
        ("{\"TrainingLoss\": ", "["),
        ("{\"TrainingLoss\": [", "[],"),
        ("{\"TrainingLoss\": [", "NaN "),
        ("{\"TrainingLoss\": [NaN,", "-"),
        ("{\"TrainingLoss\": [NaN,", "N"),
        ("{\"TrainingLoss\": [NaN,", "9"),
        ("{\"TrainingLoss\": [NaN,", "1e"),
        ("{\"TrainingLoss\": [NaN,", "\\"),
        ("{\"TrainingLoss\": [NaN,", "\""),
        (
            "{\"TrainingLoss\": [NaN,",
            "NaN                              x",
        ),
        ("{\"Config\": {\"", "\\\""),
        ("{\"Config\": {\"x\": ", "[NaN, "),
        ("{\"", "\\u0000"),
        ("[1", " "),
        ("[[", "1,"),
        ("[0.", "1"),
        ("[1e", "9"),
    ] {
        let json = format!("{start}{}", piece.repeat(LENGTH / piece.len()));
        assert!(run(&json).is_err(), "{start}{piece}…");
    }
}
