//! Where the program is split: what is called here from the first file loads the second.
//!
//! To move a part or a task into the second file, call it from a function of this module with `wasm_split`, and from
//! nowhere in the first: whatever only such functions reach, `xtask/src/split.rs` takes out of the first. They can be
//! neither async nor generic; those with something to wait for give it back boxed.

#![expect(
    clippy::unnecessary_wraps,
    reason = "the error is the loader's: `wasm_split` adds it to each function's own"
)]

use std::pin::Pin;

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use web_sys::AbortSignal;

use super::{NotLoaded, Part};
use crate::app::loading::listing::{self, List};
use crate::app::loading::load::LoadError;
use crate::app::loading::own_file::OwnFile;
use crate::app::loading::reading::Reading;
use crate::app::loading::room::Room;
use crate::app::loading::task::Task;
use crate::app::loading::thread::any_file;
use crate::app::parts::downloads::{Downloads, PrintedCaption};
use crate::app::parts::embed::FullPage;
use crate::app::parts::embed_dialog::EmbedDialog;
use crate::app::parts::figure::{DataTable, Overlay, PinTable};
use crate::app::parts::help::Help;
use crate::app::parts::legend::Legend;
use crate::app::parts::local_files;
use crate::app::parts::masthead::Masthead;
use crate::app::parts::model::Model;
use crate::app::parts::models::Models;
use crate::app::parts::notice::Notice;
use crate::app::parts::progress::Progress;
use crate::app::parts::share::Share;
use crate::app::parts::toolbar::Toolbar;
use crate::app::service_worker;
use crate::app::state::State;
use crate::fetch::store::{self, Fresh};
use crate::fetch::{Collection, Content, Kept};
use crate::smooth::Smoothing;

/// Shows a list of training files, as [`listing::load`] does.
pub(in crate::app) async fn list(
    collection: Collection,
    list: List,
    signal: AbortSignal,
) -> Result<(), LoadError> {
    let task = list_of(collection, list, signal).await;
    task.map_err(NotLoaded::from)?.await
}

/// Keeps files for the next visit; where the program does not come, none.
pub(in crate::app) async fn keep(fresh: Vec<Fresh>) {
    if let Ok(task) = keeping_of(fresh).await {
        task.await;
    }
}

/// Asks the hub for what is newer than a file that is kept, as [`Task::ask_for_newer`] does.
pub(in crate::app) async fn renew(task: Task, kept: Kept) -> Result<(), NotLoaded> {
    renewal_of(task, kept).await?.await;
    Ok(())
}

/// Has the site kept, as [`service_worker::tell_worker`] does; where the program does not come, it is not.
pub(in crate::app) async fn keep_site(state: State) {
    if let Ok(task) = site_keeping_of(state).await {
        // Without it the page needs a network, as any page does.
        let _refused = task.await;
    }
}

/// Takes files of the visitor's own, as [`local_files::take_waiting`] does; where the program does not come, they wait on.
pub(in crate::app) async fn take_waiting(state: State) {
    let _not_loaded = taking_of(state).await;
}

/// Reads a file of any known format, in the thread where there is one.
pub(in crate::app) async fn parse(
    content: Content,
    file_name: String,
    smoothing: Smoothing,
) -> Parsed {
    let task = parsing_of(content, file_name, smoothing).await;
    task.map_err(NotLoaded::from)?.await
}

/// Reads a file of the visitor's own, as [`OwnFile::read`] does.
pub(in crate::app) async fn read_own(
    file: OwnFile,
    smoothing: Memo<Smoothing>,
    signal: AbortSignal,
) -> Parsed {
    let task = reading_of(file, smoothing, signal).await;
    task.map_err(NotLoaded::from)?.await
}

/// In the thread: what it tells of such a file; nothing where the program does not come.
pub(in crate::app) async fn parse_in_thread(
    content: &Content,
    file_name: &str,
    smoothing: Smoothing,
) -> JsValue {
    let told = told(content, file_name, smoothing).await;
    told.unwrap_or(JsValue::NULL)
}

/// The rest of a task: what there is to wait for is given back.
type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

type Parsed = Result<(Reading, Room), LoadError>;

#[wasm_split(later, fallible)]
pub(super) fn view_of(part: Part) -> Result<AnyView, SplitLoaderError> {
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
fn reading_of(
    file: OwnFile,
    smoothing: Memo<Smoothing>,
    signal: AbortSignal,
) -> Result<Boxed<Parsed>, SplitLoaderError> {
    Ok(Box::pin(file.read(smoothing, signal)))
}

#[wasm_split(later, fallible)]
fn told(
    content: &Content,
    file_name: &str,
    smoothing: Smoothing,
) -> Result<JsValue, SplitLoaderError> {
    Ok(any_file::tell(content, file_name, smoothing))
}
