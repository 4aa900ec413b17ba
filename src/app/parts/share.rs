//! Links to what is shown: one that follows the models' files, and a permanent one.

use leptos::prelude::*;

use super::dialog::{self, Dialog, DialogFrame};
use super::local_files::LeftOut;
use crate::app::browser;
use crate::app::state::State;
use crate::characters::seen;
use crate::view_state::{Found, ViewState};

#[component]
pub(in crate::app) fn Share(dialog: Dialog) -> impl IntoView {
    let state = expect_context::<State>();
    let (told, set_told) = signal(String::new());
    let (uncopied, set_uncopied) = signal(None::<String>);
    let copy = move |link: String, done: &'static str| {
        browser::in_this_turn(async move {
            let is_copied = dialog::copy(&link, "link", done.to_owned(), set_told).await;
            set_uncopied.set((!is_copied).then_some(link));
        });
    };
    let by_hand = move || {
        let link = uncopied.get()?;
        Some(view! { <input readonly aria-label="The link" spellcheck="false" prop:value=link /> })
    };
    let fixed = move || at_commits(&state);
    view! {
        <DialogFrame dialog class="share" title="Share this view" told>
                <LeftOut />
                <dl>
                    <div>
                        <dt>
                            <button type="button" on:click=move |_| {
                                let query = state.view.read_untracked().to_query();
                                copy(browser::address_of(&query), "Link copied");
                            }>"Copy link"</button>
                        </dt>
                        <dd>"Shows the training files as they are when it is opened."</dd>
                    </div>
                    <div>
                        <dt>
                            <button
                                type="button"
                                aria-disabled=move || fixed().is_err().to_string()
                                aria-describedby="stays"
                                on:click=move |_| {
                                    if let Ok(view) = untrack(fixed) {
                                        copy(browser::address_of(&view.to_query()), "Permanent link copied");
                                    }
                                }
                            >
                                "Copy permanent link"
                            </button>
                        </dt>
                        <dd id="stays" translate="no">
                            {move || match fixed() {
                                Ok(_) => "Shows them as they are now, at their commits on Hugging Face.".to_owned(),
                                Err(reason) => reason,
                            }}
                        </dd>
                    </div>
                </dl>
                {by_hand}
        </DialogFrame>
    }
}

/// The view with each run at the commit that it was read at, or why that cannot be.
fn at_commits(state: &State) -> Result<ViewState, String> {
    if state.shows_samples.get() {
        return Err("The samples come with this page and have no commits.".to_owned());
    }
    let rows = state.rows.read();
    let mut found: Vec<Found> = Vec::new();
    let rows = rows.iter().filter(|row| row.series == 0);
    for row in rows.filter(|row| !row.is_own()) {
        let name = row.load.name.clone();
        let Some(loaded) = row.load.status.read().loaded() else {
            return Err(format!(
                "{} has not been loaded from Hugging Face.",
                seen(&name)
            ));
        };
        if let Some(file) = &loaded.file {
            found.push(Found {
                name,
                repo: file.repo.clone(),
                commit: loaded.commit.clone(),
            });
        }
    }
    state
        .view
        .read()
        .at_commits(&found)
        .ok_or_else(|| match found.len() {
            0 => "No run has been loaded from Hugging Face yet.".to_owned(),
            _ => "Hugging Face did not give the commit of every run.".to_owned(),
        })
}
