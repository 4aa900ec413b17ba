//! Values at steps, as they come.

use std::cmp::Ordering;

use super::Warning;
use crate::run::Steps;

/// The values of a series with their steps, in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Points {
    list: Vec<(f64, f64)>,
    without_step: usize,
}

impl Points {
    /// Adds a value; one whose step is not finite is counted only.
    pub(super) fn push(&mut self, step: f64, value: f64) {
        if step.is_finite() {
            self.list.push((step, value));
        } else {
            self.without_step += 1;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Puts the steps in order. Where several values stand at one, the last that came counts: a
    /// resumed run overwrites what it repeats. Returns how many are overwritten.
    fn order(&mut self) -> usize {
        let list = &mut self.list;
        if list.is_sorted_by(|a, b| a.0 < b.0) {
            return 0;
        }
        list.sort_by(|a, b| a.0.partial_cmp(&b.0).unwrap_or(Ordering::Equal));
        let before = list.len();
        list.dedup_by(|later, kept| {
            let is_same = later.0 <= kept.0;
            if is_same {
                *kept = *later;
            }
            is_same
        });
        before - list.len()
    }

    /// The steps and the values, both as long, and what to say of them.
    pub(super) fn into_columns(mut self, series: Option<&str>) -> (Steps, Vec<f64>, Vec<Warning>) {
        let mut warnings = Vec::new();
        let series = || series.map(str::to_owned);
        if self.without_step > 0 {
            warnings.push(Warning::WithoutStep {
                series: series(),
                count: self.without_step,
            });
        }
        let repeated = self.order();
        if repeated > 0 {
            warnings.push(Warning::RepeatedSteps {
                series: series(),
                count: repeated,
            });
        }
        let (steps, values): (Vec<f64>, Vec<f64>) = self.list.into_iter().unzip();
        // In order by now, so that there is always a list.
        let steps = Steps::ascending(steps).unwrap_or_default();
        (steps, values, warnings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(points: &[(f64, f64)], expected: &[(f64, f64)], warnings: &[&str]) {
        let mut read = Points::default();
        for &(step, value) in points {
            read.push(step, value);
        }
        let (steps, values, warned) = read.into_columns(Some("loss"));
        let at: Vec<_> = (0..values.len())
            .map(|i| (steps.step(i), values[i]))
            .collect();
        assert_eq!(at, expected);
        let warned: Vec<_> = warned.iter().map(ToString::to_string).collect();
        assert_eq!(warned, warnings);
    }

    #[test]
    fn later_values_overwrite_what_they_repeat() {
        check(&[(1.0, 9.0), (5.0, 8.0)], &[(1.0, 9.0), (5.0, 8.0)], &[]);
        check(
            &[
                (10.0, 9.0),
                (20.0, 8.0),
                (30.0, 7.0),
                (20.0, 6.0),
                (25.0, 5.0),
                (30.0, 4.0),
            ],
            &[(10.0, 9.0), (20.0, 6.0), (25.0, 5.0), (30.0, 4.0)],
            &["2 values of loss are replaced by later ones at their steps"],
        );
        check(
            &[(0.0, 1.0), (-0.0, 2.0), (0.0, 3.0), (1.0, 4.0)],
            &[(0.0, 3.0), (1.0, 4.0)],
            &["2 values of loss are replaced by later ones at their steps"],
        );
    }

    #[test]
    fn values_without_a_step_are_counted() {
        check(
            &[(f64::NAN, 1.0), (2.0, 2.0)],
            &[(2.0, 2.0)],
            &["1 value of loss has no step and is skipped"],
        );
        check(
            &[(f64::INFINITY, 1.0), (f64::NAN, 2.0)],
            &[],
            &["2 values of loss have no step and are skipped"],
        );
    }
}
