//! The legend: which runs are wanted, and what became of each.

use anyhow::{Context, Result};
use serde::Deserialize;

use super::{Page, js_string};

/// A run's line in the legend.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Entry {
    /// The run's name.
    pub run: String,
    /// waiting, loading, drawn, hidden or failed.
    pub state: String,
    /// Whether its toggle is pressed.
    pub pressed: bool,
    /// What went wrong, where something did.
    pub message: Option<String>,
    /// Whether it offers to try again.
    pub retry: bool,
}

impl Page {
    /// Waits until the run's entry in the legend is in `state`.
    pub async fn wait_state(&self, run: &str, state: &str) -> Result<&Self> {
        let selector = js_string(&format!(
            "#legend li[data-run='{run}'][data-state='{state}']"
        ));
        let condition = format!("document.querySelector({selector}) !== null");
        self.wait(&format!("{run} to be {state}"), &condition).await
    }

    /// Waits until the run has failed, says why in words that contain `words`, and can be tried
    /// again. What the network broke is asked for again and again, and is loading meanwhile.
    pub async fn wait_failed(&self, run: &str, words: &str) -> Result<&Self> {
        let line = js_string(&format!(
            "#legend li[data-run='{run}'][data-state='failed']"
        ));
        let words = js_string(words);
        let condition = format!(
            "((line) => Boolean(line?.querySelector('.legend-retry'))
                && line.querySelector('.legend-message').innerText.includes({words}))
            (document.querySelector({line}))"
        );
        self.wait(&format!("{run} to have failed: {words}"), &condition)
            .await
    }

    /// Waits until `count` runs are drawn, and no more.
    pub async fn wait_drawn(&self, count: usize) -> Result<&Self> {
        let condition =
            format!("document.querySelectorAll('#legend li[data-state=drawn]').length === {count}");
        self.wait(&format!("{count} runs to be drawn"), &condition)
            .await
    }

    /// Waits until a run's line in the legend says these words.
    pub async fn wait_told(&self, run: &str, words: &str) -> Result<&Self> {
        let selector = format!("#legend li[data-run='{run}'] .legend-message");
        self.wait_words(&selector, words).await
    }

    /// The legend, top to bottom.
    pub async fn legend(&self) -> Result<Vec<Entry>> {
        self.eval(
            "Array.from(document.querySelectorAll('#legend li[data-run]'), entry => ({
                run: entry.dataset.run,
                state: entry.dataset.state,
                pressed: entry.querySelector('.legend-toggle')?.ariaPressed === 'true',
                message: entry.querySelector('.legend-message')?.innerText || null,
                retry: entry.querySelector('.legend-retry') !== null,
            }))",
        )
        .await
    }

    /// One run's line in the legend.
    pub async fn entry(&self, run: &str) -> Result<Entry> {
        self.legend()
            .await?
            .into_iter()
            .find(|entry| entry.run == run)
            .with_context(|| format!("{run} is not in the legend"))
    }

    /// The names of the runs whose line in the legend is in `state`.
    pub async fn runs_in(&self, state: &str) -> Result<Vec<String>> {
        let entries = self.legend().await?.into_iter();
        Ok(entries
            .filter(|entry| entry.state == state)
            .map(|entry| entry.run)
            .collect())
    }

    /// Clicks a run's toggle in the legend, and waits until the figure is drawn again.
    pub async fn toggle(&self, run: &str) -> Result<&Self> {
        let before = self.redrawn().await?;
        self.click(&format!("#legend li[data-run='{run}'] .legend-toggle"))
            .await?;
        self.wait_redrawn_after(before).await
    }

    /// Clicks a failed run's offer to try again.
    pub async fn retry(&self, run: &str) -> Result<&Self> {
        self.click(&format!("#legend li[data-run='{run}'] .legend-retry"))
            .await
    }

    /// Ticks or unticks a run in the chooser.
    pub async fn choose(&self, run: &str) -> Result<&Self> {
        self.unfold("#chooser").await?;
        self.click(&format!("#chooser input[type=checkbox][value='{run}']"))
            .await
    }
}
