//! Where a panel marks the steps whose loss is no finite number.

use std::iter::successors;
use std::ops::Range;

use crate::geometry::Rect;
use crate::scene::Line;
use crate::scene::axis::scale::Scale;
use crate::scene::axis::x_axis::XAxis;
use crate::scene::curve::Curve;

/// Marks nearer to each other than this are one, in pixels.
const MERGED: f64 = 3.0;
/// Triangles are so far apart at least, in pixels.
const APART: f64 = 4.0;

/// Marks a curve's gaps: not a number at the floor, infinities where the line leaves the panel.
pub(in crate::scene) fn mark(curve: &Curve, x: &Scale, axis: XAxis, frame: &Rect, line: &mut Line) {
    let (steps, along) = (&curve.steps, curve.along(axis));
    let pixel = |index: usize| {
        x.pixel(along.x(steps.step(index)))
            .clamp(frame.left, frame.right)
    };
    let Range { start, end } = curve.indices_in(x.extent, axis);
    let [first, end] =
        [start, end].map(|index| curve.gaps.partition_point(|gap| gap.index < index));
    let seen = curve.gaps.get(first..end).unwrap_or_default();
    let next = |index: &usize| {
        let apart = along.step(x.value(pixel(*index) + APART));
        Some(steps.first_at_or_after(apart).max(index.saturating_add(1)))
    };
    for alike in seen.chunk_by(|gap, next| gap.is_next_to(*next)) {
        let (Some(first), Some(last)) = (alike.first(), alike.last()) else {
            continue;
        };
        let marks = successors(Some(first.index), next).take_while(|index| *index <= last.index);
        match first.loss {
            loss if loss.is_nan() => {
                let (from, to) = (pixel(first.index), pixel(last.index));
                match line.missing.last_mut() {
                    Some(before) if from - before.1 < MERGED => before.1 = to,
                    _ => line.missing.push((from, to)),
                }
            }
            loss if loss > 0.0 => line.above.extend(marks.map(pixel)),
            // Among the marks of losses of zero, which are in order. By hand: the library's sort is kilobytes.
            _ => marks.map(pixel).for_each(|at| {
                let place = line.below.partition_point(|before| *before <= at);
                line.below.insert(place, at);
            }),
        }
    }
    spread(&mut line.below);
    spread(&mut line.above);
}

/// Keeps marks that are at least [`APART`] pixels from the one before.
pub(in crate::scene) fn spread(marks: &mut Vec<f64>) {
    marks.dedup_by(|at, before| *at - *before < APART);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::Steps;
    use crate::scene::{Extent, Gap, Measured, ScaleKind};
    use crate::smooth::Smoothing;

    const FRAME: Rect = Rect {
        left: 0.0,
        top: 0.0,
        right: 100.0,
        bottom: 50.0,
    };

    fn marked(losses: &[f64], x: (f64, f64)) -> Line {
        let extent = Extent { min: x.0, max: x.1 };
        let scale = Scale::new(ScaleKind::Linear, extent, (FRAME.left, FRAME.right));
        let band = Smoothing::NOTEBOOK.apply(losses);
        let curve = Curve::new(0, Steps::FromZero, Measured::of(band));
        let curve = curve.with_gaps(Gap::all(losses), [0; 2]);
        let mut line = Line::default();
        mark(&curve, &scale, XAxis::Step, &FRAME, &mut line);
        line
    }

    #[test]
    fn each_kind_has_its_edge() {
        let (nan, inf) = (f64::NAN, f64::INFINITY);
        let mut losses = [1.0; 11];
        (losses[2], losses[5], losses[7]) = (nan, inf, -inf);
        let line = marked(&losses, (0.0, 10.0));
        assert_eq!(line.missing, [(20.0, 20.0)]);
        assert_eq!((line.above, line.below), (vec![50.0], vec![70.0]));
        let near = marked(&losses, (4.0, 6.0));
        assert_eq!((near.missing, near.above), (vec![], vec![50.0]));
    }

    #[test]
    fn thousands_are_as_many_marks_as_can_be_told_apart() {
        let every = |stride: usize, loss: f64| -> Vec<f64> {
            (0..100_000)
                .map(|step| if step % stride == 0 { loss } else { 1.0 })
                .collect()
        };
        let nan = marked(&every(2, f64::NAN), (0.0, 1e5));
        assert_eq!(nan.missing.len(), 1, "they are one strip");
        assert!(nan.missing[0].0 < 0.1 && nan.missing[0].1 > 99.9);
        let sparse = marked(&every(10_000, f64::NAN), (0.0, 1e5));
        assert_eq!(sparse.missing.len(), 10);
        let endless = marked(&every(1, f64::INFINITY), (0.0, 1e5));
        assert!(endless.above.len() <= 26, "{}", endless.above.len());
    }
}
