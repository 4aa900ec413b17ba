//! A page of somebody else's, on another site, with figures in it.

use std::fs;

use anyhow::Result;
use tempfile::TempDir;

use crate::site::Site;

/// Listens until it is dropped.
#[derive(Debug)]
pub struct Host {
    site: Site,
    _folder: TempDir,
}

impl Host {
    /// Serves one page. It is dark while its `<html>` has the class `dark`.
    pub async fn start(body: &str) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let page = format!(
            "<!doctype html>
            <html lang=\"en\">
            <meta charset=\"utf-8\">
            <meta name=\"viewport\" content=\"width=device-width\">
            <link rel=\"icon\" href=\"data:,\">
            <title>Somebody else's page</title>
            <style>
                html {{ color: #222; background: #fff }}
                html.dark {{ color: #eee; background: #111 }}
                body {{ margin: 0; padding-bottom: 3000px }}
            </style>
            <body>{body}"
        );
        fs::write(folder.path().join("index.html"), page)?;
        let site = Site::serve(folder.path().to_path_buf(), "/").await?;
        Ok(Self {
            site,
            _folder: folder,
        })
    }

    /// The page's address. To a browser this name and 127.0.0.1 are two sites.
    #[must_use]
    pub fn url(&self) -> String {
        self.site.url().replace("127.0.0.1", "localhost")
    }
}
