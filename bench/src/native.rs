//! What the native benches measured, and pandas beside them where it is installed.

use std::{env, fs, path::PathBuf, process::Command};

use anyhow::{Context, Result};
use browser_tests::{
    runs::{self, ADDITION},
    site::repository,
};
use serde::Serialize;
use serde_json::Value;

/// The stages in the order of the data, as benches/flow.rs calls them.
pub(crate) const STAGES: [&str; 5] = ["parse", "smooth", "decimate", "scene", "scene, zoomed"];

const PANDAS: &str = include_str!("pandas_rolling.py");

/// Milliseconds for the eleven runs.
#[derive(Debug, Serialize)]
pub(crate) struct Native {
    /// Each stage and its median; none where the benches were not run.
    pub(crate) stages: Vec<(&'static str, Option<f64>)>,
    /// pandas' version, and what `rolling` takes it for mean, minimum and maximum together.
    pub(crate) pandas: Option<(String, f64)>,
}

impl Native {
    /// Reads what criterion left, and asks pandas.
    pub(crate) fn read() -> Result<Self> {
        let stages = STAGES.map(|stage| (stage, estimate(stage)));
        Ok(Self {
            stages: stages.into(),
            pandas: pandas()?,
        })
    }
}

/// Where criterion keeps its estimates.
fn criterion() -> PathBuf {
    env::var_os("CRITERION_HOME")
        .map_or_else(|| repository().join("target/criterion"), PathBuf::from)
}

fn estimate(stage: &str) -> Option<f64> {
    let path = criterion().join(stage).join("new/estimates.json");
    let estimates: Value = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
    let nanoseconds = estimates["median"]["point_estimate"].as_f64()?;
    Some(nanoseconds / 1e6)
}

fn pandas() -> Result<Option<(String, f64)>> {
    let folder = tempfile::tempdir()?;
    for name in ADDITION {
        fs::write(folder.path().join(name), runs::file(name))?;
    }
    let output = Command::new("python3")
        .args(["-c", PANDAS])
        .arg(folder.path())
        .output();
    let Some(output) = output.ok().filter(|output| output.status.success()) else {
        return Ok(None);
    };
    let told = String::from_utf8(output.stdout)?;
    let (version, milliseconds) = told
        .trim()
        .split_once(' ')
        .with_context(|| format!("pandas said {told}"))?;
    Ok(Some((version.to_owned(), milliseconds.parse()?)))
}
