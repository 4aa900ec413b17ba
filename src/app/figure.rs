//! The figure: what is shown becomes a scene, and the scene pixels, at most once a frame.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use super::browser;
use super::state::State;
use super::timing;
use crate::draw::{Canvas, Theme};
use crate::geometry::Size;
use crate::model_name::ModelName;
use crate::palette;
use crate::scene::{Comparison, Curve, comparison};

/// The theme of the figure, following the visitor's choice.
pub(super) fn theme() -> Memo<Theme> {
    let dark = browser::prefers_dark();
    Memo::new(move |_| {
        if dark.get() {
            Theme::DARK
        } else {
            Theme::LIGHT
        }
    })
}

/// Everything that one drawing shows.
#[derive(Clone)]
struct Picture {
    wanted: Comparison,
    curves: Vec<Curve>,
    theme: Theme,
    is_settled: bool,
}

#[component]
pub(super) fn Figure() -> impl IntoView {
    let state = expect_context::<State>();
    let canvas = NodeRef::<html::Canvas>::new();
    let frame = NodeRef::<html::Div>::new();
    let (size, set_size) = signal(None::<Size>);
    let (error, set_error) = signal(None::<String>);
    let ratio = browser::device_pixel_ratio();
    let theme = theme();
    let curves = curves(state);
    let steps = Memo::new(move |_| longest(&state));

    frame.on_load(move |element| {
        browser::on_resize(&element, move |size| set_size.set(Some(size)));
    });

    let pending = StoredValue::new(None::<Picture>);
    let painted = StoredValue::new(false);
    Effect::new(move |_| {
        let Some(size) = size
            .get()
            .filter(|size| size.width > 0.0 && size.height > 0.0)
        else {
            return;
        };
        let picture = Picture {
            wanted: Comparison {
                size,
                density: ratio.get(),
                steps: steps.get(),
            },
            curves: curves.get(),
            theme: theme.get(),
            is_settled: state.is_settled(),
        };
        if pending.write_value().replace(picture).is_some() {
            return;
        }
        request_animation_frame(move || {
            let taken = pending.try_update_value(Option::take).flatten();
            let (Some(picture), Some(element)) = (taken, canvas.get_untracked()) else {
                return;
            };
            let drawn = Canvas::new(element).and_then(|canvas| paint(&canvas, &picture));
            set_error.set(drawn.err().map(|error| error.to_string()));
            if painted.get_value() {
                timing::mark("figure:redrawn");
            } else if picture.is_settled {
                painted.set_value(true);
                timing::mark("figure:painted");
            }
        });
    });

    view! {
        <section class="figure" aria-label="Figure">
            <div class="canvas-frame" node_ref=frame>
                <canvas id="figure" node_ref=canvas role="img" aria-label=move || summary(&state)></canvas>
            </div>
            {move || error.get().map(|text| view! { <p class="notice warning" role="alert">{text}</p> })}
        </section>
    }
}

fn paint(canvas: &Canvas, picture: &Picture) -> Result<(), crate::draw::CanvasError> {
    let start = timing::now();
    let scene = comparison(&picture.wanted, &picture.curves);
    let drawn = canvas.draw(&scene, &picture.theme, picture.wanted.density);
    timing::measure("draw", start, None);
    drawn
}

/// The curves that are drawn, each measured once.
fn curves(state: State) -> Memo<Vec<Curve>> {
    Memo::new_with_compare(
        move |before: Option<&Vec<Curve>>| {
            let loads = state.loads();
            let names: Vec<String> = loads.iter().map(|load| load.name.clone()).collect();
            let visible = loads.iter().zip(palette::colours(&names));
            visible
                .filter(|(load, _)| !state.is_hidden(&load.name))
                .filter_map(|(load, colour)| {
                    let band = load.band.get()?;
                    let known = before
                        .into_iter()
                        .flatten()
                        .find(|curve| Arc::ptr_eq(&curve.band, &band) && curve.colour == colour);
                    Some(known.cloned().unwrap_or_else(|| Curve::new(colour, band)))
                })
                .collect()
        },
        |_, _| true,
    )
}

/// The steps of the longest wanted run, by its file or, until that is here, by its name.
fn longest(state: &State) -> usize {
    let lengths = state.loads().into_iter().filter_map(|load| {
        let loaded = load.status.read().run();
        loaded
            .map(|loaded| loaded.run.losses.len())
            .or_else(|| Some(load.name.parse::<ModelName>().ok()?.training_steps() as usize))
    });
    lengths.max().unwrap_or(15_000)
}

fn summary(state: &State) -> String {
    let loads = state.loads();
    let drawn = loads
        .iter()
        .filter(|load| load.status.read().run().is_some());
    format!(
        "Training loss over training steps of {} runs, on a linear and on a log axis",
        drawn.count()
    )
}
