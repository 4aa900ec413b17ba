//! How an address names a repository, or all of an owner's.

use crate::fetch::{Collection, HubIdError, OWN_REPO_PREFIX, RepoId, Revision};

/// How an address names all of an owner's repositories of one model each.
pub(in crate::app) const OWN_REPOS: &str = "/QuantaMaths_*";

/// A repository as the address names it, and the revision.
pub(in crate::app) type Asked = (String, Option<String>);

/// The repository that an address names; of all of an owner's, the one of many models.
pub(in crate::app) fn repo(text: &str) -> Result<RepoId, HubIdError> {
    match text.strip_suffix(OWN_REPOS) {
        Some(owner) => format!("{owner}/{}", RepoId::notebook().name()).parse(),
        None => text.parse(),
    }
}

/// What the address asks for a list of.
pub(super) fn collection((text, revision): Asked) -> Result<Collection, HubIdError> {
    let repo = repo(&text)?;
    if text.ends_with(OWN_REPOS) {
        return Ok(Collection::Owner {
            owner: repo.owner().to_owned(),
            search: OWN_REPO_PREFIX.trim_end_matches('_').to_owned(),
        });
    }
    Ok(Collection::Repo {
        repo,
        revision: revision
            .as_deref()
            .map(str::parse::<Revision>)
            .transpose()?
            .unwrap_or_default(),
    })
}
