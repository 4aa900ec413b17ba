//! Runs on their way to the page, each on its own: one that fails stops no other.

use std::cell::RefCell;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use web_sys::{AbortController, AbortSignal};

use super::timing;
use crate::fetch::{self, Attempt, FetchError, HubFile, Origin, Revision};
use crate::parse::{ParseError, Warning, parse};
use crate::run::Run;
use crate::smooth::{Band, Kind, Smoothing, Spread};

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
}

/// How far a file has come.
#[derive(Debug, Clone)]
pub(super) enum LoadStatus {
    Waiting,
    Loading { bytes: usize },
    Retrying(FetchError),
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

    /// How many bytes have come.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Loading { bytes } => *bytes,
            Self::Ready(loaded) => loaded.bytes,
            _ => 0,
        }
    }

    pub(super) fn is_settled(&self) -> bool {
        matches!(self, Self::Ready(_) | Self::Failed(_))
    }

    /// Whether the last that was heard is that the hub cannot be reached.
    pub(super) fn is_cut_off(&self) -> bool {
        matches!(
            self,
            Self::Retrying(FetchError::Unreachable)
                | Self::Failed(LoadError::Fetch(FetchError::Unreachable))
        )
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

/// One file that is wanted. Dropping it aborts its request.
pub(super) struct Load {
    /// What the address and the legend call it.
    pub(super) name: String,
    pub(super) place: Place,
    pub(super) status: ArcRwSignal<LoadStatus>,
    /// Its smoothed series, once they are there.
    pub(super) bands: ArcMemo<Vec<Arc<Band>>>,
    /// Its series as they are, each a line without a band.
    pub(super) raw: ArcMemo<Vec<Arc<Band>>>,
    abort: SendWrapper<RefCell<Option<AbortController>>>,
}

impl Load {
    pub(super) fn start(name: String, place: Place, smoothing: Memo<Smoothing>) -> Arc<Self> {
        let status = ArcRwSignal::new(LoadStatus::Waiting);
        let loaded = loaded_of(status.clone());
        let load = Arc::new(Self {
            bands: bands_of(&name, loaded.clone(), move || smoothing.get()),
            raw: bands_of(&name, loaded, || RAW),
            name,
            place,
            status,
            abort: SendWrapper::new(RefCell::new(None)),
        });
        load.retry();
        load
    }

    /// Fetches and parses the file, whatever came of it before.
    pub(super) fn retry(&self) {
        let controller = AbortController::new().ok();
        if let Some(before) = self.abort.replace(controller.clone()) {
            before.abort();
        }
        self.status.set(LoadStatus::Waiting);
        let Some(signal) = controller.map(|controller| controller.signal()) else {
            return;
        };
        // Not `self`: a task must not keep alive the run that it would be aborted with.
        let (name, place, status) = (self.name.clone(), self.place.clone(), self.status.clone());
        spawn_local(async move {
            let tell = |attempt| {
                if !signal.aborted() {
                    status.set(match attempt {
                        Attempt::Loading(bytes) => LoadStatus::Loading { bytes },
                        Attempt::Retrying(error) => LoadStatus::Retrying(error),
                    });
                }
            };
            let outcome = load(&name, place, &signal, tell).await;
            if !signal.aborted() {
                status.set(match outcome {
                    Ok(loaded) => LoadStatus::Ready(Arc::new(loaded)),
                    Err(error) => LoadStatus::Failed(error),
                });
            }
        });
    }

    /// Gives the file up, until it is asked for again.
    pub(super) fn stop(&self) {
        if let Some(controller) = self.abort.replace(None) {
            controller.abort();
        }
        self.status
            .set(LoadStatus::Failed(FetchError::Cancelled.into()));
    }

    /// Whether asking again may help.
    pub(super) fn is_worth_retrying(&self) -> bool {
        matches!(self.place, Place::Remote(_))
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        if let Some(controller) = self.abort.replace(None) {
            controller.abort();
        }
    }
}

async fn load(
    name: &str,
    place: Place,
    signal: &AbortSignal,
    tell: impl Fn(Attempt),
) -> Result<Loaded, LoadError> {
    let origin = match place {
        Place::Remote(origin) => origin,
        Place::Nowhere(reason) => return Err(LoadError::Name(reason)),
        Place::Local(bytes) => return read(name, &bytes, None, None),
    };
    let start = timing::now();
    let fetched = fetch::load(&origin, signal, tell).await?;
    timing::measure("fetch", start, Some(name));
    read(name, &fetched.bytes, fetched.file, fetched.commit)
}

fn read(
    name: &str,
    bytes: &[u8],
    file: Option<HubFile>,
    commit: Option<Revision>,
) -> Result<Loaded, LoadError> {
    let start = timing::now();
    let file_name = file.as_ref().map_or(name, |file| file.path.as_str());
    let parsed = parse(bytes, Some(file_name))?;
    timing::measure("parse", start, Some(name));
    Ok(Loaded {
        runs: parsed.runs.into_iter().map(Arc::new).collect(),
        warnings: parsed.warnings,
        bytes: bytes.len(),
        file,
        commit,
    })
}

/// Every loss as it is.
const RAW: Smoothing = Smoothing {
    kind: Kind::Strict,
    window: std::num::NonZeroUsize::MIN,
    spread: Spread::Off,
};

fn loaded_of(status: ArcRwSignal<LoadStatus>) -> ArcMemo<Option<Arc<Loaded>>> {
    ArcMemo::new_with_compare(
        move |_| status.read().loaded(),
        |before, now| match (
            before.and_then(Option::as_ref),
            now.and_then(Option::as_ref),
        ) {
            (Some(before), Some(now)) => !Arc::ptr_eq(before, now),
            (before, now) => before.is_some() != now.is_some(),
        },
    )
}

fn bands_of(
    name: &str,
    loaded: ArcMemo<Option<Arc<Loaded>>>,
    smoothing: impl Fn() -> Smoothing + Send + Sync + 'static,
) -> ArcMemo<Vec<Arc<Band>>> {
    let name = name.to_owned();
    ArcMemo::new_with_compare(
        move |_| {
            let loaded = loaded.get();
            let runs = loaded.iter().flat_map(|loaded| &loaded.runs);
            let smoothing = smoothing();
            let bands = runs.map(|run| {
                let start = timing::now();
                let band = smoothing.apply(&run.losses);
                timing::measure("smooth", start, Some(&name));
                Arc::new(band)
            });
            bands.collect()
        },
        |_, _| true,
    )
}
