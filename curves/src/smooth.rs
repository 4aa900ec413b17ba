//! Losses to the [`Band`] that is drawn. Smoothing sees every step, whatever part is on the screen.

mod deviation;
mod exponential;
mod rolling;
mod window;

use std::borrow::Cow;
use std::fmt;
use std::num::NonZeroUsize;

use crate::stairs::Stairs;
use exponential::exponential;
use window::Window;

/// A smoothed run: at each step the middle, and how far the losses around reach.
///
/// The three lists are as long as the run; `min` and `max` may be empty, where no band is wanted.
/// A value that the window does not have is not a number. The extremes of a window are often those of
/// the one before.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Band {
    /// The line.
    pub mean: Vec<f64>,
    /// The lower edge.
    pub min: Stairs,
    /// The upper edge.
    pub max: Stairs,
}

impl Band {
    /// The losses as they are, as [`Smoothing::NONE`] has them: a line alone. Those that are not finite it does not have.
    #[must_use]
    pub fn of(losses: &[f64]) -> Self {
        let losses = losses.iter().copied();
        let mean = losses.map(|loss| if loss.is_finite() { loss } else { f64::NAN });
        Self {
            mean: mean.collect(),
            ..Self::default()
        }
    }

    /// Mean, minimum and maximum, every value of each.
    #[must_use]
    pub fn lists(&self) -> [Cow<'_, [f64]>; 3] {
        [
            Cow::Borrowed(&self.mean),
            self.min.iter().collect(),
            self.max.iter().collect(),
        ]
    }
}

/// How losses become a line and a band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Smoothing {
    /// What the line is.
    pub kind: Kind,
    /// How many steps count together: the window's size, or the span of the exponential average.
    pub window: NonZeroUsize,
    /// What is between the band's edges.
    pub spread: Spread,
}

/// What a smoothed line is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The mean of a centred window; blank where the window is not full, as pandas has it.
    #[default]
    Strict,
    /// The mean of a centred window that shrinks at the ends of the run.
    Shrinking,
    /// TensorBoard's debiased exponential average of all steps so far.
    Exponential,
}

impl Kind {
    /// Each, in the order in which they are declared.
    pub const ALL: [Self; 3] = [Self::Strict, Self::Shrinking, Self::Exponential];
}

/// What a band holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Spread {
    /// There is no band.
    Off,
    /// The least to the greatest loss of the window.
    #[default]
    Extremes,
    /// From one sample standard deviation below the window's mean to one above. An exponential line may leave it.
    Deviation,
}

impl Spread {
    /// Each, in the order in which they are declared.
    pub const ALL: [Self; 3] = [Self::Off, Self::Extremes, Self::Deviation];
}

impl Smoothing {
    /// The notebook's: `rolling(window=500, center=True)` with minimum and maximum.
    pub const NOTEBOOK: Self = Self {
        kind: Kind::Strict,
        window: NonZeroUsize::new(500).unwrap(),
        spread: Spread::Extremes,
    };

    /// Every loss as it is.
    pub const NONE: Self = Self {
        kind: Kind::Strict,
        window: NonZeroUsize::MIN,
        spread: Spread::Off,
    };

    /// The window whose losses the band, and but for [`Kind::Exponential`] the line, tells of.
    fn as_window(&self) -> Window {
        Window {
            size: self.window,
            centred: self.kind != Kind::Exponential,
            min_periods: match self.kind {
                Kind::Strict => self.window.get(),
                Kind::Shrinking | Kind::Exponential => 1,
            },
        }
    }

    /// How many of `len` steps have no value because their window is not full: at the beginning
    /// and at the end. An even window has one more step before than after.
    #[must_use]
    pub fn blank_ends(&self, len: usize) -> [usize; 2] {
        match self.kind {
            Kind::Strict => {
                let size = self.window.get();
                [size / 2, (size - 1) / 2].map(|blank| blank.min(len))
            }
            Kind::Shrinking | Kind::Exponential => [0; 2],
        }
    }

    /// Smooths the losses of a run.
    #[must_use]
    pub fn apply(&self, losses: &[f64]) -> Band {
        let window = self.as_window();
        let (means, is_full) = rolling::means(losses, window);
        let [min, max] = match self.spread {
            Spread::Off => Default::default(),
            Spread::Extremes => rolling::extremes(losses, window, &is_full),
            Spread::Deviation => {
                let deviations = deviation::rolling_deviation(losses, window);
                [-1.0, 1.0].map(|sign| {
                    let edges = means.iter().zip(&deviations);
                    edges
                        .map(|(mean, deviation)| mean + sign * deviation)
                        .collect()
                })
            }
        };
        let mean = match self.kind {
            Kind::Strict | Kind::Shrinking => means,
            Kind::Exponential => exponential(losses, self.window),
        };
        Band { mean, min, max }
    }
}

impl fmt::Display for Smoothing {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        if *self == Self::NONE {
            return formatter.write_str("losses of every step");
        }
        // In groups of digits, as far as windows go.
        let window = match self.window.get() {
            short @ ..1000 => short.to_string(),
            long => format!("{},{:03}", long / 1000, long % 1000),
        };
        match self.kind {
            Kind::Strict => write!(formatter, "rolling window {window}, centred"),
            Kind::Shrinking => {
                write!(
                    formatter,
                    "rolling window {window}, centred, shrinking at the ends"
                )
            }
            Kind::Exponential => write!(formatter, "exponential average of span {window}"),
        }?;
        match self.spread {
            Spread::Off => Ok(()),
            Spread::Extremes => write!(formatter, ", band from minimum to maximum"),
            Spread::Deviation => write!(formatter, ", band of ±1 standard deviation"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: Kind, spread: Spread, expected: [&[f64]; 3]) {
        let window = NonZeroUsize::new(3).unwrap();
        let smoothing = Smoothing {
            kind,
            window,
            spread,
        };
        let band = smoothing.apply(&[1.0, 2.0, 6.0, 3.0]);
        for (ours, expected) in band.lists().iter().zip(expected) {
            assert_eq!(ours.len(), expected.len());
            for (a, b) in ours.iter().zip(expected) {
                assert!(
                    (a - b).abs() < 1e-12 || a.is_nan() && b.is_nan(),
                    "{ours:?}"
                );
            }
        }
    }

    #[test]
    fn all_are_in_the_order_in_which_they_are_declared() {
        assert_eq!(Kind::ALL.map(|kind| kind as usize), [0, 1, 2]);
        assert_eq!(Spread::ALL.map(|spread| spread as usize), [0, 1, 2]);
    }

    #[test]
    fn blank_ends_are_where_the_line_has_no_value() {
        for kind in Kind::ALL {
            for (size, len) in (1..8).flat_map(|size| (0..12).map(move |len| (size, len))) {
                let smoothing = Smoothing {
                    kind,
                    window: NonZeroUsize::new(size).unwrap(),
                    spread: Spread::Off,
                };
                let mean = smoothing.apply(&vec![1.0; len]).mean;
                let [before, after] = smoothing.blank_ends(len);
                let is_blank = |at: usize| at < before || at + after >= len;
                let blank: Vec<bool> = (0..len).map(is_blank).collect();
                let without: Vec<bool> = mean.iter().map(|mean| mean.is_nan()).collect();
                assert_eq!(blank, without, "{kind:?}, window {size} of {len}");
            }
        }
    }

    #[test]
    fn losses_as_they_are_are_their_own_smoothing() {
        let losses = [
            1.0,
            -0.0,
            0.0,
            0.1,
            f64::NAN,
            0.3,
            f64::INFINITY,
            -1e308,
            5e-324,
        ];
        let bits = |band: &Band| {
            band.mean
                .iter()
                .map(|loss| loss.to_bits())
                .collect::<Vec<_>>()
        };
        let band = Band::of(&losses);
        assert_eq!(bits(&band), bits(&Smoothing::NONE.apply(&losses)));
        assert!(band.min.is_empty() && band.max.is_empty());
    }

    #[test]
    fn each_kind_has_its_line_and_band() {
        let nan = f64::NAN;
        let third = 11.0 / 3.0;
        check(
            Kind::Strict,
            Spread::Extremes,
            [
                &[nan, 3.0, third, nan],
                &[nan, 1.0, 2.0, nan],
                &[nan, 6.0, 6.0, nan],
            ],
        );
        check(
            Kind::Shrinking,
            Spread::Off,
            [&[1.5, 3.0, third, 4.5], &[], &[]],
        );
        let deviation = 7.0_f64.sqrt();
        let second = (13.0_f64 / 3.0).sqrt();
        check(
            Kind::Strict,
            Spread::Deviation,
            [
                &[nan, 3.0, third, nan],
                &[nan, 3.0 - deviation, third - second, nan],
                &[nan, 3.0 + deviation, third + second, nan],
            ],
        );
        check(
            Kind::Exponential,
            Spread::Extremes,
            [
                &[1.0, 5.0 / 3.0, 29.0 / 7.0, 53.0 / 15.0],
                &[1.0, 1.0, 1.0, 2.0],
                &[1.0, 2.0, 6.0, 6.0],
            ],
        );
    }
}
