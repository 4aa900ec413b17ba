//! Dependencies point one way. What stands in no row may be used by nobody.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};

/// Each module, and which others it may name.
const MAY_USE: [(&str, &[&str]); 20] = [
    ("geometry", &[]),
    ("characters", &[]),
    ("number", &[]),
    ("model_name", &["characters"]),
    ("catalogue", &["model_name"]),
    ("palette", &["model_name"]),
    ("run", &[]),
    ("summary", &["characters", "number", "model_name", "run"]),
    ("number_list", &[]),
    ("parse", &["characters", "number", "number_list", "run"]),
    ("stairs", &[]),
    ("order", &[]),
    ("smooth", &["stairs"]),
    ("decimate", &["geometry", "order", "stairs"]),
    (
        "scene",
        &[
            "number", "decimate", "geometry", "order", "palette", "run", "smooth",
        ],
    ),
    ("draw", &["geometry", "palette", "scene"]),
    (
        "export",
        &["draw", "geometry", "parse", "run", "scene", "smooth"],
    ),
    ("fetch", &["characters", "number", "model_name"]),
    ("view_state", &["characters", "fetch", "scene", "smooth"]),
    (
        "app",
        &[
            "catalogue",
            "characters",
            "number",
            "draw",
            "export",
            "fetch",
            "geometry",
            "model_name",
            "palette",
            "parse",
            "run",
            "scene",
            "smooth",
            "stairs",
            "summary",
            "view_state",
        ],
    ),
];

/// What only a browser has; natively these crates cannot even be named.
const BROWSER: [&str; 5] = ["web_sys", "js_sys", "wasm_bindgen", "gloo_", "leptos"];
const TOUCHES_THE_BROWSER: [&str; 13] = [
    "app",
    "fetch/request/content.rs",
    "fetch/request/early.rs",
    "fetch/request/http.rs",
    "fetch/list.rs",
    "fetch/load.rs",
    "fetch/patience.rs",
    "fetch/request/ask.rs",
    "fetch/request/content_policy.rs",
    "fetch/request/relay.rs",
    "fetch/store.rs",
    "draw/canvas.rs",
    "main.rs",
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                sources(&path)
            } else {
                vec![path]
            }
        })
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [root.join("src"), root.join("curves/src")];
    let files = folders.iter().flat_map(|src| {
        sources(src).into_iter().map(move |path| {
            let name = path.strip_prefix(src).unwrap().to_string_lossy();
            (name.replace('\\', "/"), fs::read_to_string(&path).unwrap())
        })
    });
    let files: Vec<_> = files.collect();
    assert!(
        files.len() > 20,
        "the sources are not where this test looks"
    );
    files
}

fn module(file: &str) -> &str {
    file.split(['/', '.']).next().unwrap()
}

/// The modules that `crate::` paths in the code name; words in comments do not count.
fn used(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split("crate::").skip(1))
        .map(|path| {
            path.split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
                .unwrap()
        })
}

#[test]
fn each_row_names_rows_above_it() {
    for (at, (module, allowed)) in MAY_USE.iter().enumerate() {
        for name in *allowed {
            let is_above = MAY_USE[..at].iter().any(|(above, _)| above == name);
            assert!(is_above, "{module} may use {name}, which stands below it");
        }
    }
}

#[test]
fn dependencies_point_one_way() {
    for (file, text) in files() {
        let module = module(&file);
        if ["main", "lib"].contains(&module) {
            continue;
        }
        let row = MAY_USE.iter().find(|(name, _)| *name == module);
        let (_, allowed) = row.unwrap_or_else(|| panic!("{module} has no row in this table"));
        for name in used(&text).filter(|name| *name != module) {
            assert!(allowed.contains(&name), "{file} uses {name}");
        }
    }
}

#[test]
fn only_the_edges_touch_the_browser() {
    for (file, text) in files() {
        let is_edge = TOUCHES_THE_BROWSER
            .iter()
            .any(|edge| file.starts_with(edge));
        for line in text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
        {
            let names_browser = BROWSER.iter().any(|name| line.contains(name));
            assert!(is_edge || !names_browser, "{file}: {line}");
        }
    }
}
