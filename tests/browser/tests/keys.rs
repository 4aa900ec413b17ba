//! Keys that work anywhere on the page.

use anyhow::{Result, ensure};
use browser_tests::{Hub, Page, Spot, flow, page::Zoom, runs::ADDITION};
use fantoccini::key::Key;
use serde_json::json;

#[tokio::test]
async fn keys_work_from_anywhere_but_fields_and_dialogs() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs([ADDITION[0]], 2000);
    flow("keys_anywhere", &hub, async |page| {
        page.open(&format!("?runs={}", ADDITION[0]))
            .await?
            .wait_painted()
            .await?;
        let is_log = "location.search.includes('y=log')";
        page.press(['?']).await?.wait_for(".help[open]").await?;
        let listed = page.text(".help[open]").await?.unwrap_or_default();
        for key in ["Ctrl-Shift-Z", "Backspace", "full screen"] {
            ensure!(listed.contains(key), "{key} is in the list: {listed}");
        }
        page.press(['l']).await?;
        page.press([Key::Escape])
            .await?
            .wait_gone("[open].help")
            .await?;
        ensure!(!page.eval::<bool>(is_log).await?, "a dialog keeps its keys");

        page.press(['/'])
            .await?
            .wait("the search", "document.activeElement.id === 'find'")
            .await?;
        page.press(['l'])
            .await?
            .wait("a letter", "document.activeElement.value === 'l'")
            .await?;
        ensure!(!page.eval::<bool>(is_log).await?, "a field keeps its keys");

        page.focus_on(".data-table summary").await?;
        page.press(['l']).await?.wait("a log axis", is_log).await?;
        page.click("h1").await?;
        let is_linear = format!("!{is_log}");
        page.press(['l'])
            .await?
            .wait("as it was", &is_linear)
            .await?;
        // A keyboard of another script writes another letter there.
        for kind in ["keyDown", "keyUp"] {
            let key = json!({"type": kind, "key": "д", "code": "KeyL"});
            page.cdp("Input.dispatchKeyEvent", key).await?;
        }
        page.wait("a log axis", is_log).await?;
        for is_full in [true, false] {
            let condition = format!("(document.fullscreenElement !== null) === {is_full}");
            page.press(['f'])
                .await?
                .wait("full screen", &condition)
                .await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn keys_of_one_character_can_be_left_to_the_figure() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs([ADDITION[0]], 2000);
    let address = format!("?runs={}", ADDITION[0]);
    flow("single_keys", &hub, async |page| {
        const SWITCH: &str = ".help input[type=checkbox]";
        let is_log = "location.search.includes('y=log')";
        let is_linear = "!location.search.includes('y=log')";
        page.open(&address).await?.wait_painted().await?;
        page.press(['?']).await?.click(SWITCH).await?;
        page.press([Key::Escape])
            .await?
            .wait_gone("[open].help")
            .await?;
        // On the next visit too.
        page.open(&address).await?.wait_painted().await?;
        page.click("h1").await?.press(['l']).await?;
        page.press(['?']).await?.press([Key::Tab]).await?;
        ensure!(
            page.eval::<bool>(is_linear).await?,
            "the page leaves them alone"
        );
        assert_eq!(page.text(".help[open]").await?, None);
        page.focus_on("#hand").await?;
        page.press(['l']).await?.wait("a log axis", is_log).await?;
        page.press(['?']).await?.wait_for(".help[open]").await?;
        page.click(SWITCH).await?.press([Key::Escape]).await?;
        page.click("h1").await?.press(['l']).await?;
        page.wait("a linear axis", is_linear).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_refused_full_screen_is_no_error() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs([ADDITION[0]], 2000);
    flow("no_full_screen", &hub, async |page| {
        page.run_first(
            "window.refusals = window.unanswered = 0;
            addEventListener('unhandledrejection', () => { unanswered += 1; });
            Element.prototype.requestFullscreen = async () => {
                refusals += 1;
                throw new TypeError('not here');
            };",
        )
        .await?;
        page.open(&format!("?runs={}", ADDITION[0]))
            .await?
            .wait_painted()
            .await?;
        page.press(['f'])
            .await?
            .wait("a refusal", "refusals === 1")
            .await?;
        // It would be told of after the task that it came in.
        page.wait_idle().await?;
        assert_eq!(page.eval::<u64>("unanswered").await?, 0);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn losses_fit_the_steps_in_view() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs([ADDITION[0]], 2000);
    flow("fit_losses", &hub, async |page| {
        page.open(&format!("?runs={}&w=1&xmin=1500&xmax=1900", ADDITION[0]))
            .await?
            .wait_painted()
            .await?;
        page.press(['y'])
            .await?
            .wait("fitted losses", "location.search.includes('ymax=')")
            .await?;
        // The losses there are a small part of all.
        let most = page.asks("ymax").await?.unwrap_or_default();
        let upper: f64 = most.split(',').next().unwrap_or_default().parse()?;
        ensure!(upper > 0.0 && upper < 1.0, "{most}");
        page.press([Key::Backspace])
            .await?
            .wait("the view before", "!location.search.includes('ymax=')")
            .await?;
        page.click("[aria-label^='Fit losses']")
            .await?
            .wait("fitted losses", "location.search.includes('ymax=')")
            .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn pins_at_the_last_steps_can_be_read_and_taken_away() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs([ADDITION[0]], 2000);
    flow("last_pins", &hub, async |page| {
        page.open(&format!("?runs={}", ADDITION[0]))
            .await?
            .wait_painted()
            .await?;
        page.focus_on("#hand")
            .await?;
        page.press([Key::End]).await?.press([Key::Enter]).await?;
        page.with_key(Key::Shift, async |page| page.press([Key::Left]).await.map(drop))
            .await?;
        page.press([Key::Enter]).await?;
        page.wait("two pins", "document.querySelectorAll('.pin-name').length === 2")
            .await?;
        let told = page.texts(".pins td").await?.join(" ");
        ensure!(!told.contains("NaN"), "{told}");
        let reached: bool = page
            .eval(
                "[...document.querySelectorAll('.pin-name')].every(name => {
                    name.scrollIntoView({block: 'center'});
                    const {left, right, top, bottom} = name.getBoundingClientRect();
                    return [left + 1, right - 1].every(x => document.elementFromPoint(x, (top + bottom) / 2) === name);
                })",
            )
            .await?;
        ensure!(reached, "a name is cut off, or under another");

        let pinned = "new URLSearchParams(location.search).get('at')";
        page.wait("both in the address", &format!("{pinned}?.endsWith(',1999')"))
            .await?;
        page.reload()
            .await?
            .wait(
                "two pins",
                "document.querySelectorAll('.pin-name').length === 2",
            )
            .await?;
        page.click(".pin-name").await?;
        page.wait("the last alone", &format!("{pinned} === '1999'"))
            .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_key_held_down_switches_once() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs([ADDITION[0]], 2000);
    flow("held_keys", &hub, async |page| {
        page.open(&format!("?runs={}", ADDITION[0])).await?.wait_painted().await?;
        page.wait_for(".log-switch").await?;
        let hold = async |key: &str, code: &str| -> Result<()> {
            for again in [false, true, true, true] {
                let down = json!({"type": "keyDown", "key": key, "code": code, "text": key, "autoRepeat": again});
                page.cdp("Input.dispatchKeyEvent", down).await?;
            }
            page.cdp("Input.dispatchKeyEvent", json!({"type": "keyUp", "key": key, "code": code})).await?;
            Ok(())
        };
        hold("l", "KeyL").await?;
        page.wait("log losses above", "new URLSearchParams(location.search).get('y') === 'log'").await?;

        page.focus_on("#hand").await?.press([Key::Home]).await?;
        page.wait_words(SAID, "Step ").await?;
        hold(" ", "Space").await?;
        page.wait_for(".pins").await?;
        Ok(())
    })
    .await
}

/// What was said last of what a hand has done.
const SAID: &str = ".hand > .visually-hidden";

#[tokio::test]
async fn the_view_follows_a_crosshair_past_its_edge() -> Result<()> {
    let hub = Hub::start().await?;
    let run = ADDITION[0];
    hub.short_runs([run], 20_000);
    flow("edge", &hub, async |page| {
        for (view, end, on, edge, next) in [
            // Few steps, and more than there are pixels.
            ("xmin=500&xmax=1000", Key::End, Key::Right, "Step 1,000:", "Step 1,001:"),
            ("xmin=500&xmax=1000", Key::Home, Key::Left, "Step 500:", "Step 499:"),
            ("xmin=2000&xmax=18000", Key::End, Key::Right, "Step 18,000:", "Step 18,0"),
            ("xmin=2000&xmax=18000", Key::Home, Key::Left, "Step 2,000:", "Step 1,9"),
            ("x=log&xmin=100&xmax=1000", Key::End, Key::Right, "Step 1,000:", "Step 1,00"),
            ("x=percent&xmin=20&xmax=30", Key::End, Key::Right, "30", "30."),
        ] {
            page.open(&format!("?runs={run}&{view}")).await?.wait_painted().await?;
            let (min, max) = (bound(page, "xmin").await?, bound(page, "xmax").await?);
            page.wait_for("#hand").await?;
            page.focus_on("#hand").await?;
            page.press([end]).await?.wait_words(SAID, edge).await?;
            let at_edge = page.wait_text(SAID).await?;
            page.press([on]).await?;
            let direction = if matches!(on, Key::Right) { '>' } else { '<' };
            let bound_is_beyond = format!("new URLSearchParams(location.search).get('xmax') {direction} {max}");
            page.wait(view, &bound_is_beyond).await?;
            let is_another = format!("document.querySelector('{SAID}').innerText !== '{at_edge}'");
            page.wait(next, &is_another).await?.wait_words(SAID, next).await?;
            // One step back, it is as it was.
            page.press([Key::Backspace]).await?;
            page.wait(
                "the view of before",
                &format!("(query => query.get('xmin') == {min} && query.get('xmax') == {max})(new URLSearchParams(location.search))"),
            )
            .await?;
        }
        Ok(())
    })
    .await
}

async fn bound(page: &Page, key: &str) -> Result<f64> {
    Ok(page.asks(key).await?.unwrap_or_default().parse()?)
}

#[tokio::test]
async fn without_a_run_there_is_nothing_to_point_at() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs([ADDITION[0]], 2000);
    let run = ADDITION[0];
    flow("nothing_drawn", &hub, async |page| {
        page.open(&format!("?runs={run}&hide={run}"))
            .await?
            .wait_state(run, "hidden")
            .await?;
        page.wait_for("#hand").await?;
        page.focus_on("#hand").await?;
        page.press([Key::Right]).await?;
        page.wait_words(SAID, "No run is drawn").await?;
        page.click("#hand").await?.press([Key::Enter]).await?;
        page.toggle(run).await?.wait_state(run, "drawn").await?;
        page.wait_idle().await?;
        assert_eq!(page.asks("at").await?, None, "nothing was pinned");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_first_press_leads_to_the_search() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs([ADDITION[0]], 2000);
    flow("keys_search", &hub, async |page| {
        page.open(&format!("?runs={}", ADDITION[0]))
            .await?
            .wait_painted()
            .await?;
        page.press(['/'])
            .await?
            .wait("the search", "document.activeElement.id === 'find'")
            .await?;
        page.press("d10".chars())
            .await?
            .wait("what is typed", "document.activeElement.value === 'd10'")
            .await?;

        page.open("?source=samples").await?.wait_painted().await?;
        page.press(['/'])
            .await?
            .wait(
                "the models",
                "document.activeElement.matches('#chooser[open] > summary')",
            )
            .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_figure_is_zoomed_from_anywhere() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs([ADDITION[0]], 20_000);
    flow("keys_zoom", &hub, async |page| {
        page.open(&format!("?runs={}", ADDITION[0]))
            .await?
            .wait_painted()
            .await?;
        page.press(['+']).await?;
        let near = page.wait_zoom("x", |zoom| zoom.x.is_some()).await?;
        page.press(['-']).await?;
        page.wait_zoom("another part", |zoom| *zoom != near).await?;
        page.press([Key::Backspace]).await?;
        page.wait_zoom("the part before", |zoom| *zoom == near)
            .await?;
        page.press(['0']).await?;
        page.wait_zoom("all", |zoom| *zoom == Zoom::ALL).await?;

        // A slider takes arrows, and leaves letters.
        page.focus_on(".toolbar input[type=range]").await?;
        page.press(['l'])
            .await?
            .wait("a log axis", "location.search.includes('y=log')")
            .await?;

        // Escape drops what is held first, then what is pinned.
        let at = page.spot("#hand", 0.5, 0.7).await?;
        page.drag(at, at).await?.wait_for(".pins").await?;
        page.eval::<()>("void document.activeElement.blur()")
            .await?;
        let beside = Spot {
            x: at.x + 90.0,
            ..at
        };
        page.escape_drag(at, beside).await?;
        page.wait_for(".pins").await?;
        page.press([Key::Escape]).await?.wait_gone(".pins").await?;

        // What is pinned once more leaves.
        page.focus_on("#hand").await?;
        page.hover(at).await?.wait_for(".tooltip").await?;
        page.press([Key::Enter]).await?.wait_for(".pins").await?;
        page.press([Key::Enter]).await?.wait_gone(".pins").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn arrows_lead_the_window_from_end_to_end() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs([ADDITION[0]], 2000);
    flow("keys_window", &hub, async |page| {
        page.open(&format!("?runs={}&w=1", ADDITION[0]))
            .await?
            .wait_painted()
            .await?;
        page.focus_on(".toolbar input[type=range]").await?;
        let mut before = 1;
        for key in [
            Key::Right,
            Key::Right,
            Key::Right,
            Key::End,
            Key::Left,
            Key::Home,
        ] {
            page.press([key]).await?;
            page.wait(
                "another window",
                &format!("document.querySelector('#window').value !== '{before}'"),
            )
            .await?;
            before = page
                .eval::<String>("document.querySelector('#window').value")
                .await?
                .parse()?;
            let is_right = match key {
                Key::Right => (2..=4).contains(&before),
                Key::End => before == 5000,
                Key::Left => (4000..5000).contains(&before),
                _ => before == 1,
            };
            ensure!(is_right, "{key:?} leads to {before}");
        }

        // What is no window does not stay in the box.
        page.fill("#window", "2.5").await?.press([Key::Tab]).await?;
        page.wait(
            "the window",
            "document.querySelector('#window').value === '1'",
        )
        .await?;
        Ok(())
    })
    .await
}
