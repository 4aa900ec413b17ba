//! Files of the visitor's own: read here, sent nowhere.

use std::cell::RefCell;

use js_sys::Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

use crate::app::loading::own_file::OwnFile;
use crate::app::state::State;
use crate::app::{browser, later};
use crate::number::counted;

thread_local! {
    /// Files that were dropped, until the program that takes them is there.
    static WAITING: RefCell<Array> = RefCell::default();
}

/// Takes the files that were picked in a file input.
pub(in crate::app) fn take_chosen(state: State, event: &Event) {
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
pub(in crate::app) fn take_dropped(state: State) {
    browser::on_drop(move |transfer| {
        let files = transfer.files().filter(|files| files.length() > 0);
        if let Some(files) = &files {
            // The list itself is empty once this turn is over.
            WAITING.with_borrow_mut(|waiting| waiting.extend(Array::from(files).iter()));
            spawn_local(async move {
                let _not_loaded = later::take_waiting(state).await;
            });
        }
        files.is_some()
    });
}

/// Takes the files that wait.
pub(in crate::app) fn take_waiting(state: State) {
    take(state, &WAITING.take());
}

/// What became of the files that were taken, beside where they were picked.
#[component]
pub(in crate::app) fn Taken() -> impl IntoView {
    let state = expect_context::<State>();
    let words = move || {
        let rows = state.rows.read();
        let own = rows.iter().filter(|row| row.is_own());
        let own = own.filter(|row| row.series == 0);
        let (mut all, mut failed) = (0, 0);
        for row in own {
            all += 1;
            failed += usize::from(row.has_failed());
        }
        (all > 0).then(|| {
            let files = counted(f64::from(all), ["file of your own", "files of your own"]);
            let but = if failed > 0 {
                format!("; {failed} could not be read")
            } else {
                String::new()
            };
            view! {
                {format!("{files} added{but}. Kept until this page is closed or reloaded. ")}
                <button type="button" on:click=|_| browser::bring("#legend")>"Back to the figure's runs"</button>
            }
        })
    };
    view! { <p role="status">{words}</p> }
}

/// Says that a way to the view leaves out the visitor's own files, where there are any.
#[component]
pub(in crate::app) fn LeftOut() -> impl IntoView {
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
