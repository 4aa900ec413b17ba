//! A page holds so many losses and no more: what is past that is told, and comes once there is room.

use anyhow::{Result, ensure};
use browser_tests::{
    Hub, flow,
    runs::{self, ADDITION},
};

/// More than half of what a page holds.
const HALF: usize = 10_500_000;
/// More than all of it, in a file that is not too large.
const ALL: usize = 20_500_000;

#[tokio::test]
async fn what_is_more_than_a_page_holds_comes_once_another_run_has_gone() -> Result<()> {
    let hub = Hub::start().await?;
    let [one, other, short] = [0, 1, 2].map(|at| ADDITION[at]);
    hub.run(one, file(one, HALF));
    hub.run(other, file(other, HALF));
    hub.short_runs([short], 1500);
    flow("room", &hub, async |page| {
        // Both are read while they come, and there is room for the first alone.
        page.open(&format!("?runs={one},{other}"))
            .await?
            .wait_painted()
            .await?;
        let drawn = page.runs_in("drawn").await?;
        let [first, second] = if drawn == [one] {
            [one, other]
        } else {
            [other, one]
        };
        let told = page.entry(second).await?;
        let message = told.message.unwrap_or_default();
        ensure!(
            message.contains("20 million losses in all") && told.retry,
            "{message}"
        );
        // For less there is room.
        page.choose(short).await?.wait_state(short, "drawn").await?;
        assert_eq!(page.entry(first).await?.state, "drawn");

        page.choose(first).await?;
        page.retry(second)
            .await?
            .wait_state(second, "drawn")
            .await?;
        assert_eq!(page.runs_in("drawn").await?, [second, short]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_file_of_more_than_a_page_holds_is_told() -> Result<()> {
    let hub = Hub::start().await?;
    let [long, short] = [0, 1].map(|at| ADDITION[at]);
    hub.run(long, file(long, ALL));
    hub.short_runs([short], 1500);
    flow("no_room", &hub, async |page| {
        page.open(&format!("?runs={long},{short}"))
            .await?
            .wait_state(short, "drawn")
            .await?
            .wait_state(long, "failed")
            .await?;
        let told = page.entry(long).await?;
        let message = told.message.unwrap_or_default();
        // To ask again would not help.
        ensure!(
            message.contains("more losses than one page") && !told.retry,
            "{message}"
        );
        Ok(())
    })
    .await
}

/// A training file of so many losses.
fn file(run: &str, steps: usize) -> String {
    let config = runs::config(run, steps);
    let losses = "1,".repeat(steps - 1);
    format!(r#"{{"Config": {config}, "TrainingLoss": [{losses}1]}}"#)
}
