//! Runs on their way to the page, each on its own: one that fails stops no other.

use std::sync::Arc;

use leptos::prelude::*;

use super::load_error::LoadError;
use super::load_status::LoadStatus;
use super::place::Place;
use super::reading::Smoothed;
use super::room::NoRoom;
use super::standing::Standing;
use super::task::Task;
use super::work::Work;
use crate::fetch::{self, FetchError};
use crate::smooth::Smoothing;

/// One file that is wanted.
pub(in crate::app) struct Load {
    /// What the address and the legend call it.
    pub(in crate::app) name: String,
    pub(in crate::app) place: Place,
    pub(in crate::app) status: ArcRwSignal<LoadStatus>,
    /// How many bytes of it have come; told apart from the rest, for it changes all the time.
    pub(in crate::app) bytes: ArcRwSignal<usize>,
    /// In how many seconds it is asked for again; told apart likewise.
    pub(in crate::app) pause: ArcRwSignal<u32>,
    pub(in crate::app) standing: ArcRwSignal<Standing>,
    pub(super) smoothing: Memo<Smoothing>,
    /// Its smoothed series, once they are there.
    pub(in crate::app) smoothed: ArcRwSignal<Smoothed>,
    work: Work,
}

impl Load {
    pub(in crate::app) fn start(
        name: String,
        place: Place,
        smoothing: Memo<Smoothing>,
    ) -> Arc<Self> {
        let load = Arc::new(Self {
            name,
            place,
            status: ArcRwSignal::new(LoadStatus::Waiting),
            bytes: ArcRwSignal::new(0),
            pause: ArcRwSignal::new(0),
            smoothing,
            smoothed: ArcRwSignal::new(Smoothed::default()),
            standing: ArcRwSignal::new(Standing::Current),
            work: Work::none(),
        });
        load.ask();
        load
    }

    /// Asks for the file again, by hand: at once.
    pub(in crate::app) fn retry(self: &Arc<Self>) {
        fetch::hurry();
        self.ask_anew();
    }

    /// Asks again for what the network has kept from coming.
    pub(in crate::app) fn retry_for_network(self: &Arc<Self>) {
        if untrack(|| self.waits_for_network()) {
            self.ask_anew();
        }
    }

    /// Whether the network is why it is not here, or may be out of date.
    pub(in crate::app) fn waits_for_network(&self) -> bool {
        self.status.read().waits_for_network() || self.standing.read().waits_for_network()
    }

    /// Whether it has come, or is known not to.
    pub(in crate::app) fn has_answer(&self) -> bool {
        self.status.read().is_settled() && !self.waits_for_network()
    }

    pub(super) fn ask_anew(self: &Arc<Self>) {
        if !self.standing.read_untracked().is_kept() {
            self.status.set(LoadStatus::Waiting);
            self.bytes.set(0);
            self.standing.set(Standing::Current);
        }
        self.ask();
    }

    /// Whether it is being asked for.
    pub(in crate::app) fn is_under_way(&self) -> bool {
        self.work.is_under_way()
    }

    /// Fetches and parses the file; where a kept one is shown, only what is newer. What is shown stays until more is
    /// heard than that it failed again.
    pub(in crate::app) fn ask(self: &Arc<Self>) {
        let load = self.clone();
        self.work.begin(|signal| Task { load, signal }.run());
    }

    /// Ends what is done for it: nobody wants it any more.
    pub(super) fn give_up(&self) {
        self.work.end();
    }

    /// Gives the file up at the visitor's wish, until it is asked for again.
    pub(in crate::app) fn stop(&self) {
        self.give_up();
        self.status
            .set(LoadStatus::Failed(FetchError::Cancelled.into()));
    }

    /// Whether asking again may help: it failed, or may be out of date.
    pub(in crate::app) fn may_retry(&self) -> bool {
        match &*self.status.read() {
            LoadStatus::Failed(
                LoadError::Program(_)
                | LoadError::Room(NoRoom::Now)
                | LoadError::Fetch(FetchError::Cancelled),
            ) => true,
            LoadStatus::Failed(LoadError::Room(NoRoom::Ever)) => false,
            LoadStatus::Failed(_) => matches!(self.place, Place::Remote(_)),
            LoadStatus::Ready(_) => self.standing.read().may_be_renewed(),
            _ => false,
        }
    }
}
