//! Smoothing in a thread of its own, so that the page stays quick under the hand; where the browser
//! gives no thread, or it fails, on the page.

mod message;
mod thread;

use std::cell::RefCell;
use std::sync::Arc;

use async_lock::Mutex;
use futures_channel::oneshot::{Sender, channel};
use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use super::{browser, timing};
use crate::run::Run;
use crate::smooth::{Band, Smoothing};
pub use thread::serve;

/// The longest that the thread may take for an answer, in milliseconds: for any, and for each loss.
/// It takes a few milliseconds for half a million.
const PATIENCE: f64 = 10_000.0;
const PATIENCE_A_LOSS: f64 = 0.01;

/// One question at a time: what is asked next is of the latest smoothing then.
static TURN: Mutex<()> = Mutex::new(());

thread_local! {
    static THREAD: RefCell<Thread> = const { RefCell::new(Thread::None) };
}

enum Thread {
    /// There is none, or none any more.
    None,
    /// It says when it can be asked.
    Starting(Worker),
    Ready(Worker),
    Asked(Worker, Sender<Vec<Band>>),
}

/// Starts the thread. Nothing waits for it.
pub(super) fn start() {
    let script = browser::named_file("data-thread");
    let program = browser::named_file("data-module");
    // Without an origin of its own, a page may start none, and the browser would say so.
    if let Some((script, program)) = script.zip(program).filter(|_| browser::has_origin()) {
        // Without it, all is done on the page.
        let _refused = try_start(&script, &program);
    }
}

fn try_start(script: &str, program: &str) -> Result<(), JsValue> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(script, &options)?;
    let on_message =
        Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| take(&event.data()));
    worker.set_onmessage(Some(on_message.into_js_value().unchecked_ref()));
    // Whoever waits is told by the end of the sender.
    let on_error = Closure::<dyn Fn()>::new(|| end(&THREAD.replace(Thread::None)));
    let on_error = on_error.into_js_value();
    worker.set_onerror(Some(on_error.unchecked_ref()));
    worker.set_onmessageerror(Some(on_error.unchecked_ref()));
    let message = Object::new();
    Reflect::set(&message, &"script".into(), &program.into())?;
    Reflect::set(&message, &"program".into(), &wasm_bindgen::module())?;
    worker.post_message(&message)?;
    THREAD.set(Thread::Starting(worker));
    Ok(())
}

/// Hears the thread: first that it is there, then its answers.
fn take(answer: &JsValue) {
    match THREAD.replace(Thread::None) {
        Thread::Starting(worker) | Thread::Ready(worker) => THREAD.set(Thread::Ready(worker)),
        Thread::Asked(worker, sender) => {
            THREAD.set(Thread::Ready(worker));
            // Nobody waits any more: so be it.
            let _gone = sender.send(message::bands(answer));
        }
        Thread::None => {}
    }
}

/// Ends a thread of which no answer is to be had.
fn end(thread: &Thread) {
    match thread {
        Thread::Starting(worker) | Thread::Ready(worker) | Thread::Asked(worker, _) => {
            worker.terminate();
        }
        Thread::None => {}
    }
}

/// Smooths every run.
pub(super) async fn smooth(runs: &[Arc<Run>], smoothing: Smoothing) -> Vec<Band> {
    let _turn = TURN.lock().await;
    let start = timing::now();
    let bands = match ask(runs, smoothing).await {
        Some(bands) if bands.len() == runs.len() => bands,
        _ => runs
            .iter()
            .map(|run| smoothing.apply(&run.losses))
            .collect(),
    };
    timing::measure("smooth", start, None);
    bands
}

async fn ask(runs: &[Arc<Run>], smoothing: Smoothing) -> Option<Vec<Band>> {
    let worker = match THREAD.replace(Thread::None) {
        Thread::Ready(worker) => worker,
        other => {
            THREAD.set(other);
            return None;
        }
    };
    let (question, buffers) = message::question(runs, smoothing);
    let (sender, receiver) = channel();
    worker
        .post_message_with_transfer(&question, &buffers)
        .ok()?;
    THREAD.set(Thread::Asked(worker, sender));
    let losses: usize = runs.iter().map(|run| run.losses.len()).sum();
    let patience = PATIENCE + PATIENCE_A_LOSS * losses as f64;
    match select(receiver, TimeoutFuture::new(patience as u32)).await {
        Either::Left((bands, _)) => bands.ok(),
        Either::Right(_) => {
            end(&THREAD.replace(Thread::None));
            None
        }
    }
}
