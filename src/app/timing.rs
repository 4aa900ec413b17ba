//! Where time goes, as entries of the browser's user timing.
//!
//! Measures: `fetch`, `parse` and `smooth` of each run (detail: its name); `smooth` of all runs where the smoothing
//! changes; `draw`, twice for each drawing (composing the scene, then painting it), until a figure with every wanted run
//! has been painted. Marks: `figure:painted` at that moment, `figure:redrawn` at the last drawing since. What is done in a
//! thread has the time that it took, and ends when the page had it.

use std::cell::RefCell;

use js_sys::Object;
use wasm_bindgen::prelude::*;

use super::browser;

#[wasm_bindgen]
extern "C" {
    /// Milliseconds since the page was opened; in a thread, since that was started.
    #[wasm_bindgen(js_namespace = performance)]
    pub(super) fn now() -> f64;
    #[wasm_bindgen(js_namespace = performance, js_name = mark)]
    fn performance_mark(name: &str) -> JsValue;
    #[wasm_bindgen(js_namespace = performance, js_name = clearMarks)]
    fn clear_marks(name: &str);
    // web-sys does not have the form with options.
    #[wasm_bindgen(js_namespace = performance, js_name = measure, catch)]
    fn performance_measure(name: &str, options: &Object) -> Result<JsValue, JsValue>;
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
    let options = browser::object(&[
        ("start", measure.start.into()),
        ("end", measure.end.into()),
        ("detail", detail.map_or(JsValue::NULL, JsValue::from_str)),
    ]);
    // Where timing is refused, nobody reads it.
    let _refused = performance_measure(measure.name, &options);
}
