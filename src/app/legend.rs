//! The runs of the figure: their colours, and what became of each.

use leptos::prelude::*;

use super::browser;
use super::load::{LoadStatus, Place};
use super::row::Row;
use super::state::State;
use crate::scene::dash_of;
use crate::scene::number::grouped;
use crate::smooth::{Kind, Smoothing};

#[component]
pub(super) fn Legend() -> impl IntoView {
    let state = expect_context::<State>();
    view! {
        <ul id="legend" class="legend" aria-label="Runs">
            <For
                each=move || state.rows.get()
                key=|row| (row.name.clone(), row.label.clone(), row.colour, std::sync::Arc::as_ptr(&row.load) as usize)
                children=|row| view! { <Entry row /> }
            />
        </ul>
    }
}

#[component]
fn Entry(row: Row) -> impl IntoView {
    let state = expect_context::<State>();
    let name = StoredValue::new(row.name.clone());
    let status = row.load.status.clone();
    let shown = move || !state.is_hidden(&name.read_value());
    let colour = row.colour;
    let css = move || state.theme.read().run(colour).css();
    let data_state = {
        let status = status.clone();
        move || match *status.read() {
            LoadStatus::Waiting => "waiting",
            LoadStatus::Loading | LoadStatus::Retrying { .. } => "loading",
            LoadStatus::Failed(_) => "failed",
            LoadStatus::Ready(_) if shown() => "drawn",
            LoadStatus::Ready(_) => "hidden",
        }
    };
    let message = {
        let row = row.clone();
        Memo::new(move |_| {
            let standing = row.load.standing.read().words();
            let message = message_of(&row, state.smoothing.get());
            let told: Vec<String> = standing.into_iter().chain(message).collect();
            (!told.is_empty()).then(|| told.join("; "))
        })
    };
    let passing = {
        let row = row.clone();
        Memo::new(move |_| passing_of(&row))
    };
    let origin = {
        let row = row.clone();
        move || origin_of(&row)
    };
    let retryable = {
        let row = row.clone();
        move || row.load.may_come_now()
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
    let point = move |over: bool| {
        let name = over.then(|| name.get_value());
        state.pointed_at.set(name);
    };
    let click = move |event: web_sys::MouseEvent| {
        let name = name.read_value();
        if event.detail() == 2 {
            // The first click of the two has done what a click does.
            state.toggle(&name);
            state.isolate(&name);
        } else if event.ctrl_key() || event.meta_key() {
            state.isolate(&name);
        } else {
            state.toggle(&name);
        }
    };
    view! {
        <li data-run=name.get_value() data-state=data_state>
            <button
                class="legend-toggle"
                aria-pressed=move || shown().to_string()
                title=origin
                on:click=click
                on:pointerenter=move |_| point(true)
                on:pointerleave=move |_| point(false)
                on:focus=move |event| {
                    // A tap, or the window's return, points at nothing.
                    if browser::is_focus_seen(&event) {
                        point(true);
                    }
                }
                on:blur=move |_| point(false)
            >
                <span class=format!("swatch dash-{}", dash_of(colour)) style:color=css></span>
                <span class="label">{row.label.clone()}</span>
                <span class="name">{name.get_value()}</span>
            </button>
            <div class="legend-note">
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
            </div>
        </li>
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

/// The whole name, and where the file came from.
fn origin_of(row: &Row) -> String {
    let loaded = row.load.status.read().loaded();
    let Some(file) = loaded.as_ref().and_then(|loaded| loaded.file.as_ref()) else {
        return row.name.clone();
    };
    let commit = loaded.as_ref().and_then(|loaded| loaded.commit.clone());
    let revision = commit.unwrap_or_else(|| file.revision.clone()).to_string();
    format!(
        "{}\n{}/{} at {revision:.12}",
        row.name, file.repo, file.path
    )
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
