//! Where training files are.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

const HUB: &str = "https://huggingface.co";
const OWNER: &str = "PhilipQuirke";
/// What may stand in a part of a path as it is (RFC 3986, "unreserved").
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// Where runs come from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Source {
    /// The models' own files on Hugging Face.
    #[default]
    Hub,
    /// The small runs that ship with the page.
    Samples,
}

/// A file in a repository of the hub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HubFile {
    /// `owner/name`.
    pub repo: String,
    /// A branch, a tag or a commit.
    pub revision: String,
    /// The path in the repository.
    pub path: String,
}

impl HubFile {
    /// The address that answers with the file's content.
    #[must_use]
    pub fn address(&self) -> String {
        let part = |text: &str| utf8_percent_encode(text, ESCAPED).to_string();
        let parts = |text: &str| text.split('/').map(part).collect::<Vec<_>>().join("/");
        format!(
            "{HUB}/{}/resolve/{}/{}",
            parts(&self.repo),
            part(&self.revision),
            parts(&self.path)
        )
    }
}

/// The places of a model's training file, in the order in which they are tried: the repository of
/// all models, then the later layout's repository of its own.
#[must_use]
pub fn training_files(name: &str) -> [HubFile; 2] {
    let file = |repo: String, path: String| HubFile {
        repo: format!("{OWNER}/{repo}"),
        revision: "main".to_owned(),
        path,
    };
    [
        file(
            "VerifiedArithmetic".to_owned(),
            format!("{name}_train.json"),
        ),
        file(
            format!("QuantaMaths_{name}"),
            "training_loss.json".to_owned(),
        ),
    ]
}

/// The address of a sample, relative to the page.
#[must_use]
pub fn sample_address(name: &str) -> String {
    format!("samples/{}_train.json", utf8_percent_encode(name, ESCAPED))
}

/// The commit in the address of the hub's cache, `/api/resolve-cache/models/OWNER/NAME/SHA/…`.
#[cfg_attr(
    not(target_arch = "wasm32"),
    allow(dead_code, reason = "for `load` in the browser")
)]
pub(super) fn commit_in(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("/api/resolve-cache/models/")?;
    rest.split('/').nth(2).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commit_is_read_from_the_final_address() {
        let cached = "https://huggingface.co/api/resolve-cache/models/a/b/0123abc/c.json?x=1";
        assert_eq!(commit_in(cached).as_deref(), Some("0123abc"));
        assert_eq!(
            commit_in("https://huggingface.co/a/b/resolve/main/c.json"),
            None
        );
    }

    #[test]
    fn both_layouts_have_their_addresses() {
        let addresses = training_files("add_d5_l2_h3_t40K_s372001").map(|file| file.address());
        assert_eq!(
            addresses,
            [
                "https://huggingface.co/PhilipQuirke/VerifiedArithmetic/resolve/main/add_d5_l2_h3_t40K_s372001_train.json",
                "https://huggingface.co/PhilipQuirke/QuantaMaths_add_d5_l2_h3_t40K_s372001/resolve/main/training_loss.json",
            ]
        );
    }

    #[test]
    fn nothing_in_a_name_leaves_its_place() {
        let file = HubFile {
            repo: "a/b".to_owned(),
            revision: "refs/pr/1".to_owned(),
            path: "deep/a ?#%2f.json".to_owned(),
        };
        assert_eq!(
            file.address(),
            "https://huggingface.co/a/b/resolve/refs%2Fpr%2F1/deep/a%20%3F%23%252f.json"
        );
        assert_eq!(sample_address("../x"), "samples/..%2Fx_train.json");
    }
}
