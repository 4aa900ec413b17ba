//! Fingers on the figure: one moves the crosshair or, where it stays, pins; two zoom.

use leptos::prelude::*;
use web_sys::TouchEvent;

use super::{Drag, Grip, distance};
use crate::geometry::Point;
use crate::scene::gesture::{CLICK, scaled};
use crate::scene::{Panel, Zoom};

impl Grip {
    /// Takes a finger that comes down; a third has nothing to do.
    pub(super) fn finger_down(self, id: i32, panel: usize, at: Point) {
        let drag = match self.fingers.get_value()[..] {
            [] => Drag::Finger { tap: Some(at) },
            [(_, first)] => {
                let Some(scene) = self.shown.scene.get_untracked() else {
                    return;
                };
                Drag::Pinch {
                    scene,
                    panel,
                    distance: distance(first, at),
                    middle: Point {
                        x: f64::midpoint(first.x, at.x),
                        y: f64::midpoint(first.y, at.y),
                    },
                    before: self.zoom(),
                }
            }
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

    /// Zooms a panel, as it was when the fingers came down, by how their distance has changed since it was `from`; fingers
    /// that are as far apart as they were zoom nothing.
    pub(super) fn pinch(self, panel: &Panel, from: f64, middle: Point, before: Zoom) {
        let [(_, a), (_, b)] = self.fingers.get_value()[..] else {
            return;
        };
        let now = distance(a, b);
        let zoom = if (now - from).abs() < CLICK {
            before
        } else {
            scaled(panel, middle, from / now.max(1.0), before)
        };
        self.state.adjust(|view| view.axes.zoom = zoom);
    }

    /// Keeps the page where it is under two fingers: up and down, it would scroll.
    pub(super) fn hold_page(self, event: &TouchEvent) {
        if self.awake.get_untracked() && event.touches().length() > 1 && event.cancelable() {
            event.prevent_default();
        }
    }
}
