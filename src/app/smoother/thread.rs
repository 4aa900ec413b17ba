//! The thread's own part.

use js_sys::global;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::message;

/// Answers every question, for the life of the thread. Of use in a worker alone.
pub fn serve() {
    let Ok(scope) = global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return;
    };
    let page = scope.clone();
    let answer = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let (answer, buffers) = message::answer(&event.data());
        // The page that asked is gone, and this thread with it.
        let _gone = page.post_message_with_transfer(&answer, &buffers);
    });
    scope.set_onmessage(Some(answer.into_js_value().unchecked_ref()));
    let _gone = scope.post_message(&true.into());
}
