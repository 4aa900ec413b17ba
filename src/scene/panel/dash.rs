//! Runs past the theme's last colour: the same colours, dashed.

use crate::geometry::Point;
use crate::palette::COLOURS;

/// Drawn and left out in turn, in pixels; each round of colours has the next.
const PATTERNS: [&[f64]; 6] = [
    &[],
    &[10.0, 5.0],
    &[2.5, 4.0],
    &[12.0, 4.0, 2.5, 4.0],
    &[5.0, 3.0],
    &[12.0, 3.0, 2.5, 3.0, 2.5, 3.0],
];
/// How much less each colour's first dash has than that of the one before, in dashes: dashes in step would draw arcs
/// across lines that lie beside each other.
const PHASE: f64 = 0.37;

/// Which pattern a run's colour is drawn with: 0 is a whole line.
#[must_use]
pub fn dash_of(colour: usize) -> usize {
    (colour / COLOURS) % PATTERNS.len()
}

/// The drawn stretches of a line. However short it is, there is one.
#[must_use]
pub fn dashed(line: Vec<Point>, colour: usize) -> Vec<Vec<Point>> {
    stretches(line, colour, 0.0)
}

/// The same, out of step with the lines of other colours.
pub(super) fn staggered(line: Vec<Point>, colour: usize) -> Vec<Vec<Point>> {
    stretches(line, colour, ((colour % COLOURS) as f64 * PHASE).fract())
}

/// Without so much of the first dash.
fn stretches(line: Vec<Point>, colour: usize, gone: f64) -> Vec<Vec<Point>> {
    let pattern = PATTERNS[dash_of(colour)];
    if pattern.is_empty() || line.len() < 2 {
        return vec![line];
    }
    let mut stretches = Vec::new();
    let mut stretch = vec![line[0]];
    let (mut at, mut left) = (0, pattern[0] * (1.0 - gone));
    for ends in line.windows(2) {
        let (mut from, to) = (ends[0], ends[1]);
        loop {
            let (dx, dy) = (to.x - from.x, to.y - from.y);
            let length = dx.hypot(dy);
            // False for what is no number too, which would never end.
            let goes_on = length > left;
            if !goes_on {
                left -= length;
                stretch.push(to);
                break;
            }
            from = Point {
                x: from.x + dx * left / length,
                y: from.y + dy * left / length,
            };
            stretch.push(from);
            if at % 2 == 0 {
                stretches.push(std::mem::take(&mut stretch));
            }
            stretch = vec![from];
            at = (at + 1) % pattern.len();
            left = pattern[at];
        }
    }
    if at % 2 == 0 && stretch.len() > 1 {
        stretches.push(stretch);
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(ends: &[f64]) -> Vec<Point> {
        ends.iter().map(|&x| Point { x, y: 0.0 }).collect()
    }

    fn check(line: &[f64], colour: usize, expected: &[&[f64]]) {
        let expected: Vec<_> = expected.iter().map(|part| flat(part)).collect();
        assert_eq!(dashed(flat(line), colour), expected);
    }

    #[test]
    fn the_first_round_of_colours_is_whole() {
        check(&[0.0, 50.0], 10, &[&[0.0, 50.0]]);
    }

    #[test]
    fn dashes_go_on_round_corners() {
        check(
            &[0.0, 40.0],
            11,
            &[&[0.0, 10.0], &[15.0, 25.0], &[30.0, 40.0]],
        );
        check(
            &[0.0, 4.0, 12.0, 18.0],
            11,
            &[&[0.0, 4.0, 10.0], &[15.0, 18.0]],
        );
    }

    #[test]
    fn a_line_through_nowhere_ends() {
        let line = flat(&[0.0, f64::NAN, 40.0, f64::INFINITY, 80.0]);
        assert!(!dashed(line, 11).is_empty());
    }

    #[test]
    fn every_round_has_its_own_pattern() {
        let patterns: Vec<usize> = (0..7).map(|round| dash_of(round * COLOURS)).collect();
        assert_eq!(patterns, [0, 1, 2, 3, 4, 5, 0]);
    }

    #[test]
    fn dashes_of_neighbours_are_out_of_step() {
        for colour in COLOURS..PATTERNS.len() * COLOURS {
            let first = |colour: usize| {
                let dash = &staggered(flat(&[0.0, 60.0]), colour)[0];
                (dash[1].x - dash[0].x) / PATTERNS[dash_of(colour)][0]
            };
            if dash_of(colour) == dash_of(colour + 1) {
                let apart = (first(colour) - first(colour + 1)).abs();
                assert!((0.3..0.7).contains(&apart), "{colour}: {apart}");
            }
        }
    }

    #[test]
    fn the_shortest_line_is_drawn() {
        for colour in 0..PATTERNS.len() * COLOURS {
            for line in [&[0.0, 0.01][..], &[5.0]] {
                for drawn in [dashed(flat(line), colour), staggered(flat(line), colour)] {
                    assert_eq!(drawn[0][0].x.to_bits(), line[0].to_bits(), "{colour}");
                }
            }
        }
    }
}
