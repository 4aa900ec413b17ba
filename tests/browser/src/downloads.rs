//! Files that the page offers to save.

use std::{fs, time::Duration};

use anyhow::{Context, Result};
use serde_json::json;
use tempfile::TempDir;

use crate::{page::Page, waiting::until};

const WAIT_LIMIT: Duration = Duration::from_secs(30);

/// Where a page's files are saved.
#[derive(Debug)]
pub struct Downloads {
    folder: TempDir,
}

impl Downloads {
    /// Lets the page save files, in a folder of their own.
    pub async fn of(page: &Page) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let settings = json!({"behavior": "allow", "downloadPath": folder.path()});
        page.cdp("Browser.setDownloadBehavior", settings).await?;
        Ok(Self { folder })
    }

    /// Waits for a file of this name, and takes it away.
    pub async fn take(&self, name: &str) -> Result<Vec<u8>> {
        let path = self.folder.path().join(name);
        let come = until(name, WAIT_LIMIT, async || {
            let names = self.names()?;
            let is_unfinished = names.iter().any(|name| name.ends_with(".crdownload"));
            // The name is taken, by an empty file, before the content has come.
            let has_come = !is_unfinished && path.metadata().is_ok_and(|file| file.len() > 0);
            Ok(has_come.then_some(()))
        });
        come.await
            .with_context(|| format!("there is {:?}", self.names()))?;
        let bytes = fs::read(&path)?;
        fs::remove_file(&path)?;
        Ok(bytes)
    }

    fn names(&self) -> Result<Vec<String>> {
        fs::read_dir(&self.folder)?
            .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
            .collect()
    }
}
