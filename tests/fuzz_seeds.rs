//! What the fuzz targets begin with, and must hold: `docs/fuzzing.md` says how to go on from there.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../fuzz/src/checks.rs"]
#[allow(unreachable_pub, reason = "the fuzz targets share it as a library")]
mod checks;

use std::{fs, io};

use proptest::prelude::*;

fn each_seed(target: &str, check: impl Fn(&[u8])) -> io::Result<()> {
    let folder = format!("{}/fuzz/seeds/{target}", env!("CARGO_MANIFEST_DIR"));
    let mut seeds = 0;
    for seed in fs::read_dir(folder)? {
        check(&fs::read(seed?.path())?);
        seeds += 1;
    }
    assert!(seeds > 0, "{target} has no seeds");
    Ok(())
}

fn each_text(target: &str, check: impl Fn(&str)) -> io::Result<()> {
    each_seed(target, |seed| check(&String::from_utf8_lossy(seed)))
}

#[test]
fn files_hold() -> io::Result<()> {
    each_seed("parse", |bytes| checks::parse(bytes, checks::read))
}

#[test]
fn tables_hold() -> io::Result<()> {
    each_seed("csv", |bytes| checks::csv(bytes, checks::read))
}

#[test]
fn names_hold() -> io::Result<()> {
    each_text("names", checks::names)
}

#[test]
fn lists_hold() -> io::Result<()> {
    each_seed("lists", checks::lists)
}

#[test]
fn addresses_hold() -> io::Result<()> {
    each_text("addresses", checks::addresses)
}

proptest! {
    #[test]
    fn any_bytes_hold(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        checks::parse(&bytes, checks::read);
        checks::csv(&bytes, checks::read);
    }

    #[test]
    fn likely_json_holds(json in r#"([\[\]{},:]|"step"|"loss"|"log_history"|"TrainingLoss"|NaN|null|1e9|-1|0\.5|"x"| ){0,40}"#) {
        checks::parse(json.as_bytes(), checks::read);
    }

    #[test]
    fn likely_tables_hold(text in "(step|loss|[,;\t\"\r\n]|1|-2\\.5|nan| |é){0,60}") {
        checks::csv(text.as_bytes(), checks::read);
    }
}
