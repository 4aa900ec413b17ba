//! Running programs, and saying which one failed.

use std::{
    ffi::OsStr,
    io::{Read as _, Write as _},
    path::Path,
    process::{Command, ExitStatus},
};

use anyhow::{Context as _, Result, bail};

use crate::workspace;

/// A command that runs in the workspace's directory.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(workspace::root());
    command
}

/// Runs a command whose output the user sees as it comes.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| cannot_start(command))?;
    check(status, command)
}

/// Runs a command whose output is shown only when it fails.
pub(crate) fn run_quietly(mut command: Command) -> Result<()> {
    // One pipe for both streams keeps their lines in order.
    let (mut reader, writer) = std::io::pipe()?;
    command.stdout(writer.try_clone()?).stderr(writer);
    let mut child = command.spawn().with_context(|| cannot_start(&command))?;
    // The pipe ends only when this process, too, has let go of its ends.
    command
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null());

    let mut output = Vec::new();
    reader.read_to_end(&mut output)?;
    let status = child.wait()?;
    if !status.success() {
        println!();
        std::io::stdout().write_all(&output)?;
    }
    check(status, &command)
}

/// The version that `PROGRAM --version` names, or none if it cannot be run.
pub(crate) fn version(program: &Path) -> Option<String> {
    let output = Command::new(program).arg("--version").output().ok()?;
    version_in(&String::from_utf8_lossy(&output.stdout))
}

fn check(status: ExitStatus, command: &Command) -> Result<()> {
    if !status.success() {
        bail!("`{}` failed: {status}", line(command));
    }
    Ok(())
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start `{}`", line(command))
}

/// The command as a person would type it, its program without the directory.
fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    let words = std::iter::once(name).chain(command.get_args());
    words
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The first word that starts with a digit: every tool here has its version there.
fn version_in(text: &str) -> Option<String> {
    let is_version = |word: &&str| word.starts_with(|first: char| first.is_ascii_digit());
    text.split_whitespace().find(is_version).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_what_the_tools_print() {
        let check = |printed: &str, version: Option<&str>| {
            assert_eq!(version_in(printed).as_deref(), version);
        };
        check("trunk 0.21.14\n", Some("0.21.14"));
        check("wasm-bindgen 0.2.130 (1234abcd)\n", Some("0.2.130"));
        check("wasm-opt version 132 (version_132)\n", Some("132"));
        check(
            "Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)\n",
            Some("156.0.8078.79"),
        );
        check("Google Chrome 150.0.7827.155 \n", Some("150.0.7827.155"));
        check("no version here", None);
        check("", None);
    }

    #[test]
    fn a_command_reads_as_it_would_be_typed() {
        let mut command = Command::new("/somewhere/bin/trunk");
        command.args(["build", "--release"]).env("HIDDEN", "1");
        assert_eq!(line(&command), "trunk build --release");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&mut Command::new("no-such-program")).unwrap_err();
        assert!(error.to_string().contains("no-such-program"), "{error:#}");
        assert_eq!(version(Path::new("no-such-program")), None);
    }
}
