//! Which line is which, in words at its end.

use crate::decimate::clip_line;
use crate::geometry::{Point, Rect, Size};
use crate::scene::helvetica::{WIDER, width};
use crate::scene::panel::NARROW_FRAME;
use crate::scene::{Line, Panel, Scene};

/// Pixels of the letters.
const SIZE: f64 = 11.0;
/// From one label to the next below it, and from the end of a line to its label.
const PITCH: f64 = 12.0;
const GAP: f64 = 6.0;
/// How far a label may be from its line's height and still be taken for its own.
const FAR: f64 = 2.0 * PITCH;
/// CSS pixels beside a panel, at least: the last label along x reaches into them.
pub const BESIDE: f64 = 28.0;
/// The part of the figure's width that labels may take beside the panels.
const MOST: f64 = 0.1;

/// How much room a figure has beside its panels, in CSS pixels, for these labels at the ends of lines: as much as the
/// longest needs, of those that need no more than a tenth of the width. One alone is not drawn, nor are more than stand
/// below each other.
#[must_use]
pub fn room_beside<'a>(labels: impl Iterator<Item = &'a str>, Size { width, height }: Size) -> f64 {
    let (mut room, mut count) = (BESIDE, 0);
    for label in labels {
        let taken = taken(label);
        if taken <= MOST * width {
            room = taken.max(room);
        }
        count += 1;
    }
    let are_drawn = count > 1 && f64::from(count) * PITCH < height / 2.0;
    if are_drawn { room } else { BESIDE }
}

/// How much room a label takes from the end of its line.
fn taken(label: &str) -> f64 {
    GAP + width(label, false) * WIDER * SIZE
}

/// The words at the end of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct EndLabel {
    /// Which colour of the theme's runs.
    pub colour: usize,
    /// Whether it steps back behind another.
    pub faint: bool,
    /// The words.
    pub label: String,
    /// The size of their letters.
    pub letter_size: f64,
    /// Where the line ends.
    pub line: Point,
    /// The middle of the words' left edge.
    pub at: Point,
}

impl Scene {
    /// Labels lines at their ends, where they are several: those whose label has room. `labels` are in the order of the
    /// lines.
    #[must_use]
    pub fn with_end_labels<S: AsRef<str>>(mut self, labels: &[S]) -> Self {
        if labels.len() > 1 {
            for panel in &mut self.panels {
                panel.end_labels = end_labels(panel, labels, self.size.width);
            }
        }
        self
    }
}

impl EndLabel {
    /// None where there is no line, or no room for its label.
    fn of(line: &Line, label: &str, right: f64) -> Option<Self> {
        let end = *line.parts.last()?.last()?;
        let has_room = end.x + taken(label) <= right;
        has_room.then(|| Self {
            colour: line.colour,
            faint: line.faint,
            label: label.to_owned(),
            letter_size: SIZE,
            line: end,
            at: Point {
                x: end.x + GAP,
                ..end
            },
        })
    }

    /// Whether it may lie on another.
    fn is_beside(&self, other: &Self) -> bool {
        (self.at.x - other.at.x).abs() < self.width().max(other.width()) + GAP
    }

    /// Whether the words hide those of another, or what joins those to their line.
    fn hides(&self, other: &Self) -> bool {
        let is_upon = self.is_beside(other) && (self.at.y - other.at.y).abs() < PITCH;
        is_upon || self.hides_line(&[other.line, other.at])
    }

    /// Whether the words hide some of a line, which runs to the right.
    fn hides_line(&self, line: &[Point]) -> bool {
        let half = self.letter_size / 2.0;
        let words = Rect {
            left: self.at.x,
            right: self.at.x + self.width(),
            top: self.at.y - half,
            bottom: self.at.y + half,
        };
        let reaches = |from: &Point, to: &Point| from.x <= words.right && to.x >= words.left;
        let ends = line.first().zip(line.last());
        if !ends.is_some_and(|(from, to)| reaches(from, to)) {
            return false;
        }
        let first = line.partition_point(|point| point.x < words.left);
        let end = line.partition_point(|point| point.x <= words.right);
        let near = &line[first.saturating_sub(1)..line.len().min(end + 1)];
        !clip_line(near, &words).is_empty()
    }

    /// How wide the words are at most.
    #[must_use]
    pub fn width(&self) -> f64 {
        width(&self.label, false) * WIDER * self.letter_size
    }
}

/// The labels of a panel's lines, in a figure that ends at `right`.
fn end_labels<S: AsRef<str>>(panel: &Panel, labels: &[S], right: f64) -> Vec<EndLabel> {
    let labelled = panel.lines.iter().zip(labels);
    let mut waiting: Vec<EndLabel> = labelled
        .filter_map(|(line, label)| EndLabel::of(line, label.as_ref(), right))
        .collect();
    let mut placed: Vec<EndLabel> = Vec::new();
    // From the lowest up, where training leads them all; by hand, for there are few: a sort of the library's is some
    // kilobytes of what each visitor loads.
    let lowest = |ends: &[EndLabel]| {
        let heights = ends.iter().map(|end| end.line.y).enumerate();
        heights.max_by(|a, b| a.1.total_cmp(&b.1))
    };
    while let Some((at, _)) = lowest(&waiting) {
        let mut end = waiting.swap_remove(at);
        let beside = placed.iter().filter(|other| end.is_beside(other));
        let above = beside.map(|other| other.at.y - PITCH);
        let floor = panel.frame.bottom - SIZE / 2.0;
        end.at.y = above.fold(end.at.y.min(floor), f64::min);
        // Where lines are close, it would seem to be another's.
        let is_astray = panel.frame.width() < NARROW_FRAME
            && end.line.x < panel.frame.right - GAP
            && end.line.y - end.at.y > PITCH / 2.0;
        if !is_astray {
            placed.push(end);
        }
    }
    // Back down, where there was not the room.
    for at in (0..placed.len()).rev() {
        let end = &placed[at];
        let beside = placed[at + 1..].iter().filter(|other| end.is_beside(other));
        let below = beside.map(|other| other.at.y + PITCH);
        let roof = panel.frame.top + SIZE / 2.0;
        placed[at].at.y = below.fold(end.at.y.max(roof), f64::max);
    }
    placed.retain(|end| end.at.y < panel.frame.bottom);
    // Those that had to make way so far would stand beside losses that are not theirs; where most had, all would.
    let count = placed.len();
    placed.retain(|end| (end.line.y - end.at.y).abs() <= FAR);
    if 2 * placed.len() < count {
        placed.clear();
    }
    clear_of_others(placed, panel)
}

/// Those labels that hide no other line or label, or would not a little above or below.
fn clear_of_others(placed: Vec<EndLabel>, panel: &Panel) -> Vec<EndLabel> {
    let ways: &[f64] = if panel.frame.width() < NARROW_FRAME {
        &[0.0]
    } else {
        &[0.0, -PITCH, PITCH]
    };
    let half = SIZE / 2.0;
    let stands = panel.frame.top + half..=panel.frame.bottom - half;
    let mut clear: Vec<EndLabel> = Vec::new();
    for mut end in placed {
        let height = end.at.y;
        let is_clear = ways.iter().any(|way| {
            end.at.y = height + way;
            let others = panel.lines.iter().filter(|line| line.colour != end.colour);
            let mut parts = others.flat_map(|line| &line.parts);
            stands.contains(&end.at.y)
                && (end.line.y - end.at.y).abs() <= FAR
                && !parts.any(|part| end.hides_line(part))
                && !clear
                    .iter()
                    .any(|other| end.hides(other) || other.hides(&end))
        });
        if is_clear {
            clear.push(end);
        }
    }
    clear
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::Steps;
    use crate::scene::{Curve, FigureSpec, Measured, comparison};
    use crate::smooth::Band;

    const NINE: [&str; 9] = ["d5", "d6", "d7", "d8", "d9", "d10", "d11", "d12", "d13"];

    /// Runs of these labels, each longer than the one before and `apart` above it.
    fn scene(labels: &[&str], apart: f64) -> Scene {
        let curves: Vec<Curve> = (0..labels.len())
            .map(|run| {
                let loss = 0.5 + apart * run as f64;
                let band = Band::of(&vec![loss; 20_000 + 5000 * run]);
                Curve::new(run, Steps::FromZero, Measured::of(band))
            })
            .collect();
        let wanted = FigureSpec::new(
            Size {
                width: 1100.0,
                height: 900.0,
            },
            80_000.0,
        );
        comparison(&wanted, &curves).with_end_labels(labels)
    }

    fn labelled(labels: &[&str], apart: f64) -> [usize; 2] {
        let panels = scene(labels, apart).panels;
        [0, 1].map(|panel| panels[panel].end_labels.len())
    }

    #[test]
    fn each_of_several_lines_is_named_in_each_panel() {
        assert_eq!(labelled(&NINE, 0.1), [9, 9]);
        assert_eq!(labelled(&NINE[..2], 0.1), [2, 2]);
        assert_eq!(labelled(&NINE[..1], 0.1), [0, 0]);
    }

    #[test]
    fn lines_that_end_at_one_place_are_not_named_there() {
        assert_eq!(labelled(&NINE, 0.0), [0, 9]);
    }

    #[test]
    fn a_label_without_room_is_left_out() {
        let mut long = NINE;
        // Its line ends at three quarters of the lower panel, and at the edge of the upper.
        long[8] = "mix d13";
        assert_eq!(labelled(&long, 0.1), [8, 9]);
        long[8] = "a file of the visitor's own, whose name has no end.csv";
        assert_eq!(labelled(&long, 0.1), [8, 8]);
    }

    #[test]
    fn labels_have_the_room_that_they_ask_for_in_reason() {
        let height = 900.0;
        let of = |labels: &[&'static str], width| {
            room_beside(labels.iter().copied(), Size { width, height })
        };
        assert!(of(&NINE, 1100.0) <= BESIDE, "as most figures have it");
        let long = of(&["d5", "ins1 mix d11"], 1100.0);
        assert!((60.0..90.0).contains(&long), "{long}");
        assert!(
            of(&["d5", "ins1 mix d11"], 400.0) <= BESIDE,
            "there is none"
        );
        let longest = "a file of the visitor's own, whose name has no end.csv";
        assert!(
            of(&["d5", longest], 1100.0) <= BESIDE,
            "it would take a third"
        );
        assert!(of(&["ins1 mix d11"], 1100.0) <= BESIDE, "one is not named");
        assert!(
            of(&["ins1 mix d11"; 200], 1100.0) <= BESIDE,
            "nor are so many"
        );
    }

    #[test]
    fn no_label_lies_on_anothers_line() {
        // Each line but the longest ends amid those that are longer.
        for apart in [0.0, 0.001, 0.003, 0.1] {
            let mut labelled = 0;
            for panel in scene(&NINE, apart).panels {
                for end in &panel.end_labels {
                    let others = panel.lines.iter().filter(|line| line.colour != end.colour);
                    for line in others.flat_map(|line| &line.parts) {
                        let [from, to] = [line[0], line[line.len() - 1]];
                        let is_above = (from.y - end.at.y).abs() < SIZE / 2.0;
                        let is_beside = from.x < end.at.x + end.width() && to.x > end.at.x;
                        assert!(!(is_above && is_beside), "{}: {apart}", end.label);
                    }
                    labelled += 1;
                }
            }
            assert!(labelled > 3, "{apart}: {labelled}");
        }
    }

    #[test]
    fn labels_stand_apart_in_the_panel() {
        for panel in scene(&NINE, 0.02).panels {
            let beside =
                |a: &EndLabel, b: &EndLabel| a.is_beside(b) && (a.at.y - b.at.y).abs() < PITCH;
            for (at, end) in panel.end_labels.iter().enumerate() {
                assert!(
                    panel.end_labels[..at]
                        .iter()
                        .all(|other| !beside(end, other))
                );
                assert!((panel.frame.top..panel.frame.bottom).contains(&end.at.y));
                assert!((end.line.y - end.at.y).abs() <= FAR);
                assert!(end.at.x + end.width() < 1100.0);
            }
        }
    }
}
