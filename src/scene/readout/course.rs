//! What curves do from their first value to their last, in a few numbers.

use crate::scene::axis::scale::Extent;
use crate::scene::axis::ticks::decimal;
use crate::scene::curve::Curve;

/// No more powers of ten than this are told of a curve: a value of 1e-300 passes them all at once.
const MOST_POWERS: usize = 16;

/// The course of one curve. Gaps and infinities are passed over.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// The steps of its first and last value.
    pub steps: Extent,
    /// Its least and greatest value.
    pub values: Extent,
    /// The step of the least value, the first of them.
    pub least_at: f64,
    /// Powers of ten from the greatest down, each with the first step whose value is below it.
    pub below: Vec<(i32, f64)>,
}

/// The course of each curve; none of one without a value. Powers of ten begin under the greatest value that a curve begins
/// with, so that curves can be told beside each other, and what leaps up on its way takes no power from the others.
#[must_use]
pub fn courses(curves: &[&Curve]) -> Vec<Option<Course>> {
    let mut courses: Vec<_> = curves.iter().map(|curve| Course::of(curve)).collect();
    let firsts = curves.iter().filter_map(|curve| first_value(curve));
    let Some(greatest) = firsts.reduce(f64::max) else {
        return courses;
    };
    let first = greatest.log10().floor() as i32;
    for (course, curve) in courses.iter_mut().zip(curves) {
        if let Some(course) = course {
            course.below = below(curve, first);
        }
    }
    courses
}

impl Course {
    fn of(curve: &Curve) -> Option<Self> {
        let values = &curve.band.mean;
        let is_finite = |value: &f64| value.is_finite();
        let [first, last] = [
            values.iter().position(is_finite)?,
            values.iter().rposition(is_finite)?,
        ];
        let [least, greatest] = curve.blocks[0].extremes(values)?;
        let step = |place| curve.steps.step(place);
        Some(Self {
            steps: Extent {
                min: step(first),
                max: step(last),
            },
            values: Extent {
                min: least.value,
                max: greatest.value,
            },
            least_at: step(least.index),
            below: Vec::new(),
        })
    }
}

fn first_value(curve: &Curve) -> Option<f64> {
    let mut values = curve.band.mean.iter().copied();
    values.find(|value| value.is_finite() && *value > 0.0)
}

/// Zero and below are below no power: they are not a loss that has fallen so far.
fn below(curve: &Curve, first: i32) -> Vec<(i32, f64)> {
    let values = &curve.band.mean;
    let mut index = 0;
    let powers = (0..MOST_POWERS as i32).map(|passed| first - passed);
    let found = powers.map_while(|exponent| {
        let power = decimal(1.0, exponent);
        let is_below = |value: &f64| 0.0 < *value && *value < power;
        index += values[index..].iter().position(is_below)?;
        Some((exponent, curve.steps.step(index)))
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::Steps;
    use crate::scene::curve::tests::curve;

    fn check(curves: &[Curve], expected: &[&[(i32, f64)]]) {
        let courses = courses(&curves.iter().collect::<Vec<_>>());
        let below = courses.iter().map(|course| match course {
            Some(course) => &course.below[..],
            None => &[],
        });
        assert_eq!(below.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_course_has_its_ends_and_extremes() {
        let nan = f64::NAN;
        let steps = Steps::At([0.0, 10.0, 20.0, 30.0, 40.0].into());
        let curve = curve(&[nan, 2.0, f64::INFINITY, 0.05, 0.05], steps);
        let course = courses(&[&curve]).remove(0).unwrap();
        assert_eq!((course.steps.min, course.steps.max), (10.0, 40.0));
        let Extent { min, max } = course.values;
        assert_eq!((min, course.least_at, max), (0.05, 30.0, 2.0));
        assert_eq!(course.below, [(0, 30.0), (-1, 30.0)]);
    }

    #[test]
    fn each_power_is_passed_once_and_curves_begin_together() {
        check(
            &[
                curve(&[20.0, 0.5, 3.0, 0.5, 1e-4], Steps::FromZero),
                curve(&[0.4, 0.1, 0.099], Steps::FromZero),
                curve(&[f64::NAN], Steps::FromZero),
            ],
            &[
                &[(1, 1.0), (0, 1.0), (-1, 4.0), (-2, 4.0), (-3, 4.0)],
                &[(1, 0.0), (0, 0.0), (-1, 2.0)],
                &[],
            ],
        );
    }

    #[test]
    fn a_leap_on_the_way_takes_no_power_from_the_others() {
        check(
            &[
                curve(&[1.0, 0.5], Steps::FromZero),
                curve(&[0.5, 1e16, 0.09], Steps::FromZero),
            ],
            &[&[(0, 1.0)], &[(0, 0.0), (-1, 2.0)]],
        );
    }

    #[test]
    fn zero_is_no_power_and_the_smallest_number_passes_few() {
        check(&[curve(&[0.0, -1.0], Steps::FromZero)], &[&[]]);
        let tiny = curve(&[1.0, 0.0, 1e-300], Steps::FromZero);
        let courses = courses(&[&tiny]);
        assert_eq!(courses[0].as_ref().unwrap().below.len(), MOST_POWERS);
    }
}
