//! What a hand does on the figure: pointer, wheel, fingers and keys.

mod fingers;
mod keys;

use std::sync::Arc;
use std::time::Duration;

use leptos::html;
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use web_sys::{PointerEvent, WheelEvent};

use super::crosshair::{panel_at, point_at, with_panel};
use super::{FigureState, pins};
use crate::app::state::State;
use crate::app::{browser, timing};
use crate::geometry::Point;
use crate::scene::gesture::{CLICK, marked, panned, scaled, zoomed_to};
use crate::scene::{Panel, Scene, Zoom};

/// Notches of the wheel that follow each other faster are of one turn, in milliseconds.
const ONE_TURN: f64 = 600.0;
/// How long it is told that a bare wheel scrolls.
const HINT: Duration = Duration::from_secs(2);
/// One notch of a wheel, one press of a key.
pub(super) const ZOOM_STEP: f64 = 0.8;
/// A wheel with Ctrl that is turned by less, in hundreds of pixels, is a pinch.
const MOST_OF_A_PINCH: f64 = 0.3;

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
    /// One finger: sideways it moves the crosshair. Where it came down, as long as it may be a tap.
    Finger { tap: Option<Point> },
    /// Two fingers, by where they came down; `scene` and `before` are what was shown then, and its zoom.
    Pinch {
        scene: Arc<Scene>,
        panel: usize,
        from: [Point; 2],
        before: Zoom,
    },
}

/// A turn of the wheel: when, in milliseconds since the page was opened, and the zoom that it left.
#[derive(Clone, Copy)]
struct Turn {
    at: f64,
    left: Zoom,
}

/// What the hand holds, and what it holds it over.
#[derive(Clone, Copy)]
struct Grip {
    state: State,
    shown: FigureState,
    surface: NodeRef<html::Div>,
    drag: StoredValue<Option<Drag>>,
    /// Up to two, where they are now.
    fingers: StoredValue<Vec<(i32, Point)>>,
    /// Whether it takes the wheel and fingers; in another page only once it has been clicked.
    awake: RwSignal<bool>,
    /// Whether the page is magnified: then fingers move that.
    magnified: ReadSignal<bool>,
    /// The last turn of the wheel.
    turn: StoredValue<Option<Turn>>,
    /// Whether a bare wheel has just been turned.
    hint: RwSignal<bool>,
    /// What was pinned before each of the last two presses.
    pins_before: StoredValue<[Vec<f64>; 2]>,
    /// Whether a key has led the crosshair to a blank end.
    was_blank: StoredValue<bool>,
}

#[component]
pub(super) fn Hand(shown: FigureState) -> impl IntoView {
    let state = expect_context::<State>();
    let grip = Grip {
        state,
        awake: RwSignal::new(state.view.read_untracked().embed.is_none()),
        magnified: browser::is_magnified(),
        shown,
        surface: NodeRef::new(),
        drag: StoredValue::new(None),
        fingers: StoredValue::new(Vec::new()),
        turn: StoredValue::new(None),
        hint: RwSignal::new(false),
        pins_before: StoredValue::default(),
        was_blank: StoredValue::new(false),
    };
    let mut end_hint = debounce(HINT, move |()| grip.hint.set(false));
    Effect::new(move |_| {
        if grip.hint.get() {
            end_hint(());
        }
    });
    browser::on_key(move |event| grip.page_key(&event));
    view! {
        <div
            id="hand"
            class="hand"
            class:asleep=move || !grip.takes_fingers()
            node_ref=grip.surface
            tabindex="0"
            // A screen reader would keep the arrows of a group to itself.
            role="application"
            aria-label="Figure: arrow keys move along the steps, Enter pins one, plus and minus zoom, 0 shows all"
            on:pointerdown=move |event| grip.down(&event)
            on:pointermove=move |event| grip.moved(&event)
            on:pointerup=move |event| grip.up(&event)
            on:pointercancel=move |event| grip.lose(&event)
            on:pointerleave=move |event| grip.leave(&event)
            on:touchmove=move |event| grip.hold_page(&event)
            on:dblclick=move |_| grip.fit()
            on:keydown=move |event| grip.own_key(&event)
            // So leaves what keys or a finger have pointed at, unless it is to be zoomed to.
            on:blur=move |event| {
                if !browser::goes_to(&event, ".figure-buttons") {
                    shown.point_nowhere();
                }
            }
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
            <p class="visually-hidden" aria-live="polite">{shown.spoken}</p>
        </div>
    }
}

impl Grip {
    /// Where a pointer is on the figure.
    fn place(self, x: i32, y: i32) -> Option<Point> {
        let bounds = self.surface.get_untracked()?.get_bounding_client_rect();
        let (x, y) = (f64::from(x) - bounds.left(), f64::from(y) - bounds.top());
        let (x, y) = self.shown.to_scene((x, y));
        Some(Point { x, y })
    }

    fn zoom(self) -> Zoom {
        self.state.view.read_untracked().axes.zoom
    }

    fn down(self, event: &PointerEvent) {
        self.note_press();
        // A mouse that is dragged would do nothing else.
        if !self.awake.get_untracked() && event.pointer_type() != "mouse" {
            return;
        }
        let Some(at) = self.place(event.client_x(), event.client_y()) else {
            return;
        };
        if event.pointer_type() == "touch" {
            self.finger_down(event.pointer_id(), at);
            return;
        }
        let Some(panel) = panel_at(self.shown, at) else {
            return;
        };
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

    fn moved(self, event: &PointerEvent) {
        let Some(at) = self.place(event.client_x(), event.client_y()) else {
            return;
        };
        if event.pointer_type() == "mouse" && !self.fingers.read_value().is_empty() {
            return;
        }
        if self.drag.read_value().is_some() && event.buttons() == 0 {
            // Its end was told to another: a menu that had opened, say.
            self.cancel();
        }
        self.finger_moved(event.pointer_id(), at);
        match self.drag.get_value() {
            None => point_at(self.shown, at),
            // It may yet be a tap, or scroll the page.
            Some(Drag::Finger { tap: Some(from) }) if from.distance(at) < CLICK => {}
            Some(Drag::Finger { .. }) => {
                self.drag.set_value(Some(Drag::Finger { tap: None }));
                point_at(self.shown, at);
            }
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
                scene,
                panel,
                from,
                before,
            }) => {
                if let Some(panel) = scene.panels.get(panel) {
                    self.pinch(panel, from, before);
                }
            }
        }
    }

    fn up(self, event: &PointerEvent) {
        let was_awake = self.awake.get_untracked();
        self.awake.set(true);
        if event.pointer_type() == "touch" && !self.finger_up(event.pointer_id()) {
            return;
        }
        match self.drag.try_update_value(Option::take).flatten() {
            Some(Drag::Mark { panel, .. }) => {
                let zoom = self.shown.marked.get_untracked().and_then(|area| {
                    with_panel(self.shown, panel, |panel| {
                        zoomed_to(panel, &area, self.zoom())
                    })
                });
                match zoom {
                    Some(zoom) => self.state.zoom_to(zoom),
                    None if was_awake => self.pin_at(event),
                    None => {}
                }
            }
            Some(Drag::Finger { tap: Some(_) }) => self.pin_at(event),
            // So the crosshair goes with the next tap elsewhere, as after a tap.
            Some(Drag::Finger { tap: None }) => {
                browser::focus("#hand");
            }
            Some(Drag::Pan { before, .. } | Drag::Pinch { before, .. })
                if before != self.zoom() =>
            {
                self.state.remember_zoom(before);
            }
            _ => {}
        }
        self.shown.marked.set(None);
    }

    /// Moves the crosshair to where a pointer is, which a pen or a finger may not have told before, and pins its place.
    fn pin_at(self, event: &PointerEvent) {
        if let Some(at) = self.place(event.client_x(), event.client_y()) {
            point_at(self.shown, at);
            self.pin();
        }
    }

    /// Pins the crosshair's place, where there is one.
    fn pin(self) {
        if let Some(x) = self.shown.x.get_untracked() {
            pins::pin(self.state, self.shown, x);
        }
    }

    /// Keeps what is pinned for the case that this press and the next are a double click.
    fn note_press(self) {
        self.pins_before.update_value(|pins| {
            pins.swap(0, 1);
            pins[1] = self.shown.pins.get_untracked();
        });
    }

    /// Shows all. The two clicks that asked for it have pinned nothing.
    fn fit(self) {
        let [pins, _] = self.pins_before.get_value();
        self.state.adjust(|view| view.at = pins);
        self.state.zoom_to(Zoom::default());
    }

    fn cancel(self) {
        self.fingers.set_value(Vec::new());
        let drag = self.drag.try_update_value(Option::take).flatten();
        if let Some(Drag::Pan { before, .. } | Drag::Pinch { before, .. }) = drag {
            self.state.adjust(|view| view.axes.zoom = before);
        }
        self.shown.marked.set(None);
    }

    /// A pointer is gone; a finger's, where the page has begun to scroll under it.
    fn lose(self, event: &PointerEvent) {
        self.cancel();
        if event.pointer_type() == "touch" {
            self.shown.point_nowhere();
        }
    }

    fn leave(self, event: &PointerEvent) {
        if event.pointer_type() != "touch" && self.drag.read_value().is_none() {
            self.shown.point_nowhere();
        }
    }

    /// Zooms with a key held; sideways, moves what is zoomed; else the page scrolls.
    fn wheel(self, event: &WheelEvent) {
        if !self.awake.get_untracked() {
            return;
        }
        let zooms = event.ctrl_key() || event.meta_key() || event.alt_key();
        // With Shift some browsers turn the wheel's way themselves, and some do not.
        let (aside, down) = match (event.delta_x(), event.delta_y()) {
            (0.0, down) if event.shift_key() => (down, 0.0),
            ways => ways,
        };
        let pans = aside.abs() > down.abs() && !self.zoom().x.are_own();
        if !zooms && !pans {
            self.hint.set(true);
            return;
        }
        event.prevent_default();
        let Some(at) = self.place(event.client_x(), event.client_y()) else {
            return;
        };
        let before = self.zoom();
        let turned = |panel: &Panel| {
            if zooms {
                let factor = wheel_factor(event).clamp(0.2, 5.0);
                return scaled(panel, at, factor, before);
            }
            let to = Point {
                x: at.x - aside,
                ..at
            };
            panned(panel, at, to, before)
        };
        let panel = panel_at(self.shown, at);
        let zoom = panel.and_then(|panel| with_panel(self.shown, panel, turned));
        if let Some(zoom) = zoom.filter(|zoom| *zoom != before) {
            self.turn_to(zoom);
        }
    }

    /// Zooms by a notch of the wheel. Those of one turn are one view in the history.
    fn turn_to(self, zoom: Zoom) {
        let now = timing::now();
        let turn = Turn {
            at: now,
            left: zoom,
        };
        let last = self.turn.try_update_value(|last| last.replace(turn));
        let goes_on = last
            .flatten()
            .is_some_and(|last| now - last.at <= ONE_TURN && last.left == self.zoom());
        if goes_on {
            self.state.adjust(|view| view.axes.zoom = zoom);
        } else {
            self.state.zoom_to(zoom);
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
