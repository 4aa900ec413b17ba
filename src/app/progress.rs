//! How many runs and bytes have come.

use leptos::prelude::*;

use super::load::LoadStatus;
use super::state::State;

#[component]
pub(super) fn Progress() -> impl IntoView {
    let state = expect_context::<State>();
    let text = move || {
        let loads = state.loads();
        if loads.is_empty() {
            return "No run is chosen.".to_owned();
        }
        let (mut ready, mut failed, mut bytes) = (0, 0, 0);
        for load in &loads {
            let status = load.status.read();
            bytes += status.bytes();
            match *status {
                LoadStatus::Ready(_) => ready += 1,
                LoadStatus::Failed(_) => failed += 1,
                _ => {}
            }
        }
        let runs = if state.shows_samples() {
            "sample runs"
        } else {
            "runs"
        };
        let failed = if failed == 0 {
            String::new()
        } else {
            format!(" · {failed} failed")
        };
        let megabytes = bytes as f64 / 1e6;
        format!(
            "{ready} of {} {runs} · {megabytes:.1} MB{failed}",
            loads.len()
        )
    };
    let part = move || {
        let loads = state.loads();
        let done = loads
            .iter()
            .filter(|load| load.status.read().run().is_some());
        done.count() as f64 / loads.len().max(1) as f64
    };
    view! {
        <div class="progress">
            <p id="progress" role="status">{text}</p>
            <div class="progress-bar" aria-hidden="true" class:done=move || state.is_settled()>
                <div style:transform=move || format!("scaleX({})", part())></div>
            </div>
        </div>
    }
}
