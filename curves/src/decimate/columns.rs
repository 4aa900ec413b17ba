//! Values to pixel columns.

use super::blocks::Blocks;

/// A value that is drawn, and its place among the run's values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Vertex {
    /// The place, from 0.
    pub index: usize,
    /// The value there.
    pub value: f64,
}

/// What of a column is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outline {
    /// Its first, least, greatest and last value: all that a line through them covers.
    Line,
    /// Its greatest value, with the first and the last of a line: the upper edge of an area.
    Upper,
    /// Its least value, likewise.
    Lower,
}

/// The values of every column that `outline` asks for, as unbroken lines.
///
/// Column `c` holds the values `edges[c]..edges[c + 1]`; `edges` ascend and end at most at
/// `values.len()`. Where a value is not finite, or not above `floor`, a line ends and another begins.
/// `blocks` are those of `values`, or none, which only takes longer.
#[must_use]
#[inline(never)]
pub fn columns(
    values: &[f64],
    blocks: &Blocks,
    edges: &[usize],
    outline: Outline,
    floor: f64,
) -> Vec<Vec<Vertex>> {
    let mut lines = Lines::new(outline);
    let vertex = |index: usize| Vertex {
        index,
        value: values[index],
    };
    for edge in edges.windows(2) {
        let mut column: Option<Column> = None;
        let mut start = edge[0];
        while start < edge[1] {
            let piece = blocks.piece(values, start, edge[1]);
            let [min, max] = match piece.extremes {
                Some(extremes) => [extremes.min, extremes.max].map(|at| vertex(at as usize)),
                None => [vertex(start); 2],
            };
            if piece.extremes.is_some() && min.value > floor {
                let column = column.get_or_insert_with(|| Column::of(vertex(start)));
                column.add(min);
                column.add(max);
                column.add(vertex(piece.end - 1));
            } else {
                for vertex in (start..piece.end).map(vertex) {
                    if vertex.value.is_finite() && vertex.value > floor {
                        column.get_or_insert_with(|| Column::of(vertex)).add(vertex);
                    } else {
                        lines.extend(column.take());
                        lines.end();
                    }
                }
            }
            start = piece.end;
        }
        lines.extend(column);
    }
    lines.end();
    lines.done
}

/// Lines in the making.
struct Lines {
    outline: Outline,
    done: Vec<Vec<Vertex>>,
    line: Vec<Vertex>,
    /// The last value of the line so far, drawn or not.
    last: Option<Vertex>,
}

impl Lines {
    fn new(outline: Outline) -> Self {
        Self {
            outline,
            done: Vec::new(),
            line: Vec::new(),
            last: None,
        }
    }

    fn extend(&mut self, column: Option<Column>) {
        let Some(column) = column else {
            return;
        };
        let extreme = match self.outline {
            Outline::Line => {
                self.line.extend(column.vertices());
                return;
            }
            Outline::Upper => column.max,
            Outline::Lower => column.min,
        };
        if self.line.is_empty() {
            self.line.push(column.first);
        }
        self.push(extreme);
        self.last = Some(column.last);
    }

    fn push(&mut self, vertex: Vertex) {
        if self
            .line
            .last()
            .is_none_or(|last| last.index != vertex.index)
        {
            self.line.push(vertex);
        }
    }

    fn end(&mut self) {
        if let Some(last) = self.last.take() {
            self.push(last);
        }
        if !self.line.is_empty() {
            self.done.push(std::mem::take(&mut self.line));
        }
    }
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
        check_outline(Outline::Line, values, edges, expected);
    }

    fn check_outline(outline: Outline, values: &[f64], edges: &[usize], expected: &[&[usize]]) {
        let lines = columns(
            values,
            &Blocks::of(values),
            edges,
            outline,
            f64::NEG_INFINITY,
        );
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
    fn an_edge_of_an_area_keeps_one_extreme_of_a_column_and_its_own_ends() {
        let values = [5.0, 9.0, 6.0, 1.0, 3.0, 2.0, f64::NAN, 4.0];
        let edges = [0, 3, 6, 8];
        check_outline(Outline::Upper, &values, &edges, &[&[0, 1, 4, 5], &[7]]);
        check_outline(Outline::Lower, &values, &edges, &[&[0, 3, 5], &[7]]);
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
                prop_oneof![600 => (-2_i32..40).prop_map(f64::from), 1 => Just(f64::NAN)], 0..10_000,
            ),
            width in 1_usize..40,
            log: bool,
            outline in prop_oneof![Just(Outline::Line), Just(Outline::Upper), Just(Outline::Lower)],
        ) {
            let edges: Vec<usize> = (0..=width).map(|c| c * values.len() / width).collect();
            let floor = if log { 0.0 } else { f64::NEG_INFINITY };
            prop_assert_eq!(
                columns(&values, &Blocks::of(&values), &edges, outline, floor),
                columns(&values, &Blocks::default(), &edges, outline, floor)
            );
        }

        #[test]
        fn nothing_is_lost_of_a_columns_extent(
            values in prop::collection::vec(-1e3..1e3, 1..300), width in 1_usize..50,
        ) {
            let edges: Vec<usize> = (0..=width).map(|c| c * values.len() / width).collect();
            let lines = columns(&values, &Blocks::of(&values), &edges, Outline::Line, f64::NEG_INFINITY);
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
