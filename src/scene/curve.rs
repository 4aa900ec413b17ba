//! A run as a figure takes it.

use std::array;
use std::ops::Range;
use std::sync::Arc;

use super::axis::along::Along;
use super::axis::scale::Extent;
use super::axis::x_axis::XAxis;
use super::gap::Gap;
use crate::decimate::Blocks;
use crate::run::Steps;
use crate::smooth::Band;

/// A smoothed run, its colour, and how far its values reach.
#[derive(Debug, Clone)]
pub struct Curve {
    /// Which colour of the theme's runs.
    pub colour: usize,
    /// The step of each value of the band.
    pub steps: Steps,
    /// What is drawn.
    pub band: Arc<Band>,
    /// Those of [`Measured`].
    pub(super) blocks: Arc<[Blocks; 3]>,
    /// Whether it steps back behind another that is pointed at.
    pub faint: bool,
    /// The losses themselves, where they are drawn behind the line.
    pub raw: Option<Arc<Curve>>,
    /// The steps without a finite loss, in order.
    pub gaps: Arc<[Gap]>,
    /// How many values the window leaves blank at the beginning and at the end.
    pub blank: [usize; 2],
    /// The extent of all values; none where there are none.
    pub extent: Option<Extent>,
    /// The line's least finite value; infinite where there is none. The band's may be less.
    pub(super) least: f64,
    /// The extent of the values above zero.
    pub positive: Option<Extent>,
    /// The smallest distance between two of its steps; infinite for fewer than two.
    pub(super) least_step: f64,
    /// Whether none of its steps is a part of one.
    has_whole_steps: bool,
}

/// A band with the least and greatest of each block of its three lists, so that drawing need not look at every value.
/// Cheap to clone.
#[derive(Debug, Clone)]
pub struct Measured {
    /// The band.
    pub band: Arc<Band>,
    /// Those of the mean, of the lower edge and of the upper edge.
    pub(super) blocks: Arc<[Blocks; 3]>,
}

impl Measured {
    /// Measures a band. Linear in its length, so that drawing need not be.
    #[must_use]
    pub fn of(band: Band) -> Self {
        let blocks = lists(&band).map(Blocks::of);
        Self {
            band: Arc::new(band),
            blocks: Arc::new(blocks),
        }
    }

    /// A band that was measured elsewhere, with the [`parts`](Self::parts) of that.
    #[must_use]
    pub fn with_parts(band: Band, parts: [(Vec<u32>, Vec<f64>); 3]) -> Self {
        let lengths = lists(&band).map(<[f64]>::len);
        let [mean, min, max] = parts;
        let blocks = |(indices, values), length| Blocks::from_parts(indices, values, length);
        let blocks = [
            blocks(mean, lengths[0]),
            blocks(min, lengths[1]),
            blocks(max, lengths[2]),
        ];
        Self {
            band: Arc::new(band),
            blocks: Arc::new(blocks),
        }
    }

    /// Where the least and greatest of the blocks are and what they are, for each of the band's lists.
    #[must_use]
    pub fn parts(&self) -> [(&[u32], &[f64]); 3] {
        self.blocks.each_ref().map(Blocks::parts)
    }
}

/// The mean, and what the edges are made of.
fn lists(band: &Band) -> [&[f64]; 3] {
    [&band.mean, band.min.values(), band.max.values()]
}

impl Curve {
    /// A curve of a band.
    #[must_use]
    pub fn new(colour: usize, steps: Steps, Measured { band, blocks }: Measured) -> Self {
        let lists = lists(&band);
        let extents: [Option<Extent>; 3] = array::from_fn(|at| {
            let found = blocks[at].extremes(lists[at])?;
            Extent::of(found.map(|vertex| vertex.value))
        });
        let [mean, lower, _] = extents;
        let extent = extents.into_iter().flatten().reduce(Extent::union);
        let positive = match extent {
            Some(extent) if extent.min > 0.0 => Some(extent),
            _ => {
                // A lower edge that falls below zero comes as near to it as chance has it on its way. That is no loss, and no
                // reason for a log axis to reach so far.
                let falls_below = lower.is_some_and(|extent| extent.min < 0.0);
                let [means, lowers, uppers] = lists;
                let lowers = if falls_below { &[] } else { lowers };
                let values = [means, lowers, uppers].into_iter().flatten().copied();
                Extent::of(values.filter(|value| *value > 0.0))
            }
        };
        Self {
            colour,
            least_step: steps.least_distance(band.mean.len()),
            has_whole_steps: steps.are_whole(),
            steps,
            blocks,
            band,
            faint: false,
            raw: None,
            gaps: Arc::default(),
            blank: [0; 2],
            extent,
            least: mean.map_or(f64::INFINITY, |extent| extent.min),
            positive,
        }
    }

    /// The same with what its line does not show of the losses it was made of: [`gaps`](Self::gaps) and
    /// [`blank`](Self::blank).
    #[must_use]
    pub fn with_gaps(mut self, gaps: Arc<[Gap]>, blank: [usize; 2]) -> Self {
        (self.gaps, self.blank) = (gaps, blank);
        self
    }

    /// Which of its values stand in a part of an axis, the ends included.
    pub(super) fn indices_in(&self, x: Extent, axis: XAxis) -> Range<usize> {
        let (along, len) = (self.along(axis), self.band.mean.len());
        let first = self.steps.first_at_or_after(along.step(x.min)).min(len);
        let end = self.steps.first_after(along.step(x.max));
        first..end.clamp(first, len)
    }

    /// How its steps lie along an axis.
    #[must_use]
    pub fn along(&self, axis: XAxis) -> Along {
        Along::of(self, axis)
    }

    /// Whether an axis of such curves has nothing between one whole number and the next.
    pub(super) fn have_whole_steps<'a>(
        mut curves: impl Iterator<Item = &'a Self>,
        axis: XAxis,
    ) -> bool {
        axis != XAxis::Percent && curves.all(|curve| curve.has_whole_steps)
    }

    /// The curve, and the losses behind it where they are drawn.
    pub(super) fn with_raw(&self) -> impl Iterator<Item = &Self> {
        [self].into_iter().chain(self.raw.as_deref())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A line without a band.
    pub(in super::super) fn curve(mean: &[f64], steps: Steps) -> Curve {
        let band = Band {
            mean: mean.to_vec(),
            ..Band::default()
        };
        Curve::new(0, steps, Measured::of(band))
    }

    #[test]
    fn a_band_that_falls_below_zero_leaves_no_room_for_what_it_passes() {
        let check = |min: &[f64], expected| {
            let band = Band {
                mean: vec![2.0, 1.0, 3.0],
                min: min.iter().copied().collect(),
                max: [4.0, 4.0, 4.0].into_iter().collect(),
            };
            let curve = Curve::new(0, Steps::FromZero, Measured::of(band));
            assert_eq!(curve.positive.map(|extent| extent.min), Some(expected));
        };
        check(&[0.5, 0.25, 0.5], 0.25);
        check(&[0.5, 0.0, 0.5], 0.5);
        check(&[0.5, 1e-12, -0.5], 1.0);
    }
}
