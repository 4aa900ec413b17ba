//! Keys: those of the figure while it has the focus, and those that are its own anywhere on the page.

use std::mem;

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::super::tooltip;
use super::{Grip, ZOOM_STEP};
use crate::app::browser;
use crate::scene::Zoom;

impl Grip {
    /// Moves the crosshair and pins.
    pub(super) fn own_key(self, event: &KeyboardEvent) {
        if browser::is_command(event) {
            return;
        }
        let pixels = if event.shift_key() { 50.0 } else { 1.0 };
        match event.key().as_str() {
            "ArrowRight" => self.move_by(pixels),
            "ArrowLeft" => self.move_by(-pixels),
            "Home" => self.move_by(f64::NEG_INFINITY),
            "End" => self.move_by(f64::INFINITY),
            "Enter" | " " if self.shown.x.read_untracked().is_none() => {
                self.shown.say("Use the arrow keys to go to a step.");
            }
            // Held down, it would pin and unpin.
            "Enter" | " " if event.repeat() => {}
            "Enter" | " " => self.pin(),
            _ => return,
        }
        event.prevent_default();
    }

    /// Zooms, and drops what the hand holds or has marked.
    pub(super) fn page_key(self, event: &KeyboardEvent) {
        let (is_command, is_shifted) = (browser::is_command(event), event.shift_key());
        let handled = match (browser::latin(event).as_str(), is_command) {
            ("z" | "Z", true) | ("Backspace", false) if !is_shifted => self.shown.state.zoom_back(),
            ("z" | "Z" | "y", true) | ("Backspace", false) => self.shown.state.zoom_forward(),
            ("+" | "=", false) => {
                self.shown.zoom_in_place(ZOOM_STEP);
                true
            }
            ("-", false) => {
                self.shown.zoom_in_place(ZOOM_STEP.recip());
                true
            }
            ("0", false) => {
                self.shown.state.zoom_to(Zoom::default());
                true
            }
            ("y" | "Y", false) => {
                self.shown.fit_losses();
                true
            }
            ("Escape", _) => {
                self.escape();
                false
            }
            _ => false,
        };
        if handled {
            event.prevent_default();
        }
    }

    fn move_by(self, pixels: f64) {
        if self.shown.curves.read_untracked().is_empty() {
            return self.shown.say("No run is drawn.");
        }
        if let Some(zoom) = self.shown.move_crosshair(pixels) {
            self.shown.follows.set_value(true);
            self.turn_to(zoom);
        }
        let (mut words, why_blank) = untrack(|| tooltip::in_words(self.shown));
        // Once is enough, until the crosshair has been elsewhere.
        let is_blank = why_blank.is_some();
        let was_blank = self
            .was_blank
            .try_update_value(|was| mem::replace(was, is_blank));
        if let Some(why) = why_blank.filter(|_| was_blank == Some(false)) {
            words = format!("{words}. {why}");
        }
        self.shown.say(&words);
    }

    /// Drops the drag, or else the crosshair; the pins too, unless the key may be meant for something else.
    fn escape(self) {
        if self.drag.read_value().is_some() {
            self.cancel();
        } else {
            self.shown.point_nowhere();
            if browser::is_focus_in("body, .figure, .figure *") {
                self.shown.unpin();
            }
        }
    }
}
