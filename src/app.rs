//! The page: state in signals, then one file for each part of what is seen.

#![allow(
    unreachable_pub,
    reason = "leptos makes the properties of every component public"
)]

mod browser;
mod chooser;
mod figure;
mod legend;
mod load;
mod notice;
mod progress;
mod state;
mod timing;

use leptos::prelude::*;

use chooser::Chooser;
use figure::Figure;
use legend::Legend;
use notice::Notice;
use progress::Progress;
use state::State;

/// Puts the app into the page's body.
pub fn mount() {
    console_error_panic_hook::set_once();
    mount_to_body(App);
}

#[component]
fn App() -> impl IntoView {
    let state = State::new();
    provide_context(state);

    view! {
        <header class="masthead">
            <h1>"Training Graphs"</h1>
            <p>"How small transformers learn exact arithmetic: their loss at every training step."</p>
        </header>
        <main class="page">
            <Notice />
            <Figure />
            <aside class="side">
                <Progress />
                <Legend />
                <Chooser />
            </aside>
        </main>
    }
}
