//! Keys and gestures, and what is kept.

use leptos::prelude::*;

use super::dialog::{Dialog, DialogFrame};
use super::kept::KeptFiles;
use crate::app::browser;

const GESTURES: [(&str, &str); 17] = [
    ("move over the figure", "values of every run at that step"),
    (
        "drag",
        "zoom: drag sideways for x, up or down for y, diagonally for both",
    ),
    (
        "click or tap, or Enter or Space on the figure",
        "pin a step; a second step, for the range between; the same step again to unpin it",
    ),
    ("Escape", "cancel a drag, or remove the pins"),
    ("Shift-drag, middle-drag", "move the figure"),
    ("Ctrl, ⌘ or Alt and wheel, pinch", "zoom at the pointer"),
    (
        "one finger",
        "sideways: along the steps; up and down: the page",
    ),
    ("double-click or double-tap, 0", "show all"),
    ("Backspace, Ctrl-Z", "previous view"),
    ("Shift-Backspace, Ctrl-Shift-Z, Ctrl-Y", "next view"),
    ("click in the legend", "hide a run, or show it again"),
    ("double-click or Ctrl-click in the legend", "this run alone"),
    (
        "← → on the figure (Shift: faster), Home, End",
        "move along the steps; values are read out",
    ),
    ("+ −", "zoom in and out"),
    (
        "L",
        "switch between logarithmic and linear losses, in the panel under the pointer, or else the upper one",
    ),
    ("F", "full screen"),
    ("/ and ?", "find models, this list"),
];

#[component]
pub(in crate::app) fn Help(dialog: Dialog) -> impl IntoView {
    let rows = GESTURES.map(|(hand, what)| {
        view! { <tr><th scope="row">{hand}</th><td>{what}</td></tr> }
    });
    view! {
        <DialogFrame dialog class="help" title="Keys and gestures">
            <table><tbody>{rows.into_iter().collect_view()}</tbody></table>
            <label>
                <input
                    type="checkbox"
                    prop:checked=browser::has_single_keys()
                    on:change=move |event| browser::set_single_keys(event_target_checked(&event))
                />
                "Single-key shortcuts work anywhere on the page, not only on the figure"
            </label>
            <KeptFiles />
        </DialogFrame>
    }
}
