//! Links to what is shown: one that follows the models' files, and one that stays.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::dialog::{Dialog, DialogFrame};
use super::state::State;
use super::{address, browser};
use crate::view_state::{Found, ViewState};

#[component]
pub(super) fn Share(dialog: Dialog) -> impl IntoView {
    let state = expect_context::<State>();
    let (told, set_told) = signal(String::new());
    let copy = move |link: String| {
        spawn_local(async move {
            let outcome = browser::copy_text(&link).await;
            set_told.set(outcome.map_or_else(|problem| problem, |()| "Link copied".to_owned()));
        });
    };
    let pinned = move || pinned(&state);
    view! {
        <DialogFrame dialog class="share" title="Share this view" told>
                <dl>
                    <div>
                        <dt>
                            <button type="button" on:click=move |_| copy(address::whole())>"Copy link"</button>
                        </dt>
                        <dd>"Shows the training files as they are when it is opened."</dd>
                    </div>
                    <div>
                        <dt>
                            <button
                                type="button"
                                aria-disabled=move || pinned().is_err().to_string()
                                aria-describedby="stays"
                                on:click=move |_| {
                                    if let Ok(view) = untrack(pinned) {
                                        copy(browser::address_of(&view.to_query()));
                                    }
                                }
                            >
                                "Copy a link that stays"
                            </button>
                        </dt>
                        <dd id="stays">
                            {move || match pinned() {
                                Ok(_) => "Shows them as they are now, at their commits on Hugging Face.".to_owned(),
                                Err(reason) => reason,
                            }}
                        </dd>
                    </div>
                </dl>
        </DialogFrame>
    }
}

/// The view with each run at the commit that it was read at, or why that cannot be.
fn pinned(state: &State) -> Result<ViewState, String> {
    if state.shows_samples() {
        return Err("The samples come with this page and have no commits.".to_owned());
    }
    let rows = state.rows.read();
    let mut found: Vec<Found> = Vec::new();
    for row in rows.iter().filter(|row| row.series == 0) {
        let loaded = row.load.status.read().loaded();
        let Some(file) = loaded.as_ref().and_then(|loaded| loaded.file.clone()) else {
            continue;
        };
        found.push(Found {
            name: row.load.name.clone(),
            repo: file.repo,
            commit: loaded.and_then(|loaded| loaded.commit.clone()),
        });
    }
    state
        .view
        .read()
        .pinned(&found)
        .ok_or_else(|| match found.len() {
            0 => "No run has come from Hugging Face yet.".to_owned(),
            _ => "Hugging Face does not tell the commit of every run.".to_owned(),
        })
}
