//! The quick reader of published files: what it reads, the reader of any JSON reads the same.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../fuzz/src/checks.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    reason = "the fuzz targets share it as a library"
)]
mod checks;

use proptest::prelude::*;
use training_graphs::parse::{LossList, published};

/// Reads bytes by both, and holds one against the other.
fn check(bytes: &[u8]) {
    checks::parse(bytes, checks::read);
}

/// Files like those that are published, of sound parts and of others.
fn file() -> impl Strategy<Value = String> {
    let values = [
        "1",
        "-0",
        "0.5e-8",
        "1e999",
        "01",
        "null",
        "true",
        "NaN",
        "\"\"",
        "\"é\"",
        "\"\u{7f}\"",
        "\"\\n\"",
        "\"TrainingLoss\"",
        "18446744073709551616",
        "1e15",
        "\u{a0}",
        "\"a\tb\"",
    ];
    let keys = ["lr", "act_fn", "", "TrainingLoss", "Config", "\\u0041"];
    let list = |items: Vec<String>| format!("[{}]", items.join(", "));
    let object = |fields: Vec<(&str, String)>| {
        let field = |(key, value)| format!("\"{key}\": {value}");
        let fields: Vec<String> = fields.into_iter().map(field).collect();
        format!("{{{}}}", fields.join(","))
    };
    let value = prop::sample::select(values.to_vec()).prop_map(str::to_owned);
    let value = value.prop_recursive(3, 12, 3, move |value| {
        let key = prop::sample::select(keys.to_vec());
        prop_oneof![
            prop::collection::vec(value.clone(), 0..3).prop_map(list),
            prop::collection::vec((key, value), 0..3).prop_map(object),
        ]
    });
    let keys = ["Config", "AvgFinalLoss", "FinalLoss", "x", "log_history"];
    let field = (prop::sample::select(keys.to_vec()), value);
    (
        prop::collection::vec(field, 0..4),
        any::<prop::sample::Index>(),
    )
        .prop_map(move |(mut fields, at)| {
            let at = at.index(fields.len() + 1);
            fields.insert(at, ("TrainingLoss", "[2.5, 1e-8]".to_owned()));
            object(fields)
        })
}

#[test]
fn what_is_published_is_read_quickly() {
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/samples");
    for sample in std::fs::read_dir(samples).unwrap() {
        let path = sample.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        assert!(published(LossList::of(&bytes)).is_some(), "{path:?}");
        check(&bytes);
    }
}

/// As the notebook writes them: with tokens of Python's, and nearly always without.
const PUBLISHED: [&[u8]; 2] = [
    br#"{"Config": {"n_digits": 5, "lr": 8e-05, "act_fn": "relu", "x": [null, true]},
        "AvgFinalLoss": 1.6e-08, "FinalLoss": NaN, "TrainingLoss": [2.5, NaN, -Infinity, 1.6e-08]}"#,
    br#"{"Config": {"model_name": ""}, "TrainingLoss": [2.5, 1, -0.0, 12.25E+2, 1.6e-08]}"#,
];

proptest! {
    #[test]
    fn no_damage_to_a_published_file_makes_it_panic(
        file in prop::sample::select(PUBLISHED.to_vec()),
        damages in prop::collection::vec((0_usize..4, any::<prop::sample::Index>(), 1_usize..9, any::<u8>()), 1..6),
    ) {
        let mut bytes = file.to_vec();
        for (kind, at, count, byte) in damages {
            let at = at.index(bytes.len());
            let end = (at + count).min(bytes.len());
            match kind {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 => bytes.extend_from_within(at..end),
                _ if bytes.len() > count => drop(bytes.drain(at..end)),
                _ => {}
            }
        }
        check(&bytes);
    }

    #[test]
    fn the_quick_reader_agrees_on_whatever_it_reads(file in file()) {
        check(file.as_bytes());
    }
}
