//! What the page is seen on: its colours, its size and its density, and what of it is seen.

use js_sys::{Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, Event, MediaQueryList, MouseEvent, ResizeObserver};

use super::{element_of, listen};
use crate::geometry::Size;

#[wasm_bindgen]
extern "C" {
    // web-sys does not hand out the promise.
    #[wasm_bindgen(js_namespace = ["document", "documentElement"], js_name = requestFullscreen, catch)]
    fn request_full_screen() -> Result<Promise, JsValue>;
}

/// Whether the visitor prefers dark pages, now and later.
pub(in crate::app) fn prefers_dark() -> ReadSignal<bool> {
    let query = media("(prefers-color-scheme: dark)");
    let matches =
        |query: &Option<MediaQueryList>| query.as_ref().is_some_and(MediaQueryList::matches);
    let (dark, set_dark) = signal(matches(&query));
    if let Some(list) = query.clone() {
        listen(&list, "change", move |_: Event| {
            set_dark.set(matches(&query));
        });
    }
    dark
}

/// Whether the page is being printed.
pub(in crate::app) fn is_printing() -> ReadSignal<bool> {
    let (printing, set_printing) = signal(false);
    listen(&window(), "beforeprint", move |_: Event| {
        set_printing.set(true);
    });
    listen(&window(), "afterprint", move |_: Event| {
        set_printing.set(false);
    });
    printing
}

/// How many times as large as usual the figure's text is to be, as start.js has measured it.
pub(in crate::app) fn text_scale() -> f64 {
    let scale = Reflect::get(&js_sys::global(), &"textScale".into()).ok();
    scale.and_then(|scale| scale.as_f64()).unwrap_or(1.0)
}

/// Device pixels to a CSS pixel, now and when the page comes to another screen or is zoomed.
pub(in crate::app) fn device_pixel_ratio() -> ReadSignal<f64> {
    let (ratio, set_ratio) = signal(window().device_pixel_ratio());
    follow_ratio(set_ratio);
    ratio
}

/// A media query tells only that its own ratio holds no longer, so each change asks a new one.
fn follow_ratio(set_ratio: WriteSignal<f64>) {
    let ratio = window().device_pixel_ratio();
    set_ratio.set(ratio);
    if let Some(list) = media(&format!("(resolution: {ratio}dppx)")) {
        let asked = list.clone();
        let callback = Closure::once_into_js(move || {
            // It would tell once more when its ratio is back, as after printing.
            asked.set_onchange(None);
            follow_ratio(set_ratio);
        });
        list.set_onchange(Some(callback.unchecked_ref()));
        // The browser may let go of a list that nobody holds, and of its listener with it.
        std::mem::forget(list);
    }
}

fn media(query: &str) -> Option<MediaQueryList> {
    window().match_media(query).ok().flatten()
}

/// Whether a dialog is pressed or clicked beside, on what it makes of the page behind it. Safari knows no `closedby`.
pub(in crate::app) fn is_beside(event: &MouseEvent) -> bool {
    // A key that clicks a button has no place.
    let is_its_own = event.target() == event.current_target();
    let Some(dialog) = element_of(event).filter(|_| is_its_own) else {
        return false;
    };
    let bounds = dialog.get_bounding_client_rect();
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    let is_within = (bounds.left()..=bounds.right()).contains(&x)
        && (bounds.top()..=bounds.bottom()).contains(&y);
    !is_within
}

/// The size of an element with its border.
pub(in crate::app) fn size_of(element: &Element) -> Size {
    let bounds = element.get_bounding_client_rect();
    Size {
        width: bounds.width(),
        height: bounds.height(),
    }
}

/// Calls `then` with the size of an element and its border, now and whenever it changes. For the life
/// of the page.
pub(in crate::app) fn on_resize(element: &Element, then: impl Fn(Size) + 'static) {
    let observed = element.clone();
    let callback = Closure::<dyn Fn()>::new(move || then(size_of(&observed))).into_js_value();
    if let Ok(observer) = ResizeObserver::new(callback.unchecked_ref()) {
        observer.observe(element);
    }
}

/// Calls `then` with the height of the whole page in CSS pixels, now and whenever it changes. For
/// the life of the page.
pub(in crate::app) fn on_page_height(then: impl Fn(f64) + 'static) {
    if let Some(body) = document().body() {
        let body: Element = body.into();
        on_resize(&body, move |size| then(size.height.ceil()));
    }
}

/// The part of an element's height that is in the window.
pub(in crate::app) fn seen_height(element: &Element) -> (f64, f64) {
    let bounds = element.get_bounding_client_rect();
    let window = window().inner_height().ok();
    let window = window.and_then(|height| height.as_f64());
    let end = window.map_or(f64::INFINITY, |height| height - bounds.top());
    ((-bounds.top()).max(0.0), end.min(bounds.height()))
}

/// Makes the page dark or light; the style sheet has the rest.
pub(in crate::app) fn set_theme(dark: bool) {
    if let Some(root) = document().document_element() {
        let theme = if dark { "dark" } else { "light" };
        let _always_a_valid_name = root.set_attribute("data-theme", theme);
    }
}

/// Whether fingers are what points here.
pub(in crate::app) fn has_fingers() -> bool {
    media("(pointer: coarse)").is_some_and(|media| media.matches())
}

/// Whether fingers have magnified the page, so that a part of it is seen.
pub(in crate::app) fn is_magnified() -> ReadSignal<bool> {
    let (magnified, set_magnified) = signal(false);
    if let Some(viewport) = window().visual_viewport() {
        listen(&viewport.clone(), "resize", move |_: Event| {
            // It comes back to one only nearly.
            set_magnified.set(viewport.scale() > 1.01);
        });
    }
    magnified
}

/// Whether the page may have the whole screen: a phone may have none to give, a frame no leave.
pub(in crate::app) fn may_fill_screen() -> bool {
    document().fullscreen_enabled()
}

/// Shows the page on the whole screen, or in its window again.
pub(in crate::app) fn toggle_full_screen() {
    let document = document();
    if document.fullscreen_element().is_some() {
        document.exit_fullscreen();
    } else if let Ok(promise) = request_full_screen() {
        spawn_local(async {
            // Where it is forbidden, the page stays as it is.
            let _forbidden = JsFuture::from(promise).await;
        });
    }
}

/// Scrolls until a part of the page is seen.
pub(in crate::app) fn bring(part: &str) {
    if let Ok(Some(part)) = document().query_selector(part) {
        part.scroll_into_view_with_bool(false);
    }
}

pub(in crate::app) fn scroll_to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}
