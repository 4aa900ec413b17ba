//! How the curves are smoothed, and how the axes are spaced.

use std::num::NonZeroUsize;

use leptos::prelude::*;

use super::choice::Choice;
use crate::app::browser;
use crate::app::state::State;
use crate::number::counted;
use crate::scene::{Ends, XAxis, YFit};
use crate::smooth::{Kind, Smoothing, Spread};
use crate::view_state::{WIDEST, nearest_index, windows};

#[component]
pub(in crate::app) fn Toolbar() -> impl IntoView {
    let state = expect_context::<State>();
    let is_smoothed = Memo::new(move |_| state.is_smoothed());
    view! {
        <Show when=move || is_smoothed.get()>
            <WindowSize />
            <SmoothingChoices />
        </Show>
        <AxisChoices />
        <Behind />
        <Show when=move || is_smoothed.get() && state.smoothing.get() != Smoothing::NOTEBOOK>
            <button
                aria-label="Reset smoothing"
                title="Smooth as the notebook does"
                on:click=move |_| {
                    browser::pass_focus(".toolbar button", ".toolbar input[type=range]");
                    state.adjust(|view| view.smoothing = Smoothing::NOTEBOOK);
                }
            >"Reset"</button>
        </Show>
    }
}

#[component]
fn WindowSize() -> impl IntoView {
    let state = expect_context::<State>();
    let windows = StoredValue::new(windows());
    let window = move || state.smoothing.get().window.get();
    let before_slide = StoredValue::new(0);
    let set_window = move |window: usize| {
        if let Some(window) = NonZeroUsize::new(window.clamp(1, WIDEST)) {
            state.adjust(|view| view.smoothing.window = window);
        }
    };
    view! {
        <div class="window">
            <label for="window">"Window"</label>
            <input
                type="range"
                min="0"
                max=(windows.read_value().len() - 1).to_string()
                aria-label="Smoothing window, in losses"
                aria-valuetext=move || counted(window() as f64, ["loss", "losses"])
                prop:value=move || nearest_index(&windows.read_value(), window()).to_string()
                // A finger that comes down to scroll the page slides first.
                on:pointerdown=move |_| before_slide.set_value(untrack(window))
                on:pointercancel=move |_| set_window(before_slide.get_value())
                on:input=move |event| {
                    let place = event_target_value(&event).parse::<usize>().ok();
                    if let Some(window) = place.and_then(|place| windows.read_value().get(place).copied()) {
                        set_window(window);
                    }
                }
            />
            <input
                id="window"
                type="number"
                min="1"
                max=WIDEST.to_string()
                prop:value=move || window().to_string()
                on:change=move |event| {
                    if let Ok(window) = event_target_value(&event).parse() {
                        set_window(window);
                    }
                    // What was typed may be none, or beyond the widest.
                    event_target::<web_sys::HtmlInputElement>(&event)
                        .set_value(&untrack(window).to_string());
                }
            />
        </div>
    }
}

/// What the window that shrinks at the ends is called.
pub(in crate::app) const SHRINKING: &str = "centred, shrinking";

#[component]
fn SmoothingChoices() -> impl IntoView {
    let state = expect_context::<State>();
    view! {
        <Choice
            label="Line"
            value=move || state.smoothing.get().kind
            choices=[
                (Kind::Strict, "centred mean"),
                (Kind::Shrinking, SHRINKING),
                (Kind::Exponential, "exponential"),
            ]
            choose=move |kind| state.adjust(|view| view.smoothing.kind = kind)
        />
        <Choice
            label="Band"
            value=move || state.smoothing.get().spread
            choices=[
                (Spread::Extremes, "min to max"),
                (Spread::Deviation, "mean ± std"),
                (Spread::Off, "off"),
            ]
            choose=move |spread| state.adjust(|view| view.smoothing.spread = spread)
        />
    }
}

/// Another axis shows all of itself: what was zoomed to has lost its sense.
#[component]
fn AxisChoices() -> impl IntoView {
    let state = expect_context::<State>();
    let is_model = Memo::new(move |_| state.shows_model());
    let fit = move || {
        // Of one model, the notebook's first graph ends at a loss of 3.
        let all = if is_model.get() {
            "as the notebook"
        } else {
            "all losses"
        };
        view! {
            <Choice
                label="y"
                about=" axis: losses"
                value=move || state.settings.read().axes.y_fit
                choices=[(YFit::All, all), (YFit::Percentiles, "middle 90 %")]
                choose=move |fit| state.adjust(|view| {
                    view.axes.y_fit = fit;
                    view.axes.zoom.y = [Ends::default(); 2];
                })
            />
        }
    };
    view! {
        {fit}
        <Choice
            label="x"
            about=" axis: steps"
            value=move || state.settings.read().axes.x
            choices=[
                (XAxis::Step, "steps"),
                (XAxis::Log, "log steps"),
                (XAxis::Percent, "percent"),
            ]
            choose=move |x| state.adjust(|view| {
                view.axes.x = x;
                view.axes.zoom.x = Ends::default();
                // They mean something else on another axis.
                view.at.clear();
            })
        />
    }
}

/// What else is drawn: the losses behind the lines, or the line over one model's losses.
#[component]
fn Behind() -> impl IntoView {
    let state = expect_context::<State>();
    let words = move || {
        if state.shows_model() {
            "smoothed line"
        } else {
            "raw losses"
        }
    };
    let checked = move || {
        let view = state.settings.read();
        if view.model.is_some() {
            view.smooth_over
        } else {
            view.raw
        }
    };
    let change = move |_| {
        state.adjust(|view| {
            let switch = match view.model {
                Some(_) => &mut view.smooth_over,
                None => &mut view.raw,
            };
            *switch = !*switch;
        });
    };
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=checked on:change=change />
            {words}
        </label>
    }
}
