//! What an address may name as its repository.

use std::fmt;
use std::str::FromStr;

use super::id_error::HubIdError;
use super::listing::Collection;
use super::origin::OWN_REPO_PREFIX;
use super::repo_id::RepoId;
use super::revision::Revision;

/// How all of an owner's repositories of one model each are named, after the owner.
const OWN_REPOS: &str = "/QuantaMaths_*";

/// A repository, or all of an owner's of one model each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Repositories {
    /// `owner/name`.
    One(RepoId),
    /// `owner/QuantaMaths_*`.
    OwnOf {
        /// The owner's repository of many models.
        shared: RepoId,
    },
}

impl Repositories {
    /// The repository in which models are looked for by their names: of all of an owner's, the one of many models.
    #[must_use]
    pub fn shared(&self) -> &RepoId {
        match self {
            Self::One(repo) | Self::OwnOf { shared: repo } => repo,
        }
    }

    /// The training files there; those of an owner are listed as they are now.
    #[must_use]
    pub fn collection(&self, revision: Option<&Revision>) -> Collection {
        match self {
            Self::One(repo) => Collection::Repo {
                repo: repo.clone(),
                revision: revision.cloned().unwrap_or_default(),
            },
            Self::OwnOf { shared } => Collection::Owner {
                owner: shared.owner().to_owned(),
                search: OWN_REPO_PREFIX.trim_end_matches('_').to_owned(),
            },
        }
    }
}

impl FromStr for Repositories {
    type Err = HubIdError;

    fn from_str(text: &str) -> Result<Self, HubIdError> {
        let Some(owner) = text.strip_suffix(OWN_REPOS) else {
            return text.parse().map(Self::One);
        };
        let shared = format!("{owner}/{}", RepoId::notebook().name()).parse()?;
        Ok(Self::OwnOf { shared })
    }
}

impl fmt::Display for Repositories {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(repo) => repo.fmt(f),
            Self::OwnOf { shared } => write!(f, "{}{OWN_REPOS}", shared.owner()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_or_all_of_an_owner() {
        fn check(text: &str, shared: &str, list: &str) {
            let repositories: Repositories = text.parse().unwrap();
            let revision = "v2".parse().unwrap();
            let collection = repositories.collection(Some(&revision));
            assert_eq!(repositories.to_string(), text);
            assert_eq!(repositories.shared().to_string(), shared);
            assert_eq!(collection.to_string(), list);
        }
        check("a/b", "a/b", "a/b at v2");
        check(
            "a/QuantaMaths_*",
            "a/VerifiedArithmetic",
            "the repositories a/…QuantaMaths…",
        );
        for bad in [
            "",
            "a",
            "a/b/c",
            "/QuantaMaths_*",
            "a/b/QuantaMaths_*",
            "a/Quanta*",
        ] {
            assert!(bad.parse::<Repositories>().is_err(), "{bad}");
        }
    }
}
