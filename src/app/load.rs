//! Runs on their way to the page, each on its own: one that fails stops no other.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use web_sys::{AbortController, AbortSignal};

use super::later::{self, NotLoaded};
use super::standing::Standing;
use super::timing;
use crate::fetch::{
    self, Attempt, FetchError, Fetched, HubFile, Kept, Origin, Revision, store, store::Fresh,
};
use crate::parse::{ParseError, ParsedFile, Warning, parse_json};
use crate::run::Run;
use crate::smooth::{Band, Smoothing};

/// How often it is told how many bytes have come, in milliseconds.
const TELLING_PAUSE: f64 = 100.0;

/// Why a run is not on the page.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub(super) enum LoadError {
    /// Its name leads nowhere.
    #[error("{0}")]
    Name(String),
    #[error(transparent)]
    Fetch(#[from] FetchError),
    #[error(transparent)]
    Parse(#[from] ParseError),
    #[error(transparent)]
    Program(#[from] NotLoaded),
}

/// A file that has come, and how.
#[derive(Debug)]
pub(super) struct Loaded {
    /// Its series, at least one.
    pub(super) runs: Vec<Arc<Run>>,
    /// What was passed over in it.
    pub(super) warnings: Vec<Warning>,
    pub(super) bytes: usize,
    pub(super) file: Option<HubFile>,
    pub(super) commit: Option<Revision>,
    /// What was known of it where an earlier visit had kept it.
    kept: Option<Kept>,
}

impl Loaded {
    fn of(parsed: ParsedFile, bytes: usize) -> Self {
        Self {
            runs: parsed.runs.into_iter().map(Arc::new).collect(),
            warnings: parsed.warnings,
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

    /// Whether the last that was heard is that the hub cannot be reached.
    pub(super) fn is_cut_off(&self) -> bool {
        matches!(self.error(), Some(FetchError::Unreachable))
    }

    /// Whether the network is why the file has not come.
    pub(super) fn waits_for_network(&self) -> bool {
        matches!(
            self.error(),
            Some(FetchError::Unreachable | FetchError::CutOff { .. } | FetchError::TimedOut { .. })
        )
    }

    /// The last that went wrong in fetching.
    fn error(&self) -> Option<&FetchError> {
        match self {
            Self::Retrying { error, .. } | Self::Failed(LoadError::Fetch(error)) => Some(error),
            _ => None,
        }
    }
}

/// Where a wanted file is to be had.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Place {
    /// The hub, or the samples.
    Remote(Origin),
    /// Nowhere, for this reason.
    Nowhere(String),
    /// The visitor's machine.
    Local(Arc<[u8]>),
}

/// A file's series, smoothed, and how.
#[derive(Debug, Clone)]
pub(super) struct Smoothed {
    pub(super) smoothing: Smoothing,
    pub(super) bands: Vec<Arc<Band>>,
}

impl Smoothed {
    pub(super) fn of(smoothing: Smoothing, bands: impl IntoIterator<Item = Band>) -> Self {
        Self {
            smoothing,
            bands: bands.into_iter().map(Arc::new).collect(),
        }
    }
}

impl Default for Smoothed {
    fn default() -> Self {
        Self::of(Smoothing::NOTEBOOK, [])
    }
}

type FreshFile = Arc<SendWrapper<RefCell<Option<Fresh>>>>;

/// One file that is wanted. Dropping it aborts its request.
pub(super) struct Load {
    /// What the address and the legend call it.
    pub(super) name: String,
    pub(super) place: Place,
    pub(super) status: ArcRwSignal<LoadStatus>,
    /// How many bytes of it have come; told apart from the rest, for it changes all the time.
    pub(super) bytes: ArcRwSignal<usize>,
    pub(super) standing: ArcRwSignal<Standing>,
    /// What has come from the hub and is not kept yet.
    fresh: FreshFile,
    smoothing: Memo<Smoothing>,
    /// Its smoothed series, once they are there.
    pub(super) smoothed: ArcRwSignal<Smoothed>,
    /// Its series as they are, each a line without a band.
    pub(super) raw: ArcMemo<Vec<Arc<Band>>>,
    abort: SendWrapper<RefCell<Option<AbortController>>>,
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
            fresh: Arc::new(SendWrapper::new(RefCell::new(None))),
            abort: SendWrapper::new(RefCell::new(None)),
        });
        load.retry();
        load
    }

    /// Fetches and parses the file, whatever came of it before.
    pub(super) fn retry(&self) {
        self.begin(Task::load);
    }

    /// Asks the hub again for what it could not be asked for.
    pub(super) fn retry_cut_off(&self) {
        if self.status.read_untracked().waits_for_network() {
            self.retry();
        } else if self.standing.read_untracked().cut_off_since().is_some() {
            self.begin(Task::renew);
        }
    }

    fn begin<F: Future<Output = ()> + 'static>(&self, work: impl FnOnce(Task) -> F) {
        let controller = AbortController::new().ok();
        if let Some(before) = self.abort.replace(controller.clone()) {
            before.abort();
        }
        if let Some(controller) = controller {
            spawn_local(work(Task {
                name: self.name.clone(),
                place: self.place.clone(),
                status: self.status.clone(),
                bytes: self.bytes.clone(),
                standing: self.standing.clone(),
                fresh: self.fresh.clone(),
                smoothing: self.smoothing,
                smoothed: self.smoothed.clone(),
                signal: controller.signal(),
            }));
        }
    }

    /// What has come from the hub since this was last asked.
    pub(super) fn take_fresh(&self) -> Option<Fresh> {
        self.fresh.replace(None)
    }

    /// Gives the file up, until it is asked for again.
    pub(super) fn stop(&self) {
        if let Some(controller) = self.abort.replace(None) {
            controller.abort();
        }
        self.status
            .set(LoadStatus::Failed(FetchError::Cancelled.into()));
    }

    /// Whether it failed, and asking again may help.
    pub(super) fn may_come_now(&self) -> bool {
        let is_failed = matches!(*self.status.read(), LoadStatus::Failed(_));
        is_failed && matches!(self.place, Place::Remote(_))
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        if let Some(controller) = self.abort.replace(None) {
            controller.abort();
        }
    }
}

/// The work for one [`Load`]. Not the load itself: a task must not keep alive what it would be
/// aborted with.
struct Task {
    name: String,
    place: Place,
    status: ArcRwSignal<LoadStatus>,
    bytes: ArcRwSignal<usize>,
    standing: ArcRwSignal<Standing>,
    fresh: FreshFile,
    smoothing: Memo<Smoothing>,
    smoothed: ArcRwSignal<Smoothed>,
    signal: AbortSignal,
}

impl Task {
    /// Shows the file, a kept one at first.
    async fn load(self) {
        self.status.set(LoadStatus::Waiting);
        self.bytes.set(0);
        self.standing.set(Standing::Current);
        if let Some(kept) = self.kept().await {
            self.show(Ok(kept));
            return self.renew().await;
        }
        let told_at = Cell::new(f64::NEG_INFINITY);
        let tell = |attempt| {
            if self.signal.aborted() {
                return;
            }
            match attempt {
                Attempt::Loading(0) => self.status.set(LoadStatus::Loading),
                Attempt::Loading(bytes) => {
                    if timing::now() - told_at.get() > TELLING_PAUSE {
                        told_at.set(timing::now());
                        self.bytes.set(bytes);
                    }
                }
                Attempt::Retrying { error, seconds } => {
                    self.status.set(LoadStatus::Retrying { error, seconds });
                }
            }
        };
        let outcome = match &self.place {
            Place::Nowhere(reason) => Err(LoadError::Name(reason.clone())),
            Place::Local(bytes) => later::parse(bytes, &self.name)
                .await
                .map(|parsed| Loaded::of(parsed, bytes.len())),
            Place::Remote(origin) => {
                let start = timing::now();
                let fetched = fetch::load(origin, &self.signal, &tell).await;
                timing::measure("fetch", start, Some(&self.name));
                fetched
                    .map_err(Into::into)
                    .and_then(|fetched| self.take(fetched))
            }
        };
        self.show(outcome);
    }

    /// The file as an earlier visit left it. What is damaged is let go of.
    async fn kept(&self) -> Option<Loaded> {
        let Place::Remote(origin) = &self.place else {
            return None;
        };
        let start = timing::now();
        let found = store::find(origin).await;
        timing::measure("find", start, Some(&self.name));
        let (kept, bytes) = found?;
        let (file, commit) = (kept.file.clone(), kept.version.commit.clone());
        if let Ok(loaded) = read(&self.name, &bytes, Some(file), commit) {
            let kept = Some(kept);
            return Some(Loaded { kept, ..loaded });
        }
        store::forget(&kept.file).await;
        None
    }

    /// Puts what is newer in the place of the kept file that is shown.
    async fn renew(self) {
        let Place::Remote(origin) = &self.place else {
            return;
        };
        let loaded = self.status.read_untracked().loaded();
        let Some(kept) = loaded.as_ref().and_then(|loaded| loaded.kept.as_ref()) else {
            return;
        };
        let stand = |standing| {
            if !self.signal.aborted() {
                self.standing.set(standing);
            }
        };
        let unknown = |reason| Standing::Kept {
            since: kept.date,
            reason,
        };
        let tell = |attempt| {
            if let Attempt::Retrying { error, .. } = attempt {
                stand(unknown(error.into()));
            }
        };
        let newer = if kept.is_final() {
            Ok(None)
        } else {
            fetch::newer(origin, kept, &self.signal, &tell).await
        };
        match newer {
            Ok(None) => {
                stand(Standing::Current);
                store::confirm(kept).await;
            }
            Ok(Some(fetched)) => match self.take(fetched) {
                Ok(loaded) => {
                    if loaded.file.as_ref() != Some(&kept.file) {
                        store::forget(&kept.file).await;
                    }
                    self.show(Ok(loaded));
                    stand(Standing::Renewed);
                }
                Err(reason) => stand(unknown(reason)),
            },
            Err(reason) => stand(unknown(reason.into())),
        }
    }

    /// Reads what has come. Only what can be read is worth keeping.
    fn take(&self, fetched: Fetched) -> Result<Loaded, LoadError> {
        let (file, commit) = (fetched.file.clone(), fetched.version.commit.clone());
        let loaded = read(&self.name, &fetched.bytes, file, commit)?;
        self.fresh.replace(Fresh::of(fetched));
        Ok(loaded)
    }

    fn show(&self, outcome: Result<Loaded, LoadError>) {
        if self.signal.aborted() {
            return;
        }
        self.status.set(match outcome {
            Ok(loaded) => {
                let smoothing = self.smoothing.get_untracked();
                let start = timing::now();
                let bands = loaded.runs.iter().map(|run| smoothing.apply(&run.losses));
                self.smoothed.set(Smoothed::of(smoothing, bands));
                timing::measure("smooth", start, Some(&self.name));
                self.bytes.set(loaded.bytes);
                LoadStatus::Ready(Arc::new(loaded))
            }
            Err(error) => LoadStatus::Failed(error),
        });
    }
}

fn read(
    name: &str,
    bytes: &[u8],
    file: Option<HubFile>,
    commit: Option<Revision>,
) -> Result<Loaded, LoadError> {
    let start = timing::now();
    let parsed = parse_json(bytes)?;
    timing::measure("parse", start, Some(name));
    Ok(Loaded {
        file,
        commit,
        ..Loaded::of(parsed, bytes.len())
    })
}

fn raw_of(status: ArcRwSignal<LoadStatus>) -> ArcMemo<Vec<Arc<Band>>> {
    let loaded = ArcMemo::new_with_compare(
        move |_| status.read().loaded(),
        |before, now| match (
            before.and_then(Option::as_ref),
            now.and_then(Option::as_ref),
        ) {
            (Some(before), Some(now)) => !Arc::ptr_eq(before, now),
            (before, now) => before.is_some() != now.is_some(),
        },
    );
    ArcMemo::new_with_compare(
        move |_| {
            let loaded = loaded.get();
            let runs = loaded.iter().flat_map(|loaded| &loaded.runs);
            let bands = runs.map(|run| Arc::new(Smoothing::NONE.apply(&run.losses)));
            bands.collect()
        },
        |_, _| true,
    )
}
