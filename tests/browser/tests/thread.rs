//! The thread that fetches, reads and smooths: where there is none, or it does not answer, the page does its work.

use anyhow::{Context, Result, ensure};
use browser_tests::{
    Hub, Page, flow,
    runs::{ADDITION, MIXED},
    thread::{COUNT_ANSWERS, Job, deaf_to},
};
use fantoccini::key::Key;

/// Enough for the window of 500 steps.
const STEPS: usize = 1500;

/// Notes whether the page has waited for a thread until its patience was at an end, which is after 5000 ms: see
/// `STARTING_PATIENCE` in src/app/loading/thread/pool.rs.
const NOTES_WAITING: &str = "
    const later = setTimeout;
    window.setTimeout = (then, delay, ...rest) => later(() => {
        window.hasWaited ||= delay === 5000;
        then();
    }, delay, ...rest);";

/// Has those threads whose number, from 1, fulfils an expression look for the program's script in vain.
fn misled(number: &str) -> String {
    format!(
        "
        let number = 0;
        window.Blob = class extends Blob {{
            constructor(parts, kind) {{
                number += 1;
                const text = part => {number} ? `${{part}}`.replace('/training-graphs-', '/missing-') : part;
                super(parts.map(text), kind);
            }}
        }};"
    )
}

/// Every run is on the figure, and nothing is said of a thread.
async fn is_as_ever(page: &Page) -> Result<()> {
    page.wait_painted().await?;
    assert_eq!(page.runs_in("drawn").await?, ADDITION);
    for entry in page.legend().await? {
        assert_eq!(entry.message, None, "{}", entry.run);
    }
    assert_eq!(page.text("#notice, .failure").await?, None);
    Ok(())
}

/// Takes another window, and waits until the figure shows it.
async fn smooth_anew(page: &Page) -> Result<()> {
    let before = page.picture().await?;
    page.fill("#window", "50")
        .await?
        .press([Key::Enter])
        .await?;
    page.wait_other_picture(before).await?;
    Ok(())
}

/// How many files the page itself has asked the hub for: a thread's requests are not among its own.
async fn asked_by_page(page: &Page) -> Result<usize> {
    page.eval(
        "performance.getEntriesByType('resource').filter(({name}) => name.includes('_train.json')).length",
    )
    .await
}

#[tokio::test]
async fn the_thread_alone_asks_for_runs() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, STEPS);
    flow("thread", &hub, async |page| {
        page.open("").await?;
        is_as_ever(page).await?;
        assert_eq!(asked_by_page(page).await?, 0);
        assert_eq!(hub.requests_for("/resolve/").len(), ADDITION.len());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn without_a_thread_the_page_is_as_ever() -> Result<()> {
    for (name, query, script) in [
        ("no_thread", "", "delete window.Worker"),
        (
            "thread_refused",
            "",
            "window.Worker = class { constructor() { throw new DOMException('no', 'SecurityError'); } }",
        ),
        // Not to the program that is handed on to it either.
        ("thread_never_ready", "", &deaf_to("true")),
        // Given up only after half a minute of silence. With a view to show, nothing is asked for early.
        (
            "thread_deaf",
            "?theme=light",
            &deaf_to("Array.isArray(message)"),
        ),
    ] {
        let hub = Hub::start().await?;
        hub.short_runs(ADDITION, STEPS);
        flow(name, &hub, async |page| {
            page.run_first(NOTES_WAITING).await?;
            page.run_first(script).await?;
            page.open(query).await?;
            is_as_ever(page).await?;
            assert_eq!(asked_by_page(page).await?, ADDITION.len());
            // Without it, that another page has not waited would prove nothing.
            let has_waited = page.eval::<bool>("window.hasWaited === true").await?;
            ensure!(has_waited || name != "thread_never_ready");
            let is_deaf = page.eval::<bool>("window.isUnheard === true").await?;
            assert_eq!(is_deaf, script.contains("isUnheard"));
            assert_eq!(page.console().await?, [""; 0]);
            Ok(())
        })
        .await
        .with_context(|| name)?;
    }
    Ok(())
}

#[tokio::test]
async fn a_thread_whose_script_does_not_come_is_not_waited_for() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, STEPS);
    flow("no_script", &hub, async |page| {
        page.run_first(&misled("true")).await?;
        page.run_first(NOTES_WAITING).await?;
        page.open("").await?;
        is_as_ever(page).await?;
        assert_eq!(asked_by_page(page).await?, ADDITION.len());
        ensure!(!page.eval::<bool>("window.hasWaited === true").await?);
        page.forgive("missing-").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_thread_that_smooths_no_more_is_done_without() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, STEPS);
    flow("deaf_to_smooth", &hub, async |page| {
        page.run_first(&deaf_to(&Job::Smooth.sent())).await?;
        page.open("").await?;
        is_as_ever(page).await?;
        assert_eq!(asked_by_page(page).await?, 0);
        smooth_anew(page).await?;
        ensure!(page.eval::<bool>("window.isUnheard === true").await?);
        Ok(())
    })
    .await
}

/// Counts the threads that have begun and ended, on a machine that seems to have so many processors.
fn counted(processors: usize) -> String {
    format!(
        "
        Object.defineProperty(navigator, 'hardwareConcurrency', {{value: {processors}}});
        window.counted = {{begun: 0, ended: 0}};
        const Thread = Worker;
        window.Worker = class extends Thread {{
            constructor(...given) {{
                super(...given);
                counted.begun += 1;
            }}
            terminate() {{
                super.terminate();
                counted.ended += 1;
            }}
        }};"
    )
}

/// Its memory never shrinks.
#[tokio::test]
async fn a_thread_that_has_read_a_lot_is_let_go_of() -> Result<()> {
    let hub = Hub::start().await?;
    hub.addition();
    flow("another_thread", &hub, async |page| {
        page.run_first(&counted(2)).await?;
        page.open("").await?;
        is_as_ever(page).await?;
        page.wait(
            "another thread",
            "counted.begun === 2 && counted.ended === 1",
        )
        .await?;
        // The other does the same work.
        smooth_anew(page).await?;
        is_as_ever(page).await
    })
    .await
}

#[tokio::test]
async fn a_thread_that_crashes_has_another_in_its_place() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, 6000);
    flow("crashed_thread", &hub, async |page| {
        page.run_first(&counted(2)).await?;
        page.open("").await?;
        is_as_ever(page).await?;
        // A thread that has crashed hears nothing more.
        page.eval::<bool>(
            "(({worker}) => {
                worker.postMessage = () => {};
                return worker.dispatchEvent(new Event('error'));
            })(threads[0])",
        )
        .await?;
        // The page smooths what the thread was asked for.
        smooth_anew(page).await?;
        page.wait(
            "another thread",
            "counted.begun === 2 && counted.ended === 1",
        )
        .await?;
        is_as_ever(page).await
    })
    .await
}

#[tokio::test]
async fn where_processors_are_many_threads_share_the_first_runs_and_one_stays() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, STEPS);
    flow("more_threads", &hub, async |page| {
        page.run_first(&counted(8)).await?;
        page.open("").await?;
        is_as_ever(page).await?;
        assert_eq!(asked_by_page(page).await?, 0);
        assert_eq!(hub.requests_for("/resolve/").len(), ADDITION.len());
        page.wait("one thread", "counted.begun === 3 && counted.ended === 2")
            .await?;
        smooth_anew(page).await
    })
    .await
}

#[tokio::test]
async fn runs_of_a_thread_that_fails_are_fetched_all_the_same() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, STEPS);
    flow("a_failed_thread", &hub, async |page| {
        page.run_first(&counted(8)).await?;
        page.run_first(&misled("number === 2")).await?;
        page.open("").await?;
        is_as_ever(page).await?;
        page.forgive("missing-").await?;
        Ok(())
    })
    .await
}

/// Counts, by what src/app/loading/thread/held.rs tells, the runs that threads are given, that they are asked to smooth, and that
/// they may forget.
const TOLD: &str = "
    window.told = {given: 0, smoothed: 0, forgotten: 0};
    const Thread = Worker;
    window.Worker = class extends Thread {
        postMessage(message, ...rest) {
            // As src/app/loading/thread/message.rs counts the jobs.
            if (Array.isArray(message) && message[0] >= 2) {
                const losses = message.slice(5).filter((_, at) => at % 2 === 1);
                told.given += losses.filter(list => list?.length > 0).length;
                told.forgotten += losses.filter(list => list === null).length;
                if (message[0] === 2) told.smoothed += losses.filter(list => list !== null).length;
            }
            super.postMessage(message, ...rest);
        }
    };";

#[tokio::test]
async fn a_run_is_given_to_the_thread_once_and_before_it_is_asked_for() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, STEPS).short_runs(MIXED, STEPS);
    flow("held", &hub, async |page| {
        page.run_first(TOLD).await?;
        page.open("").await?;
        is_as_ever(page).await?;
        page.wait(
            "all that is shown",
            "told.given === 11 && told.smoothed === 0",
        )
        .await?;
        smooth_anew(page).await?;
        page.wait("none anew", "told.given === 11 && told.smoothed === 11")
            .await?;
        page.click_button("Mixed")
            .await?
            .wait_drawn(MIXED.len())
            .await?;
        page.wait("others", "told.given === 11 + 9 && told.forgotten === 11")
            .await?;
        Ok(())
    })
    .await
}

/// Python's own words, which only the reader of any format knows.
#[tokio::test]
async fn a_file_of_another_format_is_read_by_the_thread_too() -> Result<()> {
    const RUN: &str = "add_d5_l2_h3_t40K_s372001";
    let losses = vec!["0.5"; STEPS].join(", ");
    for (name, script) in [
        ("other_format", ""),
        ("deaf_to_parse", &*deaf_to(&Job::Parse.sent())),
    ] {
        let hub = Hub::start().await?;
        hub.run(RUN, format!("[{losses}, NaN]"));
        flow(name, &hub, async |page| {
            page.run_first(COUNT_ANSWERS).await?;
            page.run_first(script).await?;
            page.open(&format!("?runs={RUN}")).await?;
            page.wait_painted().await?;
            assert_eq!(page.runs_in("drawn").await?, [RUN]);
            let entry = page.legend().await?.remove(0);
            assert_eq!(entry.message.as_deref(), Some("gaps: 1 NaN"));
            let heard = usize::from(script.is_empty());
            assert_eq!(page.eval::<usize>("answered").await?, heard);
            Ok(())
        })
        .await?;
    }
    Ok(())
}
