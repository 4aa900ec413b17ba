//! The tools of the site's build: which versions, and where they are.
//!
//! A tool on the path is used if it has the right version; else the one in the user's cache directory, where it is
//! installed when it is missing.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, ensure};

use crate::{apt, npm, process, toolchain};

const TRUNK: Tool = Tool {
    name: "trunk",
    package: "trunk",
    version: "0.21.14",
    printed: "0.21.14",
    programs: &["trunk"],
    installer: Installer::Cargo { locked: true },
};

/// Also in Cargo.toml and Trunk.toml: what the macros write is read by this very version only.
const WASM_BINDGEN: Tool = Tool {
    name: "wasm-bindgen",
    package: "wasm-bindgen-cli",
    version: "0.2.130",
    printed: "0.2.130",
    programs: &["wasm-bindgen", TEST_RUNNER],
    // Not all that its lock file asks for can be had everywhere.
    installer: Installer::Cargo { locked: false },
};

const WASM_OPT: Tool = Tool {
    name: "binaryen",
    package: "binaryen",
    version: "132.0.0",
    printed: "132",
    programs: &["wasm-opt"],
    installer: Installer::Npm,
};

/// Reads workflows for what is no workflow, and for what lets a stranger in.
const ZIZMOR: Tool = Tool {
    name: "zizmor",
    package: "zizmor",
    version: "1.32.0",
    printed: "1.32.0",
    programs: &["zizmor"],
    installer: Installer::Pip,
};

const TEST_RUNNER: &str = "wasm-bindgen-test-runner";

/// Some programs of one version from one package.
struct Tool {
    name: &'static str,
    package: &'static str,
    /// The package's version.
    version: &'static str,
    /// The version that the programs print.
    printed: &'static str,
    programs: &'static [&'static str],
    installer: Installer,
}

/// What installs a package.
enum Installer {
    /// `locked` builds it with the versions that its authors locked.
    Cargo {
        locked: bool,
    },
    Npm,
    Pip,
}

/// Trunk, with everything on its path that it calls. What its hook needs is brought here, before the long build.
pub(crate) fn trunk() -> Result<Command> {
    WASM_OPT.provide()?;
    let mut path: Vec<PathBuf> = vec![WASM_BINDGEN.provide()?];
    path.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));

    let mut trunk = process::command(program(&TRUNK.provide()?, "trunk")?);
    trunk
        .env("PATH", env::join_paths(path)?)
        .env("TRUNK_SKIP_VERSION_CHECK", "true");
    if let Some(flags) = toolchain::flags_without_places() {
        trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
    }
    // Trunk ends with an error at the `NO_COLOR=1` that other programs ask for.
    if env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        trunk.env("NO_COLOR", "true");
    }
    Ok(trunk)
}

/// What writes the scripts between WebAssembly and the browser.
pub(crate) fn wasm_bindgen() -> Result<Command> {
    let directory = WASM_BINDGEN.provide()?;
    Ok(process::command(program(&directory, WASM_BINDGEN.name)?))
}

/// What makes WebAssembly smaller.
pub(crate) fn wasm_opt() -> Result<Command> {
    let directory = WASM_OPT.provide()?;
    Ok(process::command(program(&directory, "wasm-opt")?))
}

/// What runs tests compiled to WebAssembly.
pub(crate) fn test_runner() -> Result<PathBuf> {
    program(&WASM_BINDGEN.provide()?, TEST_RUNNER)
}

/// What looks through the workflows.
pub(crate) fn zizmor() -> Result<Command> {
    Ok(process::command(program(&ZIZMOR.provide()?, "zizmor")?))
}

impl Tool {
    /// The directory of the tool's programs, installed first if need be.
    fn provide(&self) -> Result<PathBuf> {
        if let Some(directory) = self.on_path() {
            return Ok(directory);
        }
        let home = cache()?.join(format!(
            "training-graphs/tools/{}-{}",
            self.name, self.version
        ));
        let directory = home.join(self.installer.programs());
        if !self.is_in(&directory) {
            println!(
                "installing {} {} into {}, once",
                self.name,
                self.version,
                home.display()
            );
            self.installer.install(self.package, self.version, &home)?;
            ensure!(
                self.is_in(&directory),
                "{} {} installed, but does not run",
                self.name,
                self.version
            );
        }
        Ok(directory)
    }

    fn on_path(&self) -> Option<PathBuf> {
        let program = which::which(self.programs.first()?).ok()?;
        let directory = program.parent()?;
        self.is_in(directory).then(|| directory.to_owned())
    }

    /// Whether all the programs are in this directory, in the right version.
    fn is_in(&self, directory: &Path) -> bool {
        self.programs.iter().all(|name| {
            let version = program(directory, name)
                .ok()
                .and_then(|program| process::version(&program));
            version.as_deref() == Some(self.printed)
        })
    }
}

impl Installer {
    /// Where the programs are, from the directory that is installed into.
    fn programs(&self) -> &'static str {
        match self {
            Self::Cargo { .. } | Self::Pip => "bin",
            Self::Npm => "node_modules/.bin",
        }
    }

    fn install(&self, package: &str, version: &str, home: &Path) -> Result<()> {
        match self {
            Self::Cargo { locked } => install_crate(&format!("{package}@{version}"), *locked, home),
            Self::Npm => install_npm(&format!("{package}@{version}"), home),
            Self::Pip => install_wheel(&format!("{package}=={version}"), home),
        }
    }
}

fn install_crate(package: &str, locked: bool, home: &Path) -> Result<()> {
    let mut cargo = process::command("cargo");
    cargo
        .arg("install")
        .arg("--root")
        .arg(home)
        .arg(package)
        .args(locked.then_some("--locked"));
    // A tool that runs for seconds need not be optimised for minutes.
    cargo
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    process::run(&mut cargo)
}

fn install_npm(package: &str, home: &Path) -> Result<()> {
    let mut npm = npm::command()?;
    npm.args([
        "install",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--prefix",
    ])
    .arg(home)
    .arg(package);
    process::run_quietly(npm)
}

fn install_wheel(package: &str, home: &Path) -> Result<()> {
    let pip = || {
        let mut pip = process::command("python3");
        pip.args(["-m", "pip"]);
        pip
    };
    let mut version = pip();
    version.arg("--version");
    if process::run_quietly(version).is_err() {
        apt::install(&["python3-pip"]).context("pip is not installed")?;
    }
    let mut install = pip();
    install
        .args([
            "install",
            "--disable-pip-version-check",
            "--no-deps",
            "--target",
        ])
        .arg(home)
        .arg(package);
    process::run_quietly(install)
}

fn program(directory: &Path, name: &str) -> Result<PathBuf> {
    which::which_in(name, Some(directory), directory)
        .with_context(|| format!("no `{name}` in {}", directory.display()))
}

/// The user's cache directory; the standard that names it has relative paths ignored.
fn cache() -> Result<PathBuf> {
    let named = env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute());
    named
        .or_else(|| env::home_dir().map(|home| home.join(".cache")))
        .context("no home directory to keep tools in; say in XDG_CACHE_HOME where to")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use toml::Table;

    use super::*;
    use crate::workspace;

    fn read(name: &str) -> Table {
        fs::read_to_string(workspace::root().join(name))
            .unwrap()
            .parse()
            .unwrap()
    }

    #[test]
    fn the_pinned_versions_agree() {
        let cargo = read("Cargo.toml");
        let dependencies = &cargo["target"]["cfg(target_arch = \"wasm32\")"]["dependencies"];
        assert_eq!(
            dependencies["wasm-bindgen"].as_str().unwrap(),
            format!("={}", WASM_BINDGEN.version)
        );

        let trunk = read("Trunk.toml");
        assert_eq!(trunk["trunk-version"].as_str(), Some(TRUNK.version));
        assert_eq!(
            trunk["tools"]["wasm_bindgen"].as_str(),
            Some(WASM_BINDGEN.version)
        );
        assert_eq!(WASM_OPT.version, format!("{}.0.0", WASM_OPT.printed));
    }

    /// Cargo would only warn, and the page would have the original's code.
    #[test]
    fn what_stands_in_for_a_crate_is_of_use() {
        let cargo = read("Cargo.toml");
        assert_eq!(cargo["patch"]["crates-io"].as_table().unwrap().len(), 1);
        assert!(
            !read("Cargo.lock").contains_key("patch"),
            "another version is used"
        );
    }

    #[test]
    fn a_tool_is_only_where_all_its_programs_are() {
        let cargo = Path::new(env!("CARGO"));
        let its_version: &str = process::version(cargo).unwrap().leak();
        let is_there = |programs, printed| {
            let tool = Tool {
                printed,
                programs,
                ..TRUNK
            };
            tool.is_in(cargo.parent().unwrap())
        };
        assert!(is_there(&["cargo"], its_version));
        assert!(!is_there(&["cargo"], "0.0.0"));
        assert!(!is_there(&["cargo", "no-such-program"], its_version));
    }
}
