//! A page holds so many losses and no more: what is past that is told, and comes once there is room.

use anyhow::{Result, ensure};
use browser_tests::{
    Hub, flow,
    runs::{self, ADDITION},
};

/// More than half of what a page holds, in a file that is not too large.
const STEPS: usize = 20_500_000;

#[tokio::test]
async fn what_is_more_than_a_page_holds_comes_once_another_run_has_gone() -> Result<()> {
    let hub = Hub::start().await?;
    let [first, second, short] = [0, 1, 2].map(|at| ADDITION[at]);
    for run in [first, second] {
        let config = runs::config(run, STEPS);
        let losses = "1,".repeat(STEPS - 1);
        let file = format!(r#"{{"Config": {config}, "TrainingLoss": [{losses}1]}}"#);
        hub.run(run, file);
    }
    hub.short_runs([short], 1500);
    flow("room", &hub, async |page| {
        page.open(&format!("?runs={first}"))
            .await?
            .wait_painted()
            .await?;
        page.choose(second)
            .await?
            .wait_state(second, "failed")
            .await?;
        let told = page.entry(second).await?;
        let message = told.message.unwrap_or_default();
        ensure!(
            message.contains("40 million losses") && told.retry,
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
