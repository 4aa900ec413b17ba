//! What can be done about a run that has failed, or is the visitor's own.

use leptos::prelude::*;

use crate::app::browser;
use crate::app::row::Row;
use crate::app::state::State;
use crate::characters::seen;

#[component]
pub(super) fn Actions(row: Row) -> impl IntoView {
    let state = expect_context::<State>();
    let (seen_name, file) = (row.seen_name(), seen(&row.load.name));
    let name = StoredValue::new(row.name.clone());
    let load = StoredValue::new(row.load.clone());
    let retry = move |_| {
        pass_focus(state, &name.read_value());
        load.read_value().retry();
    };
    let row = StoredValue::new(row);
    let remove = move |_| {
        pass_focus(state, &name.read_value());
        let row = row.get_value();
        if row.is_own() {
            state.remove_local(&row);
        } else {
            state.choose(&row.load.name);
        }
    };
    view! {
        <Show when=move || load.read_value().may_come_now()>
            <button class="legend-retry" on:click=retry>
                "Retry"
                <span class="visually-hidden">{format!(" {seen_name}")}</span>
            </button>
        </Show>
        <Show when=move || row.read_value().is_own() || is_in_the_way(state, &row.read_value())>
            <button class="legend-remove" on:click=remove>
                "Remove"
                <span class="visually-hidden">{format!(" {file}")}</span>
            </button>
        </Show>
    }
}

/// Whether a run has failed that a comparison can do without. Samples that stand in go by themselves.
fn is_in_the_way(state: State, row: &Row) -> bool {
    row.load.status.read().has_failed()
        && state.settings.read().model.is_none()
        && state.away.read().is_none()
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
