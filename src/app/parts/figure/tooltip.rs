//! What the curves have under the crosshair.

use std::ops::Range;

use leptos::html;
use leptos::prelude::*;

use super::FigureState;
use super::crosshair::{Crosshairs, seen_pixel};
use super::curves::bare;
use super::pin_names::PinNames;
use crate::app::browser;
use crate::app::parts::toolbar::SHRINKING;
use crate::geometry::{Point, Rect};
use crate::number::{grouped, scientific, step_in_words};
use crate::scene::helvetica::{WIDER, abridged};
use crate::scene::{
    Extent, Panel, Pointed, Readout, Side, WHOLE, XAxis, callout, dash_of, readouts,
};
use crate::smooth::{Kind, Smoothing, Spread};

/// How long a label may be, in sizes of its letters; app.css cuts what is longer still.
const LABEL_MOST: f64 = 9.0;

#[component]
pub(super) fn Tooltip(shown: FigureState) -> impl IntoView {
    let smoothing = shown.state.smoothing;
    let overlay = NodeRef::<html::Div>::new();
    let content = move || {
        let x = shown.x.get()?;
        let scene = shown.scene.get()?;
        let (at, y) = shown.pointer.get().unwrap_or((WHOLE, f64::NAN));
        let panel = scene.panels.get(at)?;
        let readouts = readouts_at(shown, panel, x);
        if readouts.is_empty() {
            return None;
        }
        let nearest = nearest(&readouts, panel, y);
        let blank = readouts.iter().any(Readout::is_blank).then(|| {
            view! { <p class="note">{about_blank_ends(smoothing.get())}</p> }
        });
        let has_band = readouts.iter().any(|readout| readout.band.is_some());
        let values = has_band.then(|| what_values_are(smoothing.get()));
        let frame = overlay.get_untracked()?;
        let place = shown.snapped(x);
        let crosshair = seen_pixel(panel, place)?;
        let Rect { top, bottom, .. } = panel.frame;
        let middle = f64::midpoint(top, bottom);
        let pointed = Pointed {
            panel: at,
            at: Point {
                x: crosshair,
                y: if y.is_nan() { middle } else { y },
            },
            seen: shown.to_scene(browser::seen_height(&frame)),
            runs: readouts.len(),
            longest: longest_label(shown),
            has_note: blank.is_some(),
        };
        let callout = callout(&scene, &pointed)?;
        let shift = shift(callout.side, crosshair / scene.size.width);
        let listed = rows_around(nearest.unwrap_or_default(), callout.rows, readouts.len());
        let left_out = readouts.len() - listed.len();
        let step = (shown.x_axis() != XAxis::Percent).then_some(place);
        let rows = listed.map(|at| row(shown, &readouts[at], step, nearest == Some(at)));
        let more = (left_out > 0).then(|| view! { <p>{format!("and {left_out} more")}</p> });
        Some(view! {
            <div
                class="tooltip"
                style:left=format!("{crosshair}px")
                style:top=format!("{}px", callout.top)
                style:transform=shift
                style:max-width=format!("{}px", callout.width)
            >
                <p class="step">{shown.x_in_words(x)}</p>
                <span class="band">{values}</span>
                <table><tbody>{rows.collect_view()}</tbody></table>
                {more}
                {blank}
            </div>
        })
    };
    view! {
        <div class="overlay" aria-hidden="true" node_ref=overlay>
            <Crosshairs shown />
            {content}
        </div>
        <div class="overlay"><PinNames shown /></div>
    }
}

/// What stands beside each run, where it has a band.
fn what_values_are(smoothing: Smoothing) -> &'static str {
    match (smoothing.kind, smoothing.spread) {
        (Kind::Exponential, Spread::Deviation) => "average · mean ± std",
        (Kind::Exponential, _) => "average · min – max",
        (_, Spread::Deviation) => "mean · mean ± std",
        (_, _) => "mean · min – max",
    }
}

/// How many characters the longest label has.
fn longest_label(shown: FigureState) -> usize {
    let curves = shown.curves.read();
    let lengths = curves.iter().map(|named| named.label.chars().count());
    lengths.max().unwrap_or_default()
}

/// Which of them the pointer is nearest to, at `y`.
fn nearest(readouts: &[Readout], panel: &Panel, y: f64) -> Option<usize> {
    let distance = |readout: &Readout| (panel.y.scale.pixel(readout.mean) - y).abs();
    let distances = readouts.iter().map(distance).enumerate();
    let seen = distances.filter(|(_, distance)| distance.is_finite());
    let nearest = seen.min_by(|(_, a), (_, b)| a.total_cmp(b));
    nearest.map(|(at, _)| at)
}

/// How CSS moves a callout from the crosshair, which is at such a part of the figure's width.
fn shift(side: Side, crosshair: f64) -> String {
    match side {
        Side::Left => "translateX(calc(-100% - 12px))".to_owned(),
        Side::Right => "translateX(12px)".to_owned(),
        Side::Across => format!("translateX(-{}%)", 100.0 * crosshair),
    }
}

/// The places of `most` rows around one of them, of `count` in all.
fn rows_around(middle: usize, most: usize, count: usize) -> Range<usize> {
    let first = middle
        .saturating_sub(most / 2)
        .min(count.saturating_sub(most));
    first..count.min(first + most)
}

/// What each curve has under the crosshair, in all of its pixels' width.
fn readouts_at(shown: FigureState, panel: &Panel, x: f64) -> Vec<Readout> {
    let curves = shown.curves.read();
    let scale = &panel.x.scale;
    let column = Extent {
        min: scale.value(scale.pixel(x) - 1.0),
        max: scale.value(scale.pixel(x) + 1.0),
    };
    readouts(&bare(&curves), x, column, shown.x_axis())
}

/// A curve's values; with their step, where they are not of `headed`, which the heading names.
fn row(
    shown: FigureState,
    readout: &Readout,
    headed: Option<f64>,
    is_nearest: bool,
) -> impl IntoView + use<> {
    let curves = shown.curves.read();
    let named = &curves[readout.curve];
    let number = named.curve.colour;
    let colour = shown.state.theme.read().run(number).css();
    let band = readout.band.filter(|_| !readout.mean.is_nan());
    let band = band.map(|(min, max)| format!("{} – {}", scientific(min, 3), scientific(max, 3)));
    let step = named.curve.steps.step(readout.index);
    let is_elsewhere = headed.is_some_and(|headed| step.total_cmp(&headed).is_ne());
    let elsewhere = is_elsewhere.then(|| format!("at step {}", step_in_words(step)));
    let beside = band.into_iter().chain(readout.gap_in_words());
    let beside: Vec<String> = beside.chain(elsewhere).collect();
    // No number is broken.
    let beside = beside.join(" · ").replace(" × ", "\u{a0}×\u{a0}");
    view! {
        <tr class:nearest=is_nearest>
            <td><span class=format!("swatch dash-{}", dash_of(number)) style:color=colour></span></td>
            <th scope="row">{abridged(&named.label, LABEL_MOST / WIDER)}</th>
            <td>{readout.in_words(4)}</td>
            <td class="band">{beside}</td>
        </tr>
    }
}

/// Why the ends of a curve have no value.
fn about_blank_ends(smoothing: Smoothing) -> String {
    let [before, after] = smoothing.blank_ends(usize::MAX);
    let [window, before, after] =
        [smoothing.window.get(), before, after].map(|losses| grouped(losses as f64, 0));
    format!(
        "Blank ends: a window of {window} losses needs {before} before and {after} after the step. \
         The line “{SHRINKING}” fills them."
    )
}

/// The greatest few of what the crosshair shows, for those who hear it; and why some of it is blank, where it is.
pub(super) fn in_words(shown: FigureState) -> (String, Option<String>) {
    const MOST_HEARD: usize = 4;
    let scene = shown.scene.get_untracked();
    let panel = scene.as_ref().and_then(|scene| scene.whole());
    let (Some(x), Some(panel)) = (shown.x.get_untracked(), panel) else {
        return (String::new(), None);
    };
    let readouts = readouts_at(shown, panel, x);
    let curves = shown.curves.read();
    let parts = readouts.iter().take(MOST_HEARD).map(|readout| {
        let named = &curves[readout.curve];
        let label = match shown.state.model() {
            // Of one model alone its own name says nothing.
            Some(model) if model == named.name && named.smoothing == Smoothing::NONE => "loss",
            _ => &named.label,
        };
        let gap = readout.gap_in_words().unwrap_or_default();
        format!("{label} {} {gap}", readout.in_words(3))
    });
    let mut parts: Vec<String> = parts.map(|part| part.trim_end().to_owned()).collect();
    if readouts.len() > MOST_HEARD {
        parts.push(format!("and {} more", readouts.len() - MOST_HEARD));
    }
    let heading = shown.x_in_words(x);
    let is_blank = readouts.iter().any(Readout::is_blank);
    (
        format!("{heading}: {}", parts.join(", ")),
        is_blank.then(|| about_blank_ends(shown.state.smoothing.get())),
    )
}
