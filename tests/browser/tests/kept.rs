//! What a second visit finds of the first's runs and lists, and what it still asks for; how little room will do.

use std::{fs, time::Duration};

use anyhow::{Context, Result, ensure};
use browser_tests::{
    Fault, Hub, Page, Screen, flow,
    flow::flow_at,
    hub::{COMMIT, Outcome, REPO, Seen},
    runs::{self, ADDITION},
    site::{Site, copy_of_page},
};
use fantoccini::key::Key;

const NEWER: &str = "9f0e5c935b2114614d7a2c9dbc47e1667a4c9dbc";
/// Enough for the window of 500 steps.
const STEPS: usize = 3000;

#[tokio::test]
async fn a_second_visit_shows_at_once_and_asks_for_newness_alone() -> Result<()> {
    let hub = Hub::start().await?;
    // Files of both kinds.
    hub.addition();
    flow("second_visit", &hub, async |page| {
        page.open("").await?.wait_kept(ADDITION.len()).await?;
        let before = hub.requests().len();

        hub.fault("/resolve/", Fault::stall());
        page.open("").await?.wait_painted().await?;
        assert_eq!(page.runs_in("drawn").await?, ADDITION);
        assert_eq!(page.text("#kept").await?, None, "nothing is wrong yet");

        hub.mend("/resolve/");
        page.reload().await?.wait_painted().await?;
        hub.wait_for("every run to be asked about", |seen| {
            let asked = |run: &&str| answered(&seen[before..], run);
            ADDITION.iter().all(asked)
        })
        .await?;
        for seen in &hub.requests()[before..] {
            let range = seen.headers.get("range").map(String::as_str);
            assert_eq!(
                range,
                Some("bytes=0-0"),
                "{} is not fetched anew",
                seen.path
            );
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_newer_on_the_hub_takes_the_place_of_what_was_kept() -> Result<()> {
    let hub = Hub::start().await?;
    let (newer, gone) = (ADDITION[2], ADDITION[4]);
    hub.short_runs(ADDITION, STEPS);
    flow("newer", &hub, async |page| {
        page.open("").await?.wait_kept(ADDITION.len()).await?;

        hub.moves_to(NEWER)
            .run(newer, runs::file_of(newer, 2 * STEPS));
        hub.without(gone).file(
            &format!("PhilipQuirke/QuantaMaths_{gone}"),
            "training_loss.json",
            runs::file_of(gone, 2 * STEPS),
        );
        page.open("?xmin=100&xmax=900").await?;
        for run in [newer, gone] {
            page.wait_told(run, "newer version").await?;
            let origin = origin(page, run).await?;
            ensure!(origin.contains(&NEWER[..12]), "{run} is of {origin}");
        }
        assert_eq!(page.runs_in("drawn").await?, ADDITION);
        assert_eq!(page.asks("xmin").await?.as_deref(), Some("100"));
        let same = page.entry(ADDITION[0]).await?;
        assert_eq!(
            same.message, None,
            "a commit that leaves it alone is no news"
        );

        // It is kept in its turn.
        let condition = format!(
            "caches.open('training-graphs files').then(async runs => (await runs.matchAll())
                .filter(run => run.headers.get('X-Repo-Commit') === '{NEWER}').length === 2)"
        );
        page.wait("the newer versions to be kept", &condition)
            .await?;
        hub.away();
        page.open("").await?.wait_painted().await?;
        page.wait_text("#kept").await?;
        for run in [newer, gone] {
            let origin = origin(page, run).await?;
            ensure!(origin.contains(&NEWER[..12]), "{run} is of {origin}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_run_of_a_commit_is_not_asked_about() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs([ADDITION[0]], STEPS);
    let query = format!("?runs={}&rev={COMMIT}", ADDITION[0]);
    flow("of_a_commit", &hub, async |page| {
        page.open(&query).await?.wait_kept(1).await?;
        let before = hub.requests().len();
        page.open(&query).await?.wait_drawn(1).await?;
        // Had it asked, it would say now that nobody answers.
        hub.away();
        page.reload().await?.wait_painted().await?;
        assert_eq!(page.runs_in("drawn").await?, [ADDITION[0]]);
        assert_eq!(page.text("#kept").await?, None);
        assert_eq!(hub.requests().len(), before);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_link_by_commit_finds_what_is_kept_as_the_newest() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs([ADDITION[0]], STEPS);
    flow("kept_by_commit", &hub, async |page| {
        page.open(&format!("?runs={}", ADDITION[0]))
            .await?
            .wait_kept(1)
            .await?;
        let before = hub.requests().len();
        page.open(&format!("?runs={}&rev={COMMIT}", ADDITION[0]))
            .await?
            .wait_painted()
            .await?;
        assert_eq!(page.runs_in("drawn").await?, [ADDITION[0]]);
        assert_eq!(hub.requests().len(), before, "it is asked for no more");

        // Another commit is another file.
        hub.moves_to(NEWER);
        page.open(&format!("?runs={}&rev={NEWER}", ADDITION[0]))
            .await?
            .wait_painted()
            .await?;
        ensure!(hub.requests().len() > before);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn whether_there_is_something_newer_can_be_asked_again() -> Result<()> {
    let hub = Hub::start().await?;
    let run = ADDITION[0];
    hub.short_runs([run], STEPS);
    flow("renewed_by_hand", &hub, async |page| {
        let query = format!("?runs={run}");
        page.open(&query).await?.wait_kept(1).await?;

        hub.moves_to(NEWER)
            .run(run, runs::file_of(run, 2 * STEPS))
            .fault(run, Fault::status(503));
        let before = hub.requests().len();
        page.open(&query).await?.wait_painted().await?;
        page.wait_told(run, "could not check for a newer version")
            .await?;
        assert_eq!(page.entry(run).await?.state, "drawn", "it stays meanwhile");
        let is_answered = |seen: &&Seen| seen.outcome == Outcome::Answered;
        hub.wait_for("the last retry to be refused", |seen| {
            seen[before..].iter().filter(is_answered).count() == 6
        })
        .await?;
        hub.mend(run);
        page.retry(run).await?;
        page.wait_told(run, "updated to a newer version").await?;
        assert!(!page.entry(run).await?.retry);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_kept_list_is_not_told_of_samples_that_stand_in() -> Result<()> {
    let hub = Hub::start().await?;
    let (seen, other) = (ADDITION[0], ADDITION[1]);
    let path = format!("{seen}_train.json");
    hub.file("me/models", &path, runs::file_of(seen, STEPS));
    flow("list_and_samples", &hub, async |page| {
        page.open(&format!("?repo=me/models&runs={seen}")).await?;
        // The run and the list.
        page.wait_kept(2).await?;
        hub.away();
        page.open(&format!("?repo=me/models&runs={other}")).await?;
        page.wait_words("#notice", "sample runs").await?;
        assert_eq!(page.text("#kept").await?, None, "no kept file is shown");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_list_seen_once_is_shown_at_once_and_told_to_be_old() -> Result<()> {
    let hub = Hub::start().await?;
    let (first, second) = (ADDITION[0], ADDITION[1]);
    let holds = |run: &str| {
        let path = format!("{run}_train.json");
        hub.file("me/models", &path, runs::file_of(run, STEPS));
    };
    holds(first);
    flow("list_kept", &hub, async |page| {
        page.open("?repo=me/models").await?;
        // The run and the list.
        page.wait_kept(2).await?;

        holds(second);
        hub.fault("/tree/", Fault::stall());
        page.reload().await?.wait_drawn(1).await?;
        assert_eq!(page.text("#kept").await?, None, "nothing is wrong yet");

        hub.fault("/tree/", Fault::busy(60));
        page.reload().await?.wait_drawn(1).await?;
        page.wait_words("#kept", "The list of files is as kept on")
            .await?;
        page.wait_words("#kept", "has had too many requests")
            .await?;
        hub.mend("/tree/");
        page.click("#kept .notice-retry").await?;
        page.wait_drawn(2).await?;
        page.wait_gone("#kept").await?;
        assert_eq!(page.runs_in("drawn").await?, [first, second]);

        // What is no list takes no list's place.
        page.wait_kept(3).await?;
        hub.fault("/tree/", Fault::html());
        page.reload().await?.wait_drawn(2).await?;
        page.wait_for("#kept").await?;
        hub.fault("/tree/", Fault::stall());
        page.reload().await?.wait_drawn(2).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_was_kept_badly_is_fetched_anew() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, STEPS);
    flow("kept_badly", &hub, async |page| {
        page.open("").await?.wait_kept(ADDITION.len()).await?;
        let before = hub.requests().len();
        let (short, nonsense, bare) = (ADDITION[0], ADDITION[1], ADDITION[2]);
        for (run, entry) in [
            (
                short,
                "(await old.text()).slice(1000), {headers: old.headers}",
            ),
            (
                nonsense,
                "'x'.repeat((await old.text()).length), {headers: old.headers}",
            ),
            (bare, "await old.text()"),
        ] {
            let key = format!("https://huggingface.co/{REPO}/resolve/main/{run}_train.json");
            page.eval::<()>(&format!(
                "caches.open('training-graphs files').then(async runs => {{
                    const old = await runs.match('{key}');
                    await runs.put('{key}', new Response({entry}));
                    return null;
                }})"
            ))
            .await?;
        }
        let stray = "https://huggingface.co/nothing";
        page.eval::<()>(&format!(
            "caches.open('training-graphs files').then(files => files.put('{stray}', new Response('?')))
                .then(() => null)"
        ))
        .await?;
        page.open("").await?.wait_painted().await?;
        assert_eq!(page.runs_in("drawn").await?, ADDITION);
        page.wait(
            "what no visit can use to be let go of",
            &format!("caches.match('{stray}').then(found => found === undefined)"),
        )
        .await?;
        for run in [short, nonsense, bare] {
            let asked = &hub.requests()[before..];
            let mut whole = asked.iter().filter(|seen| seen.path.contains(run));
            ensure!(
                whole.any(|seen| !seen.headers.contains_key("range")),
                "{run} is fetched whole"
            );
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_kept_is_told_and_cleared() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, STEPS);
    flow("cleared", &hub, async |page| {
        page.open("").await?.wait_kept(ADDITION.len()).await?;
        page.click("button[aria-label='Help']").await?;
        page.wait_words(".help .kept", "11 training files").await?;
        page.click(".help .kept button").await?;
        page.wait_words(".help .kept", "No training files are kept")
            .await?;

        let before = hub.requests().len();
        page.open("").await?.wait_painted().await?;
        let asked = &hub.requests()[before..];
        ensure!(ADDITION.iter().all(|run| answered(asked, run)));
        ensure!(asked.iter().all(|seen| !seen.headers.contains_key("range")));
        Ok(())
    })
    .await
}

/// The page is none the wiser, and its console says nothing.
#[tokio::test]
async fn without_storage_the_page_is_as_it_was() -> Result<()> {
    for (name, script) in [
        ("no_caches", "delete Window.prototype.caches; delete window.caches; delete Navigator.prototype.serviceWorker"),
        ("refused", "CacheStorage.prototype.has = CacheStorage.prototype.open = CacheStorage.prototype.match =
            CacheStorage.prototype.delete = ServiceWorkerContainer.prototype.register =
            () => Promise.reject(new DOMException('blocked', 'SecurityError'))"),
        ("no_notes", "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"),
        ("full", "Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))"),
    ] {
        let hub = Hub::start().await?;
        hub.short_runs(ADDITION, STEPS);
        flow(&format!("storage_{name}"), &hub, async |page| {
            page.run_first(script).await?;
            for _ in 0..2 {
                page.open("").await?.wait_painted().await?;
                assert_eq!(page.runs_in("drawn").await?, ADDITION);
                page.wait_idle().await?;
            }
            page.click("button[aria-label='Help']").await?;
            page.wait_words(".help .kept", "No training files are kept").await?;
            assert_eq!(page.console().await?, [""; 0]);
            Ok(())
        })
        .await
        .with_context(|| name)?;
    }
    Ok(())
}

/// A visitor who has been here is not to wait for ever for what was kept.
#[tokio::test]
async fn where_storage_does_not_answer_the_hub_does() -> Result<()> {
    the_hub_answers_in_place_of(
        "storage_silent",
        "CacheStorage.prototype.open = CacheStorage.prototype.match = () => new Promise(() => {})",
    )
    .await
}

/// A disk that sleeps until it is told to wake.
const ASLEEP: &str = "const match = CacheStorage.prototype.match;
    const awake = new Promise(resolve => window.wake = resolve);
    CacheStorage.prototype.match = function (...all) {
        return awake.then(() => match.apply(this, all));
    }";

#[tokio::test]
async fn what_a_late_storage_has_is_shown_though_the_hub_has_refused() -> Result<()> {
    let hub = Hub::start().await?;
    let run = ADDITION[0];
    hub.short_runs([run], STEPS);
    let query = format!("?runs={run}");
    flow("storage_late_refused", &hub, async |page| {
        page.open(&query).await?.wait_kept(1).await?;
        page.run_first(ASLEEP).await?;
        let asked = hub.requests_for(run).len();
        hub.fault("/resolve/", Fault::status(403));
        page.open(&query).await?;
        hub.wait_for("the hub to be asked meanwhile", |seen| {
            seen.iter().filter(|seen| seen.path.contains(run)).count() > asked
        })
        .await?;
        // By then its refusal has come.
        page.eval::<()>("void setTimeout(wake, 1000)").await?;
        page.wait_drawn(1).await?;
        page.wait_told(run, "could not check for a newer version")
            .await?;
        Ok(())
    })
    .await
}

/// The hub is asked meanwhile, and is away.
#[tokio::test]
async fn what_is_kept_is_shown_though_the_storage_was_late() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, STEPS);
    flow("storage_late", &hub, async |page| {
        page.open("").await?.wait_kept(ADDITION.len()).await?;
        page.run_first(ASLEEP).await?;
        hub.away();
        page.open("").await?.wait_text("#notice").await?;
        page.eval::<()>("wake()").await?;
        page.wait_text("#kept").await?;
        page.wait_drawn(ADDITION.len()).await?;
        assert_eq!(page.runs_in("drawn").await?, ADDITION);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn where_storage_gives_nonsense_and_lets_go_of_nothing_the_hub_answers() -> Result<()> {
    the_hub_answers_in_place_of(
        "storage_nonsense",
        "CacheStorage.prototype.match = async () => new Response('nonsense', {
             headers: {'Date': new Date().toUTCString(), 'Content-Length': '8'}});
         Cache.prototype.delete = () => new Promise(() => {})",
    )
    .await
}

/// A second visit shows all runs, though a script has spoilt the storage.
async fn the_hub_answers_in_place_of(name: &str, spoilt: &str) -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, STEPS);
    flow(name, &hub, async |page| {
        page.open("").await?.wait_kept(ADDITION.len()).await?;
        page.run_first(spoilt).await?;
        page.open("").await?.wait_painted().await?;
        assert_eq!(page.runs_in("drawn").await?, ADDITION);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn after_clearing_nothing_more_is_kept_on_that_visit() -> Result<()> {
    let hub = Hub::start().await?;
    let late = ADDITION[3];
    hub.short_runs(ADDITION, STEPS).without(late);
    flow("kept_nothing", &hub, async |page| {
        page.open("").await?.wait_kept(ADDITION.len() - 1).await?;
        page.click("button[aria-label='Help']").await?;
        page.click(".help .kept button").await?;
        page.wait_words(".help .kept", "No training files are kept")
            .await?;
        page.press([Key::Escape]).await?;

        hub.run(late, runs::file_of(late, STEPS));
        page.retry(late).await?.wait_state(late, "drawn").await?;
        // Longer than what has come waits for being kept.
        tokio::time::sleep(Duration::from_secs(6)).await;
        page.wait_files(0).await?;

        page.open("").await?.wait_kept(ADDITION.len()).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn where_the_browser_grants_little_the_oldest_make_room() -> Result<()> {
    let hub = Hub::start().await?;
    let (old, new) = (&ADDITION[..3], &ADDITION[3..5]);
    hub.short_runs(ADDITION, STEPS);
    flow("little_room", &hub, async |page| {
        page.run_first(
            "const put = Cache.prototype.put;
             Cache.prototype.put = async function (address, response) {
                 if ((await this.keys()).length < 3) return put.call(this, address, response);
                 throw new DOMException('full', 'QuotaExceededError');
             }",
        )
        .await?;
        page.open(&format!("?runs={}", old.join(",")))
            .await?
            .wait_kept(3)
            .await?;
        page.open(&format!("?runs={}", new.join(","))).await?;
        for run in new {
            let key = format!("https://huggingface.co/{REPO}/resolve/main/{run}_train.json");
            let condition = format!("caches.match('{key}').then(found => found !== undefined)");
            page.wait(&format!("{run} to be kept"), &condition).await?;
        }
        assert_eq!(page.console().await?, [""; 0]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_frame_without_an_origin_has_no_storage_and_needs_none() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, STEPS);
    let folder = copy_of_page()?;
    fs::write(
        folder.path().join("host.html"),
        "<!DOCTYPE html><link rel=icon href='data:,'><title>Host</title>
         <iframe sandbox='allow-scripts' src='./?embed=1' width='900' height='900'></iframe>",
    )?;
    let site = Site::serve(folder.path().to_path_buf(), "/").await?;
    flow_at(&site, Screen::default(), "sandboxed", &hub, async |page| {
        page.open("host.html").await?.enter_frame().await?;
        page.wait_painted().await?;
        assert_eq!(page.runs_in("drawn").await?, ADDITION);
        page.wait_idle().await?;
        assert_eq!(page.console().await?, [""; 0]);
        Ok(())
    })
    .await
}

/// Whether the hub has answered a request for a run's file.
fn answered(seen: &[Seen], run: &str) -> bool {
    seen.iter()
        .any(|seen| seen.path.contains(run) && !seen.path.contains("/resolve/"))
}

/// Where a run came from, as its line in the legend tells.
async fn origin(page: &Page, run: &str) -> Result<String> {
    page.eval(&format!(
        "document.querySelector(\"#legend li[data-run='{run}'] .legend-toggle\").title"
    ))
    .await
}
