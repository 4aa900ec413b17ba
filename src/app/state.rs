//! The page's state: what the address asks for, and what follows from it.

use std::num::NonZeroUsize;
use std::sync::Arc;

use leptos::prelude::*;

use super::browser;
use super::load::{Load, LoadStatus, Loads};
use crate::catalogue;
use crate::fetch::Source;
use crate::model_name::ModelName;
use crate::smooth::Window;
use crate::view_state::ViewState;

/// The window of the notebook's figures, in steps.
pub(super) const WINDOW: Window = Window::centred(NonZeroUsize::new(500).unwrap());

/// Signals that the parts of the page share.
#[derive(Clone, Copy)]
pub(super) struct State {
    /// What the address says.
    pub(super) view: RwSignal<ViewState>,
    hub: Loads,
    samples: Loads,
    /// Whether the samples stand in for a hub that cannot be reached.
    pub(super) hub_is_away: Memo<bool>,
}

impl State {
    pub(super) fn new() -> Self {
        let view = RwSignal::new(ViewState::from_query(&browser::query()));
        browser::on_history(move || view.set(ViewState::from_query(&browser::query())));

        let names = Memo::new(move |_| wanted(&view.read()));
        let source = Memo::new(move |_| view.read().source);
        let hub = Loads::new(Source::Hub, move || match source.get() {
            Source::Hub => names.get(),
            Source::Samples => Vec::new(),
        });
        // Asking again does not bring the hub back; only an answer does.
        let hub_is_away = Memo::new(move |was_away: Option<&bool>| {
            let was_away = was_away.copied().unwrap_or_default();
            let loads = hub.all();
            let is_away = |status: &LoadStatus| {
                status.is_cut_off() || was_away && matches!(status, LoadStatus::Waiting)
            };
            !loads.is_empty() && loads.iter().all(|load| is_away(&load.status.read()))
        });
        let samples = Loads::new(Source::Samples, move || match source.get() {
            Source::Samples => names.get(),
            Source::Hub if hub_is_away.get() => sample_names(),
            Source::Hub => Vec::new(),
        });
        browser::on_online(move || hub.retry_cut_off());
        Self {
            view,
            hub,
            samples,
            hub_is_away,
        }
    }

    /// The runs on the page, in order.
    pub(super) fn loads(&self) -> Vec<Arc<Load>> {
        if self.shows_samples() {
            self.samples.all()
        } else {
            self.hub.all()
        }
    }

    pub(super) fn shows_samples(&self) -> bool {
        self.view.read().source == Source::Samples || self.hub_is_away.get()
    }

    /// Asks the hub again for every run that it could not be asked for.
    pub(super) fn retry_hub(&self) {
        self.hub.retry_cut_off();
    }

    /// The names that the address asks for.
    pub(super) fn wanted(&self) -> Vec<String> {
        wanted(&self.view.read())
    }

    /// Shows other runs, as a step of the browser's history.
    pub(super) fn choose(&self, runs: Vec<String>) {
        self.view.update(|view| view.runs = Some(runs));
        browser::push_query(&self.view.read_untracked().to_query());
    }

    pub(super) fn is_hidden(&self, name: &str) -> bool {
        self.view.read().hidden.iter().any(|hidden| hidden == name)
    }

    /// Hides a run or shows it again.
    pub(super) fn toggle(&self, name: &str) {
        self.view.update(|view| {
            let before = view.hidden.len();
            view.hidden.retain(|hidden| hidden != name);
            if view.hidden.len() == before {
                view.hidden.push(name.to_owned());
            }
        });
        browser::replace_query(&self.view.read_untracked().to_query());
    }

    /// Whether every wanted run has come or has failed for good.
    pub(super) fn is_settled(&self) -> bool {
        self.loads().iter().all(|load| {
            matches!(
                *load.status.read(),
                LoadStatus::Ready(_) | LoadStatus::Failed(_)
            )
        })
    }
}

/// Names as addresses and files write them.
pub(super) fn texts<'a>(names: impl IntoIterator<Item = &'a ModelName>) -> Vec<String> {
    names.into_iter().map(ToString::to_string).collect()
}

pub(super) fn sample_names() -> Vec<String> {
    texts(catalogue::samples().iter().map(|sample| &sample.name))
}

fn wanted(view: &ViewState) -> Vec<String> {
    view.runs.clone().unwrap_or_else(|| match view.source {
        Source::Hub => catalogue::set("addition")
            .map(|set| texts(&set.names))
            .unwrap_or_default(),
        Source::Samples => sample_names(),
    })
}
