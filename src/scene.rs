//! Bands to a [`Scene`]: everything that a figure shows, decided, as plain data.
//!
//! Lengths are CSS pixels. A scene knows neither colours (only which run's) nor where it is drawn.

mod comparison;
mod curve;
mod dash;
pub mod gesture;
pub mod helvetica;
mod hover;
mod layout;
mod legend;
pub mod number;
mod one_model;
mod panel;
mod scale;
mod stretch;
mod ticks;
mod view;

pub use comparison::{Comparison, comparison};
pub use curve::Curve;
pub use dash::{dash_of, dashed};
pub use hover::{Reading, readings};
pub use legend::{CAPTION_HEIGHT, Caption, Legend, LegendEntry};
pub use one_model::{Graphs, OneModel, one_model};
pub use panel::{PanelSpec, panel};
pub use scale::{Extent, Scale, ScaleKind};
pub use stretch::{Stretch, stretch};
pub use ticks::{Tick, ticks};
pub use view::{View, XAxis, YAxis, Zoom};

use crate::geometry::{Point, Rect, Size};

/// A whole figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Its size.
    pub size: Size,
    /// Its panels, from the top.
    pub panels: Vec<Panel>,
    /// Which run is which, where nothing beside the figure says so.
    pub legend: Option<Legend>,
    /// A line of words under the panels.
    pub caption: Option<Caption>,
}

/// One pair of axes and what is drawn between them.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
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
    /// The bands, behind the lines.
    pub bands: Vec<Area>,
    /// The losses themselves, where they are wanted, behind the lines.
    pub raw: Vec<Line>,
    /// The lines.
    pub lines: Vec<Line>,
}

/// An axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// What is measured.
    pub title: String,
    /// Values to pixels.
    pub scale: Scale,
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
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Which colour of the theme's runs.
    pub colour: usize,
    /// Whether it steps back behind another.
    pub faint: bool,
    /// Its unbroken parts, none empty. A part of one point is a dot.
    pub parts: Vec<Vec<Point>>,
    /// Pixels from the left at which a value is zero or below and so has no place on a log axis.
    pub below: Vec<f64>,
}
