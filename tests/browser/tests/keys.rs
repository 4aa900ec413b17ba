//! Keys that work anywhere on the page.

use anyhow::{Result, ensure};
use browser_tests::{Hub, flow, runs::ADDITION};
use fantoccini::key::Key;

#[tokio::test]
async fn keys_work_from_anywhere_but_fields_and_dialogs() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs([ADDITION[0]], 2000);
    flow("keys_anywhere", &hub, async |page| {
        page.open(&format!("?runs={}", ADDITION[0]))
            .await?
            .wait_painted()
            .await?;
        let is_log = "location.search.includes('y=log')";
        page.press(['?']).await?.wait_for(".help[open]").await?;
        let listed = page.text(".help[open]").await?.unwrap_or_default();
        for key in ["Ctrl-Shift-Z", "Backspace", "full screen"] {
            ensure!(listed.contains(key), "{key} is in the list: {listed}");
        }
        page.press(['l']).await?;
        page.press([Key::Escape])
            .await?
            .wait_gone("[open].help")
            .await?;
        ensure!(!page.eval::<bool>(is_log).await?, "a dialog keeps its keys");

        page.press(['/'])
            .await?
            .wait("the search", "document.activeElement.id === 'find'")
            .await?;
        page.press(['l'])
            .await?
            .wait("a letter", "document.activeElement.value === 'l'")
            .await?;
        ensure!(!page.eval::<bool>(is_log).await?, "a field keeps its keys");

        page.click("h1").await?;
        page.press(['l']).await?.wait("a log axis", is_log).await?;
        for is_full in [true, false] {
            let condition = format!("(document.fullscreenElement !== null) === {is_full}");
            page.press(['f'])
                .await?
                .wait("full screen", &condition)
                .await?;
        }
        Ok(())
    })
    .await
}
