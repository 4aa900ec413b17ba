//! What the numbers were taken on.

use std::{fs, thread, time::Duration};

use serde::Serialize;

/// A machine in few words.
#[derive(Debug, Serialize)]
pub(crate) struct Machine {
    /// The processor's name, where the system tells it.
    pub(crate) processor: Option<String>,
    pub(crate) cores: usize,
    /// The operating system.
    pub(crate) system: String,
    /// Which part of its processors' time others took just before.
    pub(crate) busy: Option<f64>,
}

impl Machine {
    pub(crate) fn describe() -> Self {
        let processor = field("/proc/cpuinfo", "model name", ':');
        let system = field("/etc/os-release", "PRETTY_NAME", '=');
        Self {
            processor,
            cores: thread::available_parallelism().map_or(1, Into::into),
            system: system.map_or_else(
                || std::env::consts::OS.to_owned(),
                |name| name.trim_matches('"').to_owned(),
            ),
            busy: busy(),
        }
    }
}

/// How long the processors are watched.
const WATCH: Duration = Duration::from_secs(3);

fn busy() -> Option<f64> {
    let before = processor_times()?;
    thread::sleep(WATCH);
    let after = processor_times()?;
    let spent = |at: usize| after[at] - before[at];
    let [all, idle] = [0, 1].map(spent);
    (all > 0.0).then(|| 1.0 - idle / all)
}

/// How long the processors have been there, and idle, in ticks of the clock.
fn processor_times() -> Option<[f64; 2]> {
    let text = fs::read_to_string("/proc/stat").ok()?;
    let all = text.lines().next()?.split_whitespace().skip(1);
    // The last two, of guests, are in the first two as well.
    let times: Vec<f64> = all.take(8).filter_map(|ticks| ticks.parse().ok()).collect();
    Some([times.iter().sum(), times.get(3)? + times.get(4)?])
}

/// What stands after `name` and `separator` in a line of a file.
fn field(path: &str, name: &str, separator: char) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(separator)?.1.trim().to_owned())
}
