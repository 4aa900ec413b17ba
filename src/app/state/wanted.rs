//! Which runs a view asks for, and where they are.

use leptos::prelude::*;

use crate::app::loading::list::{List, ListStatus};
use crate::app::loading::place::Place;
use crate::catalogue;
use crate::fetch::Repositories;
use crate::model_name::ModelName;
use crate::view_state::{Source, ViewState};

/// Names as addresses and files write them.
pub(in crate::app) fn written<'a>(names: impl IntoIterator<Item = &'a ModelName>) -> Vec<String> {
    names.into_iter().map(ToString::to_string).collect()
}

pub(in crate::app) fn sample_names() -> Vec<String> {
    written(catalogue::samples())
}

/// The names of the runs to compare.
pub(super) fn compared(view: &ViewState, listing: &ListStatus) -> Vec<String> {
    if let Some(runs) = &view.runs {
        return runs.clone();
    }
    match (view.source, listing) {
        (Source::Samples, _) => sample_names(),
        (Source::Hub, ListStatus::None) => written(catalogue::addition()),
        (Source::Hub, listing) => listing.names(),
    }
}

/// Where runs are on the hub, as a view names their repository and their commits.
pub(super) fn hub_places(names: Vec<String>, view: &ViewState, list: List) -> Vec<(String, Place)> {
    let place = |name: String| {
        // A model of the notebook that the repository does not have is the notebook's own.
        let is_theirs = list.status.read().may_have(&name);
        let repo = view.repo.as_ref().filter(|_| is_theirs);
        let repo = repo.map(Repositories::shared);
        let revision = view.revision.as_ref().filter(|_| is_theirs);
        let place = Place::on_hub(&name, repo, revision, view.commit_of(&name));
        (name, place)
    };
    names.into_iter().map(place).collect()
}

pub(super) fn sample_places(names: Vec<String>) -> Vec<(String, Place)> {
    let place = |name: String| {
        let place = Place::of_sample(&name);
        (name, place)
    };
    names.into_iter().map(place).collect()
}

/// The samples that can stand in for what a view asks of the hub: all for a comparison; for one model none but its own.
pub(super) fn stand_ins(view: &ViewState) -> Vec<String> {
    let mut names = sample_names();
    names.retain(|name| view.model.as_ref().is_none_or(|model| model == name));
    names
}
