//! What must hold of whatever is read of a stranger's. The native tests feed it with the seeds alone.

use std::collections::HashSet;

use training_graphs::export::csv::{self, Raw};
use training_graphs::fetch::{Collection, FilePath, HubFile, Listing, RepoId, Revision};
use training_graphs::model_name::ModelName;
use training_graphs::parse::{LossList, ParseError, ParsedFile, published};
use training_graphs::run::{Config, Run};
use training_graphs::view_state::ViewState;

const KEY: &[u8] = b"\"TrainingLoss\"";
/// The same key to JSON, but not to the quick reader of published files.
const ESCAPED: &[u8] = b"\"Training\\u004coss\"";

/// Reads a file by its bytes and its name.
pub type Reader = fn(&[u8], Option<&str>) -> Result<ParsedFile, ParseError>;

/// Reads a file, and holds what comes of it against its size.
///
/// # Errors
/// Those of the reader.
///
/// # Panics
/// Where the reader breaks a promise.
pub fn read(bytes: &[u8], name: Option<&str>) -> Result<ParsedFile, ParseError> {
    let read = training_graphs::parse::parse(bytes, name);
    match &read {
        Ok(file) => {
            assert!(!file.runs.is_empty());
            let losses: usize = file.runs.iter().map(|run| run.losses.len()).sum();
            assert!(losses <= bytes.len());
            for run in &file.runs {
                assert!(!run.losses.is_empty());
                let steps: Vec<f64> = (0..run.losses.len()).map(|at| run.steps.step(at)).collect();
                assert!(steps.is_sorted_by(|a, b| a < b));
            }
        }
        Err(error) => assert!(error.to_string().chars().count() < 500, "{error}"),
    }
    read
}

/// Bytes of a file, whatever it is called; what the quick reader makes of them, the other must make.
///
/// # Panics
/// Where they break a promise.
pub fn parse(bytes: &[u8], read: Reader) {
    for name in [None, Some("a.json"), Some("a.csv")] {
        // A refusal is as good as a run.
        let _refused = read(bytes, name);
    }
    if let Some(run) = published(LossList::of(bytes)) {
        let file = read(&escaped(bytes), Some("a.json")).ok();
        let again = file.map(|file| (file.runs.iter().map(told).collect(), file.warnings));
        assert_eq!(again, Some((vec![told(&run)], Vec::new())));
    }
}

/// Tables, and what is saved of them: it reads back to the same doubles.
///
/// # Panics
/// Where it does not.
pub fn csv(bytes: &[u8], read: Reader) {
    let Ok(file) = read(bytes, Some("a.csv")) else {
        return;
    };
    let labels: Vec<String> = (0..file.runs.len()).map(|at| format!("run {at}")).collect();
    let raw: Vec<Raw> = file
        .runs
        .iter()
        .zip(&labels)
        .map(|(run, label)| Raw {
            label,
            steps: &run.steps,
            losses: &run.losses,
        })
        .collect();
    // A run without a loss may be passed over.
    let told = |runs: &[Run]| -> Vec<_> {
        let points = runs.iter().map(points);
        points.filter(|points| !points.is_empty()).collect()
    };
    let again = read(csv::raw(&raw).collect::<String>().as_bytes(), Some("a.csv"));
    let again = again.map_or_else(|_| Vec::new(), |file| told(&file.runs));
    assert_eq!(again, told(&file.runs));
}

/// Names of models, repositories, revisions and files: what is read prints as it was written, and
/// stays on the hub.
///
/// # Panics
/// Where it does not.
pub fn names(text: &str) {
    match text.parse::<ModelName>() {
        Ok(name) => assert_eq!(name.to_string(), text),
        Err(error) => assert!(error.to_string().chars().count() < 250),
    }
    let parts: Vec<&str> = text.splitn(3, '\n').collect();
    let part = |at: usize| parts.get(at).copied().unwrap_or("main");
    let repo = part(0).parse::<RepoId>();
    let revision = part(1).parse::<Revision>();
    let path = part(2).parse::<FilePath>();
    for error in [
        repo.clone().err(),
        revision.clone().err(),
        path.clone().err(),
    ]
    .into_iter()
    .flatten()
    {
        assert!(error.to_string().chars().count() < 120);
    }
    if let (Ok(repo), Ok(revision), Ok(path)) = (repo, revision, path) {
        assert_eq!(repo.to_string(), part(0));
        assert_eq!(revision.as_str(), part(1));
        assert_eq!(path.as_str(), part(2));
        check_address(&HubFile {
            repo,
            revision,
            path,
        });
    }
}

/// Queries of the page's address: what is read of one reads back from what is written.
///
/// # Panics
/// Where it does not.
pub fn addresses(query: &str) {
    let (state, notices) = ViewState::from_query(query);
    for notice in notices {
        assert!(notice.to_string().chars().count() < 200);
    }
    let written = state.to_query();
    let (again, notices) = ViewState::from_query(&written);
    assert!(notices.is_empty(), "{written}: {notices:?}");
    assert_eq!(again, state, "{written}");
    assert_eq!(again.to_query(), written);
}

/// A page of a list of files: its `Link` header, a line, then the reply. What it lists is on the hub, and
/// told apart; the list goes on at the hub alone.
///
/// # Panics
/// Where that is not so.
pub fn lists(bytes: &[u8]) {
    let mut parts = bytes.splitn(2, |byte| *byte == b'\n');
    let link = String::from_utf8_lossy(parts.next().unwrap_or_default());
    let reply = parts.next().unwrap_or_default();
    let repo = Collection::Repo {
        repo: RepoId::notebook(),
        revision: Revision::default(),
    };
    let owner = Collection::Owner {
        owner: "PhilipQuirke".to_owned(),
        search: "QuantaMaths".to_owned(),
    };
    for collection in [repo, owner] {
        let (files, next) = match collection.read(reply, Some(&link)) {
            Ok(page) => page,
            Err(error) => {
                assert!(error.to_string().chars().count() < 300, "{error}");
                continue;
            }
        };
        if let Some(next) = next {
            let rest = next.strip_prefix("https://huggingface.co/api/models");
            assert!(
                rest.is_some_and(|rest| rest.starts_with(['/', '?'])),
                "{next}"
            );
        }
        let listing = Listing::new(files, true);
        let mut names = HashSet::new();
        for file in &listing.files {
            check_address(&file.file);
            assert!(
                !file.name.is_empty() && names.insert(&file.name),
                "{file:?}"
            );
            if let Collection::Repo { repo, revision } = &collection {
                assert_eq!((&file.file.repo, &file.file.revision), (repo, revision));
            }
        }
    }
}

/// All that a run tells; numbers as text, which tells each from all others.
fn told(run: &Run) -> (String, Config) {
    let numbers = (&run.losses, run.average_final_loss, run.final_loss);
    (format!("{numbers:?} {:?}", run.steps), run.settings.read())
}

fn escaped(bytes: &[u8]) -> Vec<u8> {
    let mut escaped = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(KEY.len()).position(|window| window == KEY) {
        escaped.extend_from_slice(&rest[..at]);
        escaped.extend_from_slice(ESCAPED);
        rest = &rest[at + KEY.len()..];
    }
    escaped.extend_from_slice(rest);
    escaped
}

/// Steps and losses to the bit, but for gaps: a table of several series leaves them out.
fn points(run: &Run) -> Vec<(u64, u64)> {
    let losses = run
        .losses
        .iter()
        .enumerate()
        .filter(|(_, loss)| !loss.is_nan());
    // 0 and −0 are one step.
    losses
        .map(|(at, loss)| ((run.steps.step(at) + 0.0).to_bits(), loss.to_bits()))
        .collect()
}

fn check_address(file: &HubFile) {
    let address = file.address();
    let under = format!("https://huggingface.co/{}/resolve/", file.repo);
    assert!(address.starts_with(&under), "{address}");
    let rest = &address[under.len()..];
    assert!(
        rest.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.~%/".contains(&byte))
    );
    // No part that a browser would follow out of its place, however it is written.
    for part in rest.split('/') {
        let plain = part.to_ascii_lowercase().replace("%2e", ".");
        assert!(!["", ".", ".."].contains(&&*plain), "{address}");
    }
}
