//! Which runs are compared, hidden, shown alone, or the visitor's own.

use leptos::prelude::*;

use super::State;
use crate::app::load::{LoadStatus, Place};
use crate::app::local_files::{OwnFile, free_name};
use crate::scene::Zoom;
use crate::view_state::{MOST_RUNS, ViewState};

impl State {
    /// Compares these runs, or as many of them as an address holds.
    pub(in crate::app) fn compare(&self, mut runs: Vec<String>) {
        runs.truncate(MOST_RUNS);
        self.go(|view| {
            view.model = None;
            view.runs = Some(runs);
            view.hidden.clear();
            view.axes.zoom = Zoom::default();
        });
    }

    /// Whether a run is compared, or can be: an address holds so many.
    pub(in crate::app) fn has_room_for(&self, name: &str) -> bool {
        let compared = self.compared.read();
        compared.len() < MOST_RUNS || compared.iter().any(|run| run == name)
    }

    /// Takes a run into the comparison, or out of it.
    pub(in crate::app) fn choose(&self, name: &str) {
        let mut runs = self.compared.get_untracked();
        let before = runs.len();
        runs.retain(|run| run != name);
        if runs.len() == before {
            runs.push(name.to_owned());
        }
        self.change_comparison(runs, name);
    }

    /// Takes a run into the comparison, where it may be already.
    pub(in crate::app) fn add(&self, name: &str) {
        let mut runs = self.compared.get_untracked();
        if !runs.iter().any(|run| run == name) {
            runs.push(name.to_owned());
        }
        self.change_comparison(runs, name);
    }

    /// Shows the comparison of `runs`, of which `changed` has come or gone.
    fn change_comparison(&self, runs: Vec<String>, changed: &str) {
        self.go(|view| {
            if view.model.take().is_some() {
                view.axes.zoom = Zoom::default();
            }
            view.runs = Some(runs);
            unhide(view, changed);
        });
    }

    /// Shows one model alone.
    pub(in crate::app) fn show_model(&self, name: String) {
        self.go(|view| {
            unhide(view, &name);
            view.model = Some(name);
            view.axes.zoom = Zoom::default();
        });
    }

    /// Shows the comparison again, all of it.
    pub(in crate::app) fn leave_model(&self) {
        self.go(|view| {
            view.model = None;
            view.axes.zoom = Zoom::default();
        });
    }

    pub(in crate::app) fn is_hidden(&self, name: &str) -> bool {
        self.settings
            .read()
            .hidden
            .iter()
            .any(|hidden| hidden == name)
    }

    /// Whether there are runs, and each is hidden.
    pub(in crate::app) fn hides_all(&self) -> bool {
        let rows = self.rows.read();
        !rows.is_empty() && rows.iter().all(|row| self.is_hidden(&row.name))
    }

    /// Whether lines are smoothed, as those of one model are where it is asked for.
    pub(in crate::app) fn is_smoothed(&self) -> bool {
        let view = self.settings.read();
        view.model.is_none() || view.smooth_over
    }

    /// Hides a run or shows it again.
    pub(in crate::app) fn toggle(&self, name: &str) {
        self.adjust(|view| {
            let before = view.hidden.len();
            view.hidden.retain(|hidden| hidden != name);
            if view.hidden.len() == before {
                view.hidden.push(name.to_owned());
            }
        });
    }

    /// Hides all other runs; where they are hidden already, shows them all.
    pub(in crate::app) fn isolate(&self, name: &str) {
        let rows = self.rows.read_untracked();
        let others = rows
            .iter()
            .map(|row| &row.name)
            .filter(|other| *other != name);
        let others: Vec<String> = others.cloned().collect();
        self.adjust(|view| {
            let is_alone = others.iter().all(|other| view.hidden.contains(other))
                && !view.hidden.iter().any(|hidden| hidden == name);
            view.hidden = if is_alone { Vec::new() } else { others };
        });
    }

    /// Takes a file of the visitor's own, in place of one that it is again, or that failed by its name. Another of the
    /// same name stands beside it.
    pub(in crate::app) fn add_local(&self, file: OwnFile) {
        let rows = self.rows.get_untracked();
        let has_failed = |name: &str| {
            let mut rows = rows.iter().filter(|row| row.load.name == name);
            rows.any(|row| matches!(*row.load.status.read_untracked(), LoadStatus::Failed(_)))
        };
        self.locals.update(|locals| {
            let before = locals.iter_mut().find(|(name, place)| match place {
                Place::Local(known) => {
                    known.is_again(&file) || known.name() == file.name() && has_failed(name)
                }
                _ => false,
            });
            if let Some((_, known)) = before {
                *known = Place::Local(file);
                return;
            }
            let is_taken = |name: &str| {
                rows.iter().any(|row| row.load.name == name)
                    || locals.iter().any(|(known, _)| known == name)
            };
            let name = free_name(&file.name(), is_taken);
            locals.push((name, Place::Local(file)));
        });
    }

    pub(in crate::app) fn has_own_files(&self) -> bool {
        !self.locals.read().is_empty()
    }

    pub(in crate::app) fn remove_local(&self, name: &str) {
        self.locals
            .update(|locals| locals.retain(|(known, _)| known != name));
    }
}

/// Draws a run again, with all series of its file.
fn unhide(view: &mut ViewState, name: &str) {
    let is_of = |hidden: &str| {
        let rest = hidden.strip_prefix(name);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
    };
    view.hidden.retain(|hidden| !is_of(hidden));
}
