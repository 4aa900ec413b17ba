//! Links that stay: each run at the commit that it was read at.

use super::ViewState;
use crate::fetch::{RepoId, Repositories, Revision};

/// A run that was read at an address of the hub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What the address calls it.
    pub name: String,
    /// The repository it was found in.
    pub repo: RepoId,
    /// The commit it is of, where the hub told it.
    pub commit: Option<Revision>,
}

impl Found {
    /// Its commit; where the hub did not tell it, that of another file of the same repository.
    fn commit_among<'a>(&'a self, all: &'a [Self]) -> Option<&'a Revision> {
        let mut siblings = all.iter().filter(|other| other.repo == self.repo);
        let told = siblings.find_map(|other| other.commit.as_ref());
        self.commit.as_ref().or(told)
    }
}

impl ViewState {
    /// The commit that a run is read at, whatever `rev` says.
    #[must_use]
    pub fn commit_of(&self, name: &str) -> Option<&Revision> {
        let own = self.commits.iter().find(|(run, _)| run == name);
        own.map(|(_, commit)| commit)
    }

    /// The same view with these runs, and no others, at the commits that they were read at. None
    /// where there are none, or the commit of one is unknown.
    ///
    /// `rev` is the commit of the repository that `repo` names, or of the notebook's; what is of
    /// another commit has that by its name.
    #[must_use]
    pub fn at_commits(&self, found: &[Found]) -> Option<Self> {
        let notebook = RepoId::notebook();
        let listed = self.repo.as_ref().map_or(&notebook, Repositories::shared);
        let mut view = self.clone();
        if let Some(run) = found.iter().find(|run| run.repo == *listed) {
            view.revision = Some(run.commit_among(found)?.clone());
        }
        view.commits.clear();
        for run in found {
            let commit = run.commit_among(found)?;
            let is_covered = run.repo == *listed && view.revision.as_ref() == Some(commit);
            if !is_covered {
                view.commits.push((run.name.clone(), commit.clone()));
            }
        }
        if view.model.is_none() {
            view.runs = Some(found.iter().map(|run| run.name.clone()).collect());
        }
        (!found.is_empty()).then_some(view)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHARED: &str = "PhilipQuirke/VerifiedArithmetic";

    fn check(query: &str, found: &[(&str, &str, Option<&str>)], expected: Option<&str>) {
        let found: Vec<Found> = found
            .iter()
            .map(|&(name, repo, commit)| Found {
                name: name.to_owned(),
                repo: repo.parse().unwrap(),
                commit: commit.map(|commit| commit.parse().unwrap()),
            })
            .collect();
        let fixed = ViewState::from_query(query).0.at_commits(&found);
        let query = fixed.map(|view| view.to_query());
        assert_eq!(query.as_deref(), expected);
    }

    #[test]
    fn one_repository_is_one_revision() {
        check(
            "?w=50",
            &[("a", SHARED, Some("c1")), ("b", SHARED, Some("c1"))],
            Some("?runs=a,b&rev=c1&w=50"),
        );
        check(
            "?repo=x/y&rev=main",
            &[("a", "x/y", Some("c1")), ("b", "x/y", None)],
            Some("?runs=a,b&repo=x/y&rev=c1"),
        );
        check(
            "?model=a",
            &[("a", SHARED, Some("c1"))],
            Some("?model=a&rev=c1"),
        );
    }

    #[test]
    fn runs_of_other_repositories_have_commits_of_their_own() {
        check(
            "",
            &[
                ("a", SHARED, Some("c1")),
                ("b", "PhilipQuirke/QuantaMaths_b", Some("c2")),
                ("c", SHARED, Some("c3")),
            ],
            Some("?runs=a,b,c&rev=c1&pins=b@c2,c@c3"),
        );
        check(
            "?repo=PhilipQuirke/QuantaMaths_*",
            &[
                ("a", "PhilipQuirke/QuantaMaths_a", Some("c1")),
                ("b", "PhilipQuirke/QuantaMaths_b", Some("c1")),
            ],
            Some("?runs=a,b&repo=PhilipQuirke/QuantaMaths_%2A&pins=a@c1,b@c1"),
        );
    }

    #[test]
    fn what_is_not_known_cannot_stay() {
        check("", &[], None);
        check("", &[("a", SHARED, None)], None);
        check("", &[("a", SHARED, Some("c1")), ("b", "x/y", None)], None);
    }

    #[test]
    fn a_link_that_stays_is_read_as_it_was_written() {
        let query = "?runs=a,b&rev=c1&pins=b@c2";
        let (view, notices) = ViewState::from_query(query);
        assert_eq!((view.to_query().as_str(), notices.len()), (query, 0));
        assert_eq!(view.revision.as_ref().map(Revision::as_str), Some("c1"));
        assert_eq!(
            ["a", "b"].map(|name| view.commit_of(name).map(Revision::as_str)),
            [None, Some("c2")]
        );
        assert_eq!(view.at_commits(&[]), None);
        for bad in ["?pins=b", "?pins=@c2", "?pins=b@", "?pins="] {
            let (view, notices) = ViewState::from_query(bad);
            assert_eq!((view.to_query().as_str(), notices.len()), ("", 1), "{bad}");
        }
    }
}
