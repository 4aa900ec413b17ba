//! Losses that a thread holds to smooth them again: they are handed over once, mostly while it is idle.
//!
//! The page tells a thread of a run by a number, followed by the run's losses where the thread has not got them yet, or
//! by null where it need hold them no longer.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::{Arc, Weak};

use js_sys::{Array, Float64Array, Map};
use wasm_bindgen::{JsCast, JsValue};

use super::message;
use crate::run::Run;

thread_local! {
    /// Runs of the page's that may be smoothed again.
    static KNOWN: RefCell<Vec<Weak<Run>>> = const { RefCell::new(Vec::new()) };
    /// In the thread: losses by their run's number.
    static LOSSES: Map = Map::new();
}

/// Has a thread hold a run's losses, for as long as the run exists.
pub(in crate::app) fn remember(run: &Arc<Run>) {
    KNOWN.with_borrow_mut(|known| {
        known.retain(|run| run.strong_count() > 0);
        known.push(Arc::downgrade(run));
    });
}

/// What one thread holds, as the page knows. Clones are of the same thread.
#[derive(Clone, Default)]
pub(super) struct Held(Rc<RefCell<Numbered>>);

#[derive(Default)]
struct Numbered {
    runs: Vec<(f64, Weak<Run>)>,
    last: f64,
}

impl Held {
    /// A run that is to be remembered and is not held yet.
    pub(super) fn missing(&self) -> Option<Arc<Run>> {
        let known = KNOWN.with_borrow(Clone::clone);
        let mut known = known.iter().filter_map(Weak::upgrade);
        known.find(|run| self.0.borrow().number(run).is_none())
    }

    /// What the thread has to be told of runs, all of which it holds from then on.
    pub(super) fn told(&self, runs: &[Arc<Run>]) -> Array {
        let mut numbered = self.0.borrow_mut();
        let is_gone = |(_, run): &mut (f64, Weak<Run>)| run.strong_count() == 0;
        let gone = numbered.runs.extract_if(.., is_gone);
        let told: Array = gone
            .flat_map(|(number, _)| [number.into(), JsValue::NULL])
            .collect();
        for run in runs {
            let (number, losses) = match numbered.number(run) {
                Some(number) => (number, JsValue::UNDEFINED),
                None => (numbered.add(run), message::write_list(&run.losses)),
            };
            told.push(&number.into());
            told.push(&losses);
        }
        told
    }
}

impl Numbered {
    fn number(&self, run: &Arc<Run>) -> Option<f64> {
        let is_it = |(_, held): &&(f64, Weak<Run>)| std::ptr::eq(held.as_ptr(), Arc::as_ptr(run));
        self.runs.iter().find(is_it).map(|(number, _)| *number)
    }

    fn add(&mut self, run: &Arc<Run>) -> f64 {
        self.last += 1.0;
        self.runs.push((self.last, Arc::downgrade(run)));
        self.last
    }
}

/// In the thread: the losses of each run that it is told of, but for those that it need hold no longer.
pub(super) fn hear(told: &Array) -> Vec<Float64Array> {
    let mut heard = Vec::new();
    LOSSES.with(|losses| {
        for at in (0..told.length()).step_by(2) {
            let (number, given) = (told.get(at), told.get(at + 1));
            if given.is_null() {
                losses.delete(&number);
                continue;
            }
            if !given.is_undefined() {
                losses.set(&number, &given);
            }
            heard.extend(losses.get(&number).dyn_into::<Float64Array>().ok());
        }
    });
    heard
}
