//! What has come from the hub and is to be kept for the next visit.

use std::cell::RefCell;
use std::time::Duration;

use leptos::prelude::set_timeout;
use leptos::task::spawn_local;

use crate::app::{browser, later};
use crate::fetch::store::Fresh;

/// So long what has come may be lost to a visitor who leaves: one run that hangs keeps no other from
/// being kept.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

thread_local! {
    static WAITING: RefCell<Vec<Fresh>> = const { RefCell::new(Vec::new()) };
}

/// Has a file kept before long.
pub(in crate::app) fn queue(fresh: Fresh) {
    let is_first = WAITING.with_borrow_mut(|waiting| {
        waiting.push(fresh);
        waiting.len() == 1
    });
    if is_first {
        set_timeout(write_when_idle, LONGEST_WAIT);
    }
}

/// Keeps what waits for it, as soon as the browser has nothing better to do.
pub(in crate::app) fn write_when_idle() {
    browser::when_idle(|| {
        let waiting = WAITING.take();
        if !waiting.is_empty() {
            spawn_local(async {
                let _not_loaded = later::keep(waiting).await;
            });
        }
    });
}
