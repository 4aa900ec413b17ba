//! Why a text names no place on the hub.

use std::fmt;

/// What a [`PlaceError`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlacePart {
    /// All of `owner/name`.
    Repo,
    /// What stands before the slash.
    Owner,
    /// What stands after it.
    Name,
    /// A branch, a tag or a commit.
    Revision,
    /// A path in a repository.
    Path,
}

impl fmt::Display for PlacePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Repo => "the repository",
            Self::Owner => "the repository's owner",
            Self::Name => "the repository's name",
            Self::Revision => "the revision",
            Self::Path => "the file's path",
        })
    }
}

/// What is wrong with a part. Hostile text is not repeated: it may be long or deceptive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlaceProblem {
    /// Nothing is there.
    #[error("is empty")]
    Empty,
    /// Too many characters.
    #[error("is longer than {0} characters")]
    TooLong(usize),
    /// Not one slash with something on either side.
    #[error("is not written as owner/name, with one slash")]
    NotTwoParts,
    /// A character that has no place there.
    #[error("has the character {0:?}, which does not belong there")]
    Character(char),
    /// `..` or `--` in it.
    #[error("has {0:?} in it")]
    Twice(&'static str),
    /// `-` or `.` at its beginning or end.
    #[error("begins or ends with {0:?}")]
    Edge(char),
    /// A folder without a name, or with one that means another.
    #[error("has a part that is empty, `.` or `..`")]
    Step,
    /// Of a revision, a part that git takes for none.
    #[error("has a part that is empty or begins with a dot")]
    Dotted,
}

/// Why a text names no place on the hub.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{part} {problem}")]
pub struct PlaceError {
    /// Which part is wrong.
    pub part: PlacePart,
    /// What is wrong with it.
    pub problem: PlaceProblem,
}

impl PlacePart {
    pub(in crate::fetch) fn with(self, problem: PlaceProblem) -> PlaceError {
        PlaceError {
            part: self,
            problem,
        }
    }

    /// Holds a text against a greatest length and the characters that do not fit.
    pub(in crate::fetch) fn check(
        self,
        text: &str,
        longest: usize,
        misfit: impl Fn(char) -> bool,
    ) -> Result<(), PlaceError> {
        if text.is_empty() {
            return Err(self.with(PlaceProblem::Empty));
        }
        if text.chars().nth(longest).is_some() {
            return Err(self.with(PlaceProblem::TooLong(longest)));
        }
        match text.chars().find(|&c| misfit(c)) {
            Some(misfit) => Err(self.with(PlaceProblem::Character(misfit))),
            None => Ok(()),
        }
    }
}
