//! Where a wanted file is: names to places.

use super::own_file::OwnFile;
use crate::fetch::{HubFile, HubIdError, Origin, RepoId, Revision};
use crate::model_name::{ModelName, ModelNameError};
use crate::view_state::Source;

/// Where a wanted file is to be had.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::app) enum Place {
    /// The hub, or the samples.
    Remote(Origin),
    /// Nowhere, for this reason.
    Nowhere(Nowhere),
    /// The visitor's machine.
    Local(OwnFile),
}

/// Why a name leads nowhere.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error(transparent)]
pub(in crate::app) enum Nowhere {
    Name(#[from] ModelNameError),
    Place(#[from] HubIdError),
}

/// Where the run of a name is: a model's, by the grammar of names, or a file's, by its path. It is read at a commit
/// of its own, or else at the revision of the repository, where it is in that.
pub(in crate::app) fn place(
    name: &str,
    source: Source,
    repo: Option<&str>,
    revision: Option<&str>,
    commit: Option<&str>,
) -> Place {
    match origin(name, source, repo, revision, commit) {
        Ok(origin) => Place::Remote(origin),
        Err(reason) => Place::Nowhere(reason),
    }
}

fn origin(
    name: &str,
    source: Source,
    repo: Option<&str>,
    revision: Option<&str>,
    commit: Option<&str>,
) -> Result<Origin, Nowhere> {
    let model = name.parse::<ModelName>();
    if source == Source::Samples {
        return Ok(Origin::Sample(model?));
    }
    let parsed = |text: Option<&str>| text.map(str::parse::<Revision>).transpose();
    let commit = parsed(commit)?;
    let revision = parsed(revision)?;
    let revision = commit.clone().or(revision).unwrap_or_default();
    let repo = repo
        .map(RepoId::of_address)
        .transpose()?
        .unwrap_or_else(RepoId::notebook);
    match model {
        Ok(name) => Ok(Origin::Model {
            name,
            repo,
            revision,
            own_revision: commit.unwrap_or_default(),
        }),
        Err(error) => match name.parse() {
            Ok(path) if name.contains('.') => Ok(Origin::File(HubFile {
                repo,
                revision,
                path,
            })),
            _ => Err(error.into()),
        },
    }
}
