//! The exponential moving average of TensorBoard, debiased.

use std::num::NonZeroUsize;

/// At each step the average of all losses so far, each counting `1 - alpha` of the one after it.
///
/// `alpha` is `2 / (span + 1)`; TensorBoard's smoothing weight is `1 - alpha`. Steps without a
/// finite loss are passed over and repeat the average before them, or have none before the first:
/// pandas' `ewm(span=…, adjust=True, ignore_na=True).mean()`.
#[must_use]
#[inline(never)]
pub(super) fn exponential(losses: &[f64], span: NonZeroUsize) -> Vec<f64> {
    let keep = 1.0 - 2.0 / (span.get() as f64 + 1.0);
    let (mut average, mut weight) = (0.0, 0.0);
    losses
        .iter()
        .map(|&loss| {
            if loss.is_finite() {
                weight = weight * keep + 1.0;
                // The first, and each where none before it counts, as it is: no sum rounds it.
                average = if weight > 1.0 {
                    average + (loss - average) / weight
                } else {
                    loss
                };
            }
            if weight > 0.0 { average } else { f64::NAN }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_passed_over() {
        let span = NonZeroUsize::new(3).unwrap();
        let average = exponential(&[f64::NAN, 1.0, f64::NAN, 2.0], span);
        assert!(average[0].is_nan());
        assert_eq!(average[1..3], [1.0, 1.0]);
        assert!((average[3] - 2.5 / 1.5).abs() < 1e-15);
    }

    #[test]
    fn a_span_of_one_is_the_loss_itself() {
        let losses = [3.0, 1e-9, 1e17, 1.0];
        assert_eq!(exponential(&losses, NonZeroUsize::MIN), losses);
    }

    #[test]
    fn a_constant_stays_what_it_is() {
        let span = NonZeroUsize::new(500).unwrap();
        for average in exponential(&[0.1; 2000], span) {
            assert!((average - 0.1).abs() < 1e-15);
        }
    }
}
