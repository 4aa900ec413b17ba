//! The crosshair, and what the curves have under it.

use leptos::prelude::*;

use super::Shown;
use crate::app::state::State;
use crate::scene::number::{grouped, scientific};
use crate::scene::{Reading, XAxis, dash_of, readings};

/// No more runs than this are listed at once; those nearest to the pointer.
const MOST_ROWS: usize = 16;
/// Where the box changes to the crosshair's left side, as a part of the figure's width.
const TURN: f64 = 0.55;
/// Below this width of the figure the box has no room beside the crosshair, in pixels.
const NARROW: f64 = 560.0;

#[component]
pub(super) fn Tooltip(shown: Shown) -> impl IntoView {
    let state = expect_context::<State>();
    let content = move || {
        let x = shown.x.get()?;
        let scene = shown.scene.get()?;
        let axis = state.view.read().axes.x;
        let (at, y) = shown.pointer.get().unwrap_or((1, f64::NAN));
        let panel = scene.panels.get(at)?;
        let pixel = panel.x.scale.pixel(x);
        let curves = shown.curves.read();
        let all: Vec<_> = curves.iter().map(|named| named.curve.clone()).collect();
        let readings = readings(&all, x, axis);
        if readings.is_empty() {
            return None;
        }
        let distance = |reading: &Reading| (panel.y.scale.pixel(reading.mean) - y).abs();
        let nearest = readings
            .iter()
            .enumerate()
            .filter(|(_, reading)| distance(reading).is_finite())
            .min_by(|(_, a), (_, b)| distance(a).total_cmp(&distance(b)))
            .map(|(at, _)| at);
        let first = nearest
            .unwrap_or_default()
            .saturating_sub(MOST_ROWS / 2)
            .min(readings.len().saturating_sub(MOST_ROWS));
        let left_out = readings.len().saturating_sub(MOST_ROWS);
        let rows = readings
            .iter()
            .enumerate()
            .skip(first)
            .take(MOST_ROWS)
            .map(|(at, reading)| {
                let named = &curves[reading.curve];
                let colour = state.theme.read().run(named.curve.colour).css();
                let band = reading
                    .band
                    .map(|(min, max)| format!("{} – {}", scientific(min, 3), scientific(max, 3)));
                let mean = if reading.mean.is_nan() {
                    "no value".to_owned()
                } else {
                    scientific(reading.mean, 4)
                };
                view! {
                    <tr class:nearest=nearest == Some(at)>
                        <td><span class=format!("swatch dash-{}", dash_of(named.curve.colour)) style:color=colour></span></td>
                        <th scope="row">{named.label.clone()}</th>
                        <td>{mean}</td>
                        <td class="band">{band}</td>
                    </tr>
                }
            })
            .collect_view();
        let width = scene.size.width;
        let is_narrow = width < NARROW;
        // Where there is no room beside the crosshair: over the other panel, within the figure.
        let side = match pixel > width * TURN {
            _ if is_narrow => format!("translateX(-{}%)", 100.0 * pixel / width),
            true => "translateX(calc(-100% - 12px))".to_owned(),
            false => "translateX(12px)".to_owned(),
        };
        let beside = if is_narrow {
            scene.panels.len() - 1 - at
        } else {
            at
        };
        let top = scene.panels.get(beside).unwrap_or(panel).frame.top;
        let more = (left_out > 0).then(|| view! { <p>{format!("and {left_out} more")}</p> });
        Some(view! {
            <div
                class="tooltip"
                style:left=format!("{pixel}px")
                style:top=format!("{top}px")
                style:transform=side
            >
                <p class="step">{heading(axis, x, &readings)}</p>
                <table><tbody>{rows}</tbody></table>
                {more}
            </div>
        })
    };
    view! {
        <div class="overlay" aria-hidden="true">
            <Crosshairs shown />
            {content}
        </div>
    }
}

/// Where the pointer is, and what is pinned, on every panel.
#[component]
fn Crosshairs(shown: Shown) -> impl IntoView {
    let lines = move || {
        let scene = shown.scene.get()?;
        let pins = shown.pins.get();
        let places = shown.x.get().into_iter().map(|x| (x, "crosshair"));
        let places = places.chain(pins.into_iter().map(|x| (x, "crosshair pin")));
        let lines = places.flat_map(|(x, class)| {
            let panels = scene.panels.iter().map(move |panel| (x, class, panel));
            panels.collect::<Vec<_>>()
        });
        let lines = lines.filter_map(|(x, class, panel)| {
            let pixel = panel.x.scale.pixel(x);
            let is_seen = (panel.frame.left - 0.5..=panel.frame.right + 0.5).contains(&pixel);
            is_seen.then(|| {
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

fn heading(axis: XAxis, x: f64, readings: &[Reading]) -> String {
    match axis {
        XAxis::Percent => format!("{} % of training", grouped(x, 1)),
        XAxis::Step | XAxis::Log => {
            let step = readings.first().map_or(x, |reading| reading.step);
            format!("Step {}", grouped(step, 0))
        }
    }
}

/// The greatest few of what the crosshair shows, for those who hear it.
pub(super) fn in_words(state: State, shown: Shown) -> String {
    const MOST_HEARD: usize = 4;
    let Some(x) = shown.x.get_untracked() else {
        return String::new();
    };
    let axis = state.view.read_untracked().axes.x;
    let curves = shown.curves.read_untracked();
    let all: Vec<_> = curves.iter().map(|named| named.curve.clone()).collect();
    let readings = readings(&all, x, axis);
    let parts = readings.iter().take(MOST_HEARD).map(|reading| {
        let mean = if reading.mean.is_nan() {
            "no value".to_owned()
        } else {
            scientific(reading.mean, 3)
        };
        format!("{} {mean}", curves[reading.curve].label)
    });
    let parts: Vec<String> = parts.collect();
    format!("{}: {}", heading(axis, x, &readings), parts.join(", "))
}
