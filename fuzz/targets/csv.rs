//! Tables, and what is saved of them: it reads back to the same doubles.
#![no_main]

use training_graphs::export::csv::{self, Raw};
use training_graphs::run::Run;

/// Steps and losses to the bit, but for gaps: a table of several series leaves them out.
fn points(run: &Run) -> Vec<(u64, u64)> {
    let losses = run
        .losses
        .iter()
        .enumerate()
        .filter(|(_, loss)| !loss.is_nan());
    // 0 and −0 are one step.
    losses
        .map(|(at, loss)| ((run.steps.step(at) + 0.0).to_bits(), loss.to_bits()))
        .collect()
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(file) = training_graphs_fuzz::read(bytes, Some("a.csv")) else {
        return;
    };
    let labels: Vec<String> = (0..file.runs.len()).map(|at| format!("run {at}")).collect();
    let raw: Vec<Raw> = file
        .runs
        .iter()
        .zip(&labels)
        .map(|(run, label)| Raw {
            label,
            steps: &run.steps,
            losses: &run.losses,
        })
        .collect();
    let wanted: Vec<_> = file
        .runs
        .iter()
        .map(points)
        .filter(|points| !points.is_empty())
        .collect();
    let again = training_graphs_fuzz::read(csv::raw(&raw).as_bytes(), Some("a.csv"));
    let again: Vec<_> = again.map_or_else(
        |_| Vec::new(),
        |file| file.runs.iter().map(points).collect(),
    );
    assert_eq!(again, wanted);
});
