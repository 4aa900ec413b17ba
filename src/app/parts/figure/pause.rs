//! Waiting until a hand rests.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

/// A pause after which something is done, unless it is asked for anew meanwhile.
#[derive(Clone, Copy)]
pub(super) struct Pause {
    length: Duration,
    pending: StoredValue<Option<TimeoutHandle>>,
}

impl Pause {
    pub(super) fn of(milliseconds: u64) -> Self {
        Self {
            length: Duration::from_millis(milliseconds),
            pending: StoredValue::new(None),
        }
    }

    /// Calls `then` after the pause, in place of what was to be called before.
    pub(super) fn before(self, then: impl FnOnce() + 'static) {
        if let Some(pending) = self.pending.try_update_value(Option::take).flatten() {
            pending.clear();
        }
        self.pending
            .set_value(set_timeout_with_handle(then, self.length).ok());
    }
}
