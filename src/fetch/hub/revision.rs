//! Revisions of a repository, as people write them.

use std::fmt;
use std::str::FromStr;

use super::id_error::{HubIdError, HubIdPart, HubIdProblem};
use crate::characters::is_unseen;

const LONGEST: usize = 255;

/// A branch, a tag or a commit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(String);

impl Revision {
    /// The text as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The branch that every repository has.
impl Default for Revision {
    fn default() -> Self {
        Self("main".to_owned())
    }
}

impl FromStr for Revision {
    type Err = HubIdError;

    /// Close to git's rules for the names of branches and tags; and no `%`, which in practice is that of
    /// a `/` encoded once too often.
    fn from_str(text: &str) -> Result<Self, HubIdError> {
        let part = HubIdPart::Revision;
        let misfit = |c: char| c.is_whitespace() || is_unseen(c) || "~^:?*[\\%".contains(c);
        part.check(text, LONGEST, misfit)?;
        if text.contains("..") {
            return Err(part.with(HubIdProblem::Twice("..")));
        }
        if text
            .split('/')
            .any(|step| step.is_empty() || step.starts_with('.'))
        {
            return Err(part.with(HubIdProblem::Dotted));
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
