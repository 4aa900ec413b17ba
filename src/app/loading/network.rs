//! A network that was lost, and is back. What it has kept from coming is asked for again at once where the browser tells
//! that it is back, every ten seconds otherwise, and by hand in [`State`](crate::app::state::State).

use std::sync::{Arc, Weak};
use std::time::Duration;

use leptos::prelude::*;

use super::list::List;
use super::load::Load;
use super::loads::Loads;
use crate::app::{browser, later};

/// How often what the network has kept from coming is asked for again. A browser tells when its own
/// network is back, not when the hub is.
const PAUSE: Duration = Duration::from_secs(10);

/// Asks again by itself for what the network has kept from coming.
pub(in crate::app) fn pick_up(loads: [Loads; 3], list: List, later_again: Trigger) {
    browser::on_online(move || {
        loads.into_iter().for_each(Loads::retry_for_network);
        list.retry_for_network();
        later::retry(later_again);
    });
    // One file asks for all: a network that is away for long is not to be asked the harder for it.
    let scout = RwSignal::new(Weak::<Load>::new());
    let turn = StoredValue::new(0_usize);
    Effect::new(move |_| {
        let is_back = |load: Arc<Load>| load.has_answer();
        if scout.read().upgrade().is_some_and(is_back) {
            scout.set(Weak::new());
            loads.into_iter().for_each(Loads::retry_given_up);
        }
    });
    browser::while_seen(PAUSE, move || {
        let is_under_way = |load: Arc<Load>| load.is_under_way();
        if !scout.read_untracked().upgrade().is_some_and(is_under_way) {
            let given_up: Vec<_> = loads.into_iter().flat_map(Loads::given_up).collect();
            // Each in its turn: one may not come for reasons of its own.
            let at = turn.get_value() % given_up.len().max(1);
            turn.set_value(at + 1);
            if let Some(next) = given_up.get(at) {
                next.ask();
                scout.set(Arc::downgrade(next));
            }
        }
        list.retry_given_up();
        later::retry(later_again);
    });
}
