//! Everything that was measured.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::{machine::Machine, native::Native, stats::median, subject::Subject, visit::Visit};

/// A whole run of the benchmark.
#[derive(Debug, Serialize)]
pub(crate) struct Results {
    pub(crate) machine: Machine,
    /// Name and version.
    pub(crate) browser: String,
    /// The notebook's runs.
    pub(crate) usual: Scale,
    /// The same over a visitor's network.
    pub(crate) paced: Scale,
    /// The same, ten times as long.
    pub(crate) long: Scale,
    pub(crate) native: Native,
}

impl Results {
    /// Each length of runs, from the same machine.
    pub(crate) fn scales(&self) -> [&Scale; 2] {
        [&self.usual, &self.long]
    }
}

/// What was measured with runs of one length.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Scale {
    /// How many times as long as the notebook's.
    pub(crate) times: usize,
    pub(crate) points: usize,
    /// Of JSON.
    pub(crate) bytes: usize,
    pub(crate) visits: BTreeMap<Subject, Vec<Visit>>,
    /// Why a page could not be measured.
    pub(crate) failures: BTreeMap<Subject, String>,
}

impl Scale {
    /// Not measured yet.
    pub(crate) fn new(times: usize, points: usize, bytes: usize) -> Self {
        Self {
            times,
            points,
            bytes,
            visits: BTreeMap::new(),
            failures: BTreeMap::new(),
        }
    }

    /// The same runs, not measured yet.
    pub(crate) fn anew(&self) -> Self {
        Self::new(self.times, self.points, self.bytes)
    }

    /// How often this page was visited.
    pub(crate) fn rounds(&self) -> usize {
        self.visits.get(&Subject::Page).map_or(0, Vec::len)
    }

    /// A measure, round by round; none for a page that could not be measured.
    pub(crate) fn each(&self, subject: Subject, of: impl Fn(&Visit) -> f64) -> Option<Vec<f64>> {
        if self.failures.contains_key(&subject) {
            return None;
        }
        Some(self.visits.get(&subject)?.iter().map(of).collect())
    }

    /// Its median over the rounds.
    pub(crate) fn median(&self, subject: Subject, of: impl Fn(&Visit) -> f64) -> Option<f64> {
        self.each(subject, of).map(|values| median(&values))
    }

    /// What a measure of this page is to a peer's, round by round.
    pub(crate) fn ratios(&self, peer: Subject, of: impl Fn(&Visit) -> f64) -> Option<Vec<f64>> {
        self.ratios_of(Subject::Page, peer, of)
    }

    /// What a measure of one page is to another's, round by round.
    pub(crate) fn ratios_of(
        &self,
        page: Subject,
        peer: Subject,
        of: impl Fn(&Visit) -> f64,
    ) -> Option<Vec<f64>> {
        Some(ratios(&self.each(page, &of)?, &self.each(peer, &of)?))
    }
}

/// What numbers are to others, one by one.
pub(crate) fn ratios(these: &[f64], others: &[f64]) -> Vec<f64> {
    these
        .iter()
        .zip(others)
        .map(|(this, other)| this / other)
        .collect()
}

impl Serialize for Subject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
