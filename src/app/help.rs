//! Keys and gestures, and the keys that work anywhere on the page.

use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::browser;
use super::kept::KeptFiles;
use super::state::State;

const GESTURES: [(&str, &str); 15] = [
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
    (
        "Shift-Backspace, Ctrl-Shift-Z, Ctrl-Y",
        "the view after, once gone back",
    ),
    ("click in the legend", "hide a run, or show it again"),
    ("double-click or Ctrl-click in the legend", "this run alone"),
    (
        "← → on the figure (Shift: faster), Home, End",
        "move along the steps; values are read out",
    ),
    ("+ −", "zoom in and out"),
    (
        "L",
        "logarithmic losses, or linear: in the panel under the pointer, or else the upper",
    ),
    ("F", "full screen"),
    ("/ and ?", "find models, this list"),
];

#[component]
pub(super) fn Help() -> impl IntoView {
    let state = expect_context::<State>();
    let dialog = NodeRef::<html::Dialog>::new();
    let opened = Trigger::new();
    let open = move || {
        opened.notify();
        browser::show_dialog(dialog);
    };
    browser::on_key(move |event| global_key(state, &event, open));
    let rows = GESTURES.map(|(hand, what)| {
        view! { <tr><th scope="row">{hand}</th><td>{what}</td></tr> }
    });
    view! {
        <button class="icon" title="Keys and gestures (?)" aria-label="Keys and gestures" on:click=move |_| open()>
            "?"
        </button>
        <dialog class="dialog help" node_ref=dialog aria-label="Keys and gestures">
            <form method="dialog">
                <h2>"Keys and gestures"</h2>
                <table><tbody>{rows.into_iter().collect_view()}</tbody></table>
                <KeptFiles asked=opened />
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
        "f" | "F" => browser::toggle_full_screen(),
        _ => return,
    }
    event.prevent_default();
}
