//! The parts of the page that its figure does not need: their program is a file of its own, which is loaded when
//! the first of them is asked for.

#![expect(
    clippy::unnecessary_wraps,
    reason = "the error is the loader's: `wasm_split` adds it to each function's own"
)]

use std::cell::Cell;
use std::pin::Pin;

use async_lock::Mutex;
use leptos::prelude::*;
use leptos::task::spawn_local_scoped;
use wasm_bindgen::JsValue;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use web_sys::AbortSignal;

use super::loading::listing::{self, List};
use super::loading::load::LoadError;
use super::loading::reading::Reading;
use super::loading::room::Room;
use super::loading::task::Task;
use super::loading::thread::any_file;
use super::parts::dialog::Dialog;
use super::parts::downloads::{Downloads, PrintedCaption};
use super::parts::embed::FullPage;
use super::parts::embed_dialog::EmbedDialog;
use super::parts::figure::{DataTable, FigureState, Overlay, PinTable};
use super::parts::help::Help;
use super::parts::legend::Legend;
use super::parts::local_files;
use super::parts::masthead::Masthead;
use super::parts::model::Model;
use super::parts::models::Models;
use super::parts::notice::Notice;
use super::parts::progress::Progress;
use super::parts::share::Share;
use super::parts::toolbar::Toolbar;
use super::state::State;
use super::{browser, service_worker};
use crate::fetch::store::{self, Fresh};
use crate::fetch::{Collection, Content, Kept};
use crate::smooth::Smoothing;

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

/// The program of what comes later did not come. Where a newer version of the page has taken this one's place, it never
/// will.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("This part of the page could not be loaded. Reloading the page may help.")]
pub(super) struct NotLoaded;

impl From<SplitLoaderError> for NotLoaded {
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

async fn loaded(part: Part) -> Result<AnyView, NotLoaded> {
    let _turn = LOADING.lock().await;
    if IS_MISSING.get() {
        return Err(NotLoaded);
    }
    let view = view_of(part).await;
    IS_MISSING.set(view.is_err());
    Ok(view?)
}

/// Shows a part as soon as its program is there.
#[component]
pub(super) fn Later(part: Part) -> impl IntoView {
    // All parts are of one file: what is asked for again for one comes for all.
    let state = expect_context::<State>();
    let again = state.later_again;
    let is_here = StoredValue::new(false);
    // They come with the legend, which tells of their failure too.
    let is_quiet = matches!(
        part,
        Part::FullPage
            | Part::Masthead
            | Part::Overlay(_)
            | Part::PrintedCaption
            | Part::Progress
            | Part::Toolbar
    );
    let outcome = RwSignal::new_local(None::<Result<AnyView, NotLoaded>>);
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
            None => ().into_any(),
            Some(Ok(view)) => view,
            Some(Err(_)) if is_quiet => ().into_any(),
            Some(Err(_)) => view! {
                <p class="problem" role="alert">
                    {NotLoaded.to_string()}" "
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

/// Shows a list of training files, as [`listing::load`] does.
pub(super) async fn list(
    collection: Collection,
    list: List,
    signal: AbortSignal,
) -> Result<(), LoadError> {
    let task = list_of(collection, list, signal).await;
    task.map_err(NotLoaded::from)?.await
}

/// Keeps files for the next visit; where the program does not come, none.
pub(super) async fn keep(fresh: Vec<Fresh>) {
    if let Ok(task) = keeping_of(fresh).await {
        task.await;
    }
}

/// Asks the hub for what is newer than a file that is kept, as [`Task::ask_for_newer`] does.
pub(super) async fn renew(task: Task, kept: Kept) -> Result<(), NotLoaded> {
    renewal_of(task, kept).await?.await;
    Ok(())
}

/// Has the site kept, as [`service_worker::tell_worker`] does; where the program does not come, it is not.
pub(super) async fn keep_site(state: State) {
    if let Ok(task) = site_keeping_of(state).await {
        // Without it the page needs a network, as any page does.
        let _refused = task.await;
    }
}

/// Takes files of the visitor's own, as [`local_files::take_waiting`] does; where the program does not come, they wait on.
pub(super) async fn take_waiting(state: State) {
    let _not_loaded = taking_of(state).await;
}

/// Reads a file of any known format, in the thread where there is one.
pub(super) async fn parse(content: Content, file_name: String, smoothing: Smoothing) -> Parsed {
    let task = parsing_of(content, file_name, smoothing).await;
    task.map_err(NotLoaded::from)?.await
}

/// In the thread: what it tells of such a file; nothing where the program does not come.
pub(super) async fn parse_in_thread(
    content: &Content,
    file_name: &str,
    smoothing: Smoothing,
) -> JsValue {
    let told = told(content, file_name, smoothing).await;
    told.unwrap_or(JsValue::NULL)
}

/// The rest of a task. The functions below are where the program is split: called from the first file, they load the
/// second. They can be neither async nor generic; those with something to wait for give it back boxed.
type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

type Parsed = Result<(Reading, Room), LoadError>;

#[wasm_split(later, fallible)]
fn view_of(part: Part) -> Result<AnyView, SplitLoaderError> {
    Ok(match part {
        Part::DataTable(shown) => view! { <DataTable shown /> }.into_any(),
        Part::Downloads => Downloads().into_any(),
        Part::Embed(dialog) => view! { <EmbedDialog dialog /> }.into_any(),
        Part::FullPage => FullPage().into_any(),
        Part::Help(dialog) => view! { <Help dialog /> }.into_any(),
        Part::Legend => Legend().into_any(),
        Part::Masthead => Masthead().into_any(),
        Part::Model => Model().into_any(),
        Part::Models => Models().into_any(),
        Part::Notice => Notice().into_any(),
        Part::Overlay(shown) => view! { <Overlay shown /> }.into_any(),
        Part::Pins(shown) => view! { <PinTable shown /> }.into_any(),
        Part::PrintedCaption => PrintedCaption().into_any(),
        Part::Progress => Progress().into_any(),
        Part::Share(dialog) => view! { <Share dialog /> }.into_any(),
        Part::Toolbar => Toolbar().into_any(),
    })
}

#[wasm_split(later, fallible)]
fn list_of(
    collection: Collection,
    list: List,
    signal: AbortSignal,
) -> Result<Boxed<Result<(), LoadError>>, SplitLoaderError> {
    Ok(Box::pin(listing::load(collection, list, signal)))
}

#[wasm_split(later, fallible)]
fn keeping_of(fresh: Vec<Fresh>) -> Result<Boxed<()>, SplitLoaderError> {
    Ok(Box::pin(store::keep(fresh)))
}

#[wasm_split(later, fallible)]
fn renewal_of(task: Task, kept: Kept) -> Result<Boxed<()>, SplitLoaderError> {
    Ok(Box::pin(async move { task.ask_for_newer(&kept).await }))
}

#[wasm_split(later, fallible)]
fn site_keeping_of(state: State) -> Result<Boxed<Result<(), JsValue>>, SplitLoaderError> {
    Ok(Box::pin(service_worker::tell_worker(state)))
}

#[wasm_split(later, fallible)]
fn taking_of(state: State) -> Result<(), SplitLoaderError> {
    local_files::take_waiting(state);
    Ok(())
}

#[wasm_split(later, fallible)]
fn parsing_of(
    content: Content,
    file_name: String,
    smoothing: Smoothing,
) -> Result<Boxed<Parsed>, SplitLoaderError> {
    Ok(Box::pin(any_file::parse(content, file_name, smoothing)))
}

#[wasm_split(later, fallible)]
fn told(
    content: &Content,
    file_name: &str,
    smoothing: Smoothing,
) -> Result<JsValue, SplitLoaderError> {
    Ok(any_file::tell(content, file_name, smoothing))
}
