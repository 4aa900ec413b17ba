//! The catalogue's part of the page: whether it is made yet, and who has asked for its search.

use leptos::html;
use leptos::prelude::*;

use super::raise;

/// It, as far as other parts know of it.
#[derive(Clone, Copy)]
pub(in crate::app) struct Chooser {
    pub(in crate::app) details: NodeRef<html::Details>,
    /// Whether anyone has looked there yet; until then it is not made.
    pub(in crate::app) is_wanted: RwSignal<bool>,
    /// Whether the search there is to have the focus as soon as it is made.
    pub(in crate::app) is_search_wanted: RwSignal<bool>,
}

impl Chooser {
    pub(super) fn new() -> Self {
        Self {
            details: NodeRef::new(),
            is_wanted: RwSignal::new(false),
            is_search_wanted: RwSignal::new(false),
        }
    }

    /// Brings it.
    pub(in crate::app) fn want(self) {
        raise(self.is_wanted);
    }

    /// Opens it at its search, which may have to come first.
    pub(in crate::app) fn find(self) {
        if let Some(details) = self.details.get_untracked() {
            self.want();
            self.is_search_wanted.set(true);
            details.set_open(true);
        }
    }
}
