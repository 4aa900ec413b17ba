//! The notebook's Part 3: several runs, twice; the beginning on a linear axis, the whole on a log
//! axis.

use super::Scene;
use super::axis::axes::{Axes, YAxes};
use super::axis::scale::ScaleKind;
use super::axis::x_axis::XAxis;
use super::curve::Curve;
use super::figure_spec::FigureSpec;
use super::panel::PanelSpec;

/// How many steps the first panel shows.
const FIRST_STEPS: f64 = 15_000.0;

/// Lays out the figure.
#[must_use]
pub fn comparison(wanted: &FigureSpec, curves: &[Curve]) -> Scene {
    let Axes {
        x,
        y: YAxes(kinds),
        zoom,
        ..
    } = wanted.axes;
    let whole = x.whole(wanted.steps, curves);
    let beginning = x.beginning(whole, FIRST_STEPS, zoom.x);
    let is_narrow = wanted.is_narrow();
    let spec = |index: usize, extent, own: &str| {
        let part = wanted.zoomed_to(extent, curves);
        let y_title = match kinds[index] {
            ScaleKind::Linear => "Training Loss",
            ScaleKind::Log => "Training Loss (Log Scale)",
        };
        PanelSpec {
            index,
            title: title(part.as_deref().unwrap_or(own), kinds[index], is_narrow),
            x_title: x.title("Training Step"),
            y_title: y_title.to_owned(),
            x: extent,
            whole,
            y: None,
            axes: wanted.axes,
        }
    };
    let first = if x == XAxis::Percent || whole.max < FIRST_STEPS {
        ""
    } else {
        "First 15K Steps"
    };
    let panels = [spec(0, beginning, first), spec(1, whole, "")];
    wanted.scene(panels, curves)
}

/// The heading of a panel that shows `part`; of an empty one, all.
fn title(part: &str, y: ScaleKind, is_narrow: bool) -> String {
    // Where there is little room, the words along y have to say the scale.
    let scale = match y {
        ScaleKind::Log if !is_narrow || part.is_empty() => "Log Scale",
        ScaleKind::Log | ScaleKind::Linear => "",
    };
    let subject = if is_narrow {
        "Training Loss"
    } else {
        "Training Loss Comparison"
    };
    match (part, scale) {
        ("", "") => subject.to_owned(),
        ("", words) | (words, "") => format!("{subject} ({words})"),
        _ => format!("{subject} ({part}, {scale})"),
    }
}
