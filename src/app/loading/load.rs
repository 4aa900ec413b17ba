//! Runs on their way to the page, each on its own: one that fails stops no other.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_split_helpers::SplitLoaderError;

use super::place::Place;
use super::reading::Smoothed;
use super::room::{NoRoom, Room};
use super::standing::Standing;
use super::task::Task;
use super::thread;
use super::work::Work;
use crate::app::later::NotLoaded;
use crate::fetch::{self, FetchError, HubFile, Kept, Revision};
use crate::model_name::ModelNameError;
use crate::parse::{ParseError, ParsedFile, Warning};
use crate::run::Run;
use crate::scene::{Gap, Measured};
use crate::smooth::{Band, Smoothing};

/// Why a run, or a list of them, is not on the page.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub(in crate::app) enum LoadError {
    /// Its name leads nowhere.
    #[error(transparent)]
    Name(#[from] ModelNameError),
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

impl From<SplitLoaderError> for LoadError {
    fn from(error: SplitLoaderError) -> Self {
        NotLoaded::from(error).into()
    }
}

impl LoadError {
    /// Whether the network is why: to the hub, or to the site that the program is from.
    pub(in crate::app) fn is_of_network(&self) -> bool {
        match self {
            Self::Fetch(error) => error.is_of_network(),
            Self::Program(_) => true,
            _ => false,
        }
    }
}

/// A file that has come, and how.
#[derive(Debug)]
pub(in crate::app) struct Loaded {
    /// Its series, at least one.
    pub(in crate::app) runs: Vec<Arc<Run>>,
    /// The gaps of each of its series.
    pub(in crate::app) gaps: Vec<Arc<[Gap]>>,
    /// What was skipped in it.
    pub(in crate::app) warnings: Vec<Warning>,
    /// How many the file has.
    pub(in crate::app) bytes: usize,
    pub(in crate::app) file: Option<HubFile>,
    pub(in crate::app) commit: Option<Revision>,
    /// What was known of it where an earlier visit had kept it.
    pub(in crate::app) kept: Option<Kept>,
    _room: Room,
}

impl Loaded {
    pub(in crate::app) fn of(file: ParsedFile, bytes: usize, room: Room) -> Self {
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
pub(in crate::app) enum LoadStatus {
    Waiting,
    Loading,
    /// It failed, and is asked for again.
    Retrying(FetchError),
    Ready(Arc<Loaded>),
    Failed(LoadError),
}

impl LoadStatus {
    pub(in crate::app) fn loaded(&self) -> Option<Arc<Loaded>> {
        match self {
            Self::Ready(loaded) => Some(loaded.clone()),
            _ => None,
        }
    }

    pub(in crate::app) fn is_settled(&self) -> bool {
        matches!(self, Self::Ready(_) | Self::Failed(_))
    }

    pub(in crate::app) fn has_failed(&self) -> bool {
        matches!(self, Self::Failed(_))
    }

    /// Why it has not come, by what was heard last.
    pub(in crate::app) fn error(&self) -> Option<&FetchError> {
        match self {
            Self::Retrying(error) | Self::Failed(LoadError::Fetch(error)) => Some(error),
            _ => None,
        }
    }

    /// Whether the hub cannot be reached.
    pub(in crate::app) fn is_unreachable(&self) -> bool {
        self.error() == Some(&FetchError::Unreachable)
    }

    /// Whether nothing came for too long.
    pub(in crate::app) fn has_timed_out(&self) -> bool {
        matches!(self.error(), Some(FetchError::TimedOut { .. }))
    }

    /// Whether nothing has been heard of it.
    pub(in crate::app) fn is_waiting(&self) -> bool {
        matches!(self, Self::Waiting)
    }

    /// Whether the network is why the file has not come.
    fn waits_for_network(&self) -> bool {
        match self {
            Self::Retrying(error) => error.is_of_network(),
            Self::Failed(error) => error.is_of_network(),
            _ => false,
        }
    }
}

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
    /// Its series as they are, each a line without a band.
    pub(in crate::app) raw: ArcMemo<Vec<Measured>>,
    work: Work,
}

impl Load {
    pub(in crate::app) fn start(
        name: String,
        place: Place,
        smoothing: Memo<Smoothing>,
    ) -> Arc<Self> {
        let status = ArcRwSignal::new(LoadStatus::Waiting);
        let load = Arc::new(Self {
            raw: raw_of(status.clone()),
            name,
            place,
            status,
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

    fn ask_anew(self: &Arc<Self>) {
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
