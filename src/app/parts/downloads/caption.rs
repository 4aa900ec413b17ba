//! Where the figure came from, in words.

use leptos::prelude::*;

use super::drawn;
use crate::app::loading::place::Place;
use crate::app::parts::figure::NamedCurve;
use crate::app::state::State;
use crate::export::{Provenance, caption};
use crate::fetch::Revision;

/// The caption under the figure on paper.
#[component]
pub(in crate::app) fn PrintedCaption() -> impl IntoView {
    let state = expect_context::<State>();
    let curves = expect_context::<Memo<Vec<NamedCurve>>>();
    view! { <p class="printed-caption">{move || caption_of(state, &curves.read())}</p> }
}

pub(super) fn caption_of(state: State, curves: &[NamedCurve]) -> String {
    let rows = state.rows.read();
    let drawn: Vec<_> = drawn(&rows, curves).collect();
    let loaded: Vec<_> = drawn
        .iter()
        .filter_map(|row| Some((&row.load.place, row.load.status.read().loaded()?)))
        .collect();
    let sources: Vec<String> = loaded
        .iter()
        .map(|(place, loaded)| match (place, &loaded.file) {
            (Place::Local(_), _) => "own files".to_owned(),
            (_, Some(file)) => file.repo.to_string(),
            (_, None) => "sample runs".to_owned(),
        })
        .collect();
    let is_one_model = state.shows_model();
    let runs: Vec<String> = drawn
        .iter()
        .map(|row| {
            if is_one_model {
                row.seen_name()
            } else {
                row.label.clone()
            }
        })
        .collect();
    // The last is the smoothed one, where one model has both.
    let smoothing = match curves.last() {
        Some(named) => named.smoothing,
        None => state.smoothing.get(),
    };
    let commits = loaded
        .iter()
        .filter_map(|(_, loaded)| loaded.commit.as_ref());
    caption(&Provenance {
        runs,
        sources,
        commits: commits.map(Revision::to_string).collect(),
        smoothing,
    })
}
