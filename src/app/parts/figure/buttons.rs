//! What a hand does by dragging, as buttons.

use leptos::prelude::*;

use super::FigureState;
use super::hand::ZOOM_STEP;
use crate::app::browser;
use crate::scene::Zoom;

#[component]
pub(super) fn Buttons(shown: FigureState) -> impl IntoView {
    let state = shown.state;
    let step = ZOOM_STEP * ZOOM_STEP;
    let may_fill_screen = browser::may_fill_screen();
    if may_fill_screen {
        browser::on_key(move |event| {
            if browser::is_switch(&event, "f") {
                browser::toggle_full_screen();
                event.prevent_default();
            }
        });
    }
    view! {
        <div
            class="figure-buttons"
            role="group"
            aria-label="Zoom"
            on:focusout=move |event| {
                if !browser::goes_to(&event, ".figure-buttons, #hand") {
                    shown.point_nowhere();
                }
            }
        >
            <Action
                name="Zoom in"
                keys="+"
                path="M8 3v10 M3 8h10"
                act=move || shown.zoom_in_place(step)
            />
            <Action
                name="Zoom out"
                keys="−"
                path="M3 8h10"
                act=move || shown.zoom_in_place(step.recip())
            />
            <Action
                name="Previous view"
                keys="Backspace"
                path="M6 3L3 6l3 3 M3 6h6a4 4 0 0 1 0 8H6"
                is_possible=Signal::derive(move || state.zooms.read().leads_back())
                act=move || {
                    state.zoom_back();
                }
            />
            <Action
                name="Next view"
                keys="Shift-Backspace"
                path="M10 3l3 3l-3 3 M13 6H7a4 4 0 0 0 0 8h3"
                is_possible=Signal::derive(move || state.zooms.read().leads_forward())
                act=move || {
                    state.zoom_forward();
                }
            />
            <Action
                name="Fit losses to the steps in view"
                keys="Y"
                path="M2 2h12 M2 14h12 M8 4.5v7 M5.5 7L8 4.5L10.5 7 M5.5 9L8 11.5L10.5 9"
                act=move || shown.fit_losses()
            />
            <Action
                name="Show all"
                keys="0, or double-click"
                path="M2 2v12h12 M4.5 3c.5 5 3 7.5 9 7.5"
                is_possible=Signal::derive(move || !state.view.read().axes.zoom.is_all())
                act=move || state.zoom_to(Zoom::default())
            />
            {may_fill_screen.then(|| view! {
                <Action
                    name="Full screen"
                    keys="F"
                    path="M3 6V3h3 M10 3h3v3 M13 10v3h-3 M6 13H3v-3"
                    act=browser::toggle_full_screen
                />
            })}
        </div>
    }
}

/// A button that keeps the focus while there is nothing to do, as one that is `disabled` would not.
#[component]
fn Action(
    name: &'static str,
    keys: &'static str,
    path: &'static str,
    #[prop(default = Signal::stored(true))] is_possible: Signal<bool>,
    act: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <button
            class="icon"
            // Else Safari would focus nothing by a click, and the crosshair would be gone.
            tabindex="0"
            title=format!("{name} ({keys})")
            aria-label=name
            aria-disabled=move || (!is_possible.get()).to_string()
            on:click=move |_| {
                if is_possible.get_untracked() {
                    act();
                }
            }
        >
            <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                <path d=path fill="none" stroke="currentColor" stroke-width="1.5"></path>
            </svg>
        </button>
    }
}
