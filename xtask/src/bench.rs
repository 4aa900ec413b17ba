//! The benchmark: this page beside the same figure made with other libraries, and the core natively.

use std::{fs, num::NonZeroU32, path::Path};

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::{browser, process, site, tools, workspace};

/// Drives the pages, and has the native benches.
const DRIVER: &str = "benchmarks";

/// Builds the site, installs the libraries that it is measured beside, and measures.
pub(crate) fn run(rounds: NonZeroU32) -> Result<()> {
    let browser = browser::provide()?;
    let folder = workspace::root().join("target/bench");
    provide_libraries(&folder)?;
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

/// Installs what bench/peers/package.json pins, where it is not there yet.
fn provide_libraries(folder: &Path) -> Result<()> {
    let wanted = workspace::root().join("bench/peers/package.json");
    let package = read(&wanted)?;
    let dependencies = package["dependencies"]
        .as_object()
        .context("bench/peers/package.json has no dependencies")?;
    let modules = folder.join("node_modules");
    let is_there = |(name, version): (&String, &Value)| {
        read(&modules.join(name).join("package.json"))
            .is_ok_and(|installed| installed["version"] == *version)
    };
    if dependencies.iter().all(is_there) {
        return Ok(());
    }
    println!("installing the libraries to measure beside");
    fs::create_dir_all(folder)?;
    fs::copy(&wanted, folder.join("package.json"))?;
    let mut npm = tools::npm()?;
    npm.args(["install", "--no-audit", "--no-fund", "--prefix"])
        .arg(folder);
    process::run_quietly(npm)
}

fn read(path: &Path) -> Result<Value> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_slice(&bytes).with_context(|| format!("{} is not JSON", path.display()))
}
