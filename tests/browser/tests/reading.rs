//! Reading values off the figure, by pointer and by key.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use browser_tests::{
    Hub, Page, Screen, Spot, flow,
    flow::flow_on,
    page::number,
    runs::{self, ADDITION},
};
use fantoccini::key::Key;
use serde::Deserialize;
use training_graphs::smooth::Smoothing;

const STEPS: usize = 20_000;

/// What the box at the crosshair says of a run.
#[derive(Debug, Deserialize)]
struct Row {
    label: String,
    mean: String,
    band: String,
    bold: bool,
}

#[tokio::test]
async fn hovering_lists_what_the_file_says_the_nearest_in_bold() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, STEPS);
    let bands: BTreeMap<String, _> = ADDITION
        .iter()
        .zip(5..)
        .map(|(run, digits)| {
            let band = Smoothing::NOTEBOOK.apply(&runs::losses(run, STEPS));
            (format!("d{digits}"), band)
        })
        .collect();
    flow("hover", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        assert_eq!(page.text(".tooltip").await?, None);
        // On the log panel the greatest is nearest to its top, and the least to its bottom.
        for (across, down, nearest) in [(0.3, 0.58, 0), (0.6, 0.92, ADDITION.len() - 1)] {
            page.hover(page.spot("#hand", across, down).await?).await?;
            page.wait_for(".tooltip .step").await?;
            let step = step(page).await?;
            ensure!(
                (across - 0.1..across + 0.1).contains(&(step as f64 / STEPS as f64)),
                "step {step}"
            );
            let rows = rows(page).await?;
            assert_eq!(rows.len(), ADDITION.len());
            let mut values = Vec::new();
            for row in &rows {
                let band = bands
                    .get(&row.label)
                    .with_context(|| format!("no run {}", row.label))?;
                let (mean, (min, max)) = (number(&row.mean)?, ends(&row.band)?);
                for (said, known) in [
                    (mean, band.mean[step]),
                    (min, band.min.get(step).unwrap_or(f64::NAN)),
                    (max, band.max.get(step).unwrap_or(f64::NAN)),
                ] {
                    ensure!(
                        (said / known - 1.0).abs() < 0.006,
                        "step {step}: {row:?}, but {known}"
                    );
                }
                values.push(mean);
            }
            ensure!(values.is_sorted_by(|a, b| a >= b), "sorted: {values:?}");
            let bold: Vec<usize> = (0..rows.len()).filter(|&at| rows[at].bold).collect();
            assert_eq!(bold, [nearest], "the nearest to the pointer is bold");
            let lines: u64 = page
                .eval("document.querySelectorAll('.crosshair').length")
                .await?;
            assert_eq!(lines, 2, "both panels have a crosshair");
            page.hover(page.spot("#hand", 0.02, 0.02).await?)
                .await?
                .wait_gone(".tooltip")
                .await?;
        }

        // A hidden run is not read either.
        page.toggle(ADDITION[2]).await?;
        page.hover(page.spot("#hand", 0.4, 0.7).await?)
            .await?
            .wait_for(".tooltip")
            .await?;
        ensure!(rows(page).await?.iter().all(|row| row.label != "d7"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn on_a_phone_the_box_stays_on_the_screen() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, STEPS);
    flow_on(Screen::PHONE, "hover_phone", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        for down in [0.2, 0.75] {
            for across in [0.18, 0.35, 0.5, 0.6, 0.75, 0.92] {
                page.hover(page.spot("#hand", across, down).await?)
                    .await?
                    .wait_for(".tooltip")
                    .await?;
                let outside: Vec<String> = page.eval(OUTSIDE).await?;
                assert_eq!(
                    outside, [""; 0],
                    "at {across} of the width and {down} of the height"
                );
            }
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_box_of_forty_runs_is_whole_and_beside_the_pointer() -> Result<()> {
    let hub = Hub::start().await?;
    let names: Vec<String> = (0..40)
        .map(|at| format!("ins1_mix_d{}_l3_h4_t2K_s{}", 5 + at % 11, 372_000 + at))
        .collect();
    hub.short_runs(names.iter().map(String::as_str), 2000);
    for (width, height, embed) in [
        (1440, 900, ""),
        (900, 800, ""),
        (740, 800, ""),
        (640, 800, ""),
        (390, 844, ""),
        (360, 740, "&embed=1"),
    ] {
        let screen = Screen {
            width,
            height,
            ..Screen::default()
        };
        flow_on(screen, &format!("hover_forty_{width}"), &hub, async |page| {
            page.open(&format!("?runs={}{embed}", names.join(",")))
                .await?
                .wait_painted()
                .await?;
            for down in [0.15, 0.35, 0.65, 0.85] {
                for across in [0.25, 0.5, 0.6, 0.9] {
                    let at = page.spot("#hand", across, down).await?;
                    page.hover(at).await?.wait_for(".tooltip").await?;
                    let outside: Vec<String> = page.eval(OUTSIDE).await?;
                    assert_eq!(outside, [""; 0], "{width}, {across} and {down} of the figure");
                    let covers: bool = page
                        .eval(&format!(
                            "(({{left, right, top, bottom}}) => left < {x} && right > {x} && top < {y} && bottom > {y})
                                (document.querySelector('.tooltip').getBoundingClientRect())",
                            x = at.x,
                            y = at.y
                        ))
                        .await?;
                    ensure!(!covers, "{width}: it lies on the point at {across} and {down}");
                }
            }
            page.wait_words(".tooltip", "more").await?;
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn on_a_low_screen_the_box_stays_where_the_page_is_scrolled_to() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, STEPS);
    for width in [700, 390] {
        let screen = Screen {
            width,
            height: 420,
            ..Screen::default()
        };
        flow_on(screen, &format!("hover_low_{width}"), &hub, async |page| {
            page.open("").await?.wait_painted().await?;
            let mut boxes = 0;
            for scrolled in [0, 150, 400] {
                page.wait(
                    "the page to be scrolled",
                    &format!(
                        "(document.querySelector('#hand').scrollIntoView({{behavior: 'instant'}}),
                         window.scrollBy({{top: {scrolled}, behavior: 'instant'}}), true)"
                    ),
                )
                .await?;
                for y in [80.0, 260.0] {
                    let at = Spot { x: 200.0, y };
                    page.hover(at).await?.wait_idle().await?;
                    // Not every place is in a panel.
                    if page.text(".tooltip").await?.is_some() {
                        boxes += 1;
                        let outside: Vec<String> = page.eval(OUTSIDE).await?;
                        assert_eq!(
                            outside, [""; 0],
                            "{width} wide, {y} down, {scrolled} scrolled"
                        );
                    }
                }
            }
            ensure!(boxes > 0, "{width} wide, no box appears");
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn arrow_keys_move_the_crosshair_and_are_heard() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION[..3].iter().copied(), STEPS);
    flow("arrow_keys", &hub, async |page| {
        page.open(&format!("?runs={}", ADDITION[..3].join(",")))
            .await?
            .wait_painted()
            .await?;
        let politeness: String = page
            .eval("document.querySelector('#hand [aria-live]').ariaLive")
            .await?;
        assert_eq!(politeness, "polite");
        page.focus_on("#hand").await?;

        let first = heard_after(page, Key::Right, false).await?;
        let second = heard_after(page, Key::Right, false).await?;
        let third = heard_after(page, Key::Right, true).await?;
        ensure!(
            first < second && third - second > 10 * (second - first),
            "{first}, {second}, {third}"
        );
        ensure!(heard_after(page, Key::Left, false).await? < third);
        ensure!(heard_after(page, Key::End, false).await? > STEPS * 99 / 100);
        ensure!(heard_after(page, Key::Home, false).await? < STEPS / 100);

        // What is heard is what is seen.
        heard_after(page, Key::Right, true).await?;
        let seen = step(page).await?;
        let words = spoken(page).await?;
        assert_eq!(step_in(&words)?, seen);
        let (_, values) = words.split_once(": ").context("no values")?;
        let rows = rows(page).await?;
        for (said, row) in values.split(", ").zip(&rows) {
            let (label, value) = said.split_once(' ').context("no value")?;
            assert_eq!(label, row.label, "{words}");
            match (number(value), number(&row.mean)) {
                (Ok(said), Ok(shown)) => ensure!((said / shown - 1.0).abs() < 0.006, "{words}"),
                _ => assert_eq!(value, row.mean),
            }
        }
        Ok(())
    })
    .await
}

/// Presses a key, with Shift or not, and waits for other words; gives the step in them.
async fn heard_after(page: &Page, key: Key, shift: bool) -> Result<usize> {
    let before = spoken(page).await?;
    if shift {
        page.with_key(Key::Shift, async |page| {
            page.press([key]).await?;
            Ok(())
        })
        .await?;
    } else {
        page.press([key]).await?;
    }
    let condition = format!(
        "document.querySelector('#hand [aria-live]').textContent !== {}",
        serde_json::Value::from(before)
    );
    page.wait("words", &condition).await?;
    step_in(&spoken(page).await?)
}

async fn spoken(page: &Page) -> Result<String> {
    page.eval("document.querySelector('#hand [aria-live]').textContent")
        .await
}

fn step_in(words: &str) -> Result<usize> {
    let (step, _) = words.split_once(':').unwrap_or((words, ""));
    let step = step
        .strip_prefix("Step ")
        .with_context(|| format!("no step: {words}"))?;
    Ok(number(step)? as usize)
}

/// The step that the box at the crosshair is about.
async fn step(page: &Page) -> Result<usize> {
    step_in(&page.wait_text(".tooltip .step").await?)
}

async fn rows(page: &Page) -> Result<Vec<Row>> {
    page.eval(
        "Array.from(document.querySelectorAll('.tooltip tr'), row => ({
            label: row.children[1].innerText,
            mean: row.children[2].innerText,
            band: row.children[3].innerText,
            bold: getComputedStyle(row.children[1]).fontWeight >= 600,
        }))",
    )
    .await
}

fn ends(band: &str) -> Result<(f64, f64)> {
    let (min, max) = band
        .split_once(" – ")
        .with_context(|| format!("no band: {band}"))?;
    Ok((number(min)?, number(max)?))
}

/// What of the box is beyond the screen's or its own frame's edges.
const OUTSIDE: &str = "(box => {
    const frame = document.querySelector('.overlay').getBoundingClientRect();
    const left = Math.max(0, frame.left), right = Math.min(innerWidth, frame.right);
    const top = Math.max(0, frame.top), bottom = Math.min(innerHeight, frame.bottom);
    return [box, ...box.querySelectorAll('td, th, p')]
        .filter(part => part.innerText.trim() !== '')
        .map(part => [part, part.getBoundingClientRect()])
        .filter(([, place]) => place.left < left - 0.5 || place.right > right + 0.5
            || place.top < top - 0.5 || place.bottom > bottom + 0.5)
        .map(([part, place]) => `${part.tagName} ${part.innerText.slice(0, 30)}: ${JSON.stringify(place)}`);
})(document.querySelector('.tooltip'))";
