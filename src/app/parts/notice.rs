//! What a visitor must know of the figure as a whole.

use leptos::prelude::*;

use crate::app::browser;
use crate::app::loading::away::Away;
use crate::app::row::Row;
use crate::app::state::State;

/// Whether there is anything to say.
pub(in crate::app) fn is_wanted(state: State) -> bool {
    !state.notices.read().is_empty()
        || tells_of_samples(state)
        || state.kept_since.get().is_some()
        || state.list.standing.read().is_told()
}

/// Whether samples are shown, or none that stand in for the hub's: beside none but the visitor's own files there is nothing
/// to say of them.
fn tells_of_samples(state: State) -> bool {
    let has_some = || state.rows.read().iter().any(|row| !row.is_own());
    state.shows_samples.get() && (state.away.read().is_some() || has_some())
}

#[component]
pub(in crate::app) fn Notice() -> impl IntoView {
    let state = expect_context::<State>();
    let about_samples = "These are sample runs: small models (d_model 96 or 128) trained for this \
        project as the notebook trains, but with smaller batches and a higher learning rate. They ship with the page.";
    let told = move || {
        let notices = state.notices.get();
        notices
            .into_iter()
            .map(|notice| view! { <p>{notice.to_string()}</p> })
            .collect_view()
    };
    let hub_in_words = move || {
        if state.away.get() == Some(Away::Silent) {
            "Hugging Face has not answered so far. "
        } else {
            "Hugging Face cannot be reached. "
        }
    };
    let samples_in_words = move || {
        let rows = state.rows.read();
        let mut samples = rows.iter().filter(|row| !row.is_own());
        if samples.all(Row::has_failed) {
            "Nor can the sample runs that ship with the page."
        } else {
            "These are sample runs: small models trained for this project, not those that are published."
        }
    };
    let tells_of_samples = Memo::new(move |_| tells_of_samples(state));
    let kept = Memo::new(move |_| kept_in_words(state));
    view! {
        <Show when=move || !state.notices.read().is_empty()>
            <section id="address-notice" class="notice">
                <div role="alert">{told}</div>
                <button on:click=move |_| {
                    browser::pass_focus("#address-notice", "#hand");
                    state.notices.set(Vec::new());
                }>"Dismiss"</button>
            </section>
        </Show>
        <Show when=move || tells_of_samples.get()>
            <section id="notice" class="notice" class:warning=move || state.away.read().is_some()>
                <Show
                    when=move || state.away.read().is_some()
                    fallback=move || view! { <p role="status">{about_samples}</p> }
                >
                    <p role="alert">
                        <strong>{hub_in_words}</strong>
                        {samples_in_words}
                    </p>
                    <Show when=move || state.away.get() != Some(Away::Silent)>
                        <TryAgain />
                    </Show>
                </Show>
            </section>
        </Show>
        // Where samples stand in, it is not what is shown.
        <Show when=move || kept.read().is_some() && state.away.read().is_none()>
            <section id="kept" class="notice warning">
                <p role="alert">{move || kept.get()}</p>
                <TryAgain />
            </section>
        </Show>
    }
}

/// What of the page is as it was kept, where the hub cannot be asked. A run that it could be asked for in vain says
/// so itself.
fn kept_in_words(state: State) -> Option<String> {
    if let Some(since) = state.kept_since.get() {
        let date = browser::date_words(since);
        return Some(format!(
            "Hugging Face cannot be reached. What is shown is what this browser kept on {date}."
        ));
    }
    let standing = state.list.standing.read().words()?;
    Some(format!("The list of files is {standing}."))
}

#[component]
fn TryAgain() -> impl IntoView {
    let state = expect_context::<State>();
    // It leaves when the hub has answered.
    on_cleanup(|| browser::pass_focus(".notice-retry", "#hand"));
    view! {
        <button class="notice-retry" on:click=move |_| state.retry_hub()>
            "Try again"
        </button>
    }
}
