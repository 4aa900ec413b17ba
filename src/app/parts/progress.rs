//! How many runs and bytes have come.

use leptos::prelude::*;

use crate::app::browser;
use crate::app::loading::load_error::LoadError;
use crate::app::loading::load_status::LoadStatus;
use crate::app::state::State;
use crate::fetch::FetchError;
use crate::number::counted;

/// Why there is no run, where there is none.
pub(super) fn why_none_is_listed(state: State) -> String {
    let words = state.list.status.read().words();
    words.unwrap_or_else(|| {
        if state.settings.read().embed.is_some() {
            "No run is chosen.".to_owned()
        } else {
            "No run is chosen: “Models …” has them all.".to_owned()
        }
    })
}

#[component]
pub(in crate::app) fn Progress() -> impl IntoView {
    let state = expect_context::<State>();
    let text = move || {
        let rows = state.rows.read();
        if rows.is_empty() {
            return why_none_is_listed(state);
        }
        let (mut ready, mut stopped, mut failed) = (0, 0, 0);
        for row in rows.iter() {
            match *row.load.status.read() {
                LoadStatus::Ready(_) => ready += 1,
                LoadStatus::Failed(LoadError::Fetch(FetchError::Cancelled)) => stopped += 1,
                LoadStatus::Failed(_) => failed += 1,
                _ => {}
            }
        }
        let runs = if state.shows_samples.get() && !state.has_own_files() {
            ["sample run", "sample runs"]
        } else {
            ["run", "runs"]
        };
        let runs = counted(rows.len() as f64, runs);
        let hidden = rows.iter().filter(|row| state.is_hidden(row)).count();
        let others = [(stopped, "stopped"), (failed, "failed"), (hidden, "hidden")];
        let others = others.into_iter().filter(|(count, _)| *count > 0);
        let others = others.map(|(count, what)| format!("{count} {what}"));
        let told: Vec<String> = [format!("{ready} of {runs}")]
            .into_iter()
            .chain(others)
            .collect();
        told.join(" · ")
    };
    let megabytes = move || {
        let rows = state.rows.read();
        let files = rows.iter().filter(|row| row.series == 0);
        let bytes: usize = files.map(|row| row.load.bytes.get()).sum();
        (bytes > 0).then(|| format!(" · {:.1}\u{a0}MB", bytes as f64 / 1e6))
    };
    let may_retry = move || {
        let rows = state.rows.read();
        state.may_retry_list() || rows.iter().any(|row| row.load.may_retry())
    };
    let part = move || {
        let rows = state.rows.read();
        let done = rows.iter().filter(|row| row.run().is_some());
        done.count() as f64 / rows.len().max(1) as f64
    };
    view! {
        <div class="progress-line">
            <p><span id="progress" tabindex="-1">{text}</span>{megabytes}</p>
            // What comes on the way would be said aloud ten times a second.
            <span class="visually-hidden" role="status">
                {move || state.is_settled().then(text)}
            </span>
            <Show
                when=move || state.is_settled()
                fallback=|| view! { <Action words="Stop" act=State::stop /> }
            >
                <Show when=may_retry>
                    <Action words="Retry all" act=State::retry_failed />
                </Show>
            </Show>
        </div>
        <div class="progress-bar" aria-hidden="true" class:done=move || state.is_settled()>
            <div style:transform=move || format!("scaleX({})", part())></div>
        </div>
    }
}

/// A button that leaves when there is nothing more to do, whoever did it.
#[component]
fn Action(words: &'static str, act: fn(&State)) -> impl IntoView {
    let state = expect_context::<State>();
    on_cleanup(|| browser::pass_focus(".progress-line", "#progress"));
    view! { <button on:click=move |_| act(&state)>{words}</button> }
}
