//! Why a text names no place on the hub.

use std::fmt;

/// What a [`HubIdError`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HubIdPart {
    /// All of `owner/name`.
    Repo,
    /// What stands before the slash.
    Owner,
    /// What stands after it.
    Name,
    /// A branch, a tag or a commit.
    Revision,
    /// A path in a repository.
    Path,
}

impl fmt::Display for HubIdPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Repo => "the repository",
            Self::Owner => "the repository's owner",
            Self::Name => "the repository's name",
            Self::Revision => "the revision",
            Self::Path => "the file's path",
        })
    }
}

/// What is wrong with a part. Hostile text is not repeated: it may be long or deceptive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HubIdProblem {
    /// Nothing is there.
    #[error("is empty")]
    Empty,
    /// Too many characters.
    #[error("is longer than {0} characters")]
    TooLong(usize),
    /// Not one slash with something on either side.
    #[error("is not written as owner/name, with one slash")]
    NotTwoParts,
    /// A character that has no place there.
    #[error("has the character {0:?}, which is not allowed")]
    Character(char),
    /// `..` or `--` in it.
    #[error("has {0:?} in it")]
    Twice(&'static str),
    /// `-` or `.` at its beginning or end.
    #[error("begins or ends with {0:?}")]
    Edge(char),
    /// A word that begins other addresses of the hub.
    #[error("is a word that Hugging Face reserves")]
    Reserved,
    /// A folder without a name, or with one that means another.
    #[error("has a part that is empty, `.` or `..`")]
    Step,
    /// Of a revision, a part that git takes for none.
    #[error("has a part that is empty or begins with a dot")]
    Dotted,
}

/// Why a text names no place on the hub.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{part} {problem}")]
pub struct HubIdError {
    /// Which part is wrong.
    pub part: HubIdPart,
    /// What is wrong with it.
    pub problem: HubIdProblem,
}

impl HubIdPart {
    pub(in crate::fetch) fn with(self, problem: HubIdProblem) -> HubIdError {
        HubIdError {
            part: self,
            problem,
        }
    }

    /// Holds a text against a greatest length and the characters that do not fit.
    pub(in crate::fetch) fn check(
        self,
        text: &str,
        longest: usize,
        misfit: impl Fn(char) -> bool,
    ) -> Result<(), HubIdError> {
        if text.is_empty() {
            return Err(self.with(HubIdProblem::Empty));
        }
        if text.chars().nth(longest).is_some() {
            return Err(self.with(HubIdProblem::TooLong(longest)));
        }
        match text.chars().find(|&c| misfit(c)) {
            Some(misfit) => Err(self.with(HubIdProblem::Character(misfit))),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use super::*;
    use crate::fetch::{FilePath, RepoId, Revision};

    /// The text of the place, or what a person is told.
    fn read<T: FromStr<Err = HubIdError> + ToString>(text: &str) -> String {
        match text.parse::<T>() {
            Ok(place) => place.to_string(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn repositories() {
        fn check(text: &str, expected: &str) {
            assert_eq!(read::<RepoId>(text), expected);
        }
        let longest = format!("{0}/{0}", "a".repeat(96));
        for id in [
            "PhilipQuirke/VerifiedArithmetic",
            "a/b",
            "_a_/0.b-c_D",
            &longest,
        ] {
            check(id, id);
        }
        check("", "the repository is empty");
        for id in [
            "a",
            "a/b/c",
            "https://huggingface.co/a/b",
            "../../x",
            "a//b",
        ] {
            check(
                id,
                "the repository is not written as owner/name, with one slash",
            );
        }
        check("/b", "the repository's owner is empty");
        check("a/", "the repository's name is empty");
        check(
            "api/models",
            "the repository's owner is a word that Hugging Face reserves",
        );
        check("../b", "the repository's owner has \"..\" in it");
        check("a/b--c", "the repository's name has \"--\" in it");
        check("-a/b", "the repository's owner begins or ends with '-'");
        check("a/b.", "the repository's name begins or ends with '.'");
        let misfit = |part, c| {
            format!("the repository's {part} has the character {c}, which is not allowed")
        };
        check("javascript:alert(1)/b", &misfit("owner", "':'"));
        check("a/b%2fc", &misfit("name", "'%'"));
        check("a/b c", &misfit("name", "' '"));
        check("a/\u{202e}b", &misfit("name", r"'\u{202e}'"));
        check("a/bé", &misfit("name", "'é'"));
        check("a/b?x#y", &misfit("name", "'?'"));
        check(
            &format!("a/{}", "b".repeat(97)),
            "the repository's name is longer than 96 characters",
        );
        check(
            &"a".repeat(10_000),
            "the repository is longer than 193 characters",
        );
    }

    #[test]
    fn revisions() {
        fn check(text: &str, expected: &str) {
            assert_eq!(read::<Revision>(text), expected);
        }
        for revision in [
            "main",
            "refs/pr/1",
            "v1.0+cu118",
            "epoch=3,step-1000",
            "ветка",
        ] {
            check(revision, revision);
        }
        check("", "the revision is empty");
        check(
            &"a".repeat(256),
            "the revision is longer than 255 characters",
        );
        check("a..b", "the revision has \"..\" in it");
        for revision in [".", "/a", "a/", "a//b", "a/.b"] {
            check(
                revision,
                "the revision has a part that is empty or begins with a dot",
            );
        }
        let misfit = |c| format!("the revision has the character {c}, which is not allowed");
        check("javascript:x", &misfit("':'"));
        check("refs%2fpr", &misfit("'%'"));
        check("a\nb", &misfit(r"'\n'"));
        check("a\u{200f}b", &misfit(r"'\u{200f}'"));
    }

    #[test]
    fn paths() {
        fn check(text: &str, expected: &str) {
            assert_eq!(read::<FilePath>(text), expected);
        }
        for path in ["a.json", "deep/a ?#%2f.json", "損失/…/a..b.json"] {
            check(path, path);
        }
        check("", "the file's path is empty");
        check(
            &"a".repeat(10_000),
            "the file's path is longer than 1024 characters",
        );
        for path in ["..", "a/../b", "./a", "/a", "a//b", "a/"] {
            check(
                path,
                "the file's path has a part that is empty, `.` or `..`",
            );
        }
        check(
            "a\u{202e}b",
            r"the file's path has the character '\u{202e}', which is not allowed",
        );
    }

    mod properties {
        use proptest::prelude::*;

        use crate::fetch::{FilePath, RepoId, Revision};

        proptest! {
            #[test]
            fn ids_of_the_grammar_read_back(text in "[A-Za-z0-9_]([.-]?[A-Za-z0-9_]){0,40}/[A-Za-z0-9_]([.-]?[A-Za-z0-9_]){0,40}") {
                let id = text.parse::<RepoId>();
                prop_assert_eq!(id.map(|id| id.to_string()), Ok(text));
            }

            #[test]
            fn what_is_read_is_harmless_and_reads_back(text in "[a-c./%:@ \\-\u{202e}\u{0}]{0,12}") {
                if let Ok(id) = text.parse::<RepoId>() {
                    prop_assert!(text.chars().all(|c| c.is_ascii_alphanumeric() || "_-./".contains(c)));
                    prop_assert!(!text.contains("..") && text.matches('/').count() == 1);
                    prop_assert_eq!(id.to_string(), text.clone());
                }
                if let Ok(revision) = text.parse::<Revision>() {
                    let escapes = text.contains("..") || text.contains(['%', ':', ' ', '\u{202e}', '\0']);
                    prop_assert!(!escapes, "{}", revision);
                    prop_assert_eq!(revision.as_str(), &text);
                }
                if let Ok(path) = text.parse::<FilePath>() {
                    prop_assert!(path.as_str().split('/').all(|step| !["", ".", ".."].contains(&step)));
                }
            }

            #[test]
            fn no_text_makes_it_panic_or_is_repeated_at_length(text in "\\PC{0,400}") {
                for error in [text.parse::<RepoId>().err(), text.parse::<Revision>().err(), text.parse::<FilePath>().err()].into_iter().flatten() {
                    prop_assert!(error.to_string().len() < 120);
                }
            }
        }
    }
}
