//! A file that has come, and how.

use std::sync::{Arc, OnceLock};

use super::room::Room;
use super::thread;
use crate::fetch::{HubFile, Kept, Revision};
use crate::parse::{ParsedFile, Warning};
use crate::run::Run;
use crate::scene::{Gap, Measured};
use crate::smooth::Band;

/// A file that has come, and how.
#[derive(Debug)]
pub(in crate::app) struct Loaded {
    /// Its series, at least one.
    pub(in crate::app) runs: Vec<Arc<Run>>,
    /// The gaps of each of its series.
    pub(in crate::app) gaps: Vec<Arc<[Gap]>>,
    /// What was skipped in it.
    pub(in crate::app) warnings: Vec<Warning>,
    /// How many the file has.
    pub(in crate::app) bytes: usize,
    pub(in crate::app) file: Option<HubFile>,
    pub(in crate::app) commit: Option<Revision>,
    /// What was known of it where an earlier visit had kept it.
    pub(in crate::app) kept: Option<Kept>,
    /// See [`raw`](Self::raw).
    raw: OnceLock<Vec<Measured>>,
    _room: Room,
}

impl Loaded {
    pub(in crate::app) fn of(file: ParsedFile, bytes: usize, room: Room) -> Self {
        let runs: Vec<Arc<Run>> = file.runs.into_iter().map(Arc::new).collect();
        runs.iter().for_each(thread::remember);
        Self {
            _room: room,
            raw: OnceLock::new(),
            gaps: runs.iter().map(|run| Gap::all(&run.losses)).collect(),
            runs,
            warnings: file.warnings,
            bytes,
            file: None,
            commit: None,
            kept: None,
        }
    }

    /// Its series as they are, each a line without a band; measured when they are first asked for.
    pub(in crate::app) fn raw(&self) -> &[Measured] {
        self.raw.get_or_init(|| {
            let bands = self.runs.iter().map(|run| Band::of(&run.losses));
            bands.map(Measured::of).collect()
        })
    }
}
