//! The steps of the test command.

use std::{io::Write as _, path::PathBuf, process::Command, time::Instant};

use anyhow::{Context as _, Result, bail, ensure};

use crate::{
    browser, npm, process, site, size,
    toolchain::{self, WASM},
    tools,
    workspace::{self, SITE},
};

/// In the order in which a failure costs the least time.
const STEPS: [Step; 14] = [
    Step {
        name: "tools",
        work: Work::Here(set_up),
    },
    Step {
        name: "rustfmt",
        work: Work::Quiet(rustfmt),
    },
    Step {
        name: "rustfmt, fuzz targets",
        work: Work::Quiet(rustfmt_fuzz),
    },
    Step {
        name: "workflows, zizmor",
        work: Work::Quiet(zizmor),
    },
    Step {
        name: "clippy, native",
        work: Work::Quiet(clippy),
    },
    Step {
        name: "clippy, wasm32",
        work: Work::Quiet(clippy_wasm),
    },
    Step {
        name: "clippy, fuzz targets",
        work: Work::Quiet(clippy_fuzz),
    },
    Step {
        name: "documentation",
        work: Work::Quiet(documentation),
    },
    Step {
        name: "tests, native",
        work: Work::Shown(|| Ok(cargo(&["test", "-p", SITE, "-p", "training-curves"]))),
    },
    Step {
        name: "tests, xtask and bench",
        work: Work::Shown(|| Ok(cargo(&["test", "-p", "xtask", "-p", "benchmarks"]))),
    },
    Step {
        name: "browser tests, wasm32",
        work: Work::Shown(wasm_tests),
    },
    Step {
        name: "browser site, release",
        work: Work::Quiet(site::build_command),
    },
    Step {
        name: "browser site, size",
        work: Work::Here(size::check),
    },
    Step {
        name: "browser tests, whole site",
        work: Work::Shown(site_tests),
    },
];

/// The workspace of the fuzz targets.
const FUZZ: &str = "fuzz/Cargo.toml";

/// Something that must succeed.
struct Step {
    name: &'static str,
    work: Work,
}

/// What a step does, and whether its output is of interest when it succeeds.
enum Work {
    /// Done by this process, which says what it does.
    Here(fn() -> Result<()>),
    /// Shown only when it fails.
    Quiet(fn() -> Result<Command>),
    /// Shown as it comes: the tests' closing lines are there to be counted.
    Shown(fn() -> Result<Command>),
}

/// Runs the steps whose name contains every word, up to the first that fails.
pub(crate) fn run(words: &[String]) -> Result<()> {
    let steps: Vec<&Step> = STEPS
        .iter()
        .filter(|step| step.is_named_by(words))
        .collect();
    ensure!(
        !steps.is_empty(),
        "no step is called so; there are: {}",
        names().join("; ")
    );
    let start = Instant::now();
    for (index, step) in steps.iter().enumerate() {
        step.run(&format!("[{}/{}] {} …", index + 1, steps.len(), step.name))
            .with_context(|| format!("step `{}`", step.name))?;
    }
    println!("all well after {}", seconds(start));
    Ok(())
}

impl Step {
    fn is_named_by(&self, words: &[String]) -> bool {
        words.iter().all(|word| self.name.contains(word.as_str()))
    }

    fn run(&self, title: &str) -> Result<()> {
        let start = Instant::now();
        match self.work {
            Work::Here(work) => {
                println!("{title}");
                work()?;
                println!("{title} {}", seconds(start));
            }
            Work::Quiet(command) => {
                let command = command()?;
                print!("{title} ");
                std::io::stdout().flush()?;
                process::run_quietly(command)?;
                println!("{}", seconds(start));
            }
            Work::Shown(command) => {
                let mut command = command()?;
                println!("{title}");
                process::run(&mut command)?;
                println!("{title} {}", seconds(start));
            }
        }
        Ok(())
    }
}

fn names() -> [&'static str; STEPS.len()] {
    STEPS.map(|step| step.name)
}

fn seconds(start: Instant) -> String {
    format!("{:.1} s", start.elapsed().as_secs_f64())
}

/// Brings everything at the start, so that what cannot be had is said before the long steps.
fn set_up() -> Result<()> {
    toolchain::provide_linters()?;
    toolchain::provide_wasm()?;
    tools::trunk()?;
    tools::test_runner()?;
    tools::zizmor()?;
    axe()?;
    let browser = browser::provide()?;
    println!(
        "browser: {}; driver: {}",
        browser.chromium.display(),
        browser.driver.display()
    );
    Ok(())
}

/// axe-core, which the browser tests let look at the page: its one file.
fn axe() -> Result<PathBuf> {
    let folder = workspace::root().join("target/axe");
    let modules = npm::provide("tests/browser", &folder)?;
    Ok(modules.join("axe-core/axe.min.js"))
}

fn rustfmt() -> Result<Command> {
    toolchain::provide_linters()?;
    Ok(cargo(&["fmt", "--all", "--check"]))
}

/// Without the network: what it could ask there would make a test of other people's changes.
fn zizmor() -> Result<Command> {
    let mut zizmor = tools::zizmor()?;
    zizmor.args(["--offline", "--strict-collection", "--persona", "auditor"]);
    zizmor.arg(".github");
    Ok(zizmor)
}

/// A workspace of their own, since no one else needs the fuzzer.
fn rustfmt_fuzz() -> Result<Command> {
    toolchain::provide_linters()?;
    Ok(cargo(&["fmt", "--manifest-path", FUZZ, "--check"]))
}

fn clippy() -> Result<Command> {
    toolchain::provide_linters()?;
    Ok(cargo(&[
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))
}

fn clippy_wasm() -> Result<Command> {
    toolchain::provide_linters()?;
    toolchain::provide_wasm()?;
    let mut command = cargo(&["clippy", "-p", SITE, "--lib", "--bins", "--test", "web"]);
    command.args(["--target", WASM, "--", "-D", "warnings"]);
    Ok(command)
}

/// Every link of the documentation leads somewhere, inside the page's code too.
fn documentation() -> Result<Command> {
    toolchain::provide_wasm()?;
    let mut rustdoc = cargo(&["doc", "--no-deps", "--document-private-items"]);
    rustdoc
        .args(["-p", SITE, "-p", "training-curves", "--target", WASM])
        .env("RUSTDOCFLAGS", "-D warnings");
    Ok(rustdoc)
}

fn clippy_fuzz() -> Result<Command> {
    toolchain::provide_linters()?;
    let mut command = cargo(&["clippy", "--manifest-path", FUZZ, "--all-targets"]);
    command.args(["--target-dir", "target/fuzz", "--", "-D", "warnings"]);
    Ok(command)
}

fn wasm_tests() -> Result<Command> {
    toolchain::provide_wasm()?;
    let browser = browser::provide()?;
    let mut command = cargo(&["test", "-p", SITE, "--test", "web", "--target", WASM]);
    command
        .arg("--no-default-features")
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            tools::test_runner()?,
        )
        .env(browser::DRIVER_VARIABLE, &browser.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", browser.capabilities()?)
        // Without it a file that forgot to ask for the browser would run in Node.js.
        .env("WASM_BINDGEN_USE_BROWSER", "1")
        // A busy machine takes longer than the 5 and 20 seconds they are given.
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300");
    Ok(command)
}

fn site_tests() -> Result<Command> {
    let dist = workspace::dist();
    if !dist.join("index.html").is_file() {
        bail!("the site is not built: `cargo xtask build` first");
    }
    let browser = browser::provide()?;
    let mut command = cargo(&["test", "-p", "browser-tests", "--no-fail-fast"]);
    command
        .env("SITE_DIST", dist)
        .env("AXE", axe()?)
        .env(browser::BROWSER_VARIABLE, browser.chromium)
        .env(browser::DRIVER_VARIABLE, browser.driver);
    Ok(command)
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = process::command("cargo");
    command.args(arguments);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(words: &str) -> Vec<&'static str> {
        let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
        STEPS
            .iter()
            .filter(|step| step.is_named_by(&words))
            .map(|step| step.name)
            .collect()
    }

    #[test]
    fn words_choose_the_steps_that_have_them_all() {
        assert_eq!(chosen(""), names());
        assert_eq!(
            chosen("clippy"),
            ["clippy, native", "clippy, wasm32", "clippy, fuzz targets"]
        );
        assert_eq!(chosen("clippy wasm32"), ["clippy, wasm32"]);
        assert_eq!(chosen("nonsense"), [""; 0]);
    }

    #[test]
    fn the_browser_tests_come_with_the_build_that_they_test() {
        assert_eq!(
            chosen("browser"),
            [
                "browser tests, wasm32",
                "browser site, release",
                "browser site, size",
                "browser tests, whole site"
            ]
        );
    }

    #[test]
    fn a_word_that_no_step_has_is_an_error() {
        let error = run(&["nonsense".to_owned()]).unwrap_err().to_string();
        assert!(error.contains("clippy, wasm32"), "{error}");
    }
}
