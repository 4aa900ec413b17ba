//! The page: its state in signals, how runs come into it, and one file for each part of what is seen.

#![allow(
    unreachable_pub,
    reason = "leptos makes the properties of every component public"
)]

mod address_bar;
mod browser;
mod later;
mod loading;
mod parts;
mod row;
mod service_worker;
mod state;
mod timing;
mod turns;

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::characters::quoted;
use later::{Later, Part, Rest};
use parts::figure::Figure;
use parts::folded::Folded;
use parts::model::ModelTitle;
use state::State;

pub use loading::thread::serve;

/// How long runs may be in coming before the rest of the page comes first.
const REST_PATIENCE: Duration = Duration::from_secs(1);

/// Puts the app into the page's body.
pub fn mount() {
    // The console is told of a panic here, the visitor by start.js.
    console_error_panic_hook::set_once();
    turns::begin();
    spawn_local(async {
        browser::hide_from_readers("starting");
        mount_to_body(App);
    });
}

#[component]
fn App() -> impl IntoView {
    let state = State::new();
    provide_context(state);
    // Measured once, for all who draw or save them.
    provide_context(parts::figure::curves(state));
    Effect::new(move |_| browser::set_theme(state.dark.get()));

    service_worker::keep_site(state);
    state.once_settled(REST_PATIENCE, move || state.want_rest());
    Effect::new(move |_| browser::set_title(&title_of(&state)));
    // The page's name from before: taken away any sooner, it may not have been seen.
    Effect::new(move |_| {
        if state.rest_wanted.get() {
            browser::remove("starting");
        }
    });
    in_turn(|| view! { <Page /> })
}

/// What changes keeps its words: those that a browser would put in their place, translated, do not follow.
const AS_IT_IS: &str = "no";

/// Makes a part in a turn of its own: made together with what is around it, it would keep the hand waiting.
fn in_turn<V: IntoView + 'static>(part: impl Fn() -> V + Send + 'static) -> impl IntoView {
    let has_come = RwSignal::new(false);
    spawn_local(async move { has_come.set(true) });
    move || has_come.get().then(&part)
}

#[component]
fn Page() -> AnyView {
    if expect_context::<State>()
        .view
        .read_untracked()
        .embed
        .is_some()
    {
        view! { <EmbeddedPage /> }.into_any()
    } else {
        view! { <WholePage /> }.into_any()
    }
}

/// The figure alone, in another page.
#[component]
fn EmbeddedPage() -> impl IntoView {
    let state = expect_context::<State>();
    parts::embed::converse(state);
    view! {
        <main class="page embedded" translate=AS_IT_IS>
            <NoticeWhereWanted />
            // Where there is nothing to see, why.
            {move || state.rows.read().is_empty().then(|| view! { <Later part=Part::Progress /> })}
            <Figure />
            <Rest part=Part::Legend />
            <Rest part=Part::FullPage />
        </main>
    }
}

#[component]
fn WholePage() -> impl IntoView {
    let state = expect_context::<State>();
    parts::local_files::take_dropped(state);
    view! {
        <header class="masthead">
            <h1>"Training Graphs"</h1>
            <p>"How small transformers learn exact arithmetic"</p>
            <Rest part=Part::Masthead />
        </header>
        <main class="page" translate=AS_IT_IS>
            <NoticeWhereWanted />
            <div class="main">
                <Show when=move || state.model().is_some()>
                    <ModelTitle />
                </Show>
                <div class="toolbar" role="group" aria-label="Smoothing and axes">
                    <Rest part=Part::Toolbar />
                </div>
                <Figure />
                <Rest part=Part::PrintedCaption />
            </div>
            <aside class="side">
                <div class="progress">
                    <Rest part=Part::Progress />
                </div>
                <Rest part=Part::Legend />
                <Show when=move || state.model().is_some()>
                    <Later part=Part::Model />
                </Show>
                <Folded class="downloads" title="Save figure">
                    <Later part=Part::Downloads />
                </Folded>
            </aside>
            <details
                id="chooser"
                class="chooser"
                node_ref=state.chooser.details
                on:toggle=move |_| state.chooser.want()
            >
                <summary>"Models"</summary>
                {move || state.chooser.is_wanted.get().then(|| view! { <Later part=Part::Models /> })}
            </details>
        </main>
    }
}

#[component]
fn NoticeWhereWanted() -> impl IntoView {
    let state = expect_context::<State>();
    let is_wanted = Memo::new(move |_| parts::notice::is_wanted(state));
    move || {
        is_wanted
            .get()
            .then(|| view! { <Later part=Part::Notice /> })
    }
}

/// What is shown, in a few words, then the page's name.
fn title_of(state: &State) -> String {
    const NAME: &str = "Training Graphs";
    const LONGEST: usize = 80;
    let rows = state.rows.read();
    match (state.model(), rows.len()) {
        (Some(model), _) => format!("{} · {NAME}", quoted(&model, LONGEST)),
        (None, 0) => NAME.to_owned(),
        (None, 1) => format!("{} · {NAME}", rows[0].label),
        (None, count) => {
            let (first, last) = (&rows[0].label, &rows[count - 1].label);
            format!("{first} to {last}, {count} runs · {NAME}")
        }
    }
}
