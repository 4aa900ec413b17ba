//! Where curves are blank for no other reason than that no window is full there.

use crate::scene::axis::scale::Extent;
use crate::scene::axis::x_axis::XAxis;
use crate::scene::curve::Curve;

/// The stretches of x that the window leaves blank at the ends of the curves. Where a curve ends
/// amid others that have values, nothing is blank.
pub(in crate::scene) fn blank_ends(curves: &[Curve], axis: XAxis) -> Vec<Extent> {
    let (mut blank, mut valued) = (Vec::new(), Vec::new());
    for curve in curves {
        let Some(last) = curve.band.mean.len().checked_sub(1) else {
            continue;
        };
        let along = curve.along(axis);
        let stretch = |from: usize, to: usize| Extent {
            min: along.x(curve.steps.step(from)),
            max: along.x(curve.steps.step(to)),
        };
        let [before, after] = curve.blank;
        if before + after > last {
            blank.push(stretch(0, last));
            continue;
        }
        blank.push(stretch(0, before));
        blank.push(stretch(last - after, last));
        valued.push(stretch(before, last - after));
    }
    let parts = blank
        .into_iter()
        .flat_map(|stretch| without(stretch, &valued));
    joined(parts.filter(|part| part.min < part.max).collect())
}

/// What is left of a stretch outside of others.
fn without(stretch: Extent, others: &[Extent]) -> Vec<Extent> {
    let mut parts = vec![stretch];
    for other in others {
        let sides = |Extent { min, max }| {
            let before = Extent {
                min,
                max: max.min(other.min),
            };
            let after = Extent {
                min: min.max(other.max),
                max,
            };
            [before, after]
        };
        parts = parts.into_iter().flat_map(sides).collect();
        parts.retain(|part| part.min < part.max);
    }
    parts
}

/// Stretches, those that meet made one.
fn joined(all: Vec<Extent>) -> Vec<Extent> {
    let mut parts = Vec::<Extent>::new();
    // By hand, for there are few: a sort of the library's is some kilobytes of what each visitor loads.
    for part in all {
        let place = parts.partition_point(|before| before.min <= part.min);
        parts.insert(place, part);
    }
    parts.dedup_by(|part, before| {
        let meets = part.min <= before.max;
        if meets {
            before.max = before.max.max(part.max);
        }
        meets
    });
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::Steps;
    use crate::scene::Measured;
    use crate::smooth::{Kind, Smoothing};
    use std::num::NonZeroUsize;
    use std::sync::Arc;

    fn curve(steps: Steps, len: usize, window: usize, kind: Kind) -> Curve {
        let smoothing = Smoothing {
            kind,
            window: NonZeroUsize::new(window).unwrap_or(NonZeroUsize::MIN),
            ..Smoothing::NOTEBOOK
        };
        let losses = vec![1.0; len];
        let band = smoothing.apply(&losses);
        let curve = Curve::new(0, steps, Measured::of(band));
        curve.with_gaps(Arc::default(), smoothing.blank_ends(len))
    }

    fn check(curves: &[Curve], axis: XAxis, expected: &[(f64, f64)]) {
        let blank = blank_ends(curves, axis);
        let blank: Vec<_> = blank.iter().map(|part| (part.min, part.max)).collect();
        assert_eq!(blank, expected);
    }

    #[test]
    fn a_window_leaves_half_of_it_blank_at_either_end() {
        let of = |window| [curve(Steps::FromZero, 101, window, Kind::Strict)];
        check(&of(1), XAxis::Step, &[]);
        check(&of(2), XAxis::Step, &[(0.0, 1.0)]);
        check(&of(3), XAxis::Step, &[(0.0, 1.0), (99.0, 100.0)]);
        check(&of(10), XAxis::Step, &[(0.0, 5.0), (96.0, 100.0)]);
        check(&of(10), XAxis::Percent, &[(0.0, 5.0), (96.0, 100.0)]);
        check(&of(101), XAxis::Step, &[(0.0, 100.0)]);
        check(&of(102), XAxis::Step, &[(0.0, 100.0)]);
    }

    #[test]
    fn only_a_strict_window_leaves_blanks() {
        for kind in [Kind::Shrinking, Kind::Exponential] {
            check(&[curve(Steps::FromZero, 101, 10, kind)], XAxis::Step, &[]);
        }
    }

    #[test]
    fn an_end_amid_other_curves_is_not_blank() {
        let short = || curve(Steps::FromZero, 51, 10, Kind::Strict);
        let long = || curve(Steps::FromZero, 101, 10, Kind::Strict);
        let both = [(0.0, 5.0), (96.0, 100.0)];
        check(&[long(), short()], XAxis::Step, &both);
        let in_percent = [(0.0, 5.0), (96.0, 100.0)];
        check(&[long(), short()], XAxis::Percent, &in_percent);
    }

    #[test]
    fn very_many_curves_have_the_ends_of_one() {
        let curves = vec![curve(Steps::FromZero, 101, 10, Kind::Strict); 200];
        check(&curves, XAxis::Step, &[(0.0, 5.0), (96.0, 100.0)]);
    }

    #[test]
    fn between_curves_far_apart_each_has_its_ends() {
        let early = curve(Steps::FromZero, 51, 10, Kind::Strict);
        let steps: Vec<f64> = (0..51).map(|step| f64::from(step) + 500.0).collect();
        let late = curve(Steps::At(steps.into()), 51, 10, Kind::Strict);
        let all = [(0.0, 5.0), (46.0, 50.0), (500.0, 505.0), (546.0, 550.0)];
        check(&[early, late], XAxis::Step, &all);
    }
}
