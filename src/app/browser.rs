//! What the page asks of its browser. Each call that a browser may refuse is answered for here.

use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, EventTarget, MediaQueryList, ResizeObserver};

use crate::geometry::Size;

/// The query of the page's address.
pub(super) fn query() -> String {
    window().location().search().unwrap_or_default()
}

/// Makes `query` the address, as a new step of the history.
pub(super) fn push_query(query: &str) {
    change_address(query, |history, address| {
        history.push_state_with_url(&JsValue::NULL, "", Some(address))
    });
}

/// Makes `query` the address in place of the present one.
pub(super) fn replace_query(query: &str) {
    change_address(query, |history, address| {
        history.replace_state_with_url(&JsValue::NULL, "", Some(address))
    });
}

fn change_address(query: &str, change: impl FnOnce(web_sys::History, &str) -> Result<(), JsValue>) {
    let path = window().location().pathname().unwrap_or_default();
    // A sandboxed frame may refuse; the view itself is right all the same.
    let _refused = window()
        .history()
        .and_then(|history| change(history, &format!("{path}{query}")));
}

/// Calls `then` whenever Back or Forward has changed the address. For the life of the page.
pub(super) fn on_history(then: impl Fn() + 'static) {
    listen(&window(), "popstate", then);
}

/// Calls `then` whenever the network is back. For the life of the page.
pub(super) fn on_online(then: impl Fn() + 'static) {
    listen(&window(), "online", then);
}

fn listen(target: &EventTarget, event: &str, then: impl Fn() + 'static) {
    let callback = Closure::<dyn Fn()>::new(then).into_js_value();
    let _never_refused = target.add_event_listener_with_callback(event, callback.unchecked_ref());
}

/// Whether the visitor prefers dark pages, now and later.
pub(super) fn prefers_dark() -> ReadSignal<bool> {
    let query = media("(prefers-color-scheme: dark)");
    let matches =
        |query: &Option<MediaQueryList>| query.as_ref().is_some_and(MediaQueryList::matches);
    let (dark, set_dark) = signal(matches(&query));
    if let Some(list) = query.clone() {
        listen(&list, "change", move || set_dark.set(matches(&query)));
    }
    dark
}

/// Device pixels to a CSS pixel, now and when the page comes to another screen or is zoomed.
pub(super) fn device_pixel_ratio() -> ReadSignal<f64> {
    let (ratio, set_ratio) = signal(window().device_pixel_ratio());
    follow_ratio(set_ratio);
    ratio
}

/// A media query tells only that its own ratio holds no longer, so each change asks a new one.
fn follow_ratio(set_ratio: WriteSignal<f64>) {
    let ratio = window().device_pixel_ratio();
    set_ratio.set(ratio);
    if let Some(list) = media(&format!("(resolution: {ratio}dppx)")) {
        let callback = Closure::once_into_js(move || follow_ratio(set_ratio));
        list.set_onchange(Some(callback.unchecked_ref()));
        // The browser may let go of a list that nobody holds, and of its listener with it.
        std::mem::forget(list);
    }
}

fn media(query: &str) -> Option<MediaQueryList> {
    window().match_media(query).ok().flatten()
}

/// Calls `then` with the size of an element's content, now and whenever it changes. For the life
/// of the page.
pub(super) fn on_resize(element: &Element, then: impl Fn(Size) + 'static) {
    let size_of = |element: &Element| {
        let bounds = element.get_bounding_client_rect();
        Size {
            width: bounds.width(),
            height: bounds.height(),
        }
    };
    let observed = element.clone();
    let callback = Closure::<dyn Fn()>::new(move || then(size_of(&observed))).into_js_value();
    if let Ok(observer) = ResizeObserver::new(callback.unchecked_ref()) {
        observer.observe(element);
    }
}
