//! The middle of several measurements, and how far they reach.

/// The median; not a number where there is nothing.
pub(crate) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    match (sorted.len() / 2, sorted.len() % 2) {
        (0, 0) => f64::NAN,
        (middle, 0) => f64::midpoint(sorted[middle - 1], sorted[middle]),
        (middle, _) => sorted[middle],
    }
}

/// The least and the greatest.
pub(crate) fn range(values: &[f64]) -> [f64; 2] {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let greatest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    [least, greatest]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_are_above_and_half_below() {
        fn check(values: &[f64], expected: f64) {
            assert!((median(values) - expected).abs() < 1e-12, "{values:?}");
        }
        check(&[3.0], 3.0);
        check(&[3.0, 1.0], 2.0);
        check(&[9.0, 1.0, 2.0], 2.0);
        assert!(median(&[]).is_nan());
    }
}
