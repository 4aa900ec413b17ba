//! The figure in words: its name, and what a screen reader tells of it.

use std::mem;
use std::time::Duration;

use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;

use super::FigureState;
use super::curves::bare;
use crate::app::browser;
use crate::characters::seen;
use crate::number::{aloud, counted};
use crate::scene::{
    Curve, Ends, extent_in_words, gaps_in_words, milestones, overview, panels_in_words,
};
use crate::smooth::Smoothing;

/// The id of the words, by which the figure says that they describe it.
pub(super) const ID: &str = "figure-words";
/// Words follow when the view has been left alone for so long.
pub(super) const PAUSE: Duration = Duration::from_millis(400);

/// What the figure is.
pub(super) fn name(shown: FigureState) -> String {
    let runs = || counted(shown.curves.read().len() as f64, ["run", "runs"]);
    let whose = shown.state.model().map_or_else(runs, |model| seen(&model));
    format!("Training loss of {whose}, a graph")
}

#[component]
pub(super) fn Words(shown: FigureState) -> impl IntoView {
    let view = shown.state.view;
    let (words, set_words) = signal((String::new(), String::new()));
    let mut told = None::<(String, [Ends; 2])>;
    let mut tell = debounce(PAUSE, move |()| {
        untrack(|| {
            set_words.set(words_of(shown));
            let steps = part(shown).unwrap_or_else(|| "All steps".to_owned());
            let now = (steps, view.read().axes.zoom.y);
            let follows = shown.follows.try_update_value(mem::take);
            let before = told.replace(now.clone());
            if let Some(before) = before.filter(|_| follows == Some(false)) {
                if before.0 != now.0 {
                    shown.say(&now.0);
                } else if before.1 != now.1 {
                    shown.say(&panels(shown).join(" "));
                }
            }
        });
    });
    Effect::new(move |_| {
        view.track();
        shown.curves.track();
        // In a frame that is not on the screen it comes late.
        shown.scene.track();
        tell(());
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
fn words_of(shown: FigureState) -> (String, String) {
    let curves = shown.curves.read();
    let view = shown.state.view.read();
    let model = view.model.as_deref().map(seen);
    let runs: Vec<(&str, &Curve)> = match &model {
        None => curves
            .iter()
            .map(|named| (named.label.as_str(), &named.curve))
            .collect(),
        // A smoothed line is the same run again.
        Some(model) => curves
            .chunk_by(|losses, smoothed| losses.name == smoothed.name)
            .filter_map(|run| run.first())
            .map(|named| {
                let is_model = view.model.as_ref() == Some(&named.name);
                let label = if is_model { model } else { &named.label };
                (label.as_str(), &named.curve)
            })
            .collect(),
    };
    let smoothing = match view.model {
        None => view.smoothing,
        Some(_) => Smoothing::NONE,
    };
    let mut first = vec![overview(&runs, smoothing)];
    if !runs.is_empty() {
        first.extend(gaps_in_words(&runs));
        first.extend(panels(shown));
    }
    (aloud(&first.join(" ")), aloud(&milestones(&runs)))
}

/// What each panel shows.
fn panels(shown: FigureState) -> Vec<String> {
    let scene = shown.scene.read();
    let curves = shown.curves.read();
    let panels = scene.as_ref().map_or(&[][..], |scene| &scene.panels);
    panels_in_words(panels, shown.x_axis(), &bare(&curves))
}

/// The part of the x axis that is shown, unless that is all.
fn part(shown: FigureState) -> Option<String> {
    let axes = shown.state.view.read().axes;
    let scene = shown.scene.read();
    let scale = scene.as_ref()?.whole()?.x.scale;
    let curves = shown.curves.read();
    let curves = curves.iter().map(|named| &named.curve);
    (!axes.zoom.x.are_own()).then(|| extent_in_words(scale.extent, axes.x, curves))
}
