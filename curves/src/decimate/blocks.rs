//! A pyramid of minima and maxima: where the least and greatest of many values are, found once, so that drawing a
//! column need not look at every value in it.

use super::vertex::Vertex;
use crate::order;

/// Each level has one block for every four of the level before, so that a column takes a few dozen
/// looks, however many values are in it.
const LEVELS: usize = 5;
/// The length of a block of the first level.
const SHORTEST: usize = 32;

/// How many values a block has.
const fn length(level: usize) -> usize {
    SHORTEST << (2 * level)
}

/// The level of the longest blocks that are no longer than so many values, if any.
fn level_within(length: usize) -> Option<usize> {
    let excess = length.checked_ilog2()?.checked_sub(SHORTEST.ilog2())?;
    Some((excess as usize / 2).min(LEVELS - 1))
}

/// Moves the bounds of columns, by half a column at the most, to where blocks begin: a column is
/// then a few whole blocks. The first and the last stay where they are.
pub fn align(bounds: &mut [usize]) {
    let mut before = bounds.first().copied().unwrap_or_default();
    for at in 1..bounds.len().saturating_sub(1) {
        let start = bounds[at];
        let width = (start - before).min(bounds[at + 1] - start);
        if let Some(level) = level_within(width) {
            let length = length(level);
            bounds[at] = (start + length / 2) / length * length;
        }
        before = start;
    }
}

/// The index of what is nowhere.
const NOWHERE: u32 = u32::MAX;

/// The extremes of successive values. The other values are not kept.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Blocks {
    /// Where each level begins, in blocks.
    level_starts: [usize; LEVELS + 1],
    /// Of each block the indices of the least and the greatest value, level by level; nowhere for a block in which a
    /// value is not finite.
    indices: Vec<u32>,
    /// The values there, beside each other: in the list they are far apart.
    values: Vec<f64>,
}

/// Successive values, all of them finite.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Block {
    min: Vertex,
    max: Vertex,
    /// Where the values after them begin.
    end: usize,
}

impl Blocks {
    /// Looks at every value once.
    #[must_use]
    #[inline(never)]
    pub fn of(values: &[f64]) -> Self {
        let level_starts = level_starts(values.len());
        let mut blocks = Self {
            level_starts,
            indices: Vec::with_capacity(2 * level_starts[LEVELS]),
            values: Vec::with_capacity(2 * level_starts[LEVELS]),
        };
        for (at, short) in values.chunks_exact(SHORTEST).enumerate() {
            blocks.push(finite_extremes(short, at * SHORTEST));
        }
        for level in 1..LEVELS {
            for at in 0..level_starts[level + 1] - level_starts[level] {
                let parts = (4 * at..4 * at + 4).map(|part| blocks.get(level - 1, part));
                let union = parts.reduce(|a, b| Some(union(a?, b?))).flatten();
                blocks.push(union);
            }
        }
        blocks
    }

    /// What they are made of, for a thread to hand over: of each block the indices of the least and the greatest value,
    /// level by level, and the values there.
    #[must_use]
    pub fn parts(&self) -> (&[u32], &[f64]) {
        (&self.indices, &self.values)
    }

    /// The blocks of so many values from their [`parts`](Self::parts). Without these, all is looked for when it is
    /// drawn.
    #[must_use]
    pub fn from_parts(indices: Vec<u32>, values: Vec<f64>, count: usize) -> Self {
        let level_starts = level_starts(count);
        // Nowhere counts as 0. All are looked at, without a question at each.
        let last = indices.iter().map(|index| index.wrapping_add(1)).max();
        let are_whole = indices.len() == 2 * level_starts[LEVELS]
            && values.len() == indices.len()
            && last.is_none_or(|last| last as usize <= count);
        if are_whole {
            Self {
                level_starts,
                indices,
                values,
            }
        } else {
            Self::default()
        }
    }

    /// The least and the greatest of all finite values, the first of equal ones; none where no value is finite.
    #[must_use]
    pub fn extremes(&self, values: &[f64]) -> Option<[Vertex; 2]> {
        let mut found: Option<[Vertex; 2]> = None;
        let mut add = |next: [Vertex; 2]| {
            found = Some(found.map_or(next, |found| union(found, next)));
        };
        let mut start = 0;
        while start < values.len() {
            if let Some(block) = self.longest(start, values.len()) {
                add([block.min, block.max]);
                start = block.end;
            } else {
                let end = next_block(start).min(values.len());
                let each = (start..end).map(|at| Vertex::at(values, at));
                each.filter(|vertex| vertex.value.is_finite())
                    .for_each(|vertex| add([vertex; 2]));
                start = end;
            }
        }
        found
    }

    /// The least and the greatest of the values from `start` to before `end`, the first of equal ones; none where one of
    /// them is not finite, and where there are none.
    #[inline(never)]
    pub(super) fn within(&self, values: &[f64], start: usize, end: usize) -> Option<[Vertex; 2]> {
        // Shorter than any block.
        if end - start < SHORTEST {
            return finite_extremes(&values[start..end], start);
        }
        let mut all = [f64::INFINITY, f64::NEG_INFINITY].map(|value| Vertex {
            index: start,
            value,
        });
        let mut at = start;
        while at < end {
            let (next, found) = if let Some(block) = self.longest(at, end) {
                (block.end, [block.min, block.max])
            } else {
                // Values before the first whole block, or all of them.
                let block = next_block(at);
                let next = if block + SHORTEST <= end { block } else { end };
                (next, finite_extremes(&values[at..next], at)?)
            };
            all = union(all, found);
            at = next;
        }
        Some(all)
    }

    /// The longest block that begins at `start`, ends by `end` and has finite values alone.
    fn longest(&self, start: usize, end: usize) -> Option<Block> {
        // The greatest power of two that divides it. All divide 0.
        let divisor = 1_usize.checked_shl(start.trailing_zeros());
        let room = end.saturating_sub(start);
        let level = level_within(divisor.map_or(room, |divisor| room.min(divisor)))?;
        (0..=level).rev().find_map(|level| {
            let [min, max] = self.get(level, start / length(level))?;
            let end = start + length(level);
            Some(Block { min, max, end })
        })
    }

    /// The least and the greatest value of a block; none where one of its values is not finite.
    fn get(&self, level: usize, at: usize) -> Option<[Vertex; 2]> {
        let at = self.level_starts[level] + at;
        if at >= self.level_starts[level + 1] {
            return None;
        }
        let vertex = |at: usize| Vertex {
            index: self.indices[at] as usize,
            value: self.values[at],
        };
        (self.indices[2 * at] != NOWHERE).then(|| [vertex(2 * at), vertex(2 * at + 1)])
    }

    fn push(&mut self, found: Option<[Vertex; 2]>) {
        let nowhere = Vertex {
            index: NOWHERE as usize,
            value: f64::NAN,
        };
        for Vertex { index, value } in found.unwrap_or([nowhere; 2]) {
            self.indices.push(index as u32);
            self.values.push(value);
        }
    }
}

/// Where the levels of so many values begin, in blocks, and where the last ends.
fn level_starts(count: usize) -> [usize; LEVELS + 1] {
    let mut level_starts = [0; LEVELS + 1];
    for level in 0..LEVELS {
        level_starts[level + 1] = level_starts[level] + count / length(level);
    }
    level_starts
}

/// Where the first block after `start` begins.
fn next_block(start: usize) -> usize {
    (start / SHORTEST + 1) * SHORTEST
}

/// The least and the greatest of values that begin at `start`, the first of equal ones; none where one of the values
/// is not finite, and where there are none. Of 0 and −0, the latter is the less.
fn finite_extremes(values: &[f64], start: usize) -> Option<[Vertex; 2]> {
    let (mut min, mut max) = ((i64::MAX, 0), (i64::MIN, 0));
    for (at, value) in values.iter().enumerate() {
        let key = order::key(*value);
        min = if key < min.0 { (key, at) } else { min };
        max = if key > max.0 { (key, at) } else { max };
    }
    let all = order::key(f64::MIN)..=order::key(f64::MAX);
    let are_finite = all.contains(&min.0) && all.contains(&max.0);
    are_finite.then(|| {
        [min, max].map(|(key, at)| Vertex {
            index: start + at,
            value: order::value(key),
        })
    })
}

/// The extremes of values and of others that follow them.
pub(super) fn union([min, max]: [Vertex; 2], [next_min, next_max]: [Vertex; 2]) -> [Vertex; 2] {
    [
        if next_min.value < min.value {
            next_min
        } else {
            min
        },
        if next_max.value > max.value {
            next_max
        } else {
            max
        },
    ]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Few different values, among them what is no finite number.
    fn value() -> impl Strategy<Value = f64> {
        let rare = prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(f64::NEG_INFINITY)];
        prop_oneof![500 => (-9_i8..9).prop_map(f64::from), 1 => rare]
    }

    proptest! {
        #[test]
        fn what_blocks_find_is_what_a_look_at_each_value_finds(
            values in prop::collection::vec(value(), 0..6000),
        ) {
            let blocks = Blocks::of(&values);
            let finite = || values.iter().copied().enumerate().filter(|(_, value)| value.is_finite());
            let least = finite().reduce(|a, b| if b.1 < a.1 { b } else { a });
            let greatest = finite().reduce(|a, b| if b.1 > a.1 { b } else { a });
            let expected = least.zip(greatest).map(|(least, greatest)| [least.0, greatest.0]);
            let found = blocks.extremes(&values);
            prop_assert_eq!(found.map(|both| both.map(|vertex| vertex.index)), expected);
            for Vertex { index, value } in found.into_iter().flatten() {
                prop_assert_eq!(value.to_bits(), values[index].to_bits());
            }
        }

        #[test]
        fn blocks_are_their_parts(values in prop::collection::vec(-1.0..1.0, 0..10_000)) {
            let blocks = Blocks::of(&values);
            let (indices, known) = blocks.parts();
            let (indices, known) = (indices.to_vec(), known.to_vec());
            let again = |count| Blocks::from_parts(indices.clone(), known.clone(), count);
            prop_assert_eq!(&again(values.len()), &blocks);
            prop_assert_eq!(again(values.len() + SHORTEST), Blocks::default());
            let mut foreign = indices.clone();
            if let Some(index) = foreign.first_mut() {
                *index = values.len() as u32;
                prop_assert_eq!(Blocks::from_parts(foreign, known.clone(), values.len()), Blocks::default());
            }
        }

        #[test]
        fn aligned_columns_are_about_as_before(widths in prop::collection::vec(0_usize..10_000, 0..50)) {
            let mut edge = 0;
            let mut edges = vec![0];
            edges.extend(widths.iter().map(|width| {
                edge += width;
                edge
            }));
            let mut aligned = edges.clone();
            align(&mut aligned);
            prop_assert!(aligned.is_sorted());
            prop_assert_eq!((aligned[0], aligned.last()), (edges[0], edges.last()));
            for at in 1..edges.len().saturating_sub(1) {
                let width = (edges[at] - edges[at - 1]).min(edges[at + 1] - edges[at]);
                prop_assert!(2 * aligned[at].abs_diff(edges[at]) <= width);
            }
        }
    }
}
