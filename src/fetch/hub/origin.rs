//! What a run is fetched from, and the files beside it.

use super::address::HubFile;
use super::file_path::FilePath;
use super::repo_id::RepoId;
use super::revision::Revision;
use crate::model_name::ModelName;

/// What the repository of a model alone is called before the model's name.
pub(in crate::fetch) const OWN_REPO_PREFIX: &str = "QuantaMaths_";
/// The training file in the repository of a model alone.
const OWN_TRAINING: &str = "training_loss.json";
/// What follows a model's name in a repository of many models.
pub const SHARED_TRAINING: &str = "_train.json";

/// What one run is fetched from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A model, in whichever layout its files are.
    Model {
        /// The model.
        name: ModelName,
        /// The repository of many models; in the later layout, the model's own is its owner's too.
        repo: RepoId,
        /// The revision of that repository.
        revision: Revision,
        /// The revision of the model's own, where that is another.
        own_revision: Revision,
    },
    /// A file that is known to be there.
    File(HubFile),
    /// A run that ships with the page.
    Sample(ModelName),
}

impl Origin {
    /// The files on the hub that may hold the run, in the order in which they are tried: for a
    /// model, the repository of many models, then the model's own. None for a sample.
    #[must_use]
    pub fn files(&self) -> Vec<HubFile> {
        match self {
            Self::Model {
                name,
                repo,
                revision,
                own_revision,
            } => {
                let name = name.own_name();
                let own = RepoId {
                    owner: repo.owner.clone(),
                    name: format!("{OWN_REPO_PREFIX}{name}"),
                };
                let own_revision = if own == *repo { revision } else { own_revision };
                let file = |repo, revision: &Revision, path| HubFile {
                    repo,
                    revision: revision.clone(),
                    path: FilePath(path),
                };
                let shared = format!("{name}{SHARED_TRAINING}");
                vec![
                    file(repo.clone(), revision, shared),
                    file(own, own_revision, OWN_TRAINING.to_owned()),
                ]
            }
            Self::File(file) => vec![file.clone()],
            Self::Sample(_) => Vec::new(),
        }
    }
}

/// What kind of training file a path is; of a model's, with what precedes its fixed part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::fetch) enum Layout<'a> {
    /// One model of many: the folder and the name.
    Shared(&'a str),
    /// The only model of its folder.
    Own(&'a str),
    /// What the Trainer of the transformers library leaves in a folder.
    Trainer,
}

impl<'a> Layout<'a> {
    /// None where the path is no training file's.
    pub(in crate::fetch) fn of(path: &'a FilePath) -> Option<Self> {
        let path = path.as_str();
        let is_folder = |before: &&str| before.is_empty() || before.ends_with('/');
        let in_folder = |file| path.strip_suffix(file).filter(is_folder);
        let stem = path.strip_suffix(SHARED_TRAINING);
        stem.filter(|stem| !is_folder(stem))
            .map(Self::Shared)
            .or_else(|| in_folder(OWN_TRAINING).map(Self::Own))
            .or_else(|| in_folder("trainer_state.json").map(|_| Self::Trainer))
    }
}

/// The files of one model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelFiles {
    /// The trained weights.
    pub weights: HubFile,
    /// The configuration and the losses.
    pub training: HubFile,
    /// What each part of the model is seen to do.
    pub behaviour: HubFile,
    /// What mathematics that is.
    pub maths: HubFile,
}

impl ModelFiles {
    /// The files beside a training file, by its layout; none where it has neither.
    #[must_use]
    pub fn beside(training: &HubFile) -> Option<Self> {
        let (stem, names) = match Layout::of(&training.path)? {
            Layout::Shared(stem) => (stem, [".pth", "_behavior.json", "_maths.json"]),
            Layout::Own(folder) => (folder, ["model.pth", "behaviors.json", "features.json"]),
            Layout::Trainer => return None,
        };
        let [weights, behaviour, maths] = names.map(|name| HubFile {
            path: FilePath(format!("{stem}{name}")),
            ..training.clone()
        });
        Some(Self {
            weights,
            training: training.clone(),
            behaviour,
            maths,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "add_d5_l2_h3_t40K_s372001";

    fn check(origin: &Origin, expected: &[&str]) {
        let addresses: Vec<String> = origin.files().iter().map(HubFile::address).collect();
        assert_eq!(addresses, expected);
    }

    fn model(name: &str, repo: &str, revisions: [&str; 2]) -> Origin {
        let [revision, own_revision] = revisions.map(|text| text.parse().unwrap());
        Origin::Model {
            name: name.parse().unwrap(),
            repo: repo.parse().unwrap(),
            revision,
            own_revision,
        }
    }

    #[test]
    fn every_origin_has_its_files() {
        check(
            &model(NAME, "PhilipQuirke/VerifiedArithmetic", ["main", "main"]),
            &[
                "https://huggingface.co/PhilipQuirke/VerifiedArithmetic/resolve/main/add_d5_l2_h3_t40K_s372001_train.json",
                "https://huggingface.co/PhilipQuirke/QuantaMaths_add_d5_l2_h3_t40K_s372001/resolve/main/training_loss.json",
            ],
        );
        check(&Origin::Sample(NAME.parse().unwrap()), &[]);
        let with_origin = format!("{NAME},{NAME}");
        let elsewhere = model(&with_origin, "someone/else", ["refs/pr/1", "main"]);
        let files = [
            "https://huggingface.co/someone/else/resolve/refs%2Fpr%2F1/add_d5_l2_h3_t40K_s372001_train.json",
            "https://huggingface.co/someone/QuantaMaths_add_d5_l2_h3_t40K_s372001/resolve/main/training_loss.json",
        ];
        check(&elsewhere, &files);
        check(&Origin::File(elsewhere.files()[0].clone()), &files[..1]);
    }

    #[test]
    fn a_revision_is_of_its_own_repository() {
        let own = format!("someone/QuantaMaths_{NAME}");
        let files = model(NAME, &own, ["0123abc", "main"]).files();
        assert!(files.iter().all(|file| file.revision.as_str() == "0123abc"));
    }

    #[test]
    fn both_layouts_have_their_links() {
        fn check(path: &str, expected: Option<[&str; 4]>) {
            let training = HubFile {
                repo: "a/b".parse().unwrap(),
                revision: "0123abc".parse().unwrap(),
                path: path.parse().unwrap(),
            };
            let pages = ModelFiles::beside(&training).map(|files| {
                [files.weights, files.training, files.behaviour, files.maths]
                    .map(|file| file.page())
            });
            let blob = |path| format!("https://huggingface.co/a/b/blob/0123abc/{path}");
            assert_eq!(pages, expected.map(|paths| paths.map(blob)));
        }
        check(
            "x/N_train.json",
            Some([
                "x/N.pth",
                "x/N_train.json",
                "x/N_behavior.json",
                "x/N_maths.json",
            ]),
        );
        check(
            "training_loss.json",
            Some([
                "model.pth",
                "training_loss.json",
                "behaviors.json",
                "features.json",
            ]),
        );
        for other in [
            "trainer_state.json",
            "my_training_loss.json",
            "x/_train.json",
        ] {
            check(other, None);
        }
    }
}
