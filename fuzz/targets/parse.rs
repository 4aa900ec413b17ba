//! Bytes of a file.
#![no_main]

use training_graphs_fuzz::{checks, read};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::parse(bytes, read));
