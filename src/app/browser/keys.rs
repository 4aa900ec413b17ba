//! Keys that are pressed on the page.

use std::cell::Cell;

use leptos::prelude::{document, window};
use web_sys::KeyboardEvent;

use super::storage::storage;
use super::{element_of, listen};

thread_local! {
    /// Whether keys of one character are the page's wherever the focus is.
    static HAS_SINGLE_KEYS: Cell<bool> = Cell::new(
        storage().is_none_or(|storage| storage.get_item(SINGLE_KEYS) != Ok(Some("0".to_owned()))),
    );
}

/// What that is kept as.
const SINGLE_KEYS: &str = "single-keys";

/// What keeps its keys: dialogs, and the table of numbers, which they scroll.
const KEEPS_KEYS: &str = "dialog, .data-table [tabindex]";

pub(in crate::app) fn has_single_keys() -> bool {
    HAS_SINGLE_KEYS.get()
}

/// Gives keys of one character to the page, or to its figure alone: speech and a trembling hand make keys that nobody
/// meant (WCAG 2.1.4). It is kept for the next visit, where the browser lets it.
pub(in crate::app) fn set_single_keys(are_of_page: bool) {
    HAS_SINGLE_KEYS.set(are_of_page);
    if let Some(storage) = storage() {
        let _full_or_refused = storage.set_item(SINGLE_KEYS, if are_of_page { "1" } else { "0" });
    }
}

/// Calls `then` with every key pressed on the page that does not go into a field, a dialog or the table of numbers, and is
/// no single character that the visitor keeps from the page. For the life of the page.
pub(in crate::app) fn on_key(then: impl Fn(KeyboardEvent) + 'static) {
    listen(&document(), "keydown", move |event: KeyboardEvent| {
        if !keeps_keys(&event) && (has_single_keys() || !is_single(&event)) {
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
pub(in crate::app) fn is_command(event: &KeyboardEvent) -> bool {
    event.ctrl_key() || event.meta_key() || event.alt_key()
}

/// What a key writes; where that is a letter of another script, the Latin one that a US keyboard has there.
pub(in crate::app) fn latin(event: &KeyboardEvent) -> String {
    let key = event.key();
    // Up to here, and among the accented ones, letters are Latin.
    let is_latin = |c: char| c <= '\u{24f}' || ('\u{1e00}'..='\u{1eff}').contains(&c);
    let is_foreign = key.chars().count() == 1
        && key.chars().all(|c| c.is_alphabetic() && !is_latin(c))
        && !event.get_modifier_state("AltGraph");
    match event.code().strip_prefix("Key") {
        Some(letter) if is_foreign => letter.to_ascii_lowercase(),
        _ => key,
    }
}

/// Whether a key is this letter, which switches something: held down, it does so once.
pub(in crate::app) fn is_switch(event: &KeyboardEvent, letter: &str) -> bool {
    latin(event).eq_ignore_ascii_case(letter) && !is_command(event) && !event.repeat()
}

/// Whether what has the focus has a use of its own for keys.
fn keeps_keys(event: &KeyboardEvent) -> bool {
    element_of(event).is_some_and(|element| {
        let kind = element.get_attribute("type");
        let takes_letters = !matches!(kind.as_deref(), Some("checkbox" | "range"));
        let is_field = matches!(element.tag_name().as_str(), "INPUT" | "SELECT" | "TEXTAREA");
        is_field && takes_letters || matches!(element.closest(KEEPS_KEYS), Ok(Some(_)))
    })
}

/// Whether the visitor's keyboard has a command key.
pub(in crate::app) fn is_mac() -> bool {
    let platform = window().navigator().platform().unwrap_or_default();
    platform.starts_with("Mac") || platform.starts_with("iP")
}
