//! Curves to one panel.

pub(super) mod blank;
pub(super) mod dash;
pub(super) mod end_label;
pub(super) mod layout;
pub(super) mod mark;
pub(super) mod plot;
pub(super) mod thinned;
mod thinner;

use super::axis::axes::{Axes, YFit};
use super::axis::fit;
use super::axis::scale::{Extent, Scale, ScaleKind};
use super::axis::ticks::{LABEL_GAP, LABEL_SIZE, LabelSpace, ticks, ticks_along};
use super::curve::Curve;
use super::gesture::Reach;
use super::{Axis, Panel};
use crate::geometry::{Point, Rect};
use plot::Plot;
use thinned::{Grid, Thinned};
use thinner::Thinner;

/// The least pixels between labels along y.
const Y_LABEL_SPACE: f64 = 26.0;

/// A frame of fewer pixels across is narrow: its heading is smaller, and begins beside the labels.
pub(super) const NARROW_FRAME: f64 = 440.0;
const TITLE_SIZE: f64 = 15.0;
const NARROW_TITLE_SIZE: f64 = 13.0;
const NARROW_TITLE_LEFT: f64 = 8.0;

/// What a panel shows of its curves.
#[derive(Debug, Clone, PartialEq)]
pub struct PanelSpec {
    /// Which panel it is, from the top.
    pub index: usize,
    /// The heading.
    pub title: String,
    /// The words along x.
    pub x_title: String,
    /// The words along y.
    pub y_title: String,
    /// What x shows where nothing is zoomed.
    pub x: Extent,
    /// All that x may show.
    pub whole: Extent,
    /// What y shows where nothing is zoomed; none fits it to the curves.
    pub y: Option<Extent>,
    /// What is seen of the axes.
    pub axes: Axes,
}

impl PanelSpec {
    /// How losses are spaced.
    fn y_kind(&self) -> ScaleKind {
        self.axes.y.0[self.index]
    }
}

/// Lays out panels, each in its frame, to columns of `1 / density` pixels.
#[must_use]
pub fn panels(specs: Vec<(PanelSpec, Rect)>, curves: &[Curve], density: f64) -> Vec<Panel> {
    let specs = specs.into_iter().map(|(spec, frame)| {
        let Axes { x, zoom, .. } = spec.axes;
        let x = zoom.x.in_place_of(spec.x, x.scale_kind());
        let y = loss_axis(&spec, x, curves, &frame);
        (spec, x, y, frame)
    });
    let specs: Vec<_> = specs.collect();
    // One above the other, they begin at the same place.
    let left = specs.iter().map(|(.., y, frame)| left_edge(y, frame));
    let left = left.fold(0.0, f64::max);
    let mut thinner = Thinner::of(curves);
    let panels = specs.into_iter().map(|(spec, x, y, frame)| {
        let frame = Rect { left, ..frame };
        let x = Scale::new(spec.axes.x.scale_kind(), x, (frame.left, frame.right));
        let thinned = thinner.thin(Grid::new(x, spec.axes.x, density), spec.y_kind());
        let plot = Plot {
            frame,
            x,
            y: y.scale,
            x_axis: spec.axes.x,
            density,
        };
        panel(spec, curves, thinned, y, &plot)
    });
    panels.collect()
}

/// The axis of losses of a panel that shows `x` of the steps.
fn loss_axis(spec: &PanelSpec, x: Extent, curves: &[Curve], frame: &Rect) -> Axis {
    let kind = spec.y_kind();
    let middle = match spec.axes.y_fit {
        YFit::All => None,
        YFit::Percentiles => fit::middle(curves, x, spec.axes.x, kind),
    };
    let all = fit::all(curves, kind);
    let own = middle.or(spec.y).unwrap_or(all);
    let shown = spec.axes.zoom.y[spec.index].in_place_of(own, kind);
    let scale = Scale::new(kind, shown, (frame.bottom, frame.top));
    let space = LabelSpace {
        count: (frame.height() / Y_LABEL_SPACE) as usize,
        width: frame.left - 2.0 * LABEL_GAP,
        apart: 0.0,
    };
    Axis {
        title: spec.y_title.clone(),
        ticks: ticks(scale.kind, scale.extent, space),
        scale,
        reach: Reach::of_losses(own, all),
    }
}

/// Where a frame begins beside the labels of its losses: where it was, unless these are wider, as those of many digits
/// are. A wide one leaves room for the words along it too.
fn left_edge(y: &Axis, frame: &Rect) -> f64 {
    let words = if frame.width() < NARROW_FRAME {
        0.0
    } else {
        1.1 * LABEL_SIZE
    };
    let wide = (y.label_width() + 1.5 * LABEL_GAP + words).ceil();
    wide.clamp(frame.left, f64::midpoint(frame.left, frame.right))
}

fn panel(spec: PanelSpec, curves: &[Curve], thinned: &[Thinned], y: Axis, plot: &Plot) -> Panel {
    let frame = plot.frame;
    let is_narrow = frame.width() < NARROW_FRAME;
    let apart = if Curve::have_whole_steps(curves.iter(), spec.axes.x) {
        1.0
    } else {
        0.0
    };
    Panel {
        index: spec.index,
        frame,
        title: spec.title,
        title_size: if is_narrow {
            NARROW_TITLE_SIZE
        } else {
            TITLE_SIZE
        },
        title_at: Point {
            x: if is_narrow {
                NARROW_TITLE_LEFT
            } else {
                frame.left
            },
            y: frame.top - 10.0,
        },
        blank: plot.blank(curves),
        bands: thinned.iter().flat_map(|run| plot.band(run)).collect(),
        raw: thinned
            .iter()
            .filter_map(|run| Some(plot.raw(run.raw.as_deref()?)))
            .collect(),
        lines: thinned.iter().map(|run| plot.mean(run)).collect(),
        end_labels: Vec::new(),
        x: Axis {
            title: spec.x_title,
            ticks: ticks_along(&plot.x, is_narrow, apart),
            scale: plot.x,
            reach: Reach::of_steps(spec.x, spec.whole, curves, spec.axes.x),
        },
        y,
    }
}

#[cfg(test)]
mod tests {
    use super::super::curve::tests::curve;
    use super::*;
    use crate::run::Steps;
    use crate::scene::{Ends, Measured, XAxis, YAxes};
    use crate::smooth::Smoothing;
    use std::num::NonZeroUsize;

    const FRAME: Rect = Rect {
        left: 50.0,
        top: 20.0,
        right: 150.0,
        bottom: 120.0,
    };

    fn of(losses: &[f64], x: (f64, f64), y_kind: ScaleKind) -> Panel {
        at(Steps::FromZero, losses, x, y_kind)
    }

    fn at(steps: Steps, losses: &[f64], x: (f64, f64), y_kind: ScaleKind) -> Panel {
        in_frame(FRAME, steps, losses, x, y_kind)
    }

    fn in_frame(
        frame: Rect,
        steps: Steps,
        losses: &[f64],
        x: (f64, f64),
        y_kind: ScaleKind,
    ) -> Panel {
        let each = Smoothing {
            window: NonZeroUsize::MIN,
            ..Smoothing::NOTEBOOK
        };
        let mut spec = spec(x);
        spec.axes.y = YAxes([y_kind; 2]);
        let curve = Curve::new(0, steps, Measured::of(each.apply(losses)));
        panels(vec![(spec, frame)], &[curve], 1.0).remove(0)
    }

    fn spec(x: (f64, f64)) -> PanelSpec {
        let x = Extent { min: x.0, max: x.1 };
        PanelSpec {
            index: 0,
            title: String::new(),
            x_title: String::new(),
            y_title: String::new(),
            x,
            whole: x,
            y: None,
            axes: Axes {
                y: YAxes([ScaleKind::Linear; 2]),
                ..Axes::default()
            },
        }
    }

    fn inside(panel: &Panel) -> bool {
        let all = panel
            .lines
            .iter()
            .flat_map(|line| line.parts.iter().flatten());
        let areas = panel.bands.iter().flat_map(|area| &area.outline);
        all.chain(areas).all(|point| {
            (FRAME.left..=FRAME.right).contains(&point.x)
                && (FRAME.top..=FRAME.bottom).contains(&point.y)
        })
    }

    #[test]
    fn nothing_is_drawn_outside_the_frame() {
        let losses: Vec<f64> = (0..1000).map(|n| f64::from(n % 17)).collect();
        for x in [
            (0.0, 1000.0),
            (100.0, 103.5),
            (-50.0, 2000.0),
            (5000.0, 6000.0),
        ] {
            assert!(inside(&of(&losses, x, ScaleKind::Linear)), "{x:?}");
            assert!(inside(&of(&losses, x, ScaleKind::Log)), "{x:?}");
        }
    }

    #[test]
    fn zooming_in_shows_the_same_curve() {
        let losses: Vec<f64> = (0..1000).map(|n| f64::from(n * n % 97)).collect();
        let near = of(&losses, (500.0, 503.0), ScaleKind::Linear);
        let steps: Vec<f64> = near.lines[0].parts[0]
            .iter()
            .map(|point| near.x.scale.value(point.x).round())
            .collect();
        assert_eq!(steps, [500.0, 501.0, 502.0, 503.0]);
        for point in &near.lines[0].parts[0] {
            let step = near.x.scale.value(point.x).round() as usize;
            assert!((near.y.scale.value(point.y) - losses[step]).abs() < 1e-6);
        }
    }

    #[test]
    fn only_where_steps_have_parts_are_parts_marked() {
        let check = |steps, expected: &[&str]| {
            let frame = Rect {
                right: 450.0,
                ..FRAME
            };
            let losses = [3.0, 2.0, 1.0];
            let panel = in_frame(frame, steps, &losses, (0.5, 2.5), ScaleKind::Linear);
            let labels = panel.x.ticks.into_iter().filter_map(|tick| tick.label);
            assert_eq!(labels.collect::<Vec<_>>(), expected);
        };
        check(Steps::FromZero, &["1", "2"]);
        check(Steps::At([1.0, 2.0, 5.0].into()), &["1", "2"]);
        let parts = Steps::At([0.5, 1.0, 1.5].into());
        check(parts, &["0.5", "1.0", "1.5", "2.0", "2.5"]);
    }

    #[test]
    fn no_line_comes_from_a_step_that_has_no_place() {
        let steps = Steps::At([0.0, 100.0, 200.0].into());
        let mut spec = spec((1.0, 200.0));
        spec.axes.x = XAxis::Log;
        let losses = curve(&[3.0, 2.0, 1.0], steps);
        let panel = panels(vec![(spec, FRAME)], &[losses], 1.0).remove(0);
        let first = panel.lines[0].parts[0][0];
        assert!(
            (panel.x.scale.value(first.x) - 100.0).abs() < 1e-6,
            "{first:?}"
        );
    }

    #[test]
    fn a_line_reaches_the_edge_between_two_steps() {
        let panel = of(&[1.0, 2.0, 3.0, 4.0], (0.5, 2.5), ScaleKind::Linear);
        let part = &panel.lines[0].parts[0];
        assert!((part[0].x - FRAME.left).abs() < 1e-9);
        assert!((part[part.len() - 1].x - FRAME.right).abs() < 1e-9);
    }

    #[test]
    fn irregular_steps_are_drawn_where_they_stand() {
        fn check(x: (f64, f64), expected: &[(f64, f64)]) {
            let steps = Steps::At([10.0, 20.0, 500.0, 1000.0].into());
            let panel = at(steps, &[4.0, 3.0, 2.0, 1.0], x, ScaleKind::Linear);
            let drawn: Vec<_> = panel.lines[0].parts[0]
                .iter()
                .map(|at| (panel.x.scale.value(at.x), panel.y.scale.value(at.y)))
                .collect();
            let near = |(a, b): (&(f64, f64), &(f64, f64))| {
                (a.0 - b.0).abs() < 1e-6 && (a.1 - b.1).abs() < 1e-6
            };
            assert!(
                drawn.len() == expected.len() && drawn.iter().zip(expected).all(near),
                "{drawn:?}, expected {expected:?}"
            );
        }
        let whole = [(10.0, 4.0), (20.0, 3.0), (500.0, 2.0), (1000.0, 1.0)];
        check((0.0, 1000.0), &whole);
        check((10.0, 1000.0), &whole);
        check((0.0, 20.0), &whole[..2]);
        // Between two values, and from a value to half-way.
        check((600.0, 800.0), &[(600.0, 1.8), (800.0, 1.4)]);
        check((500.0, 750.0), &[(500.0, 2.0), (750.0, 1.5)]);
    }

    #[test]
    fn a_value_outside_hides_none_inside() {
        // One column of 100 steps; the values next to it are lower than all in it.
        let steps = Steps::At([0.0, 110.0, 120.0, 130.0, 300.0].into());
        let losses = [0.0, 5.0, 1.0, 5.0, 0.0];
        let frame = Rect {
            right: 51.0,
            ..FRAME
        };
        let panel = in_frame(frame, steps, &losses, (100.0, 200.0), ScaleKind::Linear);
        let y = |at: &Point| panel.y.scale.value(at.y);
        let mut drawn = panel.lines[0].parts[0].iter();
        assert!(drawn.any(|at| (y(at) - 1.0).abs() < 1e-6));
    }

    #[test]
    fn zero_on_a_log_axis_is_marked_and_not_drawn() {
        let panel = of(&[1.0, 0.0, 1e-4, 1.0], (0.0, 4.0), ScaleKind::Log);
        let line = &panel.lines[0];
        assert_eq!(line.parts.iter().map(Vec::len).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(line.below, [75.0]);
        let lowest = panel.bands[0]
            .outline
            .iter()
            .map(|point| point.y)
            .fold(0.0, f64::max);
        assert!(
            (lowest - FRAME.bottom).abs() < 1e-9,
            "the band runs to the floor"
        );
    }

    #[test]
    fn the_least_losses_are_on_a_log_axis() {
        for losses in [[3e-320, 4e-309], [f64::from_bits(1); 2], [1e-310, f64::MAX]] {
            let panel = of(&losses, (0.0, 1.0), ScaleKind::Log);
            let drawn = &panel.lines[0].parts;
            assert_eq!(drawn.iter().map(Vec::len).sum::<usize>(), 2, "{losses:?}");
            assert!(!panel.y.ticks.is_empty(), "{losses:?}");
        }
    }

    #[test]
    fn gaps_part_line_and_band() {
        let panel = of(
            &[1.0, 2.0, f64::NAN, 3.0, 4.0],
            (0.0, 5.0),
            ScaleKind::Linear,
        );
        assert_eq!((panel.lines[0].parts.len(), panel.bands.len()), (2, 2));
    }

    #[test]
    fn a_line_runs_as_it_does_however_deep_the_zoom() {
        let curve = curve(&[3.0, 0.0], Steps::FromZero);
        for height in [1.0, 1e-3, 1e-6, 1e-9] {
            let mut wanted = spec((0.0, 1.0));
            wanted.axes.zoom.y[0] = Ends {
                min: Some(1.5 - height / 2.0),
                max: Some(1.5 + height / 2.0),
            };
            let panel = &panels(vec![(wanted, FRAME)], std::slice::from_ref(&curve), 1.0)[0];
            let crossing = panel.lines[0].parts[0]
                .iter()
                .map(|at| panel.x.scale.value(at.x));
            let half = height / 6.0;
            for (at, expected) in crossing.zip([0.5 - half, 0.5 + half]) {
                assert!(
                    (at - expected).abs() < 1e-4,
                    "{at}, expected {expected}, of {height}"
                );
            }
        }
    }

    #[test]
    fn no_label_is_cut_off_however_deep_the_zoom() {
        let frame = |y: (f64, f64)| {
            let curve = curve(&[1.0, 2.0, 1.5], Steps::FromZero);
            let mut specs = vec![(spec((0.0, 2.0)), FRAME); 2];
            specs[1].0.axes.zoom.y[0] = Ends {
                min: Some(y.0),
                max: Some(y.1),
            };
            let panels = panels(specs, &[curve], 1.0);
            assert_eq!(panels[0].frame, panels[1].frame);
            let begin = panels[1].frame.left - LABEL_GAP - panels[1].y.label_width();
            assert!(begin >= 0.0, "{y:?}");
            panels[1].frame
        };
        assert_eq!(frame((0.0, 2.0)), FRAME);
        assert!(frame((1.234_567_8, 1.234_567_9)).left > FRAME.left);
    }

    #[test]
    fn axes_stand_before_there_is_data() {
        for kind in [ScaleKind::Linear, ScaleKind::Log] {
            let panel = of(&[f64::NAN; 3], (0.0, 3.0), kind);
            assert!(panel.lines[0].parts.is_empty() && !panel.y.ticks.is_empty());
        }
    }
}
