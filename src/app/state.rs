//! The page's state: what the address asks for, and what follows from it.

mod chooser;
mod retry;
mod runs;
mod wanted;
mod zoom;

use std::time::Duration;

use leptos::prelude::*;

use self::chooser::Chooser;
use self::wanted::{compared, hub_places, sample_places, stand_ins};
pub(super) use self::wanted::{sample_names, written};
use super::loading::away::{Away, away};
use super::loading::list::List;
use super::loading::loads::Loads;
use super::loading::network;
use super::loading::own_file::OwnFile;
use super::loading::place::Place;
use super::row::{Row, rows};
use super::{address_bar, browser};
use crate::draw::Theme;
use crate::fetch::Repositories;
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
    pub(super) chooser: Chooser,
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
        hub.keep_while_settled();
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
            chooser: Chooser::new(),
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
