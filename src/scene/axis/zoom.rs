//! The part of the axes that is shown.

use super::scale::{Extent, ScaleKind};

/// The part of the axes that is shown. Panels share their steps, not their losses.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Zoom {
    /// The steps.
    pub x: Ends,
    /// The losses of each panel, from the top.
    pub y: [Ends; 2],
}

/// The ends of an axis, each where it is not the figure's own.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Ends {
    /// The least value.
    pub min: Option<f64>,
    /// The greatest value.
    pub max: Option<f64>,
}

impl Zoom {
    /// Whether everything is shown.
    #[must_use]
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }
}

impl Ends {
    /// Both ends of an extent.
    #[must_use]
    pub fn of(Extent { min, max }: Extent) -> Self {
        Self {
            min: Some(min),
            max: Some(max),
        }
    }

    /// Whether both are the figure's own.
    #[must_use]
    pub fn are_own(&self) -> bool {
        *self == Self::default()
    }

    /// `own` with these ends, where they leave an axis that can be drawn.
    #[must_use]
    pub fn in_place_of(&self, own: Extent, kind: ScaleKind) -> Extent {
        let extent = self.over(own, kind);
        if kind.has_room(extent) { extent } else { own }
    }

    /// `own` with those of these ends that have a place on such an axis.
    pub(super) fn over(&self, own: Extent, kind: ScaleKind) -> Extent {
        let drawable = |end: &f64| kind.is_drawable(*end);
        Extent {
            min: self.min.filter(drawable).unwrap_or(own.min),
            max: self.max.filter(drawable).unwrap_or(own.max),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_that_cannot_be_drawn_show_all() {
        let own = Extent { min: 1.0, max: 9.0 };
        let check = |min, max, kind, expected: (f64, f64)| {
            let shown = Ends { min, max }.in_place_of(own, kind);
            assert_eq!((shown.min, shown.max), expected);
        };
        check(Some(2.0), None, ScaleKind::Linear, (2.0, 9.0));
        check(Some(-2.0), Some(3.0), ScaleKind::Linear, (-2.0, 3.0));
        check(Some(-2.0), Some(3.0), ScaleKind::Log, (1.0, 3.0));
        check(Some(10.0), None, ScaleKind::Linear, (1.0, 9.0));
        // As wide as no number is, and of logarithms that are the same.
        let most = Some(f64::MAX);
        check(Some(-f64::MAX), most, ScaleKind::Linear, (1.0, 9.0));
        check(
            Some(1e300),
            Some(1e300 * (1.0 + 1e-15)),
            ScaleKind::Log,
            (1.0, 9.0),
        );
    }
}
