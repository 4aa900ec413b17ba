//! The page's state: what the address asks for, and what follows from it.

mod runs;
mod zoom;

use std::time::Duration;

use leptos::prelude::*;

use super::loading::away::{Away, away};
use super::loading::list::{List, ListStatus};
use super::loading::loads::Loads;
use super::loading::network;
use super::loading::own_file::OwnFile;
use super::loading::place::Place;
use super::row::{Row, rows};
use super::{address_bar, browser, later};
use crate::catalogue;
use crate::draw::Theme;
use crate::fetch::{self, Repositories};
use crate::model_name::ModelName;
use crate::scene::{Ends, Zoom, ZoomHistory};
use crate::smooth::Smoothing;
use crate::view_state::{Notice, Source, ThemeChoice, ViewState};

/// Signals that the parts of the page share.
#[derive(Clone, Copy)]
pub(super) struct State {
    /// What the address says.
    pub(super) view: RwSignal<ViewState>,
    /// The view but for the part of the axes that is shown, which a hand changes at every frame.
    pub(super) settings: Memo<ViewState>,
    pub(super) smoothing: Memo<Smoothing>,
    /// What of the address was of no use.
    pub(super) notices: RwSignal<Vec<Notice>>,
    /// What is in the repository that the address names.
    pub(super) list: List,
    hub: Loads,
    samples: Loads,
    /// Files of the visitor's own.
    locals: RwSignal<Vec<(String, OwnFile)>>,
    local: Loads,
    /// Which of their lines are listed but not drawn. No address tells their names.
    hidden_own: RwSignal<Vec<String>>,
    /// Since when runs or their list are as an earlier visit kept them, where the hub cannot be reached.
    pub(super) kept_since: Memo<Option<f64>>,
    /// Why samples stand in for what the hub has, where they do.
    pub(super) away: Memo<Option<Away>>,
    /// Whether the runs are the samples, by choice or for the want of a hub.
    pub(super) shows_samples: Memo<bool>,
    /// The names of the runs to compare, even while one model is shown in place of them.
    pub(super) compared: Memo<Vec<String>>,
    pub(super) rows: Memo<Vec<Row>>,
    /// The run that the pointer or the focus is on in the legend.
    pub(super) pointed_at: RwSignal<Option<String>>,
    /// The parts of the axes that were shown before and after.
    pub(super) zooms: RwSignal<ZoomHistory>,
    pub(super) theme: Memo<Theme>,
    pub(super) dark: Memo<bool>,
    /// Whether what is drawn goes to paper, which is light.
    pub(super) is_printing: ReadSignal<bool>,
    /// Whether it is time for what steers the figure, which is seen before it is touched.
    pub(super) rest_wanted: RwSignal<bool>,
    /// Has the parts of the page that come later and did not come asked for again.
    pub(super) later_again: Trigger,
    /// The catalogue's part of the page.
    pub(super) chooser: NodeRef<leptos::html::Details>,
    /// Whether anyone has looked there yet; until then it is not made.
    pub(super) chooser_wanted: RwSignal<bool>,
    /// Whether the search there is to have the focus as soon as it is made.
    pub(super) search_wanted: RwSignal<bool>,
}

impl State {
    pub(super) fn new() -> Self {
        let (first, notices) = ViewState::from_query(&browser::query());
        let (view, notices) = (RwSignal::new(first), RwSignal::new(notices));
        let zooms = RwSignal::new(ZoomHistory::default());
        follow_history(view, zooms, notices);
        let settings = Memo::new(move |_| view.get().without_zoom());
        let smoothing = Memo::new(move |_| settings.read().smoothing);
        let list = List::follow(settings);

        let compared = Memo::new(move |_| compared(&settings.read(), &list.status.read()));
        let wanted = move || match settings.read().model.clone() {
            Some(model) => vec![model],
            None => compared.get(),
        };
        let source = Memo::new(move |_| settings.read().source);
        let hub = Loads::new(smoothing, move || match source.get() {
            Source::Hub => hub_places(wanted(), &settings.read(), list),
            Source::Samples => Vec::new(),
        });
        let stand_ins = Memo::new(move |_| stand_ins(&settings.read()));
        let away = away(hub, stand_ins);
        let samples = Loads::new(smoothing, move || match source.get() {
            Source::Samples => sample_places(wanted()),
            Source::Hub if away.read().is_some() => sample_places(stand_ins.get()),
            Source::Hub => Vec::new(),
        });
        let locals = RwSignal::new(Vec::new());
        let local = Loads::new(smoothing, move || {
            let files = locals.get().into_iter();
            files
                .map(|(name, file)| (name, Place::Local(file)))
                .collect()
        });
        let later_again = Trigger::new();
        network::pick_up([hub, samples, local], list, later_again);
        hub.keep_once_settled();
        let shows_samples =
            Memo::new(move |_| source.get() == Source::Samples || away.read().is_some());
        let rows = Memo::new(move |_| {
            let remote = if shows_samples.get() { samples } else { hub };
            rows([remote.all(), local.all()].concat())
        });
        let is_printing = browser::is_printing();
        let dark = is_dark(settings, is_printing);
        let theme = Memo::new(move |_| {
            if dark.get() {
                Theme::DARK
            } else {
                Theme::LIGHT
            }
        });
        Self {
            view,
            settings,
            smoothing,
            notices,
            list,
            hub,
            samples,
            locals,
            local,
            hidden_own: RwSignal::new(Vec::new()),
            kept_since: kept_since(hub, list),
            away,
            shows_samples,
            compared,
            rows,
            pointed_at: RwSignal::new(None),
            zooms,
            theme,
            dark,
            is_printing,
            rest_wanted: RwSignal::new(false),
            later_again,
            chooser: NodeRef::new(),
            chooser_wanted: RwSignal::new(false),
            search_wanted: RwSignal::new(false),
        }
    }

    /// The one model to show, in place of a comparison.
    pub(super) fn model(&self) -> Option<String> {
        self.settings.read().model.clone()
    }

    /// Whether one model is shown, in place of a comparison.
    pub(super) fn shows_model(&self) -> bool {
        self.settings.read().model.is_some()
    }

    /// Lists the training files of a repository, and shows them.
    pub(super) fn list_repository(&self, repo: Option<Repositories>) {
        let is_listed = self.view.read_untracked().repo == repo;
        if is_listed {
            self.list.retry();
        }
        self.go(|view| {
            // The samples are of none.
            view.source = Source::Hub;
            if !is_listed {
                // They are the other repository's.
                view.revision = None;
                view.commits.clear();
                view.hidden.clear();
            }
            view.repo = repo;
            view.runs = None;
            view.model = None;
            view.axes.zoom = Zoom::default();
        });
    }

    /// Asks the hub again, by hand, for the list and every run that it could not be asked for.
    pub(super) fn retry_hub(&self) {
        fetch::hurry();
        self.hub.retry_for_network();
        if self.list.standing.read_untracked().is_kept() {
            self.list.retry();
        } else {
            self.list.retry_for_network();
        }
    }

    /// Whether the list failed, asking again may help, and its words stand in place of the runs.
    pub(super) fn may_retry_list(&self) -> bool {
        self.rows.read().is_empty() && self.list.status.read().may_retry()
    }

    /// Asks again for whatever failed and may come, the list or runs.
    pub(super) fn retry_failed(&self) {
        if untrack(|| self.may_retry_list()) {
            self.list.retry();
        }
        for row in self.rows.get_untracked() {
            if row.load.may_retry() {
                row.load.retry();
            }
        }
    }

    /// Asks again for the rest of the page, and for what could not be read without it.
    pub(super) fn retry_rest(self) {
        later::retry(self.later_again);
        for loads in [self.hub, self.samples, self.local] {
            loads.retry_given_up();
        }
        self.list.retry_given_up();
    }

    /// Gives up whatever has not come yet, the list or runs.
    pub(super) fn stop(&self) {
        self.list.stop();
        for row in self.rows.get_untracked() {
            if !row.load.status.read_untracked().is_settled() {
                row.load.stop();
            }
        }
    }

    /// Changes what is shown, as a step of the browser's history, unless it is shown already. The parts
    /// of the axes that were shown before belong to what was shown then.
    pub(super) fn go(&self, change: impl FnOnce(&mut ViewState)) {
        let before = self.view.read_untracked().to_query();
        self.zooms.set(ZoomHistory::default());
        self.view.update(change);
        let query = self.view.read_untracked().to_query();
        if query == before {
            address_bar::replace(query);
        } else {
            address_bar::push(&query);
        }
    }

    /// Changes the view in place: Back leads past it.
    pub(super) fn adjust(&self, change: impl FnOnce(&mut ViewState)) {
        self.view.update(change);
        address_bar::replace(self.view.read_untracked().to_query());
    }

    /// Opens the catalogue at its search, which may have to come first.
    pub(super) fn find_models(&self) {
        if let Some(chooser) = self.chooser.get_untracked() {
            self.want_chooser();
            self.search_wanted.set(true);
            chooser.set_open(true);
        }
    }

    /// Spaces the losses of a panel the other way, and shows all of them: what was zoomed to
    /// there has lost its sense.
    pub(super) fn toggle_log(&self, panel: usize) {
        self.adjust(|view| {
            view.axes.y.toggle(panel);
            if let Some(ends) = view.axes.zoom.y.get_mut(panel) {
                *ends = Ends::default();
            }
        });
    }

    /// Brings what steers the figure.
    pub(super) fn want_rest(self) {
        raise(self.rest_wanted);
    }

    /// Brings the catalogue.
    pub(super) fn want_chooser(self) {
        raise(self.chooser_wanted);
    }

    /// Calls `then`, once: when every wanted run has come or has failed and the browser is idle, but after `patience` at
    /// the latest.
    pub(super) fn once_settled(self, patience: Duration, then: impl FnOnce() + 'static) {
        let then = StoredValue::new_local(Some(then));
        let call = move || {
            if let Some(then) = then.try_update_value(Option::take).flatten() {
                then();
            }
        };
        Effect::new(move |was_settled: Option<bool>| {
            let is_settled = was_settled == Some(true) || self.is_settled();
            if is_settled {
                browser::when_idle(call);
            }
            is_settled
        });
        set_timeout(call, patience);
    }

    /// Whether every wanted run has come or has failed so far.
    pub(super) fn is_settled(&self) -> bool {
        let remote = if self.shows_samples.get() {
            self.samples
        } else {
            self.hub
        };
        remote.are_settled() && self.local.are_settled() && self.list.status.read().is_settled()
    }
}

/// Names as addresses and files write them.
pub(super) fn written<'a>(names: impl IntoIterator<Item = &'a ModelName>) -> Vec<String> {
    names.into_iter().map(ToString::to_string).collect()
}

pub(super) fn sample_names() -> Vec<String> {
    written(catalogue::samples())
}

/// Sets a flag, unless it is set: set again, it would make anew what depends on it.
fn raise(wanted: RwSignal<bool>) {
    if !wanted.get_untracked() {
        wanted.set(true);
    }
}

/// Since when what is shown of the hub is as it was kept, for the want of a hub to ask.
fn kept_since(hub: Loads, list: List) -> Memo<Option<f64>> {
    Memo::new(move |_| {
        let list = list.standing.read().unreachable_since();
        let dates = hub.unreachable_since().into_iter().chain(list);
        dates.min_by(f64::total_cmp)
    })
}

fn compared(view: &ViewState, listing: &ListStatus) -> Vec<String> {
    if let Some(runs) = &view.runs {
        return runs.clone();
    }
    match (view.source, listing) {
        (Source::Samples, _) => sample_names(),
        (Source::Hub, ListStatus::None) => written(catalogue::addition()),
        (Source::Hub, listing) => listing.names(),
    }
}

/// Has Back and Forward lead to the views they left.
fn follow_history(
    view: RwSignal<ViewState>,
    zooms: RwSignal<ZoomHistory>,
    notices: RwSignal<Vec<Notice>>,
) {
    address_bar::on_history(move || {
        let (mut now, told) = ViewState::from_query(&browser::query());
        // Colours are for all views: a choice of the visitor's is not undone by going back.
        let theme = view.read_untracked().theme;
        if now.theme != theme {
            now.theme = theme;
            address_bar::replace(now.to_query());
        }
        zooms.set(ZoomHistory::default());
        view.set(now);
        notices.set(told);
    });
}

/// Where runs are on the hub, as a view names their repository and their commits.
fn hub_places(names: Vec<String>, view: &ViewState, list: List) -> Vec<(String, Place)> {
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

fn sample_places(names: Vec<String>) -> Vec<(String, Place)> {
    let place = |name: String| {
        let place = Place::of_sample(&name);
        (name, place)
    };
    names.into_iter().map(place).collect()
}

/// The samples that can stand in for what a view asks of the hub: all for a comparison; for one model none but its own.
fn stand_ins(view: &ViewState) -> Vec<String> {
    let mut names = sample_names();
    names.retain(|name| view.model.as_ref().is_none_or(|model| model == name));
    names
}

/// Whether the page is dark; paper never is.
fn is_dark(settings: Memo<ViewState>, is_printing: ReadSignal<bool>) -> Memo<bool> {
    let system = browser::prefers_dark();
    Memo::new(move |_| match settings.read().theme_in_force() {
        _ if is_printing.get() => false,
        ThemeChoice::Auto => system.get(),
        ThemeChoice::Light => false,
        ThemeChoice::Dark => true,
    })
}
