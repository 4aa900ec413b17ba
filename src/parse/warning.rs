//! What was read otherwise than it stands.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::number::grouped;

/// What a reader of the figure should know of how its file was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Warning {
    /// Values that have no step are skipped.
    WithoutStep {
        /// What the file calls the series.
        series: Option<String>,
        /// How many values.
        count: usize,
    },
    /// Several values stand at one step, as where a run was resumed; the last in the file counts.
    RepeatedSteps {
        /// What the file calls the series.
        series: Option<String>,
        /// How many values are overwritten.
        count: usize,
    },
    /// What stands for its steps are epochs.
    Epochs,
    /// There are more series than are shown of one table.
    TooManySeries {
        /// What the file calls the last one that is shown.
        last: Option<String>,
        /// How many follow it.
        count: usize,
    },
    /// Columns with its least and greatest values are skipped.
    Bounded {
        /// What the file calls the series.
        series: String,
    },
    /// Letters of its headings are not UTF-8.
    LostLetters,
    /// A column of words is skipped.
    NotNumeric {
        /// Its heading.
        column: String,
    },
}

impl Warning {
    /// Whether it concerns a series, as the file calls that.
    #[must_use]
    pub fn is_of(&self, series: Option<&str>) -> bool {
        match self {
            Self::WithoutStep { series: own, .. } | Self::RepeatedSteps { series: own, .. } => {
                own.as_deref() == series
            }
            Self::TooManySeries { last, .. } => last.as_deref() == series,
            Self::Bounded { series: own } => Some(own.as_str()) == series,
            Self::Epochs | Self::LostLetters | Self::NotNumeric { .. } => true,
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |series: &Option<String>| match series {
            Some(series) => format!(" of {series}"),
            None => String::new(),
        };
        let number = |count: &usize| grouped(*count as f64, 0);
        match self {
            Self::WithoutStep { series, count: 1 } => {
                write!(f, "1 value{} has no step and is skipped", of(series))
            }
            Self::WithoutStep { series, count } => {
                let of = of(series);
                write!(
                    f,
                    "{} values{of} have no step and are skipped",
                    number(count)
                )
            }
            Self::RepeatedSteps { series, count: 1 } => {
                write!(
                    f,
                    "1 value{} is replaced by a later one at its step",
                    of(series)
                )
            }
            Self::RepeatedSteps { series, count } => {
                let of = of(series);
                write!(
                    f,
                    "{} values{of} are replaced by later ones at their steps",
                    number(count)
                )
            }
            Self::Epochs => write!(f, "its steps are epochs"),
            Self::TooManySeries { count, .. } => {
                let count = number(count);
                write!(f, "its table has {count} more series, which are not shown")
            }
            Self::Bounded { .. } => {
                write!(f, "its columns of least and greatest values are skipped")
            }
            Self::LostLetters => write!(
                f,
                "its headings are not UTF-8: letters shown as “\u{fffd}” are lost"
            ),
            Self::NotNumeric { column } => {
                write!(
                    f,
                    "column {column} holds no numbers, or begins with words, and is skipped"
                )
            }
        }
    }
}
