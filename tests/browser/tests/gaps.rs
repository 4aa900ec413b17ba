//! Where a curve has no value: what is seen and said of it.

use anyhow::{Result, ensure};
use browser_tests::{
    Downloads, Hub, Page, flow,
    runs::{self, ADDITION, COLOURS, Rgb},
};
use fantoccini::key::Key;

const RUN: &str = ADDITION[0];
const STEPS: usize = 2000;
/// What is behind blank ends, in the light theme.
const SHADE: Rgb = Rgb(0xf2, 0xf4, 0xf8);

/// As many pixels can have a colour by chance.
const TRACE: u64 = 30;

/// A file as Python writes it, high above the floor of a linear axis but for its gaps.
fn broken() -> Vec<u8> {
    let mut losses = vec![2.0; STEPS];
    losses[500..510].fill(f64::NAN);
    losses[1000] = f64::INFINITY;
    losses[1500] = f64::NEG_INFINITY;
    let file = runs::file_with(&runs::config(RUN, STEPS), &losses);
    let text = String::from_utf8_lossy(&file).replace("inf", "Infinity");
    text.into_bytes()
}

#[tokio::test]
async fn losses_that_are_no_numbers_are_marked_counted_and_named() -> Result<()> {
    let hub = Hub::start().await?;
    hub.run(RUN, broken());
    flow("gaps", &hub, async |page| {
        let downloads = Downloads::of(page).await?;
        page.open(&format!("?runs={RUN}&w=9&y=linear&xmin=400&xmax=1600"))
            .await?
            .wait_painted()
            .await?;
        let message = page.entry(RUN).await?.message.unwrap_or_default();
        assert_eq!(message, "gaps: 10 NaN, 2 infinite");

        // The marks stand on the panel's edges, where nothing else has the run's colour.
        let height: f64 = page
            .eval("document.querySelector('#figure').clientHeight")
            .await?;
        let (top, floor) = (40.0 / height, (height / 2.0 - 52.0) / height);
        let mark = 7.0 / height;
        for (what, edge) in [("∞", top..top + mark), ("NaN and −∞", floor - mark..floor)] {
            let pixels = page.pixels_between(edge, COLOURS[0], 2).await?;
            ensure!(pixels > 8, "{pixels} pixels say {what}");
        }

        for (step, words) in [
            (504.0, "NaN"),
            (1000.0, "∞"),
            (1500.0, "−∞"),
            (497.0, "gap in window"),
            (700.0, "2.000"),
        ] {
            point_at(page, (step - 400.0) / 1200.0).await?;
            page.wait_words(".tooltip table", words).await?;
            if ["NaN", "∞", "−∞"].contains(&words) {
                page.wait_words(".tooltip td.band", "at step").await?;
            }
        }

        // With a window that shrinks the line goes on, and the step is named all the same.
        page.select("Line", "centred, shrinking").await?;
        point_at(page, 600.0 / 1200.0).await?;
        page.wait_words(".tooltip td.band", "∞ at step 1,000")
            .await?;

        page.unfold(".downloads").await?.click_button("SVG").await?;
        let svg = String::from_utf8(downloads.take("TrainingLossComparison.svg").await?)?;
        let filled = svg.matches("fill=\"#1f77b4\"/>").count();
        ensure!(filled >= 6, "three marks on each panel, opaque: {filled}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn blank_ends_are_shaded_and_explained() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs([RUN], STEPS).short_runs([ADDITION[1]], 1500);
    flow("blank_ends", &hub, async |page| {
        let downloads = Downloads::of(page).await?;
        page.open(&format!("?runs={RUN},{}", ADDITION[1]))
            .await?
            .wait_painted()
            .await?;
        ensure!(
            page.pixels_near(SHADE, 0).await? > 1000,
            "the ends are shaded"
        );
        point_at(page, 0.05).await?;
        page.wait_words(".tooltip", "blank end").await?;
        let note = page.wait_text(".tooltip .note").await?;
        ensure!(
            note.contains("500 losses needs 250 before and 249 after"),
            "{note}"
        );
        // The shorter run's end lies amid the other's values.
        point_at(page, 1400.0 / 2000.0).await?;
        let rows = page.texts(".tooltip tr").await?;
        assert_eq!(
            rows.iter().filter(|row| row.contains("blank end")).count(),
            1
        );
        point_at(page, 0.5).await?;
        page.wait_gone(".tooltip .note").await?;

        // Heard, too.
        page.focus_on("#hand").await?;
        page.press([Key::Home]).await?;
        page.wait(
            "words",
            "document.querySelector('#hand [aria-live]').textContent.includes('needs 250 before')",
        )
        .await?;

        // A paper's figure is the notebook's.
        page.unfold(".downloads").await?.click_button("SVG").await?;
        let svg = String::from_utf8(downloads.take("TrainingLossComparison.svg").await?)?;
        ensure!(!svg.contains("#f2f4f8"), "no shade on paper");

        for query in ["w=1", "edge=shrink", "smooth=ema"] {
            page.open(&format!("?runs={RUN}&{query}"))
                .await?
                .wait_painted()
                .await?;
            let shaded = page.pixels_near(SHADE, 0).await?;
            ensure!(shaded < TRACE, "{query}: {shaded} pixels of shade");
        }
        Ok(())
    })
    .await
}

/// Points at a part of the upper panel's width.
async fn point_at(page: &Page, part: f64) -> Result<()> {
    let width: f64 = page
        .eval("document.querySelector('#hand').clientWidth")
        .await?;
    let across = (76.0 + part * (width - 76.0 - 28.0)) / width;
    page.hover(page.spot("#hand", across, 0.2).await?)
        .await?
        .wait_for(".tooltip")
        .await?;
    Ok(())
}
