//! Threads of the page's own: they fetch files, read and smooth them, so that the page stays quick
//! under the hand. One stays; where there are processors enough, others help it with the first runs.
//! Where the browser gives none, or they fail, all is done on the page.

pub(in crate::app) mod any_file;
mod held;
mod message;
mod serve;
mod usage;

use std::cell::RefCell;
use std::pin::pin;
use std::sync::Arc;

use async_lock::Mutex;
use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, Map, Promise, Reflect, global};
use leptos::prelude::{GetUntracked as _, Memo};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortSignal, Event, MessageChannel, MessageEvent, MessagePort, Worker};

use super::reading::{Reading, Smoothed};
use super::room::{NoRoom, Room};
use crate::app::{browser, timing};
use crate::fetch::{self, Content, FetchError, Fetched, Origin, Tell};
use crate::parse::{self, LossList, ParsedFile};
use crate::run::Run;
use crate::scene::Measured;
use crate::smooth::Smoothing;
use held::Held;
pub(in crate::app) use held::remember;
use message::Job;
pub use serve::serve;
use usage::Usage;

/// The longest that the thread may take to start, in milliseconds.
pub(in crate::app) const STARTING_PATIENCE: u32 = 5_000;

/// The longest that it may take for an answer, in milliseconds: for any, and for each byte. It takes
/// a few milliseconds for a million.
const PATIENCE: f64 = 10_000.0;
const PATIENCE_A_BYTE: f64 = 0.001;

/// How long a thread has to be idle before another takes its place where it has done enough, and the one that stays is
/// given what it may have to smooth again, in milliseconds.
const REST: u32 = 1_000;

/// One smoothing at a time: what is asked next is of the latest then.
static SMOOTHING: Mutex<()> = Mutex::new(());

thread_local! {
    /// What start.js has started, but for those of which no more is heard.
    static THREADS: RefCell<Vec<Thread>> = RefCell::new(Thread::started());
}

#[derive(Clone)]
struct Thread {
    worker: Worker,
    ready: Promise,
    /// Settled once the thread has failed.
    gone: Promise,
    /// The addresses of the requests that it makes unasked.
    early_addresses: Array,
    /// Their ports, by these addresses.
    early_ports: Map,
    /// Starts another in its place; none for a thread that only helps.
    another: Option<Function>,
    usage: Usage,
    held: Held,
}

/// A file that is being read, part by part.
#[derive(Default)]
struct Reader {
    losses: LossList,
    parse_time: f64,
}

impl Reader {
    fn read_on(&mut self, part: &[u8]) {
        let start = timing::now();
        self.losses.read_on(part);
        self.parse_time += timing::now() - start;
    }

    /// What has been read, and how long that took; none where it is not plainly a published file.
    fn end(self) -> Option<(ParsedFile, f64)> {
        let start = timing::now();
        let run = parse::published(self.losses)?;
        Some((
            ParsedFile::of(run),
            self.parse_time + (timing::now() - start),
        ))
    }
}

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
        let hand_on = |address: &str| {
            // The thread's own addresses do not begin where the page's do.
            let address = JsValue::from(browser::absolute(address)?);
            let early = thread.early_ports.get(&address);
            if thread.early_ports.delete(&address) {
                return early.dyn_into().ok();
            }
            let channel = MessageChannel::new().ok()?;
            let port = channel.port2();
            browser::is_online()
                .then(|| thread.post(Job::Fetch, Some(&port), smoothing, &Array::of1(&address)))?
                .ok()?;
            Some(channel.port1())
        };
        let loading = fetch::load(origin, signal, Some(&hand_on), tell);
        match select(thread.gone(), pin!(loading)).await {
            Either::Left(_) => thread.replace(),
            Either::Right((outcome, _)) => {
                thread
                    .usage
                    .count_read(outcome.as_ref().map_or(0, |fetched| fetched.content.length));
                return outcome;
            }
        }
    }
    fetch::load(origin, signal, None, tell).await
}

/// Reads a file, unless that is done already; none for what is not plainly a published one.
///
/// # Errors
/// Where the page has no room for its losses.
pub(in crate::app) async fn read(
    content: &Content,
    smoothing: Smoothing,
) -> Result<Option<(Reading, Room)>, NoRoom> {
    if !content.made.is_undefined() {
        return message::reading(&content.made).transpose();
    }
    if let Some(thread) = Thread::idlest().await {
        let answer = thread.ask(Job::Read, smoothing, &content.parts, content.length);
        if let Some(answer) = answer.await {
            return message::reading(&answer).transpose();
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
    let bands = match asked.as_ref().map(message::all_measured) {
        Some(bands) if bands.len() == runs.len() => bands,
        _ => runs
            .iter()
            .map(|run| Measured::of(smoothing.apply(&run.losses)))
            .collect(),
    };
    timing::measure("smooth", start, None);
    Smoothed { smoothing, bands }
}

impl Thread {
    fn started() -> Vec<Self> {
        let threads = Reflect::get(&global(), &"threads".into()).unwrap_or_default();
        let threads = threads.dyn_ref().into_iter().flat_map(Array::iter);
        threads.filter_map(|thread| Self::of(&thread)).collect()
    }

    /// A thread as start.js tells of it.
    fn of(thread: &JsValue) -> Option<Self> {
        let part = |name: &str| Reflect::get(thread, &name.into()).ok();
        Some(Self {
            worker: part("worker")?.dyn_into().ok()?,
            ready: part("ready")?.dyn_into().ok()?,
            gone: part("gone")?.dyn_into().ok()?,
            early_addresses: part("early")?.dyn_into().ok()?,
            early_ports: Map::new(),
            another: part("another")?.dyn_into().ok(),
            usage: Usage::default(),
            held: Held::default(),
        })
    }

    /// The thread that asks for a run unasked, else the idlest.
    async fn asking(origin: &Origin) -> Option<Self> {
        let file = origin.files().into_iter().next();
        let address = file.and_then(|file| browser::absolute(&file.address()));
        let address = JsValue::from(address);
        let asking = THREADS.with_borrow(|threads| {
            let mut threads = threads.iter();
            let asking = threads.find(|thread| thread.early_addresses.includes(&address, 0));
            asking.cloned()
        });
        match asking {
            Some(thread) => thread.get().await,
            None => Self::idlest().await,
        }
    }

    /// The thread that has the least to do.
    async fn idlest() -> Option<Self> {
        let idlest = THREADS.with_borrow(|threads| {
            threads
                .iter()
                .min_by_key(|thread| thread.usage.jobs())
                .cloned()
        });
        idlest?.get().await
    }

    /// The thread, once it can be asked.
    async fn get(mut self) -> Option<Self> {
        let gone = self.gone();
        let ready = JsFuture::from(self.ready.clone());
        let late = TimeoutFuture::new(STARTING_PATIENCE);
        let Either::Left((Ok(ports), _)) = select(ready, select(gone, late)).await else {
            self.end();
            return None;
        };
        self.early_ports = ports.dyn_into().ok()?;
        Some(self)
    }

    /// Ends a thread of which no answer is to be had.
    fn end(&self) {
        self.give_way_to(None);
    }

    /// Lets another thread take the place of this one, or none where it only helped; nothing where that is done.
    fn replace(&self) {
        if self.is_current() {
            let another = self.another.as_ref();
            let begun = another.map(|another| another.call0(&JsValue::UNDEFINED));
            self.give_way_to(begun.and_then(|thread| Self::of(&thread.ok()?)));
        }
    }

    fn give_way_to(&self, other: Option<Self>) {
        self.worker.terminate();
        THREADS.with_borrow_mut(|threads| {
            threads.retain(|thread| thread.worker != self.worker);
            threads.extend(other);
        });
        // Whoever waits for it, or is about to ask it, learns of it.
        let _never_refused = Event::new("error").map(|event| self.worker.dispatch_event(&event));
    }

    /// Whether it is idle, and no longer worth its memory.
    fn is_over(&self) -> bool {
        let is_needed = self.another.is_some() && !self.usage.is_worn();
        self.usage.jobs() == 0 && !is_needed
    }

    /// After some time with nothing to do, gives way where it is over. The thread that stays is told of all runs.
    async fn rest(self) {
        TimeoutFuture::new(REST).await;
        if !self.is_current() || self.usage.jobs() > 0 {
            return;
        }
        // Without a network its scripts may not come again.
        if self.is_over() && browser::is_online() {
            self.replace();
        }
        let staying = THREADS.with_borrow(|threads| {
            let mut threads = threads.iter();
            threads.find(|thread| thread.another.is_some()).cloned()
        });
        if let Some(staying) = staying {
            staying.hold_all().await;
        }
    }

    /// Tells the thread of all runs that may be smoothed again, one after the other, while nobody wants anything.
    async fn hold_all(&self) {
        if self.clone().get().await.is_none() {
            return;
        }
        loop {
            browser::idle().await;
            let is_idle = self.is_current() && self.usage.jobs() == 0;
            let Some(run) = self.held.missing().filter(|_| is_idle) else {
                return;
            };
            let told = self.held.told(&[run]);
            if self.post(Job::Hold, None, Smoothing::NONE, &told).is_err() {
                return self.end();
            }
        }
    }

    fn gone(&self) -> JsFuture {
        JsFuture::from(self.gone.clone())
    }

    fn is_current(&self) -> bool {
        THREADS.with_borrow(|threads| threads.iter().any(|thread| thread.worker == self.worker))
    }

    fn post(
        &self,
        job: Job,
        port: Option<&MessagePort>,
        smoothing: Smoothing,
        given: &Array,
    ) -> Result<(), JsValue> {
        let question = message::question(job, port, smoothing, given);
        self.worker
            .post_message_with_transfer(&question, &message::handed_over(&question))
    }

    /// The answer to a question of so many bytes; none where it does not come, and never will.
    async fn ask(
        &self,
        job: Job,
        smoothing: Smoothing,
        given: &Array,
        bytes: usize,
    ) -> Option<JsValue> {
        let _working = Working::with(self, bytes);
        let channel = MessageChannel::new().ok()?;
        let port = channel.port1();
        let answer = Promise::new(&mut |resolve, _| port.set_onmessage(Some(&resolve)));
        if self
            .post(job, Some(&channel.port2()), smoothing, given)
            .is_err()
        {
            self.end();
            return None;
        }
        // What it was asked before comes first.
        let bytes_in_hand = self.usage.bytes_in_hand();
        let patience =
            TimeoutFuture::new((PATIENCE + PATIENCE_A_BYTE * bytes_in_hand as f64) as u32);
        match select(JsFuture::from(answer), select(self.gone(), patience)).await {
            Either::Left((answer, _)) => {
                port.close();
                if matches!(job, Job::Read | Job::Parse) {
                    self.usage.count_read(bytes);
                }
                Some(answer.ok()?.dyn_into::<MessageEvent>().ok()?.data())
            }
            Either::Right((Either::Left(_), _)) => {
                self.replace();
                None
            }
            Either::Right((Either::Right(_), _)) => {
                self.end();
                None
            }
        }
    }
}

/// A job of a thread's, until it is dropped.
struct Working<'a> {
    thread: &'a Thread,
    bytes: usize,
}

impl<'a> Working<'a> {
    fn with(thread: &'a Thread, bytes: usize) -> Self {
        thread.usage.begin(bytes);
        Self { thread, bytes }
    }
}

impl Drop for Working<'_> {
    fn drop(&mut self) {
        let usage = &self.thread.usage;
        usage.end(self.bytes);
        if usage.jobs() == 0 {
            spawn_local(self.thread.clone().rest());
        }
    }
}
