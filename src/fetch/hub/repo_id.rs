//! Repositories of the hub, as people write them.
//!
//! What is read as one cannot lead an address elsewhere, and has no character that would mislead a reader.

use std::fmt;
use std::str::FromStr;

use super::id_error::{HubIdError, HubIdPart, HubIdProblem};
use super::origin::OWN_REPO_PREFIX;

const PART_LENGTH: usize = 96;
/// With these before the slash an address is no repository's of models.
const RESERVED: [&str; 3] = ["api", "datasets", "spaces"];

/// A repository of the hub, `owner/name`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RepoId {
    pub(in crate::fetch) owner: String,
    pub(in crate::fetch) name: String,
}

impl RepoId {
    /// The repository that the notebook reads.
    #[must_use]
    pub fn notebook() -> Self {
        Self {
            owner: "PhilipQuirke".to_owned(),
            name: "VerifiedArithmetic".to_owned(),
        }
    }

    /// What stands before the slash.
    #[must_use]
    pub fn owner(&self) -> &str {
        &self.owner
    }

    /// What stands after the slash.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it is one of those that the notebook's models are in.
    #[must_use]
    pub fn is_notebooks(&self) -> bool {
        let shared = Self::notebook();
        self.owner == shared.owner
            && (self.name == shared.name || self.name.starts_with(OWN_REPO_PREFIX))
    }
}

impl FromStr for RepoId {
    type Err = HubIdError;

    fn from_str(text: &str) -> Result<Self, HubIdError> {
        // The length first: nobody wants to read the parts of a very long text.
        HubIdPart::Repo.check(text, 2 * PART_LENGTH + 1, |_| false)?;
        let parts = text.split_once('/').filter(|(_, rest)| !rest.contains('/'));
        let (owner, name) = parts.ok_or_else(|| HubIdPart::Repo.with(HubIdProblem::NotTwoParts))?;
        check_id(HubIdPart::Owner, owner)?;
        check_id(HubIdPart::Name, name)?;
        if RESERVED.contains(&owner) {
            return Err(HubIdPart::Owner.with(HubIdProblem::Reserved));
        }
        Ok(Self {
            owner: owner.to_owned(),
            name: name.to_owned(),
        })
    }
}

fn check_id(part: HubIdPart, text: &str) -> Result<(), HubIdError> {
    let misfit = |c: char| !(c.is_ascii_alphanumeric() || "_-.".contains(c));
    part.check(text, PART_LENGTH, misfit)?;
    if let Some(twice) = ["..", "--"].into_iter().find(|twice| text.contains(twice)) {
        return Err(part.with(HubIdProblem::Twice(twice)));
    }
    let is_edge = |c: &char| text.starts_with(*c) || text.ends_with(*c);
    match ['-', '.'].into_iter().find(is_edge) {
        Some(edge) => Err(part.with(HubIdProblem::Edge(edge))),
        None => Ok(()),
    }
}

impl fmt::Display for RepoId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.owner, self.name)
    }
}
