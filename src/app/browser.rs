//! What the page asks of its browser. Each call that a browser may refuse is answered for here.

mod focus;
mod host;
mod keys;
mod location;
mod moments;
mod saving;
mod screen;
mod storage;

use js_sys::{Date, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::convert::FromWasmAbi;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DataTransfer, DragEvent, Element, Event, EventTarget};

pub(super) use focus::*;
pub(super) use host::*;
pub(super) use keys::*;
pub(super) use location::*;
pub(super) use moments::*;
pub(super) use saving::*;
pub(super) use screen::*;
pub(super) use storage::*;

/// Takes what has this id off the page, where there is such a thing.
pub(super) fn remove(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.remove();
    }
}

/// A JavaScript object with these entries.
pub(super) fn object(entries: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (key, value) in entries {
        let _always_set = Reflect::set(&object, &(*key).into(), value);
    }
    object
}

/// A moment, in milliseconds since 1970, as people write it.
pub(super) fn date_words(milliseconds: f64) -> String {
    let options = object(&[("dateStyle", "long".into()), ("timeStyle", "short".into())]);
    let date = Date::new(&JsValue::from_f64(milliseconds));
    String::from(date.to_locale_string("en-GB", &options))
}

fn listen<E: FromWasmAbi + 'static>(target: &EventTarget, event: &str, then: impl Fn(E) + 'static) {
    let callback = Closure::<dyn Fn(E)>::new(then).into_js_value();
    let _never_refused = target.add_event_listener_with_callback(event, callback.unchecked_ref());
}

/// What the browser's tab and its history call the page.
pub(super) fn set_title(title: &str) {
    document().set_title(title);
}

/// What a search engine or a shared link says of the page.
pub(super) fn set_description(words: &str) {
    if let Ok(Some(meta)) = document().query_selector("meta[name=description]") {
        let _always_a_valid_name = meta.set_attribute("content", words);
    }
}

/// Passes whatever is dropped on the page to `take`, which returns whether it took it. For the life of the page.
pub(super) fn on_drop(take: impl Fn(&DataTransfer) -> bool + 'static) {
    listen(&document(), "dragover", |event: DragEvent| {
        event.prevent_default();
    });
    listen(&document(), "drop", move |event: DragEvent| {
        if event.data_transfer().is_some_and(|dropped| take(&dropped)) {
            event.prevent_default();
        }
    });
}

fn element_of(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
