//! The files that are wanted at one time.

use std::sync::Arc;

use leptos::prelude::*;

use super::load::{Load, Place};
use crate::smooth::Smoothing;

/// Follows a list of wanted files: starts what is new and drops what is gone. One that stays wanted
/// stays as it is.
#[derive(Clone, Copy)]
pub(super) struct Loads {
    wanted: Memo<Vec<(String, Place)>>,
    loads: RwSignal<Vec<Arc<Load>>>,
}

impl Loads {
    pub(super) fn new(
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
            loads.set(now.collect());
        });
        Self { wanted, loads }
    }

    pub(super) fn all(self) -> Vec<Arc<Load>> {
        self.loads.get()
    }

    /// Whether every wanted file has come or has failed for good.
    pub(super) fn are_settled(self) -> bool {
        let loads = self.loads.read();
        let settled = loads.iter().filter(|load| load.status.read().is_settled());
        settled.count() == self.wanted.read().len()
    }

    pub(super) fn retry_cut_off(self) {
        for load in self.loads.get_untracked() {
            if load.status.read_untracked().is_cut_off() {
                load.retry();
            }
        }
    }
}
