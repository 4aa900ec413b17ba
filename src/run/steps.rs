//! Where in training the values of a run stand.

use std::sync::Arc;

/// The training step of each value of a run. Cheap to clone.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Steps {
    /// Value `i` stands at step `i`.
    #[default]
    FromZero,
    /// Value `i` stands at the step in place `i`; finite, strictly ascending. See
    /// [`Steps::ascending`].
    At(Arc<[f64]>),
}

impl Steps {
    /// Steps as a file lists them; none unless they are finite and each is above the one before.
    /// 0, 1, 2, … are [`Steps::FromZero`].
    #[must_use]
    pub fn ascending(steps: Vec<f64>) -> Option<Self> {
        if !steps.iter().all(|step| step.is_finite()) || !steps.is_sorted_by(|a, b| a < b) {
            return None;
        }
        let is_count = |(index, &step): (usize, &f64)| step.to_bits() == (index as f64).to_bits();
        Some(if steps.iter().enumerate().all(is_count) {
            Self::FromZero
        } else {
            Self::At(steps.into())
        })
    }

    /// The smallest gap between neighbours among the first `len` steps; infinite for fewer than two. Linear in their number.
    #[must_use]
    pub fn least_distance(&self, len: usize) -> f64 {
        match self {
            Self::FromZero if len > 1 => 1.0,
            Self::FromZero => f64::INFINITY,
            Self::At(steps) => {
                let steps = &steps[..len.min(steps.len())];
                let distances = steps.windows(2).map(|pair| pair[1] - pair[0]);
                distances.fold(f64::INFINITY, f64::min)
            }
        }
    }

    /// Whether every step is a whole number; steps that count epochs may not be. Linear in their number.
    #[must_use]
    pub fn are_whole(&self) -> bool {
        match self {
            Self::FromZero => true,
            Self::At(steps) => steps.iter().all(|step| step.fract() == 0.0),
        }
    }

    /// The step of the value in place `index`; not a number past the last of [`Steps::At`].
    #[must_use]
    pub fn step(&self, index: usize) -> f64 {
        match self {
            Self::FromZero => index as f64,
            Self::At(steps) => steps.get(index).copied().unwrap_or(f64::NAN),
        }
    }

    /// The place of the first value at `step` or later. It may lie past the last value.
    #[must_use]
    pub fn first_at_or_after(&self, step: f64) -> usize {
        match self {
            Self::FromZero => step.ceil().max(0.0) as usize,
            Self::At(steps) => steps.partition_point(|&at| at < step),
        }
    }

    /// The place of the first value later than `step`. It may lie past the last value.
    #[must_use]
    pub fn first_after(&self, step: f64) -> usize {
        match self {
            Self::FromZero => (step.floor() + 1.0).max(0.0) as usize,
            Self::At(steps) => steps.partition_point(|&at| at <= step),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(steps: &[f64]) -> Steps {
        Steps::At(steps.into())
    }

    #[test]
    fn only_ascending_steps_are_steps() {
        fn check(steps: &[f64], expected: Option<&Steps>) {
            assert_eq!(
                Steps::ascending(steps.to_vec()).as_ref(),
                expected,
                "{steps:?}"
            );
        }
        check(&[], Some(&Steps::FromZero));
        check(&[0.0, 1.0, 2.0], Some(&Steps::FromZero));
        check(&[1.0, 2.0], Some(&at(&[1.0, 2.0])));
        check(&[0.5, 10.0], Some(&at(&[0.5, 10.0])));
        check(&[1.0, 1.0], None);
        check(&[2.0, 1.0], None);
        check(&[1.0, f64::NAN], None);
        check(&[f64::INFINITY], None);
    }

    #[test]
    fn the_least_distance_is_of_neighbours() {
        let check = |steps: &Steps, len, expected: f64| {
            assert_eq!(steps.least_distance(len).to_bits(), expected.to_bits());
        };
        check(&Steps::FromZero, 2, 1.0);
        check(&Steps::FromZero, 1, f64::INFINITY);
        check(&at(&[0.0, 1000.0, 1010.0, 1030.0]), 4, 10.0);
        check(&at(&[5.0]), 1, f64::INFINITY);
    }

    proptest! {
        #[test]
        fn counting_from_zero_is_as_if_the_steps_were_listed(step in -3.0..12.0, whole: bool) {
            let step = if whole { f64::round(step) } else { step };
            let listed = at(&(0..10).map(f64::from).collect::<Vec<_>>());
            for (counted, listed) in [
                (Steps::FromZero.first_at_or_after(step), listed.first_at_or_after(step)),
                (Steps::FromZero.first_after(step), listed.first_after(step)),
            ] {
                prop_assert_eq!(counted.min(10), listed);
            }
        }
    }
}
