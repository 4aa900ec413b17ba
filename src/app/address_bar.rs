//! The address bar, which follows the view: at once for a step of the history, and now and then for
//! what a hand changes at every frame, as each writing costs the browser a good part of one.

use std::cell::RefCell;
use std::time::Duration;

use leptos::prelude::set_timeout;

use super::browser;

/// How long changes in place are gathered.
const PAUSE: Duration = Duration::from_millis(200);

thread_local! {
    static WRITING: RefCell<Writing> = const { RefCell::new(Writing::Idle) };
}

/// What of the view is not yet in the address.
enum Writing {
    Idle,
    /// An address was written a moment ago; the query that has been asked for since.
    Pausing(Option<String>),
}

/// Makes `query` the address, as a new step of the history.
pub(super) fn push(query: &str) {
    flush();
    browser::push_query(query);
}

/// Makes `query` the address in place of the present one.
pub(super) fn replace(query: &str) {
    let is_pausing = WRITING.with_borrow_mut(|writing| match writing {
        Writing::Idle => false,
        Writing::Pausing(latest) => {
            *latest = Some(query.to_owned());
            true
        }
    });
    if !is_pausing {
        browser::replace_query(query);
        pause();
    }
}

/// Calls `then` whenever Back or Forward has changed the address. For the life of the page.
pub(super) fn on_history(then: impl Fn() + 'static) {
    browser::on_history(move || {
        // What has not been written was of the step that has been left.
        take();
        then();
    });
}

fn pause() {
    WRITING.set(Writing::Pausing(None));
    set_timeout(
        || {
            let latest = take();
            WRITING.set(Writing::Idle);
            if let Some(query) = latest {
                replace(&query);
            }
        },
        PAUSE,
    );
}

/// Writes what waits.
fn flush() {
    if let Some(query) = take() {
        browser::replace_query(&query);
    }
}

fn take() -> Option<String> {
    WRITING.with_borrow_mut(|writing| match writing {
        Writing::Idle => None,
        Writing::Pausing(latest) => latest.take(),
    })
}
