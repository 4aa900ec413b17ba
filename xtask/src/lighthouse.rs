//! Lighthouse's rating of the built page, as its default phone sees it.

use anyhow::Result;

use crate::{browser, npm, process, site, workspace};

/// Builds the site, installs Lighthouse where it is missing, and lets it rate the page.
pub(crate) fn run() -> Result<()> {
    let browser = browser::provide()?;
    let modules = npm::provide(
        "tests/browser/lighthouse",
        &workspace::root().join("target/lighthouse"),
    )?;
    site::build()?;
    let mut rating = process::command("cargo");
    rating
        .args(["run", "-p", "browser-tests", "--bin", "lighthouse"])
        .env("SITE_DIST", workspace::dist())
        .env("LIGHTHOUSE", modules.join(".bin/lighthouse"))
        .env(browser::BROWSER_VARIABLE, browser.chromium);
    process::run(&mut rating)
}
