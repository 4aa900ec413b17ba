//! Which of the notebook's models are listed.

use leptos::prelude::*;

use crate::catalogue::{self, Filter};
use crate::model_name::{InsertMode, Operation};

/// One box to pick from for each fact of a model.
#[component]
pub(super) fn Filters(filter: RwSignal<Filter>) -> impl IntoView {
    let choices = Filter::choices(catalogue::entries());
    let numbers =
        |title: &'static str, values: Vec<u32>, field: fn(&mut Filter) -> &mut Vec<u32>| {
            let options = values
                .into_iter()
                .map(|value| (value.to_string(), value))
                .collect();
            let choose = move |value| filter.update(|filter| *field(filter) = value);
            view! { <Pick title options choose /> }
        };
    let operations: Vec<(String, Operation)> = choices
        .operations
        .iter()
        .map(|operation| (operation.words().to_owned(), *operation))
        .collect();
    let inserts: Vec<(String, Option<InsertMode>)> = choices
        .insert_modes
        .iter()
        .map(|mode| {
            let words = mode.map_or("none".to_owned(), |mode| mode.code().to_owned());
            (words, *mode)
        })
        .collect();
    let grokfast = choices
        .grokfast
        .iter()
        .map(|with| (if *with { "with" } else { "without" }.to_owned(), *with))
        .collect();
    view! {
        <Pick
            title="Operation"
            options=operations
            choose={move |value| filter.update(|filter| filter.operations = value)}
        />
        {numbers("Digits", choices.digits, |filter| &mut filter.digits)}
        {numbers("Layers", choices.layers, |filter| &mut filter.layers)}
        {numbers("Heads", choices.heads, |filter| &mut filter.heads)}
        {numbers("K steps", choices.thousand_steps, |filter| &mut filter.thousand_steps)}
        {numbers("Seed", choices.seeds, |filter| &mut filter.seeds)}
        <Pick
            title="Insert mode"
            options=inserts
            choose={move |value| filter.update(|filter| filter.insert_modes = value)}
        />
        <Pick
            title="GrokFast"
            options=grokfast
            choose={move |value| filter.update(|filter| filter.grokfast = value)}
        />
    }
}

/// One value, or any.
#[component]
fn Pick<T: Clone + Send + Sync + 'static>(
    title: &'static str,
    options: Vec<(String, T)>,
    choose: impl Fn(Vec<T>) + 'static,
) -> impl IntoView {
    let words = options.iter().enumerate().map(|(at, (words, _))| {
        view! { <option value=at.to_string()>{words.clone()}</option> }
    });
    let words = words.collect_view();
    let change = move |event| {
        let at = event_target_value(&event).parse::<usize>().ok();
        let value = at
            .and_then(|at| options.get(at))
            .map(|(_, value)| value.clone());
        choose(value.into_iter().collect());
    };
    view! {
        <label class="choice">
            {title}
            <select on:change=change>
                <option value="">"any"</option>
                {words}
            </select>
        </label>
    }
}
