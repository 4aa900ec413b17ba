//! The figure: what is shown becomes a scene, and the scene pixels, at most once a frame.

mod buttons;
mod crosshair;
mod data_table;
mod hand;
mod hint;
mod log_switch;
mod overlay;
mod pause;
mod picture;
mod pins;
mod tooltip;
mod words;

use std::sync::Arc;
use std::time::Duration;

use leptos::html;
use leptos::prelude::*;

use super::browser;
use super::later::{Folded, Later, Part, Rest};
use super::state::State;
use super::timing;
use crate::draw::{Canvas, CanvasError};
use crate::geometry::{Rect, Size};
use crate::scene::{Scene, XAxis, ZoomHistory};
pub(super) use data_table::DataTable;
pub(super) use overlay::Overlay;
pub(super) use picture::{Drawn, Named, Picture, curves};
pub(super) use pins::PinTable;

/// While runs come, drawing takes no more than this part of the time, which it takes from them.
const DRAWING_PART: f64 = 0.1;

/// The figure that is on the screen, for what is laid over it.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    scene: RwSignal<Option<Arc<Scene>>>,
    curves: Memo<Vec<Named>>,
    /// The place on the x axis that is asked about.
    x: RwSignal<Option<f64>>,
    /// How far down the pointer is, and on which panel.
    pointer: RwSignal<Option<(usize, f64)>>,
    /// Up to two places on the x axis that are pinned.
    pins: RwSignal<Vec<f64>>,
    /// The part that a drag marks.
    marked: RwSignal<Option<Rect>>,
    /// What is said aloud of what a hand has done.
    spoken: RwSignal<String>,
}

impl Shown {
    /// Takes the crosshair away.
    fn point_nowhere(self) {
        self.x.set(None);
        self.pointer.set(None);
    }
}

#[component]
pub(super) fn Figure() -> impl IntoView {
    let state = expect_context::<State>();
    let canvas = NodeRef::<html::Canvas>::new();
    let frame = NodeRef::<html::Div>::new();
    let (size, set_size) = signal(None::<Size>);
    let (error, set_error) = signal(None::<String>);
    let ratio = browser::device_pixel_ratio();
    let curves = expect_context::<Memo<Vec<Named>>>();
    let shown = Shown {
        scene: RwSignal::new(None),
        curves,
        x: RwSignal::new(None),
        pointer: RwSignal::new(None),
        pins: RwSignal::new(Vec::new()),
        marked: RwSignal::new(None),
        spoken: RwSignal::new(String::new()),
    };
    forget_other_axes(state, shown);

    frame.on_load(move |element| {
        browser::on_resize(&element, move |size| set_size.set(Some(size)));
    });

    let drawn = Memo::new(move |_| Drawn::of(&state.view.read()));
    let pending = StoredValue::new(None::<Picture>);
    let waiting = StoredValue::new(None::<Composed>);
    let painted = StoredValue::new(false);
    let rested_at = StoredValue::new(f64::NEG_INFINITY);
    Effect::new(move |_| {
        let Some(size) = size
            .get()
            .filter(|size| size.width > 0.0 && size.height > 0.0)
        else {
            return;
        };
        let picture = Picture::of(state, &curves.read(), drawn.get(), size, ratio.get());
        let is_settled = picture.is_settled;
        let is_awaited = pending.write_value().replace(picture).is_some();
        let compose = move || {
            let picture = pending.try_update_value(Option::take).flatten();
            let composed = picture.map(Composed::of);
            // Only the latest of those that wait for a frame is shown.
            composed.is_some_and(|composed| waiting.write_value().replace(composed).is_none())
        };
        let show = move || {
            let taken = waiting.try_update_value(Option::take).flatten();
            let (Some(composed), Some(element)) = (taken, canvas.get_untracked()) else {
                return;
            };
            let start = timing::now();
            let shown_now = Canvas::new(element).and_then(|canvas| composed.paint(&canvas));
            let end = timing::now();
            timing::measure("draw", start, None);
            rested_at.set_value(end + (composed.took + end - start) * (1.0 / DRAWING_PART - 1.0));
            set_error.set(shown_now.as_ref().err().map(ToString::to_string));
            let is_settled = composed.picture.is_settled;
            shown.scene.set(shown_now.is_ok().then_some(composed.scene));
            if painted.get_value() {
                timing::mark("figure:redrawn");
            } else if is_settled {
                painted.set_value(true);
                timing::mark("figure:painted");
            }
        };
        let draw = move || {
            compose();
            show();
        };
        let pause = rested_at.get_value() - timing::now();
        let is_due = is_settled || pause <= 0.0;
        // The browser prints before the next frame.
        if state.is_printing.get_untracked() {
            draw();
        } else if is_due && painted.get_value() {
            request_animation_frame(draw);
        } else if is_due || !is_awaited {
            // While much else is done, and code runs for the first time, both parts at once would be long.
            let begin = move || {
                if compose() {
                    request_animation_frame(show);
                }
            };
            let pause = if is_due { 0.0 } else { pause };
            set_timeout(begin, Duration::from_secs_f64(pause / 1000.0));
        }
    });

    let has_pins = Memo::new(move |_| !shown.pins.read().is_empty());
    let is_embedded = state.view.read_untracked().embed.is_some();
    view! {
        <section class="figure" aria-label="Figure">
            <div class="canvas-frame" node_ref=frame>
                <canvas
                    id="figure"
                    node_ref=canvas
                    role="img"
                    aria-label=move || words::name(state, &curves.read())
                    aria-describedby=words::ID
                ></canvas>
                <Rest part=Part::Overlay(shown) />
            </div>
            {move || has_pins.get().then(|| view! { <Later part=Part::Pins(shown) /> })}
            {(!is_embedded).then(|| view! {
                // Made only while it is open: it follows every zoom.
                <Folded class="data-table" title="Data table" part=Part::DataTable(shown) />
            })}
            {move || error.get().map(|text| view! { <p class="notice warning" role="alert">{text}</p> })}
        </section>
    }
}

/// Places on an axis mean nothing on another, however that came: by a choice, or by Back.
fn forget_other_axes(state: State, shown: Shown) {
    Effect::new(move |before: Option<XAxis>| {
        let axis = state.settings.read().axes.x;
        if before.is_some_and(|before| before != axis) {
            state.zooms.set(ZoomHistory::default());
            shown.pins.set(Vec::new());
            shown.point_nowhere();
        }
        axis
    });
}

/// A picture and its scene, which is yet to be painted.
struct Composed {
    picture: Picture,
    scene: Arc<Scene>,
    /// How many milliseconds the scene took.
    took: f64,
}

impl Composed {
    fn of(picture: Picture) -> Self {
        let start = timing::now();
        let scene = Arc::new(picture.scene());
        let took = timing::now() - start;
        timing::measure("draw", start, None);
        Self {
            picture,
            scene,
            took,
        }
    }

    fn paint(&self, canvas: &Canvas) -> Result<(), CanvasError> {
        canvas.draw(&self.scene, &self.picture.theme, self.picture.density)
    }
}
