//! What a hand does by dragging, as buttons.

use leptos::prelude::*;

use super::Shown;
use super::hand::{ZOOM_STEP, zoom_in_place};
use crate::app::browser;
use crate::app::state::State;
use crate::scene::Zoom;

#[component]
pub(super) fn Buttons(shown: Shown) -> impl IntoView {
    let state = expect_context::<State>();
    let is_whole = move || state.view.read().axes.zoom.is_all();
    let step = ZOOM_STEP * ZOOM_STEP;
    view! {
        <div class="figure-buttons" role="group" aria-label="Zoom">
            <button
                class="icon"
                title="Zoom in (+)"
                aria-label="Zoom in"
                on:click=move |_| zoom_in_place(state, shown, step)
            >
                "+"
            </button>
            <button
                class="icon"
                title="Zoom out (−)"
                aria-label="Zoom out"
                on:click=move |_| zoom_in_place(state, shown, step.recip())
            >
                "−"
            </button>
            <button
                class="icon"
                title="Back to the view before (Backspace)"
                aria-label="View before"
                disabled=move || state.zooms.read().is_empty()
                on:click=move |_| {
                    state.zoom_back();
                }
            >
                "↶"
            </button>
            <button
                class="icon"
                title="Show all (0, or double-click)"
                aria-label="Show all"
                disabled=is_whole
                on:click=move |_| state.zoom_to(Zoom::default())
            >
                "⤢"
            </button>
            <button
                class="icon"
                title="Full screen (F)"
                aria-label="Full screen"
                on:click=move |_| browser::toggle_full_screen()
            >
                "⛶"
            </button>
        </div>
    }
}
