//! Where a wanted file is: names to places.

use super::own_file::OwnFile;
use crate::fetch::{HubFile, Origin, RepoId, Revision};
use crate::model_name::{ModelName, ModelNameError};
use crate::view_state::Source;

/// Where a wanted file is to be had.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::app) enum Place {
    /// The hub, or the samples.
    Remote(Origin),
    /// Nowhere, since the name is none.
    Nowhere(ModelNameError),
    /// The visitor's machine.
    Local(OwnFile),
}

/// Where the run of a name is: a model's, by the grammar of names, or a file's, by its path. It is read at a commit
/// of its own, or else at the revision of the repository, where it is in that.
pub(in crate::app) fn place(
    name: &str,
    source: Source,
    repo: Option<&RepoId>,
    revision: Option<&Revision>,
    commit: Option<&Revision>,
) -> Place {
    let model = name.parse::<ModelName>();
    if source == Source::Samples {
        return match model {
            Ok(name) => Place::Remote(Origin::Sample(name)),
            Err(error) => Place::Nowhere(error),
        };
    }
    let repo = repo.cloned().unwrap_or_else(RepoId::notebook);
    let revision = commit.or(revision).cloned().unwrap_or_default();
    match model {
        Ok(name) => Place::Remote(Origin::Model {
            name,
            repo,
            revision,
            own_revision: commit.cloned().unwrap_or_default(),
        }),
        Err(error) => match name.parse() {
            Ok(path) if name.contains('.') => Place::Remote(Origin::File(HubFile {
                repo,
                revision,
                path,
            })),
            _ => Place::Nowhere(error),
        },
    }
}
