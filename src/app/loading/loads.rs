//! The files that are wanted at one time.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::load::Load;
use super::place::Place;
use super::reading::Smoothed;
use super::{keeping, thread};
use crate::smooth::Smoothing;

/// Follows a list of wanted files: starts what is new and drops what is gone. One that stays wanted
/// stays as it is.
#[derive(Clone, Copy)]
pub(in crate::app) struct Loads {
    wanted: Memo<Vec<(String, Place)>>,
    loads: RwSignal<Vec<Arc<Load>>>,
}

impl Loads {
    pub(in crate::app) fn new(
        smoothing: Memo<Smoothing>,
        wanted: impl Fn() -> Vec<(String, Place)> + Send + Sync + 'static,
    ) -> Self {
        let wanted = Memo::new(move |_| wanted());
        let loads = RwSignal::new(Vec::<Arc<Load>>::new());
        Effect::new(move |_| {
            let before = loads.get_untracked();
            let now = wanted.get().into_iter().map(|(name, place)| {
                let known = before
                    .iter()
                    .find(|load| load.name == name && load.place == place);
                known
                    .cloned()
                    .unwrap_or_else(|| Load::start(name, place, smoothing))
            });
            let now: Vec<_> = now.collect();
            let is_gone = |load: &&Arc<Load>| !now.iter().any(|kept| Arc::ptr_eq(kept, load));
            before
                .iter()
                .filter(is_gone)
                .for_each(|load| load.give_up());
            loads.set(now);
        });
        let is_smoothing = StoredValue::new(false);
        Effect::new(move |_| {
            smoothing.track();
            if !is_smoothing.get_value() {
                is_smoothing.set_value(true);
                spawn_local(async move {
                    smooth(loads, smoothing).await;
                    is_smoothing.set_value(false);
                });
            }
        });
        Self { wanted, loads }
    }

    pub(in crate::app) fn all(self) -> Vec<Arc<Load>> {
        self.loads.get()
    }

    /// Whether every wanted file has come or has failed so far.
    pub(in crate::app) fn are_settled(self) -> bool {
        let loads = self.loads.read();
        let settled = loads.iter().filter(|load| load.status.read().is_settled());
        settled.count() == self.wanted.read().len()
    }

    /// Asks again for what the network has kept from coming.
    pub(in crate::app) fn retry_for_network(self) {
        for load in self.loads.get_untracked() {
            load.retry_for_network();
        }
    }

    /// What the network has kept from coming, and is not being asked for.
    pub(in crate::app) fn given_up(self) -> Vec<Arc<Load>> {
        let loads = self.loads.get_untracked().into_iter();
        let is_given_up = |load: &Arc<Load>| load.waits_for_network() && !load.is_under_way();
        untrack(|| loads.filter(is_given_up).collect())
    }

    /// Asks again for all that [`given_up`](Self::given_up) gives.
    pub(in crate::app) fn retry_given_up(self) {
        for load in self.given_up() {
            load.ask_anew();
        }
    }

    /// Since when what is shown is as it was kept, for the want of a hub to ask.
    pub(in crate::app) fn unreachable_since(self) -> Option<f64> {
        let loads = self.loads.read();
        let dates = loads
            .iter()
            .filter_map(|load| load.standing.read().unreachable_since());
        dates.min_by(f64::total_cmp)
    }

    /// Keeps what has come for the next visit as soon as nothing more is to come and the figure is drawn.
    pub(in crate::app) fn keep_while_settled(self) {
        Effect::new(move |_| {
            if self.are_settled() {
                keeping::write_when_idle();
            }
        });
    }
}

/// Smooths every run as `smoothing` says, until that is what it still says: all runs change at once,
/// and a hand that goes on meanwhile is followed.
async fn smooth(loads: RwSignal<Vec<Arc<Load>>>, smoothing: Memo<Smoothing>) {
    loop {
        let wanted = smoothing.get_untracked();
        let outdated: Vec<_> = loads
            .get_untracked()
            .into_iter()
            .filter(|load| load.smoothed.read_untracked().smoothing != wanted)
            .filter_map(|load| Some((load.clone(), load.status.read_untracked().loaded()?)))
            .collect();
        if outdated.is_empty() {
            return;
        }
        let runs = outdated.iter().flat_map(|(_, loaded)| &loaded.runs);
        let runs: Vec<_> = runs.cloned().collect();
        let done = thread::smooth(&runs, smoothing).await;
        let mut bands = done.bands.into_iter();
        for (load, loaded) in outdated {
            let own: Vec<_> = bands.by_ref().take(loaded.runs.len()).collect();
            let now = load.status.read_untracked().loaded();
            if now.is_some_and(|now| Arc::ptr_eq(&now, &loaded)) {
                load.smoothed.set(Smoothed::of(done.smoothing, own));
            }
        }
    }
}
