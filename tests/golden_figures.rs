//! Figures drawn by the canvas' own drawing code, as SVG, against those kept in `golden/`.
//!
//! After a wanted change of looks, `UPDATE_GOLDEN=1 cargo test --test golden_figures` writes them
//! anew; look at them before they are committed.

use std::error::Error;
use std::num::NonZeroUsize;
use std::{env, fs};

use training_graphs::draw::Theme;
use training_graphs::export::{Width, size, svg};
use training_graphs::geometry::Size;
use training_graphs::parse::parse;
use training_graphs::run::Steps;
use training_graphs::scene::{
    Axes, Curve, FigureSpec, Gap, Graphs, Measured, ScaleKind, Sheet, YAxes, comparison,
};
use training_graphs::smooth::Smoothing;

type Outcome = Result<(), Box<dyn Error>>;

fn curve(colour: usize, losses: &[f64], window: usize) -> Result<Curve, Box<dyn Error>> {
    let smoothing = Smoothing {
        window: NonZeroUsize::new(window).ok_or("a window has a step at least")?,
        ..Smoothing::NOTEBOOK
    };
    let measured = Measured::of(smoothing.apply(losses));
    Ok(Curve::new(colour, Steps::FromZero, measured))
}

fn sample(name: &str) -> Result<Vec<f64>, Box<dyn Error>> {
    let path = format!("{}/samples/{name}_train.json", env!("CARGO_MANIFEST_DIR"));
    let mut file = parse(&fs::read(path)?, None)?;
    Ok(file.runs.swap_remove(0).losses)
}

fn check(name: &str, curves: &[Curve], steps: usize, size: Size, theme: &Theme) -> Outcome {
    let wanted = FigureSpec::new(size, steps as f64);
    check_sheet(name, &comparison(&wanted, curves).into(), theme)
}

fn check_sheet(name: &str, sheet: &Sheet, theme: &Theme) -> Outcome {
    let figure = svg(sheet, theme)?;
    let path = format!("{}/tests/golden/{name}.svg", env!("CARGO_MANIFEST_DIR"));
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &figure)?;
    }
    let golden = fs::read_to_string(&path)?;
    let differing = golden.lines().zip(figure.lines()).position(|(a, b)| a != b);
    assert!(
        golden == figure,
        "{name} is drawn otherwise, from line {:?} on",
        differing.map(|line| line + 1)
    );
    Ok(())
}

#[test]
fn comparison_of_samples() -> Outcome {
    let curves = [
        curve(9, &sample("add_d3_l2_h3_t10K_s100001")?, 500)?,
        curve(0, &sample("add_d5_l2_h3_t15K_s100001")?, 500)?,
        curve(3, &sample("add_d8_l2_h3_t20K_s100001")?, 500)?,
    ];
    let size = Size {
        width: 720.0,
        height: 640.0,
    };
    check("comparison", &curves, 20_000, size, &Theme::PAPER)
}

#[test]
fn narrow_and_dark() -> Outcome {
    let curves = [curve(1, &sample("add_d6_l2_h3_t15K_s100001")?, 500)?];
    let size = Size {
        width: 340.0,
        height: 560.0,
    };
    check("narrow_dark", &curves, 15_000, size, &Theme::DARK)
}

#[test]
fn gaps_dots_and_zeros() -> Outcome {
    let nan = f64::NAN;
    let losses = [
        2.0,
        1.0,
        nan,
        0.5,
        nan,
        0.1,
        0.0,
        0.0,
        0.01,
        f64::INFINITY,
        0.02,
        0.004,
    ];
    let above = losses.map(|loss| loss * 1.2);
    let curves = [
        curve(0, &losses, 1)?.with_gaps(Gap::all(&losses), [0; 2]),
        curve(1, &above, 2)?,
    ];
    let size = Size {
        width: 480.0,
        height: 480.0,
    };
    check("gaps", &curves, 12, size, &Theme::PAPER)
}

/// The words along y keep clear of labels such as 5×10⁻², and give way to them where there is little room.
#[test]
fn wide_labels() -> Outcome {
    let curves = [curve(2, &[2.0, 0.7, 0.2, 0.05], 1)?];
    for (name, width) in [("wide_labels", 640.0), ("wide_labels_narrow", 320.0)] {
        let size = Size {
            width,
            height: 800.0,
        };
        check(name, &curves, 4, size, &Theme::PAPER)?;
    }
    Ok(())
}

#[test]
fn before_any_run_has_come() -> Outcome {
    let size = Size {
        width: 480.0,
        height: 480.0,
    };
    check("empty", &[], 80_000, size, &Theme::PAPER)
}

/// A saved figure of two samples, its losses on one kind of axis.
fn exported(name: &str, size: Size, y: [ScaleKind; 2]) -> Outcome {
    let wanted = FigureSpec {
        axes: Axes {
            y: YAxes(y),
            ..Axes::default()
        },
        ..FigureSpec::new(size, 15_000.0)
    };
    let curves = [
        curve(0, &sample("add_d5_l2_h3_t15K_s100001")?, 500)?,
        curve(1, &sample("add_d6_l2_h3_t15K_s100001")?, 500)?,
    ];
    let runs = [(0, "d5".to_owned()), (1, "d6".to_owned())];
    let sheet = Sheet::from(comparison(&wanted, &curves))
        .with_legend(&runs, true)
        .with_caption("samples · rolling window 500, centred · d5, d6");
    check_sheet(name, &sheet, &Theme::PAPER)
}

#[test]
fn exported_with_legend_and_caption() -> Outcome {
    let size = size(Width::Text, Graphs::Both, false);
    exported("exported", size, [ScaleKind::Linear, ScaleKind::Log])
}

/// Where no corner is free, the legend stands under the panels.
#[test]
fn exported_for_a_column() -> Outcome {
    let size = size(Width::Column, Graphs::Both, false);
    exported("exported_column", size, [ScaleKind::Log; 2])
}
