//! The training files of the repository that the address names.

use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use web_sys::AbortController;

use crate::catalogue;
use crate::fetch::{self, FetchError, Listing, RepoId, Revision};
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
    Loading,
    Ready(Listing),
    Failed(String),
}

impl ListStatus {
    pub(super) fn is_settled(&self) -> bool {
        !matches!(self, Self::Loading)
    }

    /// Whether a run of this name may be in the repository: unless the list is there without it,
    /// and it is one of the notebook's.
    pub(super) fn may_have(&self, name: &str) -> bool {
        let Self::Ready(listing) = self else {
            return true;
        };
        listing.files.iter().any(|file| run_name(file) == name)
            || !name
                .parse()
                .is_ok_and(|model| catalogue::find(&model).is_some())
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
pub(super) fn shared_repo(owner: &str) -> Result<RepoId, String> {
    format!("{owner}/{}", RepoId::default().name())
        .parse()
        .map_err(|error| format!("{error}"))
}

/// Follows the address: asks the hub for the list whenever the repository or the revision is
/// another, or `again` is told.
pub(super) fn follow(view: RwSignal<ViewState>, again: Trigger) -> RwSignal<ListStatus> {
    let asked = Memo::new(move |_| {
        let view = view.read();
        // Runs that are named need no list.
        let repo = view.repo.clone()?;
        Some((repo, view.revision.clone()))
    });
    let first = match asked.get_untracked() {
        Some(_) => ListStatus::Loading,
        None => ListStatus::None,
    };
    let status = RwSignal::new(first);
    let running = StoredValue::new(None::<SendWrapper<AbortController>>);
    Effect::new(move |_| {
        if let Some(before) = running.try_update_value(Option::take).flatten() {
            before.abort();
        }
        again.track();
        let Some((repo, revision)) = asked.get() else {
            status.set(ListStatus::None);
            return;
        };
        status.set(ListStatus::Loading);
        let Ok(controller) = AbortController::new() else {
            return;
        };
        let signal = controller.signal();
        running.set_value(Some(SendWrapper::new(controller)));
        spawn_local(async move {
            let outcome = list(&repo, revision.as_deref(), &signal).await;
            if !signal.aborted() {
                status.set(match outcome {
                    Ok(listing) => ListStatus::Ready(listing),
                    Err(reason) => ListStatus::Failed(reason),
                });
            }
        });
    });
    status
}

async fn list(
    repo: &str,
    revision: Option<&str>,
    signal: &web_sys::AbortSignal,
) -> Result<Listing, String> {
    let in_words = |error: FetchError| error.to_string();
    if let Some(owner) = repo.strip_suffix(OWN_REPOS) {
        let owner = shared_repo(owner)?.owner().to_owned();
        return fetch::list_owner(&owner, "QuantaMaths", signal, |_| {})
            .await
            .map_err(in_words);
    }
    let repo: RepoId = repo.parse().map_err(|error| format!("{error}"))?;
    let revision: Revision = revision
        .map(str::parse)
        .transpose()
        .map_err(|error| format!("{error}"))?
        .unwrap_or_default();
    fetch::list_repo(&repo, &revision, signal, |_| {})
        .await
        .map_err(in_words)
}
