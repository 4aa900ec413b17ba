//! Which runs are in the figure.

use leptos::prelude::*;

use super::state::{State, sample_names, texts};
use crate::catalogue;
use crate::fetch::Source;

#[component]
pub(super) fn Chooser() -> impl IntoView {
    let state = expect_context::<State>();
    let source = Memo::new(move |_| state.view.read().source);
    let groups = move || match source.get() {
        Source::Hub => catalogue::sets()
            .iter()
            .map(|set| (set.title.clone(), texts(&set.names)))
            .collect(),
        Source::Samples => vec![("Samples".to_owned(), sample_names())],
    };
    view! {
        <details id="chooser" class="chooser">
            <summary>"Choose runs"</summary>
            <For each=groups key=|group| group.0.clone() children=|group| view! { <Group group /> } />
        </details>
    }
}

#[component]
fn Group(group: (String, Vec<String>)) -> impl IntoView {
    let (title, names) = group;
    let all = StoredValue::new(names.clone());
    let state = expect_context::<State>();
    view! {
        <fieldset>
            <legend>{title}</legend>
            <button class="all" on:click=move |_| state.choose(all.get_value())>"only these"</button>
            {names
                .into_iter()
                .map(|name| view! { <Choice name /> })
                .collect_view()}
        </fieldset>
    }
}

#[component]
fn Choice(name: String) -> impl IntoView {
    let state = expect_context::<State>();
    let id = name.clone();
    let wanted = move || state.wanted().contains(&id);
    let text = name.clone();
    let value = name.clone();
    let change = move |_| {
        let mut runs = untrack(|| state.wanted());
        let before = runs.len();
        runs.retain(|run| *run != name);
        if runs.len() == before {
            runs.push(name.clone());
        }
        state.choose(runs);
    };
    view! {
        <label>
            <input type="checkbox" value=value prop:checked=wanted on:change=change />
            {text}
        </label>
    }
}
