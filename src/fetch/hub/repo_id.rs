//! Repositories, revisions and paths on the hub, as people write them.
//!
//! What these types hold stays where it is put in an address, and shows on the page as what it is.

use std::fmt;
use std::str::FromStr;

use super::origin::OWN_REPO_PREFIX;
use super::place_error::{PlaceError, PlacePart, PlaceProblem};
use crate::characters::is_unseen;

const PART_LENGTH: usize = 96;
const REVISION_LENGTH: usize = 255;
const PATH_LENGTH: usize = 1024;

/// A repository of the hub, `owner/name`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RepoId {
    pub(in crate::fetch) owner: String,
    pub(in crate::fetch) name: String,
}

impl RepoId {
    /// What stands before the slash.
    #[must_use]
    pub fn owner(&self) -> &str {
        &self.owner
    }

    /// What stands after the slash.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it is one of those that the notebook's models are in.
    #[must_use]
    pub fn is_notebooks(&self) -> bool {
        let shared = Self::default();
        self.owner == shared.owner
            && (self.name == shared.name || self.name.starts_with(OWN_REPO_PREFIX))
    }
}

/// The repository that the notebook reads.
impl Default for RepoId {
    fn default() -> Self {
        Self {
            owner: "PhilipQuirke".to_owned(),
            name: "VerifiedArithmetic".to_owned(),
        }
    }
}

impl FromStr for RepoId {
    type Err = PlaceError;

    fn from_str(text: &str) -> Result<Self, PlaceError> {
        // The length first: nobody wants to read the parts of a very long text.
        PlacePart::Repo.check(text, 2 * PART_LENGTH + 1, |_| false)?;
        let parts = text.split_once('/').filter(|(_, rest)| !rest.contains('/'));
        let (owner, name) = parts.ok_or_else(|| PlacePart::Repo.with(PlaceProblem::NotTwoParts))?;
        check_id(PlacePart::Owner, owner)?;
        check_id(PlacePart::Name, name)?;
        Ok(Self {
            owner: owner.to_owned(),
            name: name.to_owned(),
        })
    }
}

fn check_id(part: PlacePart, text: &str) -> Result<(), PlaceError> {
    let misfit = |c: char| !(c.is_ascii_alphanumeric() || "_-.".contains(c));
    part.check(text, PART_LENGTH, misfit)?;
    if let Some(twice) = ["..", "--"].into_iter().find(|twice| text.contains(twice)) {
        return Err(part.with(PlaceProblem::Twice(twice)));
    }
    let is_edge = |c: &char| text.starts_with(*c) || text.ends_with(*c);
    match ['-', '.'].into_iter().find(is_edge) {
        Some(edge) => Err(part.with(PlaceProblem::Edge(edge))),
        None => Ok(()),
    }
}

impl fmt::Display for RepoId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.owner, self.name)
    }
}

/// A branch, a tag or a commit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(String);

impl Revision {
    /// The text as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The branch that every repository has.
impl Default for Revision {
    fn default() -> Self {
        Self("main".to_owned())
    }
}

impl FromStr for Revision {
    type Err = PlaceError;

    /// Close to git's rules for the names of branches and tags; and no `%`, which in practice is that of
    /// a `/` encoded once too often.
    fn from_str(text: &str) -> Result<Self, PlaceError> {
        let part = PlacePart::Revision;
        let misfit = |c: char| c.is_whitespace() || is_unseen(c) || "~^:?*[\\%".contains(c);
        part.check(text, REVISION_LENGTH, misfit)?;
        if text.contains("..") {
            return Err(part.with(PlaceProblem::Twice("..")));
        }
        if text
            .split('/')
            .any(|step| step.is_empty() || step.starts_with('.'))
        {
            return Err(part.with(PlaceProblem::Dotted));
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// The path of a file in its repository.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FilePath(pub(in crate::fetch) String);

impl FilePath {
    /// The text as the repository has it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for FilePath {
    type Err = PlaceError;

    fn from_str(text: &str) -> Result<Self, PlaceError> {
        let part = PlacePart::Path;
        part.check(text, PATH_LENGTH, is_unseen)?;
        // A browser would follow them out of the repository.
        if text.split('/').any(|step| ["", ".", ".."].contains(&step)) {
            return Err(part.with(PlaceProblem::Step));
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of the place, or what a person is told.
    fn read<T: FromStr<Err = PlaceError> + ToString>(text: &str) -> String {
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
        check("../b", "the repository's owner has \"..\" in it");
        check("a/b--c", "the repository's name has \"--\" in it");
        check("-a/b", "the repository's owner begins or ends with '-'");
        check("a/b.", "the repository's name begins or ends with '.'");
        let misfit = |part, c| {
            format!("the repository's {part} has the character {c}, which does not belong there")
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
        let misfit = |c| format!("the revision has the character {c}, which does not belong there");
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
            r"the file's path has the character '\u{202e}', which does not belong there",
        );
    }

    mod properties {
        use proptest::prelude::*;

        use super::super::*;

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
