//! The catalogue against the notebook's own lists and against the samples' folder.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use training_graphs::catalogue::{self, Entry};
use training_graphs::model_name::ModelName;

/// The notebook's Part 1A: one model a line, all but one commented out.
const PART_1A: &str = include_str!("seed/part_1a_models.txt");
/// The notebook's Part 3: the models it compares.
const PART_3: &str = include_str!("seed/part_3_addition_set.txt");

struct Row {
    group: &'static str,
    name: &'static str,
    note: &'static str,
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
fn the_addition_set_is_that_of_part_3() {
    let listed: Vec<&str> = PART_3.split('"').skip(1).step_by(2).collect();
    assert_eq!(listed.len(), 11);
    let names = catalogue::addition().iter().map(ToString::to_string);
    assert_eq!(names.collect::<Vec<_>>(), listed);
}

#[test]
fn sets_go_up_by_one_digit() {
    let expected = [
        ("Addition", 5..=15),
        ("Mixed", 5..=13),
        ("Inited Mixed", 5..=11),
    ];
    let expected = expected.map(|(title, digits)| (title, digits.collect()));
    let sets: Vec<(&str, Vec<u32>)> = catalogue::sets()
        .iter()
        .map(|set| (set.title, set.names.iter().map(ModelName::digits).collect()))
        .collect();
    assert_eq!(sets, expected);
}

#[test]
fn fields_hold_what_the_note_says() {
    for (entry, note) in noted() {
        let accuracy = match (&entry.add_accuracy, &entry.sub_accuracy) {
            (Some(add), Some(sub)) => {
                format!("Add/SubAccuracy={}/{}", add.written(), sub.written())
            }
            (Some(add), None) => format!("AddAccuracy={}", add.written()),
            (None, Some(sub)) => format!("SubAccuracy={}", sub.written()),
            (None, None) => String::new(),
        };
        assert!(note.contains(&accuracy), "{}: `{note}`", entry.name);
        assert_eq!(
            note.contains("Accuracy="),
            !accuracy.is_empty(),
            "{}: `{note}`",
            entry.name
        );
        assert_eq!(
            entry.avg_final_loss,
            loss_of(note),
            "{}: `{note}`",
            entry.name
        );
    }
}

/// The mean loss in a note: after `AvgFinalLoss` or `AvgLoss`, and perhaps a `=`.
fn loss_of(note: &str) -> Option<f64> {
    let (_, rest) = note
        .split_once("AvgFinalLoss")
        .or_else(|| note.split_once("AvgLoss"))?;
    let rest = rest.trim_start_matches([' ', '=']);
    let end = rest.find(|c: char| !c.is_ascii_digit() && !".e-".contains(c));
    let written = rest[..end.unwrap_or(rest.len())].trim_end_matches('.');
    // The notebook's one slip, mended.
    let meant = if written == "3.5-09" {
        "3.5e-09"
    } else {
        written
    };
    Some(meant.parse().unwrap())
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
    let mut files = BTreeSet::new();
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let json: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        if let Some(name) = name.strip_suffix("_train.json") {
            assert_eq!(json["Config"]["model_name"], *name);
            // As the page's notice says.
            let config = &json["Config"];
            let width = config["d_model"].as_u64().unwrap();
            assert!([96, 128].contains(&width), "{name}");
            // The notebook has 512 and 0.00008.
            assert!(config["batch_size"].as_u64().unwrap() < 512, "{name}");
            assert!(config["lr"].as_f64().unwrap() > 0.00008, "{name}");
            files.insert(name.to_owned());
        }
    }
    let samples = catalogue::samples().iter().map(ToString::to_string);
    let samples: BTreeSet<String> = samples.collect();
    assert_eq!(samples.len(), 8);
    assert_eq!(samples, files);
}
