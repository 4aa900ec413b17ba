//! Why the figure, or a panel of it, is empty.

use leptos::prelude::*;

use super::Shown;
use crate::app::state::State;
use crate::scene::number::step_in_words;
use crate::scene::{Panel, XAxis};

#[component]
pub(super) fn WhyEmpty(shown: Shown) -> impl IntoView {
    let state = expect_context::<State>();
    let words = move || {
        let scene = shown.scene.get()?;
        let place = |panel: &Panel, words: String| {
            let frame = panel.frame;
            view! {
                <p
                    class="why-empty"
                    style:left=format!("{}px", frame.left)
                    style:top=format!("{}px", f64::midpoint(frame.top, frame.bottom))
                    style:width=format!("{}px", frame.width())
                >
                    {words}
                </p>
            }
        };
        let said: Vec<_> = if state.hides_all() {
            let words = "All runs are hidden. Click one in the legend to show it.";
            let first = scene.panels.first();
            first
                .map(|panel| place(panel, words.to_owned()))
                .into_iter()
                .collect()
        } else {
            let axes = state.view.read().axes;
            let curves = shown.curves.read();
            let begin_after = |step| {
                !curves.is_empty() && curves.iter().all(|named| named.curve.steps.step(0) > step)
            };
            let empty = scene.panels.iter().filter(|panel| panel.is_empty());
            empty
                .filter_map(|panel| {
                    let last = panel.x.scale.extent.max;
                    let words = if !axes.zoom.is_all() && !curves.is_empty() {
                        "No losses in this range. Press “Show all” to zoom out.".to_owned()
                    } else if axes.x != XAxis::Percent && begin_after(last) {
                        format!("No losses in the first {} steps.", step_in_words(last))
                    } else {
                        return None;
                    };
                    Some(place(panel, words))
                })
                .collect()
        };
        Some(said)
    };
    view! { <div role="status">{words}</div> }
}
