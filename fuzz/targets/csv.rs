//! Tables.
#![no_main]

use training_graphs_fuzz::{checks, read};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::csv(bytes, read));
