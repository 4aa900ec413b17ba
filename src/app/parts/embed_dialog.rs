//! What to put into another page so that it shows this view.

use leptos::prelude::*;

use super::dialog::{self, Dialog, DialogFrame};
use super::local_files::LeftOut;
use crate::app::browser;
use crate::app::state::State;
use crate::view_state::{ViewState, frame, script_tag};

#[component]
pub(in crate::app) fn EmbedDialog(dialog: Dialog) -> impl IntoView {
    let (told, set_told) = signal(String::new());
    view! {
        <DialogFrame dialog class="embed-dialog" title="This view in another page" told>
                <LeftOut />
                <Snippet
                    title="Script tag"
                    about="Recommended: as high as the figure needs, and light or dark like the page around it."
                    rows="4"
                    snippet=script_tag
                    told=set_told
                />
                <Snippet
                    title="Frame"
                    about="Runs no script of this site in your page. You choose the height."
                    rows="9"
                    snippet=frame
                    told=set_told
                />
        </DialogFrame>
    }
}

/// One way to embed the view: its code, to be read or copied.
#[component]
fn Snippet(
    title: &'static str,
    about: &'static str,
    rows: &'static str,
    snippet: fn(&ViewState, &str) -> String,
    told: WriteSignal<String>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let code = move || snippet(&state.view.read(), &browser::site());
    let copy = move |_| {
        let code = untrack(code);
        browser::in_this_turn(async move {
            dialog::copy(&code, "code", format!("{title} copied"), told).await;
        });
    };
    view! {
        <section class="snippet">
            <h3>{title}</h3>
            <p>{about}</p>
            <textarea readonly rows=rows spellcheck="false" aria-label=format!("{title}, code") prop:value=code></textarea>
            <button type="button" aria-label=format!("Copy the {}", title.to_lowercase()) on:click=copy>
                "Copy"
            </button>
        </section>
    }
}
