//! Values to pixel columns.

use std::ops::Range;

use super::blocks::{Blocks, union};
use super::lines::Lines;
use super::vertex::Vertex;

/// So many lines between two gaps of one column are drawn; of the rest, the least and the greatest value.
const MOST_WITHIN: usize = 16;

/// The first, least, greatest and last value of every column, which is all that a line through them
/// covers, as unbroken lines: M4 of Jugel and others, "M4: A Visualization-Oriented Time Series Data Aggregation" (2014).
///
/// Column `c` holds the values `bounds[c]..bounds[c + 1]`; `bounds` ascend and end at most at
/// `values.len()`. Where a value is not finite, or not above `floor`, a line ends and another begins.
/// Of many such lines within one column only some are kept, so that no more is drawn than there is room for.
/// `blocks` are those of `values`, or none, which only takes longer.
#[must_use]
#[inline(never)]
pub fn columns(values: &[f64], blocks: &Blocks, bounds: &[usize], floor: f64) -> Vec<Vec<Vertex>> {
    let drawable = Drawable {
        values,
        blocks,
        floor,
    };
    let mut lines = Lines::default();
    for column in bounds.windows(2) {
        let column = column[0]..column[1];
        match drawable.outline(column.clone()) {
            Some(outline) => lines.extend(&outline),
            None => drawable.add_broken(column, &mut lines),
        }
    }
    lines.done()
}

/// Values, of which those above `floor` are drawn.
struct Drawable<'a> {
    values: &'a [f64],
    blocks: &'a Blocks,
    floor: f64,
}

impl Drawable<'_> {
    fn is_drawn(&self, value: f64) -> bool {
        value.is_finite() && value > self.floor
    }

    /// The first, least, greatest and last of some values, in their order; none where one of them is not drawn.
    #[inline(never)]
    fn outline(&self, indices: Range<usize>) -> Option<[Vertex; 4]> {
        let Range { start, end } = indices;
        let [min, max] = self.blocks.within(self.values, start, end)?;
        let inner = if min.index < max.index {
            [min, max]
        } else {
            [max, min]
        };
        let [first, last] = [start, end - 1].map(|at| Vertex::at(self.values, at));
        (min.value > self.floor).then_some([first, inner[0], inner[1], last])
    }

    /// Adds a column in which lines end.
    #[inline(never)]
    fn add_broken(&self, column: Range<usize>, lines: &mut Lines) {
        let Range { mut start, end } = column;
        let mut inner_lines = 0;
        let mut skipped: Option<[Vertex; 2]> = None;
        while start < end {
            let drawn = self.values[start..end].iter();
            let drawn = drawn.take_while(|value| self.is_drawn(**value)).count();
            let next = start + drawn;
            let is_inner = start > column.start && next < end;
            inner_lines += usize::from(is_inner && drawn > 0);
            if is_inner && inner_lines > MOST_WITHIN {
                let found = self.blocks.within(self.values, start, next);
                skipped = found
                    .map(|found| union(skipped.unwrap_or(found), found))
                    .or(skipped);
            } else if let Some(outline) = self.outline(start..next) {
                dots(lines, skipped.take());
                lines.extend(&outline);
            }
            if next < end {
                lines.end();
            }
            start = next + 1;
        }
        dots(lines, skipped);
    }
}

/// Adds lines of one value each, after one that has ended.
#[inline(never)]
fn dots(lines: &mut Lines, values: Option<[Vertex; 2]>) {
    for value in values.into_iter().flatten() {
        lines.extend(&[value]);
        lines.end();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(values: &[f64], edges: &[usize], expected: &[&[usize]]) {
        let lines = columns(values, &Blocks::of(values), edges, f64::NEG_INFINITY);
        let indices: Vec<Vec<usize>> = lines
            .iter()
            .map(|line| line.iter().map(|vertex| vertex.index).collect())
            .collect();
        assert_eq!(indices, expected);
    }

    #[test]
    fn a_column_keeps_first_least_greatest_and_last() {
        check(
            &[5.0, 4.0, 1.0, 3.0, 9.0, 6.0, 7.0],
            &[0, 7],
            &[&[0, 2, 4, 6]],
        );
        check(&[5.0, 9.0, 6.0, 1.0, 3.0], &[0, 5], &[&[0, 1, 3, 4]]);
        check(&[1.0, 2.0, 3.0], &[0, 3], &[&[0, 2]]);
        check(&[2.0, 2.0, 2.0, 2.0], &[0, 2, 4], &[&[0, 1, 2, 3]]);
        check(&[], &[0, 0, 0], &[]);
        check(&[1.0, 2.0, 3.0], &[1, 1, 2], &[&[1]]);
    }

    #[test]
    fn gaps_part_lines() {
        let nan = f64::NAN;
        check(
            &[nan, 1.0, 2.0, nan, nan, 3.0, nan],
            &[0, 4, 7],
            &[&[1, 2], &[5]],
        );
        check(&[nan, nan], &[0, 2], &[]);
    }

    #[test]
    fn of_many_lines_in_a_column_the_farthest_are_kept() {
        let value = |at: usize| {
            if at.is_multiple_of(2) {
                f64::NAN
            } else {
                ((at * 37) % 1001) as f64
            }
        };
        let values: Vec<f64> = (0..10_000).map(value).collect();
        let edges = [0, 5000, 10_000];
        let lines = columns(&values, &Blocks::of(&values), &edges, f64::NEG_INFINITY);
        assert!(
            lines.len() <= 2 * (MOST_WITHIN + 4),
            "{} lines",
            lines.len()
        );
        let drawn = || lines.iter().flatten().map(|vertex| vertex.value);
        let ends = [
            drawn().fold(f64::INFINITY, f64::min),
            drawn().fold(f64::NEG_INFINITY, f64::max),
        ];
        assert_eq!(ends.map(f64::to_bits), [0.0, 1000.0].map(f64::to_bits));
        assert!(
            lines
                .iter()
                .all(|line| line.iter().all(|vertex| vertex.index % 2 == 1))
        );
        let last = lines
            .last()
            .and_then(|line| line.last())
            .map(|vertex| vertex.index);
        assert_eq!(last, Some(9999));
    }

    proptest! {
        #[test]
        fn blocks_change_nothing_but_the_time(
            values in prop::collection::vec(
                prop_oneof![600 => (-2_i32..40).prop_map(f64::from), 1 => Just(f64::NAN)], 0..10_000,
            ),
            width in 1_usize..40,
            log: bool,
        ) {
            let edges: Vec<usize> = (0..=width).map(|c| c * values.len() / width).collect();
            let floor = if log { 0.0 } else { f64::NEG_INFINITY };
            prop_assert_eq!(
                columns(&values, &Blocks::of(&values), &edges, floor),
                columns(&values, &Blocks::default(), &edges, floor)
            );
        }

        #[test]
        fn nothing_is_lost_of_a_columns_extent(
            values in prop::collection::vec(-1e3..1e3, 1..300), width in 1_usize..50,
        ) {
            let edges: Vec<usize> = (0..=width).map(|c| c * values.len() / width).collect();
            let lines = columns(&values, &Blocks::of(&values), &edges, f64::NEG_INFINITY);
            for edge in edges.windows(2) {
                let column = &values[edge[0]..edge[1]];
                let kept: Vec<f64> = lines.iter().flatten()
                    .filter(|v| (edge[0]..edge[1]).contains(&v.index)).map(|v| v.value).collect();
                prop_assert!(kept.len() <= 4);
                let min = |list: &[f64]| list.iter().copied().fold(f64::INFINITY, f64::min);
                let max = |list: &[f64]| list.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                prop_assert_eq!(min(column).to_bits(), min(&kept).to_bits());
                prop_assert_eq!(max(column).to_bits(), max(&kept).to_bits());
            }
        }
    }
}
