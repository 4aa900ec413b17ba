//! Bands to a [`Scene`]: everything that a figure shows, decided, as plain data.
//!
//! Lengths are CSS pixels. A scene knows neither colours (only which run's) nor where it is drawn.

mod axis;
mod comparison;
mod curve;
mod figure_spec;
mod gap;
pub mod gesture;
pub mod helvetica;
mod one_model;
mod panel;
mod readout;
mod sheet;

pub use axis::along::Along;
pub use axis::axes::{Axes, YAxes, YFit};
pub use axis::fit::fit_to_steps;
pub use axis::scale::{Extent, Scale, ScaleKind};
pub use axis::ticks::{LABEL_GAP, LABEL_SIZE, Tick};
pub use axis::words::extent_in_words;
pub use axis::x_axis::XAxis;
pub use axis::zoom::{Ends, Zoom};
pub use axis::zoom_history::ZoomHistory;
pub use comparison::comparison;
pub use curve::{Curve, Measured};
pub use figure_spec::{FigureSpec, Graphs};
pub use gap::Gap;
pub use gesture::Reach;
pub use one_model::one_model;
pub use panel::dash::{dash_of, dashed};
pub use panel::end_label::{BESIDE, EndLabel, room_beside};
pub use panel::{PanelSpec, panels};
pub use readout::{
    Between, Callout, Course, Pointed, Readout, Row, Side, Table, between, callout, courses,
    gaps_in_words, milestones, nearest_step, next_x, overview, panels_in_words, readouts, snapped,
    table, x_in_words,
};
pub use sheet::{Caption, Legend, LegendEntry, Sheet};

use crate::geometry::{Point, Rect, Size};

/// Which panel shows all steps.
pub const WHOLE: usize = 1;

/// A whole figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Its size.
    pub size: Size,
    /// Its panels, from the top.
    pub panels: Vec<Panel>,
}

/// One pair of axes and what is drawn between them.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// Which panel it is, from the top.
    pub index: usize,
    /// Where the data are drawn; words stand outside.
    pub frame: Rect,
    /// The heading.
    pub title: String,
    /// The heading's size.
    pub title_size: f64,
    /// Where the heading's lower left corner is.
    pub title_at: Point,
    /// The axis of training steps.
    pub x: Axis,
    /// The axis of losses.
    pub y: Axis,
    /// Where no curve has a value only because its window is not full, behind all else.
    pub blank: Vec<Rect>,
    /// The bands, behind the lines.
    pub bands: Vec<Area>,
    /// The losses themselves, where they are wanted, behind the lines.
    pub raw: Vec<Line>,
    /// The lines.
    pub lines: Vec<Line>,
    /// The words at their ends, where there are any.
    pub end_labels: Vec<EndLabel>,
}

/// An axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// What is measured.
    pub title: String,
    /// Values to pixels.
    pub scale: Scale,
    /// How far a hand may go on it.
    pub reach: Reach,
    /// Its marks.
    pub ticks: Vec<Tick>,
}

/// A filled outline in the colour of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// Which colour of the theme's runs.
    pub colour: usize,
    /// Whether it steps back behind another.
    pub faint: bool,
    /// The outline; the last point joins the first.
    pub outline: Vec<Point>,
}

/// A line in the colour of a run, with a gap where a run has no value.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// Which colour of the theme's runs.
    pub colour: usize,
    /// Whether it steps back behind another.
    pub faint: bool,
    /// Its unbroken parts or, where it is dashed, its dashes; none empty. A part of one point is a dot.
    pub parts: Vec<Vec<Point>>,
    /// Pixels from the left at which a value is endlessly far below: zero or less on a log axis,
    /// or a loss of −∞.
    pub below: Vec<f64>,
    /// Pixels from the left at which a loss is ∞.
    pub above: Vec<f64>,
    /// From where to where losses are not a number, in pixels from the left.
    pub missing: Vec<(f64, f64)>,
}

impl Axis {
    /// How wide its widest label may be on a screen, in pixels.
    #[must_use]
    pub fn label_width(&self) -> f64 {
        let labels = self.ticks.iter().filter_map(|tick| tick.label.as_ref());
        helvetica::WIDER * axis::ticks::widest(labels)
    }
}

impl Panel {
    /// Whether nothing of any curve is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let mut lines = self.lines.iter().chain(&self.raw);
        self.bands.is_empty()
            && lines.all(|line| {
                let marks = line.below.len() + line.above.len() + line.missing.len();
                line.parts.is_empty() && marks == 0
            })
    }
}

impl Scene {
    /// The panel whose part of the figure, words included, holds a point.
    #[must_use]
    pub fn panel_at(&self, at: Point) -> Option<&Panel> {
        let away = |frame: &Rect| (at.y - at.y.clamp(frame.top, frame.bottom)).abs();
        let panels = self.panels.iter();
        panels.min_by(|a, b| away(&a.frame).total_cmp(&away(&b.frame)))
    }

    /// The lower panel, which shows all steps; none in a figure of one panel.
    #[must_use]
    pub fn whole(&self) -> Option<&Panel> {
        self.panels.get(WHOLE)
    }

    /// Without the shades of blank ends: a paper's figure is as the notebook has it.
    #[must_use]
    pub fn without_shades(mut self) -> Self {
        for panel in &mut self.panels {
            panel.blank.clear();
        }
        self
    }
}
