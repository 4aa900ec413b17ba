//! The figure's numbers as a file.

use leptos::prelude::*;

use super::{SaveError, drawn};
use crate::app::browser;
use crate::app::parts::figure::NamedCurve;
use crate::app::state::State;
use crate::export::{TableKind, csv, table_name};

/// Saves the numbers of the runs that are drawn, as CSV.
pub(in crate::app) fn save(
    state: State,
    curves: &[NamedCurve],
    kind: TableKind,
) -> Result<(), SaveError> {
    if curves.is_empty() {
        return Err(SaveError::NothingDrawn);
    }
    let model = untrack(|| state.model());
    let text = match kind {
        TableKind::Plotted => plotted(curves, model.is_some()),
        TableKind::Raw => raw(state, curves, model.is_some()),
    };
    let name = table_name(model.as_deref(), kind);
    Ok(browser::save(&name, "text/csv", text.as_bytes())?)
}

/// A model alone is called by its name.
fn plotted(curves: &[NamedCurve], is_one_model: bool) -> String {
    let runs = curves.iter().map(|named| csv::Plotted {
        // Beside its losses a smoothed line needs no other name.
        label: if is_one_model {
            &named.name
        } else {
            &named.label
        },
        steps: &named.curve.steps,
        band: &named.curve.band,
        smoothing: named.smoothing,
    });
    csv::plotted(&runs.collect::<Vec<_>>())
}

fn raw(state: State, curves: &[NamedCurve], is_one_model: bool) -> String {
    let rows = state.rows.get_untracked();
    let runs: Vec<_> = drawn(&rows, curves)
        .filter_map(|row| {
            let label = if is_one_model { &row.name } else { &row.label };
            Some((label, untrack(|| row.run())?))
        })
        .collect();
    let runs = runs.iter().map(|(label, run)| csv::Raw {
        label,
        steps: &run.steps,
        losses: &run.losses,
    });
    csv::raw(&runs.collect::<Vec<_>>())
}
