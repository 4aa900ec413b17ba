//! What the user asked for.

use std::{ffi::OsString, num::NonZeroU32};

use anyhow::Result;
use lexopt::{
    Arg::{Long, Short, Value},
    Parser, ValueExt as _,
};

use crate::{bench, lighthouse, picture, site, split, steps};

const HELP: &str = "\
The project's commands. What they need and do not find is installed once.

Usage: cargo xtask <COMMAND>

Commands:
  serve           Build the site and serve it at http://127.0.0.1:8080 until Ctrl-C
    --port <N>      on another port
    --no-open       without opening a browser
  build           Build the site into dist/
  test [WORD]...  Run the checks and tests whose name has every WORD; all, if there is none
  bench           Measure the built page beside Plotly, uPlot and ECharts, into docs/benchmarks.md
    --rounds <N>    so many times each
  lighthouse      Have Lighthouse rate the built page: speed, access, good practice, search engines
  picture <PNG>   Take a picture of the built page with the notebook's runs
    --dark          as one who prefers dark pages sees it
    --width <N>, --height <N>, --ratio <N>
                    on another screen than 1440 by 900, with so many device pixels to one of these
    --query <QUERY> of another view, such as '?source=samples'
    --hub <STATE>   away, or with a run missing, for its messages
  split           Split the program that trunk has built; trunk calls it
  help            Print this
";

/// How often the benchmark measures, unless told.
const ROUNDS: NonZeroU32 = NonZeroU32::new(5).unwrap();

/// One command of the project.
#[derive(Debug, PartialEq)]
pub(crate) enum Action {
    /// Say what there is.
    Help,
    /// Build the site.
    Build,
    /// Build the site and serve it on this machine.
    Serve { port: u16, open: bool },
    /// Run the steps whose name contains every word.
    Test { words: Vec<String> },
    /// Measure the page beside others.
    Bench { rounds: NonZeroU32 },
    /// Have the page rated.
    Lighthouse,
    /// Take a picture of the page.
    Picture { words: Vec<OsString> },
    /// Split the program, for trunk.
    Split,
}

impl Action {
    /// Does what was asked for.
    pub(crate) fn run(self) -> Result<()> {
        match self {
            Self::Help => print!("{HELP}"),
            Self::Build => site::build()?,
            Self::Serve { port, open } => site::serve(port, open)?,
            Self::Test { words } => steps::run(&words)?,
            Self::Bench { rounds } => bench::run(rounds)?,
            Self::Lighthouse => lighthouse::run()?,
            Self::Picture { words } => picture::run(&words)?,
            Self::Split => split::run()?,
        }
        Ok(())
    }
}

/// Reads the arguments; asking for help anywhere gives help.
pub(crate) fn parse(mut arguments: Parser) -> Result<Action, lexopt::Error> {
    let Some(first) = arguments.next()? else {
        return Ok(Action::Help);
    };
    let mut action = match first {
        Short('h') | Long("help") => return Ok(Action::Help),
        Value(name) => named(&name.string()?)?,
        other => return Err(other.unexpected()),
    };
    while let Some(argument) = arguments.next()? {
        match (&mut action, argument) {
            (_, Short('h') | Long("help")) => return Ok(Action::Help),
            (Action::Serve { port, .. }, Short('p') | Long("port")) => {
                *port = arguments.value()?.parse()?;
            }
            (Action::Serve { open, .. }, Long("no-open")) => *open = false,
            (Action::Bench { rounds }, Long("rounds")) => *rounds = arguments.value()?.parse()?,
            (Action::Test { words }, Value(word)) => words.push(word.string()?),
            (Action::Picture { words }, Value(word)) => words.push(word),
            (Action::Picture { words }, Long(option)) => {
                words.push(format!("--{option}").into());
                words.extend(arguments.optional_value());
            }
            (_, other) => return Err(other.unexpected()),
        }
    }
    Ok(action)
}

fn named(name: &str) -> Result<Action, lexopt::Error> {
    match name {
        "help" => Ok(Action::Help),
        "build" => Ok(Action::Build),
        "serve" => Ok(Action::Serve {
            port: 8080,
            open: true,
        }),
        "test" => Ok(Action::Test { words: Vec::new() }),
        "bench" => Ok(Action::Bench { rounds: ROUNDS }),
        "lighthouse" => Ok(Action::Lighthouse),
        "picture" => Ok(Action::Picture { words: Vec::new() }),
        "split" => Ok(Action::Split),
        other => {
            Err(format!("there is no command `{other}`; `cargo xtask help` lists them").into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Option<Action> {
        parse(Parser::from_args(line.split_whitespace())).ok()
    }

    #[test]
    fn arguments_are_understood_or_refused() {
        let check = |line, action| assert_eq!(parsed(line), action, "{line}");
        check("", Some(Action::Help));
        check("serve --help", Some(Action::Help));
        check("build", Some(Action::Build));
        check(
            "serve",
            Some(Action::Serve {
                port: 8080,
                open: true,
            }),
        );
        check(
            "serve --no-open --port=9000",
            Some(Action::Serve {
                port: 9000,
                open: false,
            }),
        );
        check("bench", Some(Action::Bench { rounds: ROUNDS }));
        check(
            "bench --rounds=2",
            Some(Action::Bench {
                rounds: NonZeroU32::new(2).unwrap(),
            }),
        );
        check("bench --rounds=0", None);
        check("lighthouse", Some(Action::Lighthouse));
        check(
            "picture --dark --width=390 --ratio 2 out.png",
            Some(Action::Picture {
                words: ["--dark", "--width", "390", "--ratio", "2", "out.png"]
                    .map(OsString::from)
                    .into(),
            }),
        );
        check("split", Some(Action::Split));
        check("test", Some(Action::Test { words: vec![] }));
        check(
            "test clippy wasm32",
            Some(Action::Test {
                words: vec!["clippy".into(), "wasm32".into()],
            }),
        );
        check("tset", None);
        check("--port 1", None);
        check("build --port 1", None);
        check("serve 9000", None);
        check("serve --port", None);
        check("serve --port 70000", None);
        check("test --no-open", None);
    }
}
