//! The built page's static server.

use std::{
    env, fs,
    path::{Component, Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use hyper::{
    Response, StatusCode,
    header::{self, HeaderValue},
};
use percent_encoding::percent_decode_str;
use tempfile::TempDir;

use crate::server::{Body, Server, packed, whole};

/// A folder served on the loopback address, as a plain static host serves it.
#[derive(Debug)]
pub struct Site {
    server: Server,
    base: String,
}

impl Site {
    /// Serves the built page under `base`: the folder that `SITE_DIST` names, else `dist` at the repository's root.
    pub async fn built(base: &str) -> Result<Self> {
        Self::serve(built_page()?, base).await
    }

    /// Serves the built page as GitHub Pages does: packed, and to be kept for ten minutes.
    pub async fn published(base: &str) -> Result<Self> {
        Self::start(built_page()?, base, Manner::Published).await
    }

    /// Serves the built page as a host that knows nothing of programs: as bytes of no kind.
    pub async fn unaware() -> Result<Self> {
        Self::start(built_page()?, "/", Manner::Unaware).await
    }

    /// Serves `folder` as a host of single pages does: with its index in place of what is not there.
    pub async fn falling_back(folder: PathBuf) -> Result<Self> {
        Self::start(folder, "/", Manner::FallingBack).await
    }

    /// Serves `folder` under the sub-path `base`, which begins and ends with a slash.
    pub async fn serve(folder: PathBuf, base: &str) -> Result<Self> {
        Self::start(folder, base, Manner::Plain).await
    }

    async fn start(folder: PathBuf, base: &str, manner: Manner) -> Result<Self> {
        let served_base = base.to_owned();
        let server = Server::start(None, move |request| {
            let answer = file(&folder, &served_base, request.uri().path(), manner);
            async { answer }
        })
        .await?;
        Ok(Self {
            server,
            base: base.to_owned(),
        })
    }

    /// Leaves the network.
    pub fn away(&self) {
        self.server.set_reachable(false);
    }

    /// The page's address, with a slash at its end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}{}", self.server.port(), self.base)
    }
}

const PROGRAM: &str = "application/wasm";
const ANY_BYTES: &str = "application/octet-stream";

/// How a host sends its files.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Manner {
    Plain,
    Published,
    Unaware,
    FallingBack,
}

/// The folder that `SITE_DIST` names, else `dist` at the repository's root.
pub fn built_page() -> Result<PathBuf> {
    let folder = env::var_os("SITE_DIST").map_or_else(|| repository().join("dist"), PathBuf::from);
    if !folder.join("index.html").is_file() {
        bail!(
            "no built page in {}: run `cargo xtask build`, or say in SITE_DIST where it is",
            folder.display()
        );
    }
    Ok(folder)
}

/// A copy of the built page without its samples, to be changed.
pub fn copy_of_page() -> Result<TempDir> {
    let copy = tempfile::tempdir()?;
    for entry in fs::read_dir(built_page()?)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            fs::copy(entry.path(), copy.path().join(entry.file_name()))?;
        }
    }
    Ok(copy)
}

/// The repository's root.
#[must_use]
pub fn repository() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

fn file(folder: &Path, base: &str, path: &str, manner: Manner) -> Response<Body> {
    let found = match read(folder, base, path) {
        Err(_) if manner == Manner::FallingBack => read(folder, base, base),
        found => found,
    };
    if let Ok((kind, bytes)) = found {
        let kind = match (kind, manner) {
            (PROGRAM, Manner::Unaware) => ANY_BYTES,
            (kind, _) => kind,
        };
        // As GitHub Pages sends it: a sandboxed frame has no origin of its own.
        let mut headers = vec![
            (header::CONTENT_TYPE, kind),
            (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        ];
        let bytes = match manner {
            Manner::Plain | Manner::Unaware | Manner::FallingBack => bytes.into(),
            Manner::Published => {
                headers.push((header::CONTENT_ENCODING, "gzip"));
                headers.push((header::CACHE_CONTROL, "max-age=600"));
                packed(&bytes)
            }
        };
        let mut response = Response::new(whole(bytes));
        for (name, value) in headers {
            let value = HeaderValue::from_static(value);
            response.headers_mut().insert(name, value);
        }
        response
    } else {
        let mut response = Response::new(whole("Not found"));
        *response.status_mut() = StatusCode::NOT_FOUND;
        response
    }
}

fn read(folder: &Path, base: &str, path: &str) -> Result<(&'static str, Vec<u8>)> {
    let path = percent_decode_str(path).decode_utf8()?;
    let inside = path.strip_prefix(base).context("outside the site")?;
    let name = Path::new(if inside.is_empty() {
        "index.html"
    } else {
        inside
    });
    if name
        .components()
        .any(|part| !matches!(part, Component::Normal(_)))
    {
        bail!("outside the site");
    }
    let bytes = fs::read(folder.join(name))?;
    Ok((content_type(name), bytes))
}

/// What a file is served as, by its name.
#[must_use]
pub fn content_type(name: &Path) -> &'static str {
    match name.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript",
        Some("wasm") => PROGRAM,
        Some("css") => "text/css",
        Some("json" | "webmanifest") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        _ => ANY_BYTES,
    }
}
