//! JSON files: what each may hold, and what each other file is told.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, reason = "a test stops at the first surprise")]

use proptest::prelude::*;
use training_graphs::parse::{ParsedFile, parse};
use training_graphs::run::Run;

/// A series: its name and its losses at their steps.
type Series<'a> = (Option<&'a str>, &'a [(f64, f64)]);

fn points(run: &Run) -> Vec<(f64, u64)> {
    let losses = run.losses.iter().enumerate();
    losses
        .map(|(index, loss)| (run.steps.step(index), loss.to_bits()))
        .collect()
}

fn warnings(file: &ParsedFile) -> Vec<String> {
    file.warnings.iter().map(ToString::to_string).collect()
}

/// One unnamed series from step 0, or words of the refusal.
fn check(json: &str, expected: Result<&[f64], &str>) {
    match (parse(json.as_bytes(), Some("a.json")), expected) {
        (Ok(file), Ok(losses)) => {
            let expected: Vec<_> = (0..)
                .zip(losses)
                .map(|(step, loss)| (f64::from(step), loss.to_bits()))
                .collect();
            assert_eq!(
                (file.runs.len(), &file.warnings[..]),
                (1, &[][..]),
                "{json}"
            );
            assert_eq!(file.runs[0].series, None);
            assert_eq!(points(&file.runs[0]), expected, "{json}");
        }
        (Err(error), Err(part)) => {
            assert!(error.to_string().contains(part), "{json}: {error}");
        }
        (got, _) => panic!("{json}: {got:?}, expected {expected:?}"),
    }
}

fn check_series(json: &str, expected: &[Series<'_>], warned: &[&str]) {
    let file = parse(json.as_bytes(), None).unwrap_or_else(|error| panic!("{json}: {error}"));
    let names: Vec<_> = file.runs.iter().map(|run| run.series.as_deref()).collect();
    let expected_names: Vec<_> = expected.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, expected_names, "{json}");
    for (run, (_, losses)) in file.runs.iter().zip(expected) {
        let losses: Vec<_> = losses
            .iter()
            .map(|(at, loss)| (*at, loss.to_bits()))
            .collect();
        assert_eq!(points(run), losses, "{json}");
    }
    assert_eq!(warnings(&file), warned, "{json}");
}

#[test]
fn both_generations_of_training_file() {
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
    check(r#"{"log_history": [], "TrainingLoss": [1]}"#, Ok(&[1.0]));
    check(r#"{"log_history": null, "TrainingLoss": [1]}"#, Ok(&[1.0]));
    let config = |length| {
        format!(
            r#"{{"Config": {{"a": "{}"}}, "TrainingLoss": [1]}}"#,
            "b".repeat(length)
        )
    };
    check(&config(1_000_000), Ok(&[1.0]));
    check(&config(1_048_576), Err("its Config has 1,048,584 bytes"));
    let nested = ["{\"\":".repeat(100), "0".to_owned(), "}".repeat(100)].concat();
    let values = vec![nested; 700].join(",");
    let json = format!(r#"{{"Config": {{"a": [{values}]}}, "TrainingLoss": [1]}}"#);
    check(&json, Err("its Config has more than 65536 values"));
}

#[test]
fn settings_are_kept_and_those_that_are_no_number_are_null() {
    let json = r#"{"Config": {"lr": NaN, "n_digits": 5, "x": [Infinity]}, "TrainingLoss": [1]}"#;
    let file = parse(json.as_bytes(), None).unwrap();
    let config = file.runs[0].settings.read();
    assert_eq!((config.number("lr"), config.text("lr")), (None, None));
    assert_eq!(config.count("n_digits"), Some(5));
    assert_eq!(config.0["x"].to_string(), "[null]");
}

#[test]
fn tokens_of_python_and_null_are_gaps() {
    let gaps = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::NAN];
    check(
        r#"{"Config": {"lr": NaN}, "TrainingLoss": [NaN, Infinity, -Infinity, null]}"#,
        Ok(&gaps),
    );
    check("[NaN, Infinity, -Infinity, null]", Ok(&gaps));
}

#[test]
fn bare_lists() {
    check("[1.5, 2, -3]", Ok(&[1.5, 2.0, -3.0]));
    check_series(
        "[[0, 1.5], [10, NaN], [20, null]]",
        &[(None, &[(0.0, 1.5), (10.0, f64::NAN), (20.0, f64::NAN)])],
        &[],
    );
    check_series(
        "[[1, 3.0], [null, 2.5], [1, 2.0]]",
        &[(None, &[(1.0, 2.0)])],
        &[
            "1 value has no step and is skipped",
            "1 value is replaced by a later one at its step",
        ],
    );
    check_series(
        r#"[{"step": 5, "loss": 1.5}, {"step": 9, "eval_loss": 2}]"#,
        &[
            (Some("loss"), &[(5.0, 1.5)]),
            (Some("eval_loss"), &[(9.0, 2.0)]),
        ],
        &[],
    );
    check(" [] ", Err("an empty list"));
    check("[1, [2, 3]]", Err("mixes"));
    check("[[1, 2, 3]]", Err("a pair of a step and a loss"));
    check("[[1]]", Err("a pair of a step and a loss"));
    check(r#"["1"]"#, Err("a loss, a [step, loss] pair or an entry"));
    check("[true]", Err("a loss, a [step, loss] pair or an entry"));
    check("[[null, 1]]", Err("no pair with a step"));
    check("[1, 2", Err("cut off"));
    check("[1, 2] 3", Err("not JSON"));
}

#[test]
fn the_state_of_a_trainer() {
    check_series(
        r#"{"best_metric": null, "epoch": 2.0, "global_step": 1500, "log_history": [
            {"epoch": 0.5, "grad_norm": NaN, "learning_rate": 5e-05, "loss": 2.5, "step": 500},
            {"epoch": 1.0, "loss": NaN, "step": 1000},
            {"epoch": 1.0, "eval_loss": 2.25, "eval_runtime": 1.5, "step": 1000},
            {"epoch": 1.5, "loss": 1e-9, "step": 1500},
            {"epoch": 2.0, "step": 1500, "total_flos": 0.0, "train_loss": 1.5}
        ], "max_steps": 1500, "trial_params": null}"#,
        &[
            (
                Some("loss"),
                &[(500.0, 2.5), (1000.0, f64::NAN), (1500.0, 1e-9)],
            ),
            (Some("eval_loss"), &[(1000.0, 2.25)]),
        ],
        &[],
    );
}

#[test]
fn entries_may_stand_one_on_a_line() {
    let lines = "{\"step\": 0, \"loss\": 2}\r\n\n {\"step\": 10, \"loss\": NaN}\n";
    let losses = [(0.0, 2.0), (10.0, f64::NAN)];
    check_series(lines, &[(Some("loss"), &losses)], &[]);
    let first = "{\"step\": 0, \"loss\": 2}\n";
    check(&format!("{first}\n{{\"step\" 1}}\n"), Err("at line 3"));
    check(&format!("{first}{{\"step\": 1"), Err("cut off"));
    check(&format!("{first}3"), Err("not JSON"));
}

#[test]
fn a_resumed_training_overwrites_what_it_repeats() {
    check_series(
        r#"{"log_history": [
            {"loss": 3, "step": 10}, {"loss": 2, "step": 20}, {"loss": 1, "step": 30},
            {"loss": 2.5, "step": 20}, {"loss": 1.5, "step": 30}, {"loss": 0.5},
            {"loss": 0.5, "step": null}, {"eval_loss": 9}
        ]}"#,
        &[(Some("loss"), &[(10.0, 3.0), (20.0, 2.5), (30.0, 1.5)])],
        &[
            "2 values of loss have no step and are skipped",
            "2 values of loss are replaced by later ones at their steps",
            "1 value of eval_loss has no step and is skipped",
        ],
    );
}

#[test]
fn a_log_without_losses_is_told() {
    check(r#"{"log_history": []}"#, Err("no entry with a step"));
    check(
        r#"{"log_history": [{"train_loss": 1, "step": 2}]}"#,
        Err("no entry with a step and a loss"),
    );
    check(r#"{"log_history": [{"loss": 1}]}"#, Err("no entry with"));
    check(r#"{"log_history": 1}"#, Err("log_history to be a list"));
    check(
        r#"{"log_history": [1]}"#,
        Err("an entry with step and loss"),
    );
    check(
        r#"{"log_history": [{"step": 1, "loss": "x"}]}"#,
        Err("a loss to be a number"),
    );
    check(
        r#"{"log_history": [{"step": "1", "loss": 2}]}"#,
        Err("a step to be a number"),
    );
    check(r#"{"log_history": [{"step": 1, "lo"#, Err("cut off"));
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
    check("step,loss\n0,2.4\n", Err("not JSON"));
    check(r#"{"TrainingLoss": [1,, 2]}"#, Err("not JSON"));
    check(r#"{"TrainingLoss": [1] } x"#, Err("not JSON"));
    check(r#"{"TrainingLoss": [NaN, nan]}"#, Err("not JSON"));
    check(r#"{"TrainingLoss": [1.5, 2."#, Err("cut off"));
    check(
        r#"{"Config": {}, "TrainingLoss": [1.5"#,
        Err("after 35 bytes"),
    );
    check("[", Err("after 1 byte"));
    check("{}", Err("no TrainingLoss; files that can be read"));
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
    for start in ["{\"TrainingLoss\": ", "{\"log_history\": ", "{\"x\": ", ""] {
        for (open, count) in [("[", 100_000), ("{\"x\":", 100_000)] {
            let deep = format!("{start}{}", open.repeat(count));
            assert!(parse(deep.as_bytes(), None).is_err());
        }
    }
    let ignored = format!(
        "{{\"x\": {}{}, \"TrainingLoss\": [1]}}",
        "[".repeat(90),
        "]".repeat(90)
    );
    assert!(parse(ignored.as_bytes(), None).is_ok());
}

proptest! {
    #[test]
    fn every_double_comes_back_to_the_bit(losses in prop::collection::vec(prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO, 1..50)) {
        // `{:?}` writes the shortest digits that read back, as Python's repr does.
        check(&format!("{{\"TrainingLoss\": {losses:?}}}"), Ok(&losses));
        check(&format!("{losses:?}"), Ok(&losses));
        let entries: Vec<String> = losses.iter().enumerate()
            .map(|(step, loss)| format!("{{\"step\": {step}, \"loss\": {loss:?}}}")).collect();
        let log = format!("{{\"log_history\": [{}]}}", entries.join(", "));
        let points: Vec<_> = (0..).map(f64::from).zip(losses).collect();
        check_series(&log, &[(Some("loss"), &points)], &[]);
    }
}
