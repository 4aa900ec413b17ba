//! The page's head beside its name: the sets one click away, the theme, the link.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::choice::Choice;
use super::dialog::Dialog;
use crate::app::browser;
use crate::app::later::{Later, Part};
use crate::app::state::{State, written};
use crate::catalogue;
use crate::view_state::ThemeChoice;

#[component]
pub(in crate::app) fn Masthead() -> impl IntoView {
    let state = expect_context::<State>();
    let sets = catalogue::sets().iter().map(|set| {
        let names = StoredValue::new(written(&set.names));
        let is_shown = move || {
            let view = state.settings.read();
            view.model.is_none()
                && view.repo.is_none()
                && !state.shows_samples.get()
                && *state.compared.read() == *names.read_value()
        };
        let show = move |_| {
            state.go(|view| *view = view.of_runs(names.get_value()));
        };
        view! {
            <button aria-pressed=move || is_shown().to_string() on:click=show>{set.title}</button>
        }
    });
    let (help, share, embed) = (Dialog::new(), Dialog::new(), Dialog::new());
    browser::on_key(move |event| global_key(state, &event, help));
    view! {
        <nav aria-label="Comparisons">
            {sets.collect_view()}
            <button on:click=move |_| state.chooser.find()>"Models …"</button>
        </nav>
        <div class="actions">
        <button
            class="icon"
            title="Help (?)"
            aria-label="Help"
            aria-haspopup="dialog"
            on:click=move |_| help.open()
        >
            "?"
        </button>
        <button aria-haspopup="dialog" on:click=move |_| share.open()>"Share"</button>
        <button aria-haspopup="dialog" on:click=move |_| embed.open()>"Embed …"</button>
        {move || help.is_open().then(|| view! { <Later part=Part::Help(help) /> })}
        {move || share.is_open().then(|| view! { <Later part=Part::Share(share) /> })}
        {move || embed.is_open().then(|| view! { <Later part=Part::Embed(embed) /> })}
        <Choice
            label="Theme"
            is_label_hidden=true
            value=move || state.settings.read().theme
            choices=[
                (ThemeChoice::Auto, "System theme"),
                (ThemeChoice::Light, "Light"),
                (ThemeChoice::Dark, "Dark"),
            ]
            choose=move |theme| state.adjust(|view| view.theme = theme)
        />
        </div>
    }
}

/// The keys that work anywhere on the page.
fn global_key(state: State, event: &KeyboardEvent, help: Dialog) {
    if browser::is_command(event) {
        return;
    }
    match event.key().as_str() {
        "?" => help.open(),
        "/" => state.chooser.find(),
        _ => return,
    }
    event.prevent_default();
}
