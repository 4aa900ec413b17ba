//! The runs of the figure: their colours, and what became of each.

use std::sync::Arc;

use leptos::prelude::*;

use super::figure::theme;
use super::load::{Load, LoadStatus};
use super::state::State;
use crate::model_name::{self, ModelName};
use crate::palette;

#[component]
pub(super) fn Legend() -> impl IntoView {
    let state = expect_context::<State>();
    let names = move || {
        state
            .loads()
            .iter()
            .map(|load| load.name.clone())
            .collect::<Vec<_>>()
    };
    let colours = Memo::new(move |_| palette::colours(&names()));
    let labels = Memo::new(move |_| labels(&names()));
    let theme = theme();
    let entry = move |index: ReadSignal<usize>, load: Arc<Load>| {
        let label = move || labels.read().get(index.get()).cloned().unwrap_or_default();
        let colour = move || {
            let colour = colours.read().get(index.get()).copied();
            theme.read().run(colour.unwrap_or_default()).css()
        };
        view! { <Entry load label colour /> }
    };
    view! {
        <ul id="legend" class="legend" aria-label="Runs">
            <ForEnumerate
                each=move || state.loads()
                key=|load| (load.source, load.name.clone())
                children=entry
            />
        </ul>
    }
}

#[component]
fn Entry(
    load: Arc<Load>,
    label: impl Fn() -> String + Send + Sync + 'static,
    colour: impl Fn() -> String + Send + Sync + 'static,
) -> impl IntoView {
    let state = expect_context::<State>();
    let name = StoredValue::new(load.name.clone());
    let status = load.status.clone();
    let shown = move || !state.is_hidden(&name.read_value());
    let data_state = {
        let status = status.clone();
        move || match *status.read() {
            LoadStatus::Waiting => "waiting",
            LoadStatus::Loading { .. } | LoadStatus::Retrying(_) => "loading",
            LoadStatus::Failed(_) => "failed",
            LoadStatus::Ready(_) if shown() => "drawn",
            LoadStatus::Ready(_) => "hidden",
        }
    };
    let message = {
        let status = status.clone();
        move || message_of(&status.read())
    };
    let origin = {
        let status = status.clone();
        move || origin_of(&name.read_value(), &status.read())
    };
    let retryable =
        move || matches!(&*status.read(), LoadStatus::Failed(error) if error.is_worth_retrying());
    let retry = Callback::new(move |()| load.retry());
    view! {
        <li data-run=name.get_value() data-state=data_state>
            <button
                class="legend-toggle"
                aria-pressed=move || shown().to_string()
                title=origin
                on:click=move |_| state.toggle(&name.read_value())
            >
                <span class="swatch" style:background-color=colour></span>
                <span class="label">{label}</span>
                <span class="name">{name.get_value()}</span>
            </button>
            <div class="legend-note" role="status">
                {move || message().map(|text| view! { <p class="legend-message">{text}</p> })}
                <Show when=retryable.clone()>
                    <button class="legend-retry" on:click=move |_| retry.run(())>
                        "Retry"
                        <span class="visually-hidden">{move || format!(" {}", name.get_value())}</span>
                    </button>
                </Show>
            </div>
        </li>
    }
}

/// A short label for each name. One that is no model's name is shown as it is.
fn labels(names: &[String]) -> Vec<String> {
    let models: Vec<ModelName> = names.iter().filter_map(|name| name.parse().ok()).collect();
    let mut short = model_name::labels(&models).into_iter();
    let label = |name: &String| {
        let model = name.parse::<ModelName>().ok().and_then(|_| short.next());
        model.unwrap_or_else(|| name.clone())
    };
    names.iter().map(label).collect()
}

/// The whole name, and where the file came from.
fn origin_of(name: &str, status: &LoadStatus) -> String {
    let loaded = status.run();
    let Some(file) = loaded.as_ref().and_then(|loaded| loaded.file.as_ref()) else {
        return name.to_owned();
    };
    let commit = loaded.as_ref().and_then(|loaded| loaded.commit.as_deref());
    let revision = commit.unwrap_or(&file.revision);
    format!("{name}\n{}/{} at {revision:.12}", file.repo, file.path)
}

fn message_of(status: &LoadStatus) -> Option<String> {
    match status {
        LoadStatus::Waiting => None,
        LoadStatus::Loading { bytes: 0 } => Some("loading".to_owned()),
        LoadStatus::Loading { bytes } => Some(format!("loading · {:.1} MB", *bytes as f64 / 1e6)),
        LoadStatus::Retrying(error) => Some(format!("{error}; trying again …")),
        LoadStatus::Failed(error) => Some(error.to_string()),
        LoadStatus::Ready(loaded) => {
            let gaps = loaded.run.gaps();
            let total = loaded.run.losses.len();
            (gaps > 0).then(|| format!("{gaps} of {total} steps have no finite loss: gaps"))
        }
    }
}
