//! Threads of the page's own: they fetch files, read and smooth them, so that the page stays quick
//! under the hand. One stays; where there are processors enough, others help it with the first runs.
//! Where the browser gives none, or they fail, all is done on the page.

pub(in crate::app) mod any_file;
mod held;
mod message;
mod pool;
mod reader;
mod serve;
mod usage;

use std::pin::pin;
use std::sync::Arc;

use async_lock::Mutex;
use futures_util::future::{Either, select};
use leptos::prelude::{GetUntracked as _, Memo};
use web_sys::AbortSignal;

use super::reading::{Reading, Smoothed};
use super::room::NoRoom;
use crate::app::timing;
use crate::fetch::{self, Body, FetchError, Fetched, Origin, Tell};
use crate::run::Run;
use crate::scene::Measured;
use crate::smooth::Smoothing;
pub(in crate::app) use held::remember;
use message::Job;
pub(in crate::app) use pool::STARTING_PATIENCE;
use pool::{Thread, Working};
use reader::Reader;
pub use serve::serve;

/// One smoothing at a time: what is asked next is of the latest then.
static SMOOTHING: Mutex<()> = Mutex::new(());

/// Fetches a run's training file, which the thread reads as it comes.
///
/// # Errors
/// As of [`fetch::load`].
pub(in crate::app) async fn load(
    origin: &Origin,
    smoothing: Smoothing,
    signal: &AbortSignal,
    tell: Tell<'_>,
) -> Result<Fetched, FetchError> {
    if let Some(thread) = Thread::asking(origin).await {
        let _working = Working::with(&thread, 0);
        let hand_on = |address: &str| thread.hand_on(address, smoothing);
        let loading = fetch::load(origin, signal, Some(&hand_on), tell);
        match select(thread.gone(), pin!(loading)).await {
            Either::Left(_) => thread.replace(),
            Either::Right((outcome, _)) => {
                if let Ok(fetched) = &outcome {
                    thread.usage.count_read(fetched.body.content.length);
                }
                return outcome;
            }
        }
    }
    fetch::load(origin, signal, None, tell).await
}

/// Reads a file, unless that is done already; none for what is to be read as any file is: as of [`Reader::end`].
///
/// # Errors
/// Where the page has no room for its losses.
pub(in crate::app) async fn read(
    Body { content, made }: &Body,
    smoothing: Smoothing,
) -> Result<Option<Reading>, NoRoom> {
    if let Some(made) = made {
        return message::read_reading(made).transpose();
    }
    if let Some(thread) = Thread::idlest().await {
        let answer = thread.ask(Job::Read, smoothing, &content.parts, content.length);
        if let Some(answer) = answer.await {
            return message::read_reading(&answer).transpose();
        }
    }
    let mut reader = Reader::default();
    reader.read_on(&content.bytes());
    let read = reader.end();
    read.map(|(file, time)| Reading::with_room(file, smoothing, time))
        .transpose()
}

/// Smooths every run, as is wanted when their turn comes.
pub(in crate::app) async fn smooth(runs: &[Arc<Run>], smoothing: Memo<Smoothing>) -> Smoothed {
    let _turn = SMOOTHING.lock().await;
    let (start, smoothing) = (timing::now(), smoothing.get_untracked());
    let asked = match Thread::idlest().await {
        Some(thread) => {
            let told = thread.held.told(runs);
            let bytes = 8 * runs.iter().map(|run| run.losses.len()).sum::<usize>();
            thread.ask(Job::Smooth, smoothing, &told, bytes).await
        }
        None => None,
    };
    let bands = match asked.as_ref().map(message::read_all_measured) {
        Some(bands) if bands.len() == runs.len() => bands,
        _ => runs
            .iter()
            .map(|run| Measured::of(smoothing.apply(&run.losses)))
            .collect(),
    };
    timing::measure("smooth", start, None);
    Smoothed { smoothing, bands }
}
