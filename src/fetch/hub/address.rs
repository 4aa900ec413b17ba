//! Addresses on the hub.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::file_path::FilePath;
use super::repo_id::RepoId;
use super::revision::Revision;
use crate::model_name::ModelName;

/// Where the hub is.
pub(in crate::fetch) const HUB: &str = "https://huggingface.co";
/// What may stand in a part of a path as it is (RFC 3986, "unreserved").
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// A file in a repository of the hub.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct HubFile {
    /// The repository.
    pub repo: RepoId,
    /// A branch, a tag or a commit.
    pub revision: Revision,
    /// The path in the repository.
    pub path: FilePath,
}

impl HubFile {
    /// The address that answers with the file's content.
    #[must_use]
    pub fn address(&self) -> String {
        self.under("resolve")
    }

    /// The address of the hub's page about the file.
    #[must_use]
    pub fn page(&self) -> String {
        self.under("blob")
    }

    /// The same file at another revision, such as the commit that it was found to be of.
    #[must_use]
    pub fn at(&self, revision: Revision) -> Self {
        Self {
            revision,
            ..self.clone()
        }
    }

    fn under(&self, view: &str) -> String {
        let steps: Vec<String> = self.path.as_str().split('/').map(encoded).collect();
        let revision = encoded(self.revision.as_str());
        format!("{HUB}/{}/{view}/{revision}/{}", self.repo, steps.join("/"))
    }
}

/// A text as one part of a path or as a value of a query.
pub(in crate::fetch) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, ESCAPED).to_string()
}

/// The address of a sample, relative to the page.
#[must_use]
pub fn sample_address(name: &ModelName) -> String {
    let name = name.own_name();
    format!("samples/{name}_train.json")
}

/// The commit in the address of the hub's cache, `/api/resolve-cache/models/OWNER/NAME/SHA/…`.
pub(in crate::fetch) fn commit_in(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("/api/resolve-cache/models/")?;
    rest.split('/').nth(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commit_is_read_from_the_final_address() {
        let cached = "https://huggingface.co/api/resolve-cache/models/a/b/0123abc/c.json?x=1";
        assert_eq!(commit_in(cached), Some("0123abc"));
        let resolved = "https://huggingface.co/a/b/resolve/main/c.json";
        assert_eq!(commit_in(resolved), None);
    }

    #[test]
    fn nothing_in_a_file_leaves_its_place() {
        let file = HubFile {
            repo: "a/b".parse().unwrap(),
            revision: "refs/pr/1".parse().unwrap(),
            path: "deep/a ?#%2f.json".parse().unwrap(),
        };
        let address = "https://huggingface.co/a/b/resolve/refs%2Fpr%2F1/deep/a%20%3F%23%252f.json";
        assert_eq!(file.address(), address);
        assert_eq!(file.page(), address.replace("resolve", "blob"));
    }
}
