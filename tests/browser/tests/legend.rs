//! The legend as a control: one run alone, one run in front; its colours are the figure's.

use anyhow::{Result, ensure};
use browser_tests::{
    Hub, Page, Spot, flow,
    runs::{ADDITION, INITED_MIXED, Rgb},
};
use fantoccini::key::Key;

#[tokio::test]
async fn a_double_click_shows_one_run_alone_and_another_shows_all() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, 2000);
    flow("isolate", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        let run = ADDITION[3];
        page.with_key(Key::Control, async |page| {
            page.click(&toggle(run)).await?.wait_drawn(1).await?;
            assert_eq!(page.runs_in("drawn").await?, [run]);
            page.click(&toggle(run))
                .await?
                .wait_drawn(ADDITION.len())
                .await?;
            Ok(())
        })
        .await?;
        for drawn in [1, ADDITION.len()] {
            let at = page.spot(&toggle(run), 0.5, 0.5).await?;
            page.double_click(at)
                .await?
                .hover(Spot { x: 1.0, y: 1.0 })
                .await?;
            page.wait_drawn(drawn).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn pointing_at_a_run_dims_the_others() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, 2000);
    flow("dim", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        let (whole, colour) = (page.picture().await?, swatch(page, ADDITION[1]).await?);
        let before = page.pixels_near(colour, 2).await?;
        page.hover(page.spot(&toggle(ADDITION[6]), 0.5, 0.5).await?)
            .await?
            .wait_other_picture(whole)
            .await?;
        let dimmed = page.pixels_near(colour, 2).await?;
        ensure!(dimmed * 4 < before, "{before} pixels became {dimmed}");
        page.eval::<()>("void dispatchEvent(new Event('beforeprint'))")
            .await?;
        let printed = page.pixels_near(colour, 2).await?;
        ensure!(
            printed * 2 > before,
            "{printed} of {before} pixels are printed"
        );
        page.eval::<()>("void dispatchEvent(new Event('afterprint'))")
            .await?;
        page.hover(Spot { x: 1.0, y: 1.0 })
            .await?
            .wait_picture(whole)
            .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_run_that_leaves_under_the_pointer_dims_nothing_when_it_is_back() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, 2000);
    flow("dim_left", &hub, async |page| {
        page.open(&format!("?runs={},{}", ADDITION[0], ADDITION[1]))
            .await?
            .wait_painted()
            .await?;
        page.unfold("#chooser").await?;
        page.choose(ADDITION[2]).await?.wait_drawn(3).await?;
        page.hover(Spot { x: 1.0, y: 1.0 }).await?;
        let three = page.picture().await?;
        page.hover(page.spot(&toggle(ADDITION[2]), 0.5, 0.5).await?)
            .await?
            .wait_other_picture(three)
            .await?;
        page.eval::<()>("void history.back()").await?;
        page.wait_drawn(2).await?;
        page.hover(Spot { x: 1.0, y: 1.0 }).await?;
        page.eval::<()>("void history.forward()").await?;
        page.wait_drawn(3).await?.wait_picture(three).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_run_has_its_colour_in_legend_and_figure() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs([ADDITION[2], INITED_MIXED[1]], 2000);
    flow("colours", &hub, async |page| {
        for (query, run) in [
            (format!("?runs={}", ADDITION[2]), ADDITION[2]),
            (format!("?model={}", INITED_MIXED[1]), INITED_MIXED[1]),
        ] {
            page.open(&query).await?.wait_painted().await?;
            let colour = swatch(page, run).await?;
            let pixels = page.pixels_near(colour, 2).await?;
            ensure!(
                pixels > 30,
                "{query}: {colour:?} in the legend, {pixels} pixels of it in the figure"
            );
        }
        Ok(())
    })
    .await
}

fn toggle(run: &str) -> String {
    format!("#legend li[data-run='{run}'] .legend-toggle")
}

/// A run's colour in the legend.
async fn swatch(page: &Page, run: &str) -> Result<Rgb> {
    let (red, green, blue) = page
        .eval(&format!(
            "getComputedStyle(document.querySelector(\"{} .swatch\")).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)",
            toggle(run)
        ))
        .await?;
    Ok(Rgb(red, green, blue))
}
