//! Where the program is split: what is called here from the first file loads the second.
//!
//! To move a part or a task into the second file, call it from a function of this module with `wasm_split`, and from
//! nowhere in the first: whatever only such functions reach, `xtask/src/split.rs` takes out of the first. They can be
//! neither async nor generic; those with something to wait for give it back boxed. In the first file each is async, and
//! gives what its `return_wrapper` says, or the error of a program that did not come.

use std::pin::Pin;

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_split_helpers::wasm_split;
use web_sys::AbortSignal;

use super::{Part, ProgramMissing};
use crate::app::loading::list::List;
use crate::app::loading::load_error::LoadError;
use crate::app::loading::own_file::OwnFile;
use crate::app::loading::reading::Reading;
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

/// The rest of a task: what there is to wait for.
type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

type Parsed = Result<Reading, LoadError>;

#[wasm_split(later, fallible, return_wrapper(let view = _; { Ok(view) } -> Result<AnyView, ProgramMissing>))]
pub(super) fn view_of(part: Part) -> AnyView {
    match part {
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
    }
}

/// Shows a list of training files, as [`List::load`] does.
#[wasm_split(later, fallible, return_wrapper(let task = _; { task.await } -> Result<(), LoadError>))]
pub(in crate::app) fn list(
    collection: Collection,
    list: List,
    signal: AbortSignal,
) -> Boxed<Result<(), LoadError>> {
    Box::pin(list.load(collection, signal))
}

/// Keeps files for the next visit.
#[wasm_split(later, fallible, return_wrapper(let task = _; { task.await } -> Result<(), ProgramMissing>))]
pub(in crate::app) fn keep(fresh: Vec<Fresh>) -> Boxed<Result<(), ProgramMissing>> {
    Box::pin(async {
        store::keep(fresh).await;
        Ok(())
    })
}

/// Asks the hub for what is newer than a file that is kept, as [`Task::ask_for_newer`] does.
#[wasm_split(later, fallible, return_wrapper(let task = _; { task.await } -> Result<(), ProgramMissing>))]
pub(in crate::app) fn renew(task: Task, kept: Kept) -> Boxed<Result<(), ProgramMissing>> {
    Box::pin(async move {
        task.ask_for_newer(&kept).await;
        Ok(())
    })
}

/// Has the site kept, as [`service_worker::tell_worker`] does.
#[wasm_split(later, fallible, return_wrapper(let task = _; { task.await } -> Result<(), ProgramMissing>))]
pub(in crate::app) fn keep_site(state: State) -> Boxed<Result<(), ProgramMissing>> {
    Box::pin(async move {
        // Without it the page needs a network, as any page does.
        let _refused = service_worker::tell_worker(state).await;
        Ok(())
    })
}

/// Takes files of the visitor's own, as [`local_files::take_waiting`] does; where the program does not come, they wait on.
#[wasm_split(later, fallible, return_wrapper(let () = _; { Ok(()) } -> Result<(), ProgramMissing>))]
pub(in crate::app) fn take_waiting(state: State) {
    local_files::take_waiting(state);
}

/// Reads a file of any known format, in the thread where there is one.
#[wasm_split(later, fallible, return_wrapper(let task = _; { task.await } -> Parsed))]
pub(in crate::app) fn parse(
    content: Content,
    file_name: String,
    smoothing: Smoothing,
) -> Boxed<Parsed> {
    Box::pin(any_file::parse(content, file_name, smoothing))
}

/// Reads a file of the visitor's own, as [`OwnFile::read`] does.
#[wasm_split(later, fallible, return_wrapper(let task = _; { task.await } -> Parsed))]
pub(in crate::app) fn read_own(
    file: OwnFile,
    smoothing: Memo<Smoothing>,
    signal: AbortSignal,
) -> Boxed<Parsed> {
    Box::pin(file.read(smoothing, signal))
}

/// In the thread: what it tells of such a file.
#[wasm_split(later, fallible, return_wrapper(let told = _; { Ok(told) } -> Result<JsValue, ProgramMissing>))]
pub(in crate::app) fn parse_in_thread(
    content: &Content,
    file_name: &str,
    smoothing: Smoothing,
) -> JsValue {
    any_file::tell(content, file_name, smoothing)
}
