//! Where the focus is, and where it goes.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusEvent, FocusOptions, HtmlElement};

use super::element_of;

/// Whether the focus came to where it is by a key, so that it is to be seen.
pub(in crate::app) fn is_focus_seen(event: &Event) -> bool {
    element_of(event).is_some_and(|element| element.matches(":focus-visible") == Ok(true))
}

/// Whether the focus that leaves an element goes into one of these.
pub(in crate::app) fn goes_to(event: &FocusEvent, selectors: &str) -> bool {
    let to = event
        .related_target()
        .and_then(|to| to.dyn_into::<Element>().ok());
    to.is_some_and(|element| matches!(element.closest(selectors), Ok(Some(_))))
}

/// Moves the focus to the first of these elements on the page; whether there is one. The page stays
/// where it is scrolled to.
pub(in crate::app) fn focus(selectors: &str) -> bool {
    let element = document().query_selector(selectors).ok().flatten();
    let element = element.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    element.is_some_and(|element| element.focus_with_options(&options).is_ok())
}

/// Moves the focus to `to` if it is in `from`, which is about to leave the page.
pub(in crate::app) fn pass_focus(from: &str, to: &str) {
    let focused = document().active_element();
    if focused.is_some_and(|element| matches!(element.closest(from), Ok(Some(_)))) {
        focus(to);
    }
}

/// Whether what has the focus is one of these; nothing is `body`.
pub(in crate::app) fn is_focus_in(selectors: &str) -> bool {
    let focused = document().active_element();
    focused.is_some_and(|element| matches!(element.matches(selectors), Ok(true)))
}

/// Has screen readers pass over what has this id, where there is such a thing.
pub(in crate::app) fn hide_from_readers(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let _always_set = element.set_attribute("aria-hidden", "true");
    }
}
