//! Lists of training files: addresses of the hub's API, and what its replies say.

use std::fmt;

use serde::Deserialize;

use super::address::{HUB, HubFile, encoded};
use super::link::next_page;
use super::origin::{Layout, OWN_REPO_PREFIX, Origin};
use super::repo_id::RepoId;
use super::revision::Revision;
use crate::fetch::error::FetchError;
use crate::model_name::ModelName;

/// No list is followed further: some 20,000 files.
pub(in crate::fetch) const PAGE_CAP: usize = 20;
/// No more files than this are offered: more than anyone reads through.
pub(in crate::fetch) const FILE_CAP: usize = 1000;

/// A training file that the hub has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrainingFile {
    /// Where it is.
    pub file: HubFile,
    /// What an address calls it: its model, where that name leads to it from its repository, else its path.
    pub name: String,
}

impl TrainingFile {
    /// None where the file is no training file by its name.
    fn new(file: HubFile) -> Option<Self> {
        let layout = Layout::of(&file.path)?;
        let name = match model_at(&file, layout) {
            Some(model) => model.to_string(),
            None => file.path.to_string(),
        };
        Some(Self { file, name })
    }

    /// Whether its model's name is all it takes to find it.
    fn is_found_by_name(&self) -> bool {
        let is_own = matches!(Layout::of(&self.file.path), Some(Layout::Own("")));
        is_own && self.name.parse::<ModelName>().is_ok()
    }
}

/// The model whose name leads to a file from its repository.
fn model_at(file: &HubFile, layout: Layout) -> Option<ModelName> {
    let name = match layout {
        Layout::Shared(stem) => stem,
        Layout::Own("") => file.repo.name().strip_prefix(OWN_REPO_PREFIX)?,
        Layout::Own(_) | Layout::Trainer => return None,
    };
    let name: ModelName = name.parse().ok()?;
    let origin = Origin::Model {
        name: name.clone(),
        repo: file.repo.clone(),
        revision: file.revision.clone(),
        own_revision: Revision::default(),
    };
    origin.files().contains(file).then_some(name)
}

/// What has training files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Collection {
    /// A repository, its folders included.
    Repo {
        /// The repository.
        repo: RepoId,
        /// A branch, a tag or a commit.
        revision: Revision,
    },
    /// Those repositories of an owner that have `search` in their names.
    Owner {
        /// The owner.
        owner: String,
        /// A part of the names.
        search: String,
    },
}

impl Collection {
    /// The address of the first page of its list.
    pub(in crate::fetch) fn address(&self) -> String {
        match self {
            Self::Repo { repo, revision } => tree_address(repo, revision),
            Self::Owner { owner, search } => owner_address(owner, search),
        }
    }

    /// The training files on a page of its list, and by the page's `Link` header the address of the next.
    ///
    /// # Errors
    /// `NotAList`; `ForeignPage` where the next is not the hub's.
    pub fn read(
        &self,
        page: &[u8],
        link: Option<&str>,
    ) -> Result<(Vec<TrainingFile>, Option<String>), FetchError> {
        let files = match self {
            Self::Repo { repo, revision } => files_of_tree(page, repo, revision),
            Self::Owner { owner, .. } => files_of_models(page, owner),
        };
        Ok((files?, link.map_or(Ok(None), next_page)?))
    }

    /// What a status other than success and the hub's code for it mean.
    pub(in crate::fetch) fn refusal(&self, status: u16, code: Option<&str>) -> FetchError {
        match self {
            Self::Repo { repo, revision } => {
                FetchError::of_repo(status, code, repo, revision, None)
            }
            Self::Owner { .. } => FetchError::of_hub(status),
        }
    }
}

impl fmt::Display for Collection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Repo { repo, revision } => write!(formatter, "{repo} at {revision}"),
            Self::Owner { owner, search } => {
                write!(formatter, "the repositories {owner}/…{search}…")
            }
        }
    }
}

/// The training files of a repository or of an owner.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// The files, in the order of their names with numbers as numbers. No two names are equal; of what the hub told,
    /// there is one at least.
    pub files: Vec<TrainingFile>,
    /// Whether there is nothing more; a very long list is left unfinished.
    pub is_whole: bool,
}

impl Listing {
    /// Puts files in order; `is_whole` where these are all there are.
    #[must_use]
    pub fn new(mut files: Vec<TrainingFile>, is_whole: bool) -> Self {
        files.sort_by_cached_key(|file| natural(&file.name));
        files.dedup_by(|a, b| a.name == b.name);
        let is_whole = is_whole && files.len() <= FILE_CAP;
        files.truncate(FILE_CAP);
        Self { files, is_whole }
    }
}

/// A key that orders numbers in texts as numbers: before its digits, how many there are.
fn natural(name: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(name.len() + 8);
    for chunk in name
        .as_bytes()
        .chunk_by(|a, b| a.is_ascii_digit() && b.is_ascii_digit())
    {
        if chunk[0].is_ascii_digit() {
            key.push(chunk.len().min(255) as u8);
        }
        key.extend(chunk);
    }
    key
}

/// The address of the list of all files of a repository.
fn tree_address(repo: &RepoId, revision: &Revision) -> String {
    let revision = encoded(revision.as_str());
    format!("{HUB}/api/models/{repo}/tree/{revision}?recursive=true")
}

/// The address of the list of an owner's repositories with `search` in their names, and of their files.
fn owner_address(owner: &str, search: &str) -> String {
    let (owner, search) = (encoded(owner), encoded(search));
    format!("{HUB}/api/models?author={owner}&search={search}&limit=500&expand=siblings")
}

/// The training files on a page of the list at [`tree_address`].
fn files_of_tree(
    bytes: &[u8],
    repo: &RepoId,
    revision: &Revision,
) -> Result<Vec<TrainingFile>, FetchError> {
    #[derive(Deserialize)]
    struct Entry {
        r#type: String,
        path: String,
    }
    let entries: Vec<Entry> = read(bytes)?;
    let file = |entry: Entry| {
        let file = HubFile {
            repo: repo.clone(),
            revision: revision.clone(),
            path: entry.path.parse().ok()?,
        };
        TrainingFile::new(file)
    };
    let entries = entries.into_iter().filter(|entry| entry.r#type == "file");
    Ok(entries.filter_map(file).collect())
}

/// The training files of models on a page of the list at [`owner_address`], at their main branches.
fn files_of_models(bytes: &[u8], owner: &str) -> Result<Vec<TrainingFile>, FetchError> {
    #[derive(Deserialize)]
    struct Model {
        id: String,
        siblings: Option<Vec<Sibling>>,
    }
    #[derive(Deserialize)]
    struct Sibling {
        rfilename: String,
    }
    let models: Vec<Model> = read(bytes)?;
    let mut files = Vec::new();
    for model in models {
        let Ok(repo) = model.id.parse::<RepoId>() else {
            continue;
        };
        if !repo.owner().eq_ignore_ascii_case(owner) {
            continue;
        }
        let file = |sibling: Sibling| {
            let file = HubFile {
                repo: repo.clone(),
                revision: Revision::default(),
                path: sibling.rfilename.parse().ok()?,
            };
            TrainingFile::new(file).filter(TrainingFile::is_found_by_name)
        };
        files.extend(model.siblings.into_iter().flatten().filter_map(file));
    }
    Ok(files)
}

fn read<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, FetchError> {
    serde_json::from_slice(bytes).map_err(|error| FetchError::NotAList {
        reason: match bytes.trim_ascii_start().first() {
            None => "it is empty".to_owned(),
            Some(b'<') => "it is a web page (HTML or XML)".to_owned(),
            // The reason may repeat what it is about, and that may be long.
            Some(_) => error.to_string().chars().take(200).collect(),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names and addresses, without what all addresses have in common.
    fn texts(files: Vec<TrainingFile>) -> Vec<(String, String)> {
        let listing = Listing::new(files, true);
        let text = |file: TrainingFile| (file.name, file.file.address().replace(HUB, ""));
        listing.files.into_iter().map(text).collect()
    }

    fn check(files: Vec<TrainingFile>, expected: &[(&str, &str)]) {
        let files = texts(files);
        let files: Vec<_> = files
            .iter()
            .map(|(name, address)| (name.as_str(), address.as_str()))
            .collect();
        assert_eq!(files, expected);
    }

    fn tree(repo: &str, paths: &[&str]) -> Vec<TrainingFile> {
        let entry = |path: &&str| serde_json::json!({"type": "file", "path": path, "oid": "0"});
        let entries: Vec<_> = paths.iter().map(entry).collect();
        let bytes = serde_json::to_vec(&entries).unwrap();
        files_of_tree(&bytes, &repo.parse().unwrap(), &"v/1".parse().unwrap()).unwrap()
    }

    #[test]
    fn addresses_hold_what_is_asked_for() {
        assert_eq!(
            tree_address(&"a/b".parse().unwrap(), &"refs/pr/1".parse().unwrap()),
            "https://huggingface.co/api/models/a/b/tree/refs%2Fpr%2F1?recursive=true"
        );
        assert_eq!(
            owner_address("PhilipQuirke", "Quanta&Maths=#"),
            "https://huggingface.co/api/models?author=PhilipQuirke&search=Quanta%26Maths%3D%23&limit=500&expand=siblings"
        );
    }

    #[test]
    fn training_files_are_known_by_their_paths() {
        let paths = [
            "README.md",
            "add_d10_train.json",
            "add_d5_train.json",
            "add_d5.pth",
            "sub/add_d5_train.json",
            "training_loss.json",
            "checkpoint-1000/trainer_state.json",
            "checkpoint-500/trainer_state.json",
            "x/my_trainer_state.json",
            "_train.json",
            "../../x_train.json",
            "a\u{202e}b_train.json",
        ];
        let names = [
            "add_d5_l2_h3_t40K_s372001_train.json",
            "add_d6_l2_h3_t40K_s372001/training_loss.json",
        ];
        let in_models = |path: &str| format!("/a/models/resolve/v%2F1/{path}");
        check(
            tree("a/models", &[&paths[..], &names].concat()),
            &[
                ("add_d5_l2_h3_t40K_s372001", &in_models(names[0])),
                ("add_d5_train.json", &in_models("add_d5_train.json")),
                (names[1], &in_models(names[1])),
                ("add_d10_train.json", &in_models("add_d10_train.json")),
                (
                    "checkpoint-500/trainer_state.json",
                    &in_models("checkpoint-500/trainer_state.json"),
                ),
                (
                    "checkpoint-1000/trainer_state.json",
                    &in_models("checkpoint-1000/trainer_state.json"),
                ),
                ("sub/add_d5_train.json", &in_models("sub/add_d5_train.json")),
                ("training_loss.json", &in_models("training_loss.json")),
            ],
        );
        let own = "a/QuantaMaths_add_d5_l2_h3_t40K_s372001";
        let in_own = |path: &str| format!("/{own}/resolve/v%2F1/{path}");
        check(
            tree(own, &["training_loss.json", "trainer_state.json"]),
            &[
                ("add_d5_l2_h3_t40K_s372001", &in_own("training_loss.json")),
                ("trainer_state.json", &in_own("trainer_state.json")),
            ],
        );
    }

    #[test]
    fn an_owner_s_repositories_of_one_model_each_have_their_files() {
        let reply = br#"[
            {"_id": "0", "id": "me/QuantaMaths_add_d10_l2_h3_t40K_s572091", "siblings": [{"rfilename": "training_loss.json"}, {"rfilename": "model.pth"}]},
            {"id": "me/QuantaMaths_add_d5_l2_h3_t40K_s372001", "siblings": [{"rfilename": "training_loss.json"}, {"rfilename": "trainer_state.json"}]},
            {"id": "me/QuantaMaths_notes", "siblings": [{"rfilename": "training_loss.json"}, {"rfilename": "add_d6_l2_h3_t40K_s372001_train.json"}]},
            {"id": "me/empty"},
            {"id": "you/QuantaMaths_add_d7_l2_h3_t45K_s173289", "siblings": [{"rfilename": "training_loss.json"}]},
            {"id": "../x", "siblings": [{"rfilename": "training_loss.json"}]}
        ]"#;
        check(
            files_of_models(reply, "Me").unwrap(),
            &[
                (
                    "add_d5_l2_h3_t40K_s372001",
                    "/me/QuantaMaths_add_d5_l2_h3_t40K_s372001/resolve/main/training_loss.json",
                ),
                (
                    "add_d10_l2_h3_t40K_s572091",
                    "/me/QuantaMaths_add_d10_l2_h3_t40K_s572091/resolve/main/training_loss.json",
                ),
            ],
        );
    }

    #[test]
    fn lists_have_an_end() {
        let path = |index| format!("n{index}_train.json");
        let paths: Vec<String> = (0..=FILE_CAP).map(path).collect();
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        let listing = Listing::new(tree("a/b", &paths), true);
        assert_eq!((listing.files.len(), listing.is_whole), (FILE_CAP, false));
        let listing = Listing::new(tree("a/b", &paths[1..]), true);
        assert_eq!((listing.files.len(), listing.is_whole), (FILE_CAP, true));
    }

    #[test]
    fn what_is_no_list_is_told() {
        for reply in [
            "",
            "<!DOCTYPE html>",
            "{}",
            r#"[{"type": "file"}]"#,
            r#"[{"type": "file", "path": "a"#,
        ] {
            let error = files_of_tree(reply.as_bytes(), &RepoId::notebook(), &Revision::default());
            assert!(error.unwrap_err().to_string().contains("list"), "{reply}");
            assert!(files_of_models(reply.as_bytes(), "a").is_err(), "{reply}");
        }
    }
}
