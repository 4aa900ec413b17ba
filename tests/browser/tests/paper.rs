//! What comes out of a printer, and what a tab, a search engine and a preview of a link say.

use anyhow::{Result, ensure};
use browser_tests::{Hub, Screen, flow, flow::flow_on, runs::Rgb};
use serde_json::json;

const SAMPLE: &str = "?source=samples&runs=add_d5_l2_h3_t15K_s100001,add_d6_l2_h3_t15K_s100001";

#[tokio::test]
async fn a_dark_page_prints_a_light_figure_and_no_controls() -> Result<()> {
    let hub = Hub::start().await?;
    let dark = Screen {
        dark: true,
        ..Screen::default()
    };
    flow_on(dark, "paper", &hub, async |page| {
        page.open(SAMPLE).await?.wait_painted().await?;
        ensure!(!is_light(page.paper().await?), "dark on the screen");
        // What the browser does before and after it prints, with a look in between.
        page.eval::<()>("void dispatchEvent(new Event('beforeprint'))").await?;
        ensure!(is_light(page.paper().await?), "light on paper, at once");
        page.cdp("Emulation.setEmulatedMedia", json!({"media": "print"})).await?;
        for part in ["#figure", "#legend .label", ".printed-caption"] {
            ensure!(page.text(part).await?.is_some(), "{part} is printed");
        }
        let caption = page.text(".printed-caption").await?.unwrap_or_default();
        ensure!(caption.contains("rolling window 500"), "{caption}");
        let controls = page.texts("input, select, summary, button:not(.legend-toggle), .masthead").await?;
        ensure!(controls.is_empty(), "nothing to press is printed: {controls:?}");
        let shape: f64 = page
            .eval("(box => box.width / box.height)(document.querySelector('#figure').getBoundingClientRect())")
            .await?;
        let drawn: f64 = page
            .eval("document.querySelector('#figure').width / document.querySelector('#figure').height")
            .await?;
        ensure!((shape / drawn - 1.0).abs() < 0.02, "not squeezed: {shape}, drawn as {drawn}");
        let pages = page.print().await?;
        ensure!(pages.starts_with(b"%PDF") && pages.len() > 10_000, "{} bytes", pages.len());

        page.prefer("prefers-color-scheme", "dark").await?;
        page.eval::<()>("void dispatchEvent(new Event('afterprint'))").await?;
        page.wait("the dark page", "document.documentElement.dataset.theme === 'dark'").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn title_and_description_follow_the_view() -> Result<()> {
    let hub = Hub::start().await?;
    flow("title", &hub, async |page| {
        let description = "document.querySelector('meta[name=description]').content";
        page.open(SAMPLE).await?.wait_painted().await?;
        page.wait(
            "the title",
            "document.title === 'd5 to d6, 2 runs · Training Graphs'",
        )
        .await?;
        page.wait(
            "the runs",
            &format!("{description}.includes('2 runs (d5, d6)')"),
        )
        .await?;
        page.open("?source=samples&model=add_d5_l2_h3_t15K_s100001")
            .await?
            .wait_painted()
            .await?;
        page.wait(
            "the title",
            "document.title.startsWith('add_d5_l2_h3_t15K_s100001')",
        )
        .await?;
        page.wait(
            "the model",
            &format!("{description}.includes('losses of every step')"),
        )
        .await?;
        Ok(())
    })
    .await
}

fn is_light(Rgb(red, green, blue): Rgb) -> bool {
    red.min(green).min(blue) > 240
}
