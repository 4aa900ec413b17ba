//! The page while the browser translates it, which puts its own nodes in the place of the page's.

use anyhow::Result;
use browser_tests::{Hub, flow, runs::ADDITION};

/// As Chromium's translation does it, but for other words: each text, also one that comes later, is another node
/// in another element.
const TRANSLATE: &str = "(() => {
    const translate = () => {
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const found = [];
        while (texts.nextNode()) found.push(texts.currentNode);
        for (const text of found) {
            if (!text.data.trim() || text.parentElement.closest('font, [translate=no]')) continue;
            const font = document.createElement('font');
            font.append(text.data);
            text.replaceWith(font);
        }
    };
    translate();
    const change = { subtree: true, childList: true, characterData: true };
    new MutationObserver(translate).observe(document.body, change);
})()";

#[tokio::test]
async fn what_the_page_tells_follows_while_it_is_translated() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, 2000);
    let [first, second] = [ADDITION[0], ADDITION[1]];
    flow("translated", &hub, async |page| {
        page.allow_clipboard().await?;
        page.open(&format!("?runs={first},{second}"))
            .await?
            .wait_painted()
            .await?
            .wait_words("#figure-words", "2 runs")
            .await?;
        page.eval::<Option<()>>(TRANSLATE).await?;
        page.wait_for("h1 font").await?;

        page.toggle(first)
            .await?
            .wait_words("#figure-words", "loss of d6")
            .await?
            .toggle(first)
            .await?
            .wait_words("#figure-words", "2 runs")
            .await?
            .click_button("Addition")
            .await?
            .wait_words("#progress", "11 of 11 runs")
            .await?;

        page.click_button("Share").await?;
        for (button, told) in [
            ("Copy link", "Link copied"),
            ("Copy permanent link", "Permanent link copied"),
            ("Copy link", "Link copied"),
        ] {
            page.click_button(button)
                .await?
                .wait_words(".told", told)
                .await?;
        }
        Ok(())
    })
    .await
}
