//! What a hand does on the figure: pointer, wheel, fingers and keys.

mod fingers;
mod keys;
mod wheel;

use std::sync::Arc;
use std::time::Duration;

use leptos::html;
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use web_sys::PointerEvent;

use self::wheel::Turn;
use super::FigureState;
use crate::app::browser;
use crate::geometry::Point;
use crate::scene::gesture::{CLICK, marked, panned, zoomed_to};
use crate::scene::{Panel, Scene, Zoom};

/// How long it is told that a bare wheel scrolls.
const HINT: Duration = Duration::from_secs(2);
/// One notch of a wheel, one press of a key.
pub(super) const ZOOM_STEP: f64 = 0.8;
/// A drag in the making.
#[derive(Clone)]
enum Drag {
    /// Marks what to zoom to.
    Mark { start: Start, from: Point },
    /// Moves the content of what was shown when it began.
    Pan { start: Start, from: Point },
    /// One finger: sideways it moves the crosshair. Where it came down, as long as it may be a tap.
    Finger { tap: Option<Point> },
    /// Two fingers, by where they came down.
    Pinch { start: Start, from: [Point; 2] },
}

/// What was shown when a hand came down.
#[derive(Clone)]
struct Start {
    scene: Arc<Scene>,
    /// Which panel it came down on.
    panel: usize,
    zoom: Zoom,
}

impl Start {
    fn panel(&self) -> Option<&Panel> {
        self.scene.panels.get(self.panel)
    }
}

/// What the hand holds, and what it holds it over.
#[derive(Clone, Copy)]
struct Grip {
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
    let grip = Grip {
        awake: RwSignal::new(shown.state.view.read_untracked().embed.is_none()),
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
    fn point_of(self, x: i32, y: i32) -> Option<Point> {
        let bounds = self.surface.get_untracked()?.get_bounding_client_rect();
        let (x, y) = (f64::from(x) - bounds.left(), f64::from(y) - bounds.top());
        let (x, y) = self.shown.to_scene((x, y));
        Some(Point { x, y })
    }

    /// What is shown now, for a hand that comes down.
    fn start(self, at: Point) -> Option<Start> {
        let scene = self.shown.scene.get_untracked()?;
        let panel = scene.panel_at(at)?.index;
        let zoom = self.shown.state.zoom();
        Some(Start { scene, panel, zoom })
    }

    fn down(self, event: &PointerEvent) {
        self.note_press();
        // A mouse that is dragged would do nothing else.
        if !self.awake.get_untracked() && event.pointer_type() != "mouse" {
            return;
        }
        let Some(at) = self.point_of(event.client_x(), event.client_y()) else {
            return;
        };
        if event.pointer_type() == "touch" {
            self.finger_down(event.pointer_id(), at);
            return;
        }
        let Some(start) = self.start(at) else {
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
        self.drag.set_value(Some(if pans {
            Drag::Pan { start, from: at }
        } else {
            Drag::Mark { start, from: at }
        }));
    }

    fn moved(self, event: &PointerEvent) {
        let Some(at) = self.point_of(event.client_x(), event.client_y()) else {
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
            None => self.shown.point_at(at),
            // It may yet be a tap, or scroll the page.
            Some(Drag::Finger { tap: Some(from) }) if from.distance(at) < CLICK => {}
            Some(Drag::Finger { .. }) => {
                self.drag.set_value(Some(Drag::Finger { tap: None }));
                self.shown.point_at(at);
            }
            Some(Drag::Mark { start, from }) => {
                let area = start
                    .panel()
                    .and_then(|panel| marked(&panel.frame, from, at));
                self.shown.marked.set(area);
                if area.is_some() {
                    self.shown.x.set(None);
                }
            }
            Some(Drag::Pan { start, from }) => {
                if let Some(panel) = start.panel() {
                    self.shown
                        .state
                        .pass_zoom(panned(panel, from, at, start.zoom));
                }
            }
            Some(Drag::Pinch { start, from }) => self.pinch(&start, from),
        }
    }

    fn up(self, event: &PointerEvent) {
        let was_awake = self.awake.get_untracked();
        self.awake.set(true);
        if event.pointer_type() == "touch" && !self.finger_up(event.pointer_id()) {
            return;
        }
        match self.drag.try_update_value(Option::take).flatten() {
            Some(Drag::Mark { start, .. }) => {
                let area = self.shown.marked.get_untracked();
                let zoom = area.zip(start.panel());
                let zoom = zoom.map(|(area, panel)| zoomed_to(panel, &area, start.zoom));
                match zoom {
                    Some(zoom) => self.shown.state.zoom_to(zoom),
                    None if was_awake => self.pin_at(event),
                    None => {}
                }
            }
            Some(Drag::Finger { tap: Some(_) }) => self.pin_at(event),
            // So the crosshair goes with the next tap elsewhere, as after a tap.
            Some(Drag::Finger { tap: None }) => {
                browser::focus("#hand");
            }
            Some(Drag::Pan { start, .. } | Drag::Pinch { start, .. })
                if start.zoom != self.shown.state.zoom() =>
            {
                self.shown.state.remember_zoom(start.zoom);
            }
            _ => {}
        }
        self.shown.marked.set(None);
    }

    /// Moves the crosshair to where a pointer is, which a pen or a finger may not have told before, and pins its place.
    fn pin_at(self, event: &PointerEvent) {
        if let Some(at) = self.point_of(event.client_x(), event.client_y()) {
            self.shown.point_at(at);
            self.pin();
        }
    }

    /// Pins the crosshair's place, where there is one.
    fn pin(self) {
        if let Some(x) = self.shown.x.get_untracked() {
            self.shown.pin(x);
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
        self.shown.state.adjust(|view| view.at = pins);
        self.shown.state.zoom_to(Zoom::default());
    }

    fn cancel(self) {
        self.fingers.set_value(Vec::new());
        let drag = self.drag.try_update_value(Option::take).flatten();
        if let Some(Drag::Pan { start, .. } | Drag::Pinch { start, .. }) = drag {
            self.shown.state.pass_zoom(start.zoom);
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
}
