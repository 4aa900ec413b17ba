//! How the curves are smoothed, and how the axes are spaced.

use std::num::NonZeroUsize;

use leptos::prelude::*;

use super::state::State;
use crate::scene::{Ends, XAxis, YFit};
use crate::smooth::{Kind, Smoothing, Spread};
use crate::view_state::WIDEST;

/// Positions of the slider; each is the same ratio from the next.
const SLIDER_STEPS: f64 = 200.0;

#[component]
pub(super) fn Toolbar() -> impl IntoView {
    let state = expect_context::<State>();
    view! {
        <div class="toolbar" role="group" aria-label="Smoothing and axes">
            <WindowSize />
            <SmoothingChoices />
            <AxisChoices />
            <Behind />
            <Show when=move || state.settings.read().smoothing != Smoothing::NOTEBOOK>
                <button on:click=move |_| {
                    state.adjust(|view| view.smoothing = Smoothing::NOTEBOOK);
                }>"Reset smoothing"</button>
            </Show>
        </div>
    }
}

#[component]
fn WindowSize() -> impl IntoView {
    let state = expect_context::<State>();
    let window = move || state.settings.read().smoothing.window.get();
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
                max=SLIDER_STEPS.to_string()
                aria-label="Smoothing window, in steps"
                aria-valuetext=move || format!("{} steps", window())
                prop:value=move || slider_of(window()).to_string()
                on:input=move |event| {
                    if let Ok(place) = event_target_value(&event).parse() {
                        set_window(window_at(place));
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
                }
            />
        </div>
    }
}

#[component]
fn SmoothingChoices() -> impl IntoView {
    let state = expect_context::<State>();
    view! {
        <Choice
            label="Line"
            value=move || state.settings.read().smoothing.kind
            choices=[
                (Kind::Strict, "centred mean"),
                (Kind::Shrinking, "centred, to the ends"),
                (Kind::Exponential, "exponential"),
            ]
            choose=move |kind| state.adjust(|view| view.smoothing.kind = kind)
        />
        <Choice
            label="Band"
            value=move || state.settings.read().smoothing.spread
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
    view! {
        <Choice
            label="y"
            value=move || state.settings.read().axes.y_fit
            choices=[
                (YFit::All, "all losses"),
                (YFit::Percentiles, "5th to 95th percentile"),
            ]
            choose=move |fit| state.adjust(|view| {
                view.axes.y_fit = fit;
                view.axes.zoom.y = [Ends::default(); 2];
            })
        />
        <Choice
            label="x"
            value=move || state.settings.read().axes.x
            choices=[
                (XAxis::Step, "steps"),
                (XAxis::Log, "log steps"),
                (XAxis::Percent, "percent"),
            ]
            choose=move |x| state.adjust(|view| {
                view.axes.x = x;
                view.axes.zoom.x = Ends::default();
            })
        />
    }
}

/// What else is drawn: the losses behind the lines, or the line over one model's losses.
#[component]
fn Behind() -> impl IntoView {
    let state = expect_context::<State>();
    let is_model = move || state.model().is_some();
    let words = move || {
        if is_model() {
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

#[component]
fn Choice<T: Copy + PartialEq + Send + Sync + 'static, const N: usize>(
    label: &'static str,
    value: impl Fn() -> T + Copy + Send + Sync + 'static,
    choices: [(T, &'static str); N],
    choose: impl Fn(T) + 'static,
) -> impl IntoView {
    let options = choices.iter().enumerate().map(|(at, &(choice, words))| {
        view! { <option value=at.to_string() selected=move || value() == choice>{words}</option> }
    });
    let options = options.collect_view();
    let change = move |event| {
        let at = event_target_value(&event).parse::<usize>().ok();
        if let Some((choice, _)) = at.and_then(|at| choices.get(at)) {
            choose(*choice);
        }
    };
    let place = move || {
        let at = choices.iter().position(|(choice, _)| *choice == value());
        at.unwrap_or_default().to_string()
    };
    view! {
        <label class="choice">
            {label}
            <select prop:value=place on:change=change>{options}</select>
        </label>
    }
}

/// The slider's place of a window: equal ratios are equally far apart.
fn slider_of(window: usize) -> f64 {
    ((window as f64).ln() / (WIDEST as f64).ln() * SLIDER_STEPS).round()
}

fn window_at(place: f64) -> usize {
    (WIDEST as f64).powf(place / SLIDER_STEPS).round() as usize
}
