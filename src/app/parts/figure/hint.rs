//! What a hand can do, told once, on the first visit.

use leptos::prelude::*;

use crate::app::browser;
use crate::app::state::State;

/// The note in the browser that the hint has been seen.
const SEEN: &str = "hint-seen";

/// Gone for good after the first zoom, or when it is dismissed. Never in another page.
#[component]
pub(super) fn Hint() -> impl IntoView {
    let state = expect_context::<State>();
    let is_wanted = state.view.read_untracked().embed.is_none() && !browser::is_noted(SEEN);
    let open = RwSignal::new(is_wanted);
    let close = move || {
        open.set(false);
        browser::note(SEEN);
    };
    Effect::new(move |_| {
        if open.get() && state.zooms.read().leads_back() {
            close();
        }
    });
    let words = if browser::has_fingers() {
        "Pinch to zoom · double-tap to show all"
    } else {
        "Drag to zoom · double-click to show all · ? for help"
    };
    view! {
        <Show when=move || open.get()>
            <p class="hint">
                {words}
                <button class="icon" aria-label="Dismiss the hint" on:click=move |_| {
                    close();
                    browser::focus("#hand");
                }>
                    "×"
                </button>
            </p>
        </Show>
    }
}
