//! npm, and packages from it in the versions that a package.json of the project pins.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::{apt, process, workspace};

const MANIFEST: &str = "package.json";
const LOCK: &str = "package-lock.json";

/// npm, installed first if need be.
pub(crate) fn command() -> Result<Command> {
    if which::which("npm").is_err() {
        apt::install(&["npm"]).context("npm is not installed")?;
    }
    Ok(process::command(which::which("npm")?))
}

/// Installs what the package.json in `wanted` pins, where it is not there yet, and says where it is.
pub(crate) fn provide(wanted: &str, folder: &Path) -> Result<PathBuf> {
    let wanted = workspace::root().join(wanted);
    let package = read(&wanted.join(MANIFEST))?;
    let dependencies = package["dependencies"]
        .as_object()
        .with_context(|| format!("the package.json in {} pins nothing", wanted.display()))?;
    let modules = folder.join("node_modules");
    let is_there = |(name, version): (&String, &Value)| {
        read(&modules.join(name).join(MANIFEST))
            .is_ok_and(|installed| installed["version"] == *version)
    };
    // npm writes this last: without it, an installation was broken off.
    let is_whole = modules.join(".package-lock.json").is_file();
    if is_whole && dependencies.iter().all(is_there) {
        return Ok(modules);
    }
    let names: Vec<&str> = dependencies.keys().map(String::as_str).collect();
    println!("installing {}, once", names.join(", "));
    fs::create_dir_all(folder)?;
    fs::copy(wanted.join(MANIFEST), folder.join(MANIFEST))?;
    let is_locked = wanted.join(LOCK).is_file();
    if is_locked {
        fs::copy(wanted.join(LOCK), folder.join(LOCK))?;
    }
    let mut npm = command()?;
    npm.arg(if is_locked { "ci" } else { "install" })
        .args(["--ignore-scripts", "--no-audit", "--no-fund", "--prefix"])
        .arg(folder);
    process::run_quietly(npm)?;
    Ok(modules)
}

fn read(path: &Path) -> Result<Value> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_slice(&bytes).with_context(|| format!("{} is not JSON", path.display()))
}
