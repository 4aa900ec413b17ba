//! The catalogue against the notebook's own lists and against the samples' folder.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, iter};

use training_graphs::catalogue::{self, Entry, Failures};

/// The notebook's Part 1A: one model a line, all but one commented out.
const PART_1A: &str = include_str!("seed/part_1a_models.txt");
/// The notebook's Part 3: the models it compares.
const PART_3: &str = include_str!("seed/part_3_addition_set.txt");

struct Row {
    group: &'static str,
    name: &'static str,
    note: &'static str,
    commented: bool,
}

fn rows() -> Vec<Row> {
    let mut group = "";
    let mut rows = Vec::new();
    for line in PART_1A.lines() {
        let code = line.strip_prefix('#').unwrap_or(line);
        if let Some(call) = code.strip_prefix("cfg.set_model_names( \"") {
            let (name, rest) = call.split_once("\" )").unwrap();
            rows.push(Row {
                group,
                name,
                note: rest.trim_start().strip_prefix("# ").unwrap(),
                commented: code != line,
            });
        } else if let Some(heading) = line.strip_prefix("# ") {
            group = heading;
        }
    }
    rows
}

/// Entries with a note, and their notes.
fn noted() -> impl Iterator<Item = (&'static Entry, &'static str)> {
    catalogue::entries()
        .iter()
        .filter_map(|entry| Some((entry, entry.note.as_deref()?)))
}

#[test]
fn every_row_of_the_notebook_is_there_in_order_and_unchanged() {
    let entries: Vec<(&str, String, &str)> = noted()
        .map(|(entry, note)| (entry.group.as_str(), entry.name.to_string(), note))
        .collect();
    let rows: Vec<(&str, String, &str)> = rows()
        .into_iter()
        .map(|row| (row.group, row.name.to_owned(), row.note))
        .collect();
    assert_eq!(rows.len(), 37);
    assert_eq!(entries, rows);
}

#[test]
fn a_model_without_a_note_is_of_a_set() {
    for entry in catalogue::entries()
        .iter()
        .filter(|entry| entry.note.is_none())
    {
        let of_a_set = catalogue::sets()
            .iter()
            .any(|set| set.names.contains(&entry.name));
        assert!(of_a_set, "{}", entry.name);
        assert!(entry.avg_final_loss.is_none() && entry.nines().is_none());
    }
}

#[test]
fn the_default_is_the_line_left_uncommented() {
    let uncommented: Vec<&str> = rows()
        .iter()
        .filter(|row| !row.commented)
        .map(|row| row.name)
        .collect();
    assert_eq!(
        uncommented,
        [catalogue::default_name().unwrap().to_string()]
    );
}

#[test]
fn the_addition_set_is_that_of_part_3() {
    let listed: Vec<&str> = PART_3.split('"').skip(1).step_by(2).collect();
    assert_eq!(listed.len(), 11);
    assert_eq!(names_of("addition"), listed);
}

#[test]
fn sets_go_up_by_one_digit() {
    fn check(id: &str, first: u32, last: u32) {
        let digits: Vec<u32> = catalogue::set(id)
            .unwrap()
            .names
            .iter()
            .map(training_graphs::model_name::ModelName::digits)
            .collect();
        assert_eq!(digits, (first..=last).collect::<Vec<_>>(), "{id}");
    }
    check("addition", 5, 15);
    check("mixed", 5, 13);
    check("inited-mixed", 5, 11);
    assert_eq!(catalogue::sets().len(), 3);
}

fn names_of(id: &str) -> Vec<String> {
    let set = catalogue::set(id).unwrap();
    set.names.iter().map(ToString::to_string).collect()
}

/// Takes away from each note what its entry's fields hold, and then the words between: nothing is
/// lost where nothing remains, and nothing is made up where everything is found.
#[test]
fn fields_hold_all_of_the_note_and_no_more() {
    for (entry, note) in noted() {
        let mut rest = note.to_owned();
        let mut take = |text: String| {
            let Some(at) = rest.find(&text) else {
                panic!("{}: no `{text}` in `{rest}`", entry.name);
            };
            rest.replace_range(at..at + text.len(), " ");
        };
        let accuracies = match (&entry.add_accuracy, &entry.sub_accuracy) {
            (Some(add), Some(sub)) => Some(format!(
                "Add/SubAccuracy={}/{}",
                add.written(),
                sub.written()
            )),
            (Some(add), None) => Some(format!("AddAccuracy={}", add.written())),
            (None, Some(sub)) => Some(format!("SubAccuracy={}", sub.written())),
            (None, None) => None,
        };
        accuracies.into_iter().for_each(&mut take);
        entry.remarks.iter().cloned().for_each(&mut take);
        for failures in [&entry.add_failures, &entry.sub_failures] {
            failures.iter().flat_map(failure_texts).for_each(&mut take);
        }
        if let Some(loss) = &entry.avg_final_loss {
            take(loss.written.clone());
        }
        for words in [
            "ModelAnswer:",
            "Q:",
            "e.g.",
            "e,g.",
            "/M",
            "fails",
            "fail",
            "()",
        ] {
            rest = rest.replace(words, " ");
        }
        for words in ["AvgFinalLoss", "AvgLoss"] {
            rest = rest.replacen(words, " ", 1);
        }
        let rest: String = rest.chars().filter(|c| !" .,:=()".contains(*c)).collect();
        assert_eq!(rest, "", "{}: `{note}`", entry.name);
    }
}

fn failure_texts(failures: &Failures) -> impl Iterator<Item = String> {
    let examples = failures.examples.iter().flat_map(|example| {
        [
            format!("{}={}", example.question, example.expected),
            example.model_answer.clone(),
        ]
    });
    iter::once(format!("({}", failures.per_million)).chain(examples)
}

#[test]
fn examples_ask_for_the_operation_that_they_are_of() {
    for entry in catalogue::entries() {
        for (failures, sign) in [(&entry.add_failures, '+'), (&entry.sub_failures, '-')] {
            for example in failures.iter().flat_map(|failures| &failures.examples) {
                assert!(example.question.contains(sign), "{}", entry.name);
                assert_ne!(example.expected, example.model_answer, "{}", entry.name);
            }
        }
    }
}

#[test]
fn losses_are_the_numbers_written() {
    for (entry, loss) in catalogue::entries()
        .iter()
        .filter_map(|entry| Some((entry, entry.avg_final_loss.as_ref()?)))
    {
        // The notebook's slips, mended.
        let meant = match loss.written.as_str() {
            "3.5-09" => "3.5e-09",
            "0.20!" => "0.20",
            written => written,
        };
        assert_eq!(meant.parse(), Ok(loss.value), "{}", entry.name);
    }
}

#[test]
fn grokfast_is_said_of_the_models_named_so() {
    for (entry, note) in noted() {
        assert_eq!(
            entry.name.grokfast(),
            note.contains("GrokFast"),
            "{}",
            entry.name
        );
    }
}

#[test]
fn samples_are_the_files_in_the_folder() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut files = BTreeMap::new();
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let json: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        if let Some(name) = name.strip_suffix("_train.json") {
            assert_eq!(json["Config"]["model_name"], *name);
            files.insert(name.to_owned(), json["Config"]["d_model"].as_u64().unwrap());
        }
    }
    let samples: BTreeMap<String, u64> = catalogue::samples()
        .iter()
        .map(|sample| (sample.name.to_string(), u64::from(sample.d_model)))
        .collect();
    assert_eq!(samples.len(), 8);
    assert_eq!(samples, files);
}
