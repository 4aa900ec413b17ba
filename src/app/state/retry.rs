//! Asking again for what did not come, and giving it up.

use leptos::prelude::*;

use super::State;
use crate::app::later;
use crate::fetch;

impl State {
    /// Asks the hub again, by hand, for the list and every run that it could not be asked for.
    pub(in crate::app) fn retry_hub(&self) {
        fetch::hurry();
        self.hub.retry_for_network();
        if self.list.standing.read_untracked().is_kept() {
            self.list.retry();
        } else {
            self.list.retry_for_network();
        }
    }

    /// Whether the list failed, asking again may help, and its words stand in place of the runs.
    pub(in crate::app) fn may_retry_list(&self) -> bool {
        self.rows.read().is_empty() && self.list.status.read().may_retry()
    }

    /// Asks again for whatever failed and may come, the list or runs.
    pub(in crate::app) fn retry_failed(&self) {
        if untrack(|| self.may_retry_list()) {
            self.list.retry();
        }
        for row in self.rows.get_untracked() {
            if row.load.may_retry() {
                row.load.retry();
            }
        }
    }

    /// Asks again for the rest of the page, and for what could not be read without it.
    pub(in crate::app) fn retry_rest(self) {
        later::retry(self.later_again);
        for loads in [self.hub, self.samples, self.local] {
            loads.retry_given_up();
        }
        self.list.retry_given_up();
    }

    /// Gives up whatever has not come yet, the list or runs.
    pub(in crate::app) fn stop(&self) {
        self.list.stop();
        for row in self.rows.get_untracked() {
            if !row.load.status.read_untracked().is_settled() {
                row.load.stop();
            }
        }
    }
}
