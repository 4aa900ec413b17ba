//! Everything that one drawing shows.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::state::State;
use crate::draw::Theme;
use crate::geometry::Size;
use crate::model_name::ModelName;
use crate::scene::{Comparison, Curve, Graphs, OneModel, Scene, View, comparison, one_model};

/// A curve and what it is called.
#[derive(Clone)]
pub(in crate::app) struct Named {
    pub(in crate::app) name: String,
    pub(in crate::app) label: String,
    pub(in crate::app) curve: Curve,
}

/// What is drawn, and how large.
#[derive(Clone)]
pub(in crate::app) struct Picture {
    pub(in crate::app) size: Size,
    pub(in crate::app) density: f64,
    pub(in crate::app) theme: Theme,
    /// Whether nothing more is to come.
    pub(in crate::app) is_settled: bool,
    curves: Vec<Curve>,
    steps: f64,
    view: View,
    is_one_model: bool,
    pub(in crate::app) graphs: Graphs,
}

impl Picture {
    pub(in crate::app) fn of(state: State, curves: &[Named], size: Size, density: f64) -> Self {
        let view = state.view.read();
        Self {
            size,
            density,
            theme: state.theme.get(),
            is_settled: state.is_settled(),
            curves: seen(state, curves),
            steps: longest(&state),
            view: view.axes,
            is_one_model: view.model.is_some(),
            graphs: Graphs::Both,
        }
    }

    pub(in crate::app) fn scene(&self) -> Scene {
        if self.is_one_model {
            let wanted = OneModel {
                size: self.size,
                density: self.density,
                steps: self.steps,
                view: self.view,
                graphs: self.graphs,
            };
            one_model(&wanted, &self.curves)
        } else {
            let wanted = Comparison {
                size: self.size,
                density: self.density,
                steps: self.steps,
                view: self.view,
            };
            comparison(&wanted, &self.curves)
        }
    }
}

/// The curves, those behind the one that is pointed at in the legend faint.
fn seen(state: State, curves: &[Named]) -> Vec<Curve> {
    let pointed_at = state.pointed_at.read();
    let is_drawn = |name: &String| curves.iter().any(|named| named.name == *name);
    let front = pointed_at.as_ref().filter(|name| is_drawn(name));
    let curves = curves.iter().map(|named| {
        let mut curve = named.curve.clone();
        curve.faint = front.is_some_and(|front| *front != named.name);
        curve
    });
    curves.collect()
}

/// The curves that are drawn, each measured once.
pub(in crate::app) fn curves(state: State) -> Memo<Vec<Named>> {
    Memo::new_with_compare(
        move |before: Option<&Vec<Named>>| {
            let known = |band: &Arc<_>, colour| {
                let known = before.into_iter().flatten().find(|named| {
                    Arc::ptr_eq(&named.curve.band, band) && named.curve.colour == colour
                });
                known.map(|named| named.curve.clone())
            };
            let (is_one_model, raw, smooth_over) = {
                let view = state.view.read();
                (view.model.is_some(), view.raw, view.smooth_over)
            };
            let rows = state.rows.read();
            let mut curves = Vec::new();
            for row in rows.iter().filter(|row| !state.is_hidden(&row.name)) {
                let Some(run) = row.run() else {
                    continue;
                };
                let mut add = |band: Option<Arc<_>>, colour: usize, label: String| {
                    let Some(band) = band else { return };
                    let curve = known(&band, colour);
                    let mut curve =
                        curve.unwrap_or_else(|| Curve::new(colour, run.steps.clone(), band));
                    curve.raw = (raw && !is_one_model).then(|| run.clone());
                    curves.push(Named {
                        name: row.name.clone(),
                        label,
                        curve,
                    });
                };
                if !is_one_model {
                    add(row.band(), row.colour, row.label.clone());
                    continue;
                }
                add(row.raw(), row.colour, "All".to_owned());
                if smooth_over {
                    add(row.band(), row.colour + 1, "Smoothed".to_owned());
                }
            }
            curves
        },
        |_, _| true,
    )
}

/// The steps of the longest wanted run, by its file or, until that is here, by its name.
fn longest(state: &State) -> f64 {
    let rows = state.rows.read();
    let lengths = rows.iter().filter_map(|row| match row.run() {
        Some(run) => Some(run.length()),
        None => Some(f64::from(
            row.name.parse::<ModelName>().ok()?.training_steps(),
        )),
    });
    lengths.reduce(f64::max).unwrap_or(15_000.0)
}

pub(in crate::app) fn summary(state: &State) -> String {
    let rows = state.rows.read();
    let drawn = rows.iter().filter(|row| row.run().is_some()).count();
    match state.model() {
        Some(model) => format!("Training loss of {model} over its training steps"),
        None => format!(
            "Training loss over training steps of {drawn} runs, on a linear and on a log axis"
        ),
    }
}
