//! Runs the steps of a visitor and, where they fail, keeps what a person needs to see why.

use std::{
    fs,
    panic::{AssertUnwindSafe, resume_unwind},
    time::Duration,
};

use anyhow::{Context, Result, ensure};
use futures_util::FutureExt;
use tokio::time::timeout;

use crate::{
    browser::{Browser, Screen},
    hub::Hub,
    page::Page,
    site::{Site, repository},
};

const FLOW_LIMIT: Duration = Duration::from_secs(150);
const EVIDENCE_LIMIT: Duration = Duration::from_secs(20);

/// Gives `steps` the built page on a desktop screen, not opened yet.
pub async fn flow(
    name: &str,
    hub: &Hub,
    steps: impl AsyncFnOnce(&Page) -> Result<()>,
) -> Result<()> {
    flow_on(Screen::default(), name, hub, steps).await
}

/// Gives `steps` the built page on `screen`, not opened yet.
pub async fn flow_on(
    screen: Screen,
    name: &str,
    hub: &Hub,
    steps: impl AsyncFnOnce(&Page) -> Result<()>,
) -> Result<()> {
    let site = Site::built("/").await?;
    flow_at(&site, screen, name, hub, steps).await
}

/// Gives `steps` the page of `site` on `screen`, not opened yet. In the end its console must be empty, but for the
/// browser's own notes of requests that failed, and it must have asked no host but the hub's.
pub async fn flow_at(
    site: &Site,
    screen: Screen,
    name: &str,
    hub: &Hub,
    steps: impl AsyncFnOnce(&Page) -> Result<()>,
) -> Result<()> {
    let page = Page::new(Browser::start(hub.port()).await?, site.url());
    page.set_screen(screen).await?;
    let steps = async {
        steps(&page).await?;
        let complaints = page.complaints().await?;
        ensure!(
            complaints.is_empty(),
            "the console is not empty: {complaints:?}"
        );
        let strays = hub.strays();
        ensure!(strays.is_empty(), "no page asks another host: {strays:?}");
        Ok(())
    };
    let outcome = AssertUnwindSafe(timeout(FLOW_LIMIT, steps))
        .catch_unwind()
        .await;
    let outcome = outcome.map(|in_time| in_time.context("the flow took too long").flatten());
    if !matches!(outcome, Ok(Ok(()))) {
        match timeout(EVIDENCE_LIMIT, keep_evidence(name, hub, &page)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => eprintln!("{name}: the evidence is incomplete: {error:#}"),
            Err(_) => eprintln!("{name}: the browser gave no evidence in time"),
        }
    }
    outcome.unwrap_or_else(|panic| resume_unwind(panic))
}

/// Prints what the hub saw and the console said, and keeps it with a screenshot.
async fn keep_evidence(name: &str, hub: &Hub, page: &Page) -> Result<()> {
    let folder = repository().join("target/browser-failures");
    fs::create_dir_all(&folder)?;
    let requests: Vec<String> = hub
        .requests()
        .iter()
        .map(|seen| format!("{:?} {}{}", seen.outcome, seen.host, seen.path))
        .collect();
    let console = page.console().await?;
    let text = format!(
        "console:\n{}\nrequests to the hub:\n{}\n",
        console.join("\n"),
        requests.join("\n")
    );
    let text_path = folder.join(format!("{name}.txt"));
    fs::write(&text_path, &text)?;
    eprintln!("{name}: kept in {}:\n{text}", text_path.display());
    let picture_path = folder.join(format!("{name}.png"));
    fs::write(&picture_path, page.screenshot().await?)?;
    eprintln!("{name}: screenshot in {}", picture_path.display());
    Ok(())
}
