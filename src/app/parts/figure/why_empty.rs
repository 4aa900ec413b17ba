//! Why the figure, or a panel of it, is empty.

use leptos::prelude::*;

use super::Shown;
use crate::app::state::State;
use crate::scene::Panel;

#[component]
pub(super) fn WhyEmpty(shown: Shown) -> impl IntoView {
    let state = expect_context::<State>();
    let words = move || {
        let scene = shown.scene.get()?;
        let place = |panel: &Panel, words: &'static str| {
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
            scene
                .panels
                .first()
                .map(|panel| place(panel, words))
                .into_iter()
                .collect()
        } else if state.view.read().axes.zoom.is_all() || shown.curves.read().is_empty() {
            Vec::new()
        } else {
            let empty = scene.panels.iter().filter(|panel| panel.is_empty());
            empty
                .map(|panel| {
                    place(
                        panel,
                        "No losses in this range. Press “Show all” to zoom out.",
                    )
                })
                .collect()
        };
        Some(said)
    };
    view! { <div role="status">{words}</div> }
}
