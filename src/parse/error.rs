//! Why bytes are no file of losses.

use serde::{Deserialize, Serialize};
use serde_json::error::Category;

use super::json::python_tokens;
use crate::characters::quoted;
use crate::number::counted;
use crate::run::Settings;

/// What a person can do about a file of another kind.
const READABLE: &str = "files that can be read: a training file with Config and TrainingLoss, a \
    Trainer's trainer_state.json, a JSON list of losses or of entries (JSON Lines too), and CSV with one column of losses or with \
    a column named step";

/// No more characters of what is wrong are told than this.
const LONGEST_REASON: usize = 200;

/// Why a file could not be read, in words for the person who asked for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ParseError {
    /// No bytes, or only white space.
    #[error("the file is empty")]
    Empty,
    /// A web page or a message of a server came in place of the file.
    #[error("this is a web page (HTML or XML), not a training file")]
    Html,
    /// Git LFS keeps the file elsewhere and left a pointer to it.
    #[error("this is a Git LFS pointer, not the file it points to, which `git lfs pull` brings")]
    LfsPointer,
    /// Neither JSON nor a table.
    #[error("this is neither JSON nor a table of numbers; {READABLE}")]
    Unknown,
    /// The JSON ends before it is complete.
    #[error("the file is cut off: its JSON ends unfinished after {}", counted(*.bytes as f64, ["byte", "bytes"]))]
    CutOff {
        /// How many bytes there were.
        bytes: usize,
    },
    /// Not JSON at all.
    #[error("this is not JSON: {reason}")]
    NotJson {
        /// What is wrong, and where.
        reason: String,
    },
    /// Values that are not of the kinds that a training file has; nothing after the first of them is looked at.
    #[error("this is not a training file: {reason}")]
    WrongType {
        /// What is wrong, and where.
        reason: String,
    },
    /// An object without the losses.
    #[error("the file has no TrainingLoss; {READABLE}")]
    NoTrainingLoss,
    /// Settings that are longer than any run's, and would be held for as long as it is shown.
    #[error("its Config has {}; no more than {} are read", counted(*.bytes as f64, ["byte", "bytes"]), counted(Settings::LONGEST as f64, ["byte", "bytes"]))]
    ConfigTooLong {
        /// How many bytes it has, written shortly.
        bytes: usize,
    },
    /// The list of losses has nothing in it.
    #[error("TrainingLoss is an empty list: there is no step to draw")]
    NoSteps,
    /// A bare list has nothing in it.
    #[error("the file is an empty list: there is no step to draw")]
    EmptyList,
    /// No entry of a log has both a step and a loss.
    #[error("the log has no entry with a step and a loss or eval_loss: there is no step to draw")]
    NoLoggedLoss,
    /// No pair of a list has a step.
    #[error("the list has no pair with a step: there is none to draw")]
    NoStep,
    /// A cell of a table is no number.
    #[error("line {line}: {cell} in column {column} is not a number")]
    NotANumber {
        /// The line, from 1.
        line: usize,
        /// The column's heading or, where it has none, its number.
        column: String,
        /// What stands there, in quotation marks.
        cell: String,
    },
    /// A number of a table may be one of thousands, or have decimals.
    #[error(
        "line {line}: {cell} in column {column} may have decimals or thousands: write all decimals with the same mark, and no thousands separators"
    )]
    Ambiguous {
        /// The line, from 1.
        line: usize,
        /// The column's heading.
        column: String,
        /// What stands there, in quotation marks.
        cell: String,
    },
    /// A line of a table has more or fewer cells than its first.
    #[error("line {line}: it has {}, the first line has {columns}", counted(*.cells as f64, ["cell", "cells"]))]
    Ragged {
        /// The line, from 1.
        line: usize,
        /// How many cells stand there.
        cells: usize,
        /// How many there should be.
        columns: usize,
    },
    /// A table of several columns does not say which holds the steps.
    #[error("the table has {columns} columns, and its first line names none of them step or epoch")]
    NoStepColumn {
        /// How many columns there are.
        columns: usize,
    },
    /// A table that is wider than any log, and would take many times its size to hold.
    #[error("the table has {columns} columns; no more than {most} are read")]
    TooManyColumns {
        /// How many columns there are.
        columns: usize,
        /// How many there may be.
        most: usize,
    },
    /// A table with headings at most.
    #[error("the table has no losses: there is no step to draw")]
    NoValues,
}

impl ParseError {
    /// Recognises by their first bytes what hubs and caches send in place of a file.
    pub(super) fn of_other_format(bytes: &[u8]) -> Option<Self> {
        let text = bytes.trim_ascii_start();
        match text.first() {
            None => Some(Self::Empty),
            Some(b'<') => Some(Self::Html),
            _ if text.starts_with(b"version https://git-lfs.github.com/spec/") => {
                Some(Self::LfsPointer)
            }
            _ => None,
        }
    }

    pub(super) fn from_json(error: &serde_json::Error, json: &[u8]) -> Self {
        // The reason may repeat what it is about, and that may be as long as the file.
        let mut reason = quoted(&python_tokens::reason(error, json), LONGEST_REASON);
        if reason.ends_with('…') {
            reason = format!(
                "{reason} at line {} column {}",
                error.line(),
                error.column()
            );
        }
        match error.classify() {
            Category::Eof => Self::CutOff { bytes: json.len() },
            Category::Data => Self::WrongType { reason },
            Category::Syntax | Category::Io => Self::NotJson { reason },
        }
    }
}
