//! Why bytes are no training file.

use serde_json::error::Category;

/// Why a file could not be read, in words for the person who asked for it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// No bytes, or only white space.
    #[error("the file is empty")]
    Empty,
    /// A web page came in place of the file.
    #[error("this is a web page (HTML), not a training file; check the address")]
    Html,
    /// Git LFS keeps the file elsewhere and left a pointer to it.
    #[error("this is a Git LFS pointer, not the file it points to; ask for it under /resolve/")]
    LfsPointer,
    /// The JSON ends before it is complete.
    #[error("the file is cut off: its JSON ends unfinished after {bytes} bytes")]
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
    /// JSON whose values are not of the kinds that a training file has.
    #[error("this is JSON, but not a training file: {reason}")]
    WrongType {
        /// What is wrong, and where.
        reason: String,
    },
    /// An object without the losses.
    #[error("the file has no TrainingLoss")]
    NoTrainingLoss,
    /// The list of losses has nothing in it.
    #[error("TrainingLoss is an empty list: there is no step to draw")]
    NoSteps,
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

    pub(super) fn from_json(error: &serde_json::Error, bytes: usize) -> Self {
        let reason = error.to_string();
        match error.classify() {
            Category::Eof => Self::CutOff { bytes },
            Category::Data => Self::WrongType { reason },
            Category::Syntax | Category::Io => Self::NotJson { reason },
        }
    }
}
