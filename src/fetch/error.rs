//! Why a file did not come.

use super::address::HubFile;

/// No file larger than this is read, in bytes: some 3 million steps, forty times the longest run.
pub const SIZE_CAP: usize = 64 << 20;

/// Why a file did not come, in words for the person who asked for it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// 401: the hub does not say whether the repository is missing or private.
    #[error("Hugging Face has no public repository {repo} (401)")]
    NoRepo {
        /// `owner/name`.
        repo: String,
    },
    /// 404: the repository has no such file.
    #[error("{repo} has no file {path} (404)")]
    NoFile {
        /// `owner/name`.
        repo: String,
        /// The path asked for.
        path: String,
    },
    /// 404: the repository has no such revision.
    #[error("{repo} has no revision {revision} (404)")]
    NoRevision {
        /// `owner/name`.
        repo: String,
        /// The revision asked for.
        revision: String,
    },
    /// Missing at each of its possible places.
    #[error("not found: {}", places(.0))]
    Nowhere(Vec<FetchError>),
    /// The repository's owners decide who may read it.
    #[error(
        "{repo} is gated ({status}): its owners grant access on Hugging Face, where this page does not sign in"
    )]
    Gated {
        /// `owner/name`.
        repo: String,
        /// 401 or 403.
        status: u16,
    },
    /// 429.
    #[error(
        "Hugging Face takes no more requests from here for now (429); try again in five minutes"
    )]
    TooManyRequests,
    /// 5xx, and 408.
    #[error("Hugging Face has trouble of its own ({status}); try again later")]
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
    /// The file that ships with the page is not there.
    #[error("the sample {path} is missing from this site ({status})")]
    NoSample {
        /// Relative to the page.
        path: String,
        /// The status.
        status: u16,
    },
    /// No answer came. A browser does not tell a page why.
    #[error("cannot be reached: the network is off, or something blocks the request")]
    Unreachable,
    /// The reply began and broke off.
    #[error("the connection broke off after {bytes} bytes")]
    CutOff {
        /// How many bytes had come.
        bytes: usize,
    },
    /// Nothing came for a while.
    #[error("timed out: nothing came for {seconds} s")]
    TimedOut {
        /// How long was waited.
        seconds: u32,
    },
    /// Larger than [`SIZE_CAP`].
    #[error("larger than {} MiB, which no training file is", SIZE_CAP >> 20)]
    TooLarge,
    /// Nobody wants the file any more.
    #[error("cancelled")]
    Cancelled,
}

impl FetchError {
    /// What a status other than success means. `code` is the hub's `X-Error-Code`.
    #[must_use]
    pub fn of_status(status: u16, code: Option<&str>, file: &HubFile) -> Self {
        let repo = file.repo.clone();
        match (status, code) {
            (401 | 403, Some("GatedRepo")) | (403, _) => Self::Gated { repo, status },
            (401, _) | (404, Some("RepoNotFound")) => Self::NoRepo { repo },
            (404, Some("RevisionNotFound")) => Self::NoRevision {
                repo,
                revision: file.revision.clone(),
            },
            (404, _) => Self::NoFile {
                repo,
                path: file.path.clone(),
            },
            (429, _) => Self::TooManyRequests,
            (408 | 500..=599, _) => Self::ServerError { status },
            _ => Self::Status { status },
        }
    }

    /// Whether the file is not there, so that it may be somewhere else.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::NoRepo { .. } | Self::NoFile { .. })
    }

    /// Whether the same request may succeed a little later.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        match self {
            Self::TooManyRequests
            | Self::Unreachable
            | Self::CutOff { .. }
            | Self::TimedOut { .. } => true,
            Self::ServerError { status } => matches!(status, 408 | 500 | 502..=504),
            _ => false,
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

    fn check(status: u16, code: Option<&str>, message: &str, missing: bool, passing: bool) {
        let file = HubFile {
            repo: "a/b".to_owned(),
            revision: "v2".to_owned(),
            path: "c.json".to_owned(),
        };
        let error = FetchError::of_status(status, code, &file);
        assert!(error.to_string().contains(message), "{error}");
        assert_eq!(
            (error.is_missing(), error.is_passing()),
            (missing, passing),
            "{error}"
        );
    }

    #[test]
    fn each_answer_of_the_hub_has_its_own_words() {
        check(401, None, "no public repository a/b", true, false);
        check(
            404,
            Some("EntryNotFound"),
            "a/b has no file c.json",
            true,
            false,
        );
        check(404, None, "a/b has no file c.json", true, false);
        check(
            404,
            Some("RevisionNotFound"),
            "no revision v2",
            false,
            false,
        );
        check(401, Some("GatedRepo"), "gated (401)", false, false);
        check(403, Some("GatedRepo"), "gated (403)", false, false);
        check(429, None, "(429)", false, true);
        check(503, None, "(503)", false, true);
        check(501, None, "(501)", false, false);
        check(418, None, "status 418", false, false);
    }
}
