//! What "Save figure" gives: pictures that other programs take, and numbers equal to the page's.

use anyhow::{Context, Result, ensure};
use browser_tests::{
    Downloads, Hub, Page, flow,
    hub::{COMMIT, REPO},
    runs::{self, ADDITION},
};
use training_graphs::smooth::{Band, Smoothing};

/// Runs of unequal length, short enough for tables that are compared cell by cell.
const RUNS: [(&str, usize); 2] = [(ADDITION[0], 3000), (ADDITION[1], 2000)];

async fn opened(page: &Page, hub: &Hub) -> Result<Downloads> {
    for (run, steps) in RUNS {
        hub.run(run, runs::file_of(run, steps));
    }
    let downloads = Downloads::of(page).await?;
    let names = RUNS.map(|(run, _)| run).join(",");
    page.open(&format!("?runs={names}"))
        .await?
        .wait_painted()
        .await?;
    page.unfold(".downloads").await?;
    Ok(downloads)
}

#[tokio::test]
async fn pictures_are_what_other_programs_take() -> Result<()> {
    let hub = Hub::start().await?;
    flow("pictures", &hub, async |page| {
        let downloads = opened(page, &hub).await?;
        page.click_button("SVG").await?;
        let svg = String::from_utf8(downloads.take("TrainingLossComparison.svg").await?)?;
        let texts = texts_of(&svg)?.join("\n");
        ensure!(!texts.contains("First 15K"), "no run has so many steps");
        for words in [
            "Training Loss Comparison\n",
            "Training Loss Comparison (Log Scale)",
            "Training Step",
            "d5",
            "d6",
            REPO,
            &COMMIT[..7],
            "rolling window 500",
        ] {
            ensure!(
                texts.contains(words),
                "{words:?} is not in the SVG:\n{texts}"
            );
        }
        let lower = svg.to_lowercase();
        ensure!(
            lower.contains("#1f77b4") && lower.contains("#ff7f0e"),
            "each run has its colour"
        );

        page.click_button("PDF").await?;
        let pdf = downloads.take("TrainingLossComparison.pdf").await?;
        let text = String::from_utf8_lossy(&pdf);
        ensure!(text.starts_with("%PDF-1.") && text.trim_end().ends_with("%%EOF"));
        ensure!(
            text.contains("/Type /Page ") && text.contains("/Count 1"),
            "it has a page"
        );
        assert_eq!(text.matches("/FontFile2").count(), 2, "it holds its fonts");

        page.click_button("PNG").await?;
        let (width, height) = size_of(&downloads.take("TrainingLossComparison.png").await?)?;
        ensure!(width >= 700 && height >= 700, "{width} × {height}");
        for density in [2, 4] {
            page.click_button(&format!("PNG {density}×")).await?;
            let png = downloads
                .take(&format!("TrainingLossComparison@{density}x.png"))
                .await?;
            assert_eq!(size_of(&png)?, (density * width, density * height));
            let per_inch = f64::from(pixels_a_metre(&png)?) * 0.0254;
            let expected = f64::from(density) * 96.0;
            ensure!((per_inch - expected).abs() < 0.1, "{per_inch} dpi");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn tables_hold_the_numbers_to_the_bit() -> Result<()> {
    let hub = Hub::start().await?;
    flow("tables", &hub, async |page| {
        let downloads = opened(page, &hub).await?;
        let losses = RUNS.map(|(run, steps)| runs::losses(run, steps));

        page.click_button("CSV of curves").await?;
        let csv = downloads.take("TrainingLossComparison.csv").await?;
        let bands = losses
            .each_ref()
            .map(|losses| Smoothing::NOTEBOOK.apply(losses));
        let columns: Vec<_> = bands.iter().flat_map(Band::lists).collect();
        let columns: Vec<&[f64]> = columns.iter().map(AsRef::as_ref).collect();
        is_table(
            &csv,
            "step,d5 mean,d5 min,d5 max,d6 mean,d6 min,d6 max",
            &columns,
        )?;

        page.click_button("CSV of losses").await?;
        let csv = downloads.take("TrainingLossComparison_raw.csv").await?;
        is_table(
            &csv,
            "step,d5,d6",
            &losses.each_ref().map(|losses| &losses[..]),
        )?;

        // A hidden run is not in the figure, and not in its file.
        page.toggle(RUNS[0].0)
            .await?
            .click_button("CSV of losses")
            .await?;
        let csv = downloads.take("TrainingLossComparison_raw.csv").await?;
        is_table(&csv, "step,d6", &[&losses[1]])?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn one_models_files_are_named_as_the_notebook_names_them() -> Result<()> {
    let hub = Hub::start().await?;
    let (run, steps) = RUNS[0];
    hub.run(run, runs::file_of(run, steps));
    flow("model_files", &hub, async |page| {
        let downloads = Downloads::of(page).await?;
        page.open(&format!("?model={run}"))
            .await?
            .wait_painted()
            .await?;
        page.unfold(".downloads").await?.click_button("PDF").await?;
        let pdf = downloads
            .take(&format!("{run}_LogTrainingLoss.pdf"))
            .await?;
        ensure!(pdf.starts_with(b"%PDF-1."));
        for (graph, stem, title) in [
            (
                "all steps",
                "LogTrainingLoss",
                "Log Training Loss (3,000 training steps)",
            ),
            (
                "first 1,500 steps",
                "TrainingLoss",
                "Training Loss (1,500 training steps)",
            ),
        ] {
            page.select("Graph", graph)
                .await?
                .click_button("SVG")
                .await?;
            let svg = String::from_utf8(downloads.take(&format!("{run}_{stem}.svg")).await?)?;
            let texts = texts_of(&svg)?;
            ensure!(
                texts.iter().any(|text| text == title),
                "{title:?} is not in {texts:?}"
            );
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_figure_is_as_wide_as_a_column_and_one_graph_is_enough() -> Result<()> {
    let hub = Hub::start().await?;
    flow("column", &hub, async |page| {
        let downloads = opened(page, &hub).await?;
        page.select("Width", "a column, 3.25 in").await?;
        page.select("Graph", "all steps").await?;
        page.click_button("SVG").await?;
        let svg = downloads
            .take("TrainingLossComparison_all_column.svg")
            .await?;
        let svg = String::from_utf8(svg)?;
        ensure!(
            svg.contains(" width=\"312\" "),
            "3.25 inches are 312 pixels"
        );
        let texts = texts_of(&svg)?;
        let titles: Vec<&String> = texts
            .iter()
            .filter(|text| text.starts_with("Training Loss ("))
            .collect();
        // The heading, and the words along y.
        assert_eq!(titles, ["Training Loss (Log Scale)"; 2]);
        let names = texts.iter().filter(|text| *text == "d5").count();
        assert_eq!(names, 2, "the legend's, and that at its line's end");
        page.click_button("PDF").await?;
        let pdf = downloads
            .take("TrainingLossComparison_all_column.pdf")
            .await?;
        ensure!(
            String::from_utf8_lossy(&pdf).contains("/MediaBox [0 0 234 "),
            "3.25 inches are 234 points"
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nothing_is_saved_of_no_run() -> Result<()> {
    let hub = Hub::start().await?;
    flow("no_figure", &hub, async |page| {
        page.open("?runs=").await?.wait_painted().await?;
        page.unfold(".downloads").await?.click_button("PDF").await?;
        page.wait_words(".downloads [role=status]", "No run is drawn")
            .await?;
        Ok(())
    })
    .await
}

/// The words in an SVG file, which must be well-formed.
fn texts_of(svg: &str) -> Result<Vec<String>> {
    let document = roxmltree::Document::parse(svg).context("the SVG is not well-formed")?;
    let words = document.descendants().filter_map(|node| {
        let is_words = node.has_tag_name(("http://www.w3.org/2000/svg", "text"));
        is_words.then(|| {
            let parts = node
                .descendants()
                .filter_map(|part| part.text().filter(|_| part.is_text()));
            parts.collect::<String>().trim().to_owned()
        })
    });
    Ok(words.collect())
}

/// The width and height that a PNG says.
fn size_of(png: &[u8]) -> Result<(u32, u32)> {
    ensure!(png.starts_with(b"\x89PNG\r\n\x1a\n"), "this is no PNG");
    Ok((number(png, 16)?, number(png, 20)?))
}

/// How many pixels a PNG says that it has to a metre.
fn pixels_a_metre(png: &[u8]) -> Result<u32> {
    let chunk = png.windows(4).position(|name| name == b"pHYs");
    number(png, chunk.context("it does not say how large it is")? + 4)
}

fn number(bytes: &[u8], at: usize) -> Result<u32> {
    let bytes = bytes.get(at..at + 4).context("the PNG is cut off")?;
    Ok(u32::from_be_bytes(bytes.try_into()?))
}

/// The table has this heading, a row for each step from 0, and exactly these doubles; blank where there is none.
fn is_table(csv: &[u8], heading: &str, columns: &[&[f64]]) -> Result<()> {
    let text = std::str::from_utf8(csv)?;
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some(heading));
    let steps = columns.iter().map(|column| column.len()).max();
    assert_eq!(Some(lines.clone().count()), steps, "a row for each step");
    for (step, line) in lines.enumerate() {
        let mut cells = line.split(',');
        assert_eq!(cells.next(), Some(step.to_string().as_str()));
        for column in columns {
            let cell = cells
                .next()
                .with_context(|| format!("step {step}: {line}"))?;
            let read: Option<u64> = match cell {
                "" => None,
                digits => Some(digits.parse::<f64>()?.to_bits()),
            };
            let expected = column.get(step).filter(|value| !value.is_nan());
            assert_eq!(
                read,
                expected.map(|value| value.to_bits()),
                "step {step}: {line}"
            );
        }
        assert_eq!(cells.next(), None, "step {step}: {line}");
    }
    Ok(())
}
