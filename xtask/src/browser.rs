//! Chromium and the ChromeDriver that drives it.

use std::{env, fs, path::PathBuf};

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};

use crate::{apt, process, workspace};

const BROWSERS: [&str; 7] = [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// The second is what Ubuntu's snap calls it.
const DRIVERS: [&str; 2] = ["chromedriver", "chromium.chromedriver"];

/// Says where Chromium is, here and to the tests.
pub(crate) const BROWSER_VARIABLE: &str = "CHROMIUM";

/// Says where ChromeDriver is, here, to the tests and to their runner.
pub(crate) const DRIVER_VARIABLE: &str = "CHROMEDRIVER";

/// A browser and a driver of one release.
#[derive(Debug, PartialEq)]
pub(crate) struct Browser {
    /// Chromium or Chrome.
    pub(crate) chromium: PathBuf,
    /// Its driver.
    pub(crate) driver: PathBuf,
}

/// A program and the version it prints.
type Found = (PathBuf, String);

/// The browser for the tests, installed first if need be.
pub(crate) fn provide() -> Result<Browser> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    if is_named() {
        bail!("CHROMIUM and CHROMEDRIVER do not give two programs of the same version that run");
    }
    apt::install(&["chromium", "chromium-driver"]).context(
        "the browser tests need Chromium and a ChromeDriver of the same version: install both \
         (Debian: chromium and chromium-driver), or say in CHROMIUM and CHROMEDRIVER where they are",
    )?;
    find().context("Chromium and ChromeDriver are installed, but not found in the same version")
}

impl Browser {
    /// The tests' WebDriver capabilities with this browser in them, as a file.
    pub(crate) fn capabilities(&self) -> Result<PathBuf> {
        let template = workspace::root().join("webdriver.json");
        let text = fs::read_to_string(&template)
            .with_context(|| format!("cannot read {}", template.display()))?;
        let mut capabilities: Value =
            serde_json::from_str(&text).context("webdriver.json is not JSON")?;
        capabilities["goog:chromeOptions"]["binary"] = json!(self.chromium);

        let directory = workspace::root().join("target");
        fs::create_dir_all(&directory)?;
        let file = directory.join("webdriver.json");
        fs::write(&file, capabilities.to_string())
            .with_context(|| format!("cannot write {}", file.display()))?;
        Ok(file)
    }
}

/// Whether the user chose the browser or its driver, which is then no one else's to replace.
fn is_named() -> bool {
    [BROWSER_VARIABLE, DRIVER_VARIABLE]
        .iter()
        .any(|name| env::var_os(name).is_some())
}

fn find() -> Option<Browser> {
    pair(
        &candidates(BROWSER_VARIABLE, &BROWSERS),
        &candidates(DRIVER_VARIABLE, &DRIVERS),
    )
}

/// The program that a variable names, else every one of the names that is there and runs.
fn candidates(variable: &str, names: &[&str]) -> Vec<Found> {
    let named = env::var_os(variable);
    let paths: Vec<PathBuf> = match named {
        Some(path) => vec![path.into()],
        None => names
            .iter()
            .filter_map(|name| which::which(name).ok())
            .collect(),
    };
    let versioned = |path: PathBuf| process::version(&path).map(|version| (path, version));
    paths.into_iter().filter_map(versioned).collect()
}

/// The first browser and driver of the same major version: a driver refuses any other browser.
fn pair(browsers: &[Found], drivers: &[Found]) -> Option<Browser> {
    let major = |version: &str| version.split('.').next().map(str::to_owned);
    browsers.iter().find_map(|(chromium, version)| {
        let (driver, _) = drivers
            .iter()
            .find(|(_, its)| major(its) == major(version))?;
        Some(Browser {
            chromium: chromium.clone(),
            driver: driver.clone(),
        })
    })
}

/// Whether there is a screen, and a person before it, to open a browser for.
pub(crate) fn is_welcome() -> bool {
    welcome(cfg!(any(target_os = "macos", windows)), |name| {
        env::var_os(name).is_some_and(|value| !value.is_empty())
    })
}

fn welcome(always_has_screen: bool, is_set: impl Fn(&str) -> bool) -> bool {
    !is_set("CI") && (always_has_screen || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browser_and_driver_are_of_one_major_version() {
        let found = |(name, version): &(&str, &str)| (PathBuf::from(name), (*version).to_owned());
        let check = |browsers: &[(&str, &str)],
                     drivers: &[(&str, &str)],
                     expected: Option<(&str, &str)>| {
            let browsers: Vec<Found> = browsers.iter().map(found).collect();
            let drivers: Vec<Found> = drivers.iter().map(found).collect();
            let expected = expected.map(|(chromium, driver)| Browser {
                chromium: chromium.into(),
                driver: driver.into(),
            });
            assert_eq!(pair(&browsers, &drivers), expected);
        };
        check(
            &[("chromium", "156.0.1")],
            &[("driver", "156.0.2")],
            Some(("chromium", "driver")),
        );
        check(
            &[("chromium", "156.0.1"), ("chrome", "150.0.1")],
            &[("driver", "150.1")],
            Some(("chrome", "driver")),
        );
        check(&[("chromium", "156.0.1")], &[("driver", "15.0.1")], None);
        check(&[("chromium", "156.0.1")], &[], None);
        check(&[], &[("driver", "156.0.1")], None);
    }

    #[test]
    fn no_browser_opens_in_ci_or_without_a_screen() {
        let check = |set: &[&str], always, expected| {
            assert_eq!(welcome(always, |name| set.contains(&name)), expected);
        };
        check(&["DISPLAY"], false, true);
        check(&["WAYLAND_DISPLAY"], false, true);
        check(&[], true, true);
        check(&[], false, false);
        check(&["DISPLAY", "CI"], false, false);
        check(&["CI"], true, false);
    }
}
