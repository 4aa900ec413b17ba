//! The figure, and what is laid over it.

mod buttons;
mod crosshair;
mod curves;
mod data_table;
mod drawing;
mod hand;
mod hint;
mod log_switch;
mod overlay;
mod picture;
mod pin_names;
mod pins;
mod tooltip;
mod why_empty;
mod words;
mod zooming;

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use super::folded::Folded;
use crate::app::later::{Later, Part, Rest};
use crate::app::state::State;
use crate::app::{browser, in_turn};
use crate::geometry::{Rect, Size};
use crate::number::aloud;
use crate::scene::{Scene, XAxis};
pub(in crate::app) use curves::{NamedCurve, curves};
pub(in crate::app) use data_table::DataTable;
use drawing::Drawing;
pub(in crate::app) use overlay::Overlay;
pub(in crate::app) use picture::{DrawnView, Picture};
pub(in crate::app) use pins::PinTable;

/// How many device pixels a CSS pixel has on paper, at least.
const PAPER_RATIO: f64 = 3.0;

/// The figure that is on the screen, for what is laid over it.
#[derive(Clone, Copy)]
pub(in crate::app) struct FigureState {
    /// The page's.
    state: State,
    scene: RwSignal<Option<Arc<Scene>>>,
    /// How many of the page's pixels are one of the scene's, where the visitor wants larger text.
    scale: f64,
    curves: Memo<Vec<NamedCurve>>,
    /// The place on the x axis that is asked about.
    x: RwSignal<Option<f64>>,
    /// How far down the pointer is, and on which panel.
    pointer: RwSignal<Option<(usize, f64)>>,
    /// Up to two places on the x axis that are pinned.
    pins: Memo<Vec<f64>>,
    /// The part that a drag marks.
    marked: RwSignal<Option<Rect>>,
    /// Whether the view has just followed the crosshair, which says enough.
    follows: StoredValue<bool>,
    /// What is said aloud of what a hand has done. See [`say`](Self::say).
    spoken: RwSignal<String>,
}

impl FigureState {
    fn x_axis(self) -> XAxis {
        self.state.settings.read().axes.x
    }

    /// Two lengths in the page's pixels, in the scene's: they differ where the visitor wants larger text.
    fn to_scene(self, (from, to): (f64, f64)) -> (f64, f64) {
        (from / self.scale, to / self.scale)
    }

    /// Says something aloud, also where it is what was said last.
    fn say(self, words: &str) {
        let mut words = aloud(words);
        if words == *self.spoken.read_untracked() {
            words.push('\u{a0}');
        }
        self.spoken.set(words);
    }
}

#[component]
pub(in crate::app) fn Figure() -> impl IntoView {
    view! {
        <section class="figure" aria-label="Figure">{in_turn(|| view! { <Content /> })}</section>
    }
}

#[component]
fn Content() -> impl IntoView {
    let state = expect_context::<State>();
    let canvas = NodeRef::<html::Canvas>::new();
    let frame = NodeRef::<html::Div>::new();
    let (size, set_size) = signal(None::<Size>);
    let ratio = browser::device_pixel_ratio();
    let curves = expect_context::<Memo<Vec<NamedCurve>>>();
    let scale = browser::text_scale();
    let shown = FigureState {
        state,
        scene: RwSignal::new(None),
        scale,
        curves,
        x: RwSignal::new(None),
        pointer: RwSignal::new(None),
        pins: Memo::new(move |_| state.settings.read().at.clone()),
        marked: RwSignal::new(None),
        follows: StoredValue::new(false),
        spoken: RwSignal::new(String::new()),
    };

    frame.on_load(move |element| {
        browser::on_resize(&element, move |size| set_size.set(Some(size)));
    });

    let drawn = Memo::new(move |_| DrawnView::of(&state.view.read()));
    let drawing = Drawing::new(canvas, shown.scene);
    let is_marking = Memo::new(move |_| shown.marked.read().is_some());
    Effect::new(move |_| {
        // In a frame that has not been on the screen, nobody has told of it yet.
        let unseen = || {
            let element = frame.get().filter(|_| state.is_printing.get())?;
            Some(browser::size_of(&element))
        };
        let size = size.get().or_else(unseen);
        let Some(size) = size.filter(|size| size.width > 0.0 && size.height > 0.0) else {
            return;
        };
        let size = Size {
            width: size.width / scale,
            height: size.height / scale,
        };
        // What a hand is marking stays where it is.
        let (ratio, is_printing) = (ratio.get(), state.is_printing.get());
        if is_marking.get() && !is_printing {
            return drawing.forget();
        }
        let least = if is_printing { PAPER_RATIO } else { 0.0 };
        let ratio = ratio.max(least) * scale;
        let picture = Picture::of(state, &curves.read(), drawn.get(), size, ratio);
        if is_printing {
            drawing.print(picture.with_all_in_front());
        } else {
            drawing.want(picture);
        }
    });

    let has_pins = Memo::new(move |_| !shown.pins.read().is_empty());
    let is_embedded = state.view.read_untracked().embed.is_some();
    view! {
        <div class="canvas-frame" node_ref=frame>
            <canvas
                id="figure"
                node_ref=canvas
                role="img"
                aria-label=move || words::name(shown)
                aria-describedby=words::ID
            ></canvas>
            <Rest part=Part::Overlay(shown) />
        </div>
        {move || has_pins.get().then(|| view! { <Later part=Part::Pins(shown) /> })}
        {(!is_embedded).then(|| view! {
            // Made only while it is open: it follows every zoom.
            <Folded class="data-table" title="Data table">
                <Later part=Part::DataTable(shown) />
            </Folded>
        })}
        {move || drawing.error.get().map(|text| view! { <p class="notice warning" role="alert">{text}</p> })}
    }
}
