//! The runs of the figure: their colours, and what became of each.

mod actions;
mod message;
mod toggle;

use std::collections::BTreeSet;
use std::time::Duration;

use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;

use super::figure::NamedCurve;
use super::local_files;
use crate::app::loading::load_status::LoadStatus;
use crate::app::row::Row;
use crate::app::state::State;
use crate::draw::Theme;
use crate::number::counted;
use crate::scene::dash_of;
use actions::Actions;
use toggle::Toggle;

/// No more repositories than this are named.
const MOST_REPOS: usize = 3;
/// What comes beside runs is said once no more has come for so long.
const PAUSE: Duration = Duration::from_secs(1);

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
    let mut tell = debounce(PAUSE, move |()| {
        let now = untrack(|| messages(state));
        let new = now.iter().filter(|words| !before.contains(*words));
        match new.collect::<Vec<_>>()[..] {
            [] => {}
            [one] => set_news.set(one.clone()),
            [first, ref others @ ..] => {
                let more = counted(others.len() as f64, ["more has", "more have"]);
                set_news.set(format!("{first} {more} a message."));
            }
        }
        before = now;
    });
    Effect::new(move |_| {
        state.settings.track();
        for row in state.rows.read().iter() {
            row.load.status.track();
            row.load.standing.track();
        }
        tell(());
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

/// What stands beside the runs, each with its label.
fn messages(state: State) -> Vec<String> {
    let smoothing = state.is_smoothed().then(|| state.smoothing.get());
    let words = |row: &Row| {
        let told = message::told(row, smoothing);
        (!told.is_empty()).then(|| format!("{}: {told}.", row.label))
    };
    state.rows.read().iter().filter_map(words).collect()
}

#[component]
fn Entry(row: Row) -> impl IntoView {
    let state = expect_context::<State>();
    let line = StoredValue::new(row.clone());
    let data_state = move || {
        let line = line.read_value();
        match *line.load.status.read() {
            LoadStatus::Waiting => "waiting",
            LoadStatus::Loading | LoadStatus::Retrying(_) => "loading",
            LoadStatus::Failed(_) => "failed",
            LoadStatus::Ready(_) if state.is_hidden(&line) => "hidden",
            LoadStatus::Ready(_) => "drawn",
        }
    };
    let told = move || {
        let smoothing = state.is_smoothed().then(|| state.smoothing.get());
        message::told(&line.read_value(), smoothing)
    };
    let passing = move || message::passing(&line.read_value());
    view! {
        <li data-run=line.read_value().name.clone() data-state=data_state>
            <Toggle row=row.clone() />
            {move || smoothed_over(&line.read_value().name)}
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

/// The look of the smoothed line over one model's losses, where there is one.
fn smoothed_over(name: &str) -> Option<impl IntoView + use<>> {
    let curves = expect_context::<Memo<Vec<NamedCurve>>>();
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
