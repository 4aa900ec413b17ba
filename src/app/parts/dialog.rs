//! A dialog over the page, made anew each time that it is opened.

use leptos::html;
use leptos::prelude::*;

use crate::app::browser;

/// Whether a dialog is open.
#[derive(Clone, Copy)]
pub(in crate::app) struct Dialog(RwSignal<bool>);

impl Dialog {
    pub(in crate::app) fn new() -> Self {
        Self(RwSignal::new(false))
    }

    pub(in crate::app) fn open(self) {
        // What is open already stays as it is.
        if !self.0.get_untracked() {
            self.0.set(true);
        }
    }

    pub(in crate::app) fn is_open(self) -> bool {
        self.0.get()
    }
}

/// Puts text on the clipboard, and tells that it is `done`, or how to copy what it is by hand; whether it could be.
pub(super) async fn copy(text: &str, what: &str, done: String, told: WriteSignal<String>) -> bool {
    // So that the same words are said again.
    told.set(String::new());
    let outcome = browser::copy_text(text).await;
    let is_done = outcome.is_ok();
    told.set(outcome.map_or_else(
        |problem| format!("{problem} Select the {what} and copy it by hand."),
        |()| done,
    ));
    is_done
}

/// The dialog's frame, with a button that closes it and what there is to tell beside that.
#[component]
pub(in crate::app) fn DialogFrame(
    dialog: Dialog,
    class: &'static str,
    title: &'static str,
    #[prop(optional)] told: Option<ReadSignal<String>>,
    children: Children,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    let heading = NodeRef::<html::H2>::new();
    element.on_load(move |element| {
        // It cannot fail: the dialog is on the page, and not open yet.
        let _open = element.show_modal();
        // Else the focus would go to the first button: in a dialog that is to be read that is at its end, and scrolled to.
        if let Some(heading) = heading.get_untracked() {
            let _focused = heading.focus();
        }
    });
    // A press that begins in it, to select what it says, may end beside it.
    let pressed_beside = StoredValue::new(false);
    view! {
        <dialog
            class=format!("dialog {class}")
            node_ref=element
            aria-label=title
            on:pointerdown=move |event| pressed_beside.set_value(browser::is_beside(&event))
            on:click=move |event| {
                let is_beside = pressed_beside.get_value() && browser::is_beside(&event);
                if let Some(element) = element.get_untracked().filter(|_| is_beside) {
                    element.close();
                }
            }
            on:close=move |_| dialog.0.set(false)
        >
            <form method="dialog">
                <h2 node_ref=heading tabindex="-1">{title}</h2>
                {children()}
                <div class="dialog-end">
                    <button>"Close"</button>
                    <p class="told" role="status" translate="no">{told}</p>
                </div>
            </form>
        </dialog>
    }
}
