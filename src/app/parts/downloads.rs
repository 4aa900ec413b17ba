//! The figure and its numbers as files.

use gloo_net::http::{Request, Response};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::figure::{Drawn, Named, Picture};
use super::toolbar::Choice;
use crate::app::browser::{self, HandOverError};
use crate::app::loading::place::Place;
use crate::app::row::Row;
use crate::app::state::State;
use crate::draw::{CanvasError, Theme, paint_sheet};
use crate::export::{
    ExportError, Faces, FileKind, Provenance, Subject, Width, caption, csv, file_name, pdf, size,
    svg,
};
use crate::fetch::before_long;
use crate::scene::{Graphs, ScaleKind, Sheet, YAxes};
use crate::smooth::Smoothing;

#[component]
pub(in crate::app) fn Downloads() -> impl IntoView {
    let state = expect_context::<State>();
    let curves = expect_context::<Memo<Vec<Named>>>();
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
    let save = move |kind: FileKind| {
        spawn_local(async move {
            let result = save(state, &curves.get_untracked(), format(), kind).await;
            tell(result);
        });
    };
    let copy = move |_| {
        // So that the same words are said again.
        set_outcome.set(Ok(String::new()));
        spawn_local(async move {
            let result = copy(state, curves.get_untracked(), format()).await;
            tell(result.map(|()| "The picture is on the clipboard."));
        });
    };
    let kinds = [
        ("PDF", FileKind::Pdf),
        ("SVG", FileKind::Svg),
        ("PNG", FileKind::Png(1)),
        ("PNG 2×", FileKind::Png(2)),
        ("PNG 4×", FileKind::Png(4)),
        ("CSV as drawn", FileKind::PlottedCsv),
        ("CSV of losses", FileKind::RawCsv),
    ];
    let buttons = kinds.map(|(words, kind)| {
        view! { <button on:click=move |_| save(kind)>{words}</button> }
    });
    view! {
        <div class="choices">
            <Show
                when=move || state.model().is_some()
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
        <div class="buttons">
            {buttons.into_iter().collect_view()}
            <button on:click=copy>"Copy picture"</button>
        </div>
        <p class="caption">{move || caption_of(state, &curves.read())}</p>
        <p class:problem=move || outcome.read().is_err() role="status">
            {move || outcome.get().unwrap_or_else(|problem| problem)}
        </p>
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

/// What of the figure is saved, and how large.
#[derive(Clone, Copy, Default)]
pub(in crate::app) struct Format {
    width: Width,
    graphs: Graphs,
}

impl Format {
    /// How a file's name tells it from the usual one, which has these graphs.
    fn suffix(self, usual: Graphs) -> String {
        let graphs = match self.graphs {
            graphs if graphs == usual => "",
            Graphs::Both => "_both",
            Graphs::First => "_first",
            Graphs::All => "_all",
        };
        let width = match self.width {
            Width::Notebook => "",
            Width::Text => "_text",
            Width::Column => "_column",
        };
        format!("{graphs}{width}")
    }
}

/// Where the figure came from, under it on paper.
#[component]
pub(in crate::app) fn PrintedCaption() -> impl IntoView {
    let state = expect_context::<State>();
    let curves = expect_context::<Memo<Vec<Named>>>();
    view! { <p class="printed-caption">{move || caption_of(state, &curves.read())}</p> }
}

/// Saves the figure, or its numbers, as a file; gives what is to be said of that.
pub(in crate::app) async fn save(
    state: State,
    curves: &[Named],
    format: Format,
    kind: FileKind,
) -> Result<&'static str, SaveError> {
    if curves.is_empty() {
        return Err(SaveError::NothingDrawn);
    }
    let model = untrack(|| state.model());
    let is_table = matches!(kind, FileKind::PlottedCsv | FileKind::RawCsv);
    let YAxes([first, all]) = state.view.read_untracked().axes.y;
    let shown = if format.graphs == Graphs::First {
        first
    } else {
        all
    };
    let subject = match &model {
        None => Subject::Comparison,
        Some(model) if !is_table && shown == ScaleKind::Log => Subject::LogTrainingLoss(model),
        Some(model) => Subject::TrainingLoss(model),
    };
    let what = match &model {
        _ if is_table => String::new(),
        None => format.suffix(Graphs::Both),
        // Which of its graphs one model's is, its name says as the notebook has it.
        Some(_) => format.suffix(format.graphs),
    };
    let name = file_name(subject, &what, kind);
    let sheet = || untrack(|| sheet(state, curves, format, 1.0));
    let mut told = "";
    let handed = match kind {
        FileKind::Svg => {
            let document = svg(&sheet(), &Theme::PAPER)?;
            browser::save(&name, "image/svg+xml", document.as_bytes())
        }
        FileKind::Pdf => {
            // What is shown now, whatever it is once the fonts are here.
            let sheet = sheet();
            let fonts = fonts().await;
            let faces = fonts
                .as_ref()
                .map(|[regular, bold]| Faces { regular, bold });
            if faces.is_none() {
                told = "The fonts did not come: the PDF has its reader's Helvetica.";
            }
            let document = pdf(&sheet, &Theme::PAPER, faces)?;
            browser::save(&name, "application/pdf", &document)
        }
        FileKind::Png(density) => {
            let picture = png(state, curves, format, f64::from(density)).await?;
            browser::save_blob(&name, &picture)
        }
        FileKind::PlottedCsv => {
            let runs: Vec<csv::Plotted> = curves
                .iter()
                .map(|named| csv::Plotted {
                    // Beside its losses one model's smoothed line needs no other name.
                    label: model.as_ref().map_or(&named.label, |_| &named.name),
                    steps: &named.curve.steps,
                    band: &named.curve.band,
                    smoothing: named.smoothing,
                })
                .collect();
            browser::save(&name, "text/csv", csv::plotted(&runs).as_bytes())
        }
        FileKind::RawCsv => {
            let rows = state.rows.get_untracked();
            let runs: Vec<_> = drawn(&rows, curves)
                .filter_map(|row| Some((row.label.clone(), untrack(|| row.run())?)))
                .collect();
            let runs: Vec<csv::Raw> = runs
                .iter()
                .map(|(label, run)| csv::Raw {
                    label,
                    steps: &run.steps,
                    losses: &run.losses,
                })
                .collect();
            browser::save(&name, "text/csv", csv::raw(&runs).as_bytes())
        }
    };
    handed?;
    Ok(told)
}

/// The site's font files, regular and bold, where they come before long.
async fn fonts() -> Option<[Vec<u8>; 2]> {
    let font = async |name| {
        let reply = Request::get(name).send().await.ok();
        reply.filter(Response::ok)?.binary().await.ok()
    };
    before_long(async { Some([font("sans.ttf").await?, font("sans-bold.ttf").await?]) }).await
}

async fn copy(state: State, curves: Vec<Named>, format: Format) -> Result<(), SaveError> {
    let picture = async move { png(state, &curves, format, 2.0).await };
    Ok(browser::copy_picture(picture).await?)
}

/// The figure as a paper has it, with legend and caption, and as much of the curves as `density` pixels to one of CSS can
/// show.
fn sheet(state: State, curves: &[Named], format: Format, density: f64) -> Sheet {
    let is_one_model = state.model().is_some();
    let size = size(format.width, format.graphs, is_one_model);
    let drawn = Drawn::of(&state.view.read());
    let mut picture = Picture::of(state, curves, drawn, size, density).with_all_in_front();
    picture.graphs = format.graphs;
    let runs: Vec<(usize, String)> = curves
        .iter()
        .map(|named| (named.curve.colour, named.label.clone()))
        .collect();
    if format.width == Width::Column {
        picture = picture.without_end_labels();
    }
    Sheet::from(picture.scene().without_shades())
        .with_legend(&runs, is_one_model)
        .with_caption(&caption_of(state, curves))
}

/// The rows of which there is a curve.
fn drawn<'a>(rows: &'a [Row], curves: &'a [Named]) -> impl Iterator<Item = &'a Row> {
    let is_drawn = |row: &&Row| curves.iter().any(|named| named.name == row.name);
    rows.iter().filter(is_drawn)
}

fn caption_of(state: State, curves: &[Named]) -> String {
    let rows = state.rows.read();
    let drawn: Vec<_> = drawn(&rows, curves).collect();
    let loaded: Vec<_> = drawn
        .iter()
        .filter_map(|row| Some((&row.load.place, row.load.status.read().loaded()?)))
        .collect();
    let sources: Vec<String> = loaded
        .iter()
        .map(|(place, loaded)| match (place, &loaded.file) {
            (Place::Local(_), _) => "own files".to_owned(),
            (_, Some(file)) => file.repo.to_string(),
            (_, None) => "sample runs".to_owned(),
        })
        .collect();
    let is_one_model = state.model().is_some();
    let runs: Vec<String> = drawn
        .iter()
        .map(|row| {
            if is_one_model {
                row.seen_name()
            } else {
                row.label.clone()
            }
        })
        .collect();
    // The last is the smoothed one, where one model has both.
    let smoothing = match curves.last() {
        Some(named) => named.smoothing,
        None => state.settings.read().smoothing,
    };
    caption(&Provenance {
        runs: &runs.iter().map(String::as_str).collect::<Vec<_>>(),
        sources: &sources.iter().map(String::as_str).collect::<Vec<_>>(),
        commits: &loaded
            .iter()
            .filter_map(|(_, loaded)| Some(loaded.commit.as_ref()?.as_str()))
            .collect::<Vec<_>>(),
        smoothing: &match smoothing {
            Smoothing::NONE => "losses of every step".to_owned(),
            smoothing => smoothing.to_string(),
        },
    })
}

async fn png(
    state: State,
    curves: &[Named],
    format: Format,
    density: f64,
) -> Result<web_sys::Blob, SaveError> {
    let sheet = untrack(|| sheet(state, curves, format, density));
    let element = browser::new_canvas()?;
    paint_sheet(&element, &sheet, &Theme::PAPER, density)?;
    Ok(browser::png_of(&element).await?)
}
