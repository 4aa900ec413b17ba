//! The lines of the legend: each a series of a file, or a file that is not there yet.

use std::sync::Arc;

use leptos::prelude::*;

use super::loading::load::Load;
use super::loading::place::Place;
use crate::characters::seen;
use crate::fetch::SHARED_TRAINING;
use crate::model_name::{self, ModelName};
use crate::palette;
use crate::run::Run;
use crate::scene::{Gap, Measured};
use crate::smooth::Smoothing;

/// One line.
#[derive(Clone)]
pub(super) struct Row {
    pub(super) load: Arc<Load>,
    /// Which series of the file.
    pub(super) series: usize,
    /// What the address calls it.
    pub(super) name: String,
    /// Few words that tell it from the others.
    pub(super) label: String,
    pub(super) colour: usize,
}

impl Row {
    /// The name as it is shown.
    pub(super) fn seen_name(&self) -> String {
        seen(&self.name)
    }

    /// Whether a name is this line's, or that of all its file.
    pub(super) fn is_called(&self, name: &str) -> bool {
        name == self.name || name == self.load.name
    }

    pub(super) fn is_own(&self) -> bool {
        matches!(self.load.place, Place::Local(_))
    }

    pub(super) fn has_failed(&self) -> bool {
        self.load.status.read().has_failed()
    }

    pub(super) fn run(&self) -> Option<Arc<Run>> {
        let loaded = self.load.status.read().loaded()?;
        loaded.runs.get(self.series).cloned()
    }

    pub(super) fn gaps(&self) -> Arc<[Gap]> {
        let loaded = self.load.status.read().loaded();
        let gaps = loaded.and_then(|loaded| loaded.gaps.get(self.series).cloned());
        gaps.unwrap_or_default()
    }

    /// The smoothed series, and how it is smoothed.
    pub(super) fn band(&self) -> Option<(Measured, Smoothing)> {
        let smoothed = self.load.smoothed.read();
        let band = smoothed.bands.get(self.series)?;
        Some((band.clone(), smoothed.smoothing))
    }

    pub(super) fn raw(&self) -> Option<Measured> {
        let loaded = self.load.status.read().loaded()?;
        loaded.raw().get(self.series).cloned()
    }
}

impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.load, &other.load)
            && (self.series, &self.label, self.colour) == (other.series, &other.label, other.colour)
    }
}

/// A line for each series, with its label and colour.
pub(super) fn rows(loads: Vec<Arc<Load>>) -> Vec<Row> {
    let series = loads.into_iter().flat_map(|load| {
        let loaded = load.status.read().loaded();
        let headings: Vec<Option<String>> = match &loaded {
            Some(loaded) => loaded.runs.iter().map(|run| run.series.clone()).collect(),
            None => vec![None],
        };
        let many = headings.len() > 1;
        headings
            .into_iter()
            .enumerate()
            .map(move |(series, heading)| {
                let heading = heading.filter(|_| many);
                let name = match &heading {
                    Some(heading) => format!("{}:{heading}", load.name),
                    None => load.name.clone(),
                };
                (load.clone(), series, Called { name, heading })
            })
    });
    let series: Vec<_> = series.collect();
    let called: Vec<&Called> = series.iter().map(|(.., called)| called).collect();
    let models = called.iter().map(|called| called.name.parse().ok());
    let models: Vec<Option<ModelName>> = models.collect();
    let (labels, colours) = (labels(&called, &models), palette::colours(&models));
    let looks = labels.into_iter().zip(colours);
    series
        .into_iter()
        .zip(looks)
        .map(
            |((load, series, Called { name, .. }), (label, colour))| Row {
                load,
                series,
                name,
                label,
                colour,
            },
        )
        .collect()
}

/// What a series is called.
struct Called {
    /// By the address.
    name: String,
    /// By its file, where that has several.
    heading: Option<String>,
}

/// A short label for each series. Where it is of no model, it is what its file calls it, or else its name, but for what all
/// training files end with.
fn labels(series: &[&Called], models: &[Option<ModelName>]) -> Vec<String> {
    let known: Vec<ModelName> = models.iter().flatten().cloned().collect();
    let short = model_name::labels(&known);
    let is_own = |heading: &&String| {
        let others = series.iter().filter_map(|other| other.heading.as_ref());
        others.filter(|other| other == heading).count() == 1 && !short.contains(*heading)
    };
    let mut of_models = short.iter();
    let label = |(called, model): (&&Called, &Option<ModelName>)| {
        if model.is_some()
            && let Some(label) = of_models.next()
        {
            return label.clone();
        }
        let heading = called.heading.as_ref().filter(is_own);
        let name = heading.unwrap_or(&called.name);
        seen(name.strip_suffix(SHARED_TRAINING).unwrap_or(name))
    };
    series.iter().zip(models).map(label).collect()
}
