//! The page: state in signals, then one file for each part of what is seen.

#![allow(
    unreachable_pub,
    reason = "leptos makes the properties of every component public"
)]

mod browser;
mod downloads;
mod figure;
mod legend;
mod listing;
mod load;
mod loads;
mod local_files;
mod masthead;
mod model;
mod models;
mod notice;
mod progress;
mod state;
mod timing;
mod toolbar;

use leptos::prelude::*;

use downloads::Downloads;
use figure::Figure;
use legend::Legend;
use masthead::Masthead;
use model::Model;
use models::Models;
use notice::Notice;
use progress::Progress;
use state::State;
use toolbar::Toolbar;

/// Puts the app into the page's body.
pub fn mount() {
    console_error_panic_hook::set_once();
    mount_to_body(App);
}

#[component]
fn App() -> impl IntoView {
    let state = State::new();
    provide_context(state);
    Effect::new(move |_| browser::set_theme(state.dark.get()));

    view! {
        <Masthead />
        <main
            class="page"
            on:dragover=|event| event.prevent_default()
            on:drop=move |event| local_files::take_dropped(state, &event)
        >
            <Notice />
            <div class="main">
                <Show when=move || state.model().is_some()>
                    <Model />
                </Show>
                <Toolbar />
                <Figure />
            </div>
            <aside class="side">
                <Progress />
                <Legend />
                <Downloads />
            </aside>
            <Models />
        </main>
    }
}
