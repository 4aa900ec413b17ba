//! How a curve's steps lie along an axis.

use crate::scene::axis::view::XAxis;
use crate::scene::curve::Curve;

/// Where a curve's steps stand on an axis, and which step a place of it is.
#[derive(Debug, Clone, Copy)]
pub struct Along {
    /// A step, and its place.
    step: f64,
    place: f64,
}

impl Along {
    pub(in crate::scene) fn of(curve: &Curve, axis: XAxis) -> Self {
        let (step, place) = match axis {
            XAxis::Step | XAxis::Log => (1.0, 1.0),
            XAxis::Percent => {
                let last = curve.steps.step(curve.band.mean.len().saturating_sub(1));
                let has_length = last.is_normal() && last > 0.0;
                (if has_length { last } else { 1.0 }, 100.0)
            }
        };
        Self { step, place }
    }

    /// The place of a step. That of the last is 100 percent to the last digit, so that a whole axis shows it.
    #[must_use]
    pub fn x(self, step: f64) -> f64 {
        step / self.step * self.place
    }

    /// The step at a place.
    #[must_use]
    pub fn step(self, x: f64) -> f64 {
        x * self.step / self.place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_step_is_all_of_a_run() {
        for last in 1..2_000 {
            let last = f64::from(last);
            let along = Along {
                step: last,
                place: 100.0,
            };
            assert_eq!((along.x(last), along.step(100.0)), (100.0, last));
        }
    }
}
