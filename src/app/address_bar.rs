//! The address bar, which follows the view: at once for a step of the history, and a moment later for what a hand
//! changes in place, as each writing costs the browser a good part of a frame.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use leptos::prelude::set_timeout;

use super::browser;

/// The first change in place waits until its figure is drawn, as a rule.
const FRAME: Duration = Duration::from_millis(30);
/// How long the changes that follow are gathered.
const PAUSE: Duration = Duration::from_millis(200);

thread_local! {
    /// The query that is to be the address in a moment.
    static WAITING: RefCell<Option<String>> = const { RefCell::new(None) };
    /// Whether that moment has been set.
    static IS_SET: Cell<bool> = const { Cell::new(false) };
}

/// Makes `query` the address, as a new step of the history.
pub(super) fn push(query: &str) {
    write_waiting();
    browser::push_query(query);
}

/// Makes `query` the address in place of the present one, in a moment.
pub(super) fn replace(query: String) {
    WAITING.set(Some(query));
    if !IS_SET.replace(true) {
        set_timeout(write_in_time, FRAME);
    }
}

/// Calls `then` whenever Back or Forward has changed the address. For the life of the page.
pub(super) fn on_history(then: impl Fn() + 'static) {
    browser::on_history(move || {
        // What waits was of the step that has been left.
        WAITING.take();
        then();
    });
}

fn write_in_time() {
    if write_waiting() {
        set_timeout(write_in_time, PAUSE);
    } else {
        IS_SET.set(false);
    }
}

/// Whether anything waited.
fn write_waiting() -> bool {
    let query = WAITING.take();
    query.as_deref().map(browser::replace_query).is_some()
}
