//! The project's commands: `cargo xtask serve`, `build`, `test`, `bench`,
//! `lighthouse` and `picture`.
//!
//! Each brings what it needs: a tool of the right version is used where there is one, else installed once: the build's into
//! the user's cache directory, npm's packages into `target`, the rest by apt-get and rustup. Nothing is skipped in silence.

#![expect(
    clippy::print_stdout,
    reason = "what a command prints is what it is for"
)]

mod apt;
mod bench;
mod browser;
mod command_line;
mod lighthouse;
mod npm;
mod picture;
mod process;
mod site;
mod size;
mod split;
mod steps;
mod toolchain;
mod tools;
mod workspace;

use std::process::ExitCode;

fn main() -> ExitCode {
    let asked = command_line::parse(lexopt::Parser::from_env());
    match asked
        .map_err(anyhow::Error::msg)
        .and_then(command_line::Action::run)
    {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
