//! What is to be said of a run under its name, and what can be done about it.

use leptos::prelude::*;

use crate::app::browser;
use crate::app::load::{LoadStatus, Place};
use crate::app::row::Row;
use crate::app::state::State;
use crate::scene::number::grouped;
use crate::smooth::{Kind, Smoothing};

#[component]
pub(in crate::app) fn Note(row: Row) -> impl IntoView {
    let state = expect_context::<State>();
    let name = StoredValue::new(row.name.clone());
    let message = {
        let row = row.clone();
        Memo::new(move |_| {
            let standing = row.load.standing.read().words();
            let message = message_of(&row, state.smoothing.get());
            let told: Vec<String> = standing.into_iter().chain(message).collect();
            (!told.is_empty()).then(|| told.join("; "))
        })
    };
    let retryable = {
        let load = row.load.clone();
        move || load.may_come_now()
    };
    let retry = Callback::new({
        let load = row.load.clone();
        move |()| {
            pass_focus(state, &name.read_value());
            load.retry();
        }
    });
    let is_local = matches!(row.load.place, Place::Local(_));
    let file = row.load.name.clone();
    let passing = Memo::new(move |_| passing_of(&row));
    view! {
        <p class="legend-message">
            <span role="status">{message}</span>
            // Said aloud, it would never end.
            <span>{passing}</span>
        </p>
        <Show when=retryable.clone()>
            <button class="legend-retry" on:click=move |_| retry.run(())>
                "Retry"
                <span class="visually-hidden">{move || format!(" {}", name.get_value())}</span>
            </button>
        </Show>
        {is_local.then(|| {
            let remove = file.clone();
            view! {
                <button class="legend-remove" on:click=move |_| {
                    pass_focus(state, &name.read_value());
                    state.remove_local(&remove);
                }>
                    "Remove"
                    <span class="visually-hidden">{format!(" {file}")}</span>
                </button>
            }
        })}
    }
}

/// Moves the focus from a button that is about to leave to the run at its place, or to the last one.
fn pass_focus(state: State, name: &str) {
    let place = state
        .rows
        .read_untracked()
        .iter()
        .position(|row| row.name == name);
    let place = place.map_or(1, |place| place + 1);
    request_animation_frame(move || {
        let runs = format!("#legend li:nth-child({place}) button, #legend li:last-child button");
        if !browser::focus(&runs) {
            browser::focus("#hand");
        }
    });
}

/// How many losses are no finite numbers, where any are.
fn gaps_in_words(not_numbers: usize, infinities: usize) -> Option<String> {
    let counts = [(not_numbers, "NaN"), (infinities, "infinite")];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let words: Vec<String> = counts
        .map(|(count, what)| format!("{} {what}", grouped(count as f64, 0)))
        .collect();
    (!words.is_empty()).then(|| format!("gaps: {}", words.join(", ")))
}

/// How much has come, or how long until a failed request is made again.
fn passing_of(row: &Row) -> Option<String> {
    match &*row.load.status.read() {
        LoadStatus::Loading => Some(match row.load.bytes.get() {
            0 => "loading".to_owned(),
            bytes => format!("loading · {:.1} MB", bytes as f64 / 1e6),
        }),
        LoadStatus::Retrying { seconds, .. } => Some(format!(" in {seconds} s")),
        _ => None,
    }
}

fn message_of(row: &Row, smoothing: Smoothing) -> Option<String> {
    match &*row.load.status.read() {
        LoadStatus::Waiting | LoadStatus::Loading => None,
        LoadStatus::Retrying { error, .. } => Some(format!("{error}; trying again")),
        LoadStatus::Failed(error) => Some(error.to_string()),
        LoadStatus::Ready(loaded) => {
            let run = loaded.runs.get(row.series)?;
            let gaps = gaps_in_words(run.not_numbers(), run.infinities());
            let window = smoothing.window.get();
            let is_short = smoothing.kind == Kind::Strict && run.losses.len() < window;
            let short = is_short.then(|| {
                let steps = run.losses.len();
                format!("its {steps} values do not fill a window of {window}: take a smaller one")
            });
            let warnings = loaded.warnings.iter().map(ToString::to_string);
            let told: Vec<String> = short.into_iter().chain(gaps).chain(warnings).collect();
            (!told.is_empty()).then(|| told.join("; "))
        }
    }
}
