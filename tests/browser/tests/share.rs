//! Links to what is shown, as they arrive on the clipboard.

use anyhow::{Result, ensure};
use browser_tests::{
    Fault, Hub, Page, flow,
    hub::{COMMIT, REPO},
    runs::{self, ADDITION},
};
use fantoccini::key::Key;

#[tokio::test]
async fn a_link_that_stays_asks_for_the_commits() -> Result<()> {
    let hub = Hub::start().await?;
    let [shared, own] = [ADDITION[0], ADDITION[1]];
    hub.short_runs([shared], 1000).file(
        &format!("PhilipQuirke/QuantaMaths_{own}"),
        "training_loss.json",
        runs::file_of(own, 1000),
    );
    flow("share", &hub, async |page| {
        page.allow_clipboard().await?;
        page.open(&format!("?runs={shared},{own}&w=50"))
            .await?
            .wait_painted()
            .await?;
        let here: String = page.eval("location.href").await?;
        page.click_button("Share").await?;
        assert_eq!(copied(page, "Copy link").await?, here);

        let stays = copied(page, "Copy permanent link").await?;
        let query = format!("?runs={shared},{own}&rev={COMMIT}&pins={own}@{COMMIT}&w=50");
        ensure!(stays.ends_with(&query), "{stays}, not {query}");
        page.press([Key::Escape]).await?;
        page.wait(
            "the dialog to close",
            "!document.querySelector('.share[open]')",
        )
        .await?;
        let focus: String = page.eval("document.activeElement.innerText").await?;
        assert_eq!(focus, "Share");

        Ok(())
    })
    .await?;
    // In another browser: this one has kept the files, of that very commit.
    let query = format!("?runs={shared},{own}&rev={COMMIT}&pins={own}@{COMMIT}&w=50");
    flow("share_stays", &hub, async |page| {
        let before = hub.requests().len();
        page.open(&query).await?.wait_painted().await?;
        assert_eq!(page.runs_in("drawn").await?, [shared, own]);
        let asked = &hub.requests()[before..];
        for place in [
            format!("/{REPO}/resolve/{COMMIT}/{shared}_train.json"),
            format!("/PhilipQuirke/QuantaMaths_{own}/resolve/{COMMIT}/training_loss.json"),
        ] {
            ensure!(asked.iter().any(|seen| seen.path == place), "{place}");
        }
        ensure!(asked.iter().all(|seen| !seen.path.contains("/main/")));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn samples_have_no_commits_to_stay_at() -> Result<()> {
    let hub = Hub::start().await?;
    flow("share_samples", &hub, async |page| {
        page.allow_clipboard().await?;
        page.open("?source=samples").await?.wait_painted().await?;
        page.click_button("Share").await?;
        let reason = page.wait_text("#stays").await?;
        ensure!(reason.contains("no commits"), "{reason}");
        let disabled: String = page
            .eval("document.querySelector('[aria-describedby=stays]').ariaDisabled")
            .await?;
        assert_eq!(disabled, "true");
        let link = copied(page, "Copy link").await?;
        ensure!(link.ends_with("?source=samples"), "{link}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_link_that_stays_drops_no_run() -> Result<()> {
    let hub = Hub::start().await?;
    let [here, late] = [ADDITION[0], ADDITION[1]];
    hub.short_runs([here, late], 1000)
        .fault(late, Fault::stall());
    flow("share_late", &hub, async |page| {
        page.open(&format!("?runs={here},{late}"))
            .await?
            .wait_state(here, "drawn")
            .await?
            .wait_for("#hand")
            .await?;
        page.click_button("Share").await?;
        page.wait_words("#stays", &format!("{late} has not been loaded"))
            .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_link_that_cannot_be_copied_can_be_read() -> Result<()> {
    let hub = Hub::start().await?;
    flow("share_by_hand", &hub, async |page| {
        page.run_first("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
            .await?;
        page.open("?source=samples").await?.wait_painted().await?;
        page.click_button("Share")
            .await?
            .click_button("Copy link")
            .await?;
        page.wait_words(".share [role=status]", "copy it by hand")
            .await?;
        let link: String = page
            .eval("document.querySelector('.share input[readonly]').value")
            .await?;
        assert_eq!(link, page.eval::<String>("location.href").await?);
        Ok(())
    })
    .await
}

/// What is on the clipboard after a click on a button.
async fn copied(page: &Page, button: &str) -> Result<String> {
    page.eval::<Option<()>>("navigator.clipboard.writeText('')")
        .await?;
    page.click_button(button).await?;
    page.wait(
        "a link on the clipboard",
        "navigator.clipboard.readText().then(text => text !== '')",
    )
    .await?;
    page.wait_words(".share [role=status]", "copied").await?;
    page.eval("navigator.clipboard.readText()").await
}
