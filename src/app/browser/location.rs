//! The address of the page, and its history.

use leptos::prelude::{document, window};
use wasm_bindgen::JsValue;
use web_sys::{Event, Url};

use super::listen;

/// The query of the page's address.
pub(in crate::app) fn query() -> String {
    window().location().search().unwrap_or_default()
}

/// Makes `query` the address, as a new step of the history.
pub(in crate::app) fn push_query(query: &str) {
    change_address(query, |history, address| {
        history.push_state_with_url(&JsValue::NULL, "", Some(address))
    });
}

/// Makes `query` the address in place of the present one.
pub(in crate::app) fn replace_query(query: &str) {
    change_address(query, |history, address| {
        history.replace_state_with_url(&JsValue::NULL, "", Some(address))
    });
}

fn change_address(query: &str, change: impl FnOnce(web_sys::History, &str) -> Result<(), JsValue>) {
    let path = path();
    // A sandboxed frame may refuse; the view itself is right all the same.
    let _refused = window()
        .history()
        .and_then(|history| change(history, &format!("{path}{query}")));
}

/// Calls `then` whenever Back or Forward has changed the address. For the life of the page.
pub(in crate::app) fn on_history(then: impl Fn() + 'static) {
    listen(&window(), "popstate", move |_: Event| then());
}

/// An address as the page takes it, in full.
pub(in crate::app) fn absolute(address: &str) -> Option<String> {
    let base = document().base_uri().ok()??;
    Some(Url::new_with_base(address, &base).ok()?.href())
}

/// The page's whole address.
fn address() -> String {
    window().location().href().unwrap_or_default()
}

/// The address of the site, with a slash at its end.
pub(in crate::app) fn site() -> String {
    let address = address();
    Url::new_with_base("./", &address).map_or(address, |site| site.href())
}

/// The whole address of the page with another query.
pub(in crate::app) fn address_of(query: &str) -> String {
    let origin = window().location().origin().unwrap_or_default();
    format!("{origin}{}{query}", path())
}

/// The page's address without its query.
pub(in crate::app) fn path() -> String {
    window().location().pathname().unwrap_or_default()
}
