//! The figure, from back to front.

use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters_backend::DrawingBackend;

use super::end_label::end_label;
use super::pen::{Lettering, Outcome, Pen};
use super::theme::Theme;
use crate::geometry::{Point, Rect};
use crate::scene::{LABEL_GAP, LABEL_SIZE, Line, Panel, Scene, Tick};

/// As in the notebook.
const BAND_ALPHA: f64 = 0.2;
pub(super) const LINE_WIDTH: f64 = 2.0;
const SMOOTHED: Stroke = Stroke {
    alpha: 1.0,
    width: LINE_WIDTH,
};
/// The losses themselves, behind their line.
const RAW: Stroke = Stroke {
    alpha: 0.35,
    width: 1.0,
};

/// Of the marks at a panel's edges.
const MARK_HEIGHT: f64 = 7.0;
const MISSING_WIDTH: f64 = 2.0;

/// Between the y axis and the middle of the words along it.
const Y_TITLE_GAP: f64 = 46.0;

/// How a curve is drawn: how much of its colour is seen, and how wide it is, in CSS pixels.
#[derive(Clone, Copy)]
struct Stroke {
    alpha: f64,
    width: f64,
}

/// Draws a scene.
///
/// `unit` is how many of the backend's pixels a CSS pixel has.
///
/// # Errors
/// Hands on what the backend says.
pub fn draw<B: DrawingBackend>(
    scene: &Scene,
    theme: &Theme,
    backend: &mut B,
    unit: f64,
) -> Outcome<B> {
    let mut pen = Pen { backend, unit };
    let all = Rect {
        left: 0.0,
        top: 0.0,
        right: scene.size.width,
        bottom: scene.size.height,
    };
    pen.fill(&all, theme.background)?;
    for panel in &scene.panels {
        for blank in &panel.blank {
            pen.fill(blank, theme.shade)?;
        }
        grid(&mut pen, panel, theme)?;
        for band in &panel.bands {
            pen.area(
                &band.outline,
                theme.run(band.colour),
                BAND_ALPHA * presence(band.faint),
            )?;
        }
        for line in &panel.raw {
            curve(&mut pen, panel, line, theme, RAW)?;
        }
        for line in &panel.lines {
            curve(&mut pen, panel, line, theme, SMOOTHED)?;
        }
        axes(&mut pen, panel, theme)?;
        titles(&mut pen, panel, theme)?;
        for label in &panel.end_labels {
            end_label(&mut pen, label, theme)?;
        }
    }
    pen.backend.present()
}

/// How much of its colour a run keeps.
pub(super) fn presence(faint: bool) -> f64 {
    if faint { 0.2 } else { 1.0 }
}

fn curve<B: DrawingBackend>(
    pen: &mut Pen<B>,
    panel: &Panel,
    line: &Line,
    theme: &Theme,
    Stroke { alpha, width }: Stroke,
) -> Outcome<B> {
    let colour = theme.run(line.colour);
    for part in &line.parts {
        pen.line(part, colour, alpha * presence(line.faint), width)?;
    }
    marks(pen, panel, line, theme, alpha)
}

/// What has no place on the axis, at its edges.
fn marks<B: DrawingBackend>(
    pen: &mut Pen<B>,
    panel: &Panel,
    line: &Line,
    theme: &Theme,
    alpha: f64,
) -> Outcome<B> {
    let (colour, alpha) = (theme.run(line.colour), alpha * presence(line.faint));
    let Rect { top, bottom, .. } = panel.frame;
    // Triangles that point out of the panel: the value is somewhere beyond.
    let below = line.below.iter().map(|&x| (x, bottom, -MARK_HEIGHT));
    let above = line.above.iter().map(|&x| (x, top, MARK_HEIGHT));
    for (x, edge, inwards) in below.chain(above) {
        let corner = |dx: f64, dy: f64| Point {
            x: x + dx,
            y: edge + dy,
        };
        let triangle = [
            corner(-4.0, inwards),
            corner(4.0, inwards),
            corner(0.0, 0.0),
        ];
        pen.area(&triangle, colour, alpha)?;
    }
    // Ticks that stand on the floor: there is no value.
    for &(from, to) in &line.missing {
        let (left, right) = (from - MISSING_WIDTH / 2.0, to + MISSING_WIDTH / 2.0);
        let corner = |x: f64, y: f64| Point { x, y };
        let tick = [
            corner(left, bottom - MARK_HEIGHT),
            corner(right, bottom - MARK_HEIGHT),
            corner(right, bottom),
            corner(left, bottom),
        ];
        pen.area(&tick, colour, alpha)?;
    }
    Ok(())
}

/// Hairlines on whole pixels, so that they stay thin.
fn grid<B: DrawingBackend>(pen: &mut Pen<B>, panel: &Panel, theme: &Theme) -> Outcome<B> {
    let frame = panel.frame;
    for tick in &panel.x.ticks {
        let left = panel
            .x
            .scale
            .pixel(tick.value)
            .round()
            .min(frame.right - 1.0);
        let right = left + 1.0;
        pen.fill(
            &Rect {
                left,
                right,
                ..frame
            },
            theme.grid,
        )?;
    }
    for tick in &panel.y.ticks {
        let top = panel.y.scale.pixel(tick.value).round();
        let bottom = top + if tick.label.is_some() { 1.0 } else { 0.5 };
        pen.fill(
            &Rect {
                top,
                bottom,
                ..frame
            },
            theme.grid,
        )?;
    }
    Ok(())
}

/// The line along x, and the labels of both axes.
fn axes<B: DrawingBackend>(pen: &mut Pen<B>, panel: &Panel, theme: &Theme) -> Outcome<B> {
    let frame = panel.frame;
    let top = frame.bottom;
    let bottom = top + 1.0;
    pen.fill(
        &Rect {
            top,
            bottom,
            ..frame
        },
        theme.axis,
    )?;
    let below = beside_axis(theme, HPos::Center, VPos::Top);
    for (value, text) in labelled(&panel.x.ticks) {
        let at = Point {
            x: panel.x.scale.pixel(value),
            y: frame.bottom + LABEL_GAP,
        };
        pen.words(text, at, &below)?;
    }
    let beside = beside_axis(theme, HPos::Right, VPos::Center);
    for (value, text) in labelled(&panel.y.ticks) {
        let at = Point {
            x: frame.left - LABEL_GAP,
            y: panel.y.scale.pixel(value),
        };
        pen.words(text, at, &beside)?;
    }
    Ok(())
}

/// The words along both axes, and the heading.
fn titles<B: DrawingBackend>(pen: &mut Pen<B>, panel: &Panel, theme: &Theme) -> Outcome<B> {
    let frame = panel.frame;
    let middle = Point {
        x: f64::midpoint(frame.left, frame.right),
        y: frame.bottom + 28.0,
    };
    let below = beside_axis(theme, HPos::Center, VPos::Top);
    pen.words(&panel.x.title, middle, &below)?;
    if let Some(x) = y_title_x(panel) {
        let middle = Point {
            x,
            y: f64::midpoint(frame.top, frame.bottom),
        };
        let upwards = Lettering {
            is_turned: true,
            ..beside_axis(theme, HPos::Center, VPos::Center)
        };
        pen.words(&panel.y.title, middle, &upwards)?;
    }
    let heading = Lettering {
        size: panel.title_size,
        colour: theme.text,
        bold: true,
        ..beside_axis(theme, HPos::Left, VPos::Bottom)
    };
    pen.words(&panel.title, panel.title_at, &heading)
}

/// How labels and the words along an axis are set.
fn beside_axis(theme: &Theme, h_pos: HPos, v_pos: VPos) -> Lettering {
    Lettering {
        size: LABEL_SIZE,
        colour: theme.muted,
        bold: false,
        anchor: Pos::new(h_pos, v_pos),
        is_turned: false,
    }
}

/// The middle of the words along y; none where the labels leave no room for them, which the heading says as well.
fn y_title_x(panel: &Panel) -> Option<f64> {
    let labels = panel.y.label_width();
    let middle = panel.frame.left - LABEL_GAP - labels - LABEL_GAP / 2.0 - LABEL_SIZE / 2.0;
    (middle > LABEL_SIZE / 2.0).then_some(middle.min(panel.frame.left - Y_TITLE_GAP))
}

fn labelled(ticks: &[Tick]) -> impl Iterator<Item = (f64, &str)> {
    ticks
        .iter()
        .filter_map(|tick| Some((tick.value, tick.label.as_deref()?)))
}
