//! Back and forward through the parts that were zoomed to.

use anyhow::{Result, ensure};
use browser_tests::{
    Hub, Page, Spot, flow,
    page::{STEPS, Zoom, hub_of_three},
    runs::ADDITION,
};
use fantoccini::key::Key;

#[tokio::test]
async fn each_zoom_can_be_undone() -> Result<()> {
    let hub = hub_of_three().await?;
    flow("zoom_back", &hub, async |page| {
        let whole = page.open_three().await?;
        page.drag(page.lower(0.2, 0.5).await?, page.lower(0.8, 0.5).await?)
            .await?;
        let first = page.wait_zoom("x", |zoom| zoom.x.is_some()).await?;
        page.drag(page.lower(0.4, 0.5).await?, page.lower(0.6, 0.5).await?)
            .await?;
        page.wait_zoom("a closer look", |zoom| *zoom != first)
            .await?;

        page.press([Key::Backspace]).await?;
        page.wait_zoom("the zoom before", |zoom| *zoom == first)
            .await?;
        page.with_key(Key::Control, async |page| {
            page.press(['z']).await?;
            Ok(())
        })
        .await?;
        page.wait_zoom("all", |zoom| *zoom == Zoom::ALL).await?;
        page.hover(Spot { x: 1.0, y: 1.0 })
            .await?
            .wait_picture(whole)
            .await?;
        // There is nothing left to undo, and the page stays.
        page.press([Key::Backspace]).await?;
        wait_nothing_to_undo(page).await?;
        assert_eq!(page.legend().await?.len(), 3);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_part_of_the_losses_is_no_view_of_another_scale() -> Result<()> {
    let hub = hub_of_three().await?;
    flow("zoom_scale", &hub, async |page| {
        page.open_three().await?;
        page.drag(page.lower(0.2, 0.5).await?, page.lower(0.8, 0.5).await?)
            .await?;
        let steps = page.wait_zoom("x", |zoom| zoom.x.is_some()).await?;
        page.drag(page.lower(0.5, 0.3).await?, page.lower(0.51, 0.7).await?)
            .await?;
        page.wait_zoom("y", |zoom| zoom.lower.is_some()).await?;
        page.press(['l']).await?;
        page.wait_zoom("all losses", |zoom| *zoom == steps).await?;
        page.press([Key::Backspace]).await?;
        page.wait_zoom("all", |zoom| *zoom == Zoom::ALL).await?;
        wait_nothing_to_undo(page).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_was_undone_can_be_done_again() -> Result<()> {
    let hub = hub_of_three().await?;
    flow("zoom_forward", &hub, async |page| {
        page.open_three().await?;
        page.drag(page.lower(0.2, 0.5).await?, page.lower(0.8, 0.5).await?)
            .await?;
        let first = page.wait_zoom("x", |zoom| zoom.x.is_some()).await?;
        page.drag(page.lower(0.4, 0.5).await?, page.lower(0.6, 0.5).await?)
            .await?;
        let second = page
            .wait_zoom("a closer look", |zoom| *zoom != first)
            .await?;
        for (shift, key) in [('y', None), ('z', Some(Key::Shift))] {
            page.press([Key::Backspace]).await?;
            page.wait_zoom("the zoom before", |zoom| *zoom == first)
                .await?;
            page.with_key(Key::Control, async |page| {
                match key {
                    Some(key) => {
                        page.with_key(key, async |page| {
                            page.press([shift]).await?;
                            Ok(())
                        })
                        .await?
                    }
                    None => page.press([shift]).await?,
                };
                Ok(())
            })
            .await?;
            page.wait_zoom("the zoom after", |zoom| *zoom == second)
                .await?;
        }

        // Buttons that have no more to do keep the focus, and do nothing.
        for (button, zooms) in [
            ("Previous view", [first, Zoom::ALL, Zoom::ALL]),
            ("Next view", [first, second, second]),
        ] {
            page.focus_on(&format!("[aria-label='{button}']")).await?;
            for zoom in zooms {
                page.press([Key::Enter]).await?;
                page.wait_zoom(button, |now| *now == zoom).await?;
            }
            let focus: String = page.eval("document.activeElement.ariaLabel").await?;
            assert_eq!(focus, button);
            let is_possible = is_possible(page, button).await?;
            ensure!(!is_possible, "{button} has no more to do");
        }

        // Another way from an earlier view leaves nothing to go forward to.
        page.click("[aria-label='Previous view']").await?;
        page.wait_zoom("the zoom before", |zoom| *zoom == first)
            .await?;
        assert!(is_possible(page, "Next view").await?);
        page.click("[aria-label='Zoom in']").await?;
        page.wait_zoom("another part", |zoom| ![first, second].contains(zoom))
            .await?;
        assert!(!is_possible(page, "Next view").await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn another_set_of_runs_shows_all_of_itself() -> Result<()> {
    let hub = hub_of_three().await?;
    hub.short_runs(ADDITION[3..].iter().copied(), 1000);
    flow("zoom_and_sets", &hub, async |page| {
        page.open_three().await?;
        page.drag(page.lower(0.4, 0.5).await?, page.lower(0.7, 0.5).await?)
            .await?;
        page.wait_zoom("x", |zoom| zoom.x.is_some()).await?;
        page.click_button("Addition")
            .await?
            .wait_drawn(ADDITION.len())
            .await?;
        assert_eq!(page.zoom().await?, Zoom::ALL);
        let leads_back: bool = page
            .eval(
                "document.querySelector('[aria-label=\"Previous view\"]').ariaDisabled === 'false'",
            )
            .await?;
        ensure!(
            !leads_back,
            "the zoom of other runs is not a view before of these"
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn another_x_axis_forgets_places_on_the_first() -> Result<()> {
    let hub = hub_of_three().await?;
    flow("zoom_and_axis", &hub, async |page| {
        page.open_three().await?;
        page.drag(page.lower(0.2, 0.5).await?, page.lower(0.8, 0.5).await?)
            .await?;
        page.wait_zoom("x", |zoom| zoom.x.is_some()).await?;
        let at = page.lower(0.5, 0.5).await?;
        page.drag(at, at).await?.wait_for(".pins").await?;
        page.select("x", "percent")
            .await?
            .wait_gone(".pins")
            .await?;
        page.wait_zoom("all", |zoom| *zoom == Zoom::ALL).await?;
        ensure!(
            !is_possible(page, "Previous view").await?,
            "steps are no percent"
        );
        page.wait_gone(".crosshair").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_model_leaves_the_zoom_of_the_comparison_alone() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, STEPS as usize);
    flow("zoom_and_model", &hub, async |page| {
        page.open(&format!("?model={}", ADDITION[0]))
            .await?
            .wait_painted()
            .await?;
        page.drag(page.lower(0.4, 0.5).await?, page.lower(0.7, 0.5).await?)
            .await?;
        page.wait_zoom("x", |zoom| zoom.x.is_some()).await?;
        page.click_button("Back to the comparison")
            .await?
            .wait_gone(".model-title")
            .await?;
        assert_eq!(page.zoom().await?, Zoom::ALL);
        Ok(())
    })
    .await
}

/// Whether a button has anything to do.
async fn is_possible(page: &Page, button: &str) -> Result<bool> {
    page.eval(&format!(
        "document.querySelector('[aria-label=\"{button}\"]').ariaDisabled === 'false'"
    ))
    .await
}

async fn wait_nothing_to_undo(page: &Page) -> Result<()> {
    page.wait(
        "nothing to undo",
        "document.querySelector('[aria-label=\"Previous view\"]').ariaDisabled === 'true'",
    )
    .await?;
    Ok(())
}
