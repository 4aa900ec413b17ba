//! The benchmark: this page beside the same figure made with other libraries, and the core natively.

use std::num::NonZeroU32;

use anyhow::Result;

use crate::{browser, npm, process, site, workspace};

/// Drives the pages, and has the native benches.
const DRIVER: &str = "benchmarks";

/// Builds the site, installs the libraries that it is measured beside, and measures.
pub(crate) fn run(rounds: NonZeroU32) -> Result<()> {
    let browser = browser::provide()?;
    let folder = workspace::root().join("target/bench");
    npm::provide("bench/peers", &folder)?;
    site::build()?;

    let estimates = folder.join("criterion");
    let mut native = process::command("cargo");
    native
        .args(["bench", "-p", DRIVER, "--bench", "flow"])
        .env("CRITERION_HOME", &estimates);
    process::run(&mut native)?;

    let mut driver = process::command("cargo");
    driver
        .args(["run", "-p", DRIVER, "--profile", "bench", "--", "--rounds"])
        .arg(rounds.to_string())
        .env("CRITERION_HOME", &estimates)
        .env("SITE_DIST", workspace::dist())
        .env(browser::BROWSER_VARIABLE, browser.chromium)
        .env(browser::DRIVER_VARIABLE, browser.driver);
    process::run(&mut driver)
}
