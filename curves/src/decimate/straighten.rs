//! Stretches that are straight to the eye to their ends.

use crate::geometry::Point;

/// A line without the points that lie within `tolerance`, upwards or downwards, of the segment
/// between those that stay. The line runs to the right; its first and last point stay.
///
/// Linear in the number of points: from the last point that stays, a cone of the slopes that pass
/// all points since is narrowed until it is empty (the "cone intersection" of Sklansky and
/// Gonzalez, 1980, "Fast polygonal approximation of digitized curves").
#[must_use]
#[inline(never)]
pub fn straighten(line: &[Point], tolerance: f64) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(line.len().min(64));
    let Some((&first, rest)) = line.split_first() else {
        return kept;
    };
    kept.push(first);
    let mut anchor = first;
    let mut cone = (f64::NEG_INFINITY, f64::INFINITY);
    let mut last = None;
    for &point in rest {
        let (dx, dy) = (point.x - anchor.x, point.y - anchor.y);
        let is_within = dx > 0.0 && dy >= cone.0 * dx && dy <= cone.1 * dx;
        if let Some(before) = last
            && !is_within
        {
            kept.push(before);
            anchor = before;
            cone = (f64::NEG_INFINITY, f64::INFINITY);
        }
        let (dx, dy) = (point.x - anchor.x, point.y - anchor.y);
        if dx > 0.0 {
            let (slope, give) = (dy / dx, tolerance / dx);
            let (least, greatest) = (slope - give, slope + give);
            cone = (
                if least > cone.0 { least } else { cone.0 },
                if greatest < cone.1 { greatest } else { cone.1 },
            );
        } else {
            // Straight up or down: no slope, and no point beside it can be left out.
            cone = (f64::INFINITY, f64::NEG_INFINITY);
        }
        last = Some(point);
    }
    kept.extend(last);
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn points(places: &[(f64, f64)]) -> Vec<Point> {
        places.iter().map(|&(x, y)| Point { x, y }).collect()
    }

    fn check(line: &[(f64, f64)], expected: &[(f64, f64)]) {
        assert_eq!(straighten(&points(line), 0.1), points(expected));
    }

    #[test]
    fn straight_stretches_keep_their_ends() {
        check(&[], &[]);
        check(&[(1.0, 2.0)], &[(1.0, 2.0)]);
        check(
            &[(0.0, 0.0), (1.0, 0.05), (2.0, 0.0), (3.0, 0.0)],
            &[(0.0, 0.0), (3.0, 0.0)],
        );
        check(
            &[(0.0, 0.0), (1.0, 1.0), (2.0, 0.0)],
            &[(0.0, 0.0), (1.0, 1.0), (2.0, 0.0)],
        );
        check(
            &[(0.0, 0.0), (0.0, 5.0), (0.0, 2.0), (1.0, 2.0)],
            &[(0.0, 0.0), (0.0, 5.0), (0.0, 2.0), (1.0, 2.0)],
        );
    }

    proptest! {
        #[test]
        fn nothing_strays(heights in prop::collection::vec(-5.0_f64..5.0, 2..200), tolerance in 0.01..3.0) {
            let line: Vec<Point> = heights.iter().enumerate()
                .map(|(x, &y)| Point { x: x as f64, y }).collect();
            let kept = straighten(&line, tolerance);
            prop_assert_eq!(kept.first(), line.first());
            prop_assert_eq!(kept.last(), line.last());
            for point in &line {
                let ends = kept.windows(2).find(|ends| (ends[0].x..=ends[1].x).contains(&point.x));
                let ends = ends.expect("the line is covered");
                let part = (point.x - ends[0].x) / (ends[1].x - ends[0].x);
                let y = ends[0].y + part * (ends[1].y - ends[0].y);
                prop_assert!((y - point.y).abs() <= tolerance * (1.0 + 1e-9) + 1e-9);
            }
        }
    }
}
