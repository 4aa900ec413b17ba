//! Bytes of a file to the [`Run`]s in it.
//!
//! Read are:
//! - the published training files, Python's `json.dump` of
//!   `{"Config": {…}, "TrainingLoss": [one number a step]}`, with `AvgFinalLoss` and `FinalLoss` at
//!   the top in older ones;
//! - `trainer_state.json` of the Transformers Trainer: `loss` and `eval_loss` of its `log_history`;
//! - a JSON list of losses, of `[step, loss]` pairs, or of entries as in a `log_history`, which may also stand one on a
//!   line (JSON Lines);
//! - CSV, separated by commas, semicolons or tabs: one column of losses, or a heading with `step`
//!   and a series in each other column, as `TensorBoard` and `wandb` export them. Between semicolons, numbers may have
//!   a decimal comma.
//!
//! Text is UTF-8 or, where it says so by its mark, UTF-16.
//!
//! Every number is read to the double that was written, one past the largest as infinite. `null` is not a
//! number; nor is an empty place in a lone column, which is `""` or spaces, while a line with nothing at
//! all is none. Python's bare `NaN`, `Infinity` and `-Infinity` are read as what they say. Unknown keys
//! are skipped. There are never more values than the file has bytes.
//!
//! There are two readers of JSON: `published` reads what is plainly a published training file, while it
//! comes, and the figure waits for no other; `json` reads any.

mod error;
mod json;
mod points;
mod published;
mod table;
mod utf_16;
mod warning;

pub use error::ParseError;
pub use published::{LossList, published};
pub use table::is_no_series;
pub use warning::Warning;

use crate::run::Run;
use points::Points;

/// What a file holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ParsedFile {
    /// A run for each series, at least one, in the order of the file. A published training file
    /// holds one.
    pub runs: Vec<Run>,
    /// What was read otherwise than it stands, or not at all.
    pub warnings: Vec<Warning>,
}

/// Reads a file of losses.
///
/// The file's name, where it has one, tells JSON from CSV where the content leaves it open.
///
/// # Errors
/// Says what the bytes are instead, or where they stop being what they began as.
pub fn parse(bytes: &[u8], file_name: Option<&str>) -> Result<ParsedFile, ParseError> {
    let text = utf_16::text(bytes);
    let bytes = text.as_ref().map_or(past_mark(bytes), String::as_bytes);
    if let Some(error) = ParseError::of_other_format(bytes) {
        return Err(error);
    }
    let is_named = |ending: &str| file_name.is_some_and(|name| has_ending(name, ending));
    if matches!(bytes.trim_ascii_start().first(), Some(b'{' | b'[')) || is_named("json") {
        json::read(bytes)
    } else if is_named("csv") || is_named("tsv") || table::is_likely(bytes) {
        table::read(bytes)
    } else {
        Err(ParseError::Unknown)
    }
}

/// The bytes after a byte order mark.
fn past_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

fn has_ending(name: &str, ending: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, found)| found.eq_ignore_ascii_case(ending))
}

impl ParsedFile {
    /// A file of one run, of which all was read as it stands.
    #[must_use]
    pub fn of(run: Run) -> Self {
        Self {
            runs: vec![run],
            warnings: Vec::new(),
        }
    }

    /// How many losses all its runs have.
    #[must_use]
    pub fn losses(&self) -> usize {
        self.runs.iter().map(|run| run.losses.len()).sum()
    }

    /// Adds a series, where it has any value.
    fn add(&mut self, series: Option<String>, points: Points) {
        let (steps, losses, warnings) = points.into_columns(series.as_deref());
        self.warnings.extend(warnings);
        if !losses.is_empty() {
            self.runs.push(Run {
                series,
                steps,
                losses,
                ..Run::default()
            });
        }
    }

    /// The file, if it has a run.
    fn or(self, error: ParseError) -> Result<Self, ParseError> {
        if self.runs.is_empty() {
            Err(error)
        } else {
            Ok(self)
        }
    }
}
