//! The built page's static server.

use std::{
    env,
    path::{Component, Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use hyper::{Response, StatusCode, header};
use percent_encoding::percent_decode_str;

use crate::server::{Body, Server, whole};

/// A folder served on the loopback address, as a plain static host serves it.
#[derive(Debug)]
pub struct Site {
    server: Server,
    base: String,
}

impl Site {
    /// Serves the built page under `base`: the folder that `SITE_DIST` names, else `dist` at the repository's root.
    pub async fn built(base: &str) -> Result<Self> {
        let folder =
            env::var_os("SITE_DIST").map_or_else(|| repository().join("dist"), PathBuf::from);
        if !folder.join("index.html").is_file() {
            bail!(
                "no built page in {}: run `cargo xtask build`, or say in SITE_DIST where it is",
                folder.display()
            );
        }
        Self::serve(folder, base).await
    }

    /// Serves `folder` under the sub-path `base`, which begins and ends with a slash.
    pub async fn serve(folder: PathBuf, base: &str) -> Result<Self> {
        let served_base = base.to_owned();
        let server = Server::start(None, move |request| {
            let answer = file(&folder, &served_base, request.uri().path());
            async { answer }
        })
        .await?;
        Ok(Self {
            server,
            base: base.to_owned(),
        })
    }

    /// The page's address, with a slash at its end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}{}", self.server.port(), self.base)
    }
}

/// The repository's root.
#[must_use]
pub fn repository() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

fn file(folder: &Path, base: &str, path: &str) -> Response<Body> {
    if let Ok((kind, bytes)) = read(folder, base, path) {
        let mut response = Response::new(whole(bytes));
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, header::HeaderValue::from_static(kind));
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
    let bytes = std::fs::read(folder.join(name))?;
    Ok((content_type(name), bytes))
}

fn content_type(name: &Path) -> &'static str {
    match name.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css",
        Some("json" | "webmanifest") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        _ => "application/octet-stream",
    }
}
