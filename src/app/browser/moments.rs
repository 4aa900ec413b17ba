//! When something is to be done: when there is time, a network, or somebody who looks.

use std::time::Duration;

use js_sys::Promise;
use leptos::prelude::{document, set_interval, window};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, IdleRequestOptions};

use super::listen;

/// Calls `then` whenever the network is back. For the life of the page.
pub(in crate::app) fn on_online(then: impl Fn() + 'static) {
    listen(&window(), "online", move |_: Event| then());
}

/// Whether the browser has, or takes itself to have, a network.
pub(in crate::app) fn is_online() -> bool {
    window().navigator().on_line()
}

/// Calls `then` every `pause` while the page is looked at, and as soon as it is looked at again. For
/// the life of the page.
pub(in crate::app) fn while_seen(pause: Duration, then: impl Fn() + Copy + 'static) {
    let then = move || {
        if !document().hidden() {
            then();
        }
    };
    listen(&document(), "visibilitychange", move |_: Event| then());
    set_interval(then, pause);
}

/// How long to wait for the browser to have nothing better to do, in milliseconds.
const IDLE_PATIENCE: u32 = 2000;

/// Calls `then` when the browser has nothing better to do.
pub(in crate::app) fn when_idle(then: impl FnOnce() + 'static) {
    let callback = Closure::once_into_js(then);
    let callback = callback.unchecked_ref();
    // Not every browser tells when it is idle.
    let options = IdleRequestOptions::new();
    options.set_timeout(IDLE_PATIENCE);
    let asked = window().request_idle_callback_with_options(callback, &options);
    if asked.is_err() {
        let _never_refused = window().set_timeout_with_callback(callback);
    }
}

/// Waits until the browser has nothing better to do.
pub(in crate::app) async fn idle() {
    let idle = Promise::new(&mut |resolve, _| {
        when_idle(move || {
            let _resolved = resolve.call0(&JsValue::UNDEFINED);
        });
    });
    let _never_refused = JsFuture::from(idle).await;
}
