//! Which version of a file it is.

use super::address::HubFile;
use super::revision::Revision;

/// What the hub says of a file's version. Either may be missing: storage for large files knows of no
/// commits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Version {
    /// The commit that its repository is at.
    pub commit: Option<Revision>,
    /// The `ETag` of its content.
    pub etag: Option<String>,
}

impl Version {
    /// Whether both are known to have the same content. A commit may be newer and leave a file as it
    /// was.
    pub(in crate::fetch) fn is_same(&self, other: &Self) -> bool {
        fn content(version: &Version) -> Option<&str> {
            let etag = version.etag.as_deref()?;
            // "Weak" only tells that the reply was packed.
            Some(etag.strip_prefix("W/").unwrap_or(etag))
        }
        let is_same_commit = self.commit.is_some() && self.commit == other.commit;
        is_same_commit || content(self).is_some() && content(self) == content(other)
    }

    /// Whether `file` will always be of this version: its revision is the commit itself.
    pub(in crate::fetch) fn is_final(&self, file: &HubFile) -> bool {
        self.commit.as_ref() == Some(&file.revision)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(commit: &str, etag: &str) -> Version {
        Version {
            commit: commit.parse().ok(),
            etag: (!etag.is_empty()).then(|| etag.to_owned()),
        }
    }

    #[test]
    fn commit_or_content_tells_that_nothing_changed() {
        fn check(before: (&str, &str), now: (&str, &str), same: bool) {
            let (before, now) = (version(before.0, before.1), version(now.0, now.1));
            assert_eq!(before.is_same(&now), same, "{before:?} {now:?}");
        }
        check(("c1", "\"a\""), ("c1", "\"a\""), true);
        check(("c1", ""), ("c1", "\"a\""), true);
        check(("c1", "\"a\""), ("c2", "W/\"a\""), true);
        check(("", "W/\"a\""), ("", "\"a\""), true);
        check(("c1", "\"a\""), ("c2", "\"b\""), false);
        check(("c1", "\"a\""), ("c2", ""), false);
        check(("", ""), ("", ""), false);
    }

    #[test]
    fn only_a_file_at_its_commit_is_final() {
        let file = |revision: &str| HubFile {
            repo: "a/b".parse().unwrap(),
            revision: revision.parse().unwrap(),
            path: "c.json".parse().unwrap(),
        };
        assert!(version("c1", "").is_final(&file("c1")));
        assert!(!version("c1", "").is_final(&file("main")));
        assert!(!version("", "").is_final(&file("main")));
    }
}
