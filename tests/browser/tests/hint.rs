//! What a first visit is told of the figure, once.

use anyhow::{Result, ensure};
use browser_tests::{Hub, Page, Spot, flow, runs::ADDITION};
use serde_json::json;

async fn hub_of_one() -> Result<Hub> {
    let hub = Hub::start().await?;
    hub.short_runs([ADDITION[0]], 2000);
    Ok(hub)
}

async fn opened<'a>(page: &'a Page, more: &str) -> Result<&'a Page> {
    page.open(&format!("?runs={}{more}", ADDITION[0]))
        .await?
        .wait_painted()
        .await
}

#[tokio::test]
async fn a_zoom_ends_the_hint_for_good() -> Result<()> {
    let hub = hub_of_one().await?;
    flow("hint_zoom", &hub, async |page| {
        let hint = opened(page, "").await?.wait_text(".hint").await?;
        ensure!(hint.contains("Drag to zoom"), "{hint}");
        // Looking is no zoom, and a link that opens zoomed is none of the visitor's.
        page.hover(page.spot("#hand", 0.5, 0.7).await?).await?;
        opened(page, "&xmin=100&xmax=900")
            .await?
            .wait_for(".hint")
            .await?;
        page.drag(
            page.spot("#hand", 0.3, 0.7).await?,
            page.spot("#hand", 0.6, 0.7).await?,
        )
        .await?
        .wait_gone(".hint")
        .await?;
        opened(page, "").await?;
        assert_eq!(page.text(".hint").await?, None);
        let kept: Option<String> = page.eval("localStorage.getItem('hint-seen')").await?;
        assert_eq!(kept.as_deref(), Some("1"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn it_can_be_dismissed_and_makes_room_for_another() -> Result<()> {
    let hub = hub_of_one().await?;
    flow("hint_dismissed", &hub, async |page| {
        opened(page, "").await?.wait_text(".hint").await?;
        page.wheel(page.spot("#hand", 0.5, 0.6).await?, 20)
            .await?
            .wait_for(".wheel-hint.seen")
            .await?;
        assert_eq!(page.text(".hint").await?, None, "one hint at a time");
        page.hover(Spot { x: 1.0, y: 1.0 })
            .await?
            .wait_gone(".wheel-hint.seen")
            .await?
            .wait_text(".hint")
            .await?;
        page.click("[aria-label='Dismiss the hint']")
            .await?
            .wait_gone(".hint")
            .await?;
        let focus: String = page.eval("document.activeElement.id").await?;
        assert_eq!(focus, "hand", "the focus is not lost with the button");
        page.reload().await?.wait_painted().await?;
        assert_eq!(page.text(".hint").await?, None);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn no_hint_where_nothing_can_be_kept_or_in_another_page() -> Result<()> {
    let hub = hub_of_one().await?;
    flow("hint_refused", &hub, async |page| {
        opened(page, "&embed=1").await?;
        assert_eq!(page.text(".hint").await?, None, "none in another page");
        let refuse = "Object.defineProperty(window, 'localStorage', {
            get() { throw new DOMException('no storage here', 'SecurityError'); },
        });";
        page.cdp(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({"source": refuse}),
        )
        .await?;
        opened(page, "").await?;
        assert_eq!(page.text(".hint").await?, None);
        page.click("[aria-label='Zoom in']").await?;
        page.wait("a zoom", "location.search.includes('xmin')")
            .await?;
        Ok(())
    })
    .await
}
