//! Files of the visitor's own: read here, sent nowhere.

use std::cell::RefCell;
use std::sync::Arc;

use js_sys::Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, File, HtmlInputElement};

use super::load::LoadError;
use super::state::State;
use super::{browser, later};
use crate::count::counted;
use crate::fetch::{Content, FetchError, SIZE_CAP};

/// A file as it was picked. One that is picked anew is never the same, whatever is in it.
#[derive(Debug, Clone)]
pub(super) struct OwnFile(Arc<SendWrapper<File>>);

impl OwnFile {
    fn of(file: File) -> Self {
        Self(Arc::new(SendWrapper::new(file)))
    }

    pub(super) fn name(&self) -> String {
        self.0.name()
    }

    /// Whether the same file was picked, unchanged; one of the same name may be from another folder.
    pub(super) fn is_again(&self, other: &Self) -> bool {
        let which = |file: &File| (file.name(), file.size(), file.last_modified());
        which(&self.0) == which(&other.0)
    }

    /// What is in it.
    ///
    /// # Errors
    /// Where the browser does not give that, or it is too much.
    pub(super) async fn read(&self) -> Result<Content, LoadError> {
        if self.0.size() > SIZE_CAP as f64 {
            return Err(FetchError::TooLarge.into());
        }
        let buffer = JsFuture::from(self.0.array_buffer()).await;
        let buffer = buffer.map_err(|_| LoadError::Unreadable)?;
        Ok(Content::of_buffer(&buffer.unchecked_into()))
    }
}

/// Its handle is.
impl PartialEq for OwnFile {
    fn eq(&self, other: &Self) -> bool {
        **self.0 == **other.0
    }
}

thread_local! {
    /// Files that were dropped, until the program that takes them is there.
    static WAITING: RefCell<Array> = RefCell::default();
}

/// Takes the files that were picked in a file input.
pub(super) fn take_chosen(state: State, event: &Event) {
    let input = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else { return };
    if let Some(files) = input.files() {
        take(state, &Array::from(&files));
    }
    // The same file picked again is a change too.
    input.set_value("");
}

/// Takes files that are dropped on the page, for the life of it.
pub(super) fn take_dropped(state: State) {
    browser::on_drop(move |transfer| {
        let files = transfer.files().filter(|files| files.length() > 0);
        if let Some(files) = &files {
            // The list itself is empty once this turn is over.
            WAITING.with_borrow_mut(|waiting| waiting.extend(Array::from(files).iter()));
            spawn_local(later::take_waiting(state));
        }
        files.is_some()
    });
}

/// Takes the files that wait.
pub(super) fn take_waiting(state: State) {
    take(state, &WAITING.take());
}

/// A name for a file that is not taken: `loss (2).csv` where `loss.csv` is.
pub(super) fn free_name(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let stem = name.rfind('.').filter(|at| *at > 0).unwrap_or(name.len());
    let (stem, ending) = name.split_at(stem);
    let mut free = name.to_owned();
    let mut count = 1;
    while is_taken(&free) {
        count += 1;
        free = format!("{stem} ({count}){ending}");
    }
    free
}

/// What became of the files that were taken, beside where they were picked.
#[component]
pub(super) fn Taken() -> impl IntoView {
    let state = expect_context::<State>();
    let words = move || {
        let rows = state.rows.read();
        let own = rows.iter().filter(|row| row.is_own());
        let own = own.filter(|row| row.series == 0);
        let (mut all, mut failed) = (0, 0);
        for row in own {
            all += 1;
            failed += usize::from(row.load.status.read().has_failed());
        }
        (all > 0).then(|| {
            let files = counted(f64::from(all), ["file of your own", "files of your own"]);
            let but = if failed > 0 {
                format!("; {failed} could not be read")
            } else {
                String::new()
            };
            view! {
                {format!("{files} added{but}. ")}
                <button type="button" on:click=|_| browser::bring("#legend")>"To the figure's runs"</button>
            }
        })
    };
    view! { <p role="status">{words}</p> }
}

/// Says that a way to the view leaves out the visitor's own files, where there are any.
#[component]
pub(super) fn LeftOut() -> impl IntoView {
    let state = expect_context::<State>();
    move || {
        state.has_own_files().then(|| {
            view! { <p class="problem">"Your own files are not included; they stay on this machine."</p> }
        })
    }
}

/// Adds files to the figure, in their order.
fn take(state: State, files: &Array) {
    for file in files.iter().filter_map(|file| file.dyn_into().ok()) {
        state.add_local(OwnFile::of(file));
    }
}
