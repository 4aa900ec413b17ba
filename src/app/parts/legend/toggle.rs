//! A run's line in the legend: a click hides it or shows it again, or all others.

use leptos::prelude::*;

use super::swatch;
use crate::app::browser;
use crate::app::row::Row;
use crate::app::state::State;

#[component]
pub(super) fn Toggle(row: Row) -> impl IntoView {
    let state = expect_context::<State>();
    // A file has no shorter label than its name.
    let name = (row.label != row.seen_name()).then(|| in_parts(&row.seen_name()));
    let (gone, label, colour) = (row.name.clone(), row.label.clone(), row.colour);
    let line = StoredValue::new(row);
    let point = move |over: bool| {
        let name = over.then(|| line.read_value().name.clone());
        state.pointed_at.set(name);
    };
    // A line that leaves under the pointer is not told that it is left.
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
        <button
            class="legend-toggle"
            aria-pressed=move || (!state.is_hidden(&line.read_value())).to_string()
            title=move || origin_of(&line.read_value())
            on:click=click
            on:pointerenter=move |event| {
                // A finger is about to tap, and points at nothing.
                if event.pointer_type() != "touch" {
                    point(true);
                }
            }
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
            <span class="words">
                <span class="label">{label}</span>
                {name.map(|name| view! { <span class="name">{name}</span> })}
            </span>
        </button>
    }
}

/// A name that may be broken into lines between its parts.
fn in_parts(name: &str) -> impl IntoView + use<> {
    let parts = name.split_inclusive('_').map(str::to_owned);
    parts.map(|part| view! { {part}<wbr /> }).collect_view()
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
