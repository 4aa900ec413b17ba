//! What an axis of training counts.

use super::scale::{Extent, ScaleKind};
use super::zoom::Ends;
use crate::scene::curve::Curve;

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
}
