//! What the page asks of its browser. Each call that a browser may refuse is answered for here.

mod saving;

use std::cell::Cell;
use std::time::Duration;

use js_sys::{Date, Object, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::convert::FromWasmAbi;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    DataTransfer, DragEvent, Element, Event, EventTarget, FocusOptions, HtmlElement,
    IdleRequestOptions, KeyboardEvent, MediaQueryList, MessageEvent, ResizeObserver, Url,
};

use crate::geometry::Size;
pub(super) use saving::{copy_picture, copy_text, new_canvas, png_of, save, save_blob};

#[wasm_bindgen]
extern "C" {
    // web-sys does not hand out the promise.
    #[wasm_bindgen(js_namespace = ["document", "documentElement"], js_name = requestFullscreen, catch)]
    fn request_full_screen() -> Result<Promise, JsValue>;
}

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

/// Calls `then` every `pause` while the page is looked at, and as soon as it is looked at again. For
/// the life of the page.
pub(super) fn while_seen(pause: Duration, then: impl Fn() + Copy + 'static) {
    let then = move || {
        if !document().hidden() {
            then();
        }
    };
    listen(&document(), "visibilitychange", move |_: Event| then());
    set_interval(then, pause);
}

/// How long to wait for the browser to have nothing better to do, in milliseconds.
const IDLE_PATIENCE: u32 = 2000;

/// Calls `then` when the browser has nothing better to do.
pub(super) fn when_idle(then: impl FnOnce() + 'static) {
    let callback = Closure::once_into_js(then);
    let callback = callback.unchecked_ref();
    // Not every browser tells when it is idle.
    let options = IdleRequestOptions::new();
    options.set_timeout(IDLE_PATIENCE);
    let asked = window().request_idle_callback_with_options(callback, &options);
    if asked.is_err() {
        let _never_refused = window().set_timeout_with_callback(callback);
    }
}

/// Waits until the browser has nothing better to do.
pub(super) async fn idle() {
    let idle = Promise::new(&mut |resolve, _| {
        when_idle(move || {
            let _resolved = resolve.call0(&JsValue::UNDEFINED);
        });
    });
    let _never_refused = JsFuture::from(idle).await;
}

/// Whether the browser has, or takes itself to have, a network.
pub(super) fn is_online() -> bool {
    window().navigator().on_line()
}

/// An address as the page takes it, in full.
pub(super) fn absolute(address: &str) -> Option<String> {
    let base = document().base_uri().ok()??;
    Some(Url::new_with_base(address, &base).ok()?.href())
}

/// Has screen readers pass over what has this id, where there is such a thing.
pub(super) fn hide_from_readers(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let _always_set = element.set_attribute("aria-hidden", "true");
    }
}

/// Takes what has this id off the page, where there is such a thing.
pub(super) fn remove(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.remove();
    }
}

/// Whether the page is in a frame of another.
pub(super) fn is_framed() -> bool {
    let host = window().parent().ok().flatten();
    host.is_none_or(|host| host != window())
}

/// A moment, in milliseconds since 1970, as people write it.
pub(super) fn date_words(milliseconds: f64) -> String {
    let options = Object::new();
    for (key, style) in [("dateStyle", "long"), ("timeStyle", "short")] {
        let _always_set = Reflect::set(&options, &key.into(), &style.into());
    }
    let date = Date::new(&JsValue::from_f64(milliseconds));
    String::from(date.to_locale_string("en-GB", &options))
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

/// Whether the page is being printed.
pub(super) fn is_printing() -> ReadSignal<bool> {
    let (printing, set_printing) = signal(false);
    listen(&window(), "beforeprint", move |_: Event| {
        set_printing.set(true);
    });
    listen(&window(), "afterprint", move |_: Event| {
        set_printing.set(false);
    });
    printing
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

/// The part of an element's height that is in the window.
pub(super) fn seen_height(element: &Element) -> (f64, f64) {
    let bounds = element.get_bounding_client_rect();
    let window = window().inner_height().ok();
    let window = window.and_then(|height| height.as_f64());
    let end = window.map_or(f64::INFINITY, |height| height - bounds.top());
    ((-bounds.top()).max(0.0), end.min(bounds.height()))
}

/// The page's whole address.
pub(super) fn address() -> String {
    window().location().href().unwrap_or_default()
}

/// The address of the site, with a slash at its end.
pub(super) fn site() -> String {
    let address = address();
    Url::new_with_base("./", &address).map_or(address, |site| site.href())
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

/// Whether the page may have the whole screen: a phone may have none to give, a frame no leave.
pub(super) fn may_fill_screen() -> bool {
    document().fullscreen_enabled()
}

/// Shows the page on the whole screen, or in its window again.
pub(super) fn toggle_full_screen() {
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

/// The whole address of the page with another query.
pub(super) fn address_of(query: &str) -> String {
    let origin = window().location().origin().unwrap_or_default();
    format!("{origin}{}{query}", path())
}

/// Whether fingers are what points here.
pub(super) fn has_fingers() -> bool {
    media("(pointer: coarse)").is_some_and(|media| media.matches())
}

/// Whether a word was kept on the visitor's machine. Where the browser keeps none, it was.
pub(super) fn is_kept(word: &str) -> bool {
    storage().is_none_or(|storage| !matches!(storage.get_item(word), Ok(None)))
}

/// Keeps a word on the visitor's machine, where the browser lets it.
pub(super) fn keep(word: &str) {
    if let Some(storage) = storage() {
        let _full_or_refused = storage.set_item(word, "1");
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// The page's address without its query.
pub(super) fn path() -> String {
    window().location().pathname().unwrap_or_default()
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

/// Has `take` look at all that is dropped on the page, which tells whether that is for it. For the life of the page.
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

thread_local! {
    /// Whether keys of one character are the page's wherever the focus is.
    static HAS_SINGLE_KEYS: Cell<bool> = Cell::new(
        storage().is_none_or(|storage| storage.get_item(SINGLE_KEYS) != Ok(Some("0".to_owned()))),
    );
}

/// What that is kept as.
const SINGLE_KEYS: &str = "single-keys";

pub(super) fn has_single_keys() -> bool {
    HAS_SINGLE_KEYS.get()
}

/// Gives keys of one character to the page, or to its figure alone: speech and a trembling hand make keys that nobody
/// meant (WCAG 2.1.4). It is kept for the next visit, where the browser lets it.
pub(super) fn set_single_keys(are_of_page: bool) {
    HAS_SINGLE_KEYS.set(are_of_page);
    if let Some(storage) = storage() {
        let _full_or_refused = storage.set_item(SINGLE_KEYS, if are_of_page { "1" } else { "0" });
    }
}

/// Calls `then` with every key pressed on the page that does not go into a field, nor to what is laid
/// over the page. For the life of the page.
pub(super) fn on_key(then: impl Fn(KeyboardEvent) + 'static) {
    listen(&document(), "keydown", move |event: KeyboardEvent| {
        if !is_typing(&event) && (has_single_keys() || !is_single(&event)) {
            then(event);
        }
    });
}

/// Whether a key is one character, by itself and not for the figure.
fn is_single(event: &KeyboardEvent) -> bool {
    let is_on_figure = || element_of(event).is_some_and(|element| element.id() == "hand");
    !is_command(event) && event.key().chars().count() == 1 && !is_on_figure()
}

/// Whether a key that makes a command of another is held; Shift makes none.
pub(super) fn is_command(event: &KeyboardEvent) -> bool {
    event.ctrl_key() || event.meta_key() || event.alt_key()
}

fn is_typing(event: &KeyboardEvent) -> bool {
    element_of(event).is_some_and(|element| {
        let kind = element.get_attribute("type");
        // Neither takes letters.
        let is_hand_held = matches!(kind.as_deref(), Some("checkbox" | "range"));
        let is_field = matches!(element.tag_name().as_str(), "INPUT" | "SELECT" | "TEXTAREA");
        is_field && !is_hand_held || matches!(element.closest("dialog, .data-table"), Ok(Some(_)))
    })
}

fn element_of(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Whether the focus came to where it is by a key, so that it is to be seen.
pub(super) fn is_focus_seen(event: &Event) -> bool {
    element_of(event).is_some_and(|element| element.matches(":focus-visible") == Ok(true))
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

/// Calls `then` with every message of other pages. For the life of the page.
pub(super) fn on_message(then: impl Fn(MessageEvent) + 'static) {
    listen(&window(), "message", then);
}

/// Moves the focus to the first of these elements on the page; whether there is one. The page stays
/// where it is scrolled to.
pub(super) fn focus(selectors: &str) -> bool {
    let element = document().query_selector(selectors).ok().flatten();
    let element = element.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    element.is_some_and(|element| element.focus_with_options(&options).is_ok())
}

/// Moves the focus to `to` if it is in `from`, which is about to leave the page.
pub(super) fn pass_focus(from: &str, to: &str) {
    let focused = document().active_element();
    if focused.is_some_and(|element| matches!(element.closest(from), Ok(Some(_)))) {
        focus(to);
    }
}

/// Scrolls until a part of the page is seen.
pub(super) fn bring(part: &str) {
    if let Ok(Some(part)) = document().query_selector(part) {
        part.scroll_into_view_with_bool(false);
    }
}

pub(super) fn scroll_to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}
