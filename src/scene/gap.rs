//! Steps whose loss is no finite number.

use std::sync::Arc;

/// A step without a finite loss.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    /// The place of the loss in its run.
    pub index: usize,
    /// The loss: not a number, or infinite.
    pub loss: f64,
}

impl Gap {
    /// The gaps of a run, in the order of its losses.
    #[must_use]
    pub fn all(losses: &[f64]) -> Arc<[Self]> {
        let gaps = losses
            .iter()
            .enumerate()
            .filter(|(_, loss)| !loss.is_finite());
        gaps.map(|(index, &loss)| Self { index, loss }).collect()
    }

    /// Whether every `window` losses in a row, of `count`, have a gap among them.
    #[must_use]
    pub fn fill_every_window(window: usize, count: usize, gaps: &[Self]) -> bool {
        let ends = gaps.iter().map(|gap| gap.index).chain([count]);
        let starts = [0].into_iter().chain(gaps.iter().map(|gap| gap.index + 1));
        starts.zip(ends).all(|(start, end)| end - start < window)
    }

    /// Whether the other is of the next loss, and as this one.
    pub(in crate::scene) fn is_next_to(self, next: Self) -> bool {
        next.index == self.index + 1 && next.in_words() == self.in_words()
    }

    /// As people write it.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self.loss {
            loss if loss.is_nan() => "NaN",
            loss if loss > 0.0 => "∞",
            _ => "−∞",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::smooth::Smoothing;
    use std::num::NonZeroUsize;

    #[test]
    fn a_line_needs_one_window_without_a_gap() {
        let check = |losses: &[f64]| {
            for window in 1..=losses.len() + 1 {
                let smoothing = Smoothing {
                    window: NonZeroUsize::new(window).unwrap(),
                    ..Smoothing::NOTEBOOK
                };
                let has_line = smoothing
                    .apply(losses)
                    .mean
                    .iter()
                    .any(|mean| !mean.is_nan());
                let fill_every_window =
                    Gap::fill_every_window(window, losses.len(), &Gap::all(losses));
                assert_eq!(fill_every_window, !has_line, "{losses:?} by {window}");
            }
        };
        let (nan, infinity) = (f64::NAN, f64::INFINITY);
        check(&[1.0, nan, 2.0, 3.0, nan, 4.0, 5.0, 6.0]);
        check(&[nan, 1.0, 2.0, 3.0, infinity, infinity, 4.0]);
        check(&[1.0, 2.0, nan]);
        check(&[nan; 3]);
        check(&[1.0; 4]);
    }

    #[test]
    fn what_they_are_called() {
        let words = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY]
            .map(|loss| Gap { index: 0, loss }.in_words());
        assert_eq!(words, ["NaN", "∞", "−∞"]);
    }
}
