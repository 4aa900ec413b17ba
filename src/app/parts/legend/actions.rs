//! What can be done about a run that has failed, or is the visitor's own.

use leptos::prelude::*;

use crate::app::browser;
use crate::app::row::Row;
use crate::app::state::State;
use crate::characters::seen;

#[component]
pub(super) fn Actions(row: Row) -> impl IntoView {
    let state = expect_context::<State>();
    let is_own = row.is_own();
    let (seen_name, file) = (row.seen_name(), seen(&row.load.name));
    let name = StoredValue::new(row.name.clone());
    let load = StoredValue::new(row.load.clone());
    let retry = move |_| {
        pass_focus(state, &name.read_value());
        load.read_value().retry();
    };
    view! {
        <Show when=move || load.read_value().may_come_now()>
            <button class="legend-retry" on:click=retry>
                "Retry"
                <span class="visually-hidden">{format!(" {seen_name}")}</span>
            </button>
        </Show>
        {is_own.then(|| {
            view! {
                <button class="legend-remove" on:click=move |_| {
                    pass_focus(state, &name.read_value());
                    state.remove_local(&row);
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
