//! One model: what the notebook prints of it, and links to its files.

use leptos::prelude::*;

use super::folded::Folded;
use crate::app::browser;
use crate::app::loading::loaded::Loaded;
use crate::app::row::Row;
use crate::app::state::State;
use crate::catalogue;
use crate::characters::{quoted, quoted_value};
use crate::fetch::{HubFile, ModelFiles, Revision};
use crate::model_name::ModelName;
use crate::number::{counted, exact, grouped, scientific};
use crate::run::Run;
use crate::summary::{StartedFrom, Summary, disagreements};

/// How many settings of a file are shown, and how much of each, in characters.
const MOST_SETTINGS: usize = 200;
const LONGEST: usize = 200;

#[component]
pub(in crate::app) fn Model() -> impl IntoView {
    let state = expect_context::<State>();
    let first = Memo::new(move |_| {
        let rows = state.rows.read();
        rows.first().cloned()
    });
    let content = move || {
        let row = first.get()?;
        let name: ModelName = row.load.name.parse().ok()?;
        let loaded = row.load.status.read().loaded()?;
        let run = row.run()?;
        Some(view! { <Facts name row run loaded /> })
    };
    view! { <section class="model" aria-label="Model">{content}</section> }
}

#[component]
pub(in crate::app) fn ModelTitle() -> impl IntoView {
    let state = expect_context::<State>();
    let title = move || quoted(&state.model().unwrap_or_default(), LONGEST);
    // It leaves by its button, or by the browser's.
    on_cleanup(|| browser::pass_focus(".model-title", "#hand"));
    view! {
        <div class="model-title">
            <h2 tabindex="-1">{title}</h2>
            <button on:click=move |_| state.leave_model()>"Back to the comparison"</button>
        </div>
    }
}

#[component]
fn Facts(
    name: ModelName,
    row: Row,
    run: std::sync::Arc<Run>,
    loaded: std::sync::Arc<Loaded>,
) -> impl IntoView {
    let config = run.settings.read();
    let summary = Summary::of(&name, &run, &config);
    let facts = facts(&summary, &run)
        .into_iter()
        .chain(origin(&row, &loaded));
    let facts = facts
        .map(|(term, text)| view! { <div><dt>{term}</dt><dd>{text}</dd></div> })
        .collect_view();
    let warnings = disagreements(&name, &run, &config)
        .into_iter()
        .map(|disagreement| view! { <p class="notice warning">{disagreement.to_string()}</p> })
        .collect_view();
    let found = loaded.file.as_ref();
    let is_notebooks = found.is_some_and(|file| file.repo.is_notebooks());
    let says = catalogue::find(&name)
        .filter(|_| is_notebooks)
        .and_then(|entry| entry.note.clone())
        .map(|note| view! { <p class="says"><strong>"The notebook says: "</strong>{note}</p> });
    view! {
        {warnings}
        {says}
        <dl class="facts">{facts}</dl>
        {loaded.file.as_ref().map(|file| links(file, loaded.commit.as_ref()))}
        <Settings run />
    }
}

/// What the notebook prints of a model, and whether the file says it or its losses.
fn facts(summary: &Summary, run: &Run) -> Vec<(&'static str, String)> {
    let shares = &summary.shares;
    let percent = |share: f64| format!("{} %", grouped(share, 0));
    let loss = |stated: Option<f64>, read: Option<f64>| match (stated, read) {
        (Some(loss), _) => scientific(loss, 4),
        (None, Some(loss)) => format!(
            "{}, worked out from the losses; the file does not state it",
            scientific(loss, 4)
        ),
        (None, None) => "unknown".to_owned(),
    };
    let insert = match summary.insert_mode() {
        None if summary.insert_number == 0 => "none: trained from scratch".to_owned(),
        None => grouped(summary.insert_number as f64, 0),
        Some(mode) => format!("{}: {}", mode.number(), mode.words()),
    };
    let average = loss(summary.average_final_loss, run.mean_of_last_five());
    let last = loss(summary.final_loss, run.losses.last().copied());
    let started = summary.started_from.as_ref();
    let facts = [
        ("%Add", percent(shares.add)),
        ("%Sub", percent(shares.sub)),
        ("%Mult", percent(shares.mul)),
        ("Insert mode", insert),
        ("Average loss over the last 5 steps", average),
        ("Final loss", last),
        ("Weight decay", summary.weight_decay.to_string()),
        ("Learning rate", exact(summary.learning_rate)),
        ("Batch size", grouped(summary.batch_size as f64, 0)),
    ];
    let started = started.map(|from| ("Started from", started_from(from)));
    facts.into_iter().chain(started).collect()
}

/// Where the losses are from.
fn origin(row: &Row, loaded: &Loaded) -> impl Iterator<Item = (&'static str, String)> + use<> {
    let file = loaded.file.as_ref().map_or_else(
        || row.load.name.clone(),
        |file| format!("{}/{}", file.repo, file.path),
    );
    let commit = loaded.commit.as_ref();
    let commit = commit.map(|commit| ("Commit", format!("{commit:.12}")));
    [("File", file)].into_iter().chain(commit)
}

/// What the file says of the training, in its own words; made only while it is open.
#[component]
fn Settings(run: std::sync::Arc<Run>) -> impl IntoView {
    let settings = move || {
        let config = run.settings.read().0;
        let settings = config.iter().take(MOST_SETTINGS).map(|(key, value)| {
            let (key, value) = (quoted(key, LONGEST), quoted_value(value, LONGEST));
            view! { <div><dt>{key}</dt><dd>{value}</dd></div> }
        });
        let others = config.len().saturating_sub(MOST_SETTINGS);
        let others =
            (others > 0).then(|| format!("{} more are in the file.", grouped(others as f64, 0)));
        view! {
            <dl class="facts">{settings.collect_view()}</dl>
            {others.map(|words| view! { <p>{words}</p> })}
        }
    };
    view! {
        <Folded title="All settings in the file">{settings()}</Folded>
    }
}

fn started_from(from: &StartedFrom) -> String {
    let counts = [
        (from.layers, ["layer", "layers"]),
        (from.heads, ["head", "heads"]),
        (from.training_steps, ["training step", "training steps"]),
    ];
    let counts = counts
        .into_iter()
        .filter_map(|(count, words)| Some(counted(count? as f64, words)));
    let name = from.name.as_ref().map(ToString::to_string);
    let seed = from.seed.map(|seed| format!("seed {seed:06}"));
    let parts: Vec<String> = name.into_iter().chain(counts).chain(seed).collect();
    if parts.is_empty() {
        "another trained model".to_owned()
    } else {
        parts.join(", ")
    }
}

/// The model's files on the hub, as they were when the losses were read.
fn links(training: &HubFile, commit: Option<&Revision>) -> impl IntoView + use<> {
    let training = match commit {
        Some(commit) => training.at(commit.clone()),
        None => training.clone(),
    };
    let files = match ModelFiles::beside(&training) {
        Some(files) => vec![
            ("Weights", files.weights),
            ("Training", files.training),
            ("Behaviour", files.behaviour),
            ("Maths", files.maths),
        ],
        None => vec![("Training", training)],
    };
    let links = files.into_iter().map(|(words, file)| {
        view! { <a href=file.page() rel="noreferrer" target="_blank">{words}</a> }
    });
    view! { <p class="links">"On Hugging Face: "{links.collect_view()}</p> }
}
