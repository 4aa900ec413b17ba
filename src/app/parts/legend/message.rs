//! What is to be said of a run under its name.

use leptos::prelude::*;

use crate::app::loading::load_status::LoadStatus;
use crate::app::row::Row;
use crate::number::{counted, grouped};
use crate::parse::Warning;
use crate::scene::Gap;
use crate::smooth::{Kind, Smoothing};

/// What became of a run, and what of it its line does not show; nothing where all is well.
/// Where lines are not smoothed, `smoothing` is none.
pub(super) fn told(row: &Row, smoothing: Option<Smoothing>) -> String {
    let standing = row.load.standing.read().words();
    let message = message_of(row, smoothing);
    let told: Vec<String> = standing.into_iter().chain(message).collect();
    told.join("; ")
}

/// How many losses are no finite numbers, where any are.
fn gaps_in_words(gaps: &[Gap]) -> Option<String> {
    let not_numbers = gaps.iter().filter(|gap| gap.loss.is_nan()).count();
    let counts = [(not_numbers, "NaN"), (gaps.len() - not_numbers, "infinite")];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let words: Vec<String> = counts
        .map(|(count, what)| format!("{} {what}", grouped(count as f64, 0)))
        .collect();
    (!words.is_empty()).then(|| format!("gaps: {}", words.join(", ")))
}

/// How much has come, or how long until a failed request is made again.
pub(super) fn passing(row: &Row) -> Option<String> {
    match &*row.load.status.read() {
        LoadStatus::Loading => Some(match row.load.bytes.get() {
            0 => "loading".to_owned(),
            bytes => format!("loading · {:.1} MB", bytes as f64 / 1e6),
        }),
        LoadStatus::Retrying(_) => match row.load.pause.get() {
            0 => None,
            seconds => Some(format!(" in {seconds} s")),
        },
        _ => None,
    }
}

/// Why a run of so many losses has no line; none where it has one.
fn why_no_line(count: usize, gaps: &[Gap], smoothing: Option<Smoothing>) -> Option<String> {
    if gaps.len() == count {
        return Some("it has no finite loss".to_owned());
    }
    let smoothing = smoothing?;
    let window = smoothing.window.get();
    if smoothing.kind != Kind::Strict || !Gap::fill_every_window(window, count, gaps) {
        return None;
    }
    let why = if count < window {
        let values = counted(count as f64, ["value does", "values do"]);
        format!("its {values} not fill a window of {window}")
    } else {
        format!("each window of {window} has a gap")
    };
    Some(format!("{why}: take a smaller one"))
}

fn message_of(row: &Row, smoothing: Option<Smoothing>) -> Option<String> {
    match &*row.load.status.read() {
        LoadStatus::Waiting | LoadStatus::Loading => None,
        LoadStatus::Retrying(error) => Some(format!("{error}; trying again")),
        LoadStatus::Failed(error) => Some(error.to_string()),
        LoadStatus::Ready(loaded) => {
            let run = loaded.runs.get(row.series)?;
            let gaps = loaded.gaps.get(row.series)?;
            let no_line = why_no_line(run.losses.len(), gaps, smoothing);
            let gaps = gaps_in_words(gaps);
            let own = |warning: &&Warning| warning.is_of(run.series.as_deref());
            let warnings = loaded.warnings.iter().filter(own);
            let warnings = warnings.map(ToString::to_string);
            let told: Vec<String> = no_line.into_iter().chain(gaps).chain(warnings).collect();
            (!told.is_empty()).then(|| told.join("; "))
        }
    }
}
