//! Where an axis is marked, and with which words.

use crate::number::{grouped, in_powers};
use crate::scene::axis::scale::{Extent, Scale, ScaleKind};
use crate::scene::helvetica::width;

/// How large labels are, in pixels.
pub const LABEL_SIZE: f64 = 12.0;
/// How far they are from their axis, in pixels.
pub const LABEL_GAP: f64 = 8.0;

/// The least pixels between labels along x, and in a narrow frame.
const X_LABEL_SPACE: f64 = 64.0;
const NARROW_X_LABEL_SPACE: f64 = 44.0;

/// A marked value of an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// The value.
    pub value: f64,
    /// Its words; none where there is room for the grid line only.
    pub label: Option<String>,
}

/// The room for an axis's labels.
#[derive(Debug, Clone, Copy)]
pub(in crate::scene) struct LabelSpace {
    /// How many there may be, about.
    pub(in crate::scene) count: usize,
    /// How wide one may be, in pixels.
    pub(in crate::scene) width: f64,
    /// How far apart they are at least, in what the axis measures.
    pub(in crate::scene) apart: f64,
}

/// The ticks of an axis, ascending.
pub(in crate::scene) fn ticks(kind: ScaleKind, extent: Extent, space: LabelSpace) -> Vec<Tick> {
    match kind {
        ScaleKind::Linear => linear(extent, space),
        ScaleKind::Log => log(extent, space),
    }
}

/// The ticks of an axis along x: fewer where their labels are wide.
pub(in crate::scene) fn ticks_along(x: &Scale, is_narrow: bool, apart: f64) -> Vec<Tick> {
    let mut each = if is_narrow {
        NARROW_X_LABEL_SPACE
    } else {
        X_LABEL_SPACE
    };
    let (left, right) = x.pixels;
    loop {
        let space = LabelSpace {
            count: ((right - left) / each) as usize,
            width: each.max(X_LABEL_SPACE) - LABEL_GAP,
            apart,
        };
        let ticks = ticks(x.kind, x.extent, space);
        // Within a decade, those of a log axis are ever closer.
        let mut end = f64::NEG_INFINITY;
        let mut labelled = ticks.iter().filter(|tick| tick.label.is_some());
        let are_apart = labelled.all(|tick| {
            let half = widest(&tick.label) / 2.0;
            let at = x.pixel(tick.value);
            let is_apart = end <= at - half;
            end = at + half + LABEL_GAP;
            is_apart
        });
        if space.count <= 1 || are_apart {
            return ticks;
        }
        each = if each < X_LABEL_SPACE {
            X_LABEL_SPACE
        } else {
            2.0 * each
        };
    }
}

/// A number times a power of ten. Parsed, since powers of ten multiply to 9.999…e-5.
pub(in crate::scene) fn decimal(mantissa: f64, exponent: i32) -> f64 {
    let digits = format!("{mantissa}e{exponent}");
    digits.parse().unwrap_or(f64::NAN)
}

/// Multiples of 1, 2 or 5 times a power of ten.
fn linear(extent: Extent, space: LabelSpace) -> Vec<Tick> {
    let raw = (extent.max - extent.min) / space.count.max(1) as f64;
    let raw = raw.max(space.apart);
    if !raw.is_finite() || raw <= 0.0 {
        return Vec::new();
    }
    let mut exponent = raw.log10().floor() as i32;
    let mut factor = [1, 2, 5]
        .into_iter()
        .find(|&factor| decimal(f64::from(factor), exponent) >= raw * (1.0 - 1e-9))
        .unwrap_or(10);
    if factor == 10 {
        (factor, exponent) = (1, exponent + 1);
    }
    // Counted, not added up, so that 0.3 is 0.3.
    let multiple = |n: f64| decimal(n * f64::from(factor), exponent);
    let step = multiple(1.0);
    let (first, last) = (
        (extent.min / step - 1e-9).ceil(),
        (extent.max / step + 1e-9).floor(),
    );
    let mut values: Vec<f64> = (0..=(last - first).clamp(0.0, 1000.0) as usize)
        .map(|n| multiple(first + n as f64) + 0.0)
        .filter(|value| first <= last && value.is_finite())
        .collect();
    // Where doubles are farther apart.
    values.dedup();
    let labels = labels(&values, (-exponent).max(0) as usize, space.width);
    let ticks = values.into_iter().zip(labels);
    ticks
        .map(|(value, label)| Tick {
            value,
            label: Some(label),
        })
        .collect()
}

/// Written out, unless there is too little room for that and more for powers of ten.
fn labels(values: &[f64], decimals: usize, width: f64) -> Vec<String> {
    let plain = values.iter().map(|&value| grouped(value, decimals));
    let plain: Vec<String> = plain.collect();
    let wide = widest(&plain);
    if wide <= width {
        return plain;
    }
    let powers: Vec<String> = values.iter().map(|&value| in_powers(value)).collect();
    if wide <= widest(&powers) {
        plain
    } else {
        powers
    }
}

/// How wide the widest label is, in pixels.
pub(in crate::scene) fn widest<'a>(labels: impl IntoIterator<Item = &'a String>) -> f64 {
    let widths = labels.into_iter().map(|label| width(label, false));
    LABEL_SIZE * widths.fold(0.0, f64::max)
}

/// Powers of ten; between them their multiples where there is room; within one decade as on a
/// linear axis.
fn log(extent: Extent, space: LabelSpace) -> Vec<Tick> {
    let (low, high) = (extent.min.log10(), extent.max.log10());
    let decades = high - low;
    if !decades.is_finite() || decades <= 0.0 {
        return Vec::new();
    }
    if decades < 1.0 {
        let mut ticks = linear(extent, space);
        // Next to steps of one, the least numbers are as good as nought, which has no place.
        ticks.retain(|tick| tick.value > 0.0);
        return ticks;
    }
    let stride = (decades / space.count.max(1) as f64).ceil().max(1.0) as i32;
    let labelled: &[i32] = match space.count as f64 / decades {
        per_decade if per_decade >= 6.0 => &[1, 2, 3, 5],
        per_decade if per_decade >= 4.0 => &[1, 2, 5],
        _ => &[1],
    };
    let lines: &[i32] = if space.count as f64 / decades >= 2.0 {
        &[1, 2, 3, 4, 5, 6, 7, 8, 9]
    } else {
        labelled
    };
    (low.floor() as i32..=high.ceil() as i32)
        .filter(|exponent| exponent.rem_euclid(stride) == 0)
        .flat_map(|exponent| lines.iter().map(move |&factor| (factor, exponent)))
        .map(|(factor, exponent)| {
            let value = decimal(f64::from(factor), exponent);
            Tick {
                value,
                label: labelled.contains(&factor).then(|| in_powers(value)),
            }
        })
        .filter(|tick| (extent.min.max(space.apart)..=extent.max).contains(&tick.value))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn space(count: usize) -> LabelSpace {
        LabelSpace {
            count,
            width: 60.0,
            apart: 0.0,
        }
    }

    fn check(kind: ScaleKind, min: f64, max: f64, count: usize, expected: &[&str]) {
        let ticks = ticks(kind, Extent { min, max }, space(count));
        let labels: Vec<String> = ticks.into_iter().filter_map(|tick| tick.label).collect();
        assert_eq!(labels, expected);
    }

    #[test]
    fn linear_ticks_are_round() {
        use ScaleKind::Linear;
        check(
            Linear,
            0.0,
            15_000.0,
            8,
            &[
                "0", "2,000", "4,000", "6,000", "8,000", "10,000", "12,000", "14,000",
            ],
        );
        check(
            Linear,
            0.0,
            3.0,
            6,
            &["0.0", "0.5", "1.0", "1.5", "2.0", "2.5", "3.0"],
        );
        check(Linear, -0.15, 0.15, 3, &["−0.1", "0.0", "0.1"]);
        check(Linear, 5.0, 5.0, 5, &[]);
        let next = 1.0 + f64::EPSILON;
        let labels = ["1.00000000000000000", "1.00000000000000022"];
        check(Linear, 1.0, next, 9, &labels);
    }

    #[test]
    fn what_is_too_wide_written_out_is_powers_of_ten() {
        use ScaleKind::Linear;
        check(Linear, 0.0, 1.1e26, 5, &["0", "5×10²⁵", "10²⁶"]);
        check(Linear, -3e-30, 3e-30, 4, &["−2×10⁻³⁰", "0", "2×10⁻³⁰"]);
        check(
            Linear,
            0.0,
            2e12,
            4,
            &["0", "5×10¹¹", "10¹²", "1.5×10¹²", "2×10¹²"],
        );
        check(Linear, 0.0, 1e6, 2, &["0", "500,000", "1,000,000"]);
        // Of as many digits, powers would be wider still.
        check(
            Linear,
            2.5,
            2.500_000_025,
            3,
            &["2.50000000", "2.50000001", "2.50000002"],
        );
        let narrow = LabelSpace {
            width: 40.0,
            ..space(2)
        };
        let extent = Extent { min: 0.0, max: 1e6 };
        let narrow = ticks(Linear, extent, narrow).into_iter();
        let labels: Vec<String> = narrow.filter_map(|tick| tick.label).collect();
        assert_eq!(labels, ["0", "5×10⁵", "10⁶"]);
    }

    #[test]
    fn log_ticks_are_decades_first() {
        use ScaleKind::Log;
        check(
            Log,
            1e-8,
            3.0,
            10,
            &[
                "10⁻⁸", "10⁻⁷", "10⁻⁶", "10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "10⁰",
            ],
        );
        check(Log, 1e-8, 3.0, 5, &["10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "10⁰"]);
        check(
            Log,
            0.1,
            20.0,
            10,
            &[
                "10⁻¹",
                "2×10⁻¹",
                "5×10⁻¹",
                "10⁰",
                "2×10⁰",
                "5×10⁰",
                "10¹",
                "2×10¹",
            ],
        );
        check(Log, 2.5, 4.0, 4, &["2.5", "3.0", "3.5", "4.0"]);
    }

    #[test]
    fn what_is_counted_has_no_ticks_between() {
        let check = |kind, min, max, expected: &[f64]| {
            let space = LabelSpace {
                apart: 1.0,
                ..space(10)
            };
            let ticks = ticks(kind, Extent { min, max }, space).into_iter();
            let values: Vec<f64> = ticks.map(|tick| tick.value).collect();
            assert_eq!(values, expected);
        };
        let four = [101.0, 102.0, 103.0, 104.0];
        check(ScaleKind::Linear, 100.4, 104.2, &four);
        check(ScaleKind::Log, 100.4, 104.2, &four);
        check(ScaleKind::Linear, 100.4, 100.8, &[]);
        check(ScaleKind::Log, 0.1, 3.0, &[1.0, 2.0, 3.0]);
        check(ScaleKind::Log, 1e-308, 2e-308, &[]);
    }

    proptest! {
        #[test]
        fn ticks_ascend_within_the_extent(
            a in -300.0_f64..300.0, b in -300.0_f64..300.0, count in 0_usize..30, log: bool,
        ) {
            let (min, max) = (10_f64.powf(a.min(b)), 10_f64.powf(a.max(b)));
            let kind = if log { ScaleKind::Log } else { ScaleKind::Linear };
            let ticks = ticks(kind, Extent { min, max }, space(count));
            let slack = (max - min) * 1e-6;
            prop_assert!(ticks.windows(2).all(|pair| pair[0].value < pair[1].value));
            prop_assert!(ticks.iter().all(|t| t.value >= min - slack && t.value <= max + slack));
            prop_assert!(ticks.iter().filter(|t| t.label.is_some()).count() <= 3 * count + 8);
        }
    }

    #[test]
    fn labels_within_a_decade_do_not_touch() {
        for right in [150.0, 400.0, 700.0, 1100.0] {
            for (min, max) in [(1e4, 8e4), (1e5, 9e5), (2000.0, 19_000.0), (11.0, 99.0)] {
                let x = Scale::new(ScaleKind::Log, Extent { min, max }, (50.0, right));
                let ticks = ticks_along(&x, right < 490.0, 1.0);
                let labelled: Vec<_> = ticks
                    .iter()
                    .filter_map(|tick| Some((tick.value, tick.label.as_ref()?)))
                    .collect();
                for pair in labelled.windows(2) {
                    let [left, right] = [pair[0], pair[1]].map(|(value, label)| {
                        let half = widest([label]) / 2.0;
                        (x.pixel(value) - half, x.pixel(value) + half)
                    });
                    assert!(left.1 < right.0, "{pair:?}");
                }
            }
        }
    }
}
