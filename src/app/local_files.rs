//! Files of the visitor's own: read here, sent nowhere.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, File, FileList, HtmlInputElement};

use super::browser;
use super::load::{LoadError, LoadStatus, Place};
use super::state::State;
use crate::count::counted;
use crate::fetch::{Content, FetchError, SIZE_CAP};

/// A file as it was picked: another is never the same, whatever is in it. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct OwnFile(Arc<SendWrapper<Content>>);

impl OwnFile {
    fn of(content: Content) -> Self {
        Self(Arc::new(SendWrapper::new(content)))
    }

    pub(super) fn content(&self) -> &Content {
        &self.0
    }
}

impl PartialEq for OwnFile {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Takes the files that were picked in a file input.
pub(super) fn take_chosen(state: State, event: &Event) {
    let input = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else { return };
    if let Some(files) = input.files() {
        take(state, &files);
    }
    // The same file picked again is a change too.
    input.set_value("");
}

/// Takes files that are dropped on the page, for the life of it.
pub(super) fn take_dropped(state: State) {
    browser::on_drop(move |transfer| {
        let files = transfer.files().filter(|files| files.length() > 0);
        if let Some(files) = &files {
            take(state, files);
        }
        files.is_some()
    });
}

/// What became of the files that were taken, beside where they were picked.
#[component]
pub(super) fn Taken() -> impl IntoView {
    let state = expect_context::<State>();
    let words = move || {
        let rows = state.rows.read();
        let own = rows
            .iter()
            .filter(|row| matches!(row.load.place, Place::Local(_)));
        let own = own.filter(|row| row.series == 0);
        let (mut all, mut failed) = (0, 0);
        for row in own {
            all += 1;
            failed += usize::from(matches!(*row.load.status.read(), LoadStatus::Failed(_)));
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
            view! { <p class="problem">"Files of your own are not in it: they stay on this machine."</p> }
        })
    }
}

/// Adds files to the figure.
fn take(state: State, files: &FileList) {
    for file in (0..files.length()).filter_map(|at| files.get(at)) {
        spawn_local(async move {
            state.add_local(file.name(), read(&file).await);
        });
    }
}

async fn read(file: &File) -> Result<OwnFile, LoadError> {
    if file.size() > SIZE_CAP as f64 {
        return Err(FetchError::TooLarge.into());
    }
    let buffer = JsFuture::from(file.array_buffer()).await;
    let buffer = buffer.map_err(|_| LoadError::Unreadable)?;
    Ok(OwnFile::of(Content::of_buffer(&buffer.unchecked_into())))
}
