//! Which part of the axes is seen, and how they are spaced.

use super::scale::{Extent, ScaleKind};

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

/// The part of the axes that is shown: each end where it is not the figure's own.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Zoom {
    /// The first step.
    pub x_min: Option<f64>,
    /// The last step.
    pub x_max: Option<f64>,
    /// The least loss.
    pub y_min: Option<f64>,
    /// The greatest loss.
    pub y_max: Option<f64>,
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

    /// What is shown of a run of `steps` steps, all of it.
    #[must_use]
    pub fn whole(self, steps: f64) -> Extent {
        let (min, max) = match self {
            Self::Step => (0.0, steps.max(1.0)),
            Self::Log => (1.0, steps.max(2.0)),
            Self::Percent => (0.0, 100.0),
        };
        Extent { min, max }
    }

    /// The first `steps` of a whole axis; all of one that counts percent.
    #[must_use]
    pub fn beginning(self, whole: Extent, steps: f64) -> Extent {
        match self {
            Self::Percent => whole,
            Self::Step | Self::Log => Extent {
                max: steps.min(whole.max),
                ..whole
            },
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

    /// The x axis shown, of `whole`.
    #[must_use]
    pub fn x(&self, whole: Extent, kind: ScaleKind) -> Extent {
        part(whole, self.x_min, self.x_max, kind)
    }

    /// The y axis shown, of `whole`.
    #[must_use]
    pub fn y(&self, whole: Extent, kind: ScaleKind) -> Extent {
        part(whole, self.y_min, self.y_max, kind)
    }
}

/// `whole` with other ends, where those leave an axis that can be drawn.
fn part(whole: Extent, min: Option<f64>, max: Option<f64>, kind: ScaleKind) -> Extent {
    let drawable = |end: &f64| kind.is_drawable(*end);
    let extent = Extent {
        min: min.filter(drawable).unwrap_or(whole.min),
        max: max.filter(drawable).unwrap_or(whole.max),
    };
    if extent.min < extent.max {
        extent
    } else {
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zoom_that_cannot_be_drawn_shows_all() {
        let whole = Extent { min: 1.0, max: 9.0 };
        let zoom = |min, max| Zoom {
            y_min: min,
            y_max: max,
            ..Zoom::default()
        };
        let check = |zoom: Zoom, kind, min, max| {
            assert_eq!(zoom.y(whole, kind), Extent { min, max });
        };
        check(zoom(Some(2.0), None), ScaleKind::Linear, 2.0, 9.0);
        check(zoom(Some(-2.0), Some(3.0)), ScaleKind::Linear, -2.0, 3.0);
        check(zoom(Some(-2.0), Some(3.0)), ScaleKind::Log, 1.0, 3.0);
        check(zoom(Some(10.0), None), ScaleKind::Linear, 1.0, 9.0);
    }
}
