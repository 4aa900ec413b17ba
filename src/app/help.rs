//! Keys and gestures, and the keys that work anywhere on the page.

use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::browser;
use super::state::State;
use crate::scene::YAxis;

const GESTURES: [(&str, &str); 13] = [
    ("move over the figure", "values of every run at that step"),
    (
        "drag",
        "zoom to what is marked: x, y or both, by the drag's shape",
    ),
    (
        "click, or Enter on the figure",
        "pin a step; a second one, the range between",
    ),
    ("Shift-drag, middle-drag", "move the figure"),
    ("Ctrl, ⌘ or Alt and wheel, pinch", "zoom at the pointer"),
    ("double-click, 0", "show all"),
    ("Backspace, Ctrl-Z", "the view before"),
    ("click in the legend", "hide a run, or show it again"),
    ("double-click or Ctrl-click in the legend", "this run alone"),
    (
        "← → on the figure (Shift: faster), Home, End",
        "move along the steps; values are read out",
    ),
    ("+ −", "zoom in and out"),
    ("L / F", "logarithmic losses, full screen"),
    ("/ and ?", "find models, this list"),
];

#[component]
pub(super) fn Help() -> impl IntoView {
    let state = expect_context::<State>();
    let dialog = NodeRef::<html::Dialog>::new();
    let open = move || {
        if let Some(dialog) = dialog.get_untracked() {
            // Open already: nothing to do.
            let _open = dialog.show_modal();
        }
    };
    browser::on_key(move |event| global_key(state, &event, open));
    let rows = GESTURES.map(|(hand, what)| {
        view! { <tr><th scope="row">{hand}</th><td>{what}</td></tr> }
    });
    view! {
        <button class="icon" title="Keys and gestures (?)" aria-label="Keys and gestures" on:click=move |_| open()>
            "?"
        </button>
        <dialog class="help" node_ref=dialog aria-label="Keys and gestures">
            <form method="dialog">
                <h2>"Keys and gestures"</h2>
                <table><tbody>{rows.into_iter().collect_view()}</tbody></table>
                <button>"Close"</button>
            </form>
        </dialog>
    }
}

fn global_key(state: State, event: &KeyboardEvent, open_help: impl Fn()) {
    let held = event.ctrl_key() || event.meta_key() || event.alt_key();
    if held || browser::is_typing(event) {
        return;
    }
    match event.key().as_str() {
        "?" => open_help(),
        "/" => state.find_models(),
        "l" | "L" => state.adjust(|view| {
            view.axes.y = match view.axes.y {
                YAxis::Log => YAxis::Both,
                YAxis::Both | YAxis::Linear => YAxis::Log,
            };
            (view.axes.zoom.y_min, view.axes.zoom.y_max) = (None, None);
        }),
        "f" | "F" => browser::toggle_full_screen(),
        _ => return,
    }
    event.prevent_default();
}
