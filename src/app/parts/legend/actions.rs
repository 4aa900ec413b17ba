//! What can be done about a run that has failed, or is the visitor's own.

use leptos::prelude::*;

use crate::app::browser;
use crate::app::row::Row;
use crate::app::state::State;
use crate::characters::seen;

#[component]
pub(super) fn Actions(row: Row) -> impl IntoView {
    let state = expect_context::<State>();
    let load = StoredValue::new(row.load.clone());
    let row = StoredValue::new(row);
    // Where the run was that its button has taken away: the focus goes there once it has left.
    let left = ArcStoredValue::new(None);
    let remove = {
        let left = left.clone();
        move || {
            let row = row.get_value();
            left.set_value(Some(position_of(state, &row.name)));
            if row.is_own() {
                state.remove_local(&row);
            } else {
                state.choose(&row.load.name);
            }
        }
    };
    on_cleanup(move || {
        if let Some(place) = left.get_value() {
            focus_run(place);
        }
    });
    view! {
        <Show when=move || load.read_value().may_retry()>
            <Action class="legend-retry" words="Retry" row act=move || load.read_value().retry() />
        </Show>
        <Show when=move || row.read_value().is_own() || is_in_the_way(state, &row.read_value())>
            <Action class="legend-remove" words="Remove" row act=remove.clone() />
        </Show>
    }
}

/// A button that may leave by itself, as when the network is back: the focus stays with its run.
#[component]
fn Action(
    class: &'static str,
    words: &'static str,
    row: StoredValue<Row>,
    act: impl Fn() + 'static,
) -> impl IntoView {
    let state = expect_context::<State>();
    let (name, file) = row.with_value(|row| (row.name.clone(), seen(&row.load.name)));
    on_cleanup(move || {
        let run = format!("#legend li:nth-child({})", position_of(state, &name));
        let [from, to] = [format!("{run} .{class}"), format!("{run} .legend-toggle")];
        browser::pass_focus(&from, &to);
    });
    view! {
        <button class=class on:click=move |_| act()>
            {words}
            <span class="visually-hidden">{format!(" {file}")}</span>
        </button>
    }
}

/// Whether a run has failed that a comparison can do without. Samples that stand in go by themselves.
fn is_in_the_way(state: State, row: &Row) -> bool {
    row.has_failed()
        && state
            .settings
            .with(|view| view.model.is_none() && view.embed.is_none())
        && state.away.read().is_none()
}

/// Which line of the legend a run has, from 1.
fn position_of(state: State, name: &str) -> usize {
    let rows = state.rows.read_untracked();
    let index = rows.iter().position(|row| row.name == name);
    index.map_or(1, |index| index + 1)
}

/// Moves the focus to the run at a place, or to the last one, once the legend is as it will be.
fn focus_run(place: usize) {
    request_animation_frame(move || {
        let runs = format!("#legend li:nth-child({place}) button, #legend li:last-child button");
        if !browser::focus(&runs) {
            browser::focus("#hand");
        }
    });
}
