//! The names of what is pinned, each at its line.

use leptos::prelude::*;

use super::FigureState;
use super::crosshair::seen_pixel;
use crate::scene::helvetica::{WIDER, width};

/// Pixels of the letters of a pin's name, and around them.
const NAME_SIZE: f64 = 12.0;
const NAME_PADDING: f64 = 16.0;
/// How far under a panel its labels of steps end: a name that lay on one would make another number of it.
const UNDER_LABELS: f64 = 24.0;
/// What a click on a name does.
const UNPIN: &str = " ×";

/// What is pinned, under the panel that shows most: each leaves by a click on it.
#[component]
pub(super) fn PinNames(shown: FigureState) -> impl IntoView {
    let names = move || {
        let scene = shown.scene.get()?;
        let panel = scene.whole()?;
        let pins = shown.pins.get().into_iter();
        let places = pins.map(|x| Some((x, seen_pixel(panel, shown.snapped(x))?)));
        let names = places.flatten();
        let names = names.map(|(x, pixel)| PinName::of(shown.pin_in_words(x), x, pixel));
        let names: Vec<PinName> = names.collect();
        let lefts = name_places(&names, panel.frame.left, scene.size.width);
        let names = names.into_iter().zip(lefts).map(|(name, left)| {
            view! {
                <div
                    class="pin-place"
                    style:left=format!("{left}px")
                    style:top=format!("{}px", panel.frame.bottom + UNDER_LABELS)
                    style:width=format!("{}px", name.width)
                >
                    <button
                        class="pin-name"
                        aria-label=format!("Unpin {}", name.words)
                        on:click=move |_| shown.unpin_one(name.x)
                    >
                        {format!("{}{UNPIN}", name.words)}
                    </button>
                </div>
            }
        });
        Some(names.collect_view())
    };
    view! { {names} }
}

/// The name of a pin.
struct PinName {
    words: String,
    /// The place that is pinned, and its pixel.
    x: f64,
    pixel: f64,
    /// How many pixels it takes.
    width: f64,
}

impl PinName {
    fn of(words: String, x: f64, pixel: f64) -> Self {
        let letters = width(&words, false) + width(UNPIN, false);
        Self {
            words,
            x,
            pixel,
            width: letters * WIDER * NAME_SIZE + NAME_PADDING,
        }
    }
}

/// Where names begin: each about the middle of its pin's line, none upon another, all between `left`, beside which the
/// panel has a button, and `right`.
fn name_places(names: &[PinName], left: f64, right: f64) -> Vec<f64> {
    // Where there is too little room for both, the first gives way.
    let about = |middle: f64, wide: f64| (middle - wide / 2.0).max(left).min(right - wide);
    let each = names.iter().map(|name| about(name.pixel, name.width));
    let each: Vec<f64> = each.collect();
    match (names, &each[..]) {
        ([first, second], &[begin, next]) if next - begin < first.width => {
            let middle = f64::midpoint(first.pixel, second.pixel);
            let begin = about(middle, first.width + second.width).max(0.0);
            vec![begin, begin + first.width]
        }
        _ => each,
    }
}
