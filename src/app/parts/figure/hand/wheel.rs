//! The wheel over the figure, and the pinch of a touchpad, which comes as one.

use leptos::prelude::*;
use web_sys::WheelEvent;

use super::{Grip, ZOOM_STEP};
use crate::app::timing;
use crate::geometry::Point;
use crate::scene::Zoom;
use crate::scene::gesture::{panned, scaled};

/// Notches of the wheel that follow each other faster are of one turn, in milliseconds.
const ONE_TURN: f64 = 600.0;
/// A wheel with Ctrl that is turned by less, in hundreds of pixels, is a pinch.
const MOST_OF_A_PINCH: f64 = 0.3;

/// A turn of the wheel: when, in milliseconds since the page was opened, and the zoom that it left.
#[derive(Clone, Copy)]
pub(super) struct Turn {
    at: f64,
    left: Zoom,
}

impl Grip {
    /// Zooms with a key held; sideways, moves what is zoomed; else the page scrolls.
    pub(super) fn wheel(self, event: &WheelEvent) {
        if !self.awake.get_untracked() {
            return;
        }
        let zooms = event.ctrl_key() || event.meta_key() || event.alt_key();
        // With Shift some browsers turn the wheel's way themselves, and some do not.
        let (aside, down) = match (event.delta_x(), event.delta_y()) {
            (0.0, down) if event.shift_key() => (down, 0.0),
            ways => ways,
        };
        let pans = aside.abs() > down.abs() && !self.shown.state.zoom().x.are_own();
        if !zooms && !pans {
            self.hint.set(true);
            return;
        }
        event.prevent_default();
        let Some(at) = self.point_of(event.client_x(), event.client_y()) else {
            return;
        };
        let Some(start) = self.start(at) else {
            return;
        };
        let Some(panel) = start.panel() else {
            return;
        };
        let zoom = if zooms {
            scaled(panel, at, wheel_factor(event).clamp(0.2, 5.0), start.zoom)
        } else {
            let to = Point {
                x: at.x - aside,
                ..at
            };
            panned(panel, at, to, start.zoom)
        };
        if zoom != start.zoom {
            self.turn_to(zoom);
        }
    }

    /// Zooms by a notch of the wheel. Those of one turn are one view in the history.
    pub(super) fn turn_to(self, zoom: Zoom) {
        let now = timing::now();
        let turn = Turn {
            at: now,
            left: zoom,
        };
        let last = self.turn.try_update_value(|last| last.replace(turn));
        let goes_on = last
            .flatten()
            .is_some_and(|last| now - last.at <= ONE_TURN && last.left == self.shown.state.zoom());
        if goes_on {
            self.shown.state.pass_zoom(zoom);
        } else {
            self.shown.state.zoom_to(zoom);
        }
    }
}

/// How many times as wide the wheel makes what is shown. A pinch on a touchpad comes as a wheel with Ctrl, and goes as far
/// as the fingers do: browsers tell it as 100 times the logarithm of their distance. A wheel's
/// notch is 48 or more.
fn wheel_factor(event: &WheelEvent) -> f64 {
    let by = event.delta_y() / 100.0;
    if event.ctrl_key() && by.abs() < MOST_OF_A_PINCH {
        by.exp()
    } else {
        ZOOM_STEP.powf(-by)
    }
}
