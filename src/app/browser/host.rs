//! The page that this one is embedded in.

use leptos::prelude::window;
use wasm_bindgen::JsValue;
use web_sys::MessageEvent;

use super::listen;

/// Whether the page is in a frame of another.
pub(in crate::app) fn is_framed() -> bool {
    let host = window().parent().ok().flatten();
    host.is_none_or(|host| host != window())
}

/// Sends a message to the page that this one is embedded in. Nothing in it is private.
pub(in crate::app) fn tell_host(message: &JsValue) {
    if let Ok(Some(host)) = window().parent() {
        // A host that cannot be told does not resize the frame.
        let _unheard = host.post_message(message, "*");
    }
}

/// Whether a message is of the page that this one is embedded in.
pub(in crate::app) fn is_of_host(event: &MessageEvent) -> bool {
    let host = window().parent().ok().flatten().map(JsValue::from);
    event.source().map(JsValue::from) == host
}

/// Calls `then` with every message of other pages. For the life of the page.
pub(in crate::app) fn on_message(then: impl Fn(MessageEvent) + 'static) {
    listen(&window(), "message", then);
}
