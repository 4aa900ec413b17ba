//! The notebook's Part 2: one model's losses, the first 1500 steps on a linear axis and all of them
//! on a log axis.

use super::Scene;
use super::axis::axes::{Axes, YAxes};
use super::axis::scale::{Extent, ScaleKind};
use super::axis::x_axis::XAxis;
use super::curve::Curve;
use super::figure_spec::FigureSpec;
use super::panel::PanelSpec;
use crate::number::step_in_words;

/// What the first graph shows: its steps, and its losses.
const FIRST_STEPS: f64 = 1500.0;
const FIRST_LOSSES: Extent = Extent { min: 0.0, max: 3.0 };

/// Lays out the figure.
#[must_use]
pub fn one_model(wanted: &FigureSpec, curves: &[Curve]) -> Scene {
    let Axes {
        x,
        y: YAxes(kinds),
        zoom,
        ..
    } = wanted.axes;
    let whole = x.whole(wanted.steps, curves);
    let beginning = x.beginning(whole, FIRST_STEPS, zoom.x);
    let spec = |index: usize, extent: Extent, losses| {
        let part = wanted.zoomed_to(extent, curves).unwrap_or_else(|| {
            let steps = match x {
                XAxis::Percent => wanted.steps,
                XAxis::Step | XAxis::Log => extent.max.min(wanted.steps),
            };
            // A phone's headings have no room for more.
            let training = if wanted.is_narrow() { "" } else { "training " };
            match step_in_words(steps) {
                one if one == "1" => format!("1 {training}step"),
                steps => format!("{steps} {training}steps"),
            }
        });
        let log = match kinds[index] {
            ScaleKind::Log => "Log ",
            ScaleKind::Linear => "",
        };
        PanelSpec {
            index,
            title: format!("{log}Training Loss ({part})"),
            x_title: x.title("Training Steps"),
            y_title: format!("{log}Loss"),
            x: extent,
            whole,
            y: match kinds[index] {
                ScaleKind::Linear => losses,
                ScaleKind::Log => None,
            },
            axes: wanted.axes,
        }
    };
    let first = spec(0, beginning, Some(FIRST_LOSSES));
    let all = spec(1, whole, None);
    wanted.scene([first, all], curves)
}
