//! What the page asks of its browser. Each call that a browser may refuse is answered for here.

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::convert::FromWasmAbi;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, Element, Event, EventTarget, HtmlAnchorElement, HtmlCanvasElement,
    HtmlElement, KeyboardEvent, MediaQueryList, MessageEvent, ResizeObserver, Url,
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
    let path = path();
    // A sandboxed frame may refuse; the view itself is right all the same.
    let _refused = window()
        .history()
        .and_then(|history| change(history, &format!("{path}{query}")));
}

/// Calls `then` whenever Back or Forward has changed the address. For the life of the page.
pub(super) fn on_history(then: impl Fn() + 'static) {
    listen(&window(), "popstate", move |_: Event| then());
}

/// Calls `then` whenever the network is back. For the life of the page.
pub(super) fn on_online(then: impl Fn() + 'static) {
    listen(&window(), "online", move |_: Event| then());
}

fn listen<E: FromWasmAbi + 'static>(target: &EventTarget, event: &str, then: impl Fn(E) + 'static) {
    let callback = Closure::<dyn Fn(E)>::new(then).into_js_value();
    let _never_refused = target.add_event_listener_with_callback(event, callback.unchecked_ref());
}

/// Whether the visitor prefers dark pages, now and later.
pub(super) fn prefers_dark() -> ReadSignal<bool> {
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

/// Shows the page on the whole screen, or in its window again.
pub(super) fn toggle_full_screen() {
    let document = document();
    if document.fullscreen_element().is_some() {
        document.exit_fullscreen();
    } else if let Some(page) = document.document_element() {
        // Where it is forbidden, the page stays as it is.
        let _forbidden = page.request_fullscreen();
    }
}

/// The page's address without its query.
pub(super) fn path() -> String {
    window().location().pathname().unwrap_or_default()
}

/// What the browser's tab and its history call the page.
pub(super) fn set_title(title: &str) {
    document().set_title(title);
}

/// Calls `then` with every key pressed on the page. For the life of the page.
pub(super) fn on_key(then: impl Fn(KeyboardEvent) + 'static) {
    listen(&document(), "keydown", then);
}

/// Whether a key goes into a field.
pub(super) fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| {
        let is_box = element.get_attribute("type").as_deref() == Some("checkbox");
        matches!(element.tag_name().as_str(), "INPUT" | "SELECT" | "TEXTAREA") && !is_box
    })
}

/// Calls `then` with the height of the whole page in CSS pixels, now and whenever it changes. For
/// the life of the page.
pub(super) fn on_page_height(then: impl Fn(f64) + 'static) {
    if let Some(body) = document().body() {
        let body: Element = body.into();
        on_resize(&body, move |size| then(size.height.ceil()));
    }
}

/// Sends a message to the page that this one is embedded in. Nothing in it is private.
pub(super) fn tell_host(message: &JsValue) {
    if let Ok(Some(host)) = window().parent() {
        // A host that cannot be told does not resize the frame.
        let _unheard = host.post_message(message, "*");
    }
}

/// Whether a message is of the page that this one is embedded in.
pub(super) fn is_of_host(event: &MessageEvent) -> bool {
    let host = window().parent().ok().flatten().map(JsValue::from);
    event.source().map(JsValue::from) == host
}

/// Says that the page has failed, with a link that opens the same view again. For when nothing of
/// the app can be relied on.
pub(super) fn show_failure() {
    let Some(body) = document().body() else {
        return;
    };
    let parts = document()
        .create_element("p")
        .and_then(|notice| Ok((notice, document().create_element("a")?)));
    if let Ok((notice, link)) = parts {
        notice.set_class_name("notice warning failure");
        notice.set_text_content(Some("This page has failed, which is a fault of ours. "));
        link.set_text_content(Some("Open the same view again"));
        // Whatever goes wrong here, there is nobody left to tell.
        let _lost = notice.set_attribute("role", "alert");
        let _lost = link.set_attribute("href", &address());
        let _lost = notice.append_child(&link);
        let _lost = body.prepend_with_node_1(&notice);
    }
}

/// Calls `then` with every message of other pages. For the life of the page.
pub(super) fn on_message(then: impl Fn(MessageEvent) + 'static) {
    listen(&window(), "message", then);
}

/// Moves the focus to the element of an id, if there is one.
pub(super) fn focus(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _not_focusable = element.focus();
    }
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
