//! How a curve's steps lie along an axis.

use crate::scene::axis::x_axis::XAxis;
use crate::scene::curve::Curve;

/// Where a curve's steps stand on an axis, and which step a value of that is.
#[derive(Debug, Clone, Copy)]
pub struct Along {
    /// The step at 0.
    from: f64,
    /// How many steps there are from 0 to `whole`.
    steps: f64,
    /// 1 where the axis counts steps, 100 where it counts percent.
    whole: f64,
}

impl Along {
    pub(in crate::scene) fn of(curve: &Curve, axis: XAxis) -> Self {
        let (from, steps, whole) = match axis {
            XAxis::Step | XAxis::Log => (0.0, 1.0, 1.0),
            XAxis::Percent => {
                let from = curve.steps.step(0).min(0.0);
                let last = curve.steps.step(curve.band.mean.len().saturating_sub(1));
                let length = last - from;
                let has_length = length.is_normal() && length > 0.0;
                (from, if has_length { length } else { 1.0 }, 100.0)
            }
        };
        Self { from, steps, whole }
    }

    /// Where a step stands. That of the last is 100 percent to the last digit, so that a whole axis shows it.
    #[must_use]
    pub fn x(self, step: f64) -> f64 {
        (step - self.from) / self.steps * self.whole
    }

    /// The step that stands at `x`.
    #[must_use]
    pub fn step(self, x: f64) -> f64 {
        x * self.steps / self.whole + self.from
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::Steps;
    use crate::scene::curve::tests::curve;

    #[test]
    fn the_last_step_is_all_of_a_run() {
        for last in 1..2_000 {
            let last = f64::from(last);
            let along = Along {
                from: 0.0,
                steps: last,
                whole: 100.0,
            };
            assert_eq!((along.x(last), along.step(100.0)), (100.0, last));
        }
    }

    #[test]
    fn steps_below_nought_are_part_of_a_run() {
        let steps = Steps::At([-300.0, 0.0, 100.0].into());
        let along = Along::of(&curve(&[1.0; 3], steps), XAxis::Percent);
        for (step, x) in [(-300.0, 0.0), (-100.0, 50.0), (100.0, 100.0)] {
            assert_eq!((along.x(step), along.step(x)), (x, step));
        }
    }
}
