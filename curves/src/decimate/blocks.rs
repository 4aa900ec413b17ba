//! Where the least and greatest of many values are, found once, so that drawing a column need not
//! look at every value in it.

/// How many values a block has. Each level has one for every four of the level before, so that a
/// column takes a few dozen looks, however many values are in it.
const LENGTHS: [usize; 5] = [16, 64, 256, 1024, 4096];

/// Moves the edges between columns, by half a column at the most, to where blocks begin: a column is
/// then a few whole blocks. Those of the first and of the last column stay where they are.
pub fn align(edges: &mut [usize]) {
    let mut before = edges.first().copied().unwrap_or_default();
    for at in 1..edges.len().saturating_sub(1) {
        let edge = edges[at];
        let width = (edge - before).min(edges[at + 1] - edge);
        if let Some(length) = LENGTHS.iter().rev().find(|&&length| length <= width) {
            edges[at] = (edge + length / 2) / length * length;
        }
        before = edge;
    }
}

/// The place of what is nowhere.
const NOWHERE: u32 = u32::MAX;

/// The places of the extremes of successive values. The values themselves are not kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Blocks {
    /// By level; nothing for a block in which a value is not finite.
    levels: [Vec<Option<Extremes>>; LENGTHS.len()],
}

/// The places of the least and the greatest of some values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extremes {
    pub(super) min: u32,
    pub(super) max: u32,
}

impl Blocks {
    /// Looks at every value once.
    #[must_use]
    #[inline(never)]
    pub fn of(values: &[f64]) -> Self {
        let mut blocks = Self::default();
        let single = values.chunks_exact(LENGTHS[0]).enumerate();
        blocks.levels[0] = single
            .map(|(at, block)| Extremes::of(block, at * LENGTHS[0]))
            .collect();
        for level in 1..LENGTHS.len() {
            let below = &blocks.levels[level - 1];
            let parts = below.chunks_exact(LENGTHS[level] / LENGTHS[level - 1]);
            blocks.levels[level] = parts
                .map(|parts| {
                    let union =
                        |a: Option<Extremes>, b: Option<Extremes>| Some(a?.union(b?, values));
                    parts.iter().copied().reduce(union).flatten()
                })
                .collect();
        }
        blocks
    }

    /// The places as one list, for a thread to hand over: of each block the least and the greatest, level by level.
    #[must_use]
    pub fn to_places(&self) -> Vec<u32> {
        let blocks = self.levels.iter().flatten();
        let places = blocks.flat_map(|block| match block {
            Some(Extremes { min, max }) => [*min, *max],
            None => [NOWHERE; 2],
        });
        places.collect()
    }

    /// The blocks of so many values from their places. What is not there is looked for when it is drawn.
    #[must_use]
    pub fn from_places(places: &[u32], values: usize) -> Self {
        let is_place = |place: u32| (place as usize) < values;
        let (pairs, _) = places.as_chunks::<2>();
        let mut blocks = pairs
            .iter()
            .map(|&[min, max]| (is_place(min) && is_place(max)).then_some(Extremes { min, max }));
        Self {
            levels: LENGTHS.map(|length| blocks.by_ref().take(values / length).collect()),
        }
    }

    /// The places of the least and the greatest of all finite values, the first of equal ones; none where no value is
    /// finite.
    #[must_use]
    pub fn extremes(&self, values: &[f64]) -> Option<[usize; 2]> {
        let mut found: Option<Extremes> = None;
        let mut add = |next: Extremes| {
            found = Some(found.map_or(next, |found| found.union(next, values)));
        };
        let mut start = 0;
        while start < values.len() {
            let piece = self.piece(values, start, values.len());
            match piece.extremes {
                Some(extremes) => add(extremes),
                None => (start..piece.end)
                    .filter(|&at| values[at].is_finite())
                    .for_each(|at| add(Extremes::at(at))),
            }
            start = piece.end;
        }
        found.map(|Extremes { min, max }| [min as usize, max as usize])
    }

    /// The first place from `start` on whose value is above `low` and below `high`. Not a number is neither.
    #[must_use]
    pub fn first_between(
        &self,
        values: &[f64],
        low: f64,
        high: f64,
        mut start: usize,
    ) -> Option<usize> {
        let is_between = |value: f64| low < value && value < high;
        let mut end = values.len();
        while start < values.len() {
            let piece = self.piece(values, start, end);
            let is_outside = piece.extremes.is_some_and(|Extremes { min, max }| {
                values[min as usize] >= high || values[max as usize] <= low
            });
            let length = piece.end - start;
            if !is_outside && length > LENGTHS[0] {
                end = start + length / 4;
                continue;
            }
            let mut piece_values = values[start..piece.end].iter();
            if !is_outside && let Some(at) = piece_values.position(|value| is_between(*value)) {
                return Some(start + at);
            }
            (start, end) = (piece.end, values.len());
        }
        None
    }

    /// The values from `start` on that are best looked at together: the longest block that begins
    /// there and ends by `end`, or those up to the next block.
    pub(super) fn piece(&self, values: &[f64], start: usize, end: usize) -> Piece {
        let levels = LENGTHS.iter().zip(&self.levels).rev();
        for (length, level) in levels {
            if start.is_multiple_of(*length)
                && start + length <= end
                && let Some(Some(extremes)) = level.get(start / length)
            {
                return Piece {
                    extremes: Some(*extremes),
                    end: start + length,
                };
            }
        }
        let end = end.min((start / LENGTHS[0] + 1) * LENGTHS[0]);
        Piece {
            extremes: Extremes::of(&values[start..end], start),
            end,
        }
    }
}

/// Successive values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where the least and the greatest are; none where one of the values is not finite.
    pub(super) extremes: Option<Extremes>,
    /// Where the values after them begin.
    pub(super) end: usize,
}

impl Extremes {
    /// Those of values that begin at `start`, the first of equal ones; none where one of the values
    /// is not finite.
    fn of(values: &[f64], start: usize) -> Option<Self> {
        // Four at a time, as processors do; the places are looked for when the values are known.
        let (fours, rest) = values.as_chunks::<4>();
        let mut min = [f64::INFINITY; 4];
        let mut max = [f64::NEG_INFINITY; 4];
        let mut nought = [0.0; 4];
        for four in fours {
            for lane in 0..4 {
                let value = four[lane];
                min[lane] = if value < min[lane] { value } else { min[lane] };
                max[lane] = if value > max[lane] { value } else { max[lane] };
                // Nothing but a finite number is nought when multiplied by it.
                nought[lane] += value * 0.0;
            }
        }
        let (mut least, mut greatest) = (f64::INFINITY, f64::NEG_INFINITY);
        let mut is_finite = nought.iter().all(|nought| *nought == 0.0);
        for &value in min.iter().chain(&max).chain(rest) {
            least = if value < least { value } else { least };
            greatest = if value > greatest { value } else { greatest };
        }
        is_finite &= rest.iter().all(|value| value.is_finite());
        is_finite.then_some(())?;
        Some(Self {
            min: (start + values.iter().position(|value| *value <= least)?) as u32,
            max: (start + values.iter().position(|value| *value >= greatest)?) as u32,
        })
    }

    /// Those of one value.
    fn at(place: usize) -> Self {
        Self {
            min: place as u32,
            max: place as u32,
        }
    }

    /// Those of two blocks that follow each other.
    fn union(self, next: Self, values: &[f64]) -> Self {
        let value = |at: u32| values[at as usize];
        Self {
            min: if value(next.min) < value(self.min) {
                next.min
            } else {
                self.min
            },
            max: if value(next.max) > value(self.max) {
                next.max
            } else {
                self.max
            },
        }
    }
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
            low in -10.0..10.0,
            high in -10.0..10.0,
            start in 0_usize..7000,
        ) {
            let blocks = Blocks::of(&values);
            let finite = || values.iter().copied().enumerate().filter(|(_, value)| value.is_finite());
            let least = finite().reduce(|a, b| if b.1 < a.1 { b } else { a });
            let greatest = finite().reduce(|a, b| if b.1 > a.1 { b } else { a });
            let expected = least.zip(greatest).map(|(least, greatest)| [least.0, greatest.0]);
            prop_assert_eq!(blocks.extremes(&values), expected);

            let is_between = |value: f64| low < value && value < high;
            let first = (start..values.len()).find(|&at| is_between(values[at]));
            prop_assert_eq!(blocks.first_between(&values, low, high, start), first);
        }

        #[test]
        fn blocks_are_their_places(
            mut values in prop::collection::vec(-1.0..1.0, 0..10_000),
            gap in 0_usize..20_000,
        ) {
            if let Some(value) = values.get_mut(gap) {
                *value = f64::NAN;
            }
            let blocks = Blocks::of(&values);
            prop_assert_eq!(&Blocks::from_places(&blocks.to_places(), values.len()), &blocks);
            let foreign = Blocks::from_places(&blocks.to_places(), 40);
            prop_assert!(foreign.to_places().iter().all(|&place| place < 40 || place == NOWHERE));
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
