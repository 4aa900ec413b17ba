//! What a curve does between two places of the x axis.

use super::hover::nearest;
use crate::scene::axis::x_axis::XAxis;
use crate::scene::curve::Curve;

/// A line's values from one step to another. Values are not numbers where there are none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Between {
    /// The value at its beginning.
    pub first: f64,
    /// The value at its end.
    pub last: f64,
    /// The least value.
    pub min: f64,
    /// The step of the least value.
    pub min_step: f64,
    /// The greatest value.
    pub max: f64,
    /// The step of the greatest value.
    pub max_step: f64,
}

/// What a curve does from the step nearest to `from` to the one nearest to `to`; none where all of that lies before or
/// after the curve.
#[must_use]
pub fn between(curve: &Curve, from: f64, to: f64, axis: XAxis) -> Option<Between> {
    let along = curve.along(axis);
    let last_step = curve.steps.step(curve.band.mean.len().checked_sub(1)?);
    let (from, to) = (along.step(from.min(to)), along.step(from.max(to)));
    let from = nearest(curve, from.max(curve.steps.step(0)))?;
    let to = nearest(curve, to.min(last_step))?;
    let values = curve.band.mean.get(from..=to)?;
    let real = || {
        values
            .iter()
            .enumerate()
            .filter(|(_, value)| !value.is_nan())
    };
    let min = real().min_by(|a, b| a.1.total_cmp(b.1));
    let max = real().max_by(|a, b| a.1.total_cmp(b.1));
    let value = |found: Option<(usize, &f64)>| found.map_or(f64::NAN, |(_, &value)| value);
    let step = |found: Option<(usize, &f64)>| {
        found.map_or(f64::NAN, |(at, _)| curve.steps.step(from + at))
    };
    Some(Between {
        first: values[0],
        last: values[values.len() - 1],
        min: value(min),
        min_step: step(min),
        max: value(max),
        max_step: step(max),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::Steps;
    use crate::scene::curve::tests::curve;

    fn check(from: f64, to: f64, expected: Option<[f64; 6]>) {
        let curve = curve(&[5.0, f64::NAN, 1.0, 4.0, 2.0], Steps::FromZero);
        let got = between(&curve, from, to, XAxis::Step);
        let got = got.map(|s| [s.first, s.last, s.min, s.min_step, s.max, s.max_step]);
        assert_eq!(format!("{got:?}"), format!("{expected:?}"));
    }

    #[test]
    fn a_stretch_has_its_ends_and_extremes() {
        check(0.0, 4.0, Some([5.0, 2.0, 1.0, 2.0, 5.0, 0.0]));
        check(3.9, 2.6, Some([4.0, 2.0, 2.0, 4.0, 4.0, 3.0]));
        check(1.0, 1.0, Some([f64::NAN; 6]));
        check(3.0, 99.0, Some([4.0, 2.0, 2.0, 4.0, 4.0, 3.0]));
        check(50.0, 99.0, None);
    }
}
