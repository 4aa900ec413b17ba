//! What a figure is asked to show.

use super::panel::{PanelSpec, panels};
use super::scale::Extent;
use super::span::span;
use super::view::View;
use super::{Curve, Scene};
use crate::geometry::{Rect, Size};

/// A figure that is wanted.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureSpec {
    /// The whole figure's size.
    pub size: Size,
    /// Device pixels a CSS pixel.
    pub density: f64,
    /// The steps of the longest run that is wanted.
    pub steps: f64,
    /// What is seen of the axes.
    pub view: View,
}

impl FigureSpec {
    /// The part of x to which a panel is zoomed whose own x is `own`, in words; none where it is not.
    pub(super) fn zoomed_to(&self, own: Extent, curves: &[Curve]) -> Option<String> {
        let View { x, zoom, .. } = self.view;
        let shown = || zoom.x.in_place_of(own, x.scale_kind());
        (!zoom.x.are_own()).then(|| span(shown(), x, curves.iter()))
    }

    /// The figure of these panels, each in its frame.
    pub(super) fn scene(&self, specs: Vec<(PanelSpec, Rect)>, curves: &[Curve]) -> Scene {
        Scene {
            size: self.size,
            panels: panels(specs, curves, self.density),
            legend: None,
            caption: None,
        }
    }
}
