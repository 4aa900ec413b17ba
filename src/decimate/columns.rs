//! Values to pixel columns.

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
/// `values.len()`. Where a value is not `drawable`, a line ends and another begins.
#[must_use]
pub fn columns(
    values: &[f64],
    edges: &[usize],
    drawable: impl Fn(f64) -> bool,
) -> Vec<Vec<Vertex>> {
    let mut lines = Vec::new();
    let mut line = Vec::new();
    for edge in edges.windows(2) {
        let mut column: Option<Column> = None;
        for (index, &value) in (edge[0]..).zip(&values[edge[0]..edge[1]]) {
            if drawable(value) {
                let vertex = Vertex { index, value };
                match &mut column {
                    Some(column) => column.add(vertex),
                    None => column = Some(Column::of(vertex)),
                }
            } else {
                line.extend(column.take().iter().flat_map(Column::vertices));
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
            }
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
        let lines = columns(values, edges, f64::is_finite);
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
        fn nothing_is_lost_of_a_columns_extent(
            values in prop::collection::vec(-1e3..1e3, 1..300), width in 1_usize..50,
        ) {
            let edges: Vec<usize> = (0..=width).map(|c| c * values.len() / width).collect();
            let lines = columns(&values, &edges, f64::is_finite);
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
