//! The stages from bytes to a scene, each over the notebook's eleven runs, on one thread.
#![allow(
    missing_docs,
    reason = "criterion's macros write functions without docs"
)]

use std::{hint::black_box, time::Duration};

use browser_tests::runs::{self, ADDITION};
use criterion::{Criterion, criterion_group, criterion_main};
use training_graphs::{
    decimate::{Blocks, Edge, columns, edge},
    geometry::Size,
    parse::parse,
    run::Run,
    scene::{Axes, Curve, Ends, FigureSpec, Measured, Zoom, comparison},
    smooth::{Band, Smoothing},
};

const SIZE: Size = Size {
    width: 1056.0,
    height: 640.0,
};
const STEPS: f64 = 80_000.0;

fn flow(criterion: &mut Criterion) {
    let files = ADDITION.map(runs::file);
    criterion.bench_function("parse", |bencher| {
        bencher.iter(|| files.each_ref().map(|file| parse(black_box(file), None)));
    });

    let runs: Vec<Run> = files
        .iter()
        .filter_map(|file| parse(file, None).ok()?.runs.pop())
        .collect();
    assert_eq!(runs.len(), files.len(), "every file is read");
    let smooth = |run: &Run| Smoothing::NOTEBOOK.apply(black_box(&run.losses));
    criterion.bench_function("smooth", |bencher| {
        bencher.iter(|| runs.iter().map(smooth).collect::<Vec<_>>());
    });

    let curves: Vec<Curve> = runs
        .iter()
        .enumerate()
        .map(|(colour, run)| Curve::new(colour, run.steps.clone(), Measured::of(smooth(run))))
        .collect();
    let blocks = |curve: &Curve| {
        let Band { mean, min, max } = &*curve.band;
        [mean, min.values(), max.values()].map(Blocks::of)
    };
    let blocks: Vec<[Blocks; 3]> = curves.iter().map(blocks).collect();
    criterion.bench_function("decimate", |bencher| {
        bencher.iter(|| {
            for (curve, [mean, min, max]) in curves.iter().zip(&blocks) {
                let band = black_box(&curve.band);
                let (width, len) = (SIZE.width as usize, band.mean.len());
                let edges: Vec<usize> = (0..=width).map(|at| at * len / width).collect();
                black_box(columns(&band.mean, mean, &edges, f64::NEG_INFINITY));
                black_box(edge(&band.min, min, &edges, Edge::Lower));
                black_box(edge(&band.max, max, &edges, Edge::Upper));
            }
        });
    });

    let scene = |zoom| FigureSpec {
        axes: Axes {
            zoom,
            ..Axes::default()
        },
        ..FigureSpec::new(SIZE, STEPS)
    };
    let whole = scene(Zoom::default());
    let x = Ends {
        min: Some(0.3 * STEPS),
        max: Some(0.6 * STEPS),
    };
    let part = scene(Zoom {
        x,
        ..Zoom::default()
    });
    for (name, wanted) in [("scene", whole), ("scene, zoomed", part)] {
        criterion.bench_function(name, |bencher| {
            bencher.iter(|| comparison(black_box(&wanted), black_box(&curves)));
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(4));
    targets = flow
}
criterion_main!(benches);
