//! The sample standard deviation of a rolling window.

use super::rolling::Window;

/// At each step the deviation of the window's finite values (`ddof=1`); not a number for fewer than
/// two, or than the window asks for.
///
/// Welford's online update and its inverse (1962, "Note on a Method for Calculating Corrected Sums
/// of Squares and Products"), as in pandas' `roll_var`; linear in the number of values.
pub(super) fn rolling_deviation(values: &[f64], window: Window) -> Vec<f64> {
    let mut moments = Moments::default();
    let mut held = 0..0;
    let finite = |value: &&f64| value.is_finite();
    (0..values.len())
        .map(|step| {
            let bounds = window.bounds(step, values.len());
            if bounds.start >= held.end {
                moments = Moments::default();
                held = bounds.start..bounds.start;
            }
            for &value in values[held.start..bounds.start].iter().filter(finite) {
                moments.remove(value);
            }
            for &value in values[held.end..bounds.end].iter().filter(finite) {
                moments.add(value);
            }
            held = bounds;
            if moments.count < window.min_periods.max(2) {
                return f64::NAN;
            }
            // What rounding leaves of equal values may be a hair below zero.
            (moments.squares.max(0.0) / (moments.count - 1) as f64).sqrt()
        })
        .collect()
}

/// Count, mean, and the sum of squared distances from it.
#[derive(Default)]
struct Moments {
    count: usize,
    mean: f64,
    squares: f64,
}

impl Moments {
    fn add(&mut self, value: f64) {
        self.count += 1;
        let distance = value - self.mean;
        self.mean += distance / self.count as f64;
        self.squares += distance * (value - self.mean);
    }

    fn remove(&mut self, value: f64) {
        self.count -= 1;
        if self.count == 0 {
            *self = Self::default();
            return;
        }
        let distance = value - self.mean;
        self.mean -= distance / self.count as f64;
        self.squares -= distance * (value - self.mean);
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn is_the_windows_own(
            values in prop::collection::vec(prop_oneof![9 => 0.0..10.0, 1 => Just(f64::NAN)], 0..80),
            size in 1_usize..90,
        ) {
            let window = Window {
                size: NonZeroUsize::new(size).unwrap(), centred: true, min_periods: 1,
            };
            for (step, ours) in rolling_deviation(&values, window).into_iter().enumerate() {
                let held: Vec<f64> = values[window.bounds(step, values.len())]
                    .iter().copied().filter(|v| v.is_finite()).collect();
                let count = held.len() as f64;
                let mean = held.iter().sum::<f64>() / count;
                let squares: f64 = held.iter().map(|v| (v - mean).powi(2)).sum();
                let expected = (squares / (count - 1.0)).sqrt();
                prop_assert!((ours - expected).abs() < 1e-6 || held.len() < 2 && ours.is_nan());
            }
        }
    }
}
