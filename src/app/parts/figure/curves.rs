//! The runs to the curves that are drawn.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::row::Row;
use crate::app::state::State;
use crate::scene::{Curve, Measured};
use crate::smooth::Smoothing;

/// A curve and what it is called.
#[derive(Clone)]
pub(in crate::app) struct NamedCurve {
    pub(in crate::app) name: String,
    pub(in crate::app) label: String,
    pub(in crate::app) curve: Curve,
    /// How its losses were smoothed.
    pub(in crate::app) smoothing: Smoothing,
}

impl PartialEq for NamedCurve {
    fn eq(&self, other: &Self) -> bool {
        let same_raw = match (&self.curve.raw, &other.curve.raw) {
            (Some(a), Some(b)) => Arc::ptr_eq(&a.band, &b.band),
            (a, b) => a.is_none() && b.is_none(),
        };
        same_raw
            && Arc::ptr_eq(&self.curve.band, &other.curve.band)
            && (&self.name, &self.label, self.curve.colour)
                == (&other.name, &other.label, other.curve.colour)
    }
}

/// The curves without their names.
pub(super) fn bare(curves: &[NamedCurve]) -> Vec<&Curve> {
    curves.iter().map(|named| &named.curve).collect()
}

/// The curves that are drawn, each measured once.
pub(in crate::app) fn curves(state: State) -> Memo<Vec<NamedCurve>> {
    Memo::new_with_compare(
        move |before: Option<&Vec<NamedCurve>>| {
            let before = before.map_or(&[][..], Vec::as_slice);
            let (model, has_raw, is_smoothed_over) = {
                let view = state.settings.read();
                (view.model.clone(), view.raw, view.smooth_over)
            };
            let rows = state.rows.read();
            let last_colour = rows.iter().map(|row| row.colour).max().unwrap_or_default();
            let mut curves = Vec::new();
            let listed = rows.iter().enumerate();
            for (place, row) in listed.filter(|(_, row)| !state.is_hidden(row)) {
                let Some(model) = &model else {
                    let (label, raw) = (row.label.clone(), has_raw.then(|| row.raw()).flatten());
                    curves.extend(NamedCurve::of(
                        row,
                        label,
                        row.colour,
                        row.band(),
                        raw,
                        before,
                    ));
                    continue;
                };
                let [all, smoothed] = labels(row, model, rows.len() == 1);
                let losses = row.raw().map(|band| (band, Smoothing::NONE));
                curves.extend(NamedCurve::of(row, all, row.colour, losses, None, before));
                if is_smoothed_over {
                    let colour = last_colour + 1 + place;
                    curves.extend(NamedCurve::of(
                        row,
                        smoothed,
                        colour,
                        row.band(),
                        None,
                        before,
                    ));
                }
            }
            curves
        },
        |before, now| before != now,
    )
}

impl NamedCurve {
    /// A run's line, with its losses behind it where these are given. None where the run is not here. What was measured
    /// `before` is not measured again.
    // Within each of its callers, it would be downloaded several times.
    #[inline(never)]
    fn of(
        row: &Row,
        label: String,
        colour: usize,
        band: Option<(Measured, Smoothing)>,
        raw: Option<Measured>,
        before: &[Self],
    ) -> Option<Self> {
        let (run, (measured, smoothing)) = (row.run()?, band?);
        let is_known = |named: &&Self| {
            Arc::ptr_eq(&named.curve.band, &measured.band) && named.curve.colour == colour
        };
        let known = before.iter().find(is_known).map(|named| &named.curve);
        let raw = raw.map(|raw| match known.and_then(|known| known.raw.as_ref()) {
            Some(known) if Arc::ptr_eq(&known.band, &raw.band) => known.clone(),
            _ => Curve::new(colour, run.steps.clone(), raw).into(),
        });
        let mut curve = match known {
            Some(known) => known.clone(),
            None => Curve::new(colour, run.steps.clone(), measured)
                .with_gaps(row.gaps(), smoothing.blank_ends(run.losses.len())),
        };
        curve.raw = raw;
        Some(Self {
            name: row.name.clone(),
            label,
            curve,
            smoothing,
        })
    }
}

/// What the losses of one model are called, and its smoothed line; where it is alone, as the notebook calls them. Beside it
/// there may be files of the visitor's own.
fn labels(row: &Row, model: &str, is_alone: bool) -> [String; 2] {
    if is_alone && row.name == model {
        ["All", "Smoothed"].map(str::to_owned)
    } else {
        [row.label.clone(), format!("{}, smoothed", row.label)]
    }
}
