//! Which run is which, in a figure on its own.

use crate::decimate::{clip_area, clip_line};
use crate::geometry::{Point, Rect};
use crate::scene::helvetica::{WIDER, abridged, width};
use crate::scene::{EndLabel, Panel, Scene};

/// Where the notebook puts the upper right corner, as parts of the panels' extent from the left
/// and from the top.
const CORNER: (f64, f64) = (0.95, 0.05);
/// Pixels between the box and the panel's edges, at least.
const MARGIN: f64 = 8.0;
/// Pixels that the box keeps from lines: its border, and half of a line's width.
const CLEAR: f64 = 2.0;
/// Pixels of the letters over a panel: the largest whose box has a free place. Smaller ones are hard to read.
const SIZES: [f64; 3] = [12.0, 11.0, 10.0];
/// Pixels of the letters under the panels.
const SIZE_UNDER: f64 = 11.0;
/// No label is longer, in letter sizes.
const LABEL_MAX: f64 = 18.0;

// In letter sizes.
const ROW: f64 = 1.6;
const SWATCH: f64 = 2.0;
const GAP: f64 = 0.6;
const PADDING: f64 = 0.7;
const COLUMN_GAP: f64 = 1.4;

/// Which run is which, in a box.
#[derive(Debug, Clone, PartialEq)]
pub struct Legend {
    /// The box.
    pub frame: Rect,
    /// Whether the box has a border.
    pub is_bordered: bool,
    /// The size of the labels' letters.
    pub letter_size: f64,
    /// Its runs, down the columns.
    pub entries: Vec<LegendEntry>,
}

/// A run in a legend.
#[derive(Debug, Clone, PartialEq)]
pub struct LegendEntry {
    /// Which colour of the theme's runs.
    pub colour: usize,
    /// Its words.
    pub label: String,
    /// The piece of line before them, from left to right.
    pub swatch: [Point; 2],
    /// The middle of the words' left edge.
    pub label_at: Point,
}

impl Legend {
    /// A box over the first panel that lies on none of its curves: at the notebook's place, or else in another corner; none
    /// where there is no room for one.
    pub(in crate::scene) fn over(
        scene: &Scene,
        runs: &[(usize, String)],
        is_bordered: bool,
    ) -> Option<Self> {
        let (first, last) = (scene.panels.first()?, scene.panels.last()?);
        let panel = first.frame;
        let all_height = last.frame.bottom - panel.top;
        let notebooks = Rect {
            right: (panel.left + CORNER.0 * panel.width()).round(),
            top: (panel.top + CORNER.1 * all_height).round(),
            left: panel.left + MARGIN,
            bottom: panel.bottom - MARGIN,
        };
        let inside = Rect {
            right: panel.right - MARGIN,
            top: panel.top + MARGIN,
            ..notebooks
        };
        SIZES.into_iter().find_map(|letter_size| {
            let layout = Layout::within(runs, letter_size, notebooks.width(), notebooks.height())?;
            let (width, height) = layout.size();
            let (left, above) = (inside.left + width, inside.bottom - height);
            let corners = [
                (notebooks.right, notebooks.top),
                (left, inside.top),
                (inside.right, above),
                (left, above),
            ];
            let frames = corners.map(|(right, top)| Rect {
                left: right - width,
                top,
                right,
                bottom: top + height,
            });
            let frame = frames.into_iter().find(|frame| is_free(first, frame))?;
            Some(layout.legend(runs, frame, is_bordered))
        })
    }

    /// Rows under the panels, of as many columns as there is room for; none without panels.
    pub(in crate::scene) fn under(scene: &Scene, runs: &[(usize, String)]) -> Option<Self> {
        let panel = scene.panels.first()?;
        let (left, top) = (panel.title_at.x - PADDING * SIZE_UNDER, scene.size.height);
        let right = scene.size.width - MARGIN;
        let layout = Layout::across(runs, SIZE_UNDER, right - left);
        let (_, height) = layout.size();
        let frame = Rect {
            left,
            top,
            right,
            bottom: top + height,
        };
        Some(layout.legend(runs, frame, false))
    }
}

/// Whether nothing of a panel's curves, nor of the words at their ends, is in a part of it or at its edge.
fn is_free(panel: &Panel, part: &Rect) -> bool {
    let around = Rect {
        left: part.left - CLEAR,
        top: part.top - CLEAR,
        right: part.right + CLEAR,
        bottom: part.bottom + CLEAR,
    };
    let words = |end: &EndLabel| {
        let half = end.letter_size / 2.0;
        let [left, right] = [end.at.x, end.at.x + end.width()];
        left < around.right
            && right > around.left
            && end.at.y - half < around.bottom
            && end.at.y + half > around.top
    };
    let lines = panel.lines.iter().chain(&panel.raw);
    let mut lines = lines.flat_map(|line| &line.parts);
    let mut bands = panel.bands.iter().map(|band| band.outline.clone());
    !panel.end_labels.iter().any(words)
        && lines.all(|line| clip_line(line, &around).is_empty())
        && bands.all(|outline| clip_area(outline, &around).is_empty())
}

/// Rows and columns; lengths are pixels.
#[derive(Clone, Copy)]
struct Layout {
    letter_size: f64,
    rows: usize,
    columns: usize,
    label_width: f64,
}

impl Layout {
    /// Columns as tall as there is room for; none where they are too wide.
    fn within(runs: &[(usize, String)], letter_size: f64, across: f64, down: f64) -> Option<Self> {
        let most = (down / letter_size - 2.0 * PADDING) / ROW;
        let columns = runs.len().div_ceil(most.max(1.0) as usize);
        let layout = Self {
            letter_size,
            rows: runs.len().div_ceil(columns),
            columns,
            label_width: widest(runs) * letter_size,
        };
        let (width, height) = layout.size();
        (width <= across && height <= down).then_some(layout)
    }

    /// As few rows as there is room for. What is longer than the room is cut.
    fn across(runs: &[(usize, String)], letter_size: f64, across: f64) -> Self {
        let of = |columns: usize, label_width: f64| Self {
            letter_size,
            rows: runs.len().div_ceil(columns),
            columns,
            label_width,
        };
        let label_width = widest(runs) * letter_size;
        let fitting = (2..=runs.len()).rev();
        let mut fitting = fitting.map(|columns| of(columns, label_width));
        fitting
            .find(|layout| layout.size().0 <= across)
            .unwrap_or_else(|| {
                let beside = of(1, 0.0).size().0;
                of(1, label_width.min((across - beside).max(0.0)))
            })
    }

    /// From one column to the next.
    fn pitch(&self) -> f64 {
        (SWATCH + GAP + COLUMN_GAP) * self.letter_size + self.label_width
    }

    /// Width and height of the box.
    fn size(&self) -> (f64, f64) {
        let em = self.letter_size;
        (
            (self.columns as f64 * self.pitch() + (2.0 * PADDING - COLUMN_GAP) * em).ceil(),
            ((self.rows as f64 * ROW + 2.0 * PADDING) * em).ceil(),
        )
    }

    fn legend(&self, runs: &[(usize, String)], frame: Rect, is_bordered: bool) -> Legend {
        let em = self.letter_size;
        let entry = |(index, (colour, label)): (usize, &(usize, String))| {
            let (column, row) = (index / self.rows, index % self.rows);
            let x = frame.left + PADDING * em + column as f64 * self.pitch();
            let y = frame.top + (PADDING + (row as f64 + 0.5) * ROW) * em;
            let at = |ems: f64| Point { x: x + ems * em, y };
            LegendEntry {
                colour: *colour,
                label: abridged(label, self.label_width / (WIDER * em) + 1e-9),
                swatch: [at(0.0), at(SWATCH)],
                label_at: at(SWATCH + GAP),
            }
        };
        Legend {
            frame,
            is_bordered,
            letter_size: em,
            entries: runs.iter().enumerate().map(entry).collect(),
        }
    }
}

/// The width of the longest label, in letter sizes.
fn widest(runs: &[(usize, String)]) -> f64 {
    let widths = runs.iter().map(|(_, label)| WIDER * width(label, false));
    widths.fold(0.0, f64::max).min(LABEL_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;
    use crate::run::Steps;
    use crate::scene::curve::tests::curve;
    use crate::scene::{Axes, Curve, FigureSpec, ScaleKind, Sheet, YAxes, comparison};

    fn of_curves(width: f64, height: f64, y: [ScaleKind; 2], curves: &[Curve]) -> Scene {
        let wanted = FigureSpec {
            axes: Axes {
                y: YAxes(y),
                ..Axes::default()
            },
            ..FigureSpec::new(Size { width, height }, 80_000.0)
        };
        comparison(&wanted, curves)
    }

    fn scene(width: f64, height: f64) -> Scene {
        of_curves(width, height, [ScaleKind::Linear, ScaleKind::Log], &[])
    }

    fn runs(count: usize, label: &str) -> Vec<(usize, String)> {
        (0..count)
            .map(|run| (run, format!("{label}{run}")))
            .collect()
    }

    /// The legend, once it is sure to be over the first panel or under all, without one entry upon another.
    fn checked(scene: Scene, runs: &[(usize, String)], is_over: bool) -> Legend {
        let (panel, size) = (scene.panels[0].frame, scene.size);
        let sheet = Sheet::from(scene).with_legend(runs, false);
        let legend = sheet.legend.unwrap();
        let Rect {
            left,
            top,
            right,
            bottom,
        } = legend.frame;
        if is_over {
            assert!(left > panel.left && right < panel.right, "{legend:?}");
            assert!(top > panel.top && bottom < panel.bottom, "{legend:?}");
        } else {
            assert!(left >= 0.0 && right < size.width, "{legend:?}");
            assert!(
                top >= size.height && bottom <= sheet.scene.size.height,
                "{legend:?}"
            );
        }
        assert_eq!(legend.entries.len(), runs.len());
        let em = legend.letter_size;
        let boxes = legend.entries.iter().map(|entry| Rect {
            left: entry.swatch[0].x,
            top: entry.label_at.y - em / 2.0,
            right: entry.label_at.x + width(&entry.label, false) * em,
            bottom: entry.label_at.y + em / 2.0,
        });
        let boxes: Vec<Rect> = boxes.collect();
        for (index, a) in boxes.iter().enumerate() {
            assert!(a.left >= left && a.right < right && a.top > top && a.bottom < bottom);
            let apart = |b: &Rect| {
                a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top
            };
            assert!(boxes[..index].iter().all(apart), "{a:?} lies on another");
        }
        legend
    }

    #[test]
    fn a_few_runs_are_one_column_at_the_notebooks_place() {
        let legend = checked(scene(1100.0, 1000.0), &runs(11, "d"), true);
        let first = legend.entries[0].label_at.x;
        assert!(
            legend
                .entries
                .iter()
                .all(|entry| (entry.label_at.x - first).abs() < 1e-9)
        );
        let expected = (76.0 + 0.95 * 996.0_f64).round();
        assert!((legend.frame.right - expected).abs() < 1e-9);
        assert!((legend.letter_size - 12.0).abs() < 1e-9);
    }

    #[test]
    fn many_runs_continue_in_columns() {
        for count in [1, 18, 19, 40, 54] {
            let legend = checked(scene(1100.0, 1000.0), &runs(count, "mix d10 l3 h4 "), true);
            assert!((legend.letter_size - 12.0).abs() < 1e-9, "{count} runs");
            assert!(
                legend
                    .entries
                    .iter()
                    .all(|entry| !entry.label.contains('…'))
            );
        }
    }

    #[test]
    fn where_there_is_little_room_it_stands_under_the_panels() {
        let long = "ins1_mix_d10_l3_h3_t50K_gf_s572091, started from another, ";
        for (width, height, runs) in [
            (480.0, 560.0, runs(40, long)),
            (340.0, 480.0, runs(60, "a run ")),
            (60.0, 80.0, runs(2, "d")),
        ] {
            checked(scene(width, height), &runs, false);
        }
    }

    #[test]
    fn it_lies_on_no_curve() {
        let [linear, log] = [[ScaleKind::Linear; 2], [ScaleKind::Log; 2]];
        let falling = |by: f64| (0..15_000).map(move |n| 3.0 * by.powi(n));
        let losses: Vec<f64> = falling(0.999).collect();
        let rising: Vec<f64> = falling(0.9997).rev().collect();
        let place = |y, losses: &[&[f64]]| {
            let curves: Vec<Curve> = losses
                .iter()
                .map(|losses| curve(losses, Steps::FromZero))
                .collect();
            let scene = of_curves(1100.0, 1000.0, y, &curves);
            let panel = scene.panels[0].frame;
            let Rect { left, top, .. } = checked(scene, &runs(3, "a run "), true).frame;
            [
                left > f64::midpoint(panel.left, panel.right),
                top > f64::midpoint(panel.top, panel.bottom),
            ]
        };
        assert_eq!(
            place(linear, &[&losses]),
            [true, false],
            "the notebook's place"
        );
        assert_eq!(place(linear, &[&rising]), [false, false], "the upper left");
        let level = vec![2.5; 15_000];
        assert_eq!(
            place(linear, &[&losses, &level]),
            [true, true],
            "the lower right"
        );

        let levels: Vec<Vec<f64>> = (0..9).map(|n| vec![10_f64.powi(-n); 15_000]).collect();
        let curves: Vec<Curve> = levels
            .iter()
            .map(|losses| curve(losses, Steps::FromZero))
            .collect();
        let scene = of_curves(1100.0, 1000.0, log, &curves);
        checked(scene, &runs(9, "a run "), false);
    }

    #[test]
    fn without_runs_there_is_no_legend() {
        let sheet = Sheet::from(scene(480.0, 480.0));
        assert_eq!(sheet.clone().with_legend(&[], true), sheet);
    }
}
