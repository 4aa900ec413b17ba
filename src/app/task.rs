//! The way of one file to the page: kept, fetched, read, smoothed.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use leptos::prelude::*;
use web_sys::AbortSignal;

use super::load::{LoadError, LoadStatus, Loaded, Place, Smoothed};
use super::standing::Standing;
use super::{keeping, later, timing};
use crate::fetch::store::{self, Fresh};
use crate::fetch::{self, Attempt, Fetched, HubFile, Revision};
use crate::parse::{LossList, ParsedFile, published};
use crate::smooth::Smoothing;

/// How often it is told how many bytes have come, in milliseconds.
const TELLING_PAUSE: f64 = 100.0;

/// The work for one [`Load`](super::load::Load). Not the load itself: a task must not keep alive what it would be
/// aborted with.
pub(super) struct Task {
    pub(super) name: String,
    pub(super) place: Place,
    pub(super) status: ArcRwSignal<LoadStatus>,
    pub(super) bytes: ArcRwSignal<usize>,
    pub(super) standing: ArcRwSignal<Standing>,
    pub(super) smoothing: Memo<Smoothing>,
    pub(super) smoothed: ArcRwSignal<Smoothed>,
    pub(super) signal: AbortSignal,
}

impl Task {
    /// Shows the file, a kept one at first.
    pub(super) async fn load(self) {
        self.status.set(LoadStatus::Waiting);
        self.bytes.set(0);
        self.standing.set(Standing::Current);
        if let Some(kept) = self.kept().await {
            self.show(kept);
            return self.renew().await;
        }
        let told_at = Cell::new(f64::NEG_INFINITY);
        let losses = RefCell::new(LossList::default());
        let tell = |attempt: Attempt<'_>| {
            if self.signal.aborted() {
                return;
            }
            match attempt {
                Attempt::Loading([]) => {
                    self.status.set(LoadStatus::Loading);
                    losses.take();
                }
                Attempt::Loading(so_far) => {
                    let start = timing::now();
                    losses.borrow_mut().read_on(so_far);
                    timing::measure("parse", start, Some(&self.name));
                    if timing::now() - told_at.get() > TELLING_PAUSE {
                        told_at.set(timing::now());
                        self.bytes.set(so_far.len());
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
                .and_then(|parsed| Ok(Loaded::of(parsed, bytes.len())?)),
            Place::Remote(origin) => {
                let start = timing::now();
                let fetched = fetch::load(origin, &self.signal, &tell).await;
                timing::measure("fetch", start, Some(&self.name));
                match fetched {
                    Ok(fetched) => self.take(fetched, losses.take()).await,
                    Err(error) => Err(error.into()),
                }
            }
        };
        self.show(outcome);
    }

    /// The file as an earlier visit left it. What is damaged is let go of.
    async fn kept(&self) -> Option<Result<Loaded, LoadError>> {
        let Place::Remote(origin) = &self.place else {
            return None;
        };
        let start = timing::now();
        let found = store::find(origin).await;
        timing::measure("find", start, Some(&self.name));
        let (kept, bytes) = found?;
        let (file, commit) = (kept.file.clone(), kept.version.commit.clone());
        match read(&self.name, &bytes, LossList::default(), Some(file), commit).await {
            Err(LoadError::Parse(_)) => {
                store::forget(&kept.file).await;
                None
            }
            outcome => Some(outcome.map(|mut loaded| {
                loaded.kept = Some(kept);
                loaded
            })),
        }
    }

    /// Puts what is newer in the place of the kept file that is shown.
    pub(super) async fn renew(self) {
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
        let tell = |attempt: Attempt<'_>| {
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
            Ok(Some(fetched)) => match self.take(fetched, LossList::default()).await {
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

    /// Reads what has come, from where it was read to as it came. Only what can be read is worth keeping.
    async fn take(&self, fetched: Fetched, losses: LossList) -> Result<Loaded, LoadError> {
        let (file, commit) = (fetched.file.clone(), fetched.version.commit.clone());
        let loaded = read(&self.name, &fetched.bytes, losses, file, commit).await?;
        if let Some(fresh) = Fresh::of(fetched) {
            keeping::keep(fresh);
        }
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

/// Reads a file: quickly, where it is plainly a published one.
async fn read(
    name: &str,
    bytes: &[u8],
    losses: LossList,
    file: Option<HubFile>,
    commit: Option<Revision>,
) -> Result<Loaded, LoadError> {
    let start = timing::now();
    let parsed = match published(bytes, losses) {
        Some(run) => ParsedFile::of(run),
        // All on the hub is JSON.
        None => later::parse(bytes, &format!("{name}.json")).await?,
    };
    timing::measure("parse", start, Some(name));
    let mut loaded = Loaded::of(parsed, bytes.len())?;
    (loaded.file, loaded.commit) = (file, commit);
    Ok(loaded)
}
