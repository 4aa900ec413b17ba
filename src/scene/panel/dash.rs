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
/// How far into its pattern each colour begins beyond the one before, in patterns: dashes in step would draw arcs across
/// lines that lie beside each other.
const PHASE: f64 = 0.37;

/// Which pattern a run's colour is drawn with: 0 is a whole line.
#[must_use]
pub fn dash_of(colour: usize) -> usize {
    (colour / COLOURS) % PATTERNS.len()
}

/// The drawn stretches of a line, of which the first begins with it.
#[must_use]
pub fn dashed(line: Vec<Point>, colour: usize) -> Vec<Vec<Point>> {
    let pattern = PATTERNS[dash_of(colour)];
    stretches(line, pattern, 0.0)
}

/// The drawn stretches of a line, out of step with those of other colours. One that goes no further to the right than its
/// pattern is drawn whole: it might all be in a gap.
pub(super) fn staggered(line: Vec<Point>, colour: usize) -> Vec<Vec<Point>> {
    let pattern = PATTERNS[dash_of(colour)];
    let whole: f64 = pattern.iter().sum();
    match line[..] {
        [from, .., to] if to.x - from.x > whole => {
            let phase = (colour % COLOURS) as f64 * PHASE;
            stretches(line, pattern, phase.fract() * whole)
        }
        _ => vec![line],
    }
}

/// Those of a line that begins so far into a pattern.
fn stretches(line: Vec<Point>, pattern: &[f64], mut begun: f64) -> Vec<Vec<Point>> {
    if pattern.is_empty() || line.len() < 2 {
        return vec![line];
    }
    let mut stretches = Vec::new();
    let mut stretch = vec![line[0]];
    let mut at = 0;
    while begun >= pattern[at] && at + 1 < pattern.len() {
        begun -= pattern[at];
        at += 1;
    }
    let mut left = pattern[at] - begun;
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
        for colour in COLOURS..PATTERNS.len() * COLOURS - 1 {
            let whole: f64 = PATTERNS[dash_of(colour)].iter().sum();
            // Where the second dash begins, which is whole.
            let begins = |colour| staggered(flat(&[0.0, 99.0]), colour)[1][0].x;
            let apart = (begins(colour) - begins(colour + 1)).rem_euclid(whole) / whole;
            if dash_of(colour) == dash_of(colour + 1) && PATTERNS[dash_of(colour)].len() == 2 {
                assert!((0.2..0.8).contains(&apart), "{colour}: {apart}");
            }
        }
    }

    #[test]
    fn the_shortest_line_is_drawn() {
        for colour in 0..PATTERNS.len() * COLOURS {
            for length in [0.0, 0.01, 2.0, 4.0, 6.0, 20.0] {
                let line = flat(&[3.0, 3.0 + length]);
                let drawn = staggered(line.clone(), colour);
                let drawn = drawn
                    .iter()
                    .map(|part| part[0].distance(part[part.len() - 1]));
                let drawn: f64 = drawn.sum();
                assert!(drawn >= length / 4.0, "{colour}: {drawn} of {length}");
            }
            assert_eq!(staggered(flat(&[5.0]), colour), [flat(&[5.0])]);
        }
    }
}
