//! The figure in words: its name, and what a screen reader tells of it.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::{Named, Shown};
use crate::app::browser;
use crate::app::state::State;
use crate::scene::{Curve, XAxis, milestones, overview, span};

/// The id of the words, by which the figure says that they describe it.
pub(super) const ID: &str = "figure-words";
/// Words follow when the view has been left alone for so long.
const PAUSE: Duration = Duration::from_millis(400);

/// What the figure is.
pub(super) fn name(state: State, curves: &[Named]) -> String {
    match state.model() {
        Some(model) => format!("Training loss of {model}, a graph"),
        None if curves.len() == 1 => "Training loss of 1 run, a graph".to_owned(),
        None => format!("Training loss of {} runs, a graph", curves.len()),
    }
}

#[component]
pub(super) fn Words(shown: Shown) -> impl IntoView {
    let state = expect_context::<State>();
    let (words, set_words) = signal((String::new(), String::new()));
    let pending = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        state.view.track();
        shown.curves.track();
        if let Some(before) = pending.try_update_value(Option::take).flatten() {
            before.clear();
        }
        let tell = move || set_words.set(untrack(|| words_of(state, shown)));
        pending.set_value(set_timeout_with_handle(tell, PAUSE).ok());
    });
    Effect::new(move |_| {
        let words = words.read();
        if !words.0.is_empty() {
            browser::set_description(&words.0);
        }
    });
    view! {
        <div id=ID class="visually-hidden">
            <p>{move || words.read().0.clone()}</p>
            <p>{move || words.read().1.clone()}</p>
        </div>
    }
}

/// What the figure shows in a sentence or two, and when the runs fell how low.
fn words_of(state: State, shown: Shown) -> (String, String) {
    let curves = shown.curves.read();
    let view = state.view.read();
    let runs: Vec<(&str, &Curve)> = match &view.model {
        None => curves
            .iter()
            .map(|named| (named.label.as_str(), &named.curve))
            .collect(),
        // Its losses; a line over them is the same run again.
        Some(model) => curves
            .first()
            .map(|named| (model.as_str(), &named.curve))
            .into_iter()
            .collect(),
    };
    let smoothing = match view.model {
        None => view.smoothing.to_string(),
        Some(_) => "losses of every step".to_owned(),
    };
    let mut first = overview(&runs, &smoothing);
    if let Some(part) = part(shown, view.axes.x).filter(|_| !view.axes.zoom.is_all()) {
        first = format!("{first} Shown of it: {part}.");
    }
    (first, milestones(&runs))
}

/// The part of the x axis that is shown.
fn part(shown: Shown, axis: XAxis) -> Option<String> {
    let scene = shown.scene.read();
    let scale = scene.as_ref()?.panels.last()?.x.scale;
    Some(span(scale.extent, axis))
}
