//! Why a file did not come.

use super::hub::file_path::FilePath;
use super::hub::repo_id::RepoId;
use super::hub::revision::Revision;
use crate::number::counted;

/// No file larger than this is read, in bytes: some 3 million steps, forty times the longest run.
pub const SIZE_CAP: usize = 64 << 20;

/// Why a file did not come, in words for the person who asked for it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// Mostly 401: the hub does not say whether the repository is missing or private.
    #[error("Hugging Face has no public repository {repo} ({status})")]
    NoRepo {
        /// The repository asked for.
        repo: RepoId,
        /// 401 or 404.
        status: u16,
    },
    /// 404: the repository has no such file.
    #[error("{repo} has no file {path} (404)")]
    NoFile {
        /// The repository.
        repo: RepoId,
        /// The path asked for.
        path: FilePath,
    },
    /// 404: the repository has no such revision.
    #[error("{repo} has no revision {revision} (404)")]
    NoRevision {
        /// The repository.
        repo: RepoId,
        /// The revision asked for.
        revision: Revision,
    },
    /// Missing at each of its possible places.
    #[error("not found: {}", places(.0))]
    Nowhere(Vec<FetchError>),
    /// The repository's owners decide who may read it.
    #[error(
        "{repo} is gated ({status}): its owners grant access on Hugging Face, where this page does not sign in"
    )]
    Gated {
        /// The repository.
        repo: RepoId,
        /// 401 or 403.
        status: u16,
    },
    /// 403 without a word of why: some repositories, pages and networks are shut out.
    #[error("Hugging Face refuses to give this page anything from {repo} (403)")]
    Refused {
        /// The repository.
        repo: RepoId,
    },
    /// 429.
    #[error(
        "Hugging Face has had too many requests from this network (429); its limit is per five minutes"
    )]
    TooManyRequests,
    /// 5xx, and 408.
    #[error("Hugging Face is having problems ({status})")]
    ServerError {
        /// The status.
        status: u16,
    },
    /// Any other status that is no success.
    #[error("Hugging Face answered with status {status}")]
    Status {
        /// The status.
        status: u16,
    },
    /// The file that ships with the page does not come.
    #[error("this site could not serve its sample {path} ({status})")]
    NoSample {
        /// Relative to the page.
        path: String,
        /// The status.
        status: u16,
    },
    /// No answer came. A browser does not tell a page why.
    #[error("cannot be reached: the network is off, or something blocks the request")]
    Unreachable,
    /// The reply leads to a host that the page's policy does not allow.
    #[error("Hugging Face redirected this request to a site that this page may not contact")]
    Elsewhere,
    /// The reply began and broke off.
    #[error("the connection broke off after {}", counted(*.bytes as f64, ["byte", "bytes"]))]
    CutOff {
        /// How many bytes had come.
        bytes: usize,
    },
    /// Nothing came for a while.
    #[error("timed out: nothing received for {seconds} s")]
    TimedOut {
        /// How long was waited.
        seconds: u32,
    },
    /// Larger than [`SIZE_CAP`].
    #[error("larger than {} MiB, the most that is read", SIZE_CAP >> 20)]
    TooLarge,
    /// The reply of the hub's API is not the list that was asked for.
    #[error("Hugging Face's list of files cannot be read: {reason}")]
    NotAList {
        /// What is wrong, and where.
        reason: String,
    },
    /// The rest of a list is said to be at another site.
    #[error(
        "Hugging Face's list of files continues at another site, which this page may not contact"
    )]
    ForeignPage,
    /// A list without a single training file.
    #[error(
        "no training file in {place}: none is called NAME_train.json, training_loss.json or trainer_state.json"
    )]
    NoTrainingFile {
        /// Which repository or repositories, in words.
        place: String,
    },
    /// Nobody wants the file any more.
    #[error("cancelled")]
    Cancelled,
}

impl FetchError {
    /// What a status other than success means of a file, or of a repository as a whole. `code` is
    /// the hub's `X-Error-Code`.
    #[must_use]
    pub fn of_repo(
        status: u16,
        code: Option<&str>,
        repo: &RepoId,
        revision: &Revision,
        path: Option<&FilePath>,
    ) -> Self {
        let repo = repo.clone();
        match (status, code, path) {
            (401 | 403, Some("GatedRepo"), _) => Self::Gated { repo, status },
            (403, ..) => Self::Refused { repo },
            (404, Some("RevisionNotFound"), _) => Self::NoRevision {
                repo,
                revision: revision.clone(),
            },
            (401, ..) | (404, Some("RepoNotFound"), _) | (404, _, None) => {
                Self::NoRepo { repo, status }
            }
            (404, _, Some(path)) => Self::NoFile {
                repo,
                path: path.clone(),
            },
            _ => Self::of_hub(status),
        }
    }

    /// What a status other than success means of the hub itself.
    #[must_use]
    pub fn of_hub(status: u16) -> Self {
        match status {
            429 => Self::TooManyRequests,
            408 | 500..=599 => Self::ServerError { status },
            _ => Self::Status { status },
        }
    }

    /// Whether it is missing, so that it may be somewhere else.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(
            self,
            Self::NoRepo { .. } | Self::NoFile { .. } | Self::NoRevision { .. }
        )
    }

    /// Whether the network is why, and not what was asked for or of whom.
    #[must_use]
    pub fn is_of_network(&self) -> bool {
        matches!(
            self,
            Self::Unreachable | Self::CutOff { .. } | Self::TimedOut { .. }
        )
    }

    /// Whether the same request may succeed a little later.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match self {
            Self::TooManyRequests => true,
            Self::ServerError { status } | Self::NoSample { status, .. } => {
                matches!(status, 408 | 429 | 500 | 502..=504)
            }
            _ => self.is_of_network(),
        }
    }
}

fn places(errors: &[FetchError]) -> String {
    let list: Vec<String> = errors.iter().map(ToString::to_string).collect();
    list.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(
        status: u16,
        code: Option<&str>,
        path: Option<&str>,
        (message, missing, transient): (&str, bool, bool),
    ) {
        let (repo, revision) = ("a/b".parse().unwrap(), "v2".parse().unwrap());
        let path = path.map(|path| path.parse().unwrap());
        let error = FetchError::of_repo(status, code, &repo, &revision, path.as_ref());
        assert!(error.to_string().contains(message), "{error}");
        assert_eq!(
            (error.is_missing(), error.is_transient()),
            (missing, transient),
            "{error}"
        );
    }

    #[test]
    fn each_answer_of_the_hub_has_its_own_words() {
        fn transient(message: &str) -> (&str, bool, bool) {
            (message, false, true)
        }
        let missing = |message| (message, true, false);
        let lasting = |message| (message, false, false);
        for path in [None, Some("c.json")] {
            check(401, None, path, missing("no public repository a/b (401)"));
            check(
                404,
                Some("RepoNotFound"),
                path,
                missing("no public repository a/b (404)"),
            );
            check(
                404,
                Some("RevisionNotFound"),
                path,
                missing("a/b has no revision v2"),
            );
            check(401, Some("GatedRepo"), path, lasting("gated (401)"));
            check(403, Some("GatedRepo"), path, lasting("gated (403)"));
            check(403, None, path, lasting("refuses"));
            check(418, None, path, lasting("status 418"));
            check(501, None, path, lasting("(501)"));
            for status in [408, 429, 500, 502, 503, 504] {
                let words = format!("({status})");
                check(status, None, path, transient(&words));
            }
        }
        check(404, None, None, missing("no public repository a/b (404)"));
        for code in [None, Some("EntryNotFound")] {
            check(404, code, Some("c.json"), missing("a/b has no file c.json"));
        }
    }

    /// What the page does of itself, it says; and it has a button to ask again at once.
    #[test]
    fn no_word_of_when_to_ask_again_is_in_an_error() {
        for status in [408, 429, 500, 503] {
            let words = FetchError::of_hub(status).to_string();
            assert!(!words.contains("again"), "{words}");
        }
    }

    #[test]
    fn a_byte_is_no_bytes() {
        let words = |bytes| FetchError::CutOff { bytes }.to_string();
        assert_eq!(words(1), "the connection broke off after 1 byte");
        assert_eq!(
            words(1_048_576),
            "the connection broke off after 1,048,576 bytes"
        );
    }

    #[test]
    fn a_sample_is_asked_for_again_where_its_site_has_trouble() {
        let error = |status| FetchError::NoSample {
            path: "samples/x".to_owned(),
            status,
        };
        assert!(error(503).is_transient() && !error(404).is_transient());
    }
}
