//! Names of models, repositories, revisions and files: what is read prints as it was written, and
//! stays on the hub.
#![no_main]

use training_graphs::fetch::{FilePath, HubFile, RepoId, Revision};
use training_graphs::model_name::ModelName;

fn check_address(file: &HubFile) {
    let address = file.address();
    let under = format!("https://huggingface.co/{}/resolve/", file.repo);
    let rest = address.strip_prefix(&under).expect("under its repository");
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

libfuzzer_sys::fuzz_target!(|text: &str| {
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
        check_address(&HubFile {
            repo,
            revision,
            path,
        });
    }
});
