//! Has the site's service worker keep the page, so that it opens without a network.

use std::time::Duration;

use js_sys::{Array, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{PerformanceEntry, ServiceWorkerContainer, ServiceWorkerRegistration};

use super::loading::place::Place;
use super::state::State;
use super::{browser, later};
use crate::fetch::{Origin, sample_address};

/// Beside the page, so that it serves the page's folder alone.
const WORKER: &str = "service-worker.js";

/// The page is kept before long, whatever run is still to come.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// Has the site's worker keep the page, once the figure is drawn. In a frame that is its host's
/// affair.
pub(super) fn keep_site(state: State) {
    if browser::is_framed() {
        return;
    }
    state.once_settled(LONGEST_WAIT, move || {
        spawn_local(async move {
            let _not_loaded = later::keep_site(state).await;
        });
    });
}

/// Tells the worker which files the page is made of.
pub(super) async fn tell_worker(state: State) -> Result<(), JsValue> {
    let navigator = window().navigator();
    // Where there is no storage, there are no workers either, or it is an error to name them.
    let workers = Reflect::get(&navigator, &"serviceWorker".into())?;
    let workers: ServiceWorkerContainer = workers.dyn_into()?;
    JsFuture::from(workers.register(WORKER)).await?;
    let registration = JsFuture::from(workers.ready()?).await?;
    let registration: ServiceWorkerRegistration = registration.unchecked_into();
    match registration.active() {
        Some(worker) => worker.post_message(&loaded_files(state)),
        None => Ok(()),
    }
}

/// The addresses of everything that the page has loaded, and its thread, of whose requests the page's own list is silent.
fn loaded_files(state: State) -> Array {
    let entries = window()
        .performance()
        .map(|performance| performance.get_entries_by_type("resource"));
    let names = entries.into_iter().flatten().map(|entry| {
        let entry: PerformanceEntry = entry.unchecked_into();
        JsValue::from(entry.name())
    });
    let rows = state.rows.get_untracked();
    let samples = rows.iter().filter_map(|row| match &row.load.place {
        Place::Remote(Origin::Sample(name)) => browser::absolute(&sample_address(name)),
        _ => None,
    });
    names.chain(samples.map(JsValue::from)).collect()
}
