//! The figure as a picture: a file, or what goes to the clipboard.

use gloo_net::http::{Request, Response};
use leptos::prelude::*;

use super::SaveError;
use super::caption::caption_of;
use crate::app::browser;
use crate::app::parts::figure::{DrawnView, NamedCurve, Picture};
use crate::app::state::State;
use crate::draw::{Theme, paint_sheet};
use crate::export::{
    Faces, FigureKind, PHYSICAL_SIZE_AT, Subject, Width, figure_name, has_letters_for, pdf,
    physical_size, size, svg,
};
use crate::fetch::before_long;
use crate::scene::{Graphs, ScaleKind, Sheet, YAxes};

/// What of the figure is saved, and how large.
#[derive(Clone, Copy)]
pub(super) struct Format {
    pub(super) width: Width,
    pub(super) graphs: Graphs,
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

/// Saves the figure as a file; gives what is to be said of that.
pub(super) async fn save(
    state: State,
    curves: &[NamedCurve],
    format: Format,
    kind: FigureKind,
) -> Result<&'static str, SaveError> {
    if curves.is_empty() {
        return Err(SaveError::NothingDrawn);
    }
    let name = untrack(|| name(state, format, kind));
    let sheet = || untrack(|| sheet(state, curves, format, 1.0));
    let mut told = "";
    match kind {
        FigureKind::Svg => {
            let document = svg(&sheet(), &Theme::PAPER)?;
            browser::save(&name, "image/svg+xml", document.as_bytes())
        }
        FigureKind::Pdf => {
            // What is shown now, whatever it is once the fonts are here.
            let sheet = sheet();
            let fonts = fonts().await;
            let faces = fonts
                .as_ref()
                .map(|[regular, bold]| Faces { regular, bold });
            if faces.is_none() {
                told = "The fonts could not be loaded: the PDF uses its reader's Helvetica.";
            }
            if !has_letters_for(&sheet) {
                told = "The PDF has “?” for letters that its font lacks; SVG and PNG show them.";
            }
            let document = pdf(&sheet, &Theme::PAPER, faces)?;
            browser::save(&name, "application/pdf", &document)
        }
        FigureKind::Png(density) => {
            let picture = png(state, curves, format, f64::from(density)).await?;
            browser::save_blob(&name, &picture)
        }
    }?;
    Ok(told)
}

/// Puts the figure on the clipboard.
pub(super) async fn copy(
    state: State,
    curves: Vec<NamedCurve>,
    format: Format,
) -> Result<(), SaveError> {
    let picture = async move { png(state, &curves, format, 2.0).await };
    Ok(browser::copy_picture(picture).await?)
}

fn name(state: State, format: Format, kind: FigureKind) -> String {
    let Some(model) = state.model() else {
        return figure_name(Subject::Comparison, &format.suffix(Graphs::Both), kind);
    };
    let YAxes([first, all]) = state.view.read().axes.y;
    let shown = match format.graphs {
        Graphs::First => first,
        Graphs::Both | Graphs::All => all,
    };
    let subject = match shown {
        ScaleKind::Linear => Subject::TrainingLoss(&model),
        ScaleKind::Log => Subject::LogTrainingLoss(&model),
    };
    // The notebook tells a model's two graphs apart by their axes.
    let usual = if first == all {
        Graphs::All
    } else {
        format.graphs
    };
    figure_name(subject, &format.suffix(usual), kind)
}

/// The site's font files, regular and bold, where they come before long.
async fn fonts() -> Option<[Vec<u8>; 2]> {
    let font = async |name| {
        let reply = Request::get(name).send().await.ok();
        reply.filter(Response::ok)?.binary().await.ok()
    };
    let both = async { Some([font("sans.ttf").await?, font("sans-bold.ttf").await?]) };
    before_long(both).await.flatten()
}

/// The figure as a paper has it, with legend and caption, and as much of the curves as `density` pixels to one of CSS can
/// show.
fn sheet(state: State, curves: &[NamedCurve], format: Format, density: f64) -> Sheet {
    let is_one_model = state.shows_model();
    let size = size(format.width, format.graphs, is_one_model);
    let drawn = DrawnView::of(&state.view.read());
    let mut picture = Picture::of(state, curves, drawn, size, density).with_all_in_front();
    picture.spec.graphs = format.graphs;
    let runs: Vec<(usize, String)> = curves
        .iter()
        .map(|named| (named.curve.colour, named.label.clone()))
        .collect();
    Sheet::from(picture.scene().without_shades())
        .with_legend(&runs, is_one_model)
        .with_caption(&caption_of(state, curves))
}

async fn png(
    state: State,
    curves: &[NamedCurve],
    format: Format,
    density: f64,
) -> Result<web_sys::Blob, SaveError> {
    let sheet = untrack(|| sheet(state, curves, format, density));
    let element = browser::new_canvas()?;
    paint_sheet(&element, &sheet, &Theme::PAPER, density)?;
    let picture = browser::png_of(&element).await?;
    Ok(browser::with_bytes_at(
        &picture,
        PHYSICAL_SIZE_AT,
        &physical_size(density),
    )?)
}
