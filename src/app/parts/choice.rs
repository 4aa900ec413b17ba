//! A list to choose one of a few from.

use leptos::prelude::*;

/// One of a few, in a list to choose from. What the label leaves out, `about` says to those who hear it.
#[component]
pub(super) fn Choice<T: Copy + PartialEq + Send + Sync + 'static, const N: usize>(
    label: &'static str,
    value: impl Fn() -> T + Copy + Send + Sync + 'static,
    choices: [(T, &'static str); N],
    choose: impl Fn(T) + 'static,
    #[prop(optional)] is_label_hidden: bool,
    #[prop(optional)] about: &'static str,
) -> impl IntoView {
    let options = choices.iter().enumerate().map(|(at, &(choice, words))| {
        view! { <option value=at.to_string() selected=move || value() == choice>{words}</option> }
    });
    let options = options.collect_view();
    let change = move |event| {
        let at = event_target_value(&event).parse::<usize>().ok();
        if let Some((choice, _)) = at.and_then(|at| choices.get(at)) {
            choose(*choice);
        }
    };
    let place = move || {
        let at = choices.iter().position(|(choice, _)| *choice == value());
        at.unwrap_or_default().to_string()
    };
    view! {
        <label class="choice">
            <span class:visually-hidden=is_label_hidden>
                {label}<span class="visually-hidden">{about}</span>
            </span>
            <select prop:value=place on:change=change>{options}</select>
        </label>
    }
}
