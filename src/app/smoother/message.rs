//! What page and thread write to each other: lists of numbers, handed over without a copy of theirs.
//!
//! A question is `[kind, window, spread, losses, losses, …]`; its answer, for each run in turn, is
//! `[mean, min, max, mean, min, max, …]`, a band's edges empty where none is wanted.

use std::num::NonZeroUsize;
use std::sync::Arc;

use js_sys::{Array, Float64Array};
use wasm_bindgen::{JsCast, JsValue};

use crate::run::Run;
use crate::smooth::{Band, Kind, Smoothing, Spread};

const KINDS: [Kind; 3] = [Kind::Strict, Kind::Shrinking, Kind::Exponential];
const SPREADS: [Spread; 3] = [Spread::Off, Spread::Extremes, Spread::Deviation];

/// A message, and what of it is handed over.
type Message = (Array, Array);

pub(super) fn question(runs: &[Arc<Run>], smoothing: Smoothing) -> Message {
    let place = |at: Option<usize>| JsValue::from_f64(at.unwrap_or_default() as f64);
    let question = Array::of3(
        &place(KINDS.iter().position(|kind| *kind == smoothing.kind)),
        &place(Some(smoothing.window.get())),
        &place(
            SPREADS
                .iter()
                .position(|spread| *spread == smoothing.spread),
        ),
    );
    let buffers = Array::new();
    for run in runs {
        push(&question, &buffers, &run.losses);
    }
    (question, buffers)
}

pub(super) fn answer(question: &JsValue) -> Message {
    let (answer, buffers) = (Array::new(), Array::new());
    let question = Array::from(question);
    if let Some(smoothing) = smoothing(&question) {
        for losses in question.iter().skip(3) {
            let Band { mean, min, max } = smoothing.apply(&numbers(&losses));
            for list in [mean, min, max] {
                push(&answer, &buffers, &list);
            }
        }
    }
    (answer, buffers)
}

pub(super) fn bands(answer: &JsValue) -> Vec<Band> {
    let lists = Array::from(answer);
    let list = |at: u32| numbers(&lists.get(at));
    (0..lists.length() / 3)
        .map(|run| Band {
            mean: list(3 * run),
            min: list(3 * run + 1),
            max: list(3 * run + 2),
        })
        .collect()
}

fn smoothing(question: &Array) -> Option<Smoothing> {
    let number = |at: u32| Some(question.get(at).as_f64()? as usize);
    Some(Smoothing {
        kind: *KINDS.get(number(0)?)?,
        window: NonZeroUsize::new(number(1)?)?,
        spread: *SPREADS.get(number(2)?)?,
    })
}

fn push(message: &Array, buffers: &Array, numbers: &[f64]) {
    let list = Float64Array::from(numbers);
    buffers.push(&list.buffer());
    message.push(&list);
}

fn numbers(list: &JsValue) -> Vec<f64> {
    list.dyn_ref().map(Float64Array::to_vec).unwrap_or_default()
}
