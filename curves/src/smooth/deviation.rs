//! The sample standard deviation of a rolling window.

use super::window::Window;

/// At each step the deviation of the window's finite values (`ddof=1`); not a number for fewer than
/// two, or than the window asks for.
///
/// Values are only ever added to what is summed: one that is taken out again leaves the rounding of its own size, which
/// is more than the deviation of losses a million times smaller. Linear in the number of values.
#[inline(never)]
pub(super) fn rolling_deviation(values: &[f64], window: Window) -> Vec<f64> {
    let least = window.min_periods.max(2);
    let moments = values.iter().map(|&value| Moments::of(value)).collect();
    window
        .joined(moments, Moments::default(), Moments::join)
        .map(|moments| {
            if moments.count < least {
                return f64::NAN;
            }
            (moments.squares / (moments.count - 1) as f64).sqrt()
        })
        .collect()
}

/// Count, mean and sum of squared deviations of the finite values so far.
#[derive(Clone, Copy, Default)]
struct Moments {
    count: usize,
    mean: f64,
    squares: f64,
}

impl Moments {
    fn of(value: f64) -> Self {
        if !value.is_finite() {
            return Self::default();
        }
        Self {
            count: 1,
            mean: value,
            squares: 0.0,
        }
    }

    /// Chan and others, 1979, "Updating Formulae and a Pairwise Algorithm for Computing Sample Variances".
    fn join(self, other: Self) -> Self {
        let count = self.count + other.count;
        if self.count == 0 || other.count == 0 {
            return if self.count == 0 { other } else { self };
        }
        let distance = other.mean - self.mean;
        let part = other.count as f64 / count as f64;
        Self {
            count,
            mean: self.mean + distance * part,
            squares: self.squares + other.squares + distance * distance * self.count as f64 * part,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use proptest::prelude::*;

    use super::*;

    fn check(values: &[f64], size: usize) {
        let window = Window {
            size: NonZeroUsize::new(size).unwrap(),
            centred: true,
            min_periods: 1,
        };
        for (step, ours) in rolling_deviation(values, window).into_iter().enumerate() {
            let held = &values[window.bounds(step, values.len())];
            let held: Vec<f64> = held.iter().copied().filter(|v| v.is_finite()).collect();
            if held.len() < 2 {
                assert!(ours.is_nan());
                continue;
            }
            let count = held.len() as f64;
            let mean = held.iter().sum::<f64>() / count;
            let squares: f64 = held.iter().map(|v| (v - mean).powi(2)).sum();
            let expected = (squares / (count - 1.0)).sqrt();
            // The mean's own rounding is all that is left of equal values.
            let slack = 1e-9 * expected + 1e-15 * mean.abs();
            assert!(
                (ours - expected).abs() <= slack,
                "{ours}, not {expected}, at {step}"
            );
        }
    }

    proptest! {
        #[test]
        fn is_the_windows_own(
            values in prop::collection::vec(prop_oneof![9 => 0.0..10.0, 1 => Just(f64::NAN)], 0..80),
            size in 1_usize..90,
        ) {
            check(&values, size);
        }
    }

    #[test]
    fn keeps_its_digits_while_losses_fall_by_nine_powers_of_ten() {
        let wobble = |step: usize| 1.0 + 0.5 * (step as f64 * 0.7).sin();
        let falling = |step: usize| 10_f64.powf(-9.0 * step as f64 / 3000.0) * wobble(step);
        let losses: Vec<f64> = (0..3000).map(falling).collect();
        for size in [2, 7, 500] {
            check(&losses, size);
        }
    }
}
