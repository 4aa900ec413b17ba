//! Measures the built page beside the same figure made with uPlot, `ECharts` and Plotly, in one Chromium, in turn.
//!
//! `benchmarks --rounds 5` writes docs/benchmarks.md and prints it. `cargo xtask bench` builds and installs what it
//! needs, runs the native benches, and then this.
#![expect(clippy::print_stdout, reason = "printing is what it is for")]

mod machine;
mod moment;
mod native;
mod pages;
mod report;
mod results;
mod stats;
mod subject;
mod targets;
mod visit;

use std::{fs, time::Duration};

use anyhow::{Result, bail};
use browser_tests::{
    Hub,
    runs::{self, ADDITION},
    site::{built_page, repository},
};
use lexopt::{Arg::Long, ValueExt as _};
use training_graphs::model_name::ModelName;

use machine::Machine;
use native::Native;
use pages::Pages;
use results::{Results, Scale};
use subject::Subject;
use visit::{Visit, browser_version, visit};

/// What a visitor's network brings: bytes a second, 100 Mbit.
const RATE: u32 = 12_500_000;

#[tokio::main]
async fn main() -> Result<()> {
    let rounds = rounds()?;
    let native = Native::read()?;
    let (notebooks, scale) = hub(1).await?;
    let browser = browser_version(notebooks.port()).await?;
    let machine = Machine::describe();
    let usual = measure(
        &notebooks,
        scale,
        &Subject::ALL,
        rounds,
        Duration::from_mins(2),
    )
    .await?;
    let paced = notebooks.rate(RATE);
    let paced = measure(
        paced,
        usual.anew(),
        &Subject::PACED,
        rounds,
        Duration::from_mins(2),
    )
    .await?;
    // What is ten times as long varies less. Of an odd number, one visit is in the middle.
    let (longer, scale) = hub(10).await?;
    let long = measure(
        &longer,
        scale,
        &Subject::FIGURES,
        rounds.div_ceil(2) | 1,
        Duration::from_mins(4),
    )
    .await?;
    let results = Results {
        machine,
        browser,
        usual,
        paced,
        long,
        native,
    };

    let folder = repository().join("target/bench");
    fs::create_dir_all(&folder)?;
    fs::write(
        folder.join("results.json"),
        serde_json::to_vec_pretty(&results)?,
    )?;
    let report = report::report(&results, &libraries()?)?;
    let path = repository().join("docs/benchmarks.md");
    fs::write(&path, &report)?;
    println!("{report}");
    println!("This is docs/benchmarks.md; every measurement is in target/bench/results.json.");
    Ok(())
}

fn rounds() -> Result<usize> {
    let mut arguments = lexopt::Parser::from_env();
    let mut rounds = 0;
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("rounds") => rounds = arguments.value()?.parse()?,
            other => return Err(other.unexpected().into()),
        }
    }
    if rounds == 0 {
        bail!("--rounds says how many, at least one");
    }
    Ok(rounds)
}

/// A hub with the notebook's eleven runs, `times` as long.
async fn hub(times: usize) -> Result<(Hub, Scale)> {
    let hub = Hub::start().await?;
    let (mut points, mut bytes) = (0, 0);
    for name in ADDITION {
        let model: ModelName = name.parse().map_err(anyhow::Error::msg)?;
        let steps = model.training_steps() as usize * times;
        let file = runs::file_of(name, steps);
        points += steps;
        bytes += file.len();
        hub.run(name, file);
    }
    Ok((hub, Scale::new(times, points, bytes)))
}

/// Visits every page in turn, round by round. One that cannot be visited is not tried again.
async fn measure(
    hub: &Hub,
    mut scale: Scale,
    subjects: &[Subject],
    rounds: usize,
    limit: Duration,
) -> Result<Scale> {
    let pages = Pages::serve(
        &built_page()?,
        &repository().join("bench/peers"),
        &repository().join("target/bench/node_modules"),
    )
    .await?;
    println!("{} points, {} bytes", scale.points, scale.bytes);
    // The first visit would find the browser itself still on the disk.
    visit(Subject::Page, &pages, hub, limit).await?;
    for round in 1..=rounds {
        for &subject in subjects {
            if scale.failures.contains_key(&subject) {
                continue;
            }
            match visit(subject, &pages, hub, limit).await {
                Ok(visit) => {
                    println!("{round}/{rounds} {:9} {}", subject.name(), in_short(&visit));
                    scale.visits.entry(subject).or_default().push(visit);
                }
                Err(error) if subject == Subject::Page => {
                    return Err(error.context("this page cannot be measured"));
                }
                Err(error) => {
                    println!("{round}/{rounds} {:9} {error:#}", subject.name());
                    scale.failures.insert(subject, format!("{error:#}"));
                }
            }
        }
    }
    Ok(scale)
}

fn in_short(visit: &Visit) -> String {
    format!(
        "painted {:.0} ms, after the last byte {:.0}, zoom {:.1}, pan {:.1}, window {:.1}",
        visit.painted,
        visit.after_last_byte,
        visit.zoom(),
        visit.frame(),
        visit.window(),
    )
}

/// The peers' names and pinned versions.
fn libraries() -> Result<String> {
    let path = repository().join("bench/peers/package.json");
    let package: serde_json::Value = serde_json::from_slice(&fs::read(&path)?)?;
    let versioned = Subject::ALL.into_iter().filter_map(|subject| {
        let version = package["dependencies"][subject.package()?].as_str()?;
        Some(format!("{} {version}", subject.name()))
    });
    Ok(versioned.collect::<Vec<_>>().join(", "))
}
