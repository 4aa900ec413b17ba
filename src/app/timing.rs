//! Where time goes, as entries of the browser's user timing.
//!
//! Measures `fetch`, `parse` and `smooth` of each run that comes (detail: the run), `smooth` of all where that changes
//! and, until a figure with every wanted run is on the screen, `draw`, twice a drawing: finding what is drawn, and drawing it. A mark `figure:painted` then, and `figure:redrawn` at the last
//! drawing after that. What the thread does is entered with the time that it took, up to when the page had it.

use std::cell::RefCell;

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

use super::browser;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;
    #[wasm_bindgen(js_namespace = performance, js_name = mark)]
    fn performance_mark(name: &str) -> JsValue;
    #[wasm_bindgen(js_namespace = performance, js_name = clearMarks)]
    fn clear_marks(name: &str);
    // web-sys does not have the form with options.
    #[wasm_bindgen(js_namespace = performance, js_name = measure, catch)]
    fn performance_measure(name: &str, options: &Object) -> Result<JsValue, JsValue>;
}

/// Milliseconds since the page was opened.
pub(super) fn now() -> f64 {
    performance_now()
}

/// Marks the moment, in place of the last of this name: browsers keep every entry.
pub(super) fn mark(name: &str) {
    clear_marks(name);
    performance_mark(name);
}

struct Measure {
    name: &'static str,
    start: f64,
    end: f64,
    detail: Option<String>,
}

thread_local! {
    static NOTED: RefCell<Vec<Measure>> = const { RefCell::new(Vec::new()) };
}

/// Enters what began at `start` and ends now, once the browser has nothing better to do, since entering takes it long.
pub(super) fn measure(name: &'static str, start: f64, detail: Option<&str>) {
    let measure = Measure {
        name,
        start,
        end: now(),
        detail: detail.map(str::to_owned),
    };
    let is_first = NOTED.with_borrow_mut(|noted| {
        noted.push(measure);
        noted.len() == 1
    });
    if is_first {
        browser::when_idle(|| NOTED.take().iter().for_each(enter));
    }
}

fn enter(measure: &Measure) {
    let detail = measure.detail.as_deref();
    let options = Object::new();
    let entries = [
        ("start", JsValue::from_f64(measure.start)),
        ("end", JsValue::from_f64(measure.end)),
        ("detail", detail.map_or(JsValue::NULL, JsValue::from_str)),
    ];
    for (key, value) in entries {
        let _always_set = Reflect::set(&options, &JsValue::from_str(key), &value);
    }
    // Where timing is refused, nobody reads it.
    let _refused = performance_measure(measure.name, &options);
}
