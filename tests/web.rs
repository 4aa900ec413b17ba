//! The canvas and requests, in a real browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

#[path = "web/fetch.rs"]
mod fetch;

use training_graphs::draw::{Theme, paint};
use training_graphs::geometry::Size;
use training_graphs::run::Steps;
use training_graphs::scene::{Curve, FigureSpec, Measured, comparison};
use training_graphs::smooth::Smoothing;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

wasm_bindgen_test_configure!(run_in_browser);

fn element() -> HtmlCanvasElement {
    let document = web_sys::window().unwrap().document().unwrap();
    document
        .create_element("canvas")
        .unwrap()
        .dyn_into()
        .unwrap()
}

/// How many pixels have a colour, within what antialiasing makes of it.
fn pixels(element: &HtmlCanvasElement, colour: [u8; 3]) -> usize {
    let context = element.get_context("2d").unwrap().unwrap();
    let context: CanvasRenderingContext2d = context.dyn_into().unwrap();
    let (width, height) = (element.width(), element.height());
    let data = context
        .get_image_data(0.0, 0.0, width.into(), height.into())
        .unwrap()
        .data();
    let near = |pixel: &&[u8]| pixel.iter().zip(colour).all(|(a, b)| a.abs_diff(b) <= 6);
    data.0.chunks(4).filter(near).count()
}

fn draw(element: &HtmlCanvasElement, density: f64, losses: &[f64]) {
    let measured = Measured::of(Smoothing::NONE.apply(losses));
    let curves = [Curve::new(0, Steps::FromZero, measured)];
    let wanted = FigureSpec {
        density,
        ..FigureSpec::new(
            Size {
                width: 300.0,
                height: 400.0,
            },
            losses.len() as f64,
        )
    };
    let scene = comparison(&wanted, &curves);
    paint(element, &scene, &Theme::LIGHT, density).unwrap();
}

const LOSSES: [f64; 5] = [2.0, 1.0, 0.5, 0.1, 0.01];
const BLUE: [u8; 3] = [0x1f, 0x77, 0xb4];

#[wasm_bindgen_test]
fn the_figure_is_as_sharp_as_the_screen() {
    let element = element();
    draw(&element, 1.0, &LOSSES);
    assert_eq!((element.width(), element.height()), (300, 400));
    let at_one = pixels(&element, BLUE);
    draw(&element, 3.0, &LOSSES);
    assert_eq!((element.width(), element.height()), (900, 1200));
    let at_three = pixels(&element, BLUE);
    assert!(at_one > 100, "{at_one} blue pixels");
    assert!(
        at_three > 5 * at_one,
        "{at_three} blue pixels at density 3, {at_one} at 1"
    );
}

#[wasm_bindgen_test]
fn drawing_again_leaves_nothing_behind() {
    let element = element();
    draw(&element, 2.0, &LOSSES);
    draw(&element, 2.0, &[f64::NAN; 5]);
    assert_eq!(pixels(&element, BLUE), 0);
}
