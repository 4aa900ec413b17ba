//! How an address names a repository, or all of an owner's.

use crate::fetch::{Collection, HubIdError, OWN_REPO_PREFIX, OWN_REPOS, RepoId, Revision};

/// A repository as the address names it, and the revision.
pub(in crate::app) type Asked = (String, Option<String>);

/// What the address asks for a list of.
pub(super) fn collection((text, revision): Asked) -> Result<Collection, HubIdError> {
    let repo = RepoId::of_address(&text)?;
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
