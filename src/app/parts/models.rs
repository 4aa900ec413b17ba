//! The chooser: which models there are, and which are in the figure.

mod filters;
mod known;
mod sources;

use leptos::html;
use leptos::prelude::*;

use self::known::Known;
use self::sources::Sources;
use crate::app::browser;
use crate::app::loading::list::{ListStatus, MOST_AT_ONCE};
use crate::app::state::{State, sample_names};
use crate::fetch::{Listing, Repositories};
use crate::number::counted;
use crate::view_state::{MOST_RUNS, Source};

#[component]
pub(in crate::app) fn Models() -> impl IntoView {
    let state = expect_context::<State>();
    let source = Memo::new(move |_| state.settings.read().source);
    let search = NodeRef::new();
    show_search(state, source, search);
    view! {
        <Sources />
        <Show
            when=move || source.get() == Source::Hub
            fallback=|| view! { <Plain title="Samples" names=sample_names() /> }
        >
            <Listed />
            <Known search />
        </Show>
    }
}

/// Brings the search to whoever has asked for it, once it is there.
fn show_search(state: State, source: Memo<Source>, search: NodeRef<html::Input>) {
    Effect::new(move |_| {
        // The samples have none.
        let is_made = source.get() == Source::Samples || search.get().is_some();
        let chooser = state.chooser;
        if !chooser.is_search_wanted.get() || !is_made {
            return;
        }
        chooser.is_search_wanted.set(false);
        // It is on the page by the next frame.
        request_animation_frame(move || {
            if let Some(details) = chooser.details.get_untracked() {
                details.scroll_into_view();
            }
            // A field that has the focus brings up a phone's keyboard, over the list.
            if browser::has_fingers() || !browser::focus("#find") {
                browser::focus("#chooser > summary");
            }
        });
    });
}

/// What is in the repository that the address names.
#[component]
fn Listed() -> impl IntoView {
    let state = expect_context::<State>();
    let words = move || match &*state.list.status.read() {
        ListStatus::None => None,
        // Where there are no runs, it is said in their place.
        ListStatus::Loading(_) | ListStatus::Failed(_) if state.rows.read().is_empty() => None,
        status @ (ListStatus::Loading(_) | ListStatus::Failed(_)) => status.words(),
        ListStatus::Ready(listing) => {
            let settings = state.settings.read();
            Some(about(listing, settings.repo.as_ref()?))
        }
    };
    let has_failed = move || matches!(&*state.list.status.read(), ListStatus::Failed(_));
    let content = move || match &*state.list.status.read() {
        ListStatus::Ready(listing) => {
            let names = listing.files.iter().map(|file| file.name.clone()).collect();
            Some(view! { <Plain title="Training files" names /> })
        }
        _ => None,
    };
    let may_retry = move || !state.rows.read().is_empty() && state.list.status.read().may_retry();
    view! {
        <p class="listed">
            <span role="status" class:problem=has_failed>{words}</span>
            <Show when=may_retry>
                <button
                    type="button"
                    on:click=move |_| {
                        browser::pass_focus(".listed", "#chooser summary");
                        state.list.retry();
                    }
                >
                    "Try again"
                </button>
            </Show>
        </p>
        {content}
    }
}

/// How many files a list of `repo` has, and whether these are all.
fn about(listing: &Listing, repo: &Repositories) -> String {
    let count = listing.files.len();
    let files = counted(count as f64, ["training file", "training files"]);
    match listing.is_whole {
        true if count > MOST_AT_ONCE => {
            format!("{files} in {repo}; the first {MOST_AT_ONCE} are drawn by default.")
        }
        true => format!("{files} in {repo}."),
        false => format!("The first {files} of {repo}; there are more."),
    }
}

/// A plain list to tick.
#[component]
fn Plain(title: &'static str, names: Vec<String>) -> impl IntoView {
    let state = expect_context::<State>();
    let compare = if names.len() > MOST_RUNS {
        format!("Compare the first {MOST_RUNS}")
    } else {
        "Compare all".to_owned()
    };
    let all = StoredValue::new(names.clone());
    let boxes = names.into_iter().map(|name| {
        let text = name.clone();
        view! { <label class="check"><Tick name />{text}</label> }
    });
    view! {
        <fieldset class="plain">
            <legend>{title}</legend>
            <button on:click=move |_| state.compare(all.get_value())>{compare}</button>
            <div class="boxes">{boxes.collect_view()}</div>
        </fieldset>
    }
}

/// Whether a run is in the comparison.
#[component]
fn Tick(name: String) -> impl IntoView {
    let state = expect_context::<State>();
    let (value, words) = (name.clone(), format!("Compare {name}"));
    let name = StoredValue::new(name);
    let wanted = move || state.compared.read().contains(&*name.read_value());
    let is_refused = move || state.why_not(&name.read_value()).is_some();
    view! {
        <input
            type="checkbox"
            value=value
            aria-label=words
            prop:checked=wanted
            disabled=is_refused
            on:change=move |_| state.choose(&name.get_value())
        />
    }
}
