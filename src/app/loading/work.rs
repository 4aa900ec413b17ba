//! What is being done for something, until it is done or given up.

use std::cell::RefCell;
use std::sync::Arc;

use gloo_timers::future::TimeoutFuture;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use web_sys::{AbortController, AbortSignal};

/// One task at a time: what is begun ends what was begun before.
#[derive(Clone)]
pub(in crate::app) struct Work(Arc<SendWrapper<RefCell<Option<AbortController>>>>);

impl Work {
    pub(in crate::app) fn none() -> Self {
        Self(Arc::new(SendWrapper::new(RefCell::new(None))))
    }

    pub(in crate::app) fn is_under_way(&self) -> bool {
        self.0.borrow().is_some()
    }

    /// Begins a task, which is told when it is given up.
    pub(in crate::app) fn begin<F>(&self, task: impl FnOnce(AbortSignal) -> F)
    where
        F: Future<Output = ()> + 'static,
    {
        self.end();
        let Ok(controller) = AbortController::new() else {
            return;
        };
        let signal = controller.signal();
        let (task, work) = (task(signal.clone()), self.clone());
        self.0.replace(Some(controller));
        spawn_local(async move {
            // Not in the task that has made the page, which is long enough.
            TimeoutFuture::new(0).await;
            if signal.aborted() {
                return;
            }
            task.await;
            if !signal.aborted() {
                work.0.replace(None);
            }
        });
    }

    /// Gives up what is under way.
    pub(in crate::app) fn end(&self) {
        if let Some(controller) = self.0.replace(None) {
            controller.abort();
        }
    }
}
