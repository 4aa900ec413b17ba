//! The parts of the Rust toolchain beyond the compiler itself.

use std::path::Path;

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
