//! The runs to the curves that are drawn.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::row::Row;
use crate::app::state::State;
use crate::scene::{Curve, Measured};
use crate::smooth::Smoothing;

/// A curve and what it is called.
#[derive(Clone)]
pub(in crate::app) struct Named {
    pub(in crate::app) name: String,
    pub(in crate::app) label: String,
    pub(in crate::app) curve: Curve,
    /// How its losses were smoothed.
    pub(in crate::app) smoothing: Smoothing,
}

impl PartialEq for Named {
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

/// The curves that are drawn, each measured once.
pub(in crate::app) fn curves(state: State) -> Memo<Vec<Named>> {
    Memo::new_with_compare(
        move |before: Option<&Vec<Named>>| {
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
                    curves.extend(Named::smoothed(row, has_raw, before));
                    continue;
                };
                let [all, smoothed] = labels(row, model);
                let losses = row.raw().map(|band| (band, Smoothing::NONE));
                curves.extend(Named::of(row, all, row.colour, losses, before));
                if is_smoothed_over {
                    let colour = last_colour + 1 + place;
                    curves.extend(Named::of(row, smoothed, colour, row.band(), before));
                }
            }
            curves
        },
        |before, now| before != now,
    )
}

impl Named {
    /// None where the run is not here. One that was measured `before` is not measured again.
    #[inline(never)]
    fn of(
        row: &Row,
        label: String,
        colour: usize,
        band: Option<(Measured, Smoothing)>,
        before: &[Self],
    ) -> Option<Self> {
        let (run, (measured, smoothing)) = (row.run()?, band?);
        let is_known = |named: &&Self| {
            Arc::ptr_eq(&named.curve.band, &measured.band) && named.curve.colour == colour
        };
        let known = before.iter().find(is_known);
        let mut curve = match known {
            Some(named) => named.curve.clone(),
            None => Curve::new(colour, run.steps.clone(), measured)
                .with_gaps(row.gaps(), smoothing.blank_ends(run.losses.len())),
        };
        curve.raw = None;
        Some(Self {
            name: row.name.clone(),
            label,
            curve,
            smoothing,
        })
    }

    /// A run of a comparison, where it is wanted with its losses behind it.
    fn smoothed(row: &Row, has_raw: bool, before: &[Self]) -> Option<Self> {
        let mut named = Self::of(row, row.label.clone(), row.colour, row.band(), before)?;
        if let Some(raw) = has_raw.then(|| row.raw()).flatten() {
            let steps = named.curve.steps.clone();
            named.curve.raw = Some(Curve::new(row.colour, steps, raw).into());
        }
        Some(named)
    }
}

/// What the losses of one model are called, and its smoothed line. Beside the model there may be files of the visitor's
/// own.
fn labels(row: &Row, model: &str) -> [String; 2] {
    if row.name == model {
        ["All", "Smoothed"].map(str::to_owned)
    } else {
        [row.label.clone(), format!("{}, smoothed", row.label)]
    }
}
