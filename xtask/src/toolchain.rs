//! The parts of the Rust toolchain beyond the compiler itself.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use crate::process;

/// What the site is compiled to.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Sees to the target that the site is built for.
pub(crate) fn provide_wasm() -> Result<()> {
    let output = process::command("rustc")
        .args(["--print", "sysroot"])
        .output();
    let sysroot = output.context("cannot start `rustc`")?.stdout;
    let sysroot = String::from_utf8_lossy(&sysroot);
    if Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(WASM)
        .is_dir()
    {
        return Ok(());
    }
    rustup("target", WASM)
}

/// The compiler's flags, beside those in .cargo/config.toml, that keep out of the program where this machine has its
/// packages: it is the same wherever it is built, and smaller. None where a flag cannot say the place.
pub(crate) fn flags_without_places() -> Option<String> {
    let own = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = own.or_else(|| Some(env::home_dir()?.join(".cargo")))?;
    let registries = fs::read_dir(home.join("registry/src")).ok()?;
    let flags: Option<Vec<String>> = registries
        .map(|registry| {
            let place = registry.ok()?.path();
            let place = place.to_str().filter(|place| !place.contains(' '))?;
            Some(format!("--remap-path-prefix={place}/="))
        })
        .collect();
    Some(flags?.join(" "))
}

/// Sees to rustfmt and clippy.
pub(crate) fn provide_linters() -> Result<()> {
    for (program, component) in [("cargo-fmt", "rustfmt"), ("cargo-clippy", "clippy")] {
        // rustup puts a program on the path even where its component is missing, so it must be run.
        if process::version(Path::new(program)).is_none() {
            rustup("component", component)?;
        }
    }
    Ok(())
}

fn rustup(kind: &str, name: &str) -> Result<()> {
    println!("installing {name} with rustup");
    process::run(process::command("rustup").args([kind, "add", name]))
}
