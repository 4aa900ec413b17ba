//! Fewer points for the same drawing.

use super::paper::Place;

/// The fewest points that Ramer, Douglas and Peucker's rule keeps: none of those left out is
/// farther than `tolerance` from the line through the rest. The first and the last stay.
pub(super) fn simplified(line: &[Place], tolerance: f64) -> Vec<Place> {
    let Some(last) = line.len().checked_sub(1) else {
        return Vec::new();
    };
    let mut is_kept = vec![false; line.len()];
    is_kept[0] = true;
    is_kept[last] = true;
    let mut stretches = vec![(0, last)];
    while let Some((from, to)) = stretches.pop() {
        let distance = |at: &usize| squared_distance(line[*at], line[from], line[to]);
        let farthest = (from + 1..to).max_by(|a, b| distance(a).total_cmp(&distance(b)));
        if let Some(at) = farthest.filter(|at| distance(at) > tolerance * tolerance) {
            is_kept[at] = true;
            stretches.extend([(from, at), (at, to)]);
        }
    }
    line.iter()
        .zip(is_kept)
        .filter_map(|(place, is_kept)| is_kept.then_some(*place))
        .collect()
}

/// From a place to the segment between two others.
fn squared_distance(place: Place, from: Place, to: Place) -> f64 {
    let between = |a: Place, b: Place| (f64::from(b.0 - a.0), f64::from(b.1 - a.1));
    let (dx, dy) = between(from, to);
    let (x, y) = between(from, place);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 {
        ((x * dx + y * dy) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (x - along * dx).powi(2) + (y - along * dy).powi(2)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn straight_stretches_become_one() {
        let check = |line: &[Place], expected: &[Place]| {
            assert_eq!(simplified(line, 0.5), expected);
        };
        check(&[], &[]);
        check(&[(3, 4)], &[(3, 4)]);
        check(
            &[(0, 0), (5, 0), (10, 0), (10, 7)],
            &[(0, 0), (10, 0), (10, 7)],
        );
        check(&[(0, 0), (5, 1), (10, 0)], &[(0, 0), (5, 1), (10, 0)]);
        check(&[(2, 2), (2, 2), (2, 2)], &[(2, 2), (2, 2)]);
        // There and back again is no straight line.
        check(&[(0, 0), (0, 9), (0, 3)], &[(0, 0), (0, 9), (0, 3)]);
    }

    proptest! {
        #[test]
        fn what_is_left_out_lies_on_the_line(
            heights in prop::collection::vec(-60_i32..60, 1..200), tolerance in 0.0..9.0,
        ) {
            let line: Vec<Place> = (0..).step_by(3).zip(heights).collect();
            let kept = simplified(&line, tolerance);
            prop_assert_eq!((kept[0], kept[kept.len() - 1]), (line[0], line[line.len() - 1]));
            for place in line {
                let near = |ends: &[Place]| {
                    squared_distance(place, ends[0], ends[1]) <= tolerance * tolerance
                };
                prop_assert!(kept.contains(&place) || kept.windows(2).any(near));
            }
        }
    }
}
