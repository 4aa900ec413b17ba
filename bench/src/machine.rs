//! What the numbers were taken on.

use std::{fs, thread};

use serde::Serialize;

/// A machine in few words.
#[derive(Debug, Serialize)]
pub(crate) struct Machine {
    /// The processor's name, where the system tells it.
    pub(crate) processor: Option<String>,
    pub(crate) cores: usize,
    /// The operating system.
    pub(crate) system: String,
    /// How many processes wanted a core in the minute before.
    pub(crate) load: Option<f64>,
}

impl Machine {
    pub(crate) fn describe() -> Self {
        let processor = field("/proc/cpuinfo", "model name", ':');
        let system = field("/etc/os-release", "PRETTY_NAME", '=');
        let load = fs::read_to_string("/proc/loadavg").ok();
        Self {
            processor,
            cores: thread::available_parallelism().map_or(1, Into::into),
            system: system.map_or_else(
                || std::env::consts::OS.to_owned(),
                |name| name.trim_matches('"').to_owned(),
            ),
            load: load.and_then(|text| text.split(' ').next()?.parse().ok()),
        }
    }
}

/// What stands after `name` and `separator` in a line of a file.
fn field(path: &str, name: &str, separator: char) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(separator)?.1.trim().to_owned())
}
