//! What start.js asks for before the program is there is what the program would ask for first.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use training_graphs::catalogue;
use training_graphs::fetch::{Origin, RepoId, Revision};

/// The strings between `before` and the next `]` or `;`.
fn strings(script: &str, before: &str) -> Vec<String> {
    let rest = &script[script.find(before).unwrap() + before.len()..];
    let list = &rest[..rest.find([']', ';']).unwrap()];
    list.split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_first_figures_runs_are_asked_for_early() {
    let script = include_str!("../src/start.js");
    let [repository] = &strings(script, "const REPOSITORY =")[..] else {
        panic!("start.js names one repository");
    };
    let asked: Vec<String> = strings(script, "const RUNS =")
        .iter()
        .map(|run| format!("{repository}{run}_train.json"))
        .collect();
    let first: Vec<String> = catalogue::addition()
        .iter()
        .map(|name| {
            let origin = Origin::Model {
                name: name.clone(),
                repo: RepoId::notebook(),
                revision: Revision::default(),
                own_revision: Revision::default(),
            };
            origin.files()[0].address()
        })
        .collect();
    assert_eq!(asked, first);
}
