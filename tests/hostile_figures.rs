//! Figures of whatever numbers a file and an address can hold: they come to an end, and what they
//! draw is in its frame.
#![cfg(not(target_arch = "wasm32"))]

use std::num::NonZeroUsize;
use std::sync::Arc;

use proptest::option;
use proptest::prelude::*;

use training_graphs::geometry::{Point, Rect, Size};
use training_graphs::run::{Run, Steps};
use training_graphs::scene::helvetica::width;
use training_graphs::scene::{
    Axes, Curve, Ends, FigureSpec, Gap, LABEL_SIZE, Measured, Panel, ScaleKind, XAxis, YAxes, YFit,
    Zoom, comparison, one_model,
};
use training_graphs::smooth::{Kind, Smoothing, Spread};

/// More than there are colours, so that lines are dashed too.
const MANY: usize = 24;
/// How far from its frame rounding may put what is cut at it, in pixels.
const SLACK: f64 = 1e-3;
/// How long words may be, in characters: a label of all digits that a number has, and a heading.
const LONGEST_LABEL: usize = 26;
const LONGEST_TITLE: usize = 70;

/// Any number, the ends of what there is among them.
fn number() -> impl Strategy<Value = f64> {
    let ends = [
        0.0,
        f64::MAX,
        f64::MIN_POSITIVE,
        f64::from_bits(1),
        1e308,
        1e-308,
        1.0,
    ];
    prop_oneof![
        prop::sample::select(ends.to_vec()),
        prop::sample::select(ends.map(|end| -end).to_vec()),
        prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL,
        -10.0_f64..10.0,
    ]
}

fn loss() -> impl Strategy<Value = f64> {
    let gaps = vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
    prop_oneof![9 => number(), 1 => prop::sample::select(gaps)]
}

fn run() -> impl Strategy<Value = Run> {
    let steps = prop_oneof![
        Just(Steps::FromZero),
        prop::collection::vec(number(), 20).prop_map(|mut steps| {
            steps.sort_by(f64::total_cmp);
            steps.dedup();
            Steps::ascending(steps).unwrap_or_default()
        }),
    ];
    (steps, prop::collection::vec(loss(), 1..20)).prop_map(|(steps, mut losses)| {
        if let Steps::At(steps) = &steps {
            losses.truncate(steps.len());
        }
        Run {
            steps,
            losses,
            ..Run::default()
        }
    })
}

fn ends() -> impl Strategy<Value = Ends> {
    (option::of(number()), option::of(number())).prop_map(|(min, max)| Ends { min, max })
}

fn axes() -> impl Strategy<Value = Axes> {
    let x = prop::sample::select(vec![XAxis::Step, XAxis::Log, XAxis::Percent]);
    let scale = || prop::sample::select(vec![ScaleKind::Linear, ScaleKind::Log]);
    let y = [scale(), scale()].prop_map(YAxes);
    let y_fit = prop::sample::select(vec![YFit::All, YFit::Percentiles]);
    let zoom = (ends(), [ends(), ends()]).prop_map(|(x, y)| Zoom { x, y });
    (x, y, y_fit, zoom).prop_map(|(x, y, y_fit, zoom)| Axes { x, y, y_fit, zoom })
}

fn smoothing() -> impl Strategy<Value = Smoothing> {
    let kind = prop::sample::select(&Kind::ALL);
    let spread = prop::sample::select(&Spread::ALL);
    let window = prop::sample::select(vec![NonZeroUsize::MIN, NonZeroUsize::MIN.saturating_add(2)]);
    (kind, window, spread).prop_map(|(kind, window, spread)| Smoothing {
        kind,
        window,
        spread,
    })
}

/// A drawn point's place must be a number in its panel.
fn is_in(frame: &Rect, at: &Point) -> bool {
    (frame.left - SLACK..=frame.right + SLACK).contains(&at.x)
        && (frame.top - SLACK..=frame.bottom + SLACK).contains(&at.y)
}

fn check(panels: &[Panel]) -> Result<(), TestCaseError> {
    for panel in panels {
        let lines = panel.lines.iter().chain(&panel.raw);
        let lines = lines.flat_map(|line| line.parts.iter().flatten());
        let areas = panel.bands.iter().flat_map(|area| &area.outline);
        for at in lines.chain(areas) {
            prop_assert!(is_in(&panel.frame, at), "{at:?} in {:?}", panel.frame);
        }
        for line in panel.lines.iter().chain(&panel.raw) {
            let marks = line.above.iter().chain(&line.below).copied();
            let missing = line.missing.iter().flat_map(|&(from, to)| [from, to]);
            for x in marks.chain(missing) {
                prop_assert!((panel.frame.left..=panel.frame.right).contains(&x), "{x}");
            }
        }
        prop_assert!(
            panel.title.chars().count() <= LONGEST_TITLE,
            "{}",
            panel.title
        );
        for axis in [&panel.x, &panel.y] {
            for tick in &axis.ticks {
                prop_assert!(axis.scale.pixel(tick.value).is_finite(), "{tick:?}");
                let label = tick.label.as_deref().unwrap_or_default();
                prop_assert!(label.chars().count() <= LONGEST_LABEL, "{label}");
            }
        }
        let mut end = f64::NEG_INFINITY;
        for tick in &panel.x.ticks {
            let Some(label) = &tick.label else {
                continue;
            };
            let middle = panel.x.scale.pixel(tick.value);
            let half = LABEL_SIZE * width(label, false) / 2.0;
            prop_assert!(middle - half > end, "{label} lies on the one before");
            end = middle + half;
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn whatever_is_drawn_is_in_its_frame(
        runs in prop::collection::vec(run(), 1..=3),
        smoothing in smoothing(),
        axes in axes(),
        raw: bool,
    ) {
        let curves: Vec<Curve> = runs.iter().cycle().take(MANY).enumerate().map(|(colour, run)| {
            let of = |smoothing: Smoothing| {
                let band = Measured::of(smoothing.apply(&run.losses));
                Curve::new(colour, run.steps.clone(), band)
            };
            let mut curve = of(smoothing).with_gaps(Gap::all(&run.losses), smoothing.blank_ends(run.losses.len()));
            curve.raw = raw.then(|| Arc::new(of(Smoothing::NONE)));
            curve
        }).collect();
        let steps = runs.iter().map(Run::length).fold(0.0, f64::max);
        let (size, density) = (Size { width: 300.0, height: 300.0 }, 1.0);
        let wanted = FigureSpec { density, axes, ..FigureSpec::new(size, steps) };
        check(&comparison(&wanted, &curves).panels)?;
        check(&one_model(&wanted, &curves).panels)?;
    }
}

/// Zoomed to less than the least number of steps, a pixel is endlessly many of them.
#[test]
fn a_zoom_to_nearly_nothing_ends() -> Result<(), TestCaseError> {
    let losses = [3.0, 2.0, 1.0];
    let curves: Vec<Curve> = (0..MANY)
        .map(|colour| {
            let band = Smoothing::NONE.apply(&losses);
            Curve::new(colour, Steps::FromZero, Measured::of(band))
        })
        .collect();
    let x = Ends {
        min: Some(1e-308),
        max: Some(2e-308),
    };
    let wanted = FigureSpec {
        axes: Axes {
            zoom: Zoom {
                x,
                ..Zoom::default()
            },
            ..Axes::default()
        },
        ..FigureSpec::new(
            Size {
                width: 300.0,
                height: 300.0,
            },
            3.0,
        )
    };
    check(&comparison(&wanted, &curves).panels)
}

/// An address may ask for ends far from the run, and near to each other.
#[test]
fn far_ends_are_told_in_few_words() -> Result<(), TestCaseError> {
    let parts_of_steps = Steps::At([0.5, 1.0].into());
    let band = Measured::of(Smoothing::NONE.apply(&[2.0, 1.0]));
    let parts = [Curve::new(0, parts_of_steps, band)];
    for (min, max) in [
        (0.0, 1e308),
        (-1e308, -1.0),
        (1e15, 1e15 + 9.0),
        (1.0, 1.0 + 1e-12),
    ] {
        let ends = Ends {
            min: Some(min),
            max: Some(max),
        };
        for x in [XAxis::Step, XAxis::Log, XAxis::Percent] {
            let zoom = Zoom {
                x: ends,
                y: [ends; 2],
            };
            let axes = Axes {
                x,
                zoom,
                ..Axes::default()
            };
            let size = Size {
                width: 300.0,
                height: 300.0,
            };
            let wanted = FigureSpec {
                axes,
                ..FigureSpec::new(size, 3.0)
            };
            check(&comparison(&wanted, &[]).panels)?;
            check(&comparison(&wanted, &parts).panels)?;
        }
    }
    Ok(())
}
