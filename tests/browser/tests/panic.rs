//! The app's end is told, with a way to the same view.

use anyhow::{Result, ensure};
use browser_tests::{Hub, Page, flow};
use serde_json::json;

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
        ensure!(told.contains("has crashed"), "{told}");
        page.forgive("unreachable").await?;

        // To an address with a fragment a link alone does not lead anew.
        page.eval::<Option<()>>(
            "window.before = true, history.replaceState(null, '', `${location.href}#here`), null",
        )
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

/// The page's name lies over its head until there is more in that.
#[tokio::test]
async fn a_trap_at_the_beginning_is_not_told_under_the_pages_name() -> Result<()> {
    let hub = Hub::start().await?;
    flow("early_trap", &hub, async |page| {
        // As where the program does not get so far as to take the name away.
        page.run_first(
            "const remove = Element.prototype.remove;
            Element.prototype.remove = function () {
                if (this.id !== 'starting') remove.call(this);
            };",
        )
        .await?;
        page.open("?source=samples").await?.wait_painted().await?;
        page.eval::<Option<()>>(EXHAUST).await?;
        page.wait_text(".failure[role=alert]").await?;
        page.forgive("unreachable").await?;
        let is_to_be_seen = page
            .eval::<bool>(
                "(() => {
                    const link = document.querySelector('.failure a');
                    const {left, top, width, height} = link.getBoundingClientRect();
                    return document.elementFromPoint(left + width / 2, top + height / 2) === link;
                })()",
            )
            .await?;
        ensure!(is_to_be_seen, "something lies over the link");
        Ok(())
    })
    .await
}

/// Tells the page of an error as the browser does; of one that a driver's own script throws it tells no words.
fn thrown(words: &str) -> String {
    format!("dispatchEvent(new ErrorEvent('error', {{error: new Error('{words}')}}))")
}

#[tokio::test]
async fn a_program_called_after_its_end_is_told() -> Result<()> {
    let hub = Hub::start().await?;
    for words in [
        "closure invoked recursively or after being dropped",
        "recursive use of an object detected which would lead to unsafe aliasing in rust",
    ] {
        flow("dropped", &hub, async |page| {
            page.open("?source=samples").await?.wait_painted().await?;
            page.eval::<bool>(&thrown("something else")).await?;
            assert_eq!(
                page.text(".failure").await?,
                None,
                "that was not the program"
            );
            page.eval::<bool>(&thrown(words)).await?;
            page.wait_text(".failure[role=alert]").await?;
            Ok(())
        })
        .await?;
    }
    Ok(())
}

const IS_LATE_TOLD: &str =
    "getComputedStyle(document.querySelector('#not-started')).visibility === 'visible'";

#[tokio::test]
async fn a_program_that_is_long_in_coming_is_told_of() -> Result<()> {
    let hub = Hub::start().await?;
    flow("late_program", &hub, async |page| {
        page.run_first(
            "const now = WebAssembly.compileStreaming;
            WebAssembly.compileStreaming = async (reply) => {
                await new Promise((go) => { window.go = go; });
                return now.call(WebAssembly, reply);
            };",
        )
        .await?;
        page.open("?source=samples").await?;
        page.wait("words", IS_LATE_TOLD).await?;
        let told = page.text("#not-started").await?.unwrap_or_default();
        ensure!(told.contains("still loading"), "{told}");
        page.eval::<Option<()>>("(go(), null)").await?;
        page.wait_painted().await?;
        assert_eq!(page.text("#not-started").await?, None);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_program_that_does_not_come_whole_is_asked_for_again() -> Result<()> {
    let hub = Hub::start().await?;
    flow("broken_program", &hub, async |page| {
        // The first reply breaks off, and a browser may have kept what came.
        page.run_first(
            "const [compile, ask] = [WebAssembly.compileStreaming, fetch];
            window.asked = [];
            window.fetch = (address, how) => {
                if (/training-graphs.*wasm$/.test(address)) asked.push(how.cache);
                return ask(address, how);
            };
            WebAssembly.compileStreaming = async (reply) => {
                if (asked.length > 1) return compile.call(WebAssembly, reply);
                await reply;
                throw new TypeError('network error');
            };",
        )
        .await?;
        page.open("?source=samples").await?.wait_painted().await?;
        let asked: Vec<String> = page.eval("asked").await?;
        assert_eq!(asked, ["default", "reload"]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_page_without_its_style_sheet_says_so_until_the_network_is_back() -> Result<()> {
    let hub = Hub::start().await?;
    flow("no_style", &hub, async |page| {
        block(page, &["*/app-*.css"]).await?;
        page.open("?source=samples").await?;
        page.wait_words(".failure", "style sheet").await?;
        let figures: usize = page
            .eval("document.querySelectorAll('canvas').length")
            .await?;
        assert_eq!(figures, 0, "it would have no bounds");

        block(page, &[]).await?;
        page.eval::<i32>("setTimeout(() => dispatchEvent(new Event('online')))")
            .await?;
        page.wait_painted().await?;
        assert_eq!(page.text(".failure").await?, None);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_page_whose_scripts_do_not_come_says_so() -> Result<()> {
    let hub = Hub::start().await?;
    flow("not_started", &hub, async |page| {
        // The program too: that nobody has a use for it, the browser would note.
        block(page, &["*/start-*.js", "*.wasm"]).await?;
        page.open("").await?;
        // Whoever has a slow network is not told too soon.
        page.wait("words", IS_LATE_TOLD).await?;
        let told = page.text("#not-started").await?.unwrap_or_default();
        ensure!(told.contains("reload it"), "{told}");

        block(page, &[]).await?;
        page.open("?source=samples").await?.wait_painted().await?;
        assert_eq!(page.text("#not-started").await?, None);
        Ok(())
    })
    .await
}

/// From now on no such address can be reached, but any other.
async fn block(page: &Page, addresses: &[&str]) -> Result<()> {
    page.cdp("Network.enable", json!({})).await?;
    page.cdp("Network.setBlockedURLs", json!({"urls": addresses}))
        .await?;
    Ok(())
}
