//! Where the box of values stands: beside the crosshair, within what is seen, and off the pointer.

use crate::geometry::Point;
use crate::scene::Scene;

/// No more runs than this are listed at once.
const MOST_ROWS: usize = 16;
/// Pixels of a row; of the heading, the margins and the words below; and of a note.
const ROW: f64 = 17.5;
const AROUND: f64 = 60.0;
const NOTE: f64 = 56.0;
/// What a row takes beside its label, and a character of that, in pixels. A row that is too wide has two lines.
const VALUES: f64 = 318.0;
const LETTER: f64 = 6.5;
/// Of a longer label no more is shown, in pixels.
const LONGEST_LABEL: f64 = 120.0;
/// Below this width of the figure there is no room beside the crosshair, in pixels.
const NARROW: f64 = 700.0;
/// How far a box beside the crosshair keeps from it and from the figure's edge, together.
const BESIDE: f64 = 16.0;
/// How far a box above or below the pointer keeps from it: a finger's width, in pixels.
const CLEAR: f64 = 24.0;

/// What is pointed at, and what the box has to say of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pointed {
    /// On which panel.
    pub panel: usize,
    /// The crosshair, and how far down the pointer is.
    pub at: Point,
    /// The part of the figure's height that is on the screen.
    pub seen: (f64, f64),
    /// How many runs have a row.
    pub runs: usize,
    /// How many characters the longest of their labels has.
    pub longest: usize,
    /// Whether there is a note below them.
    pub has_note: bool,
}

/// A box of values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Callout {
    /// On which side of the crosshair.
    pub side: Side,
    /// Its upper edge.
    pub top: f64,
    /// How many rows have room.
    pub rows: usize,
    /// How wide it may be.
    pub width: f64,
}

/// Where a box stands towards the crosshair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Left of it.
    Left,
    /// Right of it.
    Right,
    /// Across it, above or below the pointer.
    Across,
}

/// Finds the box its place. None where there is no such panel.
#[must_use]
pub fn callout(scene: &Scene, pointed: &Pointed) -> Option<Callout> {
    let Pointed { at, seen, .. } = *pointed;
    let around = AROUND + if pointed.has_note { NOTE } else { 0.0 };
    let top_of = |panel: usize| scene.panels.get(panel).map(|panel| panel.frame.top);
    let own_top = top_of(pointed.panel)?;
    let width = scene.size.width;
    let (left, right) = (at.x - BESIDE, width - at.x - BESIDE);
    let (side, width) = match left > right {
        _ if width < NARROW => (Side::Across, width - BESIDE),
        true => (Side::Left, left),
        false => (Side::Right, right),
    };
    let label = (LETTER * pointed.longest as f64).min(LONGEST_LABEL);
    let is_wide = VALUES + label > width;
    let row = if is_wide { 2.0 * ROW } else { ROW };
    let height = around + row * pointed.runs.min(MOST_ROWS) as f64;
    let (above, below) = (at.y - CLEAR, at.y + CLEAR);
    let (top, end) = if side != Side::Across {
        (own_top.min(seen.1 - height).max(seen.0), seen.1)
    } else if seen.1 - below > above - seen.0 {
        // Over the panel below, or as much higher as its height asks for.
        let wanted = top_of(pointed.panel + 1).unwrap_or(below);
        (wanted.min(seen.1 - height).max(below), seen.1)
    } else {
        let wanted = top_of(0).unwrap_or(seen.0);
        (wanted.min(above - height).max(seen.0), above)
    };
    let rows = ((end - top - around) / row).max(1.0) as usize;
    Some(Callout {
        side,
        top,
        rows: rows.min(MOST_ROWS),
        width,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;
    use crate::scene::{FigureSpec, comparison};

    fn placed(size: (f64, f64), panel: usize, at: (f64, f64), seen: (f64, f64)) -> Callout {
        placed_with(3, size, panel, at, seen)
    }

    /// With labels of so many characters.
    fn placed_with(
        longest: usize,
        size: (f64, f64),
        panel: usize,
        at: (f64, f64),
        seen: (f64, f64),
    ) -> Callout {
        let scene = comparison(
            &FigureSpec::new(
                Size {
                    width: size.0,
                    height: size.1,
                },
                1000.0,
            ),
            &[],
        );
        let pointed = Pointed {
            panel,
            at: Point { x: at.0, y: at.1 },
            seen,
            runs: 40,
            longest,
            has_note: true,
        };
        let callout = callout(&scene, &pointed).unwrap();
        let bottom = callout.top + AROUND + NOTE + ROW * callout.rows as f64;
        assert!(callout.top >= seen.0, "{callout:?}");
        assert!(callout.rows == 1 || bottom <= seen.1, "{callout:?}");
        let is_off = callout.top >= at.1 + CLEAR || bottom <= at.1 - CLEAR;
        assert!(callout.side != Side::Across || callout.rows == 1 || is_off);
        callout
    }

    fn check(callout: Callout, side: Side, top: f64, rows: usize) {
        assert_eq!((callout.side, callout.top, callout.rows), (side, top, rows));
    }

    #[test]
    fn with_room_it_is_beside_the_crosshair_on_its_panel() {
        let size = (1000.0, 1000.0);
        let all = (0.0, 1000.0);
        let upper = placed(size, 0, (300.0, 200.0), all);
        check(upper, Side::Right, 40.0, 16);
        assert!((upper.width - 684.0).abs() < 1e-9, "{upper:?}");
        let lower = placed(size, 1, (700.0, 900.0), all);
        check(lower, Side::Left, 540.0, 16);
        // The roomier side.
        let middle = placed(size, 0, (510.0, 200.0), all);
        assert_eq!(middle.side, Side::Left);
        assert!((middle.width - 494.0).abs() < 1e-9, "{middle:?}");
        // Lower down, it moves up to be whole.
        let low = placed((1000.0, 700.0), 1, (700.0, 600.0), (0.0, 700.0));
        check(low, Side::Left, 700.0 - AROUND - NOTE - 16.0 * ROW, 16);
    }

    #[test]
    fn rows_of_long_labels_have_two_lines_where_they_are_narrow() {
        let (at, all) = ((200.0, 100.0), (0.0, 700.0));
        let rows = |longest, width| placed_with(longest, (width, 700.0), 0, at, all).rows;
        assert_eq!((rows(3, 390.0), rows(12, 390.0)), (16, 13));
        assert_eq!(
            (rows(12, 460.0), rows(60, 460.0)),
            (16, 16),
            "that is cut short"
        );
    }

    #[test]
    fn what_is_scrolled_away_is_no_room() {
        let size = (1000.0, 1000.0);
        let scrolled = placed(size, 0, (300.0, 300.0), (150.0, 900.0));
        check(scrolled, Side::Right, 150.0, 16);
        let sliver = placed(size, 0, (300.0, 300.0), (250.0, 450.0));
        check(sliver, Side::Right, 250.0, 4);
    }

    #[test]
    fn a_narrow_figure_has_it_over_the_other_panel() {
        let size = (390.0, 700.0);
        let all = (0.0, 700.0);
        let upper = placed(size, 0, (200.0, 100.0), all);
        assert_eq!((upper.side, upper.rows), (Side::Across, 16));
        let lower = placed(size, 1, (200.0, 600.0), all);
        check(lower, Side::Across, 40.0, 16);
        // The lower panel is below the screen's edge: under the finger, then.
        let cut = placed(size, 0, (200.0, 100.0), (0.0, 390.0));
        check(cut, Side::Across, 124.0, 8);
        // Short figures list fewer.
        assert!(placed((345.0, 480.0), 0, (100.0, 150.0), (0.0, 480.0)).rows < 16);
    }
}
