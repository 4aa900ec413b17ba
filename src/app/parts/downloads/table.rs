//! The figure's numbers as a file.

use std::sync::Arc;

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use leptos::task::tick;

use super::{SaveError, drawn};
use crate::app::browser;
use crate::app::parts::figure::NamedCurve;
use crate::app::state::State;
use crate::export::{TableKind, csv, table_name};
use crate::run::Run;

/// Saves the numbers of the runs that are drawn, as CSV, in turns: there may be millions.
pub(in crate::app) async fn save(
    state: State,
    curves: Vec<NamedCurve>,
    kind: TableKind,
) -> Result<(), SaveError> {
    if curves.is_empty() {
        return Err(SaveError::NothingDrawn);
    }
    let model = untrack(|| state.model());
    let parts = match kind {
        TableKind::Plotted => written(plotted(&curves, model.is_some())).await,
        TableKind::Raw => {
            let runs = raw_runs(state, &curves, model.is_some());
            written(raw(&runs)).await
        }
    };
    let name = table_name(model.as_deref(), kind);
    Ok(browser::save_parts(&name, "text/csv", &parts)?)
}

/// The pieces of a table. Between any two a turn may end.
async fn written(table: csv::Table<'_>) -> Array {
    let parts = Array::new();
    for piece in table {
        parts.push(&Uint8Array::from(piece.as_bytes()));
        tick().await;
    }
    parts
}

/// A model alone is called by its name.
fn plotted(curves: &[NamedCurve], is_one_model: bool) -> csv::Table<'_> {
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

/// The runs that are drawn, each with what it is called.
fn raw_runs(state: State, curves: &[NamedCurve], is_one_model: bool) -> Vec<(String, Arc<Run>)> {
    let rows = state.rows.get_untracked();
    let runs = drawn(&rows, curves).filter_map(|row| {
        let label = if is_one_model { &row.name } else { &row.label };
        Some((label.clone(), untrack(|| row.run())?))
    });
    runs.collect()
}

fn raw(runs: &[(String, Arc<Run>)]) -> csv::Table<'_> {
    let runs = runs.iter().map(|(label, run)| csv::Raw {
        label,
        steps: &run.steps,
        losses: &run.losses,
    });
    csv::raw(&runs.collect::<Vec<_>>())
}
