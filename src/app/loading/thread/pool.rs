//! The threads there are: which one is asked, and what becomes of one that has failed or has done enough.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, Map, Promise, Reflect, global};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, MessageChannel, MessageEvent, MessagePort, Worker};

use super::held::Held;
use super::message::{self, Job};
use super::usage::Usage;
use crate::app::browser;
use crate::fetch::Origin;
use crate::smooth::Smoothing;

/// The longest that the thread may take to start, in milliseconds.
pub(in crate::app) const STARTING_PATIENCE: u32 = 5_000;

/// The longest that it may take for an answer, in milliseconds: for any, and for each byte. It takes
/// a few milliseconds for a million.
const PATIENCE: f64 = 10_000.0;
const PATIENCE_A_BYTE: f64 = 0.001;

/// How long a thread has to be idle before another takes its place where it has done enough, and the one that stays is
/// given what it may have to smooth again, in milliseconds.
const IDLE_PAUSE: u32 = 1_000;

thread_local! {
    /// What start.js has started, but for those of which no more is heard.
    static THREADS: RefCell<Vec<Thread>> = RefCell::new(Thread::started());
}

/// One of them. Clones are of the same.
#[derive(Clone)]
pub(super) struct Thread {
    worker: Worker,
    ready: Promise,
    /// Settled once the thread has failed.
    gone: Promise,
    /// The addresses of the requests that it makes unasked.
    early_addresses: Array,
    /// Their ports, by these addresses, once the thread is [ready](Self::ready).
    early_ports: Rc<OnceCell<Map>>,
    /// Starts another in its place; none for a thread that only helps.
    another: Option<Function>,
    pub(super) usage: Usage,
    pub(super) held: Held,
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
            early_ports: Rc::default(),
            another: part("another")?.dyn_into().ok(),
            usage: Usage::default(),
            held: Held::default(),
        })
    }

    /// The thread that asks for a run unasked, else the idlest.
    pub(super) async fn asking(origin: &Origin) -> Option<Self> {
        let file = origin.files().into_iter().next();
        let address = file.and_then(|file| browser::absolute(&file.address()));
        let address = JsValue::from(address);
        let asking = THREADS.with_borrow(|threads| {
            let mut threads = threads.iter();
            let asking = threads.find(|thread| thread.early_addresses.includes(&address, 0));
            asking.cloned()
        });
        match asking {
            Some(thread) => thread.ready().await,
            None => Self::idlest().await,
        }
    }

    /// The thread that has the least to do.
    pub(super) async fn idlest() -> Option<Self> {
        let idlest = THREADS.with_borrow(|threads| {
            threads
                .iter()
                .min_by_key(|thread| thread.usage.jobs())
                .cloned()
        });
        idlest?.ready().await
    }

    /// The thread, once it can be asked; none where that takes too long, which ends it.
    async fn ready(self) -> Option<Self> {
        let gone = self.gone();
        let ready = JsFuture::from(self.ready.clone());
        let late = TimeoutFuture::new(STARTING_PATIENCE);
        let Either::Left((Ok(ports), _)) = select(ready, select(gone, late)).await else {
            self.end();
            return None;
        };
        let ports = ports.dyn_into().ok()?;
        self.early_ports.get_or_init(|| ports);
        Some(self)
    }

    /// Ends a thread of which no answer is to be had.
    fn end(&self) {
        self.give_way_to(None);
    }

    /// Lets another thread take the place of this one, or none where it only helped; nothing where that is done.
    pub(super) fn replace(&self) {
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

    /// After some time with nothing to do, gives way where it is no longer worth its memory. The thread that stays is told
    /// of all runs.
    async fn when_idle(self) {
        TimeoutFuture::new(IDLE_PAUSE).await;
        if !self.is_current() || self.usage.jobs() > 0 {
            return;
        }
        let is_spare = self.another.is_none() || self.usage.is_worn();
        // Without a network its scripts may not come again.
        if is_spare && browser::is_online() {
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
        if self.clone().ready().await.is_none() {
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

    pub(super) fn gone(&self) -> JsFuture {
        JsFuture::from(self.gone.clone())
    }

    /// Has the thread make a request; the port on which it tells of it, where it can be told to.
    pub(super) fn hand_on(&self, address: &str, smoothing: Smoothing) -> Option<MessagePort> {
        // The thread's own addresses do not begin where the page's do.
        let address = JsValue::from(browser::absolute(address)?);
        if let Some(ports) = self.early_ports.get() {
            let early = ports.get(&address);
            if ports.delete(&address) {
                return early.dyn_into().ok();
            }
        }
        // Without a network the page's own request says so at once.
        if !browser::is_online() {
            return None;
        }
        let channel = MessageChannel::new().ok()?;
        self.post(
            Job::Fetch,
            Some(&channel.port2()),
            smoothing,
            &Array::of1(&address),
        )
        .ok()?;
        Some(channel.port1())
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
        let question = message::write_question(job, port, smoothing, given);
        self.worker
            .post_message_with_transfer(&question, &message::handed_over(&question))
    }

    /// The answer to a question of so many bytes; none where it does not come, and never will.
    pub(super) async fn ask(
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
            // It is gone, or does not answer.
            Either::Right(_) => {
                self.replace();
                None
            }
        }
    }
}

/// A job of a thread's, until it is dropped.
pub(super) struct Working<'a> {
    thread: &'a Thread,
    bytes: usize,
}

impl<'a> Working<'a> {
    pub(super) fn with(thread: &'a Thread, bytes: usize) -> Self {
        thread.usage.begin(bytes);
        Self { thread, bytes }
    }
}

impl Drop for Working<'_> {
    fn drop(&mut self) {
        let usage = &self.thread.usage;
        usage.end(self.bytes);
        if usage.jobs() == 0 {
            spawn_local(self.thread.clone().when_idle());
        }
    }
}
