//! Where an axis is marked, and with which words.

use super::number::{grouped, power_of_ten};
use super::scale::{Extent, ScaleKind};

/// A marked value of an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// The value.
    pub value: f64,
    /// Its words; none where there is room for the grid line only.
    pub label: Option<String>,
}

/// The ticks of an axis, ascending, with at most about `room` labels.
#[must_use]
pub fn ticks(kind: ScaleKind, extent: Extent, room: usize) -> Vec<Tick> {
    match kind {
        ScaleKind::Linear => linear(extent, room),
        ScaleKind::Log => log(extent, room),
    }
}

/// Multiples of 1, 2 or 5 times a power of ten.
fn linear(extent: Extent, room: usize) -> Vec<Tick> {
    let raw = (extent.max - extent.min) / room.max(1) as f64;
    if !raw.is_finite() || raw <= 0.0 {
        return Vec::new();
    }
    let mut exponent = raw.log10().floor() as i32;
    let mut factor = [1, 2, 5]
        .into_iter()
        .find(|&factor| f64::from(factor) * 10_f64.powi(exponent) >= raw * (1.0 - 1e-9))
        .unwrap_or(10);
    if factor == 10 {
        (factor, exponent) = (1, exponent + 1);
    }
    let label = |value: f64| {
        let decimals = (-exponent).clamp(0, 15) as usize;
        if (-6..9).contains(&exponent) {
            grouped(value, decimals)
        } else {
            format!("{value:e}").replace('-', "−")
        }
    };
    // Multiples are counted and divided, not added up, so that 0.3 is 0.3.
    let multiple = |n: f64| {
        if exponent < 0 {
            n * f64::from(factor) / 10_f64.powi(-exponent)
        } else {
            n * f64::from(factor) * 10_f64.powi(exponent)
        }
    };
    let step = multiple(1.0);
    let (first, last) = (
        (extent.min / step - 1e-9).ceil(),
        (extent.max / step + 1e-9).floor(),
    );
    (0..=(last - first).clamp(0.0, 1000.0) as usize)
        .map(|n| multiple(first + n as f64))
        .filter(|value| first <= last && value.is_finite())
        .map(|value| Tick {
            value: value + 0.0,
            label: Some(label(value)),
        })
        .collect()
}

/// Powers of ten; between them their multiples where there is room; within one decade as on a
/// linear axis.
fn log(extent: Extent, room: usize) -> Vec<Tick> {
    let (low, high) = (extent.min.log10(), extent.max.log10());
    let decades = high - low;
    if !decades.is_finite() || decades <= 0.0 {
        return Vec::new();
    }
    if decades < 1.0 {
        return linear(extent, room);
    }
    let stride = (decades / room.max(1) as f64).ceil().max(1.0) as i32;
    let labelled: &[i32] = match room as f64 / decades {
        per_decade if per_decade >= 6.0 => &[1, 2, 3, 5],
        per_decade if per_decade >= 4.0 => &[1, 2, 5],
        _ => &[1],
    };
    let lines: &[i32] = if room as f64 / decades >= 2.0 {
        &[1, 2, 3, 4, 5, 6, 7, 8, 9]
    } else {
        labelled
    };
    (low.floor() as i32..=high.ceil() as i32)
        .filter(|exponent| exponent.rem_euclid(stride) == 0)
        .flat_map(|exponent| lines.iter().map(move |&factor| (factor, exponent)))
        .map(|(factor, exponent)| {
            // Parsed, since powers of ten multiply to 9.999…e-5.
            let value = format!("{factor}e{exponent}").parse().unwrap_or(f64::NAN);
            let label = match factor {
                1 => power_of_ten(exponent),
                _ => format!("{factor}·{}", power_of_ten(exponent)),
            };
            Tick {
                value,
                label: labelled.contains(&factor).then_some(label),
            }
        })
        .filter(|tick| (extent.min..=extent.max).contains(&tick.value))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(kind: ScaleKind, min: f64, max: f64, room: usize, expected: &[&str]) {
        let ticks = ticks(kind, Extent { min, max }, room);
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
                "2·10⁻¹",
                "5·10⁻¹",
                "10⁰",
                "2·10⁰",
                "5·10⁰",
                "10¹",
                "2·10¹",
            ],
        );
        check(Log, 2.5, 4.0, 4, &["2.5", "3.0", "3.5", "4.0"]);
    }

    proptest! {
        #[test]
        fn ticks_ascend_within_the_extent(
            a in -300.0_f64..300.0, b in -300.0_f64..300.0, room in 0_usize..30, log: bool,
        ) {
            let (min, max) = (10_f64.powf(a.min(b)), 10_f64.powf(a.max(b)));
            let kind = if log { ScaleKind::Log } else { ScaleKind::Linear };
            let ticks = ticks(kind, Extent { min, max }, room);
            let slack = (max - min) * 1e-6;
            prop_assert!(ticks.windows(2).all(|pair| pair[0].value < pair[1].value));
            prop_assert!(ticks.iter().all(|t| t.value >= min - slack && t.value <= max + slack));
            prop_assert!(ticks.iter().filter(|t| t.label.is_some()).count() <= 3 * room + 8);
        }
    }
}
