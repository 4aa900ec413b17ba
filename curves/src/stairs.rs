//! A list whose values often repeat the one before.

use std::ops::Range;

/// A list of values, kept as those that differ from the one before and where each begins; where most do, as
/// it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stairs {
    /// The index at which each value begins; ascending from 0. Empty where each stands once.
    starts: Vec<u32>,
    values: Vec<f64>,
    len: usize,
}

impl Stairs {
    /// A list of `len` values from its [`starts`](Self::starts) and [`values`](Self::values), which came from elsewhere;
    /// an empty one where they are no such list.
    #[must_use]
    pub fn from_parts(starts: Vec<u32>, values: Vec<f64>, len: usize) -> Self {
        let is_list = match starts[..] {
            [] => values.len() == len,
            [0, ..] => {
                let is_ascending = starts.is_sorted_by(|before, after| before < after);
                let is_within = starts.last().is_some_and(|last| (*last as usize) < len);
                starts.len() == values.len() && is_ascending && is_within
            }
            _ => false,
        };
        if is_list {
            Self {
                starts,
                values,
                len,
            }
        } else {
            Self::default()
        }
    }

    /// How many values there are, those that repeat included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The index at which each of [`values`](Self::values) begins; none where each stands once.
    #[must_use]
    pub fn starts(&self) -> &[u32] {
        &self.starts
    }

    /// The values that differ from the one before, or all.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The value at an index.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<f64> {
        (index < self.len).then(|| self.values[self.stair(index, 0)])
    }

    /// The values that stand at some of these indices, each once for as long as it stands.
    #[must_use]
    pub fn within(&self, indices: Range<usize>) -> &[f64] {
        let end = indices.end.min(self.len);
        if indices.start >= end {
            return &[];
        }
        let first = self.stair(indices.start, 0);
        &self.values[first..=self.stair(end - 1, first)]
    }

    /// Every value, those that repeat included.
    pub fn iter(&self) -> impl Iterator<Item = f64> {
        let stairs = 0..self.values.len();
        stairs.flat_map(move |stair| self.span(stair).map(move |_| self.values[stair]))
    }

    /// The indices at which a value stands; which of [`values`](Self::values), `stair` says.
    pub(crate) fn span(&self, stair: usize) -> Range<usize> {
        if self.starts.is_empty() {
            return stair..stair + 1;
        }
        let end = self.starts.get(stair + 1);
        self.starts[stair] as usize..end.map_or(self.len, |end| *end as usize)
    }

    /// Which of [`values`](Self::values) stands at an index. It is not before `first`.
    pub(crate) fn stair(&self, index: usize, first: usize) -> usize {
        if self.starts.is_empty() {
            return index;
        }
        let is_begun = |begin: &u32| *begin as usize <= index;
        // Doubled, then halved: who goes from left to right seldom has far to go.
        let mut far = 1;
        while self.starts.get(first + far).is_some_and(is_begun) {
            far *= 2;
        }
        let (near, far) = (first + far / 2, first + far);
        let between = &self.starts[near..far.min(self.starts.len())];
        near + between.partition_point(is_begun) - 1
    }
}

impl FromIterator<f64> for Stairs {
    fn from_iter<I: IntoIterator<Item = f64>>(values: I) -> Self {
        let mut stairs = Self::default();
        for value in values {
            // 0 and −0 differ; not a number is what it was.
            let before = stairs.values.last();
            if before.is_none_or(|before| before.to_bits() != value.to_bits()) {
                stairs.starts.push(stairs.len as u32);
                stairs.values.push(value);
            }
            stairs.len += 1;
        }
        // An index takes half the room of a value.
        if 3 * stairs.values.len() > 2 * stairs.len {
            stairs.values = stairs.iter().collect();
            stairs.starts = Vec::new();
        }
        stairs.starts.shrink_to_fit();
        stairs.values.shrink_to_fit();
        stairs
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn bits(values: impl IntoIterator<Item = f64>) -> Vec<u64> {
        values.into_iter().map(f64::to_bits).collect()
    }

    #[test]
    fn what_repeats_is_kept_once() {
        let nan = f64::NAN;
        let stairs: Stairs = [nan, nan, 2.0, 2.0, 2.0, 0.0, -0.0, nan]
            .into_iter()
            .collect();
        assert_eq!(stairs.starts(), [0, 2, 5, 6, 7]);
        assert_eq!(
            bits(stairs.values().iter().copied()),
            bits([nan, 2.0, 0.0, -0.0, nan])
        );
    }

    #[test]
    fn a_part_has_each_value_that_stands_in_it() {
        let check = |stairs: &[f64], indices, expected: &[f64]| {
            let stairs: Stairs = stairs.iter().copied().collect();
            assert_eq!(stairs.within(indices), expected);
        };
        let repeating = [1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 3.0, 3.0];
        check(&repeating, 0..8, &[1.0, 2.0, 3.0]);
        check(&repeating, 1..4, &[1.0, 2.0]);
        check(&repeating, 4..5, &[2.0]);
        check(&repeating, 6..20, &[3.0]);
        check(&repeating, 3..3, &[]);
        check(&repeating, 9..10, &[]);
        check(&[1.0, 2.0, 3.0], 1..2, &[2.0]);
        check(&[], 0..1, &[]);
    }

    #[test]
    fn what_differs_is_kept_as_it_is() {
        let stairs: Stairs = [1.0, 2.0, 2.0, 3.0].into_iter().collect();
        assert_eq!(stairs.starts(), [0; 0]);
        assert_eq!(stairs.values(), [1.0, 2.0, 2.0, 3.0]);
    }

    #[test]
    fn parts_that_do_not_belong_together_are_no_list() {
        let is_list = |starts: &[u32], values: &[f64], len| {
            Stairs::from_parts(starts.to_vec(), values.to_vec(), len).len() == len
        };
        assert!(is_list(&[0, 2], &[1.0, 2.0], 3));
        assert!(is_list(&[], &[], 0));
        assert!(is_list(&[], &[1.0, 2.0, 2.0], 3));
        assert!(!is_list(&[], &[], 3));
        assert!(!is_list(&[0], &[1.0, 2.0], 3));
        assert!(!is_list(&[1, 2], &[1.0, 2.0], 3));
        assert!(!is_list(&[0, 0], &[1.0, 2.0], 3));
        assert!(!is_list(&[0, 3], &[1.0, 2.0], 3));
    }

    proptest! {
        #[test]
        fn the_list_is_what_it_was(
            values in prop::collection::vec((0_u8..4, 1_usize..4), 0..30),
            longest in 1_usize..4,
        ) {
            let times = |(value, times): (u8, usize)| vec![f64::from(value); times.min(longest)];
            let values: Vec<f64> = values.into_iter().flat_map(times).collect();
            let stairs: Stairs = values.iter().copied().collect();
            prop_assert_eq!(stairs.iter().collect::<Vec<_>>(), values.clone());
            prop_assert_eq!(stairs.len(), values.len());
            for index in 0..=values.len() {
                prop_assert_eq!(stairs.get(index), values.get(index).copied());
            }
            let (starts, each) = (stairs.starts().to_vec(), stairs.values().to_vec());
            prop_assert_eq!(Stairs::from_parts(starts, each, values.len()), stairs);
        }
    }
}
