//! Lines and areas to the part inside a rectangle, cut where they cross its edge.

use crate::geometry::{Point, Rect};

/// The parts of a line that lie in `frame`.
///
/// Each segment is cut by Liang and Barsky's method (1984, "A New Concept and Method for Line
/// Clipping").
#[must_use]
#[inline(never)]
pub fn clip_line(line: &[Point], frame: &Rect) -> Vec<Vec<Point>> {
    if let [only] = line {
        return match clip_segment(*only, *only, frame) {
            Some(_) => vec![vec![*only]],
            None => Vec::new(),
        };
    }
    let mut parts = Vec::new();
    let mut part: Vec<Point> = Vec::with_capacity(line.len());
    for ends in line.windows(2) {
        let Some((from, to)) = clip_segment(ends[0], ends[1], frame) else {
            continue;
        };
        if part.last() != Some(&from) {
            if !part.is_empty() {
                parts.push(std::mem::take(&mut part));
            }
            part.push(from);
        }
        part.push(to);
    }
    if !part.is_empty() {
        parts.push(part);
    }
    parts
}

fn clip_segment(from: Point, to: Point, frame: &Rect) -> Option<(Point, Point)> {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (towards, room) in [
        (-dx, from.x - frame.left),
        (dx, frame.right - from.x),
        (-dy, from.y - frame.top),
        (dy, frame.bottom - from.y),
    ] {
        if towards == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if towards < 0.0 {
            enter = enter.max(room / towards);
        } else {
            leave = leave.min(room / towards);
        }
    }
    let at = |t: f64| Point {
        x: from.x + t * dx,
        y: from.y + t * dy,
    };
    (enter <= leave).then(|| {
        (
            if enter > 0.0 { at(enter) } else { from },
            if leave < 1.0 { at(leave) } else { to },
        )
    })
}

/// The part of an area, given by its outline, that lies in `frame`.
///
/// Cut edge by edge by Sutherland and Hodgman's method (1974, "Reentrant Polygon Clipping"). Parts
/// that only the outside joins stay joined along the frame's edge, where filling shows nothing.
#[must_use]
#[inline(never)]
pub fn clip_area(outline: Vec<Point>, frame: &Rect) -> Vec<Point> {
    let area = cut(outline, |p| p.x - frame.left);
    let area = cut(area, |p| frame.right - p.x);
    let area = cut(area, |p| p.y - frame.top);
    cut(area, |p| frame.bottom - p.y)
}

/// The part of an area where `inside` is not negative; `inside` is linear in the point.
fn cut(outline: Vec<Point>, inside: impl Fn(Point) -> f64) -> Vec<Point> {
    if outline.iter().all(|&point| inside(point) >= 0.0) {
        return outline;
    }
    let mut kept = Vec::with_capacity(outline.len());
    let Some(mut before) = outline.last().copied() else {
        return kept;
    };
    for point in outline {
        let (was, is) = (inside(before), inside(point));
        if (was < 0.0) != (is < 0.0) {
            let t = was / (was - is);
            kept.push(Point {
                x: before.x + t * (point.x - before.x),
                y: before.y + t * (point.y - before.y),
            });
        }
        if is >= 0.0 {
            kept.push(point);
        }
        before = point;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Rect = Rect {
        left: 0.0,
        top: 0.0,
        right: 10.0,
        bottom: 10.0,
    };

    fn points(list: &[(f64, f64)]) -> Vec<Point> {
        list.iter().map(|&(x, y)| Point { x, y }).collect()
    }

    fn check_line(line: &[(f64, f64)], expected: &[&[(f64, f64)]]) {
        let expected: Vec<_> = expected.iter().map(|part| points(part)).collect();
        assert_eq!(clip_line(&points(line), &FRAME), expected);
    }

    #[test]
    fn lines_are_cut_where_they_cross_the_edge() {
        check_line(&[(1.0, 1.0), (9.0, 9.0)], &[&[(1.0, 1.0), (9.0, 9.0)]]);
        check_line(&[(-5.0, 5.0), (15.0, 5.0)], &[&[(0.0, 5.0), (10.0, 5.0)]]);
        check_line(&[(5.0, 5.0), (10.0, 15.0)], &[&[(5.0, 5.0), (7.5, 10.0)]]);
        check_line(&[(-5.0, 1.0), (5.0, -9.0)], &[]);
        check_line(&[(11.0, 0.0), (11.0, 10.0)], &[]);
        check_line(&[], &[]);
    }

    #[test]
    fn a_line_that_leaves_and_comes_back_is_two() {
        check_line(
            &[(2.0, 5.0), (4.0, 15.0), (6.0, 15.0), (8.0, 5.0)],
            &[&[(2.0, 5.0), (3.0, 10.0)], &[(7.0, 10.0), (8.0, 5.0)]],
        );
    }

    #[test]
    fn a_single_point_stays_where_it_is_inside() {
        check_line(&[(5.0, 5.0)], &[&[(5.0, 5.0)]]);
        check_line(&[(5.0, 11.0)], &[]);
    }

    #[test]
    fn areas_are_cut_along_the_edge() {
        let clipped = clip_area(points(&[(5.0, -5.0), (5.0, 5.0), (8.0, 5.0)]), &FRAME);
        assert_eq!(
            clipped,
            points(&[(6.5, 0.0), (5.0, 0.0), (5.0, 5.0), (8.0, 5.0)])
        );
        assert_eq!(
            clip_area(points(&[(11.0, 1.0), (12.0, 1.0), (12.0, 2.0)]), &FRAME),
            []
        );
        assert_eq!(clip_area(Vec::new(), &FRAME), []);
    }
}
