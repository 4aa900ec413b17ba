//! What the measurements are held against.

use training_graphs::number::counted;

use crate::{
    report::{Written, short, task},
    results::{Results, Scale, ratios},
    subject::Subject::{Page, Plotly, Uplot},
    visit::Visit,
};

/// A bound from above.
#[derive(Debug)]
pub(crate) struct Target {
    /// What is bound.
    pub(crate) what: String,
    /// Round by round; none where it could not be measured.
    pub(crate) rounds: Option<Vec<f64>>,
    pub(crate) bound: f64,
    /// After both; empty for a ratio.
    pub(crate) unit: &'static str,
    pub(crate) written: Written,
}

const MB: f64 = 1e6;

/// The targets, each with what was measured.
pub(crate) fn targets(results: &Results) -> Vec<Target> {
    let Results {
        usual, paced, long, ..
    } = results;
    let growth =
        |of: fn(&Visit) -> f64| Some(ratios(&long.each(Page, of)?, &usual.each(Page, of)?));
    let amount = |what: &str, rounds, bound, unit| Target {
        what: what.to_owned(),
        rounds,
        bound,
        unit,
        written: short,
    };
    let ratio = |what: &str, rounds, bound| amount(what, rounds, bound, "");
    let memory = |scale: &Scale| {
        let bound = (40.0 * scale.points as f64) / MB + 30.0;
        let rounds = scale.each(Page, |visit| visit.memory / MB);
        let what = format!("Memory with {}", points(scale));
        amount(&what, rounds, bound, " MB")
    };
    vec![
        ratio(
            "Navigation to painted, of uPlot's",
            usual.ratios(Uplot, |visit| visit.painted),
            0.6,
        ),
        ratio(
            "Navigation to painted, of Plotly's",
            usual.ratios(Plotly, |visit| visit.painted),
            0.2,
        ),
        ratio(
            "Last byte to painted, of uPlot's",
            usual.ratios(Uplot, |visit| visit.after_last_byte),
            0.25,
        ),
        ratio(
            "Last byte to painted at 100 Mbit/s, of uPlot's",
            paced.ratios(Uplot, |visit| visit.after_last_byte),
            0.25,
        ),
        ratio(
            "One zoom, of uPlot's",
            usual.ratios(Uplot, Visit::zoom),
            0.25,
        ),
        ratio(
            "A frame of panning, of uPlot's",
            usual.ratios(Uplot, Visit::frame),
            0.25,
        ),
        ratio(
            "One zoom at ten times the points, of one at one",
            growth(Visit::zoom),
            1.3,
        ),
        ratio(
            "A frame of panning at ten times the points, of one at one",
            growth(Visit::frame),
            1.3,
        ),
        amount(
            "Another window, work of the main thread",
            usual.each(Page, Visit::window),
            16.0,
            " ms",
        ),
        Target {
            what: "Longest task while loading".to_owned(),
            rounds: usual.each(Page, |visit| visit.longest_task),
            bound: 50.0,
            unit: " ms",
            written: task,
        },
        Target {
            what: "The page, packed".to_owned(),
            rounds: usual.each(Page, |visit| visit.sent / 1e3),
            bound: 250.0,
            unit: " kB",
            written: |size| format!("{size:.1}"),
        },
        memory(usual),
        memory(long),
        ratio(
            "Memory, of uPlot's",
            usual.ratios(Uplot, |visit| visit.memory),
            1.0,
        ),
    ]
}

/// 545000 as `545,000 points`.
pub(crate) fn points(scale: &Scale) -> String {
    counted(scale.points as f64, ["point", "points"])
}
