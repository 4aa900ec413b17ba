//! Takes a picture of the built page against the stand-in hub, and prints what the page and its console say.
//!
//! `cargo xtask picture [--width 1440] [--height 900] [--ratio 1] [--dark] [--query "?source=samples"]
//! [--hub full|away|missing] out.png`
#![allow(clippy::print_stdout, reason = "printing is what it is for")]

use std::{env, fs, path::PathBuf};

use anyhow::{Context, Result, bail};
use browser_tests::{Hub, Page, Screen, browser::Browser, runs, site::Site};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let asked = Asked::read(env::args().skip(1))?;
    let hub = Hub::start().await?;
    hub.addition();
    match asked.hub.as_str() {
        "full" => {}
        "away" => {
            hub.away();
        }
        "missing" => {
            hub.without(runs::ADDITION[3]);
        }
        other => bail!("--hub is full, away or missing, not {other}"),
    }
    let site = Site::built("/").await?;
    let page = Page::new(Browser::start(hub.port()).await?, site.url());
    page.set_screen(asked.screen)
        .await?
        .open(&asked.query)
        .await?;
    let painted = page.wait_painted().await;
    fs::write(&asked.out, page.screenshot().await?)
        .with_context(|| format!("cannot write {}", asked.out.display()))?;
    println!(
        "{} requests, at most {} at once",
        hub.requests().len(),
        hub.most_in_flight()
    );
    println!(
        "progress: {}",
        page.text("#progress").await?.unwrap_or_default()
    );
    for line in page.console().await? {
        println!("console: {line}");
    }
    for measure in page.measures().await? {
        println!(
            "{:7} {:30} at {:7.1} ms for {:7.1} ms",
            measure.name,
            measure.detail.unwrap_or_default(),
            measure.start,
            measure.duration
        );
    }
    for (mark, at) in page.marks().await? {
        println!("{mark:38} at {at:7.1} ms");
    }
    painted.map(|_| ())
}

struct Asked {
    screen: Screen,
    query: String,
    hub: String,
    out: PathBuf,
}

impl Asked {
    fn read(mut words: impl Iterator<Item = String>) -> Result<Self> {
        let mut asked = Self {
            screen: Screen::default(),
            query: String::new(),
            hub: "full".to_owned(),
            out: PathBuf::new(),
        };
        while let Some(word) = words.next() {
            let mut value = || {
                words
                    .next()
                    .with_context(|| format!("{word} needs a value"))
            };
            match word.as_str() {
                "--width" => asked.screen.width = value()?.parse()?,
                "--height" => asked.screen.height = value()?.parse()?,
                "--ratio" => asked.screen.ratio = value()?.parse()?,
                "--dark" => asked.screen.dark = true,
                "--query" => asked.query = value()?,
                "--hub" => asked.hub = value()?,
                option if option.starts_with("--") => bail!("no such option: {option}"),
                out => asked.out = out.into(),
            }
        }
        if asked.out.as_os_str().is_empty() {
            bail!("say where the picture goes");
        }
        Ok(asked)
    }
}
