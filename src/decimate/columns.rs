//! Values to pixel columns.

use super::blocks::{self, Blocks};

/// A value that is drawn, and its place among the run's values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Vertex {
    /// The place, from 0.
    pub index: usize,
    /// The value there.
    pub value: f64,
}

/// The first, least, greatest and last value of every column, as unbroken lines.
///
/// Column `c` holds the values `edges[c]..edges[c + 1]`; `edges` ascend and end at most at
/// `values.len()`. Where a value is not `drawable`, a line ends and another begins; if any value
/// is drawable, so is any finite value above it. `blocks` are those of `values`, or none, which
/// only takes longer.
#[must_use]
pub fn columns(
    values: &[f64],
    blocks: &Blocks,
    edges: &[usize],
    drawable: impl Fn(f64) -> bool,
) -> Vec<Vec<Vertex>> {
    let mut lines = Vec::new();
    let mut line = Vec::new();
    let vertex = |index: usize| Vertex {
        index,
        value: values[index],
    };
    for edge in edges.windows(2) {
        let mut column: Option<Column> = None;
        let mut index = edge[0];
        while index < edge[1] {
            let end = index + blocks::LENGTH;
            let block = blocks
                .at(index)
                .filter(|block| end <= edge[1] && drawable(values[index + usize::from(block.min)]));
            if let Some(block) = block {
                let column = column.get_or_insert_with(|| Column::of(vertex(index)));
                column.add(vertex(index + usize::from(block.min)));
                column.add(vertex(index + usize::from(block.max)));
                column.add(vertex(end - 1));
                index = end;
                continue;
            }
            if drawable(values[index]) {
                let vertex = vertex(index);
                column.get_or_insert_with(|| Column::of(vertex)).add(vertex);
            } else {
                line.extend(column.take().iter().flat_map(Column::vertices));
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
            }
            index += 1;
        }
        line.extend(column.iter().flat_map(Column::vertices));
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

struct Column {
    first: Vertex,
    min: Vertex,
    max: Vertex,
    last: Vertex,
}

impl Column {
    fn of(vertex: Vertex) -> Self {
        Self {
            first: vertex,
            min: vertex,
            max: vertex,
            last: vertex,
        }
    }

    fn add(&mut self, vertex: Vertex) {
        if vertex.value < self.min.value {
            self.min = vertex;
        }
        if vertex.value > self.max.value {
            self.max = vertex;
        }
        self.last = vertex;
    }

    /// In their order, each once.
    fn vertices(&self) -> impl Iterator<Item = Vertex> + use<> {
        let (low, high) = if self.min.index < self.max.index {
            (self.min, self.max)
        } else {
            (self.max, self.min)
        };
        let mut before = None;
        [self.first, low, high, self.last]
            .into_iter()
            .filter(move |vertex| before.replace(vertex.index) != Some(vertex.index))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(values: &[f64], edges: &[usize], expected: &[&[usize]]) {
        let lines = columns(values, &Blocks::of(values), edges, f64::is_finite);
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

    proptest! {
        #[test]
        fn blocks_change_nothing_but_the_time(
            values in prop::collection::vec(
                prop_oneof![12 => (-2_i32..40).prop_map(f64::from), 1 => Just(f64::NAN)], 0..400,
            ),
            width in 1_usize..40,
            log: bool,
        ) {
            let edges: Vec<usize> = (0..=width).map(|c| c * values.len() / width).collect();
            let drawable = |value: f64| value.is_finite() && (!log || value > 0.0);
            prop_assert_eq!(
                columns(&values, &Blocks::of(&values), &edges, drawable),
                columns(&values, &Blocks::default(), &edges, drawable)
            );
        }

        #[test]
        fn nothing_is_lost_of_a_columns_extent(
            values in prop::collection::vec(-1e3..1e3, 1..300), width in 1_usize..50,
        ) {
            let edges: Vec<usize> = (0..=width).map(|c| c * values.len() / width).collect();
            let lines = columns(&values, &Blocks::of(&values), &edges, f64::is_finite);
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
