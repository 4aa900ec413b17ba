//! How the axes of losses are spaced, panel by panel, and what has room on them.

use std::ops::Range;

use anyhow::{Context, Result, ensure};
use browser_tests::{
    Hub, Page, flow,
    runs::{self, ADDITION},
};
use fantoccini::key::Key;

/// The panels' parts of the figure's height.
const UPPER: Range<f64> = 0.0..0.5;
const LOWER: Range<f64> = 0.5..1.0;

#[tokio::test]
async fn each_panel_has_a_switch_of_its_own() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, 20_000);
    flow("log_switches", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        let [mut upper, mut lower] = parts(page).await?;
        for (panel, y) in [
            ("upper", Some("log")),
            ("lower", Some("log,linear")),
            ("upper", Some("linear")),
            ("lower", None),
        ] {
            page.click(&switch(panel)).await?;
            let before = if panel == "upper" { upper } else { lower };
            wait_part(page, panel, before).await?;
            wait_y(page, y).await?;
            let [now_upper, now_lower] = parts(page).await?;
            let other_stays = if panel == "upper" {
                lower == now_lower
            } else {
                upper == now_upper
            };
            ensure!(other_stays, "the other panel stays as it was");
            (upper, lower) = (now_upper, now_lower);
        }

        // The key is that of the panel under the pointer.
        for (down, y) in [(0.3, "log"), (0.75, "log,linear")] {
            let at = page.spot("#hand", 0.5, down).await?;
            page.hover(at).await?.wait_for(".tooltip").await?;
            page.press(['l']).await?;
            wait_y(page, Some(y)).await?;
        }
        let pressed: Vec<String> = page
            .eval("Array.from(document.querySelectorAll('.log-switch'), at => at.ariaPressed)")
            .await?;
        assert_eq!(pressed, ["true", "false"]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn one_model_has_the_switches_too() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs([ADDITION[0]], 5000);
    flow("log_switches_model", &hub, async |page| {
        page.open(&format!("?model={}", ADDITION[0]))
            .await?
            .wait_painted()
            .await?;
        let [upper, lower] = parts(page).await?;
        page.click(&switch("upper")).await?;
        wait_part(page, "upper", upper).await?;
        assert_eq!(parts(page).await?[1], lower, "the lower panel stays");
        wait_y(page, Some("log")).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn outliers_need_not_have_room() -> Result<()> {
    let hub = Hub::start().await?;
    let (run, steps) = (ADDITION[0], 10_000);
    // A hundred steps as high as a mountain; all others between 1 and 2.
    let losses: Vec<f64> = (0..steps)
        .map(|step| match step {
            4000..4100 => 1e6,
            _ => 1.0 + f64::from(step) / f64::from(steps),
        })
        .collect();
    let file = runs::file_with(&runs::config(run, steps as usize), &losses);
    hub.run(run, file);
    flow("outliers", &hub, async |page| {
        page.open(&format!("?runs={run}&w=1"))
            .await?
            .wait_painted()
            .await?;
        ensure!(top_of_panel(page).await? > 1e5, "all losses have room");
        let before = page.picture().await?;
        page.select("y", "middle 90 %")
            .await?
            .wait_other_picture(before)
            .await?;
        page.wait(
            "the address",
            "location.search.includes('yfit=percentiles')",
        )
        .await?;
        let top = top_of_panel(page).await?;
        ensure!((1.5..2.5).contains(&top), "what most are: {top}");

        // A zoom of y wins, and is what the choice is left by.
        page.open(&format!("?runs={run}&w=1&yfit=percentiles&ymin=0.5&ymax=9"))
            .await?
            .wait_painted()
            .await?;
        let top = top_of_panel(page).await?;
        ensure!((8.0..=9.0).contains(&top), "the zoom's: {top}");
        page.select("y", "all losses").await?;
        page.wait("no zoom of y", "!location.search.includes('ymax')")
            .await?;
        Ok(())
    })
    .await
}

fn switch(panel: &str) -> String {
    format!(".log-switch[aria-label*={panel}]")
}

/// The pictures of both panels, as numbers.
async fn parts(page: &Page) -> Result<[u64; 2]> {
    Ok([
        page.picture_between(UPPER).await?,
        page.picture_between(LOWER).await?,
    ])
}

async fn wait_part(page: &Page, panel: &str, before: u64) -> Result<()> {
    let part = if panel == "upper" { UPPER } else { LOWER };
    page.wait_other_picture_between(part, before)
        .await
        .with_context(|| format!("the {panel} panel"))?;
    Ok(())
}

/// Waits until the address says how losses are spaced.
async fn wait_y(page: &Page, y: Option<&str>) -> Result<()> {
    let y = y.map_or("null".to_owned(), |y| format!("'{y}'"));
    let condition = format!("new URLSearchParams(location.search).get('y') === {y}");
    page.wait(&y, &condition).await?;
    Ok(())
}

/// The loss at the top of the upper panel: where a drag from its middle to beyond its top zooms.
async fn top_of_panel(page: &Page) -> Result<f64> {
    let (picture, before) = (page.picture().await?, page.zoom().await?);
    let from = page.spot("#hand", 0.5, 0.25).await?;
    let to = page.spot("#hand", 0.5, 0.0).await?;
    page.drag(from, to).await?;
    let zoom = page
        .wait_zoom("a zoom of y", |zoom| *zoom != before)
        .await?;
    assert_eq!(zoom.lower, before.lower, "the other panel stays");
    page.press([Key::Backspace]).await?;
    page.wait_picture(picture).await?;
    page.wait_zoom("the zoom before", |zoom| *zoom == before)
        .await?;
    let (_, top) = zoom.upper.context("no zoom of y")?;
    Ok(top)
}
