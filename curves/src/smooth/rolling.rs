//! The rolling window of pandas, bit for bit.
//!
//! Source: `pandas/core/indexers/objects.py` (bounds) and `pandas/_libs/window/aggregations.pyx`
//! (`roll_mean`, `roll_min`, `roll_max`) of pandas 3. Non-finite values count as absent in every
//! one of the three. The time taken is linear in the number of values, whatever the window.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::ops::Range;

use super::Band;

/// Which values a step's window holds, as `Series.rolling` takes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// How many steps wide.
    pub size: NonZeroUsize,
    /// Whether the step stands in the middle (an even window has one more step before it) or at
    /// the end.
    pub centred: bool,
    /// How many values a window must hold to have a result; 0 is taken as 1.
    pub min_periods: usize,
}

impl Window {
    /// The window of the notebook's figures: centred, blank where it is not full.
    #[must_use]
    pub const fn centred(size: NonZeroUsize) -> Self {
        Self {
            size,
            centred: true,
            min_periods: size.get(),
        }
    }

    /// The steps in the window at `step`, of `len` in all.
    pub(super) fn bounds(self, step: usize, len: usize) -> Range<usize> {
        let ahead = if self.centred {
            (self.size.get() - 1) / 2
        } else {
            0
        };
        let end = step.saturating_add(1).saturating_add(ahead);
        end.saturating_sub(self.size.get()).min(len)..end.min(len)
    }
}

/// Mean, minimum and maximum of the window at every step of `values`.
#[must_use]
pub fn rolling(values: &[f64], window: Window) -> Band {
    let min_periods = window.min_periods.max(1);
    let mut band = Band {
        mean: Vec::with_capacity(values.len()),
        min: Vec::with_capacity(values.len()),
        max: Vec::with_capacity(values.len()),
    };
    let mut mean = Mean::default();
    let mut min = Extreme::new(|kept, new| kept >= new);
    let mut max = Extreme::new(|kept, new| kept <= new);
    let mut held = 0..0;

    for step in 0..values.len() {
        let bounds = window.bounds(step, values.len());
        if bounds.start >= held.end {
            mean = Mean::default();
            held = bounds.start..bounds.start;
        }
        for &value in values[held.start..bounds.start]
            .iter()
            .filter(|v| v.is_finite())
        {
            mean.remove(value);
        }
        for (at, &value) in (held.end..).zip(&values[held.end..bounds.end]) {
            if value.is_finite() {
                mean.add(value);
                min.add(at, value);
                max.add(at, value);
            }
        }
        held = bounds;

        let full = mean.count >= min_periods;
        band.mean.push(if full { mean.value() } else { f64::NAN });
        band.min.push(if full {
            min.value(held.start)
        } else {
            f64::NAN
        });
        band.max.push(if full {
            max.value(held.start)
        } else {
            f64::NAN
        });
    }
    band
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

/// The least or greatest value of a sliding window, by a queue in which each value stands before
/// the less extreme ones that outlast it.
struct Extreme<Beaten: Fn(f64, f64) -> bool> {
    queue: VecDeque<(usize, f64)>,
    /// Whether a kept value can go once a new one is there.
    beaten: Beaten,
}

impl<Beaten: Fn(f64, f64) -> bool> Extreme<Beaten> {
    fn new(beaten: Beaten) -> Self {
        Self {
            queue: VecDeque::new(),
            beaten,
        }
    }

    fn add(&mut self, at: usize, value: f64) {
        while let Some(&(_, kept)) = self.queue.back() {
            if !(self.beaten)(kept, value) {
                break;
            }
            self.queue.pop_back();
        }
        self.queue.push_back((at, value));
    }

    /// The extreme of what was added from `start` on.
    fn value(&mut self, start: usize) -> f64 {
        while let Some(&(at, value)) = self.queue.front() {
            if at >= start {
                return value;
            }
            self.queue.pop_front();
        }
        f64::NAN
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
                ("min", band.min, case.min),
                ("max", band.max, case.max),
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
            for step in 0..values.len() {
                let held: Vec<f64> = values[window.bounds(step, values.len())]
                    .iter().copied().filter(|v| v.is_finite()).collect();
                if held.len() < min_periods.max(1) {
                    prop_assert!(band.mean[step].is_nan() && band.min[step].is_nan() && band.max[step].is_nan());
                } else {
                    let mean = held.iter().sum::<f64>() / held.len() as f64;
                    prop_assert!((band.mean[step] - mean).abs() < 1e-9);
                    prop_assert!(held.iter().all(|v| (band.min[step]..=band.max[step]).contains(v)));
                    prop_assert!(held.contains(&band.min[step]) && held.contains(&band.max[step]));
                }
            }
        }
    }
}
