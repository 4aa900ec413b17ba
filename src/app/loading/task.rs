//! The way of one file to the page: kept, fetched, read, smoothed.

use std::pin::pin;
use std::sync::Arc;

use futures_util::future::{Either, select};
use js_sys::Date;
use leptos::prelude::*;
use web_sys::AbortSignal;

use super::load::Load;
use super::load_error::LoadError;
use super::load_status::LoadStatus;
use super::loaded::Loaded;
use super::place::Place;
use super::reading::{Reading, Smoothed};
use super::standing::Standing;
use super::{keeping, thread};
use crate::app::{later, timing};
use crate::fetch::store::{self, Fresh};
use crate::fetch::{self, Attempt, Content, Fetched, Kept};

/// The work for one file that is wanted.
pub(in crate::app) struct Task {
    pub(super) load: Arc<Load>,
    /// Told when it is given up.
    pub(super) signal: AbortSignal,
}

impl Task {
    /// Shows the file, a kept one at first; and what is newer than that.
    pub(in crate::app) async fn run(self) {
        if !self.load.standing.read_untracked().is_kept() {
            let Some(found) = self.find_or_fetch().await else {
                return;
            };
            match self.kept(found).await {
                Some(kept) => self.show(kept).await,
                None => return self.fetch().await,
            }
        }
        self.renew().await;
    }

    /// Finds the kept file; none once the file is shown as it was fetched. Where the storage is late, both are tried, and
    /// what comes first is taken; where the fetch fails, the storage has a little longer.
    async fn find_or_fetch(&self) -> Option<(Kept, Content)> {
        // One that is given up is dropped with this: no longer polled, it would keep others waiting.
        let (mut find, mut fetch) = (pin!(self.find()), pin!(self.fetch()));
        let found = match fetch::before(store::late(), find.as_mut()).await {
            Some(found) => found,
            None => match select(find.as_mut(), fetch.as_mut()).await {
                Either::Left((found, _)) => found,
                Either::Right(_) if self.load.status.read_untracked().has_failed() => {
                    return fetch::before_long(find).await.flatten();
                }
                Either::Right(_) => return None,
            },
        };
        if found.is_none() {
            fetch.await;
        }
        found
    }

    async fn fetch(&self) {
        let tell = |attempt: Attempt| {
            if self.signal.aborted() {
                return;
            }
            match attempt {
                Attempt::Loading(bytes) => {
                    if bytes == 0 {
                        self.load.status.set(LoadStatus::Loading);
                    }
                    self.load.bytes.set(bytes);
                }
                // A retry that nobody asked for does not hide why it failed.
                Attempt::Retrying { .. } if self.load.status.read_untracked().has_failed() => {}
                Attempt::Retrying { error, seconds } => {
                    self.load.pause.set(seconds);
                    // Told each second: what depends on the status is not to be made anew so often.
                    if self.load.status.read_untracked().error() != Some(&error) {
                        self.load.status.set(LoadStatus::Retrying(error));
                    }
                }
            }
        };
        let outcome = match &self.load.place {
            Place::Nowhere(reason) => Err(reason.clone().into()),
            Place::Local(file) => {
                self.load.status.set(LoadStatus::Loading);
                let read = later::read_own(file.clone(), self.load.smoothing, self.signal.clone());
                read.await.map(|read| self.arrival(read, file.bytes()))
            }
            Place::Remote(origin) => {
                let start = timing::now();
                let smoothing = self.load.smoothing.get_untracked();
                let fetched = thread::load(origin, smoothing, &self.signal, &tell).await;
                timing::measure("fetch", start, Some(&self.load.name));
                match fetched {
                    Ok(fetched) => self.take(fetched).await,
                    Err(error) => Err(error.into()),
                }
            }
        };
        self.show(outcome).await;
    }

    /// The file as an earlier visit left it.
    async fn find(&self) -> Option<(Kept, Content)> {
        let Place::Remote(origin) = &self.load.place else {
            return None;
        };
        store::find(origin).await
    }

    /// Reads a kept file. What is damaged is let go of.
    async fn kept(&self, (kept, content): (Kept, Content)) -> Option<Result<Arrival, LoadError>> {
        let found = Fetched {
            body: content.into(),
            file: Some(kept.file.clone()),
            version: kept.version.clone(),
        };
        match self.read(&found).await {
            Err(LoadError::Parse(_)) => {
                store::forget(&kept.kept_as);
                None
            }
            outcome => Some(outcome.map(|mut arrival| {
                arrival.loaded.kept = Some(kept);
                arrival
            })),
        }
    }

    /// Puts what is newer in the place of the kept file that is shown.
    async fn renew(self) {
        let loaded = self.load.status.read_untracked().loaded();
        let Some(kept) = loaded.and_then(|loaded| loaded.kept.clone()) else {
            return;
        };
        let (load, signal) = (self.load.clone(), self.signal.clone());
        let outcome = later::renew(self, kept.clone()).await;
        if let Err(reason) = outcome
            && !signal.aborted()
        {
            load.standing.set(Standing::Kept {
                since: kept.since(Date::now()),
                reason: reason.into(),
            });
        }
    }

    /// Asks the hub whether it has another than the file that is shown.
    pub(in crate::app) async fn ask_for_newer(self, kept: &Kept) {
        let Place::Remote(origin) = &self.load.place else {
            return;
        };
        let stand = |standing| {
            if !self.signal.aborted() {
                self.load.standing.set(standing);
            }
        };
        let unknown = |reason| Standing::Kept {
            since: kept.since(Date::now()),
            reason,
        };
        let tell = |attempt: Attempt| {
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
                // A link by commit has asked nothing of what is kept as the newest.
                if kept.file == kept.kept_as {
                    store::confirm(kept).await;
                }
            }
            Ok(Some(fetched)) => match self.take(fetched).await {
                Ok(arrival) => {
                    if arrival.loaded.file.as_ref() != Some(&kept.file) {
                        store::forget(&kept.kept_as);
                    }
                    self.show(Ok(arrival)).await;
                    stand(Standing::Renewed);
                }
                Err(reason) => stand(unknown(reason)),
            },
            Err(reason) => stand(unknown(reason.into())),
        }
    }

    /// Reads what has come. Only what can be read is worth keeping.
    async fn take(&self, fetched: Fetched) -> Result<Arrival, LoadError> {
        let arrival = self.read(&fetched).await?;
        if let Some(fresh) = Fresh::of(&fetched) {
            keeping::queue(fresh);
        }
        Ok(arrival)
    }

    /// Reads a file: quickly, where it is plainly a published one and there is room to.
    async fn read(
        &self,
        Fetched {
            body,
            file,
            version,
        }: &Fetched,
    ) -> Result<Arrival, LoadError> {
        let smoothing = self.load.smoothing.get_untracked();
        let reading = if let Some(reading) = thread::read(body, smoothing).await? {
            reading
        } else {
            let file_name = file.as_ref().map_or_else(
                || format!("{}.json", self.load.name),
                |file| file.path.as_str().to_owned(),
            );
            later::parse(body.content.clone(), file_name, smoothing).await?
        };
        let mut arrival = self.arrival(reading, body.content.length);
        arrival.loaded.file.clone_from(file);
        arrival.loaded.commit.clone_from(&version.commit);
        Ok(arrival)
    }

    fn arrival(&self, reading: Reading, bytes: usize) -> Arrival {
        let took = |what, time| timing::measure(what, timing::now() - time, Some(&self.load.name));
        took("parse", reading.parse_time);
        took("smooth", reading.smooth_time);
        Arrival {
            loaded: Loaded::of(reading.file, bytes, reading.room),
            smoothed: reading.smoothed,
        }
    }

    async fn show(&self, outcome: Result<Arrival, LoadError>) {
        let outcome = match outcome {
            Ok(arrival) => Ok(self.as_wanted(arrival).await),
            Err(error) => Err(error),
        };
        if self.signal.aborted() {
            return;
        }
        self.load.status.set(match outcome {
            Ok(Arrival { loaded, smoothed }) => {
                self.load.smoothed.set(smoothed);
                self.load.bytes.set(loaded.bytes);
                LoadStatus::Ready(Arc::new(loaded))
            }
            Err(error) => LoadStatus::Failed(error),
        });
    }

    /// Smooths runs again where another smoothing is wanted than when they were asked for.
    async fn as_wanted(&self, mut arrival: Arrival) -> Arrival {
        while arrival.smoothed.smoothing != self.load.smoothing.get_untracked()
            && !self.signal.aborted()
        {
            arrival.smoothed = thread::smooth(&arrival.loaded.runs, self.load.smoothing).await;
        }
        arrival
    }
}

/// A file that has come, and its series as they were smoothed meanwhile.
struct Arrival {
    loaded: Loaded,
    smoothed: Smoothed,
}
