//! The lists of the hub's API: a repository's files, an owner's repositories, page by page.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use url::form_urlencoded;

use super::{HOST, Shared};

/// How many entries a page of a repository's files has on the hub.
const TREE_PAGE: usize = 1000;

/// How many repositories come where nobody says a limit.
const MODELS_PAGE: usize = 500;

/// One page of a list.
pub(super) struct Page {
    pub(super) entries: Value,
    /// The `Link` to the next.
    pub(super) link: Option<String>,
}

/// What stands behind the question mark, by key.
pub(super) struct Query(Vec<(String, String)>);

impl Query {
    pub(super) fn read(text: &str) -> Self {
        Self(
            form_urlencoded::parse(text.as_bytes())
                .into_owned()
                .collect(),
        )
    }

    fn get(&self, key: &str) -> Option<&str> {
        let mut pairs = self.0.iter();
        pairs
            .find(|pair| pair.0 == key)
            .map(|(_, value)| value.as_str())
    }

    fn count(&self, key: &str) -> Option<usize> {
        self.get(key)?.parse().ok()
    }

    fn with_cursor(&self, cursor: usize) -> String {
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(self.0.iter().filter(|(key, _)| key != "cursor"))
            .append_pair("cursor", &cursor.to_string())
            .finish()
    }
}

/// `/api/models/{repo}/tree/{revision}`: the files and folders of a repository.
pub(super) fn tree(state: &Shared, repo: &str, revision: &str, query: &Query) -> Page {
    let files = state.files_of(repo);
    let folders: BTreeSet<&str> = files
        .iter()
        .flat_map(|(path, _)| path.match_indices('/').map(|(at, _)| &path[..at]))
        .collect();
    let oid = |path: &str| format!("{:040x}", path.len());
    let folders = folders
        .into_iter()
        .map(|path| json!({"type": "directory", "oid": oid(path), "size": 0, "path": path}));
    let files = files.iter().map(
        |(path, file)| json!({"type": "file", "oid": oid(path), "size": file.plain.len(), "path": path}),
    );
    let is_deep = |entry: &Value| {
        entry["path"]
            .as_str()
            .is_some_and(|path| path.contains('/'))
    };
    let recursive = query.get("recursive") == Some("true");
    let entries = folders
        .chain(files)
        .filter(|entry| recursive || !is_deep(entry));
    let path = format!("/api/models/{repo}/tree/{revision}");
    page(
        entries.collect(),
        state.page().unwrap_or(TREE_PAGE),
        &path,
        query,
    )
}

/// `/api/models`: the repositories of an author with a word in their names.
pub(super) fn models(state: &Shared, query: &Query) -> Page {
    let word = query.get("search").unwrap_or_default().to_lowercase();
    let mut repos = state.repos_of(query.get("author").unwrap_or_default());
    repos.retain(|repo| repo.to_lowercase().contains(&word));
    let entries = repos.iter().map(|repo| {
        let mut entry = json!({"_id": format!("{:024x}", repo.len()), "id": repo});
        if query.get("expand") == Some("siblings") {
            let siblings = state.files_of(repo).into_iter();
            entry["siblings"] = siblings
                .map(|(path, _)| json!({"rfilename": path}))
                .collect();
        }
        entry
    });
    let limit = query.count("limit").unwrap_or(MODELS_PAGE);
    let size = state.page().unwrap_or(limit).min(limit);
    page(entries.collect(), size, "/api/models", query)
}

fn page(mut entries: Vec<Value>, size: usize, path: &str, query: &Query) -> Page {
    let start = query.count("cursor").unwrap_or(0).min(entries.len());
    let end = entries.len().min(start + size.max(1));
    let link = (end < entries.len()).then(|| {
        format!(
            "<https://{HOST}{path}?{}>; rel=\"next\"",
            query.with_cursor(end)
        )
    });
    Page {
        entries: entries.drain(start..end).collect(),
        link,
    }
}
