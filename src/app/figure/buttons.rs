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
                <Icon path="M8 3v10 M3 8h10" />
            </button>
            <button
                class="icon"
                title="Zoom out (−)"
                aria-label="Zoom out"
                on:click=move |_| zoom_in_place(state, shown, step.recip())
            >
                <Icon path="M3 8h10" />
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
                <Icon path="M6 3L3 6l3 3 M3 6h6a4 4 0 0 1 0 8H6" />
            </button>
            <button
                class="icon"
                title="Show all (0, or double-click)"
                aria-label="Show all"
                disabled=is_whole
                on:click=move |_| state.zoom_to(Zoom::default())
            >
                <Icon path="M3 6V3h3 M10 3h3v3 M13 10v3h-3 M6 13H3v-3" />
            </button>
            <button
                class="icon"
                title="Full screen (F)"
                aria-label="Full screen"
                on:click=move |_| browser::toggle_full_screen()
            >
                <Icon path="M2 6V2h4 M10 2h4v4 M14 10v4h-4 M6 14H2v-4 M6 6h4v4H6z" />
            </button>
        </div>
    }
}

#[component]
fn Icon(path: &'static str) -> impl IntoView {
    view! {
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d=path fill="none" stroke="currentColor" stroke-width="1.5"></path>
        </svg>
    }
}
