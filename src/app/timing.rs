//! Where time goes, as entries of the browser's user timing.
//!
//! Measures `find` (among the kept files), `fetch`, `read` and `smooth` (detail: the run) and
//! `draw`; what the thread does, while the page waits for it; a mark `figure:painted` once a figure with every wanted run is on the screen, and
//! `figure:redrawn` at each drawing after that.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;
    #[wasm_bindgen(js_namespace = performance, js_name = mark)]
    fn performance_mark(name: &str) -> JsValue;
    // web-sys does not have the form with options.
    #[wasm_bindgen(js_namespace = performance, js_name = measure, catch)]
    fn performance_measure(name: &str, options: &Object) -> Result<JsValue, JsValue>;
}

/// Milliseconds since the page was opened.
pub(super) fn now() -> f64 {
    performance_now()
}

pub(super) fn mark(name: &str) {
    performance_mark(name);
}

/// Enters what began at `start` and ends now.
pub(super) fn measure(name: &str, start: f64, detail: Option<&str>) {
    let options = Object::new();
    let entries = [
        ("start", JsValue::from_f64(start)),
        ("end", JsValue::from_f64(now())),
        ("detail", detail.map_or(JsValue::NULL, JsValue::from_str)),
    ];
    for (key, value) in entries {
        let _always_set = Reflect::set(&options, &JsValue::from_str(key), &value);
    }
    // Where timing is refused, nobody reads it.
    let _refused = performance_measure(name, &options);
}
