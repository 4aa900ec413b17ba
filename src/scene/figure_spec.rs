//! What a figure is asked to show.

use super::axis::axes::Axes;
use super::axis::scale::Extent;
use super::axis::words::extent_in_words;
use super::panel::layout::{alone, stacked};
use super::panel::{NARROW_FRAME, PanelSpec, panels};
use super::{BESIDE, Curve, Scene};
use crate::geometry::Size;

/// A figure that is wanted.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureSpec {
    /// The whole figure's size.
    pub size: Size,
    /// Device pixels a CSS pixel.
    pub density: f64,
    /// The steps of the longest run that is wanted.
    pub steps: f64,
    /// How much room there is beside the panels, in CSS pixels; see [`room_beside`](super::room_beside).
    pub beside: f64,
    /// Which graphs it holds.
    pub graphs: Graphs,
    /// What is seen of the axes.
    pub axes: Axes,
}

/// Which of its two graphs a figure holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Graphs {
    /// Both, one above the other.
    #[default]
    Both,
    /// The first steps.
    First,
    /// All steps.
    All,
}

impl FigureSpec {
    /// All of both graphs, with a device pixel to a CSS pixel.
    #[must_use]
    pub fn new(size: Size, steps: f64) -> Self {
        Self {
            size,
            density: 1.0,
            steps,
            beside: BESIDE,
            graphs: Graphs::Both,
            axes: Axes::default(),
        }
    }

    /// Whether there is little room for words.
    pub(super) fn is_narrow(&self) -> bool {
        alone(self.size, self.beside).width() < NARROW_FRAME
    }

    /// The part of x to which a panel is zoomed whose own x is `own`, in words; none where it is not.
    pub(super) fn zoomed_to(&self, own: Extent, curves: &[Curve]) -> Option<String> {
        let Axes { x, zoom, .. } = self.axes;
        let shown = || zoom.x.in_place_of(own, x.scale_kind());
        (!zoom.x.are_own()).then(|| extent_in_words(shown(), x, curves.iter()))
    }

    /// The figure of those of its two graphs that it holds.
    pub(super) fn scene(&self, [first, all]: [PanelSpec; 2], curves: &[Curve]) -> Scene {
        let specs: Vec<_> = match self.graphs {
            Graphs::Both => [first, all]
                .into_iter()
                .zip(stacked(self.size, self.beside))
                .collect(),
            Graphs::First => vec![(first, alone(self.size, self.beside))],
            Graphs::All => vec![(all, alone(self.size, self.beside))],
        };
        Scene {
            size: self.size,
            panels: panels(specs, curves, self.density),
        }
    }
}
