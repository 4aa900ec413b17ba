//! What a figure on its own needs beside its panels: which run is which, and where all of it came
//! from. On the page the list of runs says both.

use super::Scene;
use super::helvetica::{WIDER, shortened, width};
use crate::geometry::{Point, Rect};

/// How tall a caption is.
pub const CAPTION_HEIGHT: f64 = 28.0;

/// Where the notebook puts the upper right corner, as parts of the panels' extent from the left
/// and from the top.
const CORNER: (f64, f64) = (0.95, 0.05);
/// Pixels between the box and the panel's left and lower edge.
const MARGIN: f64 = 8.0;
/// Pixels of the letters: the largest whose box has room, and none larger than the first.
const SIZES: [f64; 7] = [12.0, 11.0, 10.0, 9.0, 8.0, 7.0, 6.0];
/// No label is longer, in letter sizes.
const LABEL_MAX: f64 = 18.0;

// In letter sizes.
const ROW: f64 = 1.6;
const SWATCH: f64 = 2.0;
const GAP: f64 = 0.6;
const PADDING: f64 = 0.7;
const COLUMN_GAP: f64 = 1.4;

const CAPTION_SIZE: f64 = 11.0;
const CAPTION_LEFT: f64 = 12.0;

/// Which run is which, in a box over the first panel.
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

/// A line of words under a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Caption {
    /// The words, cut to the figure's width.
    pub text: String,
    /// The size of its letters.
    pub letter_size: f64,
    /// The middle of the words' left edge.
    pub at: Point,
}

impl Scene {
    /// Adds a legend of runs, each its colour and label, at the notebook's place; in several
    /// columns where one has not the height, with smaller letters where those have not the width.
    #[must_use]
    pub fn with_legend(mut self, runs: &[(usize, String)], is_bordered: bool) -> Self {
        self.legend = match (self.panels.first(), self.panels.last()) {
            (Some(first), Some(last)) if !runs.is_empty() => {
                let all = Rect {
                    bottom: last.frame.bottom,
                    ..first.frame
                };
                let corner = Point {
                    x: (all.left + CORNER.0 * all.width()).round(),
                    y: (all.top + CORNER.1 * all.height()).round(),
                };
                let room = (
                    corner.x - all.left - MARGIN,
                    first.frame.bottom - corner.y - MARGIN,
                );
                Some(Layout::fitting(runs, room).legend(runs, corner, is_bordered))
            }
            _ => None,
        };
        self
    }

    /// Adds a line of words under the figure, which grows by [`CAPTION_HEIGHT`].
    #[must_use]
    pub fn with_caption(mut self, text: &str) -> Self {
        let room = (self.size.width - 2.0 * CAPTION_LEFT) / (CAPTION_SIZE * WIDER);
        self.caption = Some(Caption {
            text: shortened(text, room.max(0.0)),
            letter_size: CAPTION_SIZE,
            at: Point {
                x: CAPTION_LEFT,
                y: self.size.height + CAPTION_HEIGHT / 2.0 - 2.0,
            },
        });
        self.size.height += CAPTION_HEIGHT;
        self
    }
}

/// Sizes of a legend; lengths are pixels.
#[derive(Clone, Copy)]
struct Layout {
    letter_size: f64,
    rows: usize,
    columns: usize,
    label_width: f64,
}

impl Layout {
    /// The one with the largest letters whose box has room.
    fn fitting(runs: &[(usize, String)], (across, down): (f64, f64)) -> Self {
        let widest = runs
            .iter()
            .map(|(_, label)| WIDER * width(label, false))
            .fold(0.0, f64::max)
            .min(LABEL_MAX);
        let of_size = |letter_size: f64| {
            let most = ((down / letter_size - 2.0 * PADDING) / ROW).max(1.0) as usize;
            let columns = runs.len().div_ceil(most);
            let gaps = (columns - 1) as f64 * COLUMN_GAP + 2.0 * PADDING;
            let column = (across / letter_size - gaps) / columns as f64;
            let label_room = (column - SWATCH - GAP).max(0.0);
            let layout = Self {
                letter_size,
                rows: runs.len().div_ceil(columns),
                columns,
                label_width: widest.min(label_room) * letter_size,
            };
            (layout, widest <= label_room)
        };
        let layouts = SIZES.map(of_size);
        let fitting = layouts.iter().position(|(_, fits)| *fits);
        layouts[fitting.unwrap_or(SIZES.len() - 1)].0
    }

    fn legend(&self, runs: &[(usize, String)], corner: Point, is_bordered: bool) -> Legend {
        let em = self.letter_size;
        let pitch = (SWATCH + GAP + COLUMN_GAP) * em + self.label_width;
        let frame = Rect {
            left: corner.x
                - (self.columns as f64 * pitch + (2.0 * PADDING - COLUMN_GAP) * em).ceil(),
            top: corner.y,
            right: corner.x,
            bottom: corner.y + ((self.rows as f64 * ROW + 2.0 * PADDING) * em).ceil(),
        };
        let entry = |(index, (colour, label)): (usize, &(usize, String))| {
            let (column, row) = (index / self.rows, index % self.rows);
            let x = frame.left + PADDING * em + column as f64 * pitch;
            let y = frame.top + (PADDING + (row as f64 + 0.5) * ROW) * em;
            let at = |ems: f64| Point { x: x + ems * em, y };
            LegendEntry {
                colour: *colour,
                label: shortened(label, self.label_width / (WIDER * em) + 1e-9),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;
    use crate::scene::{FigureSpec, View, comparison};

    fn scene(width: f64, height: f64) -> Scene {
        let size = Size { width, height };
        let wanted = FigureSpec {
            size,
            density: 1.0,
            steps: 80_000.0,
            view: View::default(),
        };
        comparison(&wanted, &[])
    }

    fn runs(count: usize, label: &str) -> Vec<(usize, String)> {
        (0..count)
            .map(|run| (run, format!("{label}{run}")))
            .collect()
    }

    /// The legend, once it is sure to be inside the first panel, without one entry upon another.
    fn checked(scene: Scene, runs: &[(usize, String)]) -> Legend {
        let panel = scene.panels[0].frame;
        let legend = scene.with_legend(runs, false).legend.unwrap();
        let Rect {
            left,
            top,
            right,
            bottom,
        } = legend.frame;
        assert!(left >= panel.left && right < panel.right, "{legend:?}");
        assert!(top > panel.top && bottom < panel.bottom, "{legend:?}");
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
            assert!(a.left > left && a.right < right && a.top > top && a.bottom < bottom);
            let apart = |b: &Rect| {
                a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top
            };
            assert!(boxes[..index].iter().all(apart), "{a:?} lies on another");
        }
        legend
    }

    #[test]
    fn a_few_runs_are_one_column_at_the_notebooks_place() {
        let legend = checked(scene(1100.0, 1000.0), &runs(11, "d"));
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
            let legend = checked(scene(1100.0, 1000.0), &runs(count, "mix d10 l3 h4 "));
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
    fn where_there_is_little_room_letters_shrink_and_then_labels() {
        let long = "ins1_mix_d10_l3_h3_t50K_gf_s572091, started from another, ";
        assert!(checked(scene(480.0, 560.0), &runs(40, long)).letter_size < 12.0);
        checked(scene(340.0, 480.0), &runs(60, "a run "));
    }

    #[test]
    fn without_runs_there_is_no_legend() {
        assert_eq!(scene(480.0, 480.0).with_legend(&[], true).legend, None);
    }

    #[test]
    fn a_caption_is_one_line_below_the_figure() {
        let plain = scene(480.0, 400.0);
        let captioned = plain.clone().with_caption(&"a word ".repeat(40));
        assert_eq!(captioned.panels, plain.panels);
        let caption = captioned.caption.unwrap();
        assert!(caption.text.ends_with('…'));
        assert!(caption.at.x + width(&caption.text, false) * caption.letter_size < 480.0);
        assert!(caption.at.y > plain.size.height && caption.at.y < captioned.size.height);
    }
}
