//! What buttons and keys zoom to.

use leptos::prelude::*;

use super::FigureState;
use super::curves::bare;
use crate::geometry::Point;
use crate::scene::fit_to_steps;
use crate::scene::gesture::scaled;

impl FigureState {
    /// Zooms about the middle of the panel that shows most, or about the crosshair.
    pub(super) fn zoom_in_place(self, factor: f64) {
        let scene = self.scene.get_untracked();
        let Some(panel) = scene.as_ref().and_then(|scene| scene.whole()) else {
            return;
        };
        let frame = panel.frame;
        let middle = f64::midpoint(frame.left, frame.right);
        let x = self.x.get_untracked();
        let x = x.map_or(middle, |x| panel.x.scale.pixel(x));
        // Below the frame: x alone.
        let at = Point {
            x: x.clamp(frame.left, frame.right),
            y: frame.bottom + 1.0,
        };
        let zoom = scaled(panel, at, factor, self.state.zoom());
        self.state.zoom_to(zoom);
    }

    /// Zooms each panel to the losses of the steps that it shows.
    pub(super) fn fit_losses(self) {
        let axes = self.state.view.read_untracked().axes;
        let scene = self.scene.read_untracked();
        let curves = self.curves.read_untracked();
        if let Some(scene) = &*scene {
            let fitted = fit_to_steps(&scene.panels, &bare(&curves), axes.x, axes.zoom);
            self.state.zoom_to(fitted);
        }
    }
}
