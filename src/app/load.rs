//! Runs on their way to the page, each on its own: one that fails stops no other.

use std::sync::Arc;

use leptos::prelude::*;

use super::later::NotLoaded;
use super::local_files::OwnFile;
use super::place::Nowhere;
use super::room::{NoRoom, Room};
use super::standing::Standing;
use super::task::Task;
use super::thread;
use super::work::Work;
use crate::fetch::{self, FetchError, HubFile, Kept, Origin, Revision};
use crate::parse::{ParseError, ParsedFile, Warning};
use crate::run::Run;
use crate::scene::{Gap, Measured};
use crate::smooth::{Band, Smoothing};

/// Why a run is not on the page.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub(super) enum LoadError {
    /// Its name leads nowhere.
    #[error(transparent)]
    Name(#[from] Nowhere),
    #[error(transparent)]
    Fetch(#[from] FetchError),
    #[error(transparent)]
    Parse(#[from] ParseError),
    #[error(transparent)]
    Program(#[from] NotLoaded),
    #[error(transparent)]
    Room(#[from] NoRoom),
    /// The browser does not give what is in it.
    #[error("it cannot be read: it may be a folder, or may have been moved")]
    Unreadable,
}

impl LoadError {
    /// Whether the network is why: to the hub, or to the site that the program is from.
    pub(super) fn is_of_network(&self) -> bool {
        match self {
            Self::Fetch(error) => error.is_of_network(),
            Self::Program(_) => true,
            _ => false,
        }
    }
}

/// A file that has come, and how.
#[derive(Debug)]
pub(super) struct Loaded {
    /// Its series, at least one.
    pub(super) runs: Vec<Arc<Run>>,
    /// The gaps of each of its series.
    pub(super) gaps: Vec<Arc<[Gap]>>,
    /// What was passed over in it.
    pub(super) warnings: Vec<Warning>,
    pub(super) bytes: usize,
    pub(super) file: Option<HubFile>,
    pub(super) commit: Option<Revision>,
    /// What was known of it where an earlier visit had kept it.
    pub(super) kept: Option<Kept>,
    _room: Room,
}

impl Loaded {
    pub(super) fn of(file: ParsedFile, bytes: usize, room: Room) -> Self {
        let runs: Vec<Arc<Run>> = file.runs.into_iter().map(Arc::new).collect();
        runs.iter().for_each(thread::remember);
        Self {
            _room: room,
            gaps: runs.iter().map(|run| Gap::all(&run.losses)).collect(),
            runs,
            warnings: file.warnings,
            bytes,
            file: None,
            commit: None,
            kept: None,
        }
    }
}

/// How far a file has come.
#[derive(Debug, Clone)]
pub(super) enum LoadStatus {
    Waiting,
    Loading,
    Retrying { error: FetchError, seconds: u32 },
    Ready(Arc<Loaded>),
    Failed(LoadError),
}

impl LoadStatus {
    pub(super) fn loaded(&self) -> Option<Arc<Loaded>> {
        match self {
            Self::Ready(loaded) => Some(loaded.clone()),
            _ => None,
        }
    }

    pub(super) fn is_settled(&self) -> bool {
        matches!(self, Self::Ready(_) | Self::Failed(_))
    }

    pub(super) fn has_failed(&self) -> bool {
        matches!(self, Self::Failed(_))
    }

    /// Why it has not come, by what was heard last.
    fn error(&self) -> Option<&FetchError> {
        match self {
            Self::Retrying { error, .. } | Self::Failed(LoadError::Fetch(error)) => Some(error),
            _ => None,
        }
    }

    /// Whether the hub cannot be reached.
    pub(super) fn is_unreachable(&self) -> bool {
        self.error() == Some(&FetchError::Unreachable)
    }

    /// Whether nothing came for too long.
    pub(super) fn has_timed_out(&self) -> bool {
        matches!(self.error(), Some(FetchError::TimedOut { .. }))
    }

    /// Whether nothing has been heard of it.
    pub(super) fn is_waiting(&self) -> bool {
        matches!(self, Self::Waiting)
    }

    /// Whether the network is why the file has not come.
    fn waits_for_network(&self) -> bool {
        match self {
            Self::Retrying { error, .. } => error.is_of_network(),
            Self::Failed(error) => error.is_of_network(),
            _ => false,
        }
    }
}

/// Where a wanted file is to be had.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Place {
    /// The hub, or the samples.
    Remote(Origin),
    /// Nowhere, for this reason.
    Nowhere(Nowhere),
    /// The visitor's machine.
    Local(OwnFile),
}

/// A file's series, smoothed, and how.
#[derive(Debug, Clone)]
pub(super) struct Smoothed {
    pub(super) smoothing: Smoothing,
    pub(super) bands: Vec<Measured>,
}

impl Smoothed {
    pub(super) fn of(smoothing: Smoothing, bands: impl IntoIterator<Item = Measured>) -> Self {
        Self {
            smoothing,
            bands: bands.into_iter().collect(),
        }
    }
}

impl Default for Smoothed {
    fn default() -> Self {
        Self::of(Smoothing::NOTEBOOK, [])
    }
}

/// One file that is wanted. Dropping it aborts its request.
pub(super) struct Load {
    /// What the address and the legend call it.
    pub(super) name: String,
    pub(super) place: Place,
    pub(super) status: ArcRwSignal<LoadStatus>,
    /// How many bytes of it have come; told apart from the rest, for it changes all the time.
    pub(super) bytes: ArcRwSignal<usize>,
    pub(super) standing: ArcRwSignal<Standing>,
    smoothing: Memo<Smoothing>,
    /// Its smoothed series, once they are there.
    pub(super) smoothed: ArcRwSignal<Smoothed>,
    /// Its series as they are, each a line without a band.
    pub(super) raw: ArcMemo<Vec<Measured>>,
    work: Work,
}

impl Load {
    pub(super) fn start(name: String, place: Place, smoothing: Memo<Smoothing>) -> Arc<Self> {
        let status = ArcRwSignal::new(LoadStatus::Waiting);
        let load = Arc::new(Self {
            raw: raw_of(status.clone()),
            name,
            place,
            status,
            bytes: ArcRwSignal::new(0),
            smoothing,
            smoothed: ArcRwSignal::new(Smoothed::default()),
            standing: ArcRwSignal::new(Standing::Current),
            work: Work::none(),
        });
        load.ask();
        load
    }

    /// Asks for the file again, by hand: at once.
    pub(super) fn retry(&self) {
        fetch::hurry();
        self.ask_again();
    }

    /// Asks again for what the network has kept from coming.
    pub(super) fn retry_for_network(&self) {
        if untrack(|| self.waits_for_network()) {
            self.ask_again();
        }
    }

    /// Whether the network is why it is not here, or may be out of date.
    pub(super) fn waits_for_network(&self) -> bool {
        self.status.read().waits_for_network() || self.standing.read().waits_for_network()
    }

    /// Whether it has come, or is known not to.
    pub(super) fn has_answer(&self) -> bool {
        self.status.read().is_settled() && !self.waits_for_network()
    }

    fn ask_again(&self) {
        if !self.standing.read_untracked().is_kept() {
            self.status.set(LoadStatus::Waiting);
            self.bytes.set(0);
            self.standing.set(Standing::Current);
        }
        self.ask();
    }

    /// Whether it is being asked for.
    pub(super) fn is_under_way(&self) -> bool {
        self.work.is_under_way()
    }

    /// Fetches and parses the file; where a kept one is shown, only what is newer. What is shown stays until more is
    /// heard than that it failed again.
    pub(super) fn ask(&self) {
        self.work.begin(|signal| {
            let task = Task {
                name: self.name.clone(),
                place: self.place.clone(),
                status: self.status.clone(),
                bytes: self.bytes.clone(),
                standing: self.standing.clone(),
                smoothing: self.smoothing,
                smoothed: self.smoothed.clone(),
                signal,
            };
            task.run()
        });
    }

    /// Gives the file up, until it is asked for again.
    pub(super) fn stop(&self) {
        self.work.end();
        self.status
            .set(LoadStatus::Failed(FetchError::Cancelled.into()));
    }

    /// Whether asking again may help: it failed, or may be out of date.
    pub(super) fn may_come_now(&self) -> bool {
        match &*self.status.read() {
            LoadStatus::Failed(
                LoadError::Program(_)
                | LoadError::Room(_)
                | LoadError::Fetch(FetchError::Cancelled),
            ) => true,
            LoadStatus::Failed(_) => matches!(self.place, Place::Remote(_)),
            LoadStatus::Ready(_) => self.standing.read().may_be_renewed(),
            _ => false,
        }
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        self.work.end();
    }
}

/// Which file it is.
fn identity(loaded: Option<&Option<Arc<Loaded>>>) -> Option<*const Loaded> {
    loaded.and_then(Option::as_ref).map(Arc::as_ptr)
}

fn raw_of(status: ArcRwSignal<LoadStatus>) -> ArcMemo<Vec<Measured>> {
    let loaded = ArcMemo::new_with_compare(
        move |_| status.read().loaded(),
        |before, now| identity(before) != identity(now),
    );
    ArcMemo::new_with_compare(
        move |_| {
            let loaded = loaded.get();
            let runs = loaded.iter().flat_map(|loaded| &loaded.runs);
            let bands = runs.map(|run| Measured::of(Band::of(&run.losses)));
            bands.collect()
        },
        // Bands are not compared: it is made anew for another file alone.
        |_, _| true,
    )
}
