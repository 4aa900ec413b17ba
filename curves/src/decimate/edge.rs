//! The edges of an area to pixel columns.

use super::blocks::Blocks;
use super::lines::Lines;
use super::vertex::Vertex;
use crate::stairs::Stairs;

/// Which edge of an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// The greatest value of a column counts.
    Upper,
    /// The least does.
    Lower,
}

/// The value of every column that counts, as unbroken lines, each with its first and last value. Of columns in which one
/// value stands throughout, the first and the last are enough.
///
/// Column `c` holds the values `bounds[c]..bounds[c + 1]`; `bounds` ascend and end at most at
/// `values.len()`. Where a value is not finite, a line ends and another begins. `blocks` are those of
/// [`Stairs::values`], or none, which only takes longer.
#[must_use]
#[inline(never)]
pub fn edge(values: &Stairs, blocks: &Blocks, bounds: &[usize], side: Edge) -> Vec<Vec<Vertex>> {
    let stairs = values.values();
    let mut lines = Lines::default();
    let mut last = None;
    let mut stair = 0;
    let mut bounds = bounds.to_vec();
    bounds.dedup();
    let mut left = &*bounds;
    while let &[start, ref ends @ ..] = left
        && !ends.is_empty()
    {
        stair = values.stair(start, stair);
        // All columns within one stair but the last of them are as one.
        let stair_end = values.span(stair).end;
        let within = ends.iter().take_while(|end| **end <= stair_end).count();
        left = &ends[within.saturating_sub(2)..];
        let end = left[0];
        let vertex = |stair: usize| Vertex {
            index: values.span(stair).start.max(start),
            value: stairs[stair],
        };
        let after = values.stair(end - 1, stair) + 1;
        while stair < after {
            // All that is left of the column, or what comes before its first gap.
            let (mut next, mut found) = (after, blocks.within(stairs, stair, after));
            if found.is_none() {
                let left = stairs[stair..after].iter();
                next = stair + left.take_while(|value| value.is_finite()).count();
                found = blocks.within(stairs, stair, next);
            }
            let Some([min, max]) = found else {
                lines.extend(last.take().as_slice());
                lines.end();
                stair += 1;
                continue;
            };
            if lines.is_at_start() {
                lines.extend(&[vertex(stair)]);
            }
            lines.extend(&[match side {
                Edge::Upper => vertex(max.index),
                Edge::Lower => vertex(min.index),
            }]);
            last = Some(Vertex {
                index: values.span(next - 1).end.min(end) - 1,
                value: stairs[next - 1],
            });
            stair = next;
        }
        // The next column may begin with the same.
        stair = after - 1;
    }
    lines.extend(last.as_slice());
    lines.done()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn indices(lines: &[Vec<Vertex>]) -> Vec<Vec<usize>> {
        let line = |line: &Vec<Vertex>| line.iter().map(|vertex| vertex.index).collect();
        lines.iter().map(line).collect()
    }

    /// The places of the same, by a look at every value.
    fn places(values: &[f64], columns: &[usize], side: Edge) -> Vec<Vec<usize>> {
        let exceeds = |a: usize, b: usize| match side {
            Edge::Upper => values[a] > values[b],
            Edge::Lower => values[a] < values[b],
        };
        let [mut start, end] = [columns[0], columns[columns.len() - 1]];
        let mut lines = Vec::new();
        while start < end {
            let finite = values[start..end]
                .iter()
                .take_while(|value| value.is_finite());
            let next = start + finite.count();
            if start < next {
                let mut line = vec![start];
                line.extend(columns.windows(2).filter_map(|column| {
                    let column = column[0].max(start)..column[1].min(next);
                    column.reduce(|most, at| if exceeds(at, most) { at } else { most })
                }));
                line.push(next - 1);
                line.dedup();
                lines.push(line);
            }
            start = next + 1;
        }
        lines
    }

    #[test]
    fn a_column_keeps_one_extreme_and_a_line_its_ends() {
        let values = [5.0, 9.0, 9.0, 1.0, 3.0, 3.0, f64::NAN, 4.0];
        let check = |side, expected: [&[usize]; 2]| {
            let stairs: Stairs = values.into_iter().collect();
            let lines = edge(&stairs, &Blocks::of(stairs.values()), &[0, 3, 6, 8], side);
            assert_eq!(indices(&lines), expected);
        };
        check(Edge::Upper, [&[0, 1, 4, 5], &[7]]);
        check(Edge::Lower, [&[0, 3, 5], &[7]]);
    }

    #[test]
    fn of_level_columns_the_ends_are_enough() {
        let stairs: Stairs = [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0, 1.0]
            .into_iter()
            .collect();
        let places = |side| {
            let lines = edge(&stairs, &Blocks::default(), &[0, 1, 2, 3, 4, 5, 8], side);
            indices(&lines)
        };
        assert_eq!(places(Edge::Upper), [[0, 4, 6, 7]]);
        assert_eq!(places(Edge::Lower), [[0, 4, 5, 7]]);
    }

    proptest! {
        #[test]
        fn is_what_a_look_at_every_value_finds(
            // Now and then a value of another size, or none.
            values in prop::collection::vec(
                (prop_oneof![300 => (-2_i32..40).prop_map(f64::from), 1 => Just(f64::NAN)], 1_usize..20), 1..800,
            ),
            longest in 1_usize..20,
            mut columns in prop::collection::vec(0.0..1.0, 2..40),
            side in prop_oneof![Just(Edge::Upper), Just(Edge::Lower)],
        ) {
            let times = |(value, times): (f64, usize)| vec![value; times.min(longest)];
            let values: Vec<f64> = values.into_iter().flat_map(times).collect();
            columns.sort_by(f64::total_cmp);
            let columns: Vec<usize> = columns.iter().map(|at| (at * values.len() as f64) as usize).collect();
            let stairs: Stairs = values.iter().copied().collect();
            for blocks in [Blocks::of(stairs.values()), Blocks::default()] {
                let lines = edge(&stairs, &blocks, &columns, side);
                let found = indices(&lines);
                let expected = places(&values, &columns, side);
                prop_assert_eq!(found.len(), expected.len());
                for (mut expected, found) in expected.into_iter().zip(found) {
                    // What is left out is level with what stays on both sides of it.
                    expected.retain(|at| !found.windows(2).any(|ends| {
                        let is_level = |end: &usize| values[*end].to_bits() == values[*at].to_bits();
                        ends[0] < *at && *at < ends[1] && ends.iter().all(is_level)
                    }));
                    prop_assert_eq!(found, expected);
                }
                prop_assert!(lines.iter().flatten().all(|vertex| vertex.value.to_bits() == values[vertex.index].to_bits()));
            }
        }
    }
}
