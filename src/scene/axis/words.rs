//! The part of an axis that is shown, in words.

use crate::number::step_in_words;
use crate::scene::axis::scale::Extent;
use crate::scene::axis::x_axis::XAxis;
use crate::scene::curve::Curve;

/// The part of x that is shown of curves, in words.
#[must_use]
pub fn extent_in_words<'a>(
    extent: Extent,
    axis: XAxis,
    curves: impl Iterator<Item = &'a Curve>,
) -> String {
    let width = extent.max - extent.min;
    let decimals = if width >= 10.0 || Curve::have_whole_steps(curves, axis) {
        0
    } else {
        (2.0 - width.log10().floor()).clamp(0.0, 6.0) as usize
    };
    let [min, max] = [extent.min, extent.max].map(|end| {
        let rounded = format!("{end:.decimals$}").parse();
        step_in_words(rounded.unwrap_or(end))
    });
    match axis {
        XAxis::Step | XAxis::Log if min == max => format!("Step {min}"),
        XAxis::Step | XAxis::Log => format!("Steps {min} to {max}"),
        XAxis::Percent if min == max => format!("{min} %"),
        XAxis::Percent => format!("{min} to {max} %"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::Steps;
    use crate::scene::curve::tests::curve;

    #[test]
    fn a_part_of_x_is_told_in_short_words() {
        let epochs = curve(&[2.0, 1.0], Steps::At([0.5, 1.0].into()));
        let check = |min, max, axis, expected: &str| {
            let words = extent_in_words(Extent { min, max }, axis, [&epochs].into_iter());
            assert_eq!(words, expected);
        };
        check(2000.3, 9000.2, XAxis::Step, "Steps 2,000 to 9,000");
        check(0.25, 1.5, XAxis::Step, "Steps 0.25 to 1.5");
        check(0.0, 1e308, XAxis::Step, "Steps 0 to 1.00 × 10³⁰⁸");
        check(1.0, 1.000_000_000_1, XAxis::Log, "Step 1");
        check(12.5, 50.0, XAxis::Percent, "12 to 50 %");
        check(-1e20, 1.0, XAxis::Percent, "−1.00 × 10²⁰ to 1 %");
        check(1e-308, 2e-308, XAxis::Percent, "0 %");
    }

    #[test]
    fn whole_steps_have_no_parts() {
        let listed = curve(&[3.0, 2.0, 1.0], Steps::At([10.0, 20.0, 30.0].into()));
        let counted = curve(&[3.0, 2.0, 1.0], Steps::FromZero);
        let check = |min, max, axis, expected: &str| {
            let words = extent_in_words(Extent { min, max }, axis, [&listed, &counted].into_iter());
            assert_eq!(words, expected);
        };
        check(100.37, 104.9, XAxis::Step, "Steps 100 to 105");
        check(1.25, 2.5, XAxis::Log, "Steps 1 to 2");
        check(1.2, 1.4, XAxis::Step, "Step 1");
        check(0.25, 1.5, XAxis::Percent, "0.25 to 1.5 %");
    }
}
