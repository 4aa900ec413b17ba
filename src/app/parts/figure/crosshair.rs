//! The crosshair: where it is, on which panel, and how it moves.

use leptos::prelude::*;

use super::FigureState;
use super::curves::bare;
use crate::geometry::Point;
use crate::scene::gesture::{CLICK, stepped};
use crate::scene::{self, Panel, Zoom};

/// Where the pointer is, and what is pinned, on every panel.
#[component]
pub(super) fn Crosshairs(shown: FigureState) -> impl IntoView {
    let lines = move || {
        let scene = shown.scene.get()?;
        let pins = shown.pins.get();
        let places = shown.x.get().into_iter().map(|x| (x, "crosshair"));
        let places = places.chain(pins.into_iter().map(|x| (x, "crosshair pin")));
        let lines = places.flat_map(|(x, class)| {
            let x = shown.snapped(x);
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

/// The pixel of a place, where the panel shows it.
pub(super) fn seen_pixel(panel: &Panel, x: f64) -> Option<f64> {
    let pixel = panel.x.scale.pixel(x);
    let is_seen = (panel.frame.left - 0.5..=panel.frame.right + 0.5).contains(&pixel);
    is_seen.then_some(pixel)
}

impl FigureState {
    /// Where the values that are told of a place stand.
    pub(super) fn snapped(self, x: f64) -> f64 {
        scene::snapped(&bare(&self.curves.read()), x, self.x_axis())
    }

    /// What [`snapped`](Self::snapped) gives, in words.
    pub(super) fn x_in_words(self, x: f64) -> String {
        scene::x_in_words(&bare(&self.curves.read()), x, self.x_axis())
    }

    /// Moves the crosshair to a point, or takes it away where there is no panel.
    pub(super) fn point_at(self, at: Point) {
        let scene = self.scene.get_untracked();
        let panel = scene.as_ref().and_then(|scene| scene.panel_at(at));
        let pointed = panel.and_then(|panel| {
            let frame = panel.frame;
            let is_inside = (frame.left - CLICK..=frame.right + CLICK).contains(&at.x)
                && (frame.top..=frame.bottom).contains(&at.y);
            let x = at.x.clamp(frame.left, frame.right);
            is_inside.then(|| (panel.index, panel.x.scale.value(x)))
        });
        self.x.set(pointed.map(|(_, x)| x));
        self.pointer.set(pointed.map(|(index, _)| (index, at.y)));
    }

    /// Takes the crosshair away.
    pub(super) fn point_nowhere(self) {
        self.x.set(None);
        self.pointer.set(None);
    }

    /// Moves the crosshair by pixels of the panel that shows most, as of [`stepped`]; where it leaves what is zoomed, gives
    /// the part that shows it.
    pub(super) fn move_crosshair(self, pixels: f64) -> Option<Zoom> {
        let scene = self.scene.get_untracked()?;
        let curves = self.curves.read_untracked();
        let axes = self.state.view.read_untracked().axes;
        let from = self.x.get_untracked();
        let (x, zoom) = stepped(scene.whole()?, &bare(&curves), &axes, from, pixels);
        self.pointer.set(None);
        self.x.set(Some(x));
        zoom
    }
}
