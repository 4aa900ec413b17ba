//! The site works wherever it is put: under a sub-path, where GitHub has the pages of a project, and on plain hosts.

use anyhow::{Result, ensure};
use browser_tests::{
    Hub, Screen, flow::flow_at, runs::ADDITION, site::Site, thread::COUNT_ANSWERS,
};

#[tokio::test]
async fn every_link_stays_under_the_path_of_the_site() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, 1000);
    let site = Site::built("/training-graphs/").await?;
    let path = "location.pathname";
    flow_at(&site, Screen::default(), "sub_path", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        page.toggle(ADDITION[0]).await?;
        assert_eq!(page.eval::<String>(path).await?, "/training-graphs/");

        // A model's link opens by a click, and by itself in another tab.
        page.unfold("#chooser").await?;
        let model: String = page
            .eval("document.querySelector('.models a').href")
            .await?;
        page.click(".models a")
            .await?
            .wait_text(".model-title h2")
            .await?;
        let shown: String = page.eval("location.href.split('#')[0]").await?;
        ensure!(
            model.starts_with(&format!("{}?model=", site.url())),
            "{model}"
        );
        ensure!(
            shown.starts_with(&format!("{}?model=", site.url())),
            "{shown}"
        );
        page.visit(&model)
            .await?
            .wait_text(".model-title h2")
            .await?;
        page.click_button("Back to the comparison")
            .await?
            .wait_gone(".model-title")
            .await?;
        page.back().await?.wait_text(".model-title h2").await?;
        assert_eq!(page.eval::<String>(path).await?, "/training-graphs/");

        // What is copied leads there too, and is there.
        page.allow_clipboard().await?;
        page.click_button("Share")
            .await?
            .click_button("Copy link")
            .await?;
        page.wait_words(".share [role=status]", "copied").await?;
        let link: String = page.eval("navigator.clipboard.readText()").await?;
        ensure!(
            link.starts_with(&format!("{}?model=", site.url())),
            "{link}"
        );
        page.eval::<()>("void document.querySelector('.share').close()")
            .await?;
        page.click_button("Embed …")
            .await?
            .wait_text(".embed-dialog h2")
            .await?;
        let code: Vec<String> = page
            .eval("Array.from(document.querySelectorAll('.snippet textarea'), area => area.value)")
            .await?;
        for (code, file) in code.iter().zip(["embed.js\"", "?"]) {
            ensure!(
                code.contains(&format!("src=\"{}{file}", site.url())),
                "{code}"
            );
        }
        let status: u16 = page
            .eval("fetch('embed.js').then(answer => answer.status)")
            .await?;
        assert_eq!(status, 200);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_host_need_not_know_of_programs() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, 1000);
    // A list alone is for the later part of the program, which the thread loads for itself.
    hub.run(ADDITION[0], format!("{:?}", vec![0.5; 1000]));
    let site = Site::unaware().await?;
    flow_at(&site, Screen::default(), "unaware", &hub, async |page| {
        page.run_first(COUNT_ANSWERS).await?;
        page.open("").await?.wait_painted().await?;
        assert_eq!(page.eval::<usize>("answered").await?, 1);
        page.wait_text(".toolbar").await?;
        page.unfold("#chooser")
            .await?
            .wait_text(".models a")
            .await?;
        Ok(())
    })
    .await
}
