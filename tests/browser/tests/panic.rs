//! The app's end is told, with a way to the same view.

use anyhow::{Result, ensure};
use browser_tests::{Hub, flow};

/// Has the app ask for more memory than there is, as a visitor's click would: nobody hears of the failure.
const EXHAUST: &str = "import(document.querySelector('script[data-wasm]').dataset.module)
    .then(module => module.default())
    .then(app => { setTimeout(() => app.__wbindgen_malloc(-1, 1)); return null; })";

#[tokio::test]
async fn a_trap_is_told_with_a_link_to_the_same_view() -> Result<()> {
    let hub = Hub::start().await?;
    flow("trap", &hub, async |page| {
        let query = "?source=samples&runs=add_d5_l2_h3_t15K_s100001&w=50";
        page.open(query).await?.wait_painted().await?;
        assert_eq!(page.text(".failure").await?, None);
        page.eval::<Option<()>>(EXHAUST).await?;
        let told = page.wait_text(".failure[role=alert]").await?;
        ensure!(told.contains("has failed"), "{told}");
        page.forgive("unreachable").await?;

        page.eval::<Option<()>>("window.before = true, null")
            .await?;
        page.click(".failure a").await?;
        page.wait("the page to be new", "window.before === undefined")
            .await?;
        page.wait_painted().await?;
        assert_eq!(page.text(".failure").await?, None);
        assert_eq!(page.asks("w").await?.as_deref(), Some("50"));
        assert_eq!(page.runs_in("drawn").await?, ["add_d5_l2_h3_t15K_s100001"]);
        Ok(())
    })
    .await
}
