//! What the page asks of its browser. Each call that a browser may refuse is answered for here.

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, Element, EventTarget, HtmlAnchorElement, HtmlCanvasElement,
    MediaQueryList, ResizeObserver, Url,
};

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

/// The page's whole address.
pub(super) fn address() -> String {
    window().location().href().unwrap_or_default()
}

/// Makes the page dark or light; the style sheet has the rest.
pub(super) fn set_theme(dark: bool) {
    if let Some(root) = document().document_element() {
        let theme = if dark { "dark" } else { "light" };
        let _always_a_valid_name = root.set_attribute("data-theme", theme);
    }
}

/// Whether the visitor's keyboard has a command key.
pub(super) fn is_mac() -> bool {
    let platform = window().navigator().platform().unwrap_or_default();
    platform.starts_with("Mac") || platform.starts_with("iP")
}

pub(super) fn scroll_to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Offers bytes as a file to save.
pub(super) fn save(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), String> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).map_err(refused)?;
    save_blob(name, &blob)
}

/// Offers a file to save.
pub(super) fn save_blob(name: &str, blob: &Blob) -> Result<(), String> {
    let address = Url::create_object_url_with_blob(blob).map_err(refused)?;
    let link: HtmlAnchorElement = document()
        .create_element("a")
        .map_err(refused)?
        .unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&address).map_err(refused)
}

/// A canvas that is not on the page.
pub(super) fn new_canvas() -> Result<HtmlCanvasElement, String> {
    let element = document().create_element("canvas").map_err(refused)?;
    Ok(element.unchecked_into())
}

/// What is on a canvas, as a PNG.
pub(super) async fn png_of(canvas: &HtmlCanvasElement) -> Result<Blob, String> {
    let promise = Promise::new(&mut |resolve, reject| {
        let done = Closure::once_into_js(move |blob: JsValue| {
            let then = if blob.is_null() { &reject } else { &resolve };
            let _never_throws = then.call1(&JsValue::NULL, &blob);
        });
        let _too_large_gives_null = canvas.to_blob(done.unchecked_ref());
    });
    let blob = JsFuture::from(promise)
        .await
        .map_err(|_| "The picture is too large for this browser.".to_owned())?;
    Ok(blob.unchecked_into())
}

#[wasm_bindgen]
extern "C" {
    type ClipboardItem;
    #[wasm_bindgen(constructor, catch)]
    fn new(items: &Object) -> Result<ClipboardItem, JsValue>;
    #[wasm_bindgen(js_namespace = ["navigator", "clipboard"], js_name = write, catch)]
    fn clipboard_write(items: &Array) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["navigator", "clipboard"], js_name = writeText, catch)]
    fn clipboard_write_text(text: &str) -> Result<Promise, JsValue>;
}

/// Puts a picture on the clipboard.
pub(super) async fn copy_picture(picture: &Blob) -> Result<(), String> {
    let items = Object::new();
    let _always_set = Reflect::set(&items, &"image/png".into(), picture);
    let written = ClipboardItem::new(&items)
        .and_then(|item| clipboard_write(&Array::of1(&item)))
        .map_err(no_clipboard)?;
    JsFuture::from(written).await.map_err(no_clipboard)?;
    Ok(())
}

/// Puts text on the clipboard.
pub(super) async fn copy_text(text: &str) -> Result<(), String> {
    let written = clipboard_write_text(text).map_err(no_clipboard)?;
    JsFuture::from(written).await.map_err(no_clipboard)?;
    Ok(())
}

fn no_clipboard(_: JsValue) -> String {
    "This browser does not let the page use the clipboard.".to_owned()
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn refused(error: JsValue) -> String {
    let message = Reflect::get(&error, &"message".into()).ok();
    let message = message.and_then(|message| message.as_string());
    format!("The browser refused: {}", message.unwrap_or_default())
}
