//! Which part of the axes is seen, and how they are spaced.

use crate::scene::axis::scale::{Extent, ScaleKind};
use crate::scene::curve::Curve;

/// What a visitor sees of the axes.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct View {
    /// What x counts.
    pub x: XAxis,
    /// How losses are spaced.
    pub y: YAxes,
    /// Which losses have room where y is not zoomed.
    pub y_fit: YFit,
    /// The part that is shown.
    pub zoom: Zoom,
}

/// What an axis of training counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum XAxis {
    /// Steps, evenly.
    #[default]
    Step,
    /// Steps, by their ratio; step 0 has no place.
    Log,
    /// Percent of each run.
    Percent,
}

/// How each panel of a figure spaces its losses, from the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct YAxes(pub [ScaleKind; 2]);

/// Which losses have room on an axis that is not zoomed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum YFit {
    /// All of every curve.
    #[default]
    All,
    /// The lines' from the 5th to the 95th percentile, of those that are shown.
    Percentiles,
}

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

impl XAxis {
    /// How the axis spaces what it counts.
    #[must_use]
    pub fn scale_kind(self) -> ScaleKind {
        match self {
            Self::Step | Self::Percent => ScaleKind::Linear,
            Self::Log => ScaleKind::Log,
        }
    }

    /// The words along it; `steps` are the words for steps.
    #[must_use]
    pub fn title(self, steps: &str) -> String {
        match self {
            Self::Step => steps.to_owned(),
            Self::Log => format!("{steps} (Log Scale)"),
            Self::Percent => "Percent of Training".to_owned(),
        }
    }

    /// What is shown of runs of `steps` steps at most, all of it.
    #[must_use]
    // Within each figure, it would be downloaded twice.
    #[inline(never)]
    pub fn whole(self, steps: f64, curves: &[Curve]) -> Extent {
        let runs = || curves.iter().map(|curve| &curve.steps);
        let (min, max) = match self {
            Self::Step => {
                let firsts = runs().map(|steps| steps.step(0));
                (firsts.fold(0.0, f64::min), steps.max(1.0))
            }
            Self::Log => {
                let firsts = runs().map(|steps| steps.step(steps.first_after(0.0)));
                let first = firsts.fold(1.0, f64::min);
                (first, steps.max(2.0 * first))
            }
            Self::Percent => (0.0, 100.0),
        };
        Extent { min, max }.countable()
    }

    /// The first `steps` of a whole axis; all of one that counts percent, or of which a part is `zoomed` that begins
    /// later.
    #[must_use]
    pub fn beginning(self, whole: Extent, steps: f64, zoomed: Ends) -> Extent {
        let first = Extent {
            max: steps.min(whole.max),
            ..whole
        };
        let kind = self.scale_kind();
        if self == Self::Percent || !kind.has_room(zoomed.over(first, kind)) {
            whole
        } else {
            first
        }
    }
}

/// The notebook's: the beginning linear, the whole logarithmic.
impl Default for YAxes {
    fn default() -> Self {
        Self([ScaleKind::Linear, ScaleKind::Log])
    }
}

impl YAxes {
    /// Spaces a panel the other way.
    pub fn toggle(&mut self, panel: usize) {
        if let Some(kind) = self.0.get_mut(panel) {
            *kind = match kind {
                ScaleKind::Linear => ScaleKind::Log,
                ScaleKind::Log => ScaleKind::Linear,
            };
        }
    }
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
    fn over(&self, own: Extent, kind: ScaleKind) -> Extent {
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
    use crate::run::Steps;
    use crate::scene::curve::tests::curve;

    #[test]
    fn a_whole_axis_has_the_first_step_too() {
        let check = |axis: XAxis, steps: &[f64], expected: (f64, f64)| {
            let last = steps[steps.len() - 1];
            let curve = curve(&vec![1.0; steps.len()], Steps::At(steps.into()));
            let Extent { min, max } = axis.whole(last, &[curve]);
            assert_eq!((min, max), expected, "{steps:?}");
        };
        check(XAxis::Step, &[10.0, 20.0], (0.0, 20.0));
        check(XAxis::Step, &[-3.0, -1.0], (-3.0, 1.0));
        check(XAxis::Log, &[10.0, 20.0], (1.0, 20.0));
        check(XAxis::Log, &[0.0, 0.1, 0.5], (0.1, 0.5));
        check(XAxis::Percent, &[0.1, 0.5], (0.0, 100.0));
    }

    #[test]
    fn what_is_shown_from_a_later_step_on_goes_to_the_end() {
        let whole = Extent { min: 0.0, max: 9.0 };
        let check = |min, max, expected: f64| {
            let own = XAxis::Step.beginning(whole, 4.0, Ends { min, max });
            assert!((own.max - expected).abs() < 1e-9, "{own:?}");
        };
        check(None, None, 4.0);
        check(Some(3.0), None, 4.0);
        check(Some(4.0), None, 9.0);
        check(Some(20.0), None, 9.0);
        check(Some(5.0), Some(6.0), 4.0);
    }

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
