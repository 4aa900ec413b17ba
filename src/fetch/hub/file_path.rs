//! Paths of files in a repository, as people write them.

use std::fmt;
use std::str::FromStr;

use super::id_error::{HubIdError, HubIdPart, HubIdProblem};
use crate::characters::{is_joiner, is_unseen};

const LONGEST: usize = 1024;

/// The path of a file in its repository.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FilePath(pub(in crate::fetch) String);

impl FilePath {
    /// The text as the repository has it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for FilePath {
    type Err = HubIdError;

    fn from_str(text: &str) -> Result<Self, HubIdError> {
        let part = HubIdPart::Path;
        part.check(text, LONGEST, |c| is_unseen(c) && !is_joiner(c))?;
        // A browser would follow them out of the repository.
        if text.split('/').any(|step| ["", ".", ".."].contains(&step)) {
            return Err(part.with(HubIdProblem::Step));
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
