//! Runs on their way to the page, each on its own: one that fails stops no other.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use web_sys::AbortController;

use super::state::WINDOW;
use super::timing;
use crate::fetch::{self, Attempt, FetchError, HubFile, Source};
use crate::model_name::{ModelName, ModelNameError};
use crate::parse::{ParseError, parse};
use crate::run::Run;
use crate::smooth::{Band, rolling};

/// Why a run is not on the page.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub(super) enum LoadError {
    #[error(transparent)]
    Name(#[from] ModelNameError),
    #[error(transparent)]
    Fetch(#[from] FetchError),
    #[error(transparent)]
    Parse(#[from] ParseError),
}

impl LoadError {
    /// Whether asking again may help.
    pub(super) fn is_worth_retrying(&self) -> bool {
        !matches!(self, Self::Name(_))
    }
}

/// A run, and how it came.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) run: Run,
    pub(super) bytes: usize,
    pub(super) file: Option<HubFile>,
    pub(super) commit: Option<String>,
}

/// How far a run has come.
#[derive(Debug, Clone)]
pub(super) enum LoadStatus {
    Waiting,
    Loading { bytes: usize },
    Retrying(FetchError),
    Ready(Arc<Loaded>),
    Failed(LoadError),
}

impl LoadStatus {
    pub(super) fn run(&self) -> Option<Arc<Loaded>> {
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

    /// Whether the last that was heard is that the hub cannot be reached.
    pub(super) fn is_cut_off(&self) -> bool {
        matches!(
            self,
            Self::Retrying(FetchError::Unreachable)
                | Self::Failed(LoadError::Fetch(FetchError::Unreachable))
        )
    }
}

/// One run that is wanted. Dropping it aborts its request.
pub(super) struct Load {
    pub(super) source: Source,
    pub(super) name: String,
    pub(super) status: ArcRwSignal<LoadStatus>,
    /// The smoothed run, once it is there.
    pub(super) band: ArcMemo<Option<Arc<Band>>>,
    abort: SendWrapper<std::cell::RefCell<Option<AbortController>>>,
}

impl Load {
    fn start(source: Source, name: String) -> Arc<Self> {
        let status = ArcRwSignal::new(LoadStatus::Waiting);
        let load = Arc::new(Self {
            band: band_of(&name, status.clone()),
            source,
            name,
            status,
            abort: SendWrapper::new(None.into()),
        });
        load.retry();
        load
    }

    /// Fetches and parses the run, whatever came of it before.
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
        let (source, name, status) = (self.source, self.name.clone(), self.status.clone());
        spawn_local(async move {
            let tell = |attempt| {
                if !signal.aborted() {
                    status.set(match attempt {
                        Attempt::Loading(bytes) => LoadStatus::Loading { bytes },
                        Attempt::Retrying(error) => LoadStatus::Retrying(error),
                    });
                }
            };
            let outcome = load(source, &name, &signal, tell).await;
            if !signal.aborted() {
                status.set(match outcome {
                    Ok(loaded) => LoadStatus::Ready(Arc::new(loaded)),
                    Err(error) => LoadStatus::Failed(error),
                });
            }
        });
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
    source: Source,
    name: &str,
    signal: &web_sys::AbortSignal,
    tell: impl Fn(Attempt),
) -> Result<Loaded, LoadError> {
    name.parse::<ModelName>()?;
    let start = timing::now();
    let fetched = fetch::load(source, name, signal, tell).await?;
    timing::measure("fetch", start, Some(name));
    let start = timing::now();
    let run = parse(&fetched.bytes)?;
    timing::measure("parse", start, Some(name));
    Ok(Loaded {
        run,
        bytes: fetched.bytes.len(),
        file: fetched.file,
        commit: fetched.commit,
    })
}

fn band_of(name: &str, status: ArcRwSignal<LoadStatus>) -> ArcMemo<Option<Arc<Band>>> {
    let name = name.to_owned();
    let loaded = ArcMemo::new_with_compare(
        move |_| status.read().run(),
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
            let loaded = loaded.get()?;
            let start = timing::now();
            let band = rolling(&loaded.run.losses, WINDOW);
            timing::measure("smooth", start, Some(&name));
            Some(Arc::new(band))
        },
        |_, _| true,
    )
}

/// The runs that are wanted from one source. One that stays wanted stays as it is.
#[derive(Clone, Copy)]
pub(super) struct Loads(RwSignal<Vec<Arc<Load>>>);

impl Loads {
    /// Follows `names`: starts what is new and drops what is gone.
    pub(super) fn new(source: Source, names: impl Fn() -> Vec<String> + 'static) -> Self {
        let loads = RwSignal::new(Vec::<Arc<Load>>::new());
        Effect::new(move |_| {
            let names = names();
            let before = loads.get_untracked();
            let now = names.into_iter().map(|name| {
                let known = before.iter().find(|load| load.name == name).cloned();
                known.unwrap_or_else(|| Load::start(source, name))
            });
            loads.set(now.collect());
        });
        Self(loads)
    }

    pub(super) fn all(self) -> Vec<Arc<Load>> {
        self.0.get()
    }

    pub(super) fn retry_cut_off(self) {
        for load in self.0.get_untracked() {
            if load.status.read_untracked().is_cut_off() {
                load.retry();
            }
        }
    }
}
