//! The figure in another page: what is told to it, and what is heard from it.
//!
//! The messages are described in `docs/embedding.md`.

use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::MessageEvent;

use crate::app::browser;
use crate::app::state::State;
use crate::view_state::ThemeChoice;

const HEIGHT: &str = "training-graphs:height";
const THEME: &str = "training-graphs:theme";

/// The link to the whole page, under an embedded figure.
#[component]
pub(in crate::app) fn FullPage() -> impl IntoView {
    let state = expect_context::<State>();
    let address = move || {
        let mut view = state.view.get();
        view.embed = None;
        format!("{}{}", browser::path(), view.to_query())
    };
    view! {
        <p class="full-page">
            <a href=address target="_blank" rel="noopener">"Open in Training Graphs"</a>
        </p>
    }
}

/// Tells the host how high the page is, now and whenever that changes, and takes its theme.
pub(in crate::app) fn converse(state: State) {
    browser::on_message(move |event: MessageEvent| {
        if !browser::is_of_host(&event) {
            return;
        }
        let theme = theme_in(&event.data());
        if theme.is_some() && theme != state.view.read_untracked().embed {
            state.view.update(|view| view.embed = theme);
        }
    });
    // Told only now, so that a host which answers with its theme is heard.
    browser::on_page_height(|height| {
        let message = [("type", HEIGHT.into()), ("height", height.into())];
        browser::tell_host(&browser::object(&message));
    });
}

/// The theme that a message asks for; none where it is any other message.
fn theme_in(message: &JsValue) -> Option<ThemeChoice> {
    let text = |key: &str| {
        Reflect::get(message, &JsValue::from_str(key))
            .ok()?
            .as_string()
    };
    if !message.is_object() || text("type")? != THEME {
        return None;
    }
    match text("theme")?.as_str() {
        "light" => Some(ThemeChoice::Light),
        "dark" => Some(ThemeChoice::Dark),
        "auto" => Some(ThemeChoice::Auto),
        _ => None,
    }
}
