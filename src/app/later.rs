//! The parts of the page that its figure does not need: their program is a file of its own, which is loaded when
//! the first of them is asked for.

mod split;

use std::cell::Cell;

use async_lock::Mutex;
use leptos::prelude::*;
use leptos::task::spawn_local_scoped;
use wasm_split_helpers::SplitLoaderError;

use super::browser;
use super::parts::dialog::Dialog;
use super::parts::figure::FigureState;
use super::state::State;

pub(super) use split::{
    keep, keep_site, list, parse, parse_in_thread, read_own, renew, take_waiting,
};

/// A part that comes later.
#[derive(Clone)]
pub(super) enum Part {
    DataTable(FigureState),
    Downloads,
    Embed(Dialog),
    FullPage,
    Help(Dialog),
    Legend,
    Masthead,
    Model,
    Models,
    Notice,
    Overlay(FigureState),
    Pins(FigureState),
    PrintedCaption,
    Progress,
    Share(Dialog),
    Toolbar,
}

impl Part {
    /// Whether it leaves it to the legend, which comes with it, to tell of a failure.
    fn is_quiet(&self) -> bool {
        matches!(
            self,
            Self::FullPage
                | Self::Masthead
                | Self::Overlay(_)
                | Self::PrintedCaption
                | Self::Progress
                | Self::Toolbar
        )
    }
}

/// The program of what comes later did not come. Where a newer version of the page has taken this one's place, it never
/// will.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error(
    "This part of the page could not be loaded; the page is trying again. If the network works, reloading may help."
)]
pub(super) struct ProgramMissing;

impl From<SplitLoaderError> for ProgramMissing {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

thread_local! {
    /// Whether the program did not come when it was last asked for.
    static IS_MISSING: Cell<bool> = const { Cell::new(false) };
}

/// Held while the program is asked for: the first part finds out whether it comes, and the others learn from that.
static LOADING: Mutex<()> = Mutex::new(());

/// Asks again for the program, where it did not come; `again` tells the parts.
pub(super) fn retry(again: Trigger) {
    if IS_MISSING.replace(false) {
        again.notify();
    }
}

async fn loaded(part: Part) -> Result<AnyView, ProgramMissing> {
    let _turn = LOADING.lock().await;
    if IS_MISSING.get() {
        return Err(ProgramMissing);
    }
    let view = split::view_of(part).await;
    IS_MISSING.set(view.is_err());
    view
}

/// Shows a part as soon as its program is there.
#[component]
pub(super) fn Later(part: Part) -> impl IntoView {
    // All parts are of one file: what is asked for again for one comes for all.
    let state = expect_context::<State>();
    let again = state.later_again;
    let is_here = StoredValue::new(false);
    let is_quiet = part.is_quiet();
    let outcome = RwSignal::new_local(None::<Result<AnyView, ProgramMissing>>);
    Effect::new(move |_| {
        again.track();
        if is_here.get_value() {
            return;
        }
        // What the part reads while it is built must not load it again.
        let part = part.clone();
        untrack(|| {
            spawn_local_scoped(async move {
                let view = loaded(part).await;
                is_here.set_value(view.is_ok());
                if view.is_ok() {
                    // With it the button leaves that asked for it.
                    browser::pass_focus(".problem", "#hand");
                }
                outcome.set(Some(view));
            });
        });
    });
    move || {
        outcome.track();
        match outcome.write_untracked().take() {
            Some(Ok(view)) => view,
            _ if is_quiet => ().into_any(),
            None => view! { <p class="coming">"Loading …"</p> }.into_any(),
            Some(Err(_)) => view! {
                <p class="problem" role="alert">
                    {ProgramMissing.to_string()}" "
                    <button type="button" on:click=move |_| state.retry_rest()>"Try again"</button>
                </p>
            }
            .into_any(),
        }
    }
}

/// A part that steers the figure, or tells of it. It comes once that is to be seen.
#[component]
pub(super) fn Rest(part: Part) -> impl IntoView {
    let is_wanted = expect_context::<State>().rest_wanted;
    move || {
        is_wanted
            .get()
            .then(|| view! { <Later part=part.clone() /> })
    }
}
