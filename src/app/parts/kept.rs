//! How much is kept in the browser, and its end.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::browser;
use crate::fetch::store::{self, Contents};

/// A line about the kept files.
#[component]
pub(in crate::app) fn KeptFiles() -> impl IntoView {
    let (contents, set_contents) = signal(None::<Option<Contents>>);
    let find_out = move || {
        spawn_local(async move { set_contents.set(Some(store::contents().await)) });
    };
    find_out();
    let clear = move |_| {
        browser::pass_focus(".kept", ".help .dialog-end button");
        spawn_local(async move {
            store::clear().await;
            find_out();
        });
    };
    // What is not known may be something.
    let may_be_something = move || match contents.get() {
        None => false,
        Some(contents) => contents.is_none_or(|contents| contents.files > 0),
    };
    view! {
        <p class="kept">
            <span role="status">{move || contents.get().map(words)}</span>
            <Show when=may_be_something>
                <button type="button" on:click=clear>"Clear"</button>
            </Show>
        </p>
    }
}

fn words(contents: Option<Contents>) -> String {
    let Some(contents) = contents else {
        return "This browser does not say which training files it keeps.".to_owned();
    };
    let megabytes = contents.bytes / 1e6;
    match contents.files {
        0 => "No training files are kept in this browser.".to_owned(),
        1 => format!("1 training file or list ({megabytes:.1} MB) is kept in this browser."),
        files => format!(
            "{files} training files and lists ({megabytes:.1} MB) are kept in this browser."
        ),
    }
}
