//! Curves to what the panels of one figure draw of them.

use super::thinned::{Grid, Thinned};
use crate::scene::axis::scale::ScaleKind;
use crate::scene::curve::Curve;

/// Thins the curves, and keeps what comes of it for a panel that has the same columns and the same floor.
pub(super) struct Thinner<'a> {
    curves: &'a [Curve],
    /// Whether no value is at or below zero.
    are_positive: bool,
    last: Option<(Grid, f64, Vec<Thinned<'a>>)>,
}

impl<'a> Thinner<'a> {
    pub(super) fn of(curves: &'a [Curve]) -> Self {
        let is_positive = |curve: &Curve| curve.extent.is_none_or(|extent| extent.min > 0.0);
        Self {
            curves,
            are_positive: curves.iter().flat_map(Curve::with_raw).all(is_positive),
            last: None,
        }
    }

    /// What is drawn in the columns of `grid` beside such an axis of losses.
    pub(super) fn thin(&mut self, grid: Grid, y: ScaleKind) -> &[Thinned<'a>] {
        // Where every value is above zero, a log axis leaves nothing out: what serves it serves a linear one.
        let floor = if self.are_positive {
            f64::NEG_INFINITY
        } else {
            y.floor()
        };
        self.last
            .take_if(|(known, below, _)| *known != grid || below.total_cmp(&floor).is_ne());
        let (.., thinned) = self.last.get_or_insert_with(|| {
            let thinned = self.curves.iter().map(|curve| grid.thin(curve, floor));
            let thinned = thinned.collect();
            (grid, floor, thinned)
        });
        thinned
    }
}
