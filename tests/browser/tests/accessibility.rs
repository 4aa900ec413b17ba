//! The page can be used by eye, ear and keyboard, in every state that a visitor meets.

use anyhow::{Result, ensure};
use browser_tests::{
    Fault, Hub, Page, Screen, Spot, flow, flow::flow_on, page::Focus, runs::ADDITION,
};
use fantoccini::key::Key;
use serde_json::json;
use tempfile::TempDir;

const MODEL: &str = "source=samples&model=add_d5_l2_h3_t15K_s100001";
const SAMPLE: &str = "?source=samples&runs=add_d5_l2_h3_t15K_s100001";

/// Nothing stands in anybody's way, light or dark.
async fn check(page: &Page, state: &str) -> Result<()> {
    for dark in [false, true] {
        page.prefer_dark(dark).await?;
        let barriers = page.barriers().await?;
        ensure!(
            barriers.is_empty(),
            "{state}, {}: {barriers:#?}",
            if dark { "dark" } else { "light" }
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_barrier_is_found_where_there_is_one() -> Result<()> {
    let hub = Hub::start().await?;
    flow("access_barrier", &hub, async |page| {
        page.open("?source=samples&runs=")
            .await?
            .wait_painted()
            .await?;
        page.eval::<()>(
            "void document.querySelector('main').append(document.createElement('button'))",
        )
        .await?;
        let barriers = page.barriers().await?;
        ensure!(
            barriers.len() == 1 && barriers[0].starts_with("button-name"),
            "{barriers:?}"
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn no_barriers_while_runs_come_and_fail() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, 2000)
        .fault(ADDITION[2], Fault::stall())
        .without(ADDITION[3]);
    flow("access_runs", &hub, async |page| {
        page.open("").await?.wait_drawn(9).await?;
        check(page, "one run still loading, one failed").await?;
        page.click_button("Stop").await?.wait_painted().await?;
        check(page, "two failed").await?;

        for run in ADDITION {
            hub.fault(run, Fault::status(404));
        }
        page.reload().await?.wait_painted().await?;
        check(page, "all failed").await?;

        hub.away();
        page.reload().await?.wait_painted().await?;
        check(page, "the hub is away, samples instead").await?;
        page.open("?runs=").await?.wait_painted().await?;
        check(page, "no run").await?;
        page.open("?w=0&theme=none")
            .await?
            .wait_text("#address-notice")
            .await?;
        check(page, "an address with faults").await
    })
    .await
}

#[tokio::test]
async fn no_barriers_in_what_is_unfolded() -> Result<()> {
    let hub = Hub::start().await?;
    flow("access_unfolded", &hub, async |page| {
        page.open(SAMPLE).await?.wait_painted().await?;
        check(page, "one run").await?;
        page.unfold(".downloads").await?;
        page.unfold(".data-table")
            .await?
            .wait_text(".data-table td")
            .await?;
        let at = page.spot("#hand", 0.5, 0.25).await?;
        page.drag(at, at).await?.wait_for(".pins").await?;
        check(page, "downloads, table, a pinned step").await?;
        page.click("[aria-label='Help']")
            .await?
            .wait_text(".help h2")
            .await?;
        check(page, "keys and gestures").await?;
        page.press([Key::Escape]).await?;
        page.click_button("Embed …")
            .await?
            .wait_text(".embed-dialog h2")
            .await?;
        check(page, "the embed dialog").await?;
        page.press([Key::Escape]).await?;
        page.click_button("Share")
            .await?
            .wait_text(".share h2")
            .await?;
        check(page, "the links to share").await?;

        page.open(&format!("?{MODEL}&over=1"))
            .await?
            .wait_painted()
            .await?;
        page.unfold(".model details").await?;
        check(page, "one model").await?;
        page.open(&format!("{SAMPLE}&embed=1"))
            .await?
            .wait_painted()
            .await?;
        check(page, "embedded").await?;

        let folder = TempDir::new()?;
        let file = folder.path().join("words.txt");
        std::fs::write(&file, "Hello, this is a letter.\n")?;
        page.open("?runs=").await?.wait_painted().await?;
        page.unfold("#chooser")
            .await?
            .pick_files("#chooser input[type=file]", &[file])
            .await?;
        page.wait_state("words.txt", "failed").await?;
        check(page, "a file that cannot be read, and the catalogue").await
    })
    .await
}

#[tokio::test]
async fn no_barriers_among_forty_runs() -> Result<()> {
    let hub = Hub::start().await?;
    let names: Vec<String> = (0..40)
        .map(|at| format!("add_d{}_l{}_h3_t2K_s372001", 5 + at % 11, 1 + at / 11))
        .collect();
    hub.short_runs(names.iter().map(String::as_str), 2000);
    flow("access_forty", &hub, async |page| {
        page.open(&format!("?runs={}", names.join(",")))
            .await?
            .wait_painted()
            .await?;
        assert_eq!(page.runs_in("drawn").await?, names);
        page.unfold(".data-table")
            .await?
            .wait_text(".data-table td")
            .await?;
        check(page, "forty runs").await
    })
    .await
}

#[tokio::test]
async fn the_keyboard_leads_everywhere_in_reading_order() -> Result<()> {
    let hub = Hub::start().await?;
    flow("access_keyboard", &hub, async |page| {
        for screen in [Screen::default(), Screen::PHONE] {
            page.set_screen(screen)
                .await?
                .open(SAMPLE)
                .await?
                .wait_painted()
                .await?;
            page.eval::<()>("void (document.querySelector('.data-table').open = true)")
                .await?;
            page.wait_text(".data-table td").await?;
            let walk = walk(page).await?;
            let mut parts: Vec<&str> = walk.iter().map(|focus| focus.part.as_str()).collect();
            parts.dedup();
            assert_eq!(
                parts,
                [
                    "masthead",
                    "toolbar",
                    "hand",
                    "log-switch",
                    "hint",
                    "figure-buttons",
                    "data-table",
                    "legend",
                    "downloads",
                    "chooser",
                ],
                "{walk:#?}"
            );
            for focus in &walk {
                ensure!(focus.is_seen, "the focus is not seen: {focus:?}");
                ensure!(focus.element.contains(' '), "it has no name: {focus:?}");
            }
        }
        Ok(())
    })
    .await
}

/// Presses Tab from the top of the page until it has been everywhere.
async fn walk(page: &Page) -> Result<Vec<Focus>> {
    page.eval::<()>("void document.activeElement.blur()")
        .await?;
    let mut walk: Vec<Focus> = Vec::new();
    loop {
        page.press([Key::Tab]).await?;
        match page.focus().await? {
            Some(focus) if walk.first() != Some(&focus) && walk.len() < 100 => walk.push(focus),
            _ => return Ok(walk),
        }
    }
}

#[tokio::test]
async fn dialogs_take_the_focus_and_give_it_back() -> Result<()> {
    let hub = Hub::start().await?;
    flow("access_dialogs", &hub, async |page| {
        page.open(SAMPLE).await?.wait_painted().await?;
        for (button, dialog) in [
            ("Embed …", ".embed-dialog"),
            ("Share", ".share"),
            ("?", ".help"),
        ] {
            page.click_button(button)
                .await?
                .wait_text(&format!("{dialog} h2"))
                .await?;
            let inside =
                format!("document.querySelector('{dialog}').contains(document.activeElement)");
            ensure!(page.eval::<bool>(&inside).await?, "{dialog} has the focus");
            // Keys of the page are not for those who are in a dialog.
            page.press(['/', 'l', '?']).await?;
            ensure!(
                page.eval::<bool>(&inside).await?,
                "{dialog} keeps the focus"
            );
            assert_eq!(page.asks("y").await?, None);
            page.press([Key::Escape]).await?;
            let closed = format!("!document.querySelector('{dialog}[open]')");
            page.wait("the dialog to close", &closed).await?;
            let focus: String = page.eval("document.activeElement.innerText.trim()").await?;
            assert_eq!(focus, button);
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_click_beside_a_dialog_closes_it() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, 1000);
    flow("beside_dialog", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        page.click_button("Embed …").await?;
        page.wait_text(".snippet textarea").await?;
        let beside = Spot { x: 20.0, y: 450.0 };
        // What is selected may end beside the text.
        let text = page.spot(".snippet textarea", 0.5, 0.5).await?;
        page.drag(text, beside).await?;
        page.wait_text(".embed-dialog").await?;
        page.drag(beside, beside).await?;
        page.wait_gone(".embed-dialog").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_button_that_leaves_passes_the_focus_on() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, 2000).without(ADDITION[3]);
    flow("access_passing", &hub, async |page| {
        page.open("?w=400&theme=none").await?.wait_painted().await?;
        let at = page.spot("#hand", 0.5, 0.7).await?;
        page.drag(at, at).await?.wait_for(".pins").await?;
        let slider = ".toolbar input[type=range]";
        for (button, next) in [
            ("#address-notice button", "#hand"),
            (".pins button", "#hand"),
            (".toolbar button", slider),
        ] {
            press(page, button).await?;
            page.wait_gone(button).await?;
            let focused = format!("document.activeElement.matches('{next}')");
            page.wait(&format!("{button} to pass the focus"), &focused)
                .await?;
        }
        hub.short_runs([ADDITION[3]], 2000);
        press(page, ".legend-retry").await?;
        let run = ADDITION[3];
        let focused = format!("document.activeElement.closest('li')?.dataset.run === '{run}'");
        page.wait("the run to have the focus", &focused).await?;
        page.wait_state(run, "drawn").await?;
        ensure!(page.eval::<bool>(&focused).await?, "and to keep it");
        Ok(())
    })
    .await
}

/// Presses a button as a keyboard does.
async fn press(page: &Page, button: &str) -> Result<()> {
    page.focus_on(button).await?;
    page.press([Key::Enter]).await?;
    Ok(())
}

#[tokio::test]
async fn nothing_is_too_small_or_too_wide() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, 2000).without(ADDITION[3]);
    let start = Screen {
        width: 2560,
        height: 1440,
        ..Screen::default()
    };
    flow_on(start, "access_sizes", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        page.unfold(".downloads")
            .await?
            .unfold("#chooser")
            .await?
            .unfold(".data-table")
            .await?;
        page.wait_text(".data-table td").await?;
        for width in [2560, 1440, 768, 390, 360] {
            page.set_screen(Screen {
                width,
                ..Screen::default()
            })
            .await?;
            page.wait("the width", &format!("innerWidth === {width}"))
                .await?;
            let overflow: i64 = page
                .eval("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                .await?;
            assert_eq!(overflow, 0, "at {width} the page scrolls sideways");
            let small = page.small_targets().await?;
            ensure!(small.is_empty(), "at {width}: {small:#?}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn letters_are_as_large_as_the_visitor_wants_them() -> Result<()> {
    let hub = Hub::start().await?;
    flow("access_letters", &hub, async |page| {
        let height = "document.querySelector('.log-switch').getBoundingClientRect().height";
        page.open(SAMPLE).await?.wait_painted().await?;
        page.wait_for(".log-switch").await?;
        let usual: f64 = page.eval(height).await?;

        let large = json!({"fontSizes": {"standard": 32, "fixed": 32}});
        page.cdp("Page.setFontSizes", large).await?;
        page.open(SAMPLE).await?.wait_painted().await?;
        page.wait_for(".log-switch").await?;
        let larger: f64 = page.eval(height).await?;
        ensure!((larger / usual - 2.0).abs() < 0.05, "{usual} and {larger}");
        ensure!(
            page.eval::<bool>("document.documentElement.scrollWidth <= innerWidth")
                .await?,
            "nothing is too wide"
        );
        // The hand is where the eye is.
        let at = page.spot("#hand", 0.6, 0.3).await?;
        page.hover(at).await?.wait_for(".tooltip").await?;
        let line: f64 = page
            .eval("document.querySelector('.crosshair').getBoundingClientRect().left")
            .await?;
        ensure!((line - at.x as f64).abs() < 5.0, "{line} at {at:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nothing_moves_for_those_who_asked_for_rest() -> Result<()> {
    let hub = Hub::start().await?;
    flow("access_rest", &hub, async |page| {
        page.open(SAMPLE).await?.wait_painted().await?;
        let moving =
            "Array.from(document.querySelectorAll('*'), element => getComputedStyle(element))
            .filter(style => parseFloat(style.transitionDuration) > 0
                || style.animationName !== 'none' || style.scrollBehavior === 'smooth').length";
        ensure!(
            page.eval::<u32>(moving).await? > 0,
            "something moves for the others"
        );
        page.prefer("prefers-reduced-motion", "reduce").await?;
        assert_eq!(page.eval::<u32>(moving).await?, 0);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_happens_is_announced() -> Result<()> {
    let hub = Hub::start().await?;
    flow_on(Screen::PHONE, "access_status", &hub, async |page| {
        page.open(SAMPLE).await?.wait_painted().await?;
        let is_live = async |selector: &str| {
            page.eval::<bool>(&format!(
                "document.querySelector('{selector}').closest('[role=status], [role=alert], [aria-live]') !== null"
            ))
            .await
        };
        for selector in [".legend ~ .visually-hidden", ".progress-line > .visually-hidden", ".hand > .visually-hidden", "#notice p"] {
            ensure!(is_live(selector).await?, "{selector} says nothing aloud");
        }
        page.allow_clipboard().await?;
        page.click_button("Embed …").await?.wait_text(".embed-dialog h2").await?;
        page.click("[aria-label='Copy the script tag']").await?;
        page.wait_words(".embed-dialog [role=status]", "Script tag copied").await?;
        let copied: String = page.eval("navigator.clipboard.readText()").await?;
        let site: String = page.eval("location.origin + location.pathname").await?;
        let view = SAMPLE.replace('&', "&amp;");
        assert_eq!(
            copied,
            format!("<script src=\"{site}embed.js\" data-view=\"{view}\" async></script>")
        );
        page.click("[aria-label='Copy the frame']").await?;
        page.wait_words(".embed-dialog [role=status]", "Frame copied").await?;
        let copied: String = page.eval("navigator.clipboard.readText()").await?;
        ensure!(copied.starts_with(&format!("<iframe src=\"{site}{view}&amp;embed=1\"")), "{copied}");
        Ok(())
    })
    .await
}
