//! The page's head: the sets one click away, the theme, the link.

use leptos::prelude::*;

use super::embed_dialog::EmbedDialog;
use super::help::Help;
use super::share::Share;
use super::state::{State, texts};
use crate::catalogue;
use crate::fetch::Source;
use crate::view_state::{ThemeChoice, ViewState};

#[component]
pub(super) fn Masthead() -> impl IntoView {
    let state = expect_context::<State>();
    let sets = catalogue::sets().iter().map(|set| {
        let names = StoredValue::new(texts(&set.names));
        let is_shown = move || {
            let view = state.view.read();
            view.model.is_none()
                && view.repo.is_none()
                && view.source == Source::Hub
                && state.wanted() == names.get_value()
        };
        let show = move |_| {
            state.go(|view| {
                let mut fresh = ViewState::default();
                fresh.runs = Some(names.get_value());
                (fresh.theme, fresh.smoothing) = (view.theme, view.smoothing);
                *view = fresh;
            });
        };
        view! {
            <button aria-pressed=move || is_shown().to_string() on:click=show>{set.title.clone()}</button>
        }
    });
    let theme = move || match state.view.read().theme {
        ThemeChoice::Auto => "auto",
        ThemeChoice::Light => "light",
        ThemeChoice::Dark => "dark",
    };
    let set_theme = move |event| {
        let choice = match event_target_value(&event).as_str() {
            "light" => ThemeChoice::Light,
            "dark" => ThemeChoice::Dark,
            _ => ThemeChoice::Auto,
        };
        state.adjust(|view| view.theme = choice);
    };
    view! {
        <header class="masthead">
            <h1>"Training Graphs"</h1>
            <p>"How small transformers learn exact arithmetic"</p>
            <nav aria-label="Comparisons">
                {sets.collect_view()}
                <button on:click=move |_| state.find_models()>"Models …"</button>
            </nav>
            <span class="spacer"></span>
            <Help />
            <Share />
            <EmbedDialog />
            <label class="choice">
                <span class="visually-hidden">"Theme"</span>
                <select prop:value=theme on:change=set_theme>
                    <option value="auto" selected=move || theme() == "auto">"System theme"</option>
                    <option value="light" selected=move || theme() == "light">"Light"</option>
                    <option value="dark" selected=move || theme() == "dark">"Dark"</option>
                </select>
            </label>
        </header>
    }
}
