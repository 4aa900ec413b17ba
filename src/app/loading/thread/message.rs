//! What page and thread write to each other: flat arrays, whose lists of numbers are handed over and not copied.
//!
//! - A question: `[job, port, smoothing, …]`. What is asked about comes last: an address, a file in arrays of bytes, or
//!   runs, as [`super::held`] tells of them. The port is null where no answer is wanted.
//! - A smoothing: `kind, window, spread`.
//! - A band: `mean`; the places and values of `min`, and those of `max`; then, of `mean`, `min` and `max` in turn, the
//!   places and values of its blocks.
//! - A reading: `[smoothing, parse time, smooth time, …]`, then its runs, each `series, settings, average final loss,
//!   final loss, steps, losses, band`, in which what a run does not have is undefined. For what is not plainly a published
//!   file there is null; where that is read as well, [`super::any_file`] tells of it.

use std::num::NonZeroUsize;

use js_sys::{Array, Float64Array, Uint8Array, Uint32Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::MessagePort;

use crate::app::loading::reading::{Reading, Smoothed};
use crate::app::loading::room::{NoRoom, Room};
use crate::parse::ParsedFile;
use crate::run::{Run, Settings, Steps};
use crate::scene::Measured;
use crate::smooth::{Band, Kind, Smoothing, Spread};
use crate::stairs::Stairs;

/// What the thread is asked to do.
#[derive(Clone, Copy)]
pub(super) enum Job {
    /// To fetch the file at an address and read it: see [`crate::fetch::serve`].
    Fetch,
    /// To read a file that is plainly a published one.
    Read,
    /// To smooth runs.
    Smooth,
    /// To hold the losses of runs. Nothing is answered.
    Hold,
    /// To read a file of any format, whose name comes first.
    Parse,
}

// In the order in which they are declared: a message has the number of one.
const JOBS: [Job; 5] = [Job::Fetch, Job::Read, Job::Smooth, Job::Hold, Job::Parse];
const KINDS: [Kind; 3] = [Kind::Strict, Kind::Shrinking, Kind::Exponential];
const SPREADS: [Spread; 3] = [Spread::Off, Spread::Extremes, Spread::Deviation];

/// How many entries of a message a smoothing takes, and a measured band.
const SMOOTHING_ENTRIES: u32 = 3;
const BAND_ENTRIES: u32 = 11;
/// Where what a question is about begins: after the job, the port and the smoothing.
const GIVEN: u32 = 2 + SMOOTHING_ENTRIES;
/// Where the runs of a reading begin: after the smoothing and two times.
const FIRST_RUN: u32 = SMOOTHING_ENTRIES + 2;
/// Where the losses of a run are. Its band follows them, and ends it.
const LOSSES: u32 = 5;
const RUN_ENTRIES: u32 = LOSSES + 1 + BAND_ENTRIES;

/// A question that has come to the thread.
pub(super) struct Question {
    pub(super) job: Job,
    pub(super) port: Option<MessagePort>,
    pub(super) smoothing: Smoothing,
    pub(super) given: Array,
}

pub(super) fn write_question(
    job: Job,
    port: Option<&MessagePort>,
    smoothing: Smoothing,
    given: &Array,
) -> Array {
    let port = port.map_or(JsValue::NULL, JsValue::from);
    let question = Array::of2(&JsValue::from(job as u32), &port);
    write_smoothing(&question, smoothing);
    question.concat(given)
}

impl Question {
    pub(super) fn of(message: &JsValue) -> Option<Self> {
        let message: &Array = message.dyn_ref()?;
        Some(Self {
            job: *JOBS.get(read_number(message, 0)?)?,
            port: message.get(1).dyn_into().ok(),
            smoothing: read_smoothing(message, 2)?,
            given: message.slice(GIVEN, message.length()),
        })
    }
}

/// What of a message is handed over: its ports, and the bytes of its lists. Not a file's: the page keeps that for the
/// next visit. Nothing of what is no array.
pub(super) fn handed_over(message: &JsValue) -> Array {
    let Some(message) = message.dyn_ref::<Array>() else {
        return Array::new();
    };
    let buffer = |list: &JsValue| {
        let floats = list.dyn_ref().map(Float64Array::buffer);
        floats.or_else(|| list.dyn_ref().map(Uint32Array::buffer))
    };
    message
        .iter()
        .filter_map(|entry| match buffer(&entry) {
            Some(buffer) => Some(buffer.into()),
            None => entry.is_instance_of::<MessagePort>().then_some(entry),
        })
        .collect()
}

pub(super) fn write_reading(reading: &Reading) -> Array {
    let message = Array::new();
    let Smoothed { smoothing, bands } = &reading.smoothed;
    write_smoothing(&message, *smoothing);
    message.push(&JsValue::from_f64(reading.parse_time));
    message.push(&JsValue::from_f64(reading.smooth_time));
    for (run, measured) in reading.file.runs.iter().zip(bands) {
        let steps = match &run.steps {
            Steps::FromZero => JsValue::UNDEFINED,
            Steps::At(steps) => write_list(steps),
        };
        message.push(&run.series.as_deref().into());
        message.push(&Uint8Array::from(run.settings.json()));
        message.push(&run.average_final_loss.into());
        message.push(&run.final_loss.into());
        message.push(&steps);
        message.push(&write_list(&run.losses));
        write_measured(&message, measured);
    }
    message
}

/// A reading, where there is room for it on the page. None where the message is of none.
pub(super) fn read_reading(message: &JsValue) -> Option<Result<(Reading, Room), NoRoom>> {
    let message: &Array = message.dyn_ref()?;
    let smoothing = read_smoothing(message, 0)?;
    let [parse_time, smooth_time] = [0, 1].map(|at| message.get(SMOOTHING_ENTRIES + at).as_f64());
    let (parse_time, smooth_time) = (parse_time?, smooth_time?);
    let runs = || (FIRST_RUN..message.length()).step_by(RUN_ENTRIES as usize);
    let losses = runs().filter_map(|first| message.get(first + LOSSES).dyn_into().ok());
    let losses = losses.map(|losses: Float64Array| losses.length() as usize);
    let room = match Room::of(losses.sum()) {
        Ok(room) => room,
        Err(error) => return Some(Err(error)),
    };
    let reading = Reading {
        file: ParsedFile {
            runs: runs().map(|first| read_run(message, first)).collect(),
            warnings: Vec::new(),
        },
        smoothed: Smoothed::of(
            smoothing,
            runs().map(|first| read_measured(message, first + LOSSES + 1)),
        ),
        parse_time,
        smooth_time,
    };
    Some(Ok((reading, room)))
}

fn read_run(message: &Array, first: u32) -> Run {
    let settings: Option<Uint8Array> = message.get(first + 1).dyn_into().ok();
    let steps: Option<Float64Array> = message.get(first + 4).dyn_into().ok();
    Run {
        series: message.get(first).as_string(),
        settings: settings.map_or_else(Settings::default, |json| Settings::unread(&json.to_vec())),
        average_final_loss: message.get(first + 2).as_f64(),
        final_loss: message.get(first + 3).as_f64(),
        steps: steps.map_or(Steps::FromZero, |steps| Steps::At(steps.to_vec().into())),
        losses: read_list(message, first + LOSSES),
    }
}

pub(super) fn write_measured(message: &Array, measured: &Measured) {
    let Band { mean, min, max } = &*measured.band;
    message.push(&write_list(mean));
    let edges = [min, max].map(|edge| (edge.places(), edge.values()));
    for (places, values) in edges.into_iter().chain(measured.parts()) {
        message.push(&Uint32Array::from(places));
        message.push(&write_list(values));
    }
}

/// Every band of a message that has nothing else.
pub(super) fn read_all_measured(message: &JsValue) -> Vec<Measured> {
    let message = Array::from(message);
    let firsts = (0..message.length()).step_by(BAND_ENTRIES as usize);
    firsts.map(|first| read_measured(&message, first)).collect()
}

fn read_measured(message: &Array, first: u32) -> Measured {
    let mean = read_list(message, first);
    let pair = |at| {
        (
            read_places(message, first + at),
            read_list(message, first + at + 1),
        )
    };
    let [min, max] = [pair(1), pair(3)].map(|(places, values)| {
        let len = if values.is_empty() { 0 } else { mean.len() };
        Stairs::from_parts(places, values, len)
    });
    Measured::with_parts(Band { mean, min, max }, [5, 7, 9].map(pair))
}

fn write_smoothing(message: &Array, smoothing: Smoothing) {
    message.push(&JsValue::from(smoothing.kind as u32));
    message.push(&JsValue::from_f64(smoothing.window.get() as f64));
    message.push(&JsValue::from(smoothing.spread as u32));
}

fn read_smoothing(message: &Array, first: u32) -> Option<Smoothing> {
    Some(Smoothing {
        kind: *KINDS.get(read_number(message, first)?)?,
        window: NonZeroUsize::new(read_number(message, first + 1)?)?,
        spread: *SPREADS.get(read_number(message, first + 2)?)?,
    })
}

fn read_number(message: &Array, at: u32) -> Option<usize> {
    Some(message.get(at).as_f64()? as usize)
}

pub(super) fn write_list(list: &[f64]) -> JsValue {
    Float64Array::from(list).into()
}

fn read_places(message: &Array, at: u32) -> Vec<u32> {
    let list: Option<Uint32Array> = message.get(at).dyn_into().ok();
    list.map(|list| list.to_vec()).unwrap_or_default()
}

fn read_list(message: &Array, at: u32) -> Vec<f64> {
    let list: Option<Float64Array> = message.get(at).dyn_into().ok();
    list.map(|list| list.to_vec()).unwrap_or_default()
}
