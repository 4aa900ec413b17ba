//! What the page's own policy has stopped. A request learns of it only that it failed.

use std::cell::RefCell;
use std::collections::HashSet;

use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::SecurityPolicyViolationEvent;

/// How long after a failed request its event may come, in milliseconds.
const EVENT_FOLLOWS: u32 = 100;

thread_local! {
    /// The addresses of stopped requests, as they were asked for: not those they were led to.
    static STOPPED: RefCell<HashSet<String>> = listen();
}

/// Notes from now on what is stopped.
pub(in crate::fetch) fn watch() {
    STOPPED.with(|_| ());
}

/// Whether the request for `address`, which has just failed, was stopped: the hub led it elsewhere.
pub(in crate::fetch) async fn has_stopped(address: &str) -> bool {
    TimeoutFuture::new(EVENT_FOLLOWS).await;
    STOPPED.with_borrow_mut(|stopped| stopped.remove(bare(address)))
}

/// An address without the mark at its end that a request puts between two queries, the second of which is empty.
fn bare(address: &str) -> &str {
    address.trim_end_matches(['?', '&'])
}

fn listen() -> RefCell<HashSet<String>> {
    let note = Closure::<dyn Fn(SecurityPolicyViolationEvent)>::new(
        |event: SecurityPolicyViolationEvent| {
            STOPPED
                .with_borrow_mut(|stopped| stopped.insert(bare(&event.blocked_uri()).to_owned()));
        },
    );
    let note = note.into_js_value();
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        let _never_refused = document
            .add_event_listener_with_callback("securitypolicyviolation", note.unchecked_ref());
    }
    RefCell::default()
}
