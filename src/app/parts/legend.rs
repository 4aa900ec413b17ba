//! The runs of the figure: their colours, and what became of each.

mod actions;
mod message;

use std::collections::BTreeSet;
use std::time::Duration;

use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;

use super::figure::Named;
use super::local_files;
use crate::app::browser;
use crate::app::loading::load::LoadStatus;
use crate::app::row::Row;
use crate::app::state::State;
use crate::draw::Theme;
use crate::scene::dash_of;
use actions::Actions;

/// No more repositories than this are named.
const MOST_REPOS: usize = 3;
/// What comes beside runs is said once no more has come for so long.
const REST: Duration = Duration::from_secs(1);

#[component]
pub(in crate::app) fn Legend() -> impl IntoView {
    let state = expect_context::<State>();
    // What was dropped before the program for it was there.
    local_files::take_waiting(state);
    view! {
        <ul id="legend" class="legend" aria-label="Runs">
            <For
                each=move || state.rows.get()
                key=|row| (row.name.clone(), row.label.clone(), row.colour, std::sync::Arc::as_ptr(&row.load) as usize)
                children=|row| view! { <Entry row /> }
            />
        </ul>
        {move || elsewhere(state).map(|words| view! { <p class="legend-source">{words}</p> })}
        <p class="visually-hidden" role="status">{news(state)}</p>
    }
}

/// What has come beside the runs, for those who hear it: once no more comes, and of much the first.
fn news(state: State) -> ReadSignal<String> {
    let (news, set_news) = signal(String::new());
    let mut before = Vec::new();
    let mut tell = debounce(REST, move |now: Vec<String>| {
        let new = now.iter().filter(|words| !before.contains(*words));
        match new.collect::<Vec<_>>()[..] {
            [] => {}
            [one] => set_news.set(one.clone()),
            [first, ref others @ ..] => {
                set_news.set(format!("{first} {} more have a message.", others.len()));
            }
        }
        before = now;
    });
    Effect::new(move |_| {
        let smoothing = state.is_smoothed().then(|| state.smoothing.get());
        let words = |row: &Row| {
            let told = message::told(row, smoothing);
            (!told.is_empty()).then(|| format!("{}: {told}.", row.label))
        };
        tell(state.rows.read().iter().filter_map(words).collect());
    });
    news
}

/// Which repositories files are from, where these are not the notebook's: names of models alone do not tell.
fn elsewhere(state: State) -> Option<String> {
    let rows = state.rows.read();
    let file = |row: &Row| row.load.status.read().loaded()?.file.clone();
    let repos = rows.iter().filter_map(file).map(|file| file.repo);
    let names = repos.filter(|repo| !repo.is_notebooks());
    let names: BTreeSet<String> = names.map(|repo| repo.to_string()).collect();
    let more = names.len().saturating_sub(MOST_REPOS);
    let mut names: Vec<String> = names.into_iter().take(MOST_REPOS).collect();
    if more > 0 {
        names.push(format!("{more} more"));
    }
    (!names.is_empty()).then(|| format!("Files from {}", names.join(", ")))
}

#[component]
fn Entry(row: Row) -> impl IntoView {
    let state = expect_context::<State>();
    let name = StoredValue::new(row.name.clone());
    let status = row.load.status.clone();
    let line = StoredValue::new(row.clone());
    let shown = move || !state.is_hidden(&line.read_value());
    let colour = row.colour;
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
    let told = {
        let row = row.clone();
        move || message::told(&row, state.is_smoothed().then(|| state.smoothing.get()))
    };
    let passing = {
        let row = row.clone();
        move || message::passing(&row)
    };
    let origin = {
        let row = row.clone();
        move || origin_of(&row)
    };
    let point = move |over: bool| {
        let name = over.then(|| name.get_value());
        state.pointed_at.set(name);
    };
    // A line that leaves under the pointer is not told that it is left.
    let gone = row.name.clone();
    on_cleanup(move || {
        if state
            .pointed_at
            .with_untracked(|at| at.as_ref() == Some(&gone))
        {
            state.pointed_at.set(None);
        }
    });
    let click = move |event: web_sys::MouseEvent| {
        let line = line.get_value();
        if event.detail() == 2 {
            // The first click of the two has done what a click does.
            state.toggle(&line);
            state.isolate(&line);
        } else if event.ctrl_key() || event.meta_key() {
            state.isolate(&line);
        } else {
            state.toggle(&line);
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
                {swatch(colour)}
                <span class="label">{row.label.clone()}</span>
                // A file has no shorter label than its name.
                {(row.label != row.seen_name()).then(|| view! { <span class="name">{in_parts(&row.seen_name())}</span> })}
            </button>
            {move || smoothed_over(&name.read_value())}
            <div class="legend-note">
                <p class="legend-message">
                    <span>{told}</span>
                    <span>{passing}</span>
                </p>
                <Actions row />
            </div>
        </li>
    }
}

/// A name that may be broken into lines between its parts.
fn in_parts(name: &str) -> impl IntoView + use<> {
    let parts = name.split_inclusive('_').map(str::to_owned);
    parts.map(|part| view! { {part}<wbr /> }).collect_view()
}

/// The look of the smoothed line over one model's losses, where there is one.
fn smoothed_over(name: &str) -> Option<impl IntoView + use<>> {
    let curves = expect_context::<Memo<Vec<Named>>>();
    let curves = curves.read();
    let mut own = curves.iter().filter(|named| named.name == name);
    let colour = own.nth(1)?.curve.colour;
    Some(view! { <p class="legend-over">{swatch(colour)} "smoothed"</p> })
}

/// The look of a line, in the colours of both themes, so that a print has its own at once.
fn swatch(colour: usize) -> impl IntoView + use<> {
    let [light, dark] = [Theme::LIGHT, Theme::DARK].map(|theme| theme.run(colour).css());
    view! {
        <span
            class=format!("swatch dash-{}", dash_of(colour))
            style:color=format!("light-dark({light}, {dark})")
        ></span>
    }
}

/// The whole name, and where the file came from.
fn origin_of(row: &Row) -> String {
    let loaded = row.load.status.read().loaded();
    let Some(file) = loaded.as_ref().and_then(|loaded| loaded.file.as_ref()) else {
        return row.seen_name();
    };
    let commit = loaded.as_ref().and_then(|loaded| loaded.commit.clone());
    let revision = commit.unwrap_or_else(|| file.revision.clone()).to_string();
    format!(
        "{}\n{}/{} at {revision:.12}",
        row.seen_name(),
        file.repo,
        file.path
    )
}
