//! The comparison as a visitor finds it while the hub is well.

use std::time::Duration;

use anyhow::{Result, bail, ensure};
use browser_tests::{
    Fault, Hub, Page, Screen, flow,
    flow::{flow_at, flow_on},
    hub::{Outcome, REPO},
    runs::{self, ADDITION, COLOURS, Rgb},
    site::Site,
};

/// Fewer pixels than a short stretch of a line has.
const TRACE: u64 = 30;

#[tokio::test]
async fn the_eleven_runs_are_drawn_at_the_bare_address() -> Result<()> {
    let hub = Hub::start().await?;
    // Slow enough for requests to meet.
    hub.addition().pace(Duration::from_millis(60));
    flow("eleven_runs", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        assert_eq!(page.runs_in("drawn").await?, ADDITION);
        for (run, colour) in ADDITION.into_iter().zip(COLOURS) {
            let line = page.pixels_near(colour, 2).await?;
            ensure!(line > TRACE, "{run} has {line} pixels of its colour");
        }
        let progress = page.text("#progress").await?.unwrap_or_default();
        ensure!(progress.contains("11 of 11 runs"), "progress: {progress}");
        assert_eq!(page.console().await?, [""; 0]);
        assert_eq!(page.text("#notice").await?, None);

        assert_eq!(page.pixels_at_edges().await?, 0, "no word is cut off");

        for run in ADDITION {
            let wanted = format!("/{REPO}/resolve/main/{run}_train.json");
            assert_eq!(
                hub.requests_for(&wanted).len(),
                1,
                "{wanted} is asked for once"
            );
        }
        for seen in hub.requests() {
            for name in ["referer", "cookie", "authorization"] {
                ensure!(
                    !seen.headers.contains_key(name),
                    "{} tells a {name}",
                    seen.path
                );
            }
        }
        let together = hub.most_in_flight();
        ensure!(
            (2..=12).contains(&together),
            "{together} requests at the same time"
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn on_a_slow_link_few_runs_come_at_once() -> Result<()> {
    let hub = Hub::start().await?;
    hub.addition().pace(Duration::from_millis(50));
    flow("slow_link", &hub, async |page| {
        page.run_first(
            "Object.defineProperty(navigator, 'connection', {value: {effectiveType: '3g'}})",
        )
        .await?;
        page.open("").await?.wait_painted().await?;
        assert_eq!(page.runs_in("drawn").await?, ADDITION);
        let together = hub.most_in_flight();
        ensure!(together <= 3, "{together} requests at the same time");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_comes_late_moves_nothing_on_any_screen() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, 1500);
    flow("still", &hub, async |page| {
        page.watch_shifts().await?;
        for width in [320, 412, 600, 740, 900, 1110, 1280, 1440] {
            page.set_screen(Screen {
                width,
                ..Screen::default()
            })
            .await?;
            // Also where there is a button more.
            for query in ["", "?w=100"] {
                page.open(query).await?.wait_painted().await?;
                page.wait_for(".toolbar select").await?;
                assert_eq!(page.shifts().await?, [""; 0], "{query} at {width} pixels");
            }
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_run_of_the_later_layout_is_found() -> Result<()> {
    let hub = Hub::start().await?;
    let run = ADDITION[2];
    hub.addition().without(run).file(
        &format!("PhilipQuirke/QuantaMaths_{run}"),
        "training_loss.json",
        runs::file(run),
    );
    flow("later_layout", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        assert_eq!(page.runs_in("drawn").await?, ADDITION);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_legend_click_takes_line_and_band_away_and_brings_them_back() -> Result<()> {
    let hub = Hub::start().await?;
    hub.addition();
    flow("legend_toggle", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        for index in [1, 3, 9] {
            let (run, colour) = (ADDITION[index], COLOURS[index]);
            let drawn = ink(page, colour).await?;
            ensure!(
                drawn.line > TRACE && drawn.band > TRACE,
                "{run} is there: {drawn:?}"
            );

            page.toggle(run).await?;
            let entry = page.entry(run).await?;
            assert_eq!((entry.state.as_str(), entry.pressed), ("hidden", false));
            let hidden = ink(page, colour).await?;
            // Where other runs' edges and bands meet, a pixel can have the colour by chance.
            ensure!(
                hidden.line * 50 < drawn.line,
                "{run}: {drawn:?} became {hidden:?}"
            );
            ensure!(
                hidden.band * 10 < drawn.band,
                "{run}: {drawn:?} became {hidden:?}"
            );

            page.toggle(run).await?;
            let entry = page.entry(run).await?;
            assert_eq!((entry.state.as_str(), entry.pressed), ("drawn", true));
            assert_eq!(ink(page, colour).await?, drawn, "{run} is back as it was");
        }
        assert_eq!(page.console().await?, [""; 0]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_samples_need_no_hub() -> Result<()> {
    let hub = Hub::start().await?;
    // Under a sub-path, as project pages are.
    let site = Site::built("/training-graphs/").await?;
    flow_at(&site, Screen::default(), "samples", &hub, async |page| {
        page.open("?source=samples").await?.wait_painted().await?;
        let mut drawn = page.runs_in("drawn").await?;
        drawn.sort();
        assert_eq!(drawn, sample_names()?);
        let text = page.text("body").await?.unwrap_or_default();
        ensure!(
            text.to_lowercase().contains("sample"),
            "they are called samples"
        );
        assert_eq!(
            page.text("#notice .notice-retry").await?,
            None,
            "nothing is wrong"
        );
        ensure!(hub.requests().is_empty(), "the hub is left alone");
        assert_eq!(page.console().await?, [""; 0]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_run_that_is_unticked_while_it_loads_is_not_loaded() -> Result<()> {
    let hub = Hub::start().await?;
    let run = ADDITION[4];
    hub.addition().fault(run, Fault::stall());
    flow("unticked", &hub, async |page| {
        page.open("").await?.wait_drawn(10).await?;
        let state = page.entry(run).await?.state;
        ensure!(
            ["waiting", "loading"].contains(&state.as_str()),
            "{run} is {state}"
        );

        page.choose(run).await?;
        hub.wait_for("the request to be aborted", |seen| {
            seen.iter()
                .any(|seen| seen.path.contains(run) && seen.outcome == Outcome::Aborted)
        })
        .await?;
        page.wait_painted().await?;
        let legend = page.legend().await?;
        assert_eq!(legend.len(), 10);
        ensure!(legend.iter().all(|entry| entry.state == "drawn"));
        assert_eq!(hub.requests_for(run).len(), 1, "it is not asked for again");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_dark_phone_has_a_sharp_figure_and_no_sideways_scroll() -> Result<()> {
    let hub = Hub::start().await?;
    hub.addition();
    let phone = Screen {
        dark: true,
        ..Screen::PHONE
    };
    flow_on(phone, "dark_phone", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        let [width, height, css_width, css_height]: [f64; 4] = page
            .eval(
                "(canvas => [canvas.width, canvas.height, canvas.clientWidth, canvas.clientHeight])
                    (document.querySelector('#figure'))",
            )
            .await?;
        assert_eq!((width, height), (css_width * 2.0, css_height * 2.0));
        ensure!(css_width > 300.0, "the figure takes the width: {css_width}");

        let overflow: i64 = page
            .eval("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            .await?;
        assert_eq!(overflow, 0, "nothing is wider than the screen");

        assert_eq!(page.pixels_at_edges().await?, 0, "no word is cut off");

        let around: String = page
            .eval("getComputedStyle(document.body).backgroundColor")
            .await?;
        for paper in [page.paper().await?, rgb(&around)?] {
            let Rgb(red, green, blue) = paper;
            ensure!(red.max(green).max(blue) < 64, "dark: {paper:?}");
        }
        Ok(())
    })
    .await
}

/// Where a figure ends within a column of pixels, that column is paper too, however often it is painted.
#[tokio::test]
async fn a_figure_that_ends_within_a_pixel_has_no_edge() -> Result<()> {
    let hub = Hub::start().await?;
    hub.addition();
    for (width, ratio) in [(1280, 1.5), (1366, 1.25), (360, 2.625)] {
        let screen = Screen {
            width,
            height: 800,
            ratio,
            dark: false,
        };
        flow_on(screen, &format!("edge_{width}"), &hub, async |page| {
            page.open("").await?.wait_painted().await?;
            assert_eq!(page.pixels_at_edges().await?, 0);
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// How much of a run is on the canvas.
#[derive(Debug, PartialEq)]
struct Ink {
    line: u64,
    band: u64,
}

async fn ink(page: &Page, colour: Rgb) -> Result<Ink> {
    Ok(Ink {
        line: page.pixels_near(colour, 2).await?,
        band: page.pixels_near(colour.band(), 1).await?,
    })
}

fn sample_names() -> Result<Vec<String>> {
    Ok(runs::samples()?.into_iter().map(|(name, _)| name).collect())
}

/// What a computed `rgb(1, 2, 3)` says.
fn rgb(computed: &str) -> Result<Rgb> {
    let numbers: Vec<u8> = computed
        .split(|character: char| !character.is_ascii_digit())
        .filter_map(|number| number.parse().ok())
        .collect();
    let [red, green, blue] = numbers[..] else {
        bail!("no opaque colour: {computed}");
    };
    Ok(Rgb(red, green, blue))
}
