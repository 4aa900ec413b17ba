//! The figure under fingers.

use std::time::Duration;

use anyhow::{Result, ensure};
use browser_tests::{Hub, Page, Screen, Spot, flow::flow_on, page::Zoom, runs::ADDITION};
use serde_json::{Value, json};

/// A finger that leaves after so long at rest flings nothing: for a moment after a fling the browser takes no taps.
const AT_REST: Duration = Duration::from_millis(300);

#[tokio::test]
async fn one_finger_reads_values_and_two_zoom() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION[..3].iter().copied(), 20_000);
    flow_on(Screen::PHONE, "touch", &hub, async |page| {
        page.cdp(
            "Emulation.setTouchEmulationEnabled",
            json!({"enabled": true, "maxTouchPoints": 2}),
        )
        .await?;
        page.open(&format!("?runs={}", ADDITION[..3].join(",")))
            .await?
            .wait_painted()
            .await?;
        let hint = page.wait_text(".hint").await?;
        ensure!(hint.contains("Pinch to zoom"), "{hint}");

        // Sideways: the crosshair.
        let (from, to) = (spot(page, 0.4, 0.3).await?, spot(page, 0.7, 0.3).await?);
        touch(page, "touchStart", &[from]).await?;
        touch(page, "touchMove", &[spot(page, 0.5, 0.3).await?]).await?;
        page.wait_for(".tooltip").await?;
        let first = page.wait_text(".tooltip .step").await?;
        touch(page, "touchMove", &[to]).await?;
        let condition =
            format!("document.querySelector('.tooltip .step')?.innerText !== '{first}'");
        page.wait("another step", &condition).await?;
        touch(page, "touchEnd", &[]).await?;
        ensure!(
            !page
                .eval::<bool>("location.search.includes('xmin')")
                .await?
        );
        ensure!(page.text(".pins").await?.is_none(), "it was no tap");
        touch(page, "touchStart", &[to]).await?;
        touch(page, "touchEnd", &[]).await?;
        page.wait_for(".pins").await?;
        page.wait_for(".tooltip").await?;

        // Two, from near to far: a zoom that one step of the history undoes.
        let at = async |across| spot(page, across, 0.3).await;
        touch(page, "touchStart", &[at(0.45).await?, at(0.55).await?]).await?;
        for apart in [0.1, 0.2, 0.3] {
            touch(
                page,
                "touchMove",
                &[at(0.5 - apart).await?, at(0.5 + apart).await?],
            )
            .await?;
        }
        touch(page, "touchEnd", &[]).await?;
        // As far as the fingers went, however many of their moves came between two drawings.
        let width = 15_000.0 * 0.1 / 0.6;
        let is_zoomed = |zoom: &Zoom| {
            let part = zoom.x.filter(|(min, max)| *min > 0.0 && *max < 15_000.0);
            part.is_some_and(|(min, max)| ((max - min) / width - 1.0).abs() < 0.1)
        };
        page.wait_zoom("as far as the fingers went", is_zoomed)
            .await?;
        page.wait_gone(".hint").await?;
        page.click("[aria-label='Previous view']").await?;
        page.wait("all of it", "!location.search.includes('xmin')")
            .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn one_finger_scrolls_the_page_up_and_down() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs([ADDITION[0]], 2000);
    flow_on(Screen::PHONE, "touch_scroll", &hub, async |page| {
        page.cdp(
            "Emulation.setTouchEmulationEnabled",
            json!({"enabled": true, "maxTouchPoints": 1}),
        )
        .await?;
        page.open(&format!("?runs={}", ADDITION[0]))
            .await?
            .wait_painted()
            .await?;
        let from = spot(page, 0.5, 0.5).await?;
        touch(page, "touchStart", &[from]).await?;
        for up in 1..=10 {
            let y = from.y - 20.0 * f64::from(up);
            touch(page, "touchMove", &[Spot { y, ..from }]).await?;
        }
        touch(page, "touchEnd", &[]).await?;
        page.wait("the page to scroll", "scrollY > 60").await?;
        page.wait_gone(".tooltip").await?;
        ensure!(!page.eval::<bool>("location.search.includes('min')").await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_tap_pins_a_step_and_moves_nothing() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, 2000);
    flow_on(Screen::PHONE, "touch_pin", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        page.wait_idle().await?;
        page.eval::<bool>("scrollTo({top: 300, behavior: 'instant'}), true")
            .await?;
        let at = spot(page, 0.5, 0.6).await?;
        let place = "Math.round(scrollY)";
        let before: u32 = page.eval(place).await?;
        ensure!(before > 120, "the figure begins above the screen");
        touch(page, "touchStart", &[at]).await?;
        touch(page, "touchEnd", &[]).await?;
        page.wait_for(".pins td").await?;
        page.wait_idle().await?;
        assert_eq!(page.eval::<u32>(place).await?, before);
        Ok(())
    })
    .await
}

/// Two fingers that move together, or come back to where they were, leave the view as it was.
#[tokio::test]
async fn fingers_as_far_apart_as_before_zoom_nothing() -> Result<()> {
    with_one_run("touch_back", 2000, "", async |page| {
        for down in [0.3, 0.75] {
            let (left, right) = (spot(page, 0.4, down).await?, spot(page, 0.6, down).await?);
            let fingers = |apart: f64, up: f64| {
                [(left, -apart), (right, apart)].map(|(at, by)| Spot {
                    x: at.x + by,
                    y: at.y - up,
                })
            };
            for ways in [
                [(0.0, 20.0), (0.0, 40.0), (0.0, 80.0)],
                [(60.0, 0.0), (-30.0, 0.0), (0.0, 0.0)],
            ] {
                touch(page, "touchStart", &fingers(0.0, 0.0)).await?;
                for (apart, up) in ways {
                    let before = page.redrawn().await?;
                    touch(page, "touchMove", &fingers(apart, up)).await?;
                    if apart != 0.0 {
                        page.wait_redrawn_after(before).await?;
                    }
                }
                touch(page, "touchEnd", &[]).await?;
                page.wait_zoom("all of it", |zoom| *zoom == Zoom::ALL)
                    .await?;
            }
        }
        Ok(())
    })
    .await
}

/// Where a zoom reaches to the first steps, the upper panel's own part is another; fingers that are still down have not
/// seen it.
#[tokio::test]
async fn two_fingers_zoom_what_they_came_down_on() -> Result<()> {
    with_one_run("touch_own", 40_000, "&xmin=20000", async |page| {
        let at = async |across| spot(page, across, 0.3).await;
        touch(page, "touchStart", &[at(0.2).await?, at(0.8).await?]).await?;
        for apart in [0.25, 0.2, 0.15, 0.14] {
            let before = page.redrawn().await?;
            let fingers = [at(0.5 - apart).await?, at(0.5 + apart).await?];
            touch(page, "touchMove", &fingers).await?;
            page.wait_redrawn_after(before).await?;
        }
        touch(page, "touchEnd", &[]).await?;
        let is_wider = |zoom: &Zoom| {
            zoom.x
                .is_some_and(|(min, max)| min < 15_000.0 && max >= 40_000.0)
        };
        page.wait_zoom("what was seen, and more before it", is_wider)
            .await?;
        Ok(())
    })
    .await
}

/// What two fingers hold goes where they go.
#[tokio::test]
async fn two_fingers_move_what_is_zoomed() -> Result<()> {
    with_one_run(
        "touch_move",
        40_000,
        "&xmin=10000&xmax=20000",
        async |page| {
            let at = async |across| spot(page, across, 0.3).await;
            touch(page, "touchStart", &[at(0.5).await?, at(0.7).await?]).await?;
            touch(page, "touchMove", &[at(0.3).await?, at(0.5).await?]).await?;
            touch(page, "touchEnd", &[]).await?;
            let is_further = |zoom: &Zoom| {
                (zoom.upper, zoom.lower) == (None, None)
                    && zoom.x.is_some_and(|(min, max)| {
                        (max - min - 10_000.0).abs() < 50.0 && (12_000.0..13_000.0).contains(&min)
                    })
            };
            page.wait_zoom("as many steps, further on", is_further)
                .await?;
            Ok(())
        },
    )
    .await
}

#[tokio::test]
async fn what_a_finger_reads_goes_with_a_tap_elsewhere() -> Result<()> {
    with_one_run("touch_elsewhere", 2000, "", async |page| {
        touch(page, "touchStart", &[spot(page, 0.4, 0.3).await?]).await?;
        touch(page, "touchMove", &[spot(page, 0.5, 0.3).await?]).await?;
        touch(page, "touchMove", &[spot(page, 0.58, 0.3).await?]).await?;
        tokio::time::sleep(AT_REST).await;
        touch(page, "touchEnd", &[]).await?;
        page.wait_for(".tooltip").await?;
        page.wait_idle().await?;
        let title = page.spot("h1", 0.1, 0.5).await?;
        touch(page, "touchStart", &[title]).await?;
        touch(page, "touchEnd", &[]).await?;
        page.wait_gone(".tooltip").await?;
        Ok(())
    })
    .await
}

/// The slider of the window lies where a finger may begin to scroll.
#[tokio::test]
async fn scrolling_from_the_slider_smooths_nothing() -> Result<()> {
    with_one_run("touch_slider", 2000, "", async |page| {
        let slider = ".toolbar input[type=range]";
        page.wait_for(slider).await?;
        page.eval::<bool>(&format!(
            "document.querySelector('{slider}').scrollIntoView({{block: 'center', behavior: 'instant'}}), true"
        ))
        .await?;
        let from = page.spot(slider, 0.9, 0.5).await?;
        touch(page, "touchStart", &[from]).await?;
        page.wait("the slider to follow", "document.querySelector('#window').value > 500")
            .await?;
        for up in 1..=10 {
            let y = from.y - 20.0 * f64::from(up);
            touch(page, "touchMove", &[Spot { y, ..from }]).await?;
        }
        touch(page, "touchEnd", &[]).await?;
        page.wait("the window as before", "document.querySelector('#window').value === '500'")
            .await?;
        ensure!(!page.eval::<bool>("location.search.includes('w=')").await?);
        Ok(())
    })
    .await
}

/// Fingers that have magnified the page move it, over the figure too.
#[tokio::test]
async fn on_a_magnified_page_fingers_move_the_page() -> Result<()> {
    with_one_run("touch_magnified", 2000, "", async |page| {
        page.wait_for("#hand").await?;
        for (scale, action) in [(2.0, "auto"), (1.0, "pan-y")] {
            page.cdp(
                "Emulation.setPageScaleFactor",
                json!({"pageScaleFactor": scale}),
            )
            .await?;
            let is_taken = format!(
                "getComputedStyle(document.querySelector('#hand')).touchAction === '{action}'"
            );
            page.wait("what fingers do", &is_taken).await?;
        }
        Ok(())
    })
    .await
}

/// On a phone with one run of so many steps, drawn as `rest` of the address says.
async fn with_one_run(
    name: &str,
    steps: usize,
    rest: &str,
    script: impl AsyncFnOnce(&Page) -> Result<()>,
) -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs([ADDITION[0]], steps);
    flow_on(Screen::PHONE, name, &hub, async |page| {
        page.open(&format!("?runs={}{rest}", ADDITION[0]))
            .await?
            .wait_painted()
            .await?;
        script(page).await
    })
    .await
}

async fn spot(page: &Page, across: f64, down: f64) -> Result<Spot> {
    page.spot("#hand", across, down).await
}

async fn touch(page: &Page, kind: &str, fingers: &[Spot]) -> Result<()> {
    let points: Vec<Value> = fingers
        .iter()
        .enumerate()
        .map(|(id, at)| json!({"x": at.x, "y": at.y, "id": id}))
        .collect();
    let event = json!({"type": kind, "touchPoints": points});
    page.cdp("Input.dispatchTouchEvent", event).await?;
    Ok(())
}
