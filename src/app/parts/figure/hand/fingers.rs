//! Fingers on the figure: one moves the crosshair or, where it stays, pins; two zoom.

use leptos::prelude::*;
use web_sys::TouchEvent;

use super::super::crosshair::with_panel;
use super::{Drag, Grip, distance};
use crate::geometry::Point;
use crate::scene::gesture::scaled;

impl Grip {
    /// Takes a finger that comes down; a third has nothing to do.
    pub(super) fn finger_down(self, id: i32, panel: usize, at: Point) {
        let drag = match self.fingers.get_value()[..] {
            [] => Drag::Finger { tap: Some(at) },
            [(_, first)] => Drag::Pinch {
                panel,
                distance: distance(first, at),
                before: self.zoom(),
            },
            _ => return,
        };
        self.fingers.update_value(|fingers| fingers.push((id, at)));
        self.drag.set_value(Some(drag));
    }

    pub(super) fn finger_moved(self, id: i32, at: Point) {
        self.fingers.update_value(|fingers| {
            for finger in fingers.iter_mut().filter(|finger| finger.0 == id) {
                finger.1 = at;
            }
        });
    }

    /// Lets go of a finger; whether it was one that had been taken.
    pub(super) fn finger_up(self, id: i32) -> bool {
        let before = self.fingers.read_value().len();
        self.fingers
            .update_value(|fingers| fingers.retain(|finger| finger.0 != id));
        self.fingers.read_value().len() < before
    }

    /// Zooms by the change in the fingers' distance, and gives the new one.
    pub(super) fn pinch(self, panel: usize, before: f64) -> f64 {
        let [(_, a), (_, b)] = self.fingers.get_value()[..] else {
            return before;
        };
        let now = distance(a, b);
        let middle = Point {
            x: f64::midpoint(a.x, b.x),
            y: f64::midpoint(a.y, b.y),
        };
        let zoom = with_panel(self.shown, panel, |panel| {
            scaled(panel, middle, before / now.max(1.0), self.zoom())
        });
        if let Some(zoom) = zoom {
            self.state.adjust(|view| view.axes.zoom = zoom);
        }
        now
    }

    /// Keeps the page where it is under two fingers: up and down, it would scroll.
    pub(super) fn hold_page(self, event: &TouchEvent) {
        if self.awake.get_untracked() && event.touches().length() > 1 && event.cancelable() {
            event.prevent_default();
        }
    }
}
