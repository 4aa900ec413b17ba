//! Where panels stand in a figure.

use crate::geometry::{Rect, Size};

/// Below this width the words stand closer.
const NARROW: f64 = 560.0;
const TITLE_HEIGHT: f64 = 40.0;
const X_AXIS_HEIGHT: f64 = 52.0;

/// Where a panel alone draws its data, with so many pixels beside it.
pub(in crate::scene) fn alone(size: Size, beside: f64) -> Rect {
    let [above, below] = stacked(size, beside);
    Rect {
        bottom: below.bottom,
        ..above
    }
}

/// Where two panels draw their data: one above the other, on whole pixels.
pub(in crate::scene) fn stacked(size: Size, beside: f64) -> [Rect; 2] {
    let left = if size.width < NARROW { 56.0 } else { 76.0 };
    let half = (size.height / 2.0).floor();
    [0.0, half].map(|top| Rect {
        left,
        top: top + TITLE_HEIGHT,
        right: (size.width - beside).floor().max(left + 1.0),
        bottom: (top + half - X_AXIS_HEIGHT).max(top + TITLE_HEIGHT + 1.0),
    })
}
