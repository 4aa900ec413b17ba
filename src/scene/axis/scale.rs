//! Scales: values to pixels and back.

/// A closed range of values; `min < max` wherever it is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// The least value.
    pub min: f64,
    /// The greatest value.
    pub max: f64,
}

impl Extent {
    /// The least extent that holds every finite value; none where there is none.
    #[must_use]
    pub fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        values
            .into_iter()
            .filter(|value| value.is_finite())
            .fold(None, |extent, value| {
                let Self { min, max } = extent.unwrap_or(Self {
                    min: value,
                    max: value,
                });
                Some(Self {
                    min: min.min(value),
                    max: max.max(value),
                })
            })
    }

    /// The least extent that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            min: self.min.min(other.min),
            max: self.max.max(other.max),
        }
    }

    /// Its part whose ends and width are numbers.
    pub(in crate::scene) fn countable(self) -> Self {
        let within = |far: f64| Self {
            min: self.min.max(-far),
            max: self.max.min(far),
        };
        let all = within(f64::MAX);
        if (all.max - all.min).is_finite() {
            all
        } else {
            within(f64::MAX / 2.0)
        }
    }
}

/// `value` rounded to a tenth of what a pixel is worth.
pub(in crate::scene) fn short(value: f64, pixel: f64) -> f64 {
    let digits = (value.abs() / pixel.abs().max(f64::MIN_POSITIVE))
        .log10()
        .ceil()
        + 1.0;
    let digits = digits.clamp(0.0, 16.0) as usize;
    format!("{value:.digits$e}").parse().unwrap_or(value)
}

/// How an axis spaces its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ScaleKind {
    /// Equal differences are equally far apart.
    Linear,
    /// Equal ratios are equally far apart; zero and below have no place.
    Log,
}

impl ScaleKind {
    /// Whether a value has a place on such an axis.
    #[must_use]
    pub fn is_drawable(self, value: f64) -> bool {
        value.is_finite() && (self == Self::Linear || value > 0.0)
    }

    /// Whether an axis of such an extent has a place for each of its values.
    pub(in crate::scene) fn has_room(self, extent: Extent) -> bool {
        let width = self.forward(extent.max) - self.forward(extent.min);
        width > 0.0 && width.is_finite()
    }

    /// What a finite value must be above to have a place.
    pub(in crate::scene) fn floor(self) -> f64 {
        match self {
            Self::Linear => f64::NEG_INFINITY,
            Self::Log => 0.0,
        }
    }

    #[expect(clippy::inline_always, reason = "as `Scale::countable_pixel`")]
    #[inline(always)]
    fn forward(self, value: f64) -> f64 {
        match self {
            Self::Linear => value,
            Self::Log if value <= 0.0 => f64::NEG_INFINITY,
            Self::Log => value.log10(),
        }
    }

    fn inverse(self, transformed: f64) -> f64 {
        match self {
            Self::Linear => transformed,
            Self::Log => 10_f64.powf(transformed),
        }
    }
}

/// Pixels that stand for an infinite distance.
const FAR: f64 = 1e12;

/// An axis's values laid over its pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// How values are spaced.
    pub kind: ScaleKind,
    /// The values shown.
    pub extent: Extent,
    /// The pixels of the extent's least and greatest value.
    pub pixels: (f64, f64),
    /// The extent's ends as they are spaced evenly; kept, for logarithms take time.
    ends: (f64, f64),
}

impl Scale {
    /// Lays the values of `extent` over `pixels`.
    #[must_use]
    pub fn new(kind: ScaleKind, extent: Extent, pixels: (f64, f64)) -> Self {
        Self {
            kind,
            extent,
            pixels,
            ends: (kind.forward(extent.min), kind.forward(extent.max)),
        }
    }

    /// The pixel of a value, which may lie beyond the axis. Zero and below lie infinitely far below
    /// a log axis.
    #[must_use]
    pub fn pixel(&self, value: f64) -> f64 {
        self.at(value)
    }

    /// The same, but never infinitely far away: clipping stays free of NaN, and exact to a ten-thousandth of a pixel.
    #[expect(
        clippy::inline_always,
        reason = "every point passes; compiled for size, it would be called"
    )]
    #[inline(always)]
    pub(in crate::scene) fn countable_pixel(&self, value: f64) -> f64 {
        self.at(value).clamp(-FAR, FAR)
    }

    #[expect(clippy::inline_always, reason = "as `countable_pixel`")]
    #[inline(always)]
    fn at(&self, value: f64) -> f64 {
        let (min, max) = self.ends;
        let part = (self.kind.forward(value) - min) / (max - min);
        self.pixels.0 + part * (self.pixels.1 - self.pixels.0)
    }

    /// The value at a pixel.
    #[must_use]
    pub fn value(&self, pixel: f64) -> f64 {
        let (min, max) = self.ends;
        let part = (pixel - self.pixels.0) / (self.pixels.1 - self.pixels.0);
        self.kind.inverse(min + part * (max - min))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: ScaleKind, extent: (f64, f64), value: f64, pixel: f64) {
        let scale = Scale::new(
            kind,
            Extent {
                min: extent.0,
                max: extent.1,
            },
            (100.0, 0.0),
        );
        assert!((scale.pixel(value) - pixel).abs() < 1e-9);
        assert!((scale.value(pixel) - value).abs() <= 1e-9 * value.abs());
    }

    #[test]
    fn pixels_and_values_answer_each_other() {
        check(ScaleKind::Linear, (0.0, 3.0), 1.5, 50.0);
        check(ScaleKind::Linear, (0.0, 3.0), 6.0, -100.0);
        check(ScaleKind::Log, (1e-8, 1.0), 1e-8, 100.0);
        check(ScaleKind::Log, (1e-8, 1.0), 1e-4, 50.0);
    }

    #[test]
    fn zero_has_no_place_on_a_log_axis() {
        let scale = Scale::new(ScaleKind::Log, Extent { min: 0.1, max: 1.0 }, (100.0, 0.0));
        assert!(scale.pixel(0.0).is_infinite() && scale.pixel(-1.0) > 100.0);
        assert!(!ScaleKind::Log.is_drawable(0.0) && ScaleKind::Linear.is_drawable(0.0));
        assert!(!ScaleKind::Linear.is_drawable(f64::NAN));
    }

    #[test]
    fn an_extent_holds_what_is_finite() {
        let values = [f64::NAN, -1.0, 0.5, f64::INFINITY, 2.0];
        let extent = Extent::of(values);
        assert_eq!(
            extent,
            Some(Extent {
                min: -1.0,
                max: 2.0
            })
        );
        assert_eq!(Extent::of([f64::NAN]), None);
    }
}
