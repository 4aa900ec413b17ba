//! The training files of the repository that the address names.

use js_sys::Date;
use leptos::prelude::*;
use web_sys::AbortSignal;

use super::load_error::LoadError;
use super::standing::Standing;
use super::work::Work;
use crate::app::later;
use crate::catalogue;
use crate::fetch::{self, Attempt, Collection, FetchError, Listing, TrainingFile};
use crate::view_state::{Source, ViewState};

/// No more runs than this are drawn unasked.
pub(in crate::app) const MOST_AT_ONCE: usize = 60;

/// What comes before the words of what it failed of, which may be those of a run.
const LIST: &str = "The list of files:";

/// How far the list has come.
#[derive(Debug, Clone)]
pub(in crate::app) enum ListStatus {
    /// The address names no repository.
    None,
    /// On its way; after an attempt that failed, with the reason.
    Loading(Option<FetchError>),
    Ready(Listing),
    Failed(LoadError),
}

impl ListStatus {
    fn at_first(asked: Option<&Collection>) -> Self {
        match asked {
            Some(_) => Self::Loading(None),
            None => Self::None,
        }
    }

    pub(in crate::app) fn is_settled(&self) -> bool {
        !matches!(self, Self::Loading(_))
    }

    /// Whether it failed, and asking again may help.
    pub(in crate::app) fn may_retry(&self) -> bool {
        matches!(
            self,
            Self::Failed(LoadError::Fetch(_) | LoadError::Program(_))
        )
    }

    /// Whether the network is why there is no list.
    fn waits_for_network(&self) -> bool {
        matches!(self, Self::Failed(error) if error.is_of_network())
    }

    /// What there is to say while there is no list.
    pub(in crate::app) fn words(&self) -> Option<String> {
        match self {
            Self::None | Self::Ready(_) => None,
            Self::Loading(None) => Some("Loading the list of files …".to_owned()),
            Self::Loading(Some(error)) => Some(format!("{LIST} {error}; trying again …")),
            Self::Failed(error @ LoadError::Fetch(_)) => Some(format!("{LIST} {error}")),
            Self::Failed(error) => Some(error.to_string()),
        }
    }

    /// Whether a run of this name may be in the repository. Only one of the notebook's may not, where the list is there
    /// without it.
    pub(in crate::app) fn may_have(&self, name: &str) -> bool {
        let files: &[TrainingFile] = match self {
            Self::Ready(listing) => &listing.files,
            Self::Failed(error) if is_of_place(error) => &[],
            _ => return true,
        };
        // Of a model that goes on with another, both are in its name.
        let file_name = name.split(',').next().unwrap_or(name);
        files.iter().any(|file| file.name == file_name)
            || !name.parse().is_ok_and(|model| catalogue::is_listed(&model))
    }

    /// The runs that are drawn where the address names none.
    pub(in crate::app) fn names(&self) -> Vec<String> {
        let Self::Ready(listing) = self else {
            return Vec::new();
        };
        let names = listing.files.iter().map(|file| file.name.clone());
        names.take(MOST_AT_ONCE).collect()
    }
}

/// Whether there is no such place, or nothing in it.
fn is_of_place(error: &LoadError) -> bool {
    match error {
        LoadError::Fetch(FetchError::NoTrainingFile { .. }) => true,
        LoadError::Fetch(error) => error.is_missing(),
        _ => false,
    }
}

/// The list that the address asks for, and the request for it.
#[derive(Clone, Copy)]
pub(in crate::app) struct List {
    pub(in crate::app) status: RwSignal<ListStatus>,
    /// How a list that is shown stands to what the hub has.
    pub(in crate::app) standing: RwSignal<Standing>,
    /// When it came on this visit, in milliseconds since 1970.
    came_at: StoredValue<f64>,
    work: StoredValue<Work>,
    asked: Memo<Option<Collection>>,
}

impl List {
    /// Asks the hub for the list whenever the repository or the revision is another.
    pub(in crate::app) fn follow(view: Memo<ViewState>) -> Self {
        let asked = Memo::new(move |_| {
            let view = view.read();
            let repo = view.repo.as_ref().filter(|_| view.source == Source::Hub)?;
            Some(repo.collection(view.revision.as_ref()))
        });
        let list = Self {
            status: RwSignal::new(ListStatus::at_first(asked.get_untracked().as_ref())),
            standing: RwSignal::new(Standing::Current),
            came_at: StoredValue::new(0.0),
            work: StoredValue::new(Work::none()),
            asked,
        };
        Effect::new(move |_| {
            list.standing.set(Standing::Current);
            list.status.set(ListStatus::at_first(asked.read().as_ref()));
            list.ask();
        });
        list
    }

    /// Asks for the list again, by hand: at once, whatever came of it before.
    pub(in crate::app) fn retry(&self) {
        fetch::hurry();
        if self.has_failed() {
            self.status.set(ListStatus::Loading(None));
        }
        self.ask();
    }

    /// Asks again where the network has kept the list from coming.
    pub(in crate::app) fn retry_for_network(&self) {
        if self.status.read_untracked().waits_for_network()
            || self.standing.read_untracked().waits_for_network()
        {
            self.ask();
        }
    }

    /// The same, unless it is being asked for anyway.
    pub(in crate::app) fn retry_given_up(&self) {
        if !self.work.get_value().is_under_way() {
            self.retry_for_network();
        }
    }

    /// Gives the list up, until it is asked for again.
    pub(in crate::app) fn stop(&self) {
        if !self.status.read_untracked().is_settled() {
            self.work.get_value().end();
            let cancelled = FetchError::Cancelled.into();
            self.status.set(ListStatus::Failed(cancelled));
        }
    }

    fn has_failed(&self) -> bool {
        matches!(&*self.status.read_untracked(), ListStatus::Failed(_))
    }

    /// Whether it is asked for again for this reason.
    fn is_retrying(&self, error: &FetchError) -> bool {
        let status = self.status.read_untracked();
        matches!(&*status, ListStatus::Loading(Some(reason)) if reason == error)
    }

    fn ask(self) {
        let work = self.work.get_value();
        let Some(asked) = self.asked.get_untracked() else {
            return work.end();
        };
        work.begin(|signal| async move {
            let outcome = later::list(asked, self, signal.clone()).await;
            if let Err(error) = outcome
                && !signal.aborted()
            {
                self.status.set(ListStatus::Failed(error));
            }
        });
    }

    fn show(self, listing: Listing) {
        let is_shown =
            matches!(&*self.status.read_untracked(), ListStatus::Ready(shown) if *shown == listing);
        if !is_shown {
            self.status.set(ListStatus::Ready(listing));
        }
    }

    /// Shows the list that is asked for, a kept one at first; an error where there is none to show.
    pub(in crate::app) async fn load(
        self,
        collection: Collection,
        signal: AbortSignal,
    ) -> Result<(), LoadError> {
        let kept = fetch::kept_list(&collection).await;
        if signal.aborted() {
            return Ok(());
        }
        let since = match kept {
            Some((listing, since)) => {
                self.show(listing);
                Some(since)
            }
            // It came on this visit, and is kept no longer.
            None if matches!(&*self.status.read_untracked(), ListStatus::Ready(_)) => {
                Some(self.came_at.get_value())
            }
            None => None,
        };
        let stand = |since, error: FetchError| {
            self.standing.set(Standing::Kept {
                since,
                reason: error.into(),
            });
        };
        let tell = |attempt: Attempt| {
            let Attempt::Retrying { error, .. } = attempt else {
                return;
            };
            if signal.aborted() {
                return;
            }
            match since {
                Some(since) => stand(since, error),
                // A retry that nobody asked for does not hide why it failed.
                None if self.has_failed() || self.is_retrying(&error) => {}
                None => self.status.set(ListStatus::Loading(Some(error))),
            }
        };
        let newest = fetch::list(&collection, &signal, &tell).await;
        if signal.aborted() {
            return Ok(());
        }
        match (newest, since) {
            (Ok(listing), _) => {
                self.came_at.set_value(Date::now());
                self.show(listing);
                self.standing.set(Standing::Current);
            }
            (Err(error), Some(since)) => stand(since, error),
            // A storage that was late may have it by now.
            (Err(error), None) => match fetch::kept_list(&collection).await {
                Some((listing, since)) if !signal.aborted() => {
                    self.show(listing);
                    stand(since, error);
                }
                _ => return Err(error.into()),
            },
        }
        Ok(())
    }
}
