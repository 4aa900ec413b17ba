//! The steps that count together at one step.

use std::num::NonZeroUsize;
use std::ops::Range;

/// Which values a step's window holds, as `Series.rolling` takes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    /// How many steps wide.
    pub(super) size: NonZeroUsize,
    /// Whether the step stands in the middle (an even window has one more step before it) or at
    /// the end.
    pub(super) centred: bool,
    /// How many values a window must hold to have a result; 0 is taken as 1.
    pub(super) min_periods: usize,
}

impl Window {
    /// The steps in the window at `step`, of `len` in all; that step is among them. As in pandas 3's
    /// `core/indexers/objects.py`.
    pub(super) fn bounds(self, step: usize, len: usize) -> Range<usize> {
        let ahead = if self.centred {
            (self.size.get() - 1) / 2
        } else {
            0
        };
        let end = step.saturating_add(1).saturating_add(ahead);
        end.saturating_sub(self.size.get()).min(len)..end.min(len)
    }

    /// What `join` makes of the items of every window, two at a time in their order; an item for each step.
    /// `nothing`, joined with another, leaves that as it is.
    ///
    /// Each whole window of items is joined once from the left and once from the right; any window is then two of these:
    /// van Herk, 1992, "A fast algorithm for local minimum and maximum filters"; Gil and Werman, 1993, "Computing 2-D
    /// min, median, and max filters".
    pub(super) fn joined<T: Copy>(
        self,
        items: Vec<T>,
        nothing: T,
        join: impl Fn(T, T) -> T,
    ) -> impl Iterator<Item = T> {
        let (size, len) = (self.size.get(), items.len());
        let mut from_right = items.clone();
        let mut from_left = items;
        for block in from_left.chunks_mut(size) {
            let mut so_far = nothing;
            for item in block {
                so_far = join(so_far, *item);
                *item = so_far;
            }
        }
        for block in from_right.chunks_mut(size) {
            let mut so_far = nothing;
            for item in block.iter_mut().rev() {
                so_far = join(*item, so_far);
                *item = so_far;
            }
        }
        // Where the block begins in which the window does. Windows go on by one step at most, and so by one block.
        let mut block_start = 0;
        (0..len).map(move |step| {
            let Range { start, end } = self.bounds(step, len);
            let last = end - 1;
            if start - block_start == size {
                block_start = start;
            }
            if last - block_start >= size {
                join(from_right[start], from_left[last])
            } else if start == block_start {
                from_left[last]
            } else {
                from_right[start]
            }
        })
    }
}
