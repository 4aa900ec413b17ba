//! Pictures of the built page against the stand-in hub, for whoever changes how it looks.

use std::{env, ffi::OsString};

use anyhow::Result;

use crate::{browser, process, site, workspace};

/// Builds the site and takes a picture of it, as `words` ask for: `tests/browser/src/bin/picture.rs` reads them.
pub(crate) fn run(words: &[OsString]) -> Result<()> {
    let browser = browser::provide()?;
    site::build()?;
    let mut camera = process::command("cargo");
    camera
        .args(["run", "-q", "-p", "browser-tests", "--bin", "picture"])
        .arg("--manifest-path")
        .arg(workspace::root().join("Cargo.toml"))
        .arg("--")
        .args(words)
        // What is asked for is told from where the caller is.
        .current_dir(env::current_dir()?)
        .env("SITE_DIST", workspace::dist())
        .env(browser::BROWSER_VARIABLE, browser.chromium)
        .env(browser::DRIVER_VARIABLE, browser.driver);
    process::run(&mut camera)
}
