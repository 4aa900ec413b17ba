//! The notebook's Part 3: several runs, twice; the beginning on a linear axis, the whole on a log
//! axis.

use super::curve::Curve;
use super::panel::{PanelSpec, panel};
use super::scale::{Extent, ScaleKind};
use super::{Panel, Scene};
use crate::geometry::{Rect, Size};

/// How many steps the first panel shows.
const FIRST_STEPS: f64 = 15_000.0;
/// Below this width the words stand closer.
const NARROW: f64 = 560.0;
const TITLE_HEIGHT: f64 = 40.0;
const X_AXIS_HEIGHT: f64 = 52.0;

/// What the figure is asked to show.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The whole figure's size.
    pub size: Size,
    /// Device pixels a CSS pixel.
    pub density: f64,
    /// The steps of the longest run that is wanted.
    pub steps: usize,
}

/// Lays out the figure.
#[must_use]
pub fn comparison(wanted: &Comparison, curves: &[Curve]) -> Scene {
    let steps = wanted.steps.max(1) as f64;
    let first = PanelSpec {
        title: "Training Loss Comparison (First 15K Steps)".to_owned(),
        x_title: "Training Step".to_owned(),
        y_title: "Training Loss".to_owned(),
        x: Extent {
            min: 0.0,
            max: FIRST_STEPS.min(steps),
        },
        y: None,
        y_kind: ScaleKind::Linear,
    };
    let whole = PanelSpec {
        title: "Training Loss Comparison (Log Scale)".to_owned(),
        x_title: "Training Step".to_owned(),
        y_title: "Training Loss (Log Scale)".to_owned(),
        x: Extent {
            min: 0.0,
            max: steps,
        },
        y: None,
        y_kind: ScaleKind::Log,
    };
    let [upper, lower] = frames(wanted.size);
    let panel = |spec, frame| -> Panel { panel(spec, curves, frame, wanted.density) };
    Scene {
        size: wanted.size,
        panels: vec![panel(first, upper), panel(whole, lower)],
    }
}

/// Where the two panels draw their data: one above the other, on whole pixels.
fn frames(size: Size) -> [Rect; 2] {
    let (left, right) = if size.width < NARROW {
        (56.0, 24.0)
    } else {
        (76.0, 28.0)
    };
    let half = (size.height / 2.0).floor();
    [0.0, half].map(|top| Rect {
        left,
        top: top + TITLE_HEIGHT,
        right: (size.width - right).floor().max(left + 1.0),
        bottom: (top + half - X_AXIS_HEIGHT).max(top + TITLE_HEIGHT + 1.0),
    })
}
