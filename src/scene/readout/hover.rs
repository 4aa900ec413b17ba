//! What the curves have at one `x` of their axis.

use crate::number::{grouped, scientific, step_in_words};
use crate::scene::axis::along::Along;
use crate::scene::axis::scale::Extent;
use crate::scene::axis::x_axis::XAxis;
use crate::scene::curve::Curve;
use crate::scene::gap::Gap;

/// What a curve has at a step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Readout {
    /// Which of the curves.
    pub curve: usize,
    /// The index of the value in the curve.
    pub index: usize,
    /// The line's value; not a number in a gap.
    pub mean: f64,
    /// The band's edges, where there is a band.
    pub band: Option<(f64, f64)>,
    /// The first step about there without a finite loss, and its gap.
    pub gap: Option<(f64, Gap)>,
    /// Whether the window is not full there.
    is_blank_end: bool,
}

impl Readout {
    /// Whether the line has no value only because its window is not full.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.mean.is_nan() && self.gap.is_none() && self.is_blank_end
    }

    /// The line's value with `digits` significant digits, or why there is none.
    #[must_use]
    pub fn in_words(&self, digits: usize) -> String {
        match self.gap {
            _ if !self.mean.is_nan() => scientific(self.mean, digits),
            Some((_, gap)) => gap.in_words().to_owned(),
            None if self.is_blank() => "blank end".to_owned(),
            None => "gap in window".to_owned(),
        }
    }

    /// Where the gap is and, where the line goes on over it, which.
    #[must_use]
    pub fn gap_in_words(&self) -> Option<String> {
        let (step, gap) = self.gap?;
        let step = step_in_words(step);
        Some(if self.mean.is_nan() {
            format!("at step {step}")
        } else {
            format!("{} at step {step}", gap.in_words())
        })
    }
}

/// What each curve has nearest to `x`, greatest value first, gaps last. A curve that ends before
/// or begins after `x` is left out. Gaps are looked for in all of `column`, the values of x that
/// the eye cannot tell from `x`.
#[must_use]
pub fn readouts(curves: &[&Curve], x: f64, column: Extent, axis: XAxis) -> Vec<Readout> {
    let mut readouts: Vec<Readout> = curves
        .iter()
        .enumerate()
        .filter_map(|(curve, of)| {
            let along = of.along(axis);
            let index = nearest(of, along.step(x))?;
            let band = of.band.min.get(index).zip(of.band.max.get(index));
            let band = band.filter(|(min, max)| min.is_finite() && max.is_finite());
            Some(Readout {
                curve,
                index,
                mean: of.band.mean[index],
                band,
                gap: gap_at(of, index).or_else(|| gap_in(of, column, along)),
                is_blank_end: index < of.blank[0] || index + of.blank[1] >= of.band.mean.len(),
            })
        })
        .collect();
    readouts.sort_by(|a, b| {
        let gaps_last = a.mean.is_nan().cmp(&b.mean.is_nan());
        gaps_last.then(b.mean.total_cmp(&a.mean))
    });
    readouts
}

fn gap_at(curve: &Curve, index: usize) -> Option<(f64, Gap)> {
    let at = curve
        .gaps
        .binary_search_by_key(&index, |gap| gap.index)
        .ok()?;
    Some((curve.steps.step(index), curve.gaps[at]))
}

/// The first gap in a part of x.
fn gap_in(curve: &Curve, part: Extent, along: Along) -> Option<(f64, Gap)> {
    let first = curve.steps.first_at_or_after(along.step(part.min));
    let at = curve.gaps.partition_point(|gap| gap.index < first);
    let gap = *curve.gaps.get(at)?;
    let step = curve.steps.step(gap.index);
    (step <= along.step(part.max)).then_some((step, gap))
}

/// Where the next step of one of the curves stands on from `x`, or back from it, whether or not it has a value there.
#[must_use]
pub fn next_x(curves: &[&Curve], x: f64, axis: XAxis, is_onward: bool) -> Option<f64> {
    // What has been a pixel may differ from itself in its last digits.
    let slack = 1e-13 * x.abs();
    let others = curves.iter().flat_map(|curve| {
        let along = curve.along(axis);
        let len = curve.band.mean.len();
        let after = curve.steps.first_at_or_after(along.step(x)).min(len);
        let end = (after + 2).min(len);
        (after.saturating_sub(2)..end).map(move |index| along.x(curve.steps.step(index)))
    });
    if is_onward {
        let beyond = others.filter(|other| *other > x + slack);
        beyond.min_by(f64::total_cmp)
    } else {
        let before = others.filter(|other| *other < x - slack);
        before.max_by(f64::total_cmp)
    }
}

/// The step nearest to `x` that one of the curves has.
#[must_use]
pub fn nearest_step(curves: &[&Curve], x: f64, axis: XAxis) -> Option<f64> {
    let steps = curves.iter().filter_map(|curve| {
        let step = curve.along(axis).step(x);
        let found = curve.steps.step(nearest(curve, step)?);
        Some((found, (found - step).abs()))
    });
    steps
        .min_by(|(_, a), (_, b)| a.total_cmp(b))
        .map(|(step, _)| step)
}

/// Where the values that are told of `x` stand: at a step that a curve has. In percent, each curve
/// has its own.
#[must_use]
pub fn snapped(curves: &[&Curve], x: f64, axis: XAxis) -> f64 {
    match axis {
        XAxis::Step | XAxis::Log => nearest_step(curves, x, axis).unwrap_or(x),
        XAxis::Percent => x,
    }
}

/// What [`snapped`] gives, in words.
#[must_use]
pub fn x_in_words(curves: &[&Curve], x: f64, axis: XAxis) -> String {
    let x = snapped(curves, x, axis);
    match axis {
        XAxis::Step | XAxis::Log => format!("Step {}", step_in_words(x)),
        XAxis::Percent => format!("{} % of training", grouped(x, 1)),
    }
}

/// The index of the value nearest to a step, within the curve.
pub(in crate::scene) fn nearest(curve: &Curve, step: f64) -> Option<usize> {
    let last = curve.band.mean.len().checked_sub(1)?;
    // Half a step of slack, and no more than 0.5: pointers are not exact.
    let slack = 0.5 * curve.least_step.min(1.0);
    if step < curve.steps.step(0) - slack || step > curve.steps.step(last) + slack {
        return None;
    }
    let after = curve.steps.first_at_or_after(step).min(last);
    let before = after.saturating_sub(1);
    let nearer = step - curve.steps.step(before) < curve.steps.step(after) - step;
    Some(if nearer { before } else { after })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::Steps;
    use crate::scene::Measured;
    use crate::scene::curve::tests::curve;
    use crate::smooth::{Kind, Smoothing, Spread};
    use std::num::NonZeroUsize;

    fn check(x: f64, axis: XAxis, expected: &[(usize, f64)]) {
        let curves = [
            curve(&[3.0, 2.0, 1.0], Steps::FromZero),
            curve(&[9.0, f64::NAN, 8.0, 7.0, 6.0], Steps::FromZero),
            curve(&[5.0, 4.0], Steps::At([0.0, 10.0].into())),
        ];
        let readouts = readouts(&curves.each_ref(), x, Extent { min: x, max: x }, axis);
        let step = |r: &Readout| curves[r.curve].steps.step(r.index);
        let got: Vec<(usize, f64)> = readouts.iter().map(|r| (r.curve, step(r))).collect();
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
    fn a_reading_says_why_it_has_no_value() {
        let mut losses = vec![1.0; 100];
        (losses[40], losses[70]) = (f64::NAN, f64::INFINITY);
        let check = |kind, x: f64, width: f64, expected: (&str, Option<&str>)| {
            let smoothing = Smoothing {
                kind,
                window: NonZeroUsize::new(10).unwrap(),
                ..Smoothing::NOTEBOOK
            };
            let band = smoothing.apply(&losses);
            let curve = Curve::new(0, Steps::FromZero, Measured::of(band));
            let curves = [curve.with_gaps(Gap::all(&losses), smoothing.blank_ends(losses.len()))];
            let column = Extent {
                min: x - width,
                max: x + width,
            };
            let readout = readouts(&curves.each_ref(), x, column, XAxis::Step)[0];
            let (words, gap) = (readout.in_words(2), readout.gap_in_words());
            assert_eq!((words.as_str(), gap.as_deref()), expected, "at {x}");
        };
        check(Kind::Strict, 20.0, 0.5, ("1.0", None));
        check(Kind::Strict, 2.0, 0.5, ("blank end", None));
        check(Kind::Strict, 98.0, 0.5, ("blank end", None));
        check(Kind::Strict, 40.0, 0.5, ("NaN", Some("at step 40")));
        check(Kind::Strict, 38.0, 3.0, ("NaN", Some("at step 40")));
        check(Kind::Strict, 38.0, 0.5, ("gap in window", None));
        check(Kind::Strict, 70.0, 0.5, ("∞", Some("at step 70")));
        check(Kind::Shrinking, 70.0, 0.5, ("1.0", Some("∞ at step 70")));
        check(Kind::Shrinking, 2.0, 0.5, ("1.0", None));
    }

    #[test]
    fn where_there_is_no_band_none_is_told() {
        let deviation = Smoothing {
            kind: Kind::Exponential,
            spread: Spread::Deviation,
            ..Smoothing::NOTEBOOK
        };
        let band = deviation.apply(&[3.0, 2.0]);
        let curves = [Curve::new(0, Steps::FromZero, Measured::of(band))];
        let read = |x: f64| {
            readouts(
                &curves.each_ref(),
                x,
                Extent { min: x, max: x },
                XAxis::Step,
            )[0]
        };
        assert_eq!((read(0.0).mean, read(0.0).band), (3.0, None));
        assert!(read(1.0).band.is_some());
    }

    #[test]
    fn the_next_value_is_the_nearest_of_any_curve() {
        let curves = [
            curve(&[3.0, 2.0, 1.0], Steps::FromZero),
            curve(&[5.0, 4.0, 3.0], Steps::At([0.0, 10.0, 20.0].into())),
            curve(&[2.0, 2.0], Steps::At([15.0, 17.0].into())),
        ];
        let check = |x: f64, axis, back: Option<f64>, on: Option<f64>| {
            let next = |is_onward| next_x(&curves.each_ref(), x, axis, is_onward);
            assert_eq!((next(false), next(true)), (back, on), "{x}");
        };
        check(0.0, XAxis::Step, None, Some(1.0));
        check(1.2, XAxis::Step, Some(1.0), Some(2.0));
        check(2.0, XAxis::Step, Some(1.0), Some(10.0));
        check(5.0, XAxis::Step, Some(2.0), Some(10.0));
        check(11.0, XAxis::Step, Some(10.0), Some(15.0));
        check(20.0, XAxis::Step, Some(17.0), None);
    }

    #[test]
    fn no_value_between_those_of_another_curve_is_passed_over() {
        let steps = |every: f64, count: usize| {
            let steps: Vec<f64> = (1..=count).map(|at| at as f64 * every).collect();
            curve(&vec![1.0; count], Steps::At(steps.into()))
        };
        let curves = [steps(10.0, 10), steps(25.0, 4)];
        let walk = |from: f64, is_onward| {
            let next = |x: &f64| next_x(&curves.each_ref(), *x, XAxis::Step, is_onward);
            let passed: Vec<f64> = std::iter::successors(Some(from), next).collect();
            passed
        };
        let mut passed = vec![
            10.0, 20.0, 25.0, 30.0, 40.0, 50.0, 60.0, 70.0, 75.0, 80.0, 90.0, 100.0,
        ];
        assert_eq!(walk(10.0, true), passed);
        passed.reverse();
        assert_eq!(walk(100.0, false), passed);
    }

    #[test]
    fn the_nearest_step_is_of_any_curve() {
        let curves = [
            curve(&[3.0, 2.0, 1.0], Steps::FromZero),
            curve(&[5.0, 4.0, 3.0], Steps::At([0.25, 1.25, 7.5].into())),
        ];
        let check = |x, expected| {
            assert_eq!(
                nearest_step(&curves.each_ref(), x, XAxis::Step),
                expected,
                "{x}"
            );
        };
        check(1.2, Some(1.25));
        check(1.0, Some(1.0));
        check(7.0, Some(7.5));
        check(9.0, None);
    }

    #[test]
    fn the_heading_is_where_the_crosshair_stands() {
        let curves = [
            curve(&[9.0, 8.0, 7.0], Steps::At([0.0, 10.0, 20.0].into())),
            curve(&[3.0; 21], Steps::FromZero),
        ];
        let check = |x, axis, expected_x: f64, expected: &str| {
            assert_eq!(
                snapped(&curves.each_ref(), x, axis).to_bits(),
                expected_x.to_bits()
            );
            assert_eq!(x_in_words(&curves.each_ref(), x, axis), expected);
        };
        check(13.2, XAxis::Step, 13.0, "Step 13");
        check(13.2, XAxis::Log, 13.0, "Step 13");
        check(13.2, XAxis::Percent, 13.2, "13.2 % of training");
    }

    #[test]
    fn the_next_x_in_percent_is_of_any_curve() {
        let curves = [
            curve(&[3.0, 2.0, 1.0], Steps::FromZero),
            curve(&[5.0, 4.0], Steps::At([0.0, 0.5].into())),
        ];
        let next = |x, is_onward| next_x(&curves.each_ref(), x, XAxis::Percent, is_onward);
        assert_eq!(
            (next(50.0, false), next(50.0, true)),
            (Some(0.0), Some(100.0))
        );
    }

    #[test]
    fn percent_is_of_each_run() {
        check(100.0, XAxis::Percent, &[(1, 4.0), (2, 10.0), (0, 2.0)]);
    }
}
