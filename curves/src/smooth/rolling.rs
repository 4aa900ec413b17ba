//! The rolling window of pandas, bit for bit.
//!
//! Source: `pandas/_libs/window/aggregations.pyx` (`roll_mean`, `roll_min`, `roll_max`) of pandas 3.
//! Non-finite values count as absent in every one of the three. The time taken is linear in the number of values, whatever the window.

use super::window::Window;
use crate::stairs::Stairs;

/// The mean of every window that holds enough values, and which do.
#[inline(never)]
pub(super) fn means(values: &[f64], window: Window) -> (Vec<f64>, Vec<bool>) {
    let min_periods = window.min_periods.max(1);
    let mut mean = Mean::default();
    let mut held = 0..0;
    let each = (0..values.len()).map(|step| {
        let bounds = window.bounds(step, values.len());
        if bounds.start >= held.end {
            mean = Mean::default();
            held = bounds.start..bounds.start;
        }
        for &value in &values[held.start..bounds.start] {
            if value.is_finite() {
                mean.remove(value);
            }
        }
        for &value in &values[held.end..bounds.end] {
            if value.is_finite() {
                mean.add(value);
            }
        }
        held = bounds;
        let is_full = mean.count >= min_periods;
        (if is_full { mean.value() } else { f64::NAN }, is_full)
    });
    each.unzip()
}

/// Minimum and maximum of every window that is full.
#[inline(never)]
pub(super) fn extremes(values: &[f64], window: Window, is_full: &[bool]) -> [Stairs; 2] {
    // Of equal values, as 0 and -0 are, pandas keeps the later.
    [
        picked(values, window, is_full, f64::INFINITY, |earlier, later| {
            if later <= earlier { later } else { earlier }
        }),
        picked(
            values,
            window,
            is_full,
            f64::NEG_INFINITY,
            |earlier, later| {
                if later >= earlier { later } else { earlier }
            },
        ),
    ]
}

/// What `pick` leaves of the values of every window that is full, two at a time in their order;
/// `absent` stands for those that are not finite.
fn picked(
    values: &[f64],
    window: Window,
    is_full: &[bool],
    absent: f64,
    pick: impl Fn(f64, f64) -> f64,
) -> Stairs {
    let finite = |&value: &f64| if value.is_finite() { value } else { absent };
    let values = values.iter().map(finite).collect();
    let picked = window.joined(values, absent, pick).zip(is_full);
    picked
        .map(|(picked, &is_full)| if is_full { picked } else { f64::NAN })
        .collect()
}

/// An online mean with Kahan compensation, apart for what comes in and what goes out.
#[derive(Default)]
struct Mean {
    count: usize,
    negative: usize,
    sum: f64,
    compensation_in: f64,
    compensation_out: f64,
    last: f64,
    /// How many of the values added last are all equal to `last`.
    equal: usize,
}

impl Mean {
    fn add(&mut self, value: f64) {
        self.count += 1;
        self.negative += usize::from(value.is_sign_negative());
        compensated(&mut self.sum, &mut self.compensation_in, value);
        #[expect(clippy::float_cmp, reason = "pandas asks for equality")]
        let same = value == self.last;
        self.equal = if same { self.equal + 1 } else { 1 };
        self.last = value;
    }

    fn remove(&mut self, value: f64) {
        self.count -= 1;
        self.negative -= usize::from(value.is_sign_negative());
        compensated(&mut self.sum, &mut self.compensation_out, -value);
    }

    /// The mean, freed of the rounding that shows: equal values have their own mean, and values of
    /// one sign a mean of that sign.
    fn value(&self) -> f64 {
        let mean = self.sum / self.count as f64;
        let wrong_sign =
            (self.negative == 0 && mean < 0.0) || (self.negative == self.count && mean > 0.0);
        if self.equal >= self.count {
            self.last
        } else if wrong_sign {
            0.0
        } else {
            mean
        }
    }
}

fn compensated(sum: &mut f64, compensation: &mut f64, value: f64) {
    let y = value - *compensation;
    let t = *sum + y;
    *compensation = t - *sum - y;
    *sum = t;
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use proptest::prelude::*;

    use super::super::Band;
    use super::*;

    #[derive(serde::Deserialize)]
    struct Golden {
        cases: Vec<Case>,
    }

    #[derive(serde::Deserialize)]
    struct Case {
        name: String,
        values: Vec<Number>,
        window: NonZeroUsize,
        center: bool,
        min_periods: usize,
        mean: Vec<Option<f64>>,
        min: Vec<Option<f64>>,
        max: Vec<Option<f64>>,
    }

    /// The file writes infinities as text.
    #[derive(serde::Deserialize)]
    #[serde(untagged)]
    enum Number {
        Finite(f64),
        Infinite(String),
        Nan(()),
    }

    impl Number {
        fn value(&self) -> f64 {
            match self {
                Self::Finite(value) => *value,
                Self::Infinite(text) => text.parse().unwrap_or(f64::NAN),
                Self::Nan(()) => f64::NAN,
            }
        }
    }

    fn rolling(values: &[f64], window: Window) -> Band {
        let (mean, is_full) = means(values, window);
        let [min, max] = extremes(values, window, &is_full);
        Band { mean, min, max }
    }

    fn bits(values: impl IntoIterator<Item = Option<f64>>) -> Vec<u64> {
        let nan = |value: Option<f64>| value.filter(|v| !v.is_nan()).unwrap_or(f64::NAN);
        values
            .into_iter()
            .map(|value| nan(value).to_bits())
            .collect()
    }

    #[test]
    fn equals_pandas_bit_for_bit() -> serde_json::Result<()> {
        let golden = include_str!("../../../tests/golden/pandas_rolling.json");
        let golden: Golden = serde_json::from_str(golden)?;
        assert!(golden.cases.len() > 10);
        for case in golden.cases {
            let values: Vec<f64> = case.values.iter().map(Number::value).collect();
            let window = Window {
                size: case.window,
                centred: case.center,
                min_periods: case.min_periods,
            };
            let band = rolling(&values, window);
            let name = &case.name;
            for (what, ours, theirs) in [
                ("mean", band.mean, case.mean),
                ("min", band.min.iter().collect(), case.min),
                ("max", band.max.iter().collect(), case.max),
            ] {
                let ours = bits(ours.into_iter().map(Some));
                assert_eq!(ours, bits(theirs), "{what} of '{name}'");
            }
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn the_extremes_are_the_windows_own(
            values in prop::collection::vec(prop_oneof![8 => -1e3..1e3, 1 => Just(f64::NAN), 1 => Just(f64::INFINITY)], 0..120),
            size in 1_usize..150,
            centred: bool,
            min_periods in 0_usize..10,
        ) {
            let Some(size) = NonZeroUsize::new(size) else { unreachable!() };
            let window = Window { size, centred, min_periods };
            let band = rolling(&values, window);
            let [min, max]: [Vec<f64>; 2] = [band.min, band.max].map(|edge| edge.iter().collect());
            for step in 0..values.len() {
                let held: Vec<f64> = values[window.bounds(step, values.len())]
                    .iter().copied().filter(|v| v.is_finite()).collect();
                if held.len() < min_periods.max(1) {
                    prop_assert!(band.mean[step].is_nan() && min[step].is_nan() && max[step].is_nan());
                } else {
                    let mean = held.iter().sum::<f64>() / held.len() as f64;
                    prop_assert!((band.mean[step] - mean).abs() < 1e-9);
                    prop_assert!(held.iter().all(|v| (min[step]..=max[step]).contains(v)));
                    prop_assert!(held.contains(&min[step]) && held.contains(&max[step]));
                }
            }
        }
    }
}
