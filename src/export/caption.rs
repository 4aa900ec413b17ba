//! Where a figure came from, in a few words.

use crate::smooth::Smoothing;

/// How many runs a caption names, and where they are from.
const RUNS_NAMED: usize = 16;
const SOURCES_NAMED: usize = 3;
/// How many characters of a commit tell it from all others in practice, as git has it.
const COMMIT_LENGTH: usize = 7;

/// Where a figure came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Provenance {
    /// The labels of the runs, in order.
    pub runs: Vec<String>,
    /// Where their files are: repositories on the hub, or what else to call it. Runs may repeat it.
    pub sources: Vec<String>,
    /// The commits of those files, as far as they are known. Runs may repeat them.
    pub commits: Vec<String>,
    /// How the losses were smoothed.
    pub smoothing: Smoothing,
}

/// The words under an exported figure: `PhilipQuirke/VerifiedArithmetic · commit 1a2b3c4 ·
/// rolling window 500, centred · d5, d6`. What is not known is left out.
#[must_use]
pub fn caption(provenance: &Provenance) -> String {
    let commits = provenance.commits.iter();
    let commits = commits.map(|commit| commit.get(..COMMIT_LENGTH).unwrap_or(commit));
    let commit = match some_of(commits, 1) {
        named if named.is_empty() => named,
        named => format!("commit {named}"),
    };
    // What may be long comes last: there it may be cut.
    let parts = [
        some_of(provenance.sources.iter().map(String::as_str), SOURCES_NAMED),
        commit,
        provenance.smoothing.to_string(),
        some_of(provenance.runs.iter().map(String::as_str), RUNS_NAMED),
    ];
    let known: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    known.join(" · ")
}

/// The first of them, each once, and how many more there are.
fn some_of<'a>(all: impl Iterator<Item = &'a str>, most: usize) -> String {
    let mut each: Vec<&str> = Vec::new();
    for one in all {
        if !one.is_empty() && !each.contains(&one) {
            each.push(one);
        }
    }
    let named = each[..each.len().min(most)].join(", ");
    match each.len() - each.len().min(most) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::smooth::Spread;

    fn check(runs: &[&str], sources: &[&str], commits: &[&str], expected: &str) {
        let owned = |words: &[&str]| words.iter().copied().map(str::to_owned).collect();
        let provenance = Provenance {
            runs: owned(runs),
            sources: owned(sources),
            commits: owned(commits),
            smoothing: Smoothing {
                spread: Spread::Off,
                ..Smoothing::NOTEBOOK
            },
        };
        assert_eq!(caption(&provenance), expected);
    }

    #[test]
    fn a_caption_says_what_is_known() {
        let repo = "PhilipQuirke/VerifiedArithmetic";
        check(
            &["d5", "d6"],
            &[repo, repo],
            &["1a2b3c4d5e6f", "1a2b3c4d5e6f"],
            "PhilipQuirke/VerifiedArithmetic · commit 1a2b3c4 · rolling window 500, centred · d5, d6",
        );
        check(
            &["d5"],
            &["samples"],
            &[],
            "samples · rolling window 500, centred · d5",
        );
        check(
            &["d5", "d6"],
            &["a/b", "a/c", "a/d", "a/e"],
            &["1", "22222222"],
            "a/b, a/c, a/d and 1 more · commit 1 and 1 more · rolling window 500, centred · d5, d6",
        );
    }
}
