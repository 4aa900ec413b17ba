//! The page's own tasks, a few milliseconds at a time: between two turns the browser may draw, and hear the hand.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use async_task::Runnable;
use js_sys::Promise;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::MessageChannel;

use super::timing;

/// How long a turn may last, in milliseconds.
const TURN: f64 = 8.0;
/// The same while the page starts: all code runs for the first time then, and processors have much else to do.
const FIRST_TURN: f64 = 2.0;
/// How long the page counts as starting, in milliseconds since it was opened.
const START: f64 = 3_000.0;

thread_local! {
    static WAITING: RefCell<VecDeque<Runnable>> = const { RefCell::new(VecDeque::new()) };
    /// Whether the next turn is asked for.
    static IS_ASKED: Cell<bool> = const { Cell::new(false) };
    static NEXT: Next = Next::new();
}

/// Has all that leptos spawns done in turns. The first comes after what else the browser has to do.
pub(super) fn begin() {
    // Only what would do the same, all at once, can be there already.
    let _is_set = Executor::init_local_custom_executor(Turns);
    IS_ASKED.set(true);
    NEXT.with(Next::after_others);
}

struct Turns;

impl CustomExecutor for Turns {
    fn spawn(&self, task: PinnedFuture<()>) {
        self.spawn_local(task);
    }

    fn spawn_local(&self, task: PinnedLocalFuture<()>) {
        let (runnable, task) = async_task::spawn_local(task, wait);
        task.detach();
        runnable.schedule();
    }

    fn poll_local(&self) {}
}

/// Has a task done with the others, at the end of what the browser does now.
fn wait(task: Runnable) {
    WAITING.with_borrow_mut(|waiting| waiting.push_back(task));
    if !IS_ASKED.replace(true) {
        NEXT.with(Next::at_once);
    }
}

fn turn() {
    let start = timing::now();
    let longest = if start < START { FIRST_TURN } else { TURN };
    while let Some(task) = WAITING.with_borrow_mut(VecDeque::pop_front) {
        task.run();
        if timing::now() - start > longest {
            return NEXT.with(Next::after_others);
        }
    }
    IS_ASKED.set(false);
}

/// The ways to the next turn.
struct Next {
    turn: Closure<dyn FnMut(JsValue)>,
    channel: Option<MessageChannel>,
}

impl Next {
    fn new() -> Self {
        let turn = Closure::new(|_: JsValue| turn());
        let channel = MessageChannel::new().ok();
        if let Some(channel) = &channel {
            let heard = turn.as_ref().unchecked_ref();
            channel.port1().set_onmessage(Some(heard));
        }
        Self { turn, channel }
    }

    /// As soon as the script that runs has ended.
    fn at_once(&self) {
        let _settled = Promise::resolve(&JsValue::UNDEFINED).then(&self.turn);
    }

    /// After what else the browser has to do.
    fn after_others(&self) {
        let channel = self.channel.as_ref();
        let asked = channel.map(|channel| channel.port2().post_message(&JsValue::NULL));
        if !matches!(asked, Some(Ok(()))) {
            self.at_once();
        }
    }
}
