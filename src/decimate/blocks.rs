//! Where the least and greatest of every few values are, found once, so that drawing a column need
//! not look at every value in it.

/// How many values a block has: few enough that a column's ends, which cut blocks, cost little.
pub(super) const LENGTH: usize = 16;

/// The extremes of the values in successive blocks. Values of their own are not kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Blocks(Vec<Option<Extremes>>);

/// The places of a block's extremes, from its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extremes {
    pub(super) min: u8,
    pub(super) max: u8,
}

impl Blocks {
    /// Looks at every value once.
    #[must_use]
    pub fn of(values: &[f64]) -> Self {
        Self(values.chunks_exact(LENGTH).map(Extremes::of).collect())
    }

    /// The extremes of the block that begins at `start`; none where no whole block of finite
    /// values does.
    pub(super) fn at(&self, start: usize) -> Option<Extremes> {
        if !start.is_multiple_of(LENGTH) {
            return None;
        }
        *self.0.get(start / LENGTH)?
    }
}

impl Extremes {
    fn of(block: &[f64]) -> Option<Self> {
        let (mut min, mut max) = (0, 0);
        for (at, value) in block.iter().enumerate() {
            if !value.is_finite() {
                return None;
            }
            if *value < block[min] {
                min = at;
            }
            if *value > block[max] {
                max = at;
            }
        }
        Some(Self {
            min: min as u8,
            max: max as u8,
        })
    }
}
