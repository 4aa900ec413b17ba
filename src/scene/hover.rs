//! What the curves have at one place of the x axis.

use super::curve::Curve;
use super::view::XAxis;

/// What a curve has at a step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// Which of the curves.
    pub curve: usize,
    /// The place of the value in the curve.
    pub index: usize,
    /// The step it stands at.
    pub step: f64,
    /// The line's value; not a number in a gap.
    pub mean: f64,
    /// The band's edges, where there is a band.
    pub band: Option<(f64, f64)>,
}

/// What each curve has nearest to `x`, greatest value first, gaps last. A curve that ends before
/// or begins after `x` is left out.
#[must_use]
pub fn readings(curves: &[Curve], x: f64, axis: XAxis) -> Vec<Reading> {
    let mut readings: Vec<Reading> = curves
        .iter()
        .enumerate()
        .filter_map(|(curve, of)| {
            let index = nearest(of, x / of.x_unit(axis))?;
            let band = of.band.min.get(index).zip(of.band.max.get(index));
            Some(Reading {
                curve,
                index,
                step: of.steps.step(index),
                mean: of.band.mean[index],
                band: band.map(|(&min, &max)| (min, max)),
            })
        })
        .collect();
    readings.sort_by(|a, b| {
        let gaps_last = a.mean.is_nan().cmp(&b.mean.is_nan());
        gaps_last.then(b.mean.total_cmp(&a.mean))
    });
    readings
}

/// The place of the value nearest to a step, within the curve.
pub(super) fn nearest(curve: &Curve, step: f64) -> Option<usize> {
    let last = curve.band.mean.len().checked_sub(1)?;
    // Half a step of slack: steps are whole, pointers are not.
    if step < curve.steps.step(0) - 0.5 || step > curve.steps.step(last) + 0.5 {
        return None;
    }
    let after = curve.steps.first_at_or_after(step).min(last);
    let before = after.saturating_sub(1);
    let nearer = step - curve.steps.step(before) < curve.steps.step(after) - step;
    Some(if nearer { before } else { after })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::run::Steps;
    use crate::smooth::Band;

    fn curve(mean: &[f64], steps: Steps) -> Curve {
        let band = Band {
            mean: mean.to_vec(),
            ..Band::default()
        };
        Curve::new(0, steps, Arc::new(band))
    }

    fn check(x: f64, axis: XAxis, expected: &[(usize, f64)]) {
        let curves = [
            curve(&[3.0, 2.0, 1.0], Steps::FromZero),
            curve(&[9.0, f64::NAN, 8.0, 7.0, 6.0], Steps::FromZero),
            curve(&[5.0, 4.0], Steps::At([0.0, 10.0].into())),
        ];
        let readings = readings(&curves, x, axis);
        let got: Vec<(usize, f64)> = readings.iter().map(|r| (r.curve, r.step)).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn the_greatest_comes_first_and_gaps_last() {
        check(0.0, XAxis::Step, &[(1, 0.0), (2, 0.0), (0, 0.0)]);
        check(1.2, XAxis::Step, &[(2, 0.0), (0, 1.0), (1, 1.0)]);
    }

    #[test]
    fn a_curve_says_nothing_beyond_its_ends() {
        check(4.0, XAxis::Step, &[(1, 4.0), (2, 0.0)]);
        check(9.0, XAxis::Step, &[(2, 10.0)]);
        check(11.0, XAxis::Step, &[]);
        check(-2.0, XAxis::Step, &[]);
    }

    #[test]
    fn percent_is_of_each_run() {
        check(100.0, XAxis::Percent, &[(1, 4.0), (2, 10.0), (0, 2.0)]);
    }
}
