//! A hub from which nothing comes, so that samples stand in.

use std::sync::Arc;
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::load::Load;
use super::loads::Loads;
use super::place::Place;
use super::thread::STARTING_PATIENCE;

/// How long the hub may say nothing at all: longer than a thread may take to start, before which it is not asked; on a
/// slow link its first word takes some seconds.
const PATIENCE: Duration = Duration::from_millis(STARTING_PATIENCE as u64 + 1_000);

/// Why samples stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum Away {
    /// The hub cannot be reached, or nothing was heard of it until it was given up.
    Unreachable,
    /// It has not answered yet.
    Silent,
}

/// Why samples stand in for the runs of the hub; none where they do not, or cannot. Asking again does not bring the hub
/// back; only an answer does.
pub(in crate::app) fn away(hub: Loads, stand_ins: Memo<Vec<String>>) -> Memo<Option<Away>> {
    let is_silent = is_silent(hub);
    Memo::new(move |before: Option<&Option<Away>>| {
        if stand_ins.read().is_empty() {
            return None;
        }
        let was_away = before.is_some_and(Option::is_some);
        let is_silent = is_silent.get();
        let may_wait = is_silent || was_away;
        let loads = asked_for(hub);
        let is_away = |load: &Arc<Load>| {
            let status = load.status.read();
            // A network that was lost on the way is another matter.
            let is_mute =
                (status.is_unreachable() || status.has_timed_out()) && *load.bytes.read() == 0;
            is_mute || may_wait && status.is_waiting()
        };
        let are_away = !loads.is_empty() && loads.iter().all(is_away);
        let why = if is_silent {
            Away::Silent
        } else {
            Away::Unreachable
        };
        are_away.then_some(why)
    })
}

/// What the hub is asked for: names that lead nowhere say nothing of it.
fn asked_for(hub: Loads) -> Vec<Arc<Load>> {
    let mut loads = hub.all();
    loads.retain(|load| matches!(load.place, Place::Remote(_)));
    loads
}

/// Whether all that the hub was asked for has waited for some time.
fn is_silent(hub: Loads) -> ReadSignal<bool> {
    let (is_silent, set_silent) = signal(false);
    let all_wait = Memo::new(move |_| {
        let loads = asked_for(hub);
        !loads.is_empty() && loads.iter().all(|load| load.status.read().is_waiting())
    });
    Effect::new(move |timer: Option<Option<TimeoutHandle>>| {
        timer.flatten().inspect(TimeoutHandle::clear);
        set_silent.set(false);
        let wait = || set_timeout_with_handle(move || set_silent.set(true), PATIENCE).ok();
        all_wait.get().then(wait).flatten()
    });
    is_silent
}
