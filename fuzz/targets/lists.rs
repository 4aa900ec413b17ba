//! Pages of lists of files.
#![no_main]

use training_graphs_fuzz::checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::lists(bytes));
