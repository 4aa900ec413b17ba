//! The notebook's Part 3: several runs, twice; the beginning on a linear axis, the whole on a log
//! axis.

use super::Scene;
use super::curve::Curve;
use super::layout::stacked;
use super::number::step_in_words;
use super::panel::{NARROW_FRAME, PanelSpec, panels};
use super::scale::{Extent, ScaleKind};
use super::view::{View, XAxis, YAxes};
use crate::geometry::Size;

/// How many steps the first panel shows.
const FIRST_STEPS: f64 = 15_000.0;

/// What the figure is asked to show.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The whole figure's size.
    pub size: Size,
    /// Device pixels a CSS pixel.
    pub density: f64,
    /// The steps of the longest run that is wanted.
    pub steps: f64,
    /// What is seen of the axes.
    pub view: View,
}

/// Lays out the figure.
#[must_use]
pub fn comparison(wanted: &Comparison, curves: &[Curve]) -> Scene {
    let View {
        x,
        y: YAxes([first_kind, whole_kind]),
        y_fit,
        zoom,
    } = wanted.view;
    let whole = x.whole(wanted.steps, curves);
    let beginning = x.beginning(whole, FIRST_STEPS);
    let frames = stacked(wanted.size);
    let is_narrow = frames[0].width() < NARROW_FRAME;
    let spec = |index, extent, y_kind: ScaleKind, part: &str| {
        let part = if zoom.x.are_own() {
            part.to_owned()
        } else {
            span(zoom.x.in_place_of(extent, x.scale_kind()), x, curves.iter())
        };
        let (y_title, scale) = match y_kind {
            ScaleKind::Linear => ("Training Loss", ""),
            ScaleKind::Log => ("Training Loss (Log Scale)", "Log Scale"),
        };
        // Where there is little room, the words along y have to say the scale.
        let scale = if is_narrow && !part.is_empty() {
            ""
        } else {
            scale
        };
        let words: Vec<&str> = [part.as_str(), scale]
            .into_iter()
            .filter(|w| !w.is_empty())
            .collect();
        let subject = if is_narrow {
            "Training Loss"
        } else {
            "Training Loss Comparison"
        };
        let title = match words.join(", ") {
            words if words.is_empty() => subject.to_owned(),
            words => format!("{subject} ({words})"),
        };
        PanelSpec {
            index,
            title,
            x_title: x.title("Training Step"),
            y_title: y_title.to_owned(),
            x: extent,
            whole,
            y: None,
            y_kind,
            y_fit,
            x_axis: x,
            zoom,
        }
    };
    let first = if x == XAxis::Percent || whole.max < FIRST_STEPS {
        ""
    } else {
        "First 15K Steps"
    };
    let specs = [
        spec(0, beginning, first_kind, first),
        spec(1, whole, whole_kind, ""),
    ];
    let specs = specs.into_iter().zip(frames).collect();
    Scene {
        size: wanted.size,
        panels: panels(specs, curves, wanted.density),
        legend: None,
        caption: None,
    }
}

/// The part of x that is shown of curves, in words.
#[must_use]
pub fn span<'a>(extent: Extent, axis: XAxis, curves: impl Iterator<Item = &'a Curve>) -> String {
    let width = extent.max - extent.min;
    let decimals = if width >= 10.0 || Curve::count_wholes(curves, axis) {
        0
    } else {
        (2.0 - width.log10().floor()).clamp(0.0, 6.0) as usize
    };
    let [min, max] = [extent.min, extent.max].map(|end| {
        let rounded = format!("{end:.decimals$}").parse();
        step_in_words(rounded.unwrap_or(end))
    });
    match axis {
        XAxis::Step | XAxis::Log if min == max => format!("Step {min}"),
        XAxis::Step | XAxis::Log => format!("Steps {min} to {max}"),
        XAxis::Percent if min == max => format!("{min} %"),
        XAxis::Percent => format!("{min} to {max} %"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::curve::tests::curve;
    use super::*;
    use crate::run::Steps;

    #[test]
    fn a_part_of_x_is_told_in_short_words() {
        let epochs = curve(&[2.0, 1.0], Steps::At([0.5, 1.0].into()));
        let check = |min, max, axis, expected: &str| {
            let words = span(Extent { min, max }, axis, [&epochs].into_iter());
            assert_eq!(words, expected);
        };
        check(2000.3, 9000.2, XAxis::Step, "Steps 2,000 to 9,000");
        check(0.25, 1.5, XAxis::Step, "Steps 0.25 to 1.5");
        check(0.0, 1e308, XAxis::Step, "Steps 0 to 1.00 × 10³⁰⁸");
        check(1.0, 1.000_000_000_1, XAxis::Log, "Step 1");
        check(12.5, 50.0, XAxis::Percent, "12 to 50 %");
        check(-1e20, 1.0, XAxis::Percent, "−1.00 × 10²⁰ to 1 %");
        check(1e-308, 2e-308, XAxis::Percent, "0 %");
    }

    #[test]
    fn whole_steps_have_no_parts() {
        let listed = curve(&[3.0, 2.0, 1.0], Steps::At([10.0, 20.0, 30.0].into()));
        let counted = curve(&[3.0, 2.0, 1.0], Steps::FromZero);
        let check = |min, max, axis, expected: &str| {
            let words = span(Extent { min, max }, axis, [&listed, &counted].into_iter());
            assert_eq!(words, expected);
        };
        check(100.37, 104.9, XAxis::Step, "Steps 100 to 105");
        check(1.25, 2.5, XAxis::Log, "Steps 1 to 2");
        check(1.2, 1.4, XAxis::Step, "Step 1");
        check(0.25, 1.5, XAxis::Percent, "0.25 to 1.5 %");
    }
}
