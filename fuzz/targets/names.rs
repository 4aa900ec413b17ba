//! Names of models, repositories, revisions and files.
#![no_main]

use training_graphs_fuzz::checks;

libfuzzer_sys::fuzz_target!(|text: &str| checks::names(text));
