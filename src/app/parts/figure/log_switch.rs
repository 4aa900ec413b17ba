//! Whether a panel's losses are logarithmic: a switch at the foot of its axis, and a key.

use leptos::prelude::*;

use super::FigureState;
use crate::app::browser;
use crate::scene::ScaleKind;

const PANELS: [&str; 2] = ["upper", "lower"];

/// A switch for each panel. `L` is that of the panel under the pointer, or else of the upper one.
#[component]
pub(super) fn LogSwitches(shown: FigureState) -> impl IntoView {
    let state = shown.state;
    browser::on_key(move |event| {
        if browser::is_switch(&event, "l") {
            let panel = shown.pointer.get_untracked().map(|(panel, _)| panel);
            let panel = panel.unwrap_or_default();
            state.toggle_log(panel);
            let kind = match state.view.read_untracked().axes.y.0[panel] {
                ScaleKind::Linear => "Linear",
                ScaleKind::Log => "Logarithmic",
            };
            let words = format!("{kind} losses in the {} panel", PANELS[panel]);
            shown.say(&words);
            event.prevent_default();
        }
    });
    let switches = PANELS.into_iter().enumerate().map(|(panel, words)| {
        let place = move || {
            let scene = shown.scene.read();
            let frame = scene.as_ref()?.panels.get(panel)?.frame;
            Some((frame.left, frame.bottom))
        };
        let left = move || place().map(|(left, _)| format!("{left}px"));
        let top = move || place().map(|(_, bottom)| format!("{bottom}px"));
        let is_log = move || state.settings.read().axes.y.0[panel] == ScaleKind::Log;
        view! {
            <button
                class="log-switch"
                style:left=left
                style:top=top
                hidden=move || place().is_none()
                aria-label=format!("log scale of losses, {words} panel")
                title="Logarithmic losses (L)"
                aria-pressed=move || is_log().to_string()
                on:click=move |_| state.toggle_log(panel)
            >
                "log"
            </button>
        }
    });
    switches.collect_view()
}
