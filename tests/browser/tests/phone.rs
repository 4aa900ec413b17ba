//! The narrowest screen: nothing is wider than it, wherever a visitor goes.

use anyhow::{Result, ensure};
use browser_tests::{Hub, Page, Screen, flow::flow_on, runs::ADDITION};

#[tokio::test]
async fn nothing_is_wider_than_a_small_phone() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, 2000).without(ADDITION[3]);
    let phone = Screen {
        width: 360,
        height: 740,
        ratio: 2.0,
        dark: true,
    };
    flow_on(phone, "small_phone", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        fits(page, "the comparison, one run of it missing").await?;
        page.unfold(".downloads").await?.unfold("#chooser").await?;
        fits(page, "what is folded away").await?;
        page.click("[aria-label='Help']").await?;
        fits(page, "help").await?;
        for query in [
            "?source=samples",
            "?repo=someone/nothing",
            "?w=0&x=y&theme=none",
            "?embed=1",
        ] {
            page.open(query).await?.wait_painted().await?;
            fits(page, query).await?;
        }
        page.open(&format!("?model={}", ADDITION[0]))
            .await?
            .wait_painted()
            .await?;
        page.unfold(".model details").await?;
        fits(page, "one model").await?;
        Ok(())
    })
    .await
}

async fn fits(page: &Page, what: &str) -> Result<()> {
    let wide: Vec<String> = page
        .eval(
            "(width => document.documentElement.scrollWidth <= width ? [] :
                Array.from(document.querySelectorAll('body *'))
                    .filter(element => element.getBoundingClientRect().right > width + 0.5)
                    .map(element => `${element.tagName}.${element.className}`)
            )(document.documentElement.clientWidth)",
        )
        .await?;
    ensure!(wide.is_empty(), "{what} is wider than the screen: {wide:?}");
    Ok(())
}
