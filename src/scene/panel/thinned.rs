//! Curves to the few values that the pixel columns of a panel show.

use std::ops::Range;

use crate::decimate::{Edge, Vertex, align, columns, edge};
use crate::scene::axis::along::Along;
use crate::scene::axis::scale::Scale;
use crate::scene::axis::x_axis::XAxis;
use crate::scene::curve::Curve;

/// The pixel columns of a panel.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::scene) struct Grid {
    pub(in crate::scene) x: Scale,
    pub(in crate::scene) x_axis: XAxis,
    /// What x counts at the left edge of every pixel column but the first.
    columns: Vec<f64>,
}

/// A value that is drawn: how far from the left, in pixels, and how large.
#[derive(Debug, Clone, Copy)]
pub(in crate::scene) struct Placed {
    pub(in crate::scene) x: f64,
    pub(in crate::scene) value: f64,
}

/// What of one curve is drawn, as unbroken lines.
pub(in crate::scene) struct Thinned<'a> {
    pub(in crate::scene) curve: &'a Curve,
    /// The losses behind the line, where they are wanted.
    pub(in crate::scene) raw: Option<Box<Self>>,
    pub(in crate::scene) line: Vec<Vec<Placed>>,
    /// The upper and the lower edge of the band, as many of the one as of the other.
    pub(in crate::scene) edges: [Vec<Vec<Placed>>; 2],
    /// Pixels from the left of the columns in which the line falls to the floor of a log axis, or below.
    pub(in crate::scene) below: Vec<f64>,
}

impl Grid {
    /// Columns of `1 / density` pixels.
    pub(in crate::scene) fn new(x: Scale, x_axis: XAxis, density: f64) -> Self {
        let (left, right) = x.pixels;
        let count = ((right - left) * density).ceil().max(1.0) as usize;
        Self {
            x,
            x_axis,
            columns: (1..count)
                .map(|column| x.value(left + column as f64 / density))
                .collect(),
        }
    }

    /// What is drawn of a curve whose values must be above `floor`.
    pub(in crate::scene) fn thin<'a>(&self, curve: &'a Curve, floor: f64) -> Thinned<'a> {
        let band = &curve.band;
        let bounds = self.bounds(curve, band.mean.len());
        let placed =
            |lines: Vec<Vec<Vertex>>| lines.iter().map(|line| self.placed(curve, line)).collect();
        let [mean, min, max] = &*curve.blocks;
        Thinned {
            curve,
            raw: curve
                .raw
                .as_deref()
                .map(|raw| Box::new(self.thin(raw, floor))),
            line: placed(columns(&band.mean, mean, &bounds, floor)),
            edges: if band.min.is_empty() {
                [Vec::new(), Vec::new()]
            } else {
                [
                    placed(edge(&band.max, max, &bounds, Edge::Upper)),
                    placed(edge(&band.min, min, &bounds, Edge::Lower)),
                ]
            },
            below: if curve.least <= floor {
                self.below(curve, &bounds, floor)
            } else {
                Vec::new()
            },
        }
    }

    fn pixel(&self, along: Along, curve: &Curve, index: usize) -> f64 {
        self.x.countable_pixel(along.x(curve.steps.step(index)))
    }

    fn placed(&self, curve: &Curve, line: &[Vertex]) -> Vec<Placed> {
        let along = curve.along(self.x_axis);
        let place = |vertex: &Vertex| Placed {
            x: self.pixel(along, curve, vertex.index),
            value: vertex.value,
        };
        line.iter().map(place).collect()
    }

    /// The first value of each column, then the end of the last. The values next to the frame are
    /// columns of their own, so that lines run on to its edge.
    fn bounds(&self, curve: &Curve, len: usize) -> Vec<usize> {
        let (steps, along) = (&curve.steps, curve.along(self.x_axis));
        let (min, max) = (along.step(self.x.extent.min), along.step(self.x.extent.max));
        let Range { start: first, end } = curve.indices_in(self.x.extent, self.x_axis);
        // Steps of zero and below have no place on a log axis: no line comes from one.
        let least = match self.x_axis {
            XAxis::Step | XAxis::Percent => 0,
            XAxis::Log => steps.first_after(0.0),
        };
        let before = steps.first_after(min).saturating_sub(1);
        let before = before.max(least).min(first);
        let after = steps
            .first_at_or_after(max)
            .saturating_add(1)
            .clamp(end, len);
        let inner = self.columns.iter().map(|left| {
            let index = steps.first_at_or_after(along.step(*left));
            index.clamp(first, end)
        });
        let mut bounds: Vec<usize> = [before, first]
            .into_iter()
            .chain(inner)
            .chain([end, after])
            .collect();
        if let [_, inside @ .., _] = &mut bounds[..] {
            align(inside);
        }
        bounds
    }

    fn below(&self, curve: &Curve, bounds: &[usize], floor: f64) -> Vec<f64> {
        let (left, right) = self.x.pixels;
        let along = curve.along(self.x_axis);
        let columns = bounds.windows(2).filter_map(|column| {
            let values = &curve.band.mean[column[0]..column[1]];
            let at = values.iter().position(|&value| value <= floor)?;
            Some(self.pixel(along, curve, column[0] + at))
        });
        columns.filter(|x| (left..=right).contains(x)).collect()
    }
}
