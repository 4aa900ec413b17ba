//! The parts of the axes that are shown one after the other.

use leptos::prelude::*;

use super::State;
use crate::scene::{Zoom, ZoomHistory};

impl State {
    /// The part of the axes that is shown.
    pub(in crate::app) fn zoom(&self) -> Zoom {
        self.view.read_untracked().axes.zoom
    }

    /// Shows another part on the way of a gesture: [`State::zoom_back`] does not lead to it.
    pub(in crate::app) fn pass_zoom(&self, zoom: Zoom) {
        self.adjust(|view| view.axes.zoom = zoom);
    }

    /// Shows another part of the axes, from which [`State::zoom_back`] leads back.
    pub(in crate::app) fn zoom_to(&self, zoom: Zoom) {
        let before = self.zoom();
        if zoom != before {
            self.remember_zoom(before);
            self.pass_zoom(zoom);
        }
    }

    /// Makes `zoom` the part to which [`State::zoom_back`] leads.
    pub(in crate::app) fn remember_zoom(&self, zoom: Zoom) {
        self.zooms.update(|zooms| zooms.leave(zoom));
    }

    /// Shows the part that was shown before; whether there was one.
    pub(in crate::app) fn zoom_back(&self) -> bool {
        self.zoom_along(ZoomHistory::back)
    }

    /// Undoes [`State::zoom_back`]; whether there was anything to undo.
    pub(in crate::app) fn zoom_forward(&self) -> bool {
        self.zoom_along(ZoomHistory::forward)
    }

    fn zoom_along(&self, way: impl FnOnce(&mut ZoomHistory, Zoom) -> Option<Zoom>) -> bool {
        let now = self.zoom();
        let zoom = self.zooms.try_update(|zooms| way(zooms, now)).flatten();
        if let Some(zoom) = zoom {
            self.pass_zoom(zoom);
        }
        zoom.is_some()
    }
}
