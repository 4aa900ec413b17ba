//! What opens without a network after one visit: the page, of one version, and what is kept for it.

use std::{fs, path::Path};

use anyhow::{Result, ensure};
use browser_tests::{
    Fault, Hub, Screen, flow,
    flow::flow_at,
    runs::{self, ADDITION, COLOURS},
    site::{Site, copy_of_page},
};

/// Enough for the window of 500 steps.
const STEPS: usize = 3000;

#[tokio::test]
async fn page_and_runs_seen_once_open_without_a_network() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, STEPS);
    let site = Site::built("/training-graphs/").await?;
    flow_at(&site, Screen::default(), "offline", &hub, async |page| {
        page.open("")
            .await?
            .wait_kept(ADDITION.len())
            .await?
            .wait_page_kept()
            .await?;

        hub.away();
        site.away();
        page.open("?w=300").await?.wait_painted().await?;
        assert_eq!(page.runs_in("drawn").await?, ADDITION);
        for colour in COLOURS {
            page.wait_pixels(colour).await?;
        }
        let told = page.wait_text("#kept").await?;
        ensure!(
            told.contains("cannot be reached") && told.contains("kept on"),
            "what is shown is named: {told}"
        );
        let text = page.text("body").await?.unwrap_or_default();
        ensure!(
            !text.contains("sample"),
            "they are not called samples: {text}"
        );
        assert_eq!(page.text("#notice").await?, None);
        for entry in page.legend().await? {
            assert_eq!(entry.message, None, "said once for all, not for each");
        }

        hub.back();
        // The page asks of itself too, and may have taken the offer away by now.
        page.eval::<Option<()>>("document.querySelector('#kept .notice-retry')?.click()")
            .await?;
        page.wait_gone("#kept").await?;
        assert_eq!(page.runs_in("drawn").await?, ADDITION);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_repository_seen_once_is_there_without_a_network() -> Result<()> {
    let hub = Hub::start().await?;
    let two = [ADDITION[0], ADDITION[1]];
    for run in two {
        let path = format!("{run}_train.json");
        hub.file("me/models", &path, runs::file_of(run, STEPS));
    }
    // The list has two pages.
    hub.pages_of(1);
    flow("repository_offline", &hub, async |page| {
        page.open("?repo=me/models")
            .await?
            .wait_kept(two.len() + 2)
            .await?;
        hub.away();
        page.reload().await?.wait_painted().await?;
        assert_eq!(page.runs_in("drawn").await?, two);
        page.wait_text("#kept").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_has_come_is_kept_though_one_run_hangs() -> Result<()> {
    let hub = Hub::start().await?;
    let hanging = ADDITION[3];
    hub.short_runs(ADDITION, STEPS)
        .fault(hanging, Fault::stall());
    let site = Site::built("/").await?;
    flow_at(&site, Screen::default(), "one_hangs", &hub, async |page| {
        page.open("").await?.wait_drawn(ADDITION.len() - 1).await?;
        page.wait_files(ADDITION.len() - 1)
            .await?
            .wait_page_kept()
            .await?;
        assert_ne!(page.entry(hanging).await?.state, "failed");
        hub.away();
        site.away();
        page.open("").await?.wait_drawn(ADDITION.len() - 1).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_page_without_some_of_its_files_is_kept() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, STEPS);
    let folder = copy_of_page()?;
    let site = Site::serve(folder.path().to_path_buf(), "/").await?;
    flow_at(&site, Screen::default(), "no_samples", &hub, async |page| {
        page.open("?source=samples").await?.wait_painted().await?;
        assert_eq!(page.runs_in("drawn").await?, [""; 0]);
        page.wait_page_kept().await?;
        site.away();
        page.open("").await?.wait_painted().await?;
        assert_eq!(page.runs_in("drawn").await?, ADDITION);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn without_a_network_nothing_is_called_what_it_is_not() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, STEPS);
    let site = Site::built("/").await?;
    flow_at(
        &site,
        Screen::default(),
        "nothing_kept",
        &hub,
        async |page| {
            page.open("").await?.wait_page_kept().await?;

            hub.away();
            site.away();
            page.open("?runs=mix_d6_l3_h4_t40K_s372001").await?;
            page.wait_words("#notice", "Nor can the sample runs")
                .await?;
            Ok(())
        },
    )
    .await
}

#[tokio::test]
async fn a_new_version_of_the_page_is_there_on_the_next_visit() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, STEPS);
    let folder = copy_of_page()?;
    // The site's own place looks like a name that a build gives.
    let site = Site::serve(folder.path().to_path_buf(), "/site-20240101.org/").await?;
    flow_at(&site, Screen::default(), "deploy", &hub, async |page| {
        page.open("").await?.wait_kept(ADDITION.len()).await?.wait_page_kept().await?;
        let styled = page.eval::<String>(STYLE_SHEET).await?;

        deploy(folder.path(), &styled)?;
        page.toggle(ADDITION[0]).await?;
        page.open("").await?.wait_painted().await?;
        assert_eq!(page.eval::<String>(STYLE_SHEET).await?, NEW_STYLE);
        assert_eq!(page.runs_in("drawn").await?, ADDITION);

        // The new version is kept, and what belongs to the old one alone is not.
        page.wait(
            "the new version to be kept",
            &format!(
                "caches.match('./').then(async page => (await page?.text() ?? '').includes('{NEW_STYLE}')
                    && !(await caches.match('./{styled}')))"
            ),
        )
        .await?;
        hub.away();
        site.away();
        page.open("").await?.wait_painted().await?;
        assert_eq!(page.eval::<String>(STYLE_SHEET).await?, NEW_STYLE);
        assert_eq!(page.runs_in("drawn").await?, ADDITION);
        Ok(())
    })
    .await
}

/// Some hosts answer for a file that is not there yet with their index.
#[tokio::test]
async fn what_a_deployment_has_answered_by_mistake_is_not_kept() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, STEPS);
    let folder = copy_of_page()?;
    let site = Site::falling_back(folder.path().to_path_buf()).await?;
    flow_at(
        &site,
        Screen::default(),
        "half_deployed",
        &hub,
        async |page| {
            page.open("").await?.wait_page_kept().await?;
            let styled = page.eval::<String>(STYLE_SHEET).await?;

            deploy(folder.path(), &styled)?;
            let [there, aside] = [NEW_STYLE, "aside"].map(|name| folder.path().join(name));
            fs::rename(&there, &aside)?;
            page.open("").await?;
            page.wait_words("body", "style sheet could not be loaded")
                .await?;
            fs::rename(&aside, &there)?;
            page.open("").await?.wait_painted().await?;
            assert_eq!(page.eval::<String>(STYLE_SHEET).await?, NEW_STYLE);
            Ok(())
        },
    )
    .await
}

const NEW_STYLE: &str = "app-0123456789abcdef.css";

/// The file name of the larger of the page's two style sheets.
const STYLE_SHEET: &str = "Array.from(document.styleSheets, sheet => sheet.href.split('/').pop())
    .find(name => name.startsWith('app-'))";

/// Puts a new version in the place of the old, which has the style sheet `old`.
fn deploy(site: &Path, old: &str) -> Result<()> {
    let index = fs::read_to_string(site.join("index.html"))?;
    fs::rename(site.join(old), site.join(NEW_STYLE))?;
    Ok(fs::write(
        site.join("index.html"),
        index.replace(old, NEW_STYLE),
    )?)
}
