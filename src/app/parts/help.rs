//! What the page shows, its keys and gestures, and what is kept.

use leptos::prelude::*;

use super::dialog::{Dialog, DialogFrame};
use super::kept::KeptFiles;
use crate::app::browser;

const GESTURES: [(&str, &str); 19] = [
    ("move over the figure", "values of every run at that step"),
    (
        "drag",
        "zoom: drag sideways for x, up or down for y, diagonally for both",
    ),
    (
        "click or tap, or Enter or Space on the figure",
        "pin a step; a second step, for the range between; the same step again to unpin it",
    ),
    (
        "Escape",
        "cancel a drag, or remove the pins (on the figure)",
    ),
    ("Shift-drag, middle-drag, two fingers", "move the figure"),
    ("Ctrl, ⌘ or Alt and wheel, pinch", "zoom at the pointer"),
    (
        "Shift and wheel, sideways on a touchpad",
        "move the figure along the steps, where it is zoomed",
    ),
    (
        "one finger",
        "sideways: along the steps; up and down: the page",
    ),
    ("double-click or double-tap, 0", "show all"),
    ("Y", "fit the losses to the steps in view"),
    ("Backspace, Ctrl-Z or ⌘Z", "previous view"),
    ("Shift-Backspace, Ctrl-Shift-Z or ⇧⌘Z", "next view"),
    ("click in the legend", "hide a run, or show it again"),
    (
        "double-click, Ctrl- or ⌘-click in the legend",
        "this run alone",
    ),
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
        <DialogFrame dialog class="help" title="Help">
            <About />
            <h3>"Keys and gestures"</h3>
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

/// Whose models these are, and how to read a curve and a name.
#[component]
fn About() -> impl IntoView {
    let link = |address: &'static str, words: &'static str| {
        view! { <a href=address rel="noreferrer" target="_blank">{words}</a> }
    };
    view! {
        <p>
            "Each curve is the training loss of one small transformer that learned to add, to subtract or both. The \
            line is the mean of the losses in a window, the band goes from their least to their greatest; the \
            controls of the figure offer others."
        </p>
        <p>
            "A model's name says what it is: " <b>"add_d5_l2_h3_t40K_s372001"</b> " adds numbers of 5 digits, with 2 \
            layers of 3 heads, trained for 40,000 steps from seed 372001."
        </p>
        <p>
            "The models are from " {link("https://huggingface.co/PhilipQuirke", "Philip Quirke's research")} " ("
            {link("https://github.com/PhilipQuirke/quanta_addition_and_subtraction", "code and notebooks")} ")."
        </p>
    }
}
