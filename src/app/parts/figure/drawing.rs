//! What is wanted on the canvas becomes a scene, and the scene pixels, at most once a frame.

use std::sync::Arc;
use std::time::Duration;

use leptos::html;
use leptos::prelude::*;

use super::{DrawnView, Picture};
use crate::app::timing;
use crate::draw::paint;
use crate::scene::Scene;

/// While runs come, drawing takes no more than this part of the time; they need the rest.
const DRAWING_PART: f64 = 0.1;

/// The way of a picture to the canvas. Of those that wait at one point of it, the latest goes on.
#[derive(Clone, Copy)]
pub(super) struct Drawing {
    canvas: NodeRef<html::Canvas>,
    wanted: StoredValue<Option<Picture>>,
    /// What of the view was wanted last.
    drawn: StoredValue<Option<DrawnView>>,
    composed: StoredValue<Option<Composed>>,
    /// Whether a figure with every run that was wanted has been on the screen.
    has_been_whole: StoredValue<bool>,
    /// Before this moment nothing is drawn while runs come, in milliseconds since the page was opened.
    rests_until: StoredValue<f64>,
    /// What is on the screen.
    scene: RwSignal<Option<Arc<Scene>>>,
    /// Why it is not.
    pub(super) error: RwSignal<Option<String>>,
}

/// A picture and its scene, which is yet to be painted.
struct Composed {
    picture: Picture,
    scene: Arc<Scene>,
    /// How many milliseconds the scene took.
    took: f64,
}

impl Drawing {
    pub(super) fn new(canvas: NodeRef<html::Canvas>, scene: RwSignal<Option<Arc<Scene>>>) -> Self {
        Self {
            canvas,
            wanted: StoredValue::new(None),
            drawn: StoredValue::new(None),
            composed: StoredValue::new(None),
            has_been_whole: StoredValue::new(false),
            rests_until: StoredValue::new(f64::NEG_INFINITY),
            scene,
            error: RwSignal::new(None),
        }
    }

    /// Has a picture on the canvas at once: a print comes before the next frame.
    pub(super) fn print(self, picture: Picture) {
        self.drawn.set_value(Some(picture.drawn()));
        self.wanted.set_value(Some(picture));
        self.draw();
    }

    /// Has a picture on the canvas before long.
    pub(super) fn want(self, picture: Picture) {
        let pause = self.rests_until.get_value() - timing::now();
        // Another view is what the visitor has asked for, and does not wait for runs.
        let is_another_view =
            self.drawn.write_value().replace(picture.drawn()) != Some(picture.drawn());
        let is_due = picture.is_settled || is_another_view || pause <= 0.0;
        let is_first = self.wanted.write_value().replace(picture).is_none();
        if is_due && self.has_been_whole.get_value() {
            request_animation_frame(move || self.draw());
        } else if is_due || is_first {
            // Before the first whole figure, composing and painting are two tasks: as one they would block the page for too
            // long, since all code runs for the first time.
            let begin = move || {
                if self.compose() {
                    request_animation_frame(move || self.paint());
                }
            };
            let pause = if is_due { 0.0 } else { pause };
            set_timeout(begin, Duration::from_secs_f64(pause / 1000.0));
        }
    }

    /// Lets go of what was wanted and is not on the canvas yet.
    pub(super) fn forget(self) {
        self.wanted.set_value(None);
        self.composed.set_value(None);
    }

    fn draw(self) {
        self.compose();
        self.paint();
    }

    /// Whether a picture now waits to be painted, and none did before.
    fn compose(self) -> bool {
        let Some(picture) = self.wanted.try_update_value(Option::take).flatten() else {
            return false;
        };
        let start = timing::now();
        let composed = Composed {
            scene: Arc::new(picture.scene()),
            picture,
            took: timing::now() - start,
        };
        self.measure(start);
        self.composed.write_value().replace(composed).is_none()
    }

    fn paint(self) {
        let composed = self.composed.try_update_value(Option::take).flatten();
        let (Some(composed), Some(element)) = (composed, self.canvas.get_untracked()) else {
            return;
        };
        let start = timing::now();
        let Picture { spec, theme, .. } = &composed.picture;
        let painted = paint(&element, &composed.scene, theme, spec.density);
        let end = timing::now();
        self.measure(start);
        let took = composed.took + (end - start);
        self.rests_until
            .set_value(end + took * (1.0 / DRAWING_PART - 1.0));
        self.error
            .set(painted.as_ref().err().map(ToString::to_string));
        let is_whole = composed.picture.is_settled && painted.is_ok();
        self.scene.set(painted.is_ok().then_some(composed.scene));
        if self.has_been_whole.get_value() {
            timing::mark("figure:redrawn");
        } else if is_whole {
            self.has_been_whole.set_value(true);
            timing::mark("figure:painted");
        }
    }

    /// Enters a part of a drawing that began at `start`, until there has been a whole figure. The drawings that follow a
    /// hand would be without end.
    fn measure(self, start: f64) {
        if !self.has_been_whole.get_value() {
            timing::measure("draw", start, None);
        }
    }
}
