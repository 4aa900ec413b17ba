//! Other pages, and the page in a frame of another.

use anyhow::Result;

use super::Page;

impl Page {
    /// Opens any address.
    pub async fn visit(&self, address: &str) -> Result<&Self> {
        self.client.goto(address).await?;
        Ok(self)
    }

    /// Takes `steps` in frame number `index`, and returns to the page around it.
    pub async fn within(
        &self,
        index: u16,
        steps: impl AsyncFnOnce(&Self) -> Result<()>,
    ) -> Result<&Self> {
        self.client.enter_frame(index).await?;
        let outcome = steps(self).await;
        self.client.enter_parent_frame().await?;
        outcome?;
        Ok(self)
    }
}
