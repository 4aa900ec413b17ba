//! The figure in words and numbers.

use anyhow::{Context, Result, ensure};
use browser_tests::{Downloads, Hub, Page, flow, page::number};

const SAMPLE: &str = "?source=samples&runs=add_d5_l2_h3_t15K_s100001,add_d6_l2_h3_t15K_s100001";

const VALUES: &str = ".data-table [aria-label='Values of the runs']";
const COUNT: &str = ".data-table > p";

#[tokio::test]
async fn the_table_has_the_values_that_are_shown() -> Result<()> {
    let hub = Hub::start().await?;
    flow("table", &hub, async |page| {
        page.open(SAMPLE).await?.wait_painted().await?;
        page.wait_gone(VALUES).await?;
        page.unfold(".data-table")
            .await?
            .wait_words(COUNT, "151 of 15,000 steps")
            .await?;
        assert_eq!(
            page.texts(&format!("{VALUES} thead th")).await?,
            ["Step", "d5", "d6"]
        );
        let steps = steps(page).await?;
        let hundreds = (0..150).map(|hundred| f64::from(hundred) * 100.0);
        let round: Vec<f64> = hundreds.chain([14_999.0]).collect();
        assert_eq!(steps, round);
        let first = row(page, 0).await?;
        assert_eq!(
            first,
            ["–", "–"],
            "a window of 500 has no value at the ends"
        );

        // By another smoothing there is one, and zoomed in there are fewer steps.
        page.select("Line", "centred, shrinking").await?;
        page.wait(
            "a value",
            &format!("document.querySelector(\"{VALUES} td\").innerText !== '–'"),
        )
        .await?;
        number(&row(page, 0).await?[0])?;
        page.open(&format!("{SAMPLE}&xmin=2000&xmax=2099.5&w=1"))
            .await?
            .wait_painted()
            .await?;
        page.unfold(".data-table")
            .await?
            .wait_words(COUNT, "100 of 100 steps")
            .await?;

        // What is read is what is saved.
        let downloads = Downloads::of(page).await?;
        page.click_button("All steps as CSV").await?;
        let csv = String::from_utf8(downloads.take("TrainingLossComparison.csv").await?)?;
        let line = csv
            .lines()
            .find(|line| line.starts_with("2000,"))
            .context("step 2000")?;
        let saved: Vec<&str> = line.split(',').collect();
        for (shown, saved) in row(page, 0).await?.iter().zip([saved[1], saved[4]]) {
            let (shown, saved) = (number(shown)?, saved.parse::<f64>()?);
            ensure!((shown / saved - 1.0).abs() < 1e-3, "{shown} and {saved}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn keys_of_the_page_leave_the_table_alone() -> Result<()> {
    let hub = Hub::start().await?;
    flow("table_keys", &hub, async |page| {
        page.open(SAMPLE).await?.wait_painted().await?;
        page.unfold(".data-table").await?.wait_text(VALUES).await?;
        page.focus_on(VALUES).await?;
        page.press(['/', '?', 'f', 'l']).await?;
        let asleep =
            "!document.querySelector('#chooser').open && !document.querySelector('dialog[open]')
            && document.fullscreenElement === null";
        ensure!(
            page.eval::<bool>(asleep).await?,
            "no key of the page was heard"
        );
        page.wait_address().await;
        assert_eq!(page.asks("y").await?, None);
        page.press(['\u{e010}']).await?;
        page.wait(
            "the end",
            &format!("document.querySelector(\"{VALUES}\").scrollTop > 1000"),
        )
        .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_screen_reader_is_told_what_the_figure_shows() -> Result<()> {
    let hub = Hub::start().await?;
    flow("words", &hub, async |page| {
        page.open(SAMPLE).await?.wait_painted().await?;
        assert_eq!(name(page).await?, "Training loss of 2 runs, a graph");
        page.wait_words("#figure-words", "Training loss of 2 runs (d5, d6)")
            .await?;
        page.wait_words("#figure-words", "rolling window 500, centred")
            .await?;
        page.wait_words("#figure-words", "d5 is first below 1 at step")
            .await?;
        // The same steps are in the table.
        let words = page.text("#figure-words").await?.unwrap_or_default();
        page.unfold(".data-table").await?.wait_text(VALUES).await?;
        let marks = page
            .texts(".data-table [aria-label^='First steps'] tbody tr:first-child td")
            .await?;
        ensure!(marks.len() > 2, "no power of ten is listed: {marks:?}");
        for mark in marks.iter().skip(2) {
            ensure!(words.contains(mark), "{mark} is not in {words}");
        }

        page.click("#legend li[data-run^=add_d6] .legend-toggle")
            .await?;
        page.wait_words("#figure-words", "Training loss of d5 over")
            .await?;
        assert_eq!(name(page).await?, "Training loss of 1 run, a graph");
        page.open(&format!("{SAMPLE}&xmin=2000&xmax=9000"))
            .await?
            .wait_painted()
            .await?;
        page.wait_words(
            "#figure-words",
            "Upper panel: steps 2,000 to 9,000, losses 0 to",
        )
        .await?;
        page.open(&format!("{SAMPLE}&ymax=0.5"))
            .await?
            .wait_painted()
            .await?;
        page.wait_words("#figure-words", "losses 0 to 0.50, linear")
            .await?;
        Ok(())
    })
    .await
}

async fn name(page: &Page) -> Result<String> {
    page.eval("document.querySelector('#figure').ariaLabel")
        .await
}

async fn steps(page: &Page) -> Result<Vec<f64>> {
    let texts = page.texts(&format!("{VALUES} tbody th")).await?;
    texts.iter().map(|text| number(text)).collect()
}

/// The values of a row, from the left.
async fn row(page: &Page, at: usize) -> Result<Vec<String>> {
    page.texts(&format!("{VALUES} tbody tr:nth-child({}) td", at + 1))
        .await
}
