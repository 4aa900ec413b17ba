//! Where a wanted file is: names to places.

use super::own_file::OwnFile;
use crate::fetch::{HubFile, Origin, RepoId, Revision};
use crate::model_name::ModelNameError;

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

impl Place {
    /// Where a sample is.
    pub(in crate::app) fn of_sample(name: &str) -> Self {
        match name.parse() {
            Ok(name) => Self::Remote(Origin::Sample(name)),
            Err(error) => Self::Nowhere(error),
        }
    }

    /// Where the run of a name is on the hub: a model's, by the grammar of names, or a file's, by its path. It is read at
    /// a commit of its own, or else at the revision of the repository, where it is in that.
    pub(in crate::app) fn on_hub(
        name: &str,
        repo: Option<&RepoId>,
        revision: Option<&Revision>,
        commit: Option<&Revision>,
    ) -> Self {
        let repo = repo.cloned().unwrap_or_else(RepoId::notebook);
        let revision = commit.or(revision).cloned().unwrap_or_default();
        let error = match name.parse() {
            Ok(name) => {
                return Self::Remote(Origin::Model {
                    name,
                    repo,
                    revision,
                    own_revision: commit.cloned().unwrap_or_default(),
                });
            }
            Err(error) => error,
        };
        match name.parse() {
            Ok(path) if name.contains('.') => Self::Remote(Origin::File(HubFile {
                repo,
                revision,
                path,
            })),
            _ => Self::Nowhere(error),
        }
    }
}
