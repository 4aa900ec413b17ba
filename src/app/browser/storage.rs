//! Words that are kept on the visitor's machine.

use leptos::prelude::window;
use web_sys::Storage;

/// Whether a word was kept on the visitor's machine. True where the browser keeps none: what is shown until then would be
/// shown at every visit.
pub(in crate::app) fn is_noted(word: &str) -> bool {
    storage().is_none_or(|storage| !matches!(storage.get_item(word), Ok(None)))
}

/// Keeps a word on the visitor's machine, where the browser lets it.
pub(in crate::app) fn note(word: &str) {
    if let Some(storage) = storage() {
        let _full_or_refused = storage.set_item(word, "1");
    }
}

pub(super) fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
