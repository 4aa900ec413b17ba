//! What is kept for the next visit.

use anyhow::Result;

use super::Page;

impl Page {
    /// Waits until so many files are kept, and all wanted runs have come.
    pub async fn wait_kept(&self, count: usize) -> Result<&Self> {
        self.wait_painted().await?.wait_files(count).await
    }

    /// Waits until so many files are kept.
    pub async fn wait_files(&self, count: usize) -> Result<&Self> {
        let condition = format!(
            "caches.open('training-graphs files').then(async files => (await files.keys()).length === {count})"
        );
        self.wait(&format!("{count} files to be kept"), &condition)
            .await
    }

    /// Waits until the page itself is kept, and its worker answers for it.
    pub async fn wait_page_kept(&self) -> Result<&Self> {
        let condition = "caches.match('./').then(page => page !== undefined && navigator.serviceWorker.controller !== null)";
        self.wait("the page to be kept", condition).await
    }
}
