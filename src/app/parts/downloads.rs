//! The figure and its numbers as files.

mod caption;
mod figure;
pub(in crate::app) mod table;

use leptos::prelude::*;
use leptos::task::spawn_local;

pub(in crate::app) use self::caption::PrintedCaption;
use self::caption::caption_of;
use self::figure::Format;
use super::choice::Choice;
use super::figure::NamedCurve;
use crate::app::browser::{self, HandOverError};
use crate::app::row::Row;
use crate::app::state::State;
use crate::draw::CanvasError;
use crate::export::{ExportError, FigureKind, TableKind, Width};
use crate::scene::Graphs;

/// What is told while a table is written.
pub(in crate::app) const WRITING: &str = "Writing the table …";

#[component]
pub(in crate::app) fn Downloads() -> impl IntoView {
    let state = expect_context::<State>();
    let curves = expect_context::<Memo<Vec<NamedCurve>>>();
    let width = RwSignal::new(Width::default());
    let [of_runs, of_model] = [Graphs::Both, Graphs::All].map(RwSignal::new);
    let format = move || Format {
        width: width.get_untracked(),
        graphs: untrack(|| state.model().map_or(of_runs, |_| of_model).get()),
    };
    let (outcome, set_outcome) = signal(Ok::<_, String>(String::new()));
    let tell = move |result: Result<&str, SaveError>| {
        let words = result.map(str::to_owned);
        set_outcome.set(words.map_err(|error| error.to_string()));
    };
    let save = move |kind: FigureKind| {
        spawn_local(async move {
            tell(figure::save(state, &curves.get_untracked(), format(), kind).await);
        });
    };
    let save_table = move |kind: TableKind| {
        tell(Ok(WRITING));
        spawn_local(async move {
            tell(
                table::save(state, curves.get_untracked(), kind)
                    .await
                    .map(|()| ""),
            );
        });
    };
    let copy = move |_| {
        // So that the same words are said again.
        set_outcome.set(Ok(String::new()));
        browser::in_this_turn(async move {
            let result = figure::copy(state, curves.get_untracked(), format()).await;
            tell(result.map(|()| "The picture is on the clipboard."));
        });
    };
    let figures = [
        ("PDF", FigureKind::Pdf),
        ("SVG", FigureKind::Svg),
        ("PNG", FigureKind::Png(1)),
        ("PNG 2×", FigureKind::Png(2)),
        ("PNG 4×", FigureKind::Png(4)),
    ];
    let figures = figures.map(|(words, kind)| {
        view! { <button on:click=move |_| save(kind)>{words}</button> }
    });
    let tables = [
        ("CSV of curves", TableKind::Plotted),
        ("CSV of losses", TableKind::Raw),
    ];
    let tables = tables.map(|(words, kind)| {
        view! { <button on:click=move |_| save_table(kind)>{words}</button> }
    });
    view! {
        <Choices width of_runs of_model />
        <div class="buttons">
            {figures.into_iter().collect_view()}
            {tables.into_iter().collect_view()}
            <button on:click=copy>"Copy picture"</button>
        </div>
        <p class="caption">{move || caption_of(state, &curves.read())}</p>
        <p class:problem=move || outcome.read().is_err() role="status">
            {move || outcome.get().unwrap_or_else(|problem| problem)}
        </p>
    }
}

/// Which graphs a picture has, of a comparison and of one model, and how wide it is.
#[component]
fn Choices(
    width: RwSignal<Width>,
    of_runs: RwSignal<Graphs>,
    of_model: RwSignal<Graphs>,
) -> impl IntoView {
    let state = expect_context::<State>();
    view! {
        <div class="choices">
            <Show
                when=move || state.shows_model()
                fallback=move || {
                    view! {
                        <Choice
                            label="Graph"
                            value=move || of_runs.get()
                            choices=[
                                (Graphs::Both, "both"),
                                (Graphs::First, "first 15K steps"),
                                (Graphs::All, "all steps"),
                            ]
                            choose=move |chosen| of_runs.set(chosen)
                        />
                    }
                }
            >
                <Choice
                    label="Graph"
                    value=move || of_model.get()
                    choices=[(Graphs::All, "all steps"), (Graphs::First, "first 1,500 steps")]
                    choose=move |chosen| of_model.set(chosen)
                />
            </Show>
            <Choice
                label="Width"
                value=move || width.get()
                choices=[
                    (Width::Notebook, "the notebook's"),
                    (Width::Text, "a page's text, 6.75 in"),
                    (Width::Column, "a column, 3.25 in"),
                ]
                choose=move |chosen| width.set(chosen)
            />
        </div>
    }
}

/// Why nothing is saved.
#[derive(Debug, thiserror::Error)]
pub(in crate::app) enum SaveError {
    #[error("No run is drawn.")]
    NothingDrawn,
    #[error(transparent)]
    Drawing(#[from] CanvasError),
    #[error(transparent)]
    Export(#[from] ExportError),
    #[error(transparent)]
    HandOver(#[from] HandOverError),
}

/// The rows of which there is a curve.
fn drawn<'a>(rows: &'a [Row], curves: &'a [NamedCurve]) -> impl Iterator<Item = &'a Row> {
    let is_drawn = |row: &&Row| curves.iter().any(|named| named.name == row.name);
    rows.iter().filter(is_drawn)
}
