//! What the page hands to its visitor: files to save, and what goes to the clipboard.

use std::fmt::Display;

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlCanvasElement, Url};

use super::object;

/// Why a browser does not take what the page hands over.
#[derive(Debug, thiserror::Error)]
pub(in crate::app) enum HandOverError {
    /// With the browser's own words.
    #[error("The browser refused: {0}")]
    Refused(String),
    #[error("The picture is too large for this browser.")]
    TooLarge,
    #[error("This browser does not let the page use the clipboard.")]
    NoClipboard,
}

/// Offers bytes as a file to save.
pub(in crate::app) fn save(
    name: &str,
    media_type: &str,
    bytes: &[u8],
) -> Result<(), HandOverError> {
    save_parts(name, media_type, &Array::of1(&Uint8Array::from(bytes)))
}

/// Offers a file to save, from its bytes in parts.
pub(in crate::app) fn save_parts(
    name: &str,
    media_type: &str,
    parts: &Array,
) -> Result<(), HandOverError> {
    save_blob(name, &blob_of(parts, media_type)?)
}

fn blob_of(parts: &Array, media_type: &str) -> Result<Blob, HandOverError> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    Blob::new_with_u8_array_sequence_and_options(parts, &options).map_err(refused)
}

/// Offers a file to save.
pub(in crate::app) fn save_blob(name: &str, blob: &Blob) -> Result<(), HandOverError> {
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
pub(in crate::app) fn new_canvas() -> Result<HtmlCanvasElement, HandOverError> {
    let element = document().create_element("canvas").map_err(refused)?;
    Ok(element.unchecked_into())
}

/// What is on a canvas, as a PNG.
pub(in crate::app) async fn png_of(canvas: &HtmlCanvasElement) -> Result<Blob, HandOverError> {
    let promise = Promise::new(&mut |resolve, reject| {
        let done = Closure::once_into_js(move |blob: JsValue| {
            let then = if blob.is_null() { &reject } else { &resolve };
            let _never_throws = then.call1(&JsValue::NULL, &blob);
        });
        let _too_large_gives_null = canvas.to_blob(done.unchecked_ref());
    });
    let blob = JsFuture::from(promise)
        .await
        .map_err(|_| HandOverError::TooLarge)?;
    Ok(blob.unchecked_into())
}

/// A file with `bytes` put in, so many from its beginning.
pub(in crate::app) fn with_bytes_at(
    blob: &Blob,
    at: u32,
    bytes: &[u8],
) -> Result<Blob, HandOverError> {
    let at = f64::from(at);
    let before = blob.slice_with_f64_and_f64(0.0, at).map_err(refused)?;
    let after = blob.slice_with_f64(at).map_err(refused)?;
    let parts = Array::of3(&before, &Uint8Array::from(bytes), &after);
    blob_of(&parts, &blob.type_())
}

/// Begins a task in the turn of the click that asks for it, as Safari demands of what goes to the clipboard. The page's
/// other tasks may have to wait for a turn of theirs.
pub(in crate::app) fn in_this_turn(task: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(task);
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

/// Puts a picture on the clipboard, at once, as Safari lets a page do so only in the turn of a click: the picture itself
/// may follow.
pub(in crate::app) async fn copy_picture<E: Display>(
    picture: impl Future<Output = Result<Blob, E>> + 'static,
) -> Result<(), HandOverError> {
    let picture = async move { picture.await.map_err(|error| error.to_string()) };
    let picture = future_to_promise(async move { Ok(picture.await?.into()) });
    let items = object(&[("image/png", picture.into())]);
    let written = ClipboardItem::new(&items)
        .and_then(|item| clipboard_write(&Array::of1(&item)))
        .map_err(no_clipboard)?;
    JsFuture::from(written).await.map_err(no_clipboard)?;
    Ok(())
}

/// Puts text on the clipboard.
pub(in crate::app) async fn copy_text(text: &str) -> Result<(), HandOverError> {
    let written = clipboard_write_text(text).map_err(no_clipboard)?;
    JsFuture::from(written).await.map_err(no_clipboard)?;
    Ok(())
}

fn no_clipboard(_: JsValue) -> HandOverError {
    HandOverError::NoClipboard
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn refused(error: JsValue) -> HandOverError {
    let message = Reflect::get(&error, &"message".into()).ok();
    let message = message.and_then(|message| message.as_string());
    HandOverError::Refused(message.unwrap_or_default())
}
