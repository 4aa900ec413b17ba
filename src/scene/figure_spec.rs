//! What a figure is asked to show.

use super::panel::{PanelSpec, panels};
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
