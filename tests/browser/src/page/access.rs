//! What stands in the way of those who cannot see, or have no mouse.

use std::{env, fs, path::PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::json;

use super::Page;
use crate::site::repository;

/// Where the focus is.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Focus {
    /// The part of the page: what the nearest of a few ancestors is called.
    pub part: String,
    /// The element itself, as a person would tell of it.
    pub element: String,
    /// Whether an outline shows that the focus is there.
    pub is_seen: bool,
}

impl Page {
    /// What axe-core finds wrong with the page as it is: each rule that is broken, and where.
    pub async fn barriers(&self) -> Result<Vec<String>> {
        if !self.eval::<bool>("'axe' in globalThis").await? {
            self.client.execute(&axe()?, Vec::new()).await?;
        }
        self.eval(
            // It is not sure of what is hidden from readers and takes the focus; this page has none.
            "axe.run(document).then(({violations, incomplete}) => violations.concat(
                incomplete.filter(({id}) => id === 'aria-hidden-focus')
            ).flatMap(
                ({id, nodes}) => nodes.map(({target, failureSummary}) => `${id}: ${target}: ${failureSummary}`)
            ))",
        )
        .await
    }

    /// Prefers a dark scheme, or a light one, from now on.
    pub async fn prefer_dark(&self, dark: bool) -> Result<&Self> {
        let scheme = if dark { "dark" } else { "light" };
        self.prefer("prefers-color-scheme", scheme).await?;
        let is_dark = format!("document.documentElement.dataset.theme === '{scheme}'");
        self.wait(scheme, &is_dark).await
    }

    /// Has one feature of the medium as `value`, and the others as they are by default.
    pub async fn prefer(&self, feature: &str, value: &str) -> Result<&Self> {
        let media = json!({"features": [{"name": feature, "value": value}]});
        self.cdp("Emulation.setEmulatedMedia", media).await?;
        Ok(self)
    }

    /// Where the focus is; none where it is nowhere.
    pub async fn focus(&self) -> Result<Option<Focus>> {
        self.eval(
            "(element => {
                if (element === null || element === document.body) return null;
                const part = element.closest(
                    'dialog, .masthead, .toolbar, .hand, .log-switch, .hint, .figure-buttons, .data-table, .legend, .downloads, .chooser, main'
                );
                const {outlineStyle, outlineWidth} = getComputedStyle(element);
                return {
                    part: part.classList[0] ?? part.localName,
                    element: `${element.localName} ${element.ariaLabel ?? element.labels?.[0]?.innerText ?? element.innerText}`.trim(),
                    is_seen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
                };
            })(document.activeElement)",
        )
        .await
    }

    /// What a finger could miss: controls that are smaller than 24 pixels across or down, but for links in a text.
    pub async fn small_targets(&self) -> Result<Vec<String>> {
        self.eval(
            "Array.from(document.querySelectorAll('a, button, input, select, textarea, summary'))
                .filter(element => element.checkVisibility() && getComputedStyle(element).display !== 'inline')
                .map(element => [element, element.closest('label') ?? element])
                .map(([element, target]) => [element, target.getBoundingClientRect()])
                .filter(([_, {width, height}]) => width < 24 || height < 24)
                .map(([element, {width, height}]) =>
                    `${element.outerHTML.slice(0, 120)} is ${width.toFixed(1)} × ${height.toFixed(1)}`)",
        )
        .await
    }
}

/// axe-core's one file: what `AXE` names, else where `cargo xtask test` puts it.
fn axe() -> Result<String> {
    let path = env::var_os("AXE").map_or_else(
        || repository().join("target/axe/node_modules/axe-core/axe.min.js"),
        PathBuf::from,
    );
    fs::read_to_string(&path).with_context(|| {
        format!(
            "no axe-core in {}: `cargo xtask test` installs it, or say in AXE where it is",
            path.display()
        )
    })
}
