//! What a hand does on the figure: pointer, wheel, fingers and keys.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use web_sys::{KeyboardEvent, PointerEvent, WheelEvent};

use super::Shown;
use super::crosshair::{move_crosshair, panel_at, point_at, with_panel, zoom_in_place};
use crate::app::browser;
use crate::app::state::State;
use crate::app::timing;
use crate::geometry::Point;
use crate::scene::gesture::{marked, panned, scaled, zoomed_to};
use crate::scene::{Scene, Zoom};

/// Notches of the wheel that follow each other faster are of one turn, in milliseconds.
const ONE_TURN: f64 = 600.0;
/// One notch of a wheel, one press of a key.
pub(super) const ZOOM_STEP: f64 = 0.8;

/// A drag in the making.
#[derive(Clone)]
enum Drag {
    /// Marks what to zoom to.
    Mark { panel: usize, from: Point },
    /// Moves the content of what was shown when it began; `before` is the zoom then.
    Pan {
        scene: Arc<Scene>,
        panel: usize,
        from: Point,
        before: Zoom,
    },
    /// One finger: sideways it moves the crosshair.
    Finger,
    /// Two fingers, by their distance; `before` is the zoom they began with.
    Pinch {
        panel: usize,
        distance: f64,
        before: Zoom,
    },
}

/// What the hand holds, and what it holds it over.
#[derive(Clone, Copy)]
struct Grip {
    state: State,
    shown: Shown,
    surface: NodeRef<html::Div>,
    drag: StoredValue<Option<Drag>>,
    fingers: StoredValue<Vec<(i32, Point)>>,
    /// Whether it takes the wheel and fingers; in another page only once it has been clicked.
    awake: RwSignal<bool>,
    /// When the wheel was turned last, in milliseconds.
    turned_at: StoredValue<f64>,
    /// Whether a bare wheel has just been turned.
    hint: RwSignal<bool>,
    /// What is said of the crosshair's place.
    spoken: RwSignal<String>,
}

#[component]
pub(super) fn Hand(shown: Shown) -> impl IntoView {
    let state = expect_context::<State>();
    let grip = Grip {
        state,
        awake: RwSignal::new(state.view.read_untracked().embed.is_none()),
        shown,
        surface: NodeRef::new(),
        drag: StoredValue::new(None),
        fingers: StoredValue::new(Vec::new()),
        turned_at: StoredValue::new(f64::NEG_INFINITY),
        hint: RwSignal::new(false),
        spoken: RwSignal::new(String::new()),
    };
    view! {
        <div
            id="hand"
            class="hand"
            class:asleep=move || !grip.awake.get()
            node_ref=grip.surface
            tabindex="0"
            role="group"
            aria-label="Figure: arrow keys move along the steps, plus and minus zoom, 0 shows all"
            on:pointerdown=move |event| grip.down(&event)
            on:pointermove=move |event| grip.moved(&event)
            on:pointerup=move |event| grip.up(&event)
            on:pointercancel=move |_| grip.cancel()
            on:pointerleave=move |event| grip.leave(&event)
            on:dblclick=move |_| {
                shown.pins.set(Vec::new());
                grip.state.zoom_to(Zoom::default());
            }
            on:keydown=move |event| grip.key(&event)
            on:wheel=move |event| grip.wheel(&event)
        >
            {move || shown.marked.get().map(|area| view! {
                <div
                    class="marked"
                    style:transform=format!("translate({}px, {}px)", area.left, area.top)
                    style:width=format!("{}px", area.width())
                    style:height=format!("{}px", area.height())
                ></div>
            })}
            <p class="wheel-hint" class:seen=grip.hint aria-hidden="true">
                {if browser::is_mac() { "⌘ and scroll to zoom" } else { "Ctrl and scroll to zoom" }}
            </p>
            <p class="visually-hidden" aria-live="polite">{grip.spoken}</p>
        </div>
    }
}

impl Grip {
    /// Where a pointer is on the figure.
    fn place(self, x: i32, y: i32) -> Option<Point> {
        let bounds = self.surface.get_untracked()?.get_bounding_client_rect();
        Some(Point {
            x: f64::from(x) - bounds.left(),
            y: f64::from(y) - bounds.top(),
        })
    }

    fn zoom(self) -> Zoom {
        self.state.view.read_untracked().axes.zoom
    }

    fn down(self, event: &PointerEvent) {
        if !self.awake.get_untracked() {
            return;
        }
        let Some(at) = self.place(event.client_x(), event.client_y()) else {
            return;
        };
        let Some(panel) = panel_at(self.shown, at) else {
            return;
        };
        if event.pointer_type() == "touch" {
            self.finger_down(event.pointer_id(), panel, at);
            return;
        }
        let pans = event.shift_key() || event.button() == 1;
        if !pans && event.button() != 0 {
            return;
        }
        if pans {
            // A middle button would begin to scroll, a Shift to select.
            event.prevent_default();
        }
        if let Some(surface) = self.surface.get_untracked() {
            // A pointer that is gone already cannot be captured; nothing is lost.
            let _gone = surface.set_pointer_capture(event.pointer_id());
        }
        let scene = self.shown.scene.get_untracked();
        self.drag.set_value(match scene.filter(|_| pans) {
            Some(scene) => Some(Drag::Pan {
                scene,
                panel,
                from: at,
                before: self.zoom(),
            }),
            None => Some(Drag::Mark { panel, from: at }),
        });
    }

    fn finger_down(self, id: i32, panel: usize, at: Point) {
        self.fingers.update_value(|fingers| fingers.push((id, at)));
        let drag = match self.fingers.get_value()[..] {
            [(_, a), (_, b)] => Drag::Pinch {
                panel,
                distance: distance(a, b),
                before: self.zoom(),
            },
            _ => Drag::Finger,
        };
        self.drag.set_value(Some(drag));
        point_at(self.shown, at);
    }

    fn moved(self, event: &PointerEvent) {
        let Some(at) = self.place(event.client_x(), event.client_y()) else {
            return;
        };
        match self.drag.get_value() {
            None | Some(Drag::Finger) => point_at(self.shown, at),
            Some(Drag::Mark { panel, from }) => {
                let area = with_panel(self.shown, panel, |panel| marked(&panel.frame, from, at));
                self.shown.marked.set(area.flatten());
                if area.flatten().is_some() {
                    self.shown.x.set(None);
                }
            }
            Some(Drag::Pan {
                scene,
                panel,
                from,
                before,
            }) => {
                if let Some(panel) = scene.panels.get(panel) {
                    let zoom = panned(panel, from, at, before);
                    self.state.adjust(|view| view.axes.zoom = zoom);
                }
            }
            Some(Drag::Pinch {
                panel,
                distance,
                before,
            }) => {
                let distance = self.pinch(event.pointer_id(), at, panel, distance);
                self.drag.set_value(Some(Drag::Pinch {
                    panel,
                    distance,
                    before,
                }));
            }
        }
    }

    /// Zooms by how far apart the fingers are now, which it gives, and were before.
    fn pinch(self, id: i32, at: Point, panel: usize, before: f64) -> f64 {
        self.fingers.update_value(|fingers| {
            for finger in fingers.iter_mut().filter(|finger| finger.0 == id) {
                finger.1 = at;
            }
        });
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

    fn up(self, event: &PointerEvent) {
        let id = event.pointer_id();
        self.fingers
            .update_value(|fingers| fingers.retain(|finger| finger.0 != id));
        match self.drag.try_update_value(Option::take).flatten() {
            Some(Drag::Mark { panel, .. }) => {
                let zoom = self.shown.marked.get_untracked().and_then(|area| {
                    with_panel(self.shown, panel, |panel| {
                        zoomed_to(panel, &area, self.zoom())
                    })
                });
                match (zoom, self.shown.x.get_untracked()) {
                    (Some(zoom), _) => self.state.zoom_to(zoom),
                    (None, Some(x)) => super::pins::pin(self.shown, x),
                    (None, None) => {}
                }
            }
            Some(Drag::Pan { before, .. } | Drag::Pinch { before, .. })
                if before != self.zoom() =>
            {
                self.state.remember_zoom(before);
            }
            _ => {}
        }
        self.shown.marked.set(None);
        self.awake.set(true);
    }

    fn cancel(self) {
        self.fingers.set_value(Vec::new());
        let drag = self.drag.try_update_value(Option::take).flatten();
        if let Some(Drag::Pan { before, .. } | Drag::Pinch { before, .. }) = drag {
            self.state.adjust(|view| view.axes.zoom = before);
        }
        self.shown.marked.set(None);
    }

    fn leave(self, event: &PointerEvent) {
        if event.pointer_type() != "touch" && self.drag.read_value().is_none() {
            self.shown.x.set(None);
            self.shown.pointer.set(None);
        }
    }

    fn wheel(self, event: &WheelEvent) {
        if !self.awake.get_untracked() {
            return;
        }
        if !(event.ctrl_key() || event.meta_key() || event.alt_key()) {
            let hint = self.hint;
            hint.set(true);
            set_timeout(move || hint.set(false), std::time::Duration::from_secs(2));
            return;
        }
        event.prevent_default();
        let Some(at) = self.place(event.client_x(), event.client_y()) else {
            return;
        };
        let factor = ZOOM_STEP.powf(-event.delta_y() / 100.0).clamp(0.2, 5.0);
        let zoom = panel_at(self.shown, at).and_then(|panel| {
            with_panel(self.shown, panel, |panel| {
                scaled(panel, at, factor, self.zoom())
            })
        });
        let Some(zoom) = zoom else {
            return;
        };
        // The notches of one turn are one view in the history.
        let before = self.turned_at.get_value();
        self.turned_at.set_value(timing::now());
        if timing::now() - before > ONE_TURN {
            self.state.zoom_to(zoom);
        } else {
            self.state.adjust(|view| view.axes.zoom = zoom);
        }
    }

    fn key(self, event: &KeyboardEvent) {
        let held = event.ctrl_key() || event.meta_key() || event.alt_key();
        let pixels = if event.shift_key() { 50.0 } else { 1.0 };
        let key = event.key();
        let to = match key.as_str() {
            "ArrowRight" => Some(pixels),
            "ArrowLeft" => Some(-pixels),
            "Home" => Some(f64::NEG_INFINITY),
            "End" => Some(f64::INFINITY),
            _ => None,
        };
        let handled = match (key.as_str(), to) {
            ("z", _) if held && !event.shift_key() => self.state.zoom_back(),
            ("z" | "Z" | "y", _) if held => self.state.zoom_forward(),
            _ if held => false,
            (_, Some(pixels)) => {
                move_crosshair(self.shown, pixels);
                let words = untrack(|| super::tooltip::in_words(self.state, self.shown));
                self.spoken.set(words);
                true
            }
            ("+" | "=", _) => {
                zoom_in_place(self.state, self.shown, ZOOM_STEP);
                true
            }
            ("-", _) => {
                zoom_in_place(self.state, self.shown, ZOOM_STEP.recip());
                true
            }
            ("0", _) => {
                self.state.zoom_to(Zoom::default());
                true
            }
            ("Enter" | " ", _) => {
                if let Some(x) = self.shown.x.get_untracked() {
                    super::pins::pin(self.shown, x);
                }
                true
            }
            ("Backspace", _) if event.shift_key() => self.state.zoom_forward(),
            ("Backspace", _) => self.state.zoom_back(),
            ("Escape", _) => {
                self.cancel();
                self.shown.x.set(None);
                self.shown.pins.set(Vec::new());
                false
            }
            _ => false,
        };
        if handled {
            event.prevent_default();
        }
    }
}

fn distance(a: Point, b: Point) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}
