//! What page and thread write to each other: flat arrays, whose lists of numbers are handed over and not copied.
//!
//! - A question: `[job, port, smoothing, …]`. What is asked about comes last: an address, a file in arrays of bytes, or
//!   runs, as [`super::held`] tells of them. The port is null where no answer is wanted.
//! - A smoothing: `kind, window, spread`.
//! - A band: `mean`; the indices and values of `min`, and those of `max`; then, of `mean`, `min` and `max` in turn, the
//!   indices and values of its blocks.
//! - A reading: `[smoothing, parse time, smooth time, number of losses, …]`, then its runs as far as they are smoothed,
//!   each `series, settings, average final loss, final loss, steps, losses, band`, in which what a run does not have is
//!   undefined. Null is for a file of which [`super::reader`] has nothing; what is then told of it, read as any file is,
//!   [`super::any_file`] has.
//!
//! All of it is read in the order in which it is written.

use std::iter;
use std::num::NonZeroUsize;

use js_sys::{Array, ArrayIter, Float64Array, Uint8Array, Uint32Array};
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

impl Job {
    const ALL: [Self; 5] = [
        Self::Fetch,
        Self::Read,
        Self::Smooth,
        Self::Hold,
        Self::Parse,
    ];

    fn of(number: usize) -> Option<Self> {
        Self::ALL.into_iter().find(|job| *job as usize == number)
    }
}

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
        let mut entries = message.dyn_ref::<Array>()?.iter();
        Some(Self {
            job: Job::of(read_count(&mut entries)?)?,
            port: entries.next()?.dyn_into().ok(),
            smoothing: read_smoothing(&mut entries)?,
            given: entries.collect(),
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
    message.push(&JsValue::from(reading.file.losses() as f64));
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
pub(super) fn read_reading(message: &JsValue) -> Option<Result<Reading, NoRoom>> {
    let mut entries = message.dyn_ref::<Array>()?.iter();
    let smoothing = read_smoothing(&mut entries)?;
    let parse_time = entries.next()?.as_f64()?;
    let smooth_time = entries.next()?.as_f64()?;
    let room = match Room::of(read_count(&mut entries)?) {
        Ok(room) => room,
        Err(error) => return Some(Err(error)),
    };
    let (mut runs, mut bands) = (Vec::new(), Vec::new());
    while entries.len() > 0 {
        runs.push(read_run(&mut entries)?);
        bands.push(read_measured(&mut entries)?);
    }
    Some(Ok(Reading {
        file: ParsedFile {
            runs,
            warnings: Vec::new(),
        },
        smoothed: Smoothed::of(smoothing, bands),
        parse_time,
        smooth_time,
        room,
    }))
}

fn read_run(entries: &mut ArrayIter) -> Option<Run> {
    Some(Run {
        series: entries.next()?.as_string(),
        settings: match entries.next()?.dyn_into::<Uint8Array>() {
            Ok(json) => Settings::unread(&json.to_vec()),
            Err(_) => Settings::default(),
        },
        average_final_loss: entries.next()?.as_f64(),
        final_loss: entries.next()?.as_f64(),
        steps: match entries.next()?.dyn_into::<Float64Array>() {
            Ok(steps) => Steps::At(steps.to_vec().into()),
            Err(_) => Steps::FromZero,
        },
        losses: read_list(entries)?,
    })
}

pub(super) fn write_measured(message: &Array, measured: &Measured) {
    let Band { mean, min, max } = &*measured.band;
    message.push(&write_list(mean));
    let edges = [min, max].map(|edge| (edge.starts(), edge.values()));
    for (indices, values) in edges.into_iter().chain(measured.parts()) {
        message.push(&Uint32Array::from(indices));
        message.push(&write_list(values));
    }
}

/// Every band of a message that has nothing else.
pub(super) fn read_all_measured(message: &JsValue) -> Vec<Measured> {
    let message = Array::from(message);
    let mut entries = message.iter();
    iter::from_fn(|| read_measured(&mut entries)).collect()
}

fn read_measured(entries: &mut ArrayIter) -> Option<Measured> {
    let mean = read_list(entries)?;
    let mut stairs = || {
        let (starts, values) = read_pair(entries)?;
        let len = if values.is_empty() { 0 } else { mean.len() };
        Some(Stairs::from_parts(starts, values, len))
    };
    let (min, max) = (stairs()?, stairs()?);
    let blocks = [
        read_pair(entries)?,
        read_pair(entries)?,
        read_pair(entries)?,
    ];
    Some(Measured::with_parts(Band { mean, min, max }, blocks))
}

fn write_smoothing(message: &Array, smoothing: Smoothing) {
    message.push(&JsValue::from(smoothing.kind as u32));
    message.push(&JsValue::from_f64(smoothing.window.get() as f64));
    message.push(&JsValue::from(smoothing.spread as u32));
}

fn read_smoothing(entries: &mut ArrayIter) -> Option<Smoothing> {
    Some(Smoothing {
        kind: *Kind::ALL.get(read_count(entries)?)?,
        window: NonZeroUsize::new(read_count(entries)?)?,
        spread: *Spread::ALL.get(read_count(entries)?)?,
    })
}

fn read_count(entries: &mut ArrayIter) -> Option<usize> {
    Some(entries.next()?.as_f64()? as usize)
}

pub(super) fn write_list(list: &[f64]) -> JsValue {
    Float64Array::from(list).into()
}

// Within each of its callers, it would be downloaded several times.
#[inline(never)]
fn read_list(entries: &mut ArrayIter) -> Option<Vec<f64>> {
    let list: Float64Array = entries.next()?.dyn_into().ok()?;
    Some(list.to_vec())
}

/// Places, and the values there.
// Likewise.
#[inline(never)]
fn read_pair(entries: &mut ArrayIter) -> Option<(Vec<u32>, Vec<f64>)> {
    let indices: Uint32Array = entries.next()?.dyn_into().ok()?;
    Some((indices.to_vec(), read_list(entries)?))
}
