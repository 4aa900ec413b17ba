//! Fingers on the figure: one moves the crosshair or, where it stays, pins; two zoom and move what is shown.

use leptos::prelude::*;
use web_sys::TouchEvent;

use super::{Drag, Grip, Start};
use crate::geometry::Point;
use crate::scene::gesture::pinched;

impl Grip {
    /// Whether fingers are the figure's, and not the page's.
    pub(super) fn takes_fingers(self) -> bool {
        self.awake.get() && !self.magnified.get()
    }

    /// Takes a finger that comes down; a third has nothing to do.
    pub(super) fn finger_down(self, id: i32, at: Point) {
        let drag = match self.fingers.get_value()[..] {
            [] => Drag::Finger { tap: Some(at) },
            [(_, first)] => {
                let Some(start) = self.start(first.midpoint(at)) else {
                    return;
                };
                self.shown.point_nowhere();
                let from = [first, at];
                Drag::Pinch { start, from }
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

    /// Zooms and moves a panel, as it was when the fingers came down, by where they are now.
    pub(super) fn pinch(self, start: &Start, from: [Point; 2]) {
        if let (Some(panel), [(_, a), (_, b)]) = (start.panel(), &self.fingers.get_value()[..]) {
            self.shown
                .state
                .pass_zoom(pinched(panel, from, [*a, *b], start.zoom));
        }
    }

    /// Keeps the page where it is under two fingers: up and down, it would scroll.
    pub(super) fn hold_page(self, event: &TouchEvent) {
        if untrack(|| self.takes_fingers())
            && event.target_touches().length() > 1
            && event.cancelable()
        {
            event.prevent_default();
        }
    }
}
