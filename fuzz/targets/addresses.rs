//! Queries of the page's address.
#![no_main]

use training_graphs_fuzz::checks;

libfuzzer_sys::fuzz_target!(|query: &str| checks::addresses(query));
