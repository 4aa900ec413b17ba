//! Zooming and moving by mouse, wheel, keys and buttons.

use anyhow::{Context, Result, ensure};
use browser_tests::{
    Downloads, Fault, Hub, Page, Screen, Spot, flow,
    flow::flow_on,
    page::{STEPS, Zoom, hub_of_three},
    runs::ADDITION,
};
use fantoccini::key::Key;
use serde_json::json;

#[tokio::test]
async fn what_is_being_marked_stays_where_it_is_while_a_run_comes() -> Result<()> {
    let hub = hub_of_three().await?;
    let late = ADDITION[2];
    hub.fault(late, Fault::status(503));
    flow("drag_while_loading", &hub, async |page| {
        let names = ADDITION[..3].join(",");
        page.open(&format!("?runs={names}"))
            .await?
            .wait_drawn(2)
            .await?
            .wait_idle()
            .await?;
        page.hold(page.lower(0.3, 0.3).await?, page.lower(0.5, 0.7).await?)
            .await?
            .wait_for(".marked")
            .await?;
        let marked = page.picture().await?;
        hub.mend(late);
        page.wait_drawn(3).await?.wait_idle().await?;
        assert_eq!(page.picture().await?, marked);

        page.let_go().await?;
        page.wait_zoom("both", |zoom| zoom.x.is_some() && zoom.lower.is_some())
            .await?;
        page.wait_other_picture(marked).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_drag_zooms_by_its_shape() -> Result<()> {
    let hub = hub_of_three().await?;
    flow("drag_zooms", &hub, async |page| {
        let whole = page.open_three().await?;

        page.drag(page.lower(0.3, 0.5).await?, page.lower(0.5, 0.52).await?)
            .await?;
        let zoom = page.wait_zoom("x alone", |zoom| zoom.x.is_some()).await?;
        assert_eq!(zoom.lower, None, "a flat drag leaves y alone");
        let (min, max) = zoom.x.context("x")?;
        ensure!(
            (0.15..0.3).contains(&((max - min) / STEPS)),
            "a fifth of all: {zoom:?}"
        );
        ensure!(
            (0.15..0.3).contains(&(min / STEPS)),
            "from where it began: {zoom:?}"
        );
        page.wait_other_picture(whole).await?;
        show_all(page, whole).await?;

        page.drag(page.lower(0.5, 0.3).await?, page.lower(0.51, 0.7).await?)
            .await?;
        let zoom = page
            .wait_zoom("y alone", |zoom| zoom.lower.is_some())
            .await?;
        assert_eq!(zoom.x, None, "a steep drag leaves x alone");
        assert_eq!(zoom.upper, None, "a panel's y is its own");
        show_all(page, whole).await?;

        page.drag(page.lower(0.6, 0.7).await?, page.lower(0.3, 0.3).await?)
            .await?;
        let zoom = page
            .wait_zoom("both", |zoom| zoom.x.is_some() && zoom.lower.is_some())
            .await?;
        let ((left, right), (bottom, top)) = zoom.x.zip(zoom.lower).context("both")?;
        ensure!(left < right && bottom < top, "{zoom:?}");
        show_all(page, whole).await?;

        // Less than 8 pixels is a click.
        let from = page.lower(0.4, 0.5).await?;
        let near = Spot {
            x: from.x + 6.0,
            ..from
        };
        page.drag(from, near).await?;
        page.wait_gone(".marked").await?.wait_address().await;
        assert_eq!(page.zoom().await?, Zoom::ALL);
        assert_eq!(page.picture().await?, whole);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_title_of_a_zoomed_figure_says_its_steps() -> Result<()> {
    let hub = hub_of_three().await?;
    flow("zoomed_title", &hub, async |page| {
        let downloads = Downloads::of(page).await?;
        page.open_three().await?;
        page.drag(page.lower(0.3, 0.5).await?, page.lower(0.5, 0.5).await?)
            .await?;
        let zoom = page.wait_zoom("x", |zoom| zoom.x.is_some()).await?;
        let (min, max) = zoom.x.context("x")?;
        page.unfold(".downloads").await?.click_button("SVG").await?;
        let svg = String::from_utf8(downloads.take("TrainingLossComparison.svg").await?)?;
        let (_, said) = svg
            .split_once("Training Loss Comparison (Steps ")
            .context("no title says steps")?;
        let (said, _) = said.split_once([')', '<']).context("no end")?;
        let grouped = |step: f64| training_graphs::number::grouped(step, 0);
        let expected = format!("{} to {}", grouped(min), grouped(max));
        ensure!(said.starts_with(&expected), "{expected} expected: {said}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn escape_drops_a_drag_and_a_double_click_fits() -> Result<()> {
    let hub = hub_of_three().await?;
    flow("escape", &hub, async |page| {
        let whole = page.open_three().await?;
        page.escape_drag(page.lower(0.3, 0.5).await?, page.lower(0.6, 0.5).await?)
            .await?
            .wait_address()
            .await;
        assert_eq!(page.zoom().await?, Zoom::ALL);

        page.drag(page.lower(0.3, 0.5).await?, page.lower(0.6, 0.5).await?)
            .await?;
        page.wait_zoom("x", |zoom| zoom.x.is_some()).await?;
        let at = page.lower(0.4, 0.5).await?;
        page.drag(at, at).await?.wait_for(".pins").await?;
        let pinned = page.texts(".pins thead th").await?;
        // Longer than two clicks of a double click are apart.
        tokio::time::sleep(std::time::Duration::from_millis(700)).await;
        page.double_click(page.lower(0.5, 0.5).await?).await?;
        page.wait_zoom("all", |zoom| *zoom == Zoom::ALL).await?;
        assert_eq!(page.texts(".pins thead th").await?, pinned);
        page.press([Key::Escape]).await?.wait_gone(".pins").await?;
        page.hover(Spot { x: 1.0, y: 1.0 })
            .await?
            .wait_picture(whole)
            .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_empty_part_has_a_button_that_leads_out_of_it() -> Result<()> {
    let hub = hub_of_three().await?;
    flow("empty_part", &hub, async |page| {
        for blank in ["?xmin=0&xmax=200", "?xmin=19900&xmax=20000"] {
            page.open(blank)
                .await?
                .wait_words(".why-empty", "No full window of 500 losses")
                .await?;
        }
        page.open("?ymin=1000&ymax=2000")
            .await?
            .wait_painted()
            .await?;
        page.wait_words(".why-empty", "No losses in this range")
            .await?;
        page.click(".why-empty button").await?;
        page.wait_zoom("all of it", |zoom| *zoom == Zoom::ALL)
            .await?;
        page.wait("the focus to stay", "document.activeElement.id === 'hand'")
            .await?;
        Ok(())
    })
    .await
}

/// Browsers tell a pinch on a touchpad as a wheel with Ctrl, by 100 times the logarithm of the fingers' distance.
#[tokio::test]
async fn a_touchpads_pinch_goes_as_far_as_its_fingers() -> Result<()> {
    let hub = hub_of_three().await?;
    flow("touchpad", &hub, async |page| {
        page.open_three().await?;
        let at = page.spot("#hand", 0.5, 0.75).await?;
        page.with_key(Key::Control, async |page| {
            for _ in 0..7 {
                page.wheel(at, -10).await?;
            }
            Ok(())
        })
        .await?;
        // Twice as far apart, as nearly as makes no difference.
        let is_half = |zoom: &Zoom| {
            zoom.x
                .is_some_and(|(min, max)| ((max - min) / (0.5 * STEPS) - 1.0).abs() < 0.02)
        };
        page.wait_zoom("half of the steps", is_half).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_wheel_zooms_with_a_key_and_scrolls_without() -> Result<()> {
    let hub = hub_of_three().await?;
    // So low that the page is higher.
    let screen = Screen {
        height: 640,
        ..Screen::default()
    };
    flow_on(screen, "wheel", &hub, async |page| {
        page.open_three().await?;
        let at = page.spot("#hand", 0.4, 0.6).await?;
        page.wheel(at, 120)
            .await?
            .wait("the page to scroll", "scrollY > 60")
            .await?
            .wait_address()
            .await;
        assert_eq!(page.zoom().await?, Zoom::ALL, "a bare wheel zooms nothing");
        let hint = page.wait_text(".wheel-hint.seen").await?;
        ensure!(hint.contains("scroll to zoom"), "the hint says how: {hint}");

        page.wait("the scrolling to end", SCROLL_IS_STILL).await?;
        let at = page.spot("#hand", 0.4, 0.6).await?;
        let scrolled: f64 = page.eval("scrollY").await?;
        page.with_key(Key::Control, async |page| {
            // A turn that begins outwards, where there is no more to show.
            page.wheel(at, 100).await?;
            page.wheel(at, -200).await?;
            Ok(())
        })
        .await?;
        let near = page
            .wait_zoom("x and y", |zoom| zoom.x.is_some() && zoom.lower.is_some())
            .await?;
        assert_eq!(near.upper, None, "the other panel's losses stay");
        let (min, max) = near.x.context("x")?;
        ensure!(
            min > 0.0 && max < STEPS && max - min < 0.8 * STEPS,
            "{near:?}"
        );
        let ratio: f64 = page.eval("devicePixelRatio").await?;
        assert_eq!(
            (page.eval::<f64>("scrollY").await?, ratio),
            (scrolled, 1.0),
            "the page stays"
        );
        page.with_key(Key::Alt, async |page| {
            page.wheel(at, 200).await?;
            Ok(())
        })
        .await?;
        let far = page.wait_zoom("another part", |zoom| *zoom != near).await?;
        let width = |zoom: Zoom| zoom.x.map_or(STEPS, |(min, max)| max - min);
        ensure!(width(far) > width(near), "{near:?}, then {far:?}");
        for _ in 0..2 {
            page.click("[aria-label='Previous view']").await?;
        }
        page.wait_zoom("all", |zoom| *zoom == Zoom::ALL).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn shift_drags_move_what_is_shown() -> Result<()> {
    let hub = hub_of_three().await?;
    flow("pan", &hub, async |page| {
        page.open_three().await?;
        page.drag(page.lower(0.4, 0.5).await?, page.lower(0.7, 0.5).await?)
            .await?;
        let before = page.wait_zoom("x", |zoom| zoom.x.is_some()).await?;
        let (from, to) = (page.lower(0.5, 0.5).await?, page.lower(0.4, 0.51).await?);
        page.with_key(Key::Shift, async |page| {
            page.drag(from, to).await?;
            Ok(())
        })
        .await?;
        let after = page.wait_zoom("another part", |zoom| *zoom != before).await?;
        assert_eq!((after.upper, after.lower), (None, None), "nearly level is level");
        let ((a, b), (c, d)) = before.x.zip(after.x).context("x")?;
        ensure!(
            c > a && d > b,
            "dragged to the left, later steps come: {before:?}, {after:?}"
        );
        let [before_width, after_width] = [b - a, d - c];
        ensure!(
            (after_width / before_width - 1.0).abs() < 0.02,
            "as wide as before"
        );

        // So does the middle button, and one step of the history leads back.
        for (event, at) in [("mousePressed", from), ("mouseMoved", to), ("mouseReleased", to)] {
            let hand = json!({
                "type": event, "x": at.x, "y": at.y, "button": "middle", "buttons": 4, "clickCount": 1,
            });
            page.cdp("Input.dispatchMouseEvent", hand).await?;
        }
        page.wait_zoom("yet another part", |zoom| *zoom != after).await?;
        page.press([Key::Backspace]).await?;
        page.wait_zoom("the part before", |zoom| *zoom == after).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn keys_and_buttons_zoom_without_a_mouse() -> Result<()> {
    let hub = hub_of_three().await?;
    flow("zoom_by_keys", &hub, async |page| {
        let whole = page.open_three().await?;
        tab_to_figure(page).await?;
        page.press(['+']).await?;
        let first = page.wait_zoom("x", |zoom| zoom.x.is_some()).await?;
        page.press(['+']).await?;
        let near = page
            .wait_zoom("a closer look", |zoom| *zoom != first)
            .await?;
        page.press(['-']).await?;
        let far = page.wait_zoom("another part", |zoom| *zoom != near).await?;
        let width = |zoom: Zoom| zoom.x.map_or(STEPS, |(min, max)| max - min);
        ensure!(width(far) > width(near), "{near:?}, then {far:?}");
        page.press(['0']).await?;
        page.wait_zoom("all", |zoom| *zoom == Zoom::ALL).await?;
        page.wait_picture(whole).await?;

        for (button, shows_all) in [
            ("Zoom in", false),
            ("Zoom in", false),
            ("Previous view", false),
            ("Show all", true),
        ] {
            let before = page.zoom().await?;
            page.click(&format!("[aria-label='{button}']")).await?;
            let after = page.wait_zoom(button, |zoom| *zoom != before).await?;
            assert_eq!(after == Zoom::ALL, shows_all, "{button}");
        }
        // A key from anywhere.
        page.press(['l']).await?.wait_other_picture(whole).await?;
        page.wait("a log axis", "location.search.includes('y=log')")
            .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_hand_goes_no_further_than_there_is_something_to_see() -> Result<()> {
    let hub = hub_of_three().await?;
    flow("zoom_ends", &hub, async |page| {
        page.open_three().await?;
        tab_to_figure(page).await?;
        // Out of all, and into one step.
        press_slowly(page, '-', 2).await?;
        assert_eq!(page.zoom().await?, Zoom::ALL, "there is no more than all");
        press_slowly(page, '+', 60).await?;
        let width = |zoom: &Zoom| zoom.x.map_or(STEPS, |(min, max)| max - min);
        let near = page.wait_zoom("one step", |zoom| width(zoom) < 1.5).await?;
        ensure!(width(&near) >= 1.0, "{near:?}");
        press_slowly(page, '-', 60).await?;
        page.wait_zoom("all", |zoom| *zoom == Zoom::ALL).await?;

        // Past the first step there is none.
        page.drag(page.lower(0.4, 0.5).await?, page.lower(0.7, 0.5).await?)
            .await?;
        let before = page.wait_zoom("x", |zoom| zoom.x.is_some()).await?;
        for _ in 0..4 {
            let (from, to) = (page.lower(0.2, 0.5).await?, page.lower(0.9, 0.5).await?);
            page.with_key(Key::Shift, async |page| {
                page.drag(from, to).await?;
                Ok(())
            })
            .await?;
        }
        let first = page
            .wait_zoom("the first steps", |zoom| {
                zoom.x.is_some_and(|(min, _)| min <= 0.0)
            })
            .await?;
        let change = width(&first) / width(&before);
        ensure!((change - 1.0).abs() < 0.02, "{before:?}, then {first:?}");
        Ok(())
    })
    .await
}

/// A page scrolls smoothly, and goes on for a while.
const SCROLL_IS_STILL: &str = "new Promise(tell => {
    const before = scrollY;
    setTimeout(() => tell(scrollY === before), 150);
})";

/// Presses a key again and again, each time once the figure has followed.
async fn press_slowly(page: &Page, key: char, times: usize) -> Result<()> {
    let frames = "new Promise(tell => {
        requestAnimationFrame(() => requestAnimationFrame(() => tell(true)));
    })";
    for _ in 0..times {
        page.press([key]).await?.wait("a frame", frames).await?;
    }
    Ok(())
}

async fn show_all(page: &Page, picture: u64) -> Result<()> {
    page.click("[aria-label='Show all']").await?;
    page.wait_zoom("all", |zoom| *zoom == Zoom::ALL).await?;
    page.wait_picture(picture).await?;
    Ok(())
}

/// Gives the figure the focus as a keyboard does.
async fn tab_to_figure(page: &Page) -> Result<()> {
    for _ in 0..60 {
        page.press([Key::Tab]).await?;
        if page
            .eval::<bool>("document.activeElement.id === 'hand'")
            .await?
        {
            return Ok(());
        }
    }
    anyhow::bail!("the Tab key never comes to the figure")
}

#[tokio::test]
async fn a_wheel_sideways_moves_what_is_zoomed() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs([ADDITION[0]], 20_000);
    flow("wheel_sideways", &hub, async |page| {
        let at = async |query: &str| -> Result<Spot> {
            page.open(&format!("?runs={}{query}", ADDITION[0]))
                .await?
                .wait_painted()
                .await?;
            page.spot("#hand", 0.5, 0.7).await
        };
        let turn = async |at: Spot| {
            let wheel = json!({
                "type": "mouseWheel", "x": at.x, "y": at.y, "deltaX": 60, "deltaY": 0,
            });
            page.cdp("Input.dispatchMouseEvent", wheel).await
        };
        turn(at("&xmin=5000&xmax=9000").await?).await?;
        page.wait_zoom("later steps", |zoom| {
            zoom.x.is_some_and(|(min, _)| min > 5050.0)
        })
        .await?;
        let moved = page.wait_zoom("any", |_| true).await?;
        let (min, max) = moved.x.context("x is zoomed")?;
        ensure!((max - min - 4000.0).abs() < 60.0, "{min} to {max}");

        // Where all is shown there is nowhere to go.
        turn(at("").await?).await?;
        page.wait_for(".wheel-hint.seen").await?;
        assert_eq!(page.wait_zoom("any", |_| true).await?, Zoom::ALL);
        Ok(())
    })
    .await
}
