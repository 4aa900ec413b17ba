//! Building the site, and showing it on this machine.

use std::{
    io::ErrorKind,
    net::{Ipv4Addr, TcpListener},
    process::Command,
};

use anyhow::{Context as _, Result, bail};

use crate::{browser, process, toolchain, tools, workspace};

/// Builds the site, as it is published, into dist/.
pub(crate) fn build() -> Result<()> {
    process::run(&mut build_command()?)?;
    println!("the site is in {}", workspace::dist().display());
    Ok(())
}

/// What builds the site.
pub(crate) fn build_command() -> Result<Command> {
    toolchain::provide_wasm()?;
    let mut trunk = tools::trunk()?;
    trunk.args(["build", "--release"]);
    Ok(trunk)
}

/// Builds the site and serves it to this machine alone, until interrupted.
pub(crate) fn serve(port: u16, open: bool) -> Result<()> {
    check_is_free(port)?;
    toolchain::provide_wasm()?;
    let mut trunk = tools::trunk()?;
    trunk
        .args(["serve", "--release", "--address", "127.0.0.1", "--port"])
        .arg(port.to_string());
    if open && browser::is_welcome() {
        trunk.arg("--open");
    }
    println!("building; the site will be at http://127.0.0.1:{port}/ until Ctrl-C");
    hand_over_to(trunk)
}

/// Finds out before the build what the server would only say after it.
fn check_is_free(port: u16) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            bail!("port {port} is in use; stop what uses it, or choose another with --port")
        }
        Err(error) => Err(error).with_context(|| format!("cannot listen on port {port}")),
    }
}

/// Becomes the server, so that whoever stops this process stops the server.
#[cfg(unix)]
fn hand_over_to(mut server: Command) -> Result<()> {
    use std::os::unix::process::CommandExt as _;
    Err(server.exec()).context("cannot start trunk")
}

#[cfg(not(unix))]
fn hand_over_to(mut server: Command) -> Result<()> {
    process::run(&mut server)
}

#[cfg(test)]
mod tests {
    use std::{fs, thread, time::Duration};

    use super::*;

    #[test]
    fn the_published_page_has_an_absolute_preview() {
        let folder = workspace::root().join("target/named-site");
        fs::create_dir_all(&folder).unwrap();
        let page = folder.join("index.html");
        fs::copy(workspace::root().join("index.html"), &page).unwrap();
        let name = |folder: &str| {
            let mut script = process::command(".github/name-site");
            script.args([folder, "https://somebody.github.io/a&b"]);
            process::run(&mut script)
        };
        name("target/named-site").unwrap();
        let text = fs::read_to_string(&page).unwrap();
        for (property, content) in [("og:image", "preview.png"), ("og:url", "")] {
            let tag = format!(
                "<meta property=\"{property}\" content=\"https://somebody.github.io/a&b/{content}\">"
            );
            assert_eq!(text.matches(&tag).count(), 1, "{text}");
        }
        assert!(
            name("target/named-site").is_err(),
            "a page without a preview is no page of ours"
        );
    }

    #[test]
    fn a_port_in_use_is_said_before_the_build() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let error = check_is_free(port).unwrap_err().to_string();
        assert!(error.contains(&format!("port {port} is in use")), "{error}");
        drop(taken);
        // A process that another test is starting may hold it a moment longer.
        let is_free = (0..100).any(|_| {
            thread::sleep(Duration::from_millis(10));
            check_is_free(port).is_ok()
        });
        assert!(is_free, "port {port} stays in use");
    }
}
