//! The training files of the repository that the address names.

use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use web_sys::{AbortController, AbortSignal};

use super::later::{self, NotLoaded};
use crate::catalogue;
use crate::fetch::{self, Attempt, FetchError, Listing, PlaceError, RepoId, Revision, Tell};
use crate::view_state::ViewState;

/// How an address names all of an owner's repositories of one model each.
pub(super) const OWN_REPOS: &str = "/QuantaMaths_*";
/// No more runs than this are drawn unasked.
pub(super) const MOST_AT_ONCE: usize = 60;

/// How far the list has come.
#[derive(Debug, Clone)]
pub(super) enum ListStatus {
    /// The address names no repository.
    None,
    /// On its way; after an attempt that failed, with the reason.
    Loading(Option<FetchError>),
    Ready(Listing),
    Failed(ListError),
}

/// Why there is no list.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub(super) enum ListError {
    #[error(transparent)]
    Place(#[from] PlaceError),
    #[error(transparent)]
    Fetch(#[from] FetchError),
    #[error(transparent)]
    Program(#[from] NotLoaded),
}

impl ListStatus {
    pub(super) fn is_settled(&self) -> bool {
        !matches!(self, Self::Loading(_))
    }

    /// Whether it failed, and asking again may help.
    pub(super) fn may_come_now(&self) -> bool {
        matches!(
            self,
            Self::Failed(ListError::Fetch(_) | ListError::Program(_))
        )
    }

    /// What there is to say while there is no list.
    pub(super) fn words(&self) -> Option<String> {
        match self {
            Self::None | Self::Ready(_) => None,
            Self::Loading(None) => Some("Asking for the list of files …".to_owned()),
            Self::Loading(Some(error)) => Some(format!("{error}; trying again …")),
            Self::Failed(error) => Some(error.to_string()),
        }
    }

    /// Whether a run of this name may be in the repository: unless the list is there without it,
    /// and it is one of the notebook's.
    pub(super) fn may_have(&self, name: &str) -> bool {
        let Self::Ready(listing) = self else {
            return true;
        };
        listing.files.iter().any(|file| run_name(file) == name)
            || !name.parse().is_ok_and(|model| catalogue::is_listed(&model))
    }

    /// The runs that are drawn where the address names none.
    pub(super) fn names(&self) -> Vec<String> {
        let Self::Ready(listing) = self else {
            return Vec::new();
        };
        let names = listing.files.iter().map(run_name);
        names.take(MOST_AT_ONCE).collect()
    }
}

/// What the address calls a listed file: its model, or its path.
pub(super) fn run_name(file: &fetch::TrainingFile) -> String {
    match file.name.parse::<crate::model_name::ModelName>() {
        Ok(name) => name.to_string(),
        Err(_) => file.file.path.to_string(),
    }
}

/// The repository of many models of an owner.
pub(super) fn shared_repo(owner: &str) -> Result<RepoId, PlaceError> {
    format!("{owner}/{}", RepoId::default().name()).parse()
}

/// The list that the address asks for, and the request for it.
#[derive(Clone, Copy)]
pub(super) struct List {
    pub(super) status: RwSignal<ListStatus>,
    again: Trigger,
    running: StoredValue<Option<SendWrapper<AbortController>>>,
}

impl List {
    /// Asks the hub for the list whenever the repository or the revision is another.
    pub(super) fn follow(view: Memo<ViewState>) -> Self {
        let asked = Memo::new(move |_| {
            let view = view.read();
            // Runs that are named need no list.
            let repo = view.repo.clone()?;
            Some((repo, view.revision.clone()))
        });
        let first = match asked.get_untracked() {
            Some(_) => ListStatus::Loading(None),
            None => ListStatus::None,
        };
        let list = Self {
            status: RwSignal::new(first),
            again: Trigger::new(),
            running: StoredValue::new(None),
        };
        Effect::new(move |_| {
            list.again.track();
            list.ask(asked.get());
        });
        list
    }

    /// Asks for the list again, whatever came of it before.
    pub(super) fn ask_again(&self) {
        self.again.notify();
    }

    /// Gives the list up, until it is asked for again.
    pub(super) fn stop(&self) {
        if !self.status.read_untracked().is_settled() {
            self.abort();
            let cancelled = FetchError::Cancelled.into();
            self.status.set(ListStatus::Failed(cancelled));
        }
    }

    fn abort(&self) {
        if let Some(before) = self.running.try_update_value(Option::take).flatten() {
            before.abort();
        }
    }

    fn ask(self, asked: Option<(String, Option<String>)>) {
        self.abort();
        let status = self.status;
        let Some((repo, revision)) = asked else {
            status.set(ListStatus::None);
            return;
        };
        status.set(ListStatus::Loading(None));
        let Ok(controller) = AbortController::new() else {
            return;
        };
        let signal = controller.signal();
        self.running.set_value(Some(SendWrapper::new(controller)));
        spawn_local(async move {
            let aborted = signal.clone();
            let tell = move |attempt| {
                if let Attempt::Retrying { error, .. } = attempt
                    && !aborted.aborted()
                {
                    status.set(ListStatus::Loading(Some(error)));
                }
            };
            let outcome = later::list(repo, revision, signal.clone(), tell).await;
            if !signal.aborted() {
                status.set(match outcome {
                    Ok(listing) => ListStatus::Ready(listing),
                    Err(error) => ListStatus::Failed(error),
                });
            }
        });
    }
}

/// Asks the hub for what is in a repository, or in those of an owner.
pub(super) async fn list(
    repo: &str,
    revision: Option<&str>,
    signal: &AbortSignal,
    tell: Tell<'_>,
) -> Result<Listing, ListError> {
    if let Some(owner) = repo.strip_suffix(OWN_REPOS) {
        let owner = shared_repo(owner)?.owner().to_owned();
        return Ok(fetch::list_owner(&owner, "QuantaMaths", signal, tell).await?);
    }
    let repo: RepoId = repo.parse()?;
    let revision: Revision = revision.map(str::parse).transpose()?.unwrap_or_default();
    Ok(fetch::list_repo(&repo, &revision, signal, tell).await?)
}
