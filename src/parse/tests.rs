//! What a training file may hold, and what each other file is told.

use proptest::prelude::*;

use super::*;

fn check(json: &str, expected: Result<&[f64], &str>) {
    match (parse(json.as_bytes()), expected) {
        (Ok(run), Ok(losses)) => {
            let bits = |list: &[f64]| list.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
            assert_eq!(bits(&run.losses), bits(losses), "{json}");
        }
        (Err(error), Err(part)) => {
            assert!(error.to_string().contains(part), "{json}: {error}");
        }
        (got, _) => panic!("{json}: {got:?}, expected {expected:?}"),
    }
}

#[test]
fn both_generations_of_file() {
    check(
        r#"{"Config": {"n_digits": 5}, "TrainingLoss": [2.5, 1e-9]}"#,
        Ok(&[2.5, 1e-9]),
    );
    check(
        r#"{"Config": {}, "AvgFinalLoss": 2e-9, "FinalLoss": null, "TrainingLoss": [1]}"#,
        Ok(&[1.0]),
    );
    check(
        r#"{"TrainingLoss": [-0.0, 3], "Config": null, "x": [[{}]]}"#,
        Ok(&[-0.0, 3.0]),
    );
    check("\u{feff}{\"TrainingLoss\": [1]}", Ok(&[1.0]));
}

#[test]
fn tokens_of_python_and_null_are_gaps() {
    check(
        r#"{"Config": {"lr": NaN}, "TrainingLoss": [NaN, Infinity, -Infinity, null]}"#,
        Ok(&[f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::NAN]),
    );
}

#[test]
fn the_last_of_two_equal_keys_counts() {
    check(r#"{"TrainingLoss": [1], "TrainingLoss": [2]}"#, Ok(&[2.0]));
}

#[test]
fn other_files_are_told_what_they_are() {
    check("", Err("is empty"));
    check(" \n", Err("is empty"));
    check("<!doctype html><html>", Err("web page"));
    check(
        "version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
        Err("Git LFS pointer"),
    );
    check("hello", Err("not JSON"));
    check(r#"{"TrainingLoss": [1,, 2]}"#, Err("not JSON"));
    check(r#"{"TrainingLoss": [1] } x"#, Err("not JSON"));
    check(r#"{"TrainingLoss": [NaN, nan]}"#, Err("not JSON"));
    check(r#"{"TrainingLoss": [1.5, 2."#, Err("cut off"));
    check(
        r#"{"Config": {}, "TrainingLoss": [1.5"#,
        Err("after 35 bytes"),
    );
    check("{}", Err("no TrainingLoss"));
    check(r#"{"TrainingLoss": []}"#, Err("empty list"));
    check(r#"{"TrainingLoss": 3}"#, Err("a list of numbers"));
    check(r#"{"TrainingLoss": ["3"]}"#, Err("a loss to be a number"));
    check(
        r#"{"TrainingLoss": [1, true]}"#,
        Err("a loss to be a number"),
    );
    check(
        r#"{"TrainingLoss": [1, [2]]}"#,
        Err("a loss to be a number"),
    );
    check(
        r#"{"TrainingLoss": [1], "Config": 3}"#,
        Err("not a training file"),
    );
    check("3", Err("an object with Config and TrainingLoss"));
}

#[test]
fn deep_nesting_is_refused_and_not_a_crash() {
    let deep = format!("{{\"TrainingLoss\": {}", "[".repeat(100_000));
    assert!(parse(deep.as_bytes()).is_err());
    let ignored = format!(
        "{{\"x\": {}{}, \"TrainingLoss\": [1]}}",
        "[".repeat(90),
        "]".repeat(90)
    );
    assert!(parse(ignored.as_bytes()).is_ok());
}

proptest! {
    #[test]
    fn every_double_comes_back_to_the_bit(losses in prop::collection::vec(prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO, 1..50)) {
        // `{:?}` writes the shortest digits that read back, as Python's repr does.
        let json = format!("{{\"TrainingLoss\": {losses:?}}}");
        check(&json, Ok(&losses));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = parse(&bytes);
    }

    #[test]
    fn a_file_cut_anywhere_is_an_error(cut in 0_usize..72) {
        let json = r#"{"Config": {"name": "a"}, "FinalLoss": NaN, "TrainingLoss": [1.5, NaN, 2]}"#;
        prop_assert!(parse(&json.as_bytes()[..cut]).is_err());
    }
}
