//! Which runs are compared, hidden, shown alone, or the visitor's own.

use leptos::prelude::*;

use super::State;
use crate::app::loading::own_file::{OwnFile, free_name};
use crate::app::row::Row;
use crate::catalogue;
use crate::scene::Zoom;
use crate::view_state::{MOST_RUNS, Source, ViewState};

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

    /// Why a run is not compared, and cannot be now.
    pub(in crate::app) fn why_not(&self, name: &str) -> Option<String> {
        let compared = self.compared.read();
        let mut samples = catalogue::samples().iter();
        if self.settings.read().source == Source::Samples
            && !samples.any(|sample| sample.to_string() == name)
        {
            Some("it is not one of the samples: list a repository for others".to_owned())
        } else if self.settings.read().runs.is_none() && !self.list.status.read().is_settled() {
            // An address that names runs has no others: those of the list would never come.
            Some("the list of files is still loading: try again when it is there".to_owned())
        } else if compared.len() < MOST_RUNS || compared.iter().any(|run| run == name) {
            None
        } else {
            Some(format!(
                "no more than {MOST_RUNS} runs can be compared: remove one first"
            ))
        }
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
    pub(in crate::app) fn show_model(&self, name: &str) {
        self.go(|view| *view = of_model(view, name));
    }

    /// The query of what [`show_model`](Self::show_model) shows.
    pub(in crate::app) fn query_of_model(&self, name: &str) -> String {
        of_model(&self.settings.read(), name).to_query()
    }

    /// Shows the comparison again, all of it.
    pub(in crate::app) fn leave_model(&self) {
        self.go(|view| {
            view.model = None;
            view.axes.zoom = Zoom::default();
        });
    }

    /// Whether a line is hidden, by itself or with all of its file.
    pub(in crate::app) fn is_hidden(&self, row: &Row) -> bool {
        let is_among = |hidden: &[String]| hidden.iter().any(|hidden| row.is_called(hidden));
        if row.is_own() {
            is_among(&self.hidden_own.read())
        } else {
            is_among(&self.settings.read().hidden)
        }
    }

    /// Whether there are runs, and each is hidden.
    pub(in crate::app) fn hides_all(&self) -> bool {
        let rows = self.rows.read();
        rows.iter().any(|row| !row.has_failed()) && rows.iter().all(|row| self.is_hidden(row))
    }

    /// Whether lines are smoothed, as those of one model are where it is asked for.
    pub(in crate::app) fn is_smoothed(&self) -> bool {
        let view = self.settings.read();
        view.model.is_none() || view.smooth_over
    }

    /// Hides a line or shows it again.
    pub(in crate::app) fn toggle(&self, row: &Row) {
        let mut hidden = self.hidden_rows();
        let before = hidden.len();
        hidden.retain(|other| other != row);
        if hidden.len() == before {
            hidden.push(row.clone());
        }
        self.hide(&hidden);
    }

    /// Hides all other lines; where they are hidden already, shows them all.
    pub(in crate::app) fn isolate(&self, row: &Row) {
        let mut others = self.rows.get_untracked();
        others.retain(|other| other != row);
        let is_alone = self.hidden_rows() == others;
        self.hide(if is_alone { &[] } else { &others });
    }

    fn hidden_rows(&self) -> Vec<Row> {
        let mut rows = self.rows.get_untracked();
        untrack(|| rows.retain(|row| self.is_hidden(row)));
        rows
    }

    /// Hides these lines alone of those that are there. The address tells nothing of the visitor's own.
    fn hide(&self, hidden: &[Row]) {
        let names = |own: bool| {
            let rows = hidden.iter().filter(move |row| row.is_own() == own);
            rows.map(|row| row.name.clone())
        };
        let rows = self.rows.get_untracked();
        self.adjust(|view| {
            let is_there = |hidden: &String| rows.iter().any(|row| row.is_called(hidden));
            view.hidden.retain(|hidden| !is_there(hidden));
            view.hidden.extend(names(false));
        });
        self.hidden_own.set(names(true).collect());
    }

    /// Takes a file of the visitor's own, in place of one that it is again, or that failed by its name. Another of the
    /// same name stands beside it.
    pub(in crate::app) fn add_local(&self, file: OwnFile) {
        let rows = self.rows.get_untracked();
        let has_failed = |name: &str| {
            let mut rows = rows.iter().filter(|row| row.load.name == name);
            rows.any(|row| row.load.status.read_untracked().has_failed())
        };
        let is_again = |(name, known): &(String, OwnFile)| {
            known.is_again(&file) || known.name() == file.name() && has_failed(name)
        };
        let mut locals = self.locals.get_untracked();
        if let Some(at) = locals.iter().position(is_again) {
            let name = locals[at].0.clone();
            locals[at].1 = file;
            self.locals.set(locals);
            return self.show_own(&name);
        }
        let is_taken = |name: &str| {
            rows.iter().any(|row| row.load.name == name)
                || locals.iter().any(|(known, _)| known == name)
        };
        let name = free_name(&file.name(), is_taken);
        locals.push((name, file));
        self.locals.set(locals);
    }

    pub(in crate::app) fn has_own_files(&self) -> bool {
        !self.locals.read().is_empty()
    }

    pub(in crate::app) fn remove_local(&self, row: &Row) {
        let name = &row.load.name;
        self.locals
            .update(|locals| locals.retain(|(known, _)| known != name));
        self.show_own(name);
    }

    /// Draws all series of a file of the visitor's own.
    fn show_own(&self, name: &str) {
        self.hidden_own
            .update(|hidden| hidden.retain(|hidden| !is_of(hidden, name)));
    }
}

/// A view of one model alone.
fn of_model(view: &ViewState, name: &str) -> ViewState {
    let mut view = view.clone();
    unhide(&mut view, name);
    view.model = Some(name.to_owned());
    view.axes.zoom = Zoom::default();
    view
}

/// Draws a run again, with all series of its file.
fn unhide(view: &mut ViewState, name: &str) {
    view.hidden.retain(|hidden| !is_of(hidden, name));
}

/// Whether a line's name is a file's, or that of one of its series.
fn is_of(name: &str, file: &str) -> bool {
    name.starts_with(file) && matches!(name.as_bytes().get(file.len()), None | Some(b':'))
}
