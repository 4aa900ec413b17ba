//! Packages of the operating system, where this process may install them.

use std::process::Command;

use anyhow::{Context as _, Result};

use crate::process;

/// Installs packages with apt-get, as root or by a sudo that asks nothing.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    which::which("apt-get")
        .ok()
        .context("there is no apt-get here")?;
    let mut nothing = as_root();
    nothing.arg("true");
    process::run_quietly(nothing).context("no right to install packages")?;

    println!("installing {} with apt-get", packages.join(" and "));
    process::run_quietly(apt_get(&["update"]))?;
    let install = ["install", "-y", "--no-install-recommends"];
    process::run_quietly(apt_get(&[&install, packages].concat()))
}

fn apt_get(arguments: &[&str]) -> Command {
    let mut command = as_root();
    command
        .args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"])
        .args(arguments);
    command
}

/// What runs the rest of its line as root: sudo would drop the environment, env sets it behind it.
fn as_root() -> Command {
    let id = Command::new("id").arg("-u").output();
    if id.is_ok_and(|output| output.stdout.trim_ascii() == b"0") {
        return process::command("env");
    }
    let mut command = process::command("sudo");
    command.args(["-n", "env"]);
    command
}
