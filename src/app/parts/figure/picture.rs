//! Everything that one drawing shows.

use leptos::prelude::*;

use super::curves::NamedCurve;
use crate::app::state::State;
use crate::draw::Theme;
use crate::geometry::Size;
use crate::model_name::ModelName;
use crate::scene::{
    Axes, BESIDE, Curve, FigureSpec, Graphs, Scene, comparison, one_model, room_beside,
};
use crate::view_state::ViewState;

/// How many steps the axis has before anything is known of the runs.
const LENGTH_BEFORE: f64 = 15_000.0;

/// What is drawn, and how.
#[derive(Clone)]
pub(in crate::app) struct Picture {
    pub(in crate::app) spec: FigureSpec,
    pub(in crate::app) theme: Theme,
    /// Whether nothing more is to come.
    pub(in crate::app) is_settled: bool,
    is_one_model: bool,
    curves: Vec<Curve>,
    labels: Vec<String>,
}

/// What of the view is drawn. Told apart from the rest of it, which asks for no new drawing.
#[derive(Clone, Copy, PartialEq)]
pub(in crate::app) struct DrawnView {
    axes: Axes,
    is_one_model: bool,
}

impl DrawnView {
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
        curves: &[NamedCurve],
        drawn: DrawnView,
        size: Size,
        density: f64,
    ) -> Self {
        // Of all rows that may have a line, so that nothing moves while the hub's runs come, or one is hidden.
        let beside = if drawn.is_one_model {
            BESIDE
        } else {
            let rows = state.rows.read();
            let drawable = rows.iter().filter(|row| !row.has_failed());
            room_beside(drawable.map(|row| row.label.as_str()), size)
        };
        Self {
            spec: FigureSpec {
                size,
                density,
                steps: longest(&state),
                beside,
                graphs: Graphs::Both,
                axes: drawn.axes,
            },
            theme: state.theme.get(),
            is_settled: state.is_settled(),
            is_one_model: drawn.is_one_model,
            curves: seen(state, curves),
            labels: curves.iter().map(|named| named.label.clone()).collect(),
        }
    }

    /// What of the view it is of.
    pub(in crate::app) fn drawn(&self) -> DrawnView {
        DrawnView {
            axes: self.spec.axes,
            is_one_model: self.is_one_model,
        }
    }

    /// This picture with no run behind another, as on paper.
    pub(in crate::app) fn with_all_in_front(mut self) -> Self {
        for curve in &mut self.curves {
            curve.faint = false;
        }
        self
    }

    pub(in crate::app) fn scene(&self) -> Scene {
        if self.is_one_model {
            one_model(&self.spec, &self.curves)
        } else {
            comparison(&self.spec, &self.curves).with_end_labels(&self.labels)
        }
    }
}

/// The curves, those behind the one that is pointed at in the legend faint.
fn seen(state: State, curves: &[NamedCurve]) -> Vec<Curve> {
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

/// The steps of the longest wanted run, by its file or, until that is here, by its name.
fn longest(state: &State) -> f64 {
    let rows = state.rows.read();
    let lengths = rows.iter().filter_map(|row| match row.run() {
        Some(run) => Some(run.length()),
        None => Some(f64::from(
            row.name.parse::<ModelName>().ok()?.training_steps(),
        )),
    });
    lengths.reduce(f64::max).unwrap_or(LENGTH_BEFORE)
}
