//! Curves within a frame: lines, bands and what is between.

use super::blank::blank_ends;
use super::dash::staggered;
use super::mark;
use super::thinned::{Placed, Thinned};
use crate::decimate::{clip_area, clip_line, straighten};
use crate::geometry::{Point, Rect};
use crate::scene::axis::scale::Scale;
use crate::scene::axis::x_axis::XAxis;
use crate::scene::curve::Curve;
use crate::scene::{Area, Line};

/// How far a line may be drawn from its place, in device pixels: less than can be seen.
const TOLERANCE: f64 = 0.2;

/// Where curves are drawn.
pub(in crate::scene) struct Plot {
    pub(in crate::scene) frame: Rect,
    pub(in crate::scene) x: Scale,
    pub(in crate::scene) y: Scale,
    pub(in crate::scene) x_axis: XAxis,
    pub(in crate::scene) density: f64,
}

impl Plot {
    /// The line, with marks where a log axis has no place for it.
    fn line(&self, run: &Thinned) -> Line {
        let curve = run.curve;
        Line {
            colour: curve.colour,
            faint: curve.faint,
            parts: run
                .line
                .iter()
                .flat_map(|part| clip_line(&self.points(part), &self.frame))
                .flat_map(|part| staggered(part, curve.colour))
                .collect(),
            below: run.below.clone(),
            ..Line::default()
        }
    }

    /// The losses behind the line.
    pub(in crate::scene) fn raw(&self, run: &Thinned) -> Line {
        let mut line = self.line(run);
        mark::spread(&mut line.below);
        line
    }

    /// The smoothed line, with what it goes on over.
    pub(in crate::scene) fn mean(&self, run: &Thinned) -> Line {
        let mut line = self.line(run);
        mark::mark(run.curve, &self.x, self.x_axis, &self.frame, &mut line);
        line
    }

    /// The blank ends of the curves, as far as they are seen.
    pub(in crate::scene) fn blank(&self, curves: &[Curve]) -> Vec<Rect> {
        let Rect { left, right, .. } = self.frame;
        let ends = blank_ends(curves, self.x_axis).into_iter().map(|end| Rect {
            left: self.x.pixel(end.min).clamp(left, right),
            right: self.x.pixel(end.max).clamp(left, right),
            ..self.frame
        });
        ends.filter(|end| end.left < end.right).collect()
    }

    /// The area between minimum and maximum, one for each stretch without a gap.
    pub(in crate::scene) fn band(&self, run: &Thinned) -> Vec<Area> {
        let [upper, lower] = &run.edges;
        let areas = upper.iter().zip(lower).map(|(upper, lower)| {
            let mut outline = self.points(upper);
            outline.extend(self.points(lower).into_iter().rev());
            Area {
                colour: run.curve.colour,
                faint: run.curve.faint,
                outline: clip_area(outline, &self.frame),
            }
        });
        areas.filter(|area| !area.outline.is_empty()).collect()
    }

    fn points(&self, line: &[Placed]) -> Vec<Point> {
        // Bands are level for long stretches: a height is worked out once for each.
        let mut level = (f64::NAN, f64::NAN);
        let points: Vec<Point> = line
            .iter()
            .map(|placed| {
                if placed.value.to_bits() != level.0.to_bits() {
                    let y = self.y.countable_pixel(placed.value);
                    level = (placed.value, y);
                }
                Point {
                    x: placed.x,
                    y: level.1,
                }
            })
            .collect();
        straighten(&points, TOLERANCE / self.density)
    }
}
