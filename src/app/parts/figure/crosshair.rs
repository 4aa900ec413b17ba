//! The crosshair: where it is, on which panel, and how it moves.

use leptos::prelude::*;

use super::curves::bare;
use super::{FigureState, pins};
use crate::app::state::State;
use crate::geometry::{Point, Rect};
use crate::scene::gesture::{CLICK, panned, scaled};
use crate::scene::helvetica::{WIDER, width};
use crate::scene::{self, Panel, WHOLE, XAxis, Zoom, fit_to_steps, nearest_step, next_place};

/// Pixels of the letters of a pin's name, and around them.
const NAME_SIZE: f64 = 12.0;
const NAME_PADDING: f64 = 16.0;
/// How far under a panel its labels of steps end: a name that lay on one would make another number of it.
const UNDER_LABELS: f64 = 24.0;
/// What a click on a name does.
const UNPIN: &str = " ×";
/// So many pixels from the edge the view has a crosshair that it follows.
const FOLLOWED: f64 = 100.0;

/// Where the pointer is, and what is pinned, on every panel.
#[component]
pub(super) fn Crosshairs(shown: FigureState) -> impl IntoView {
    let state = expect_context::<State>();
    let lines = move || {
        let scene = shown.scene.get()?;
        let axis = state.settings.read().axes.x;
        let pins = shown.pins.get();
        let places = shown.x.get().into_iter().map(|x| (x, "crosshair"));
        let places = places.chain(pins.into_iter().map(|x| (x, "crosshair pin")));
        let lines = places.flat_map(|(x, class)| {
            let x = snapped(shown, axis, x);
            let panels = scene.panels.iter().map(move |panel| (x, class, panel));
            panels.collect::<Vec<_>>()
        });
        let lines = lines.filter_map(|(x, class, panel)| {
            seen_pixel(panel, x).map(|pixel| {
                view! {
                    <div
                        class=class
                        style:transform=format!("translate({}px, {}px)", pixel.round(), panel.frame.top)
                        style:height=format!("{}px", panel.frame.height())
                    ></div>
                }
            })
        });
        Some(lines.collect_view())
    };
    view! { {lines} }
}

/// What is pinned, under the panel that shows most: each leaves by a click on it.
#[component]
pub(super) fn PinNames(shown: FigureState) -> impl IntoView {
    let state = expect_context::<State>();
    let names = move || {
        let scene = shown.scene.get()?;
        let panel = scene.whole()?;
        let axis = state.settings.read().axes.x;
        let pins = shown.pins.get().into_iter();
        let places = pins.map(|x| Some((x, seen_pixel(panel, snapped(shown, axis, x))?)));
        let names = places.flatten();
        let names =
            names.map(|(x, pixel)| PinName::of(pins::place_in_words(shown, axis, x), x, pixel));
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
                        on:click=move |_| pins::unpin_one(state, shown, name.x)
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

/// The pixel of a place, where the panel shows it.
pub(super) fn seen_pixel(panel: &Panel, x: f64) -> Option<f64> {
    let pixel = panel.x.scale.pixel(x);
    let is_seen = (panel.frame.left - 0.5..=panel.frame.right + 0.5).contains(&pixel);
    is_seen.then_some(pixel)
}

/// Where the values that are told of a place stand.
pub(super) fn snapped(shown: FigureState, axis: XAxis, x: f64) -> f64 {
    let curves = shown.curves.read();
    scene::snapped(&bare(&curves), x, axis)
}

/// The place of [`snapped`] in words.
pub(super) fn heading(shown: FigureState, axis: XAxis, x: f64) -> String {
    let curves = shown.curves.read();
    scene::heading(&bare(&curves), x, axis)
}

/// The panel whose part of the figure, words included, holds a point.
pub(super) fn panel_at(shown: FigureState, at: Point) -> Option<usize> {
    let scene = shown.scene.read_untracked();
    let away = |frame: &Rect| (at.y - at.y.clamp(frame.top, frame.bottom)).abs();
    let panels = scene.as_ref()?.panels.iter().enumerate();
    let nearest = panels.min_by(|(_, a), (_, b)| away(&a.frame).total_cmp(&away(&b.frame)));
    nearest.map(|(index, _)| index)
}

pub(super) fn with_panel<T>(
    shown: FigureState,
    index: usize,
    then: impl FnOnce(&Panel) -> T,
) -> Option<T> {
    let scene = shown.scene.read_untracked();
    Some(then(scene.as_ref()?.panels.get(index)?))
}

/// Moves the crosshair to a point, or takes it away where there is no panel.
pub(super) fn point_at(shown: FigureState, at: Point) {
    let place = panel_at(shown, at).and_then(|index| {
        let x = with_panel(shown, index, |panel| {
            let frame = panel.frame;
            let is_inside = (frame.left - CLICK..=frame.right + CLICK).contains(&at.x)
                && (frame.top..=frame.bottom).contains(&at.y);
            let x = at.x.clamp(frame.left, frame.right);
            is_inside.then(|| panel.x.scale.value(x))
        });
        Some((index, x.flatten()?))
    });
    shown.x.set(place.map(|(_, x)| x));
    shown.pointer.set(place.map(|(index, _)| (index, at.y)));
}

/// Moves the crosshair by pixels of the panel that shows most, but to another value; to the panel's
/// ends by infinities. From the end of what is zoomed it goes on, to where the view that is given would show it.
pub(super) fn move_crosshair(state: State, shown: FigureState, pixels: f64) -> Option<Zoom> {
    let axes = state.view.read_untracked().axes;
    let moved = with_panel(shown, WHOLE, |panel| {
        let (scale, frame) = (&panel.x.scale, panel.frame);
        let value = |pixel: f64| scale.value(pixel.clamp(frame.left, frame.right));
        let before = shown
            .x
            .get_untracked()
            .unwrap_or_else(|| value(f64::midpoint(frame.left, frame.right)));
        let curves = shown.curves.read_untracked();
        let curves = bare(&curves);
        let has_step = |x: f64| nearest_step(&curves, x, axes.x).is_some();
        // From where it is seen.
        let before = scene::snapped(&curves, before, axes.x);
        let next = next_place(&curves, before, axes.x, pixels > 0.0);
        let seen = scale.extent.min..=scale.extent.max;
        if let Some(next) = next.filter(|next| pixels.is_finite() && !seen.contains(next)) {
            let beyond = scale.value(scale.pixel(before) + pixels);
            let beyond = further(next, beyond, pixels);
            let at = if has_step(beyond) {
                scene::snapped(&curves, beyond, axes.x)
            } else {
                next
            };
            return (at, Some(with_in_view(panel, at, pixels, axes.zoom)));
        }
        let moved = value(scale.pixel(before) + pixels);
        let moved = further(next.unwrap_or(moved), moved, pixels);
        let moved = value(scale.pixel(moved));
        if has_step(moved) {
            return (moved, None);
        }
        // An axis may reach beyond the last step.
        let last = next_place(&curves, moved, axes.x, pixels < 0.0);
        let last = last.filter(|last| seen.contains(last));
        (last.unwrap_or(moved), None)
    });
    shown.pointer.set(None);
    shown.x.set(moved.map(|(x, _)| x));
    moved.and_then(|(_, zoom)| zoom)
}

/// The one of two places that is further on in a direction.
fn further(a: f64, b: f64, direction: f64) -> f64 {
    if direction > 0.0 { a.max(b) } else { a.min(b) }
}

/// What is zoomed, moved in a direction until a place is well within it.
fn with_in_view(panel: &Panel, x: f64, direction: f64, before: Zoom) -> Zoom {
    let frame = panel.frame;
    let within = if direction > 0.0 {
        frame.right - FOLLOWED
    } else {
        frame.left + FOLLOWED
    };
    let at = |x: f64| Point { x, y: frame.bottom };
    panned(panel, at(panel.x.scale.pixel(x)), at(within), before)
}

/// Zooms about the middle of the panel that shows most, or about the crosshair.
pub(super) fn zoom_in_place(state: State, shown: FigureState, factor: f64) {
    let before = state.view.read_untracked().axes.zoom;
    let zoom = with_panel(shown, WHOLE, |panel| {
        let frame = panel.frame;
        let middle = f64::midpoint(frame.left, frame.right);
        let x = shown
            .x
            .get_untracked()
            .map_or(middle, |x| panel.x.scale.pixel(x));
        // Below the frame: x alone.
        let at = Point {
            x: x.clamp(frame.left, frame.right),
            y: frame.bottom + 1.0,
        };
        scaled(panel, at, factor, before)
    });
    if let Some(zoom) = zoom {
        state.zoom_to(zoom);
    }
}

/// Zooms each panel to the losses of the steps that it shows.
pub(super) fn fit_losses(state: State, shown: FigureState) {
    let axes = state.view.read_untracked().axes;
    let scene = shown.scene.read_untracked();
    let curves = shown.curves.read_untracked();
    if let Some(scene) = &*scene {
        let fitted = fit_to_steps(&scene.panels, &bare(&curves), axes.x, axes.zoom);
        state.zoom_to(fitted);
    }
}
