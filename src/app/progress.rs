//! How many runs and bytes have come.

use leptos::prelude::*;

use super::load::LoadStatus;
use super::state::State;

#[component]
pub(super) fn Progress() -> impl IntoView {
    let state = expect_context::<State>();
    let text = move || {
        let rows = state.rows.read();
        if rows.is_empty() {
            let words = state.listing.read().words();
            return words.unwrap_or_else(|| "No run is chosen.".to_owned());
        }
        let (mut ready, mut failed, mut bytes) = (0, 0, 0);
        for row in rows.iter() {
            let status = row.load.status.read();
            bytes += if row.series == 0 {
                row.load.bytes.get()
            } else {
                0
            };
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
            rows.len()
        )
    };
    let may_retry = move || {
        let rows = state.rows.read();
        state.listing.read().may_come_now() || rows.iter().any(|row| row.load.may_come_now())
    };
    let part = move || {
        let rows = state.rows.read();
        let done = rows.iter().filter(|row| row.run().is_some());
        done.count() as f64 / rows.len().max(1) as f64
    };
    view! {
        <div class="progress">
            <div class="progress-line">
                <p id="progress" role="status">{text}</p>
                <Show
                    when=move || state.is_settled()
                    fallback=move || view! { <button on:click=move |_| state.stop()>"Stop"</button> }
                >
                    <Show when=may_retry>
                        <button on:click=move |_| state.retry_failed()>"Retry all"</button>
                    </Show>
                </Show>
            </div>
            <div class="progress-bar" aria-hidden="true" class:done=move || state.is_settled()>
                <div style:transform=move || format!("scaleX({})", part())></div>
            </div>
        </div>
    }
}
