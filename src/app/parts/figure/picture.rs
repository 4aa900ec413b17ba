//! Everything that one drawing shows.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::state::State;
use crate::draw::Theme;
use crate::geometry::Size;
use crate::model_name::ModelName;
use crate::scene::{Curve, FigureSpec, Graphs, Measured, Scene, View, comparison, one_model};
use crate::smooth::Smoothing;
use crate::view_state::ViewState;

/// A curve and what it is called.
#[derive(Clone)]
pub(in crate::app) struct Named {
    pub(in crate::app) name: String,
    pub(in crate::app) label: String,
    pub(in crate::app) curve: Curve,
    /// How its losses were smoothed.
    pub(in crate::app) smoothing: Smoothing,
}

impl PartialEq for Named {
    fn eq(&self, other: &Self) -> bool {
        let same_raw = match (&self.curve.raw, &other.curve.raw) {
            (Some(a), Some(b)) => Arc::ptr_eq(&a.band, &b.band),
            (a, b) => a.is_none() && b.is_none(),
        };
        same_raw
            && Arc::ptr_eq(&self.curve.band, &other.curve.band)
            && (&self.name, &self.label, self.curve.colour)
                == (&other.name, &other.label, other.curve.colour)
    }
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
    labels: Vec<String>,
    steps: f64,
    pub(in crate::app) drawn: Drawn,
    pub(in crate::app) graphs: Graphs,
}

/// What of the view is drawn. Told apart from the rest of it, which asks for no new drawing.
#[derive(Clone, Copy, PartialEq)]
pub(in crate::app) struct Drawn {
    axes: View,
    is_one_model: bool,
}

impl Drawn {
    pub(in crate::app) fn of(view: &ViewState) -> Self {
        Self {
            axes: view.axes,
            is_one_model: view.model.is_some(),
        }
    }
}

impl Picture {
    pub(in crate::app) fn of(
        state: State,
        curves: &[Named],
        drawn: Drawn,
        size: Size,
        density: f64,
    ) -> Self {
        Self {
            size,
            density,
            theme: state.theme.get(),
            is_settled: state.is_settled(),
            curves: seen(state, curves),
            labels: curves.iter().map(|named| named.label.clone()).collect(),
            steps: longest(&state),
            drawn,
            graphs: Graphs::Both,
        }
    }

    /// The same with no run behind another, as on paper.
    pub(in crate::app) fn with_all_in_front(mut self) -> Self {
        for curve in &mut self.curves {
            curve.faint = false;
        }
        self
    }

    pub(in crate::app) fn scene(&self) -> Scene {
        let wanted = FigureSpec {
            size: self.size,
            density: self.density,
            steps: self.steps,
            view: self.drawn.axes,
        };
        if self.drawn.is_one_model {
            one_model(&wanted, self.graphs, &self.curves)
        } else {
            comparison(&wanted, &self.curves).with_end_labels(&self.labels)
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
            let known = |measured: &Measured, colour| {
                let known = before.into_iter().flatten().find(|named| {
                    Arc::ptr_eq(&named.curve.band, &measured.band) && named.curve.colour == colour
                });
                known.map(|named| named.curve.clone())
            };
            let (model, raw, smooth_over) = {
                let view = state.settings.read();
                (view.model.clone(), view.raw, view.smooth_over)
            };
            let rows = state.rows.read();
            let last_colour = rows.iter().map(|row| row.colour).max().unwrap_or_default();
            let mut curves = Vec::new();
            let listed = rows.iter().enumerate();
            for (place, row) in listed.filter(|(_, row)| !state.is_hidden(row)) {
                let Some(run) = row.run() else {
                    continue;
                };
                let mut add = |band: Option<(Measured, Smoothing)>,
                               colour: usize,
                               label: String| {
                    let Some((measured, smoothing)) = band else {
                        return;
                    };
                    let mut curve = known(&measured, colour).unwrap_or_else(|| {
                        let curve = Curve::new(colour, run.steps.clone(), measured);
                        curve.with_gaps(row.gaps(), smoothing.blank_ends(run.losses.len()))
                    });
                    let raw = (raw && model.is_none()).then(|| row.raw()).flatten();
                    curve.raw = raw.map(|raw| Curve::new(colour, run.steps.clone(), raw).into());
                    curves.push(Named {
                        name: row.name.clone(),
                        label,
                        curve,
                        smoothing,
                    });
                };
                let Some(model) = &model else {
                    add(row.band(), row.colour, row.label.clone());
                    continue;
                };
                // Beside the model there may be files of the visitor's own.
                let (all, smoothed) = if row.name == *model {
                    ("All".to_owned(), "Smoothed".to_owned())
                } else {
                    (row.label.clone(), format!("{}, smoothed", row.label))
                };
                let losses = row.raw().map(|band| (band, Smoothing::NONE));
                add(losses, row.colour, all);
                if smooth_over {
                    add(row.band(), last_colour + 1 + place, smoothed);
                }
            }
            curves
        },
        |before, now| before != now,
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
