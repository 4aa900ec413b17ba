//! A network that fails in the middle of a load: what has come stays, what has not is told, and asking again is
//! always possible.

use std::time::Duration;

use anyhow::{Result, ensure};
use browser_tests::{
    Fault, Hub, flow,
    hub::{Outcome, Seen},
    runs::{self, ADDITION, INITED_MIXED, MIXED},
};

/// Enough for the figure, little enough to be made and sent fifty times.
const STEPS: usize = 1500;

/// Fifty names: the notebook's three sets, and more.
fn fifty() -> Vec<String> {
    let sets = ADDITION.iter().chain(&MIXED).chain(&INITED_MIXED);
    let more = (0..).map(|seed| format!("sub_d6_l2_h3_t5K_s{seed:06}"));
    sets.map(ToString::to_string).chain(more).take(50).collect()
}

fn holds(hub: &Hub, runs: &[String]) {
    hub.short_runs(runs.iter().map(String::as_str), STEPS);
}

fn query(runs: &[String]) -> String {
    format!("?runs={}", runs.join(","))
}

/// What the addresses of a run's file, and of no other, have in them.
fn key(run: &str) -> String {
    format!("/{run}_train")
}

#[tokio::test]
async fn every_fault_among_fifty_runs_is_told_beside_its_run_and_mended_alone_or_with_all()
-> Result<()> {
    let hub = Hub::start().await?;
    let runs = fifty();
    holds(&hub, &runs);
    let faults = [
        (Fault::gated(), "gated"),
        (Fault::status(401), "no public repository"),
        (Fault::status(403), "refuses"),
        (Fault::status(404), "not found"),
        (Fault::no_revision(), "revision"),
        (Fault::status(418), "status 418"),
        (Fault::status(500), "(500)"),
        (Fault::status(503), "(503)"),
        (Fault::cut_off(), "broke off"),
        (Fault::length(Some(1 << 20)), "broke off"),
        (Fault::length(Some(1 << 30)), "larger than 64 MiB"),
        // More than the page's machine can count to.
        (Fault::length(Some(1 << 32)), "larger than 64 MiB"),
        (Fault::no_cors(), "cannot be reached"),
        (
            Fault::redirect("https://elsewhere.example/file"),
            "redirected this request to a site",
        ),
        (
            Fault::redirect("https://huggingface.co.elsewhere.example/file"),
            "redirected this request to a site",
        ),
        (
            Fault::redirect("http://127.0.0.1:1/file"),
            "redirected this request to a site",
        ),
        // The last: what became of it is asked of the hub.
        (Fault::endless(), "larger than 64 MiB"),
    ];
    let transient = [
        Fault::length(Some(-100)),
        Fault::length(None),
        Fault::drip(Duration::from_millis(20)),
        Fault::status(502).times(2),
        Fault::busy(1).times(1),
        Fault::redirect("https://cas-bridge.xethub.hf.co/none").times(1),
    ];
    // In the middle of the list, and of the load.
    let (bad, rest) = runs[10..].split_at(faults.len());
    for (run, (fault, _)) in bad.iter().zip(&faults) {
        hub.fault(&key(run), fault.clone());
    }
    for (run, fault) in rest.iter().zip(transient) {
        hub.fault(&key(run), fault);
    }
    flow("fifty", &hub, async |page| {
        page.open(&query(&runs)).await?.wait_painted().await?;
        for (run, (_, words)) in bad.iter().zip(&faults) {
            page.wait_failed(run, words).await?;
        }
        assert_eq!(page.runs_in("drawn").await?.len(), 50 - bad.len());
        assert_eq!(page.text("#notice").await?, None, "the hub is within reach");
        let endless = key(&bad[bad.len() - 1]);
        hub.wait_for("the page to hang up on an endless reply", |seen| {
            let last = seen.iter().rfind(|seen| seen.path.contains(&endless));
            last.is_some_and(|last| last.outcome == Outcome::Aborted)
        })
        .await?;

        hub.mend(&key(&bad[0]));
        page.retry(&bad[0])
            .await?
            .wait_state(&bad[0], "drawn")
            .await?;
        assert_eq!(page.runs_in("drawn").await?.len(), 51 - bad.len());
        for run in bad {
            hub.mend(&key(run));
        }
        // It leaves while the page asks by itself for what the network has kept from coming.
        page.wait("Retry all", RETRY_ALL).await?;
        page.wait_drawn(50).await?;
        assert_eq!(page.texts(".progress button").await?, [""; 0]);
        page.forgive("elsewhere.example").await?;
        page.forgive("127.0.0.1:1").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn silence_of_all_is_given_up_after_half_a_minute_and_asked_again() -> Result<()> {
    let hub = Hub::start().await?;
    let [silent, hanging, slow, endless, quick] = [0, 1, 2, 3, 4].map(|at| ADDITION[at]);
    hub.short_runs([silent, hanging, slow, endless, quick], STEPS);
    hub.fault(silent, Fault::stall().times(1))
        .fault(hanging, Fault::hang().times(1))
        // Longer than a request's patience.
        .fault(slow, Fault::drip(Duration::from_millis(1700)))
        .fault(endless, Fault::stall());
    flow("silence", &hub, async |page| {
        let names = [silent, hanging, slow, endless, quick];
        page.open(&format!("?runs={}", names.join(","))).await?;
        page.wait_state(quick, "drawn")
            .await?
            .wait_state(slow, "drawn")
            .await?;
        assert_eq!(
            page.runs_in("loading").await?,
            [hanging],
            "nothing of it is lost"
        );
        let given_up = |seen: &[Seen], run| {
            let of_run = seen.iter().filter(|seen| seen.path.contains(run));
            of_run
                .filter(|seen| seen.outcome == Outcome::Aborted)
                .count()
        };
        let seen = hub.requests();
        assert_eq!(
            [silent, hanging, endless].map(|run| given_up(&seen, run)),
            [0, 0, 0],
            "who waits while others are served is not given up"
        );
        let picture = page.picture().await?;
        for run in [silent, hanging] {
            page.wait_state(run, "drawn").await?;
        }
        let seen = hub.requests();
        assert_eq!([silent, hanging].map(|run| given_up(&seen, run)), [1, 1]);
        page.wait_other_picture(picture).await?;

        // What never comes can be stopped, and asked for again.
        page.click_button("Stop")
            .await?
            .wait_state(endless, "failed")
            .await?;
        page.wait_told(endless, "cancelled").await?;
        assert_eq!(page.runs_in("drawn").await?.len(), 4);
        hub.mend(endless);
        page.retry(endless).await?.wait_drawn(5).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_reply_that_stops_is_asked_for_again_while_others_go_on() -> Result<()> {
    let hub = Hub::start().await?;
    let [hanging, slow, slower] = [0, 1, 2].map(|at| ADDITION[at]);
    hub.short_runs([hanging, slow, slower], STEPS);
    hub.fault(hanging, Fault::hang().times(1))
        .fault(slow, Fault::drip(Duration::from_millis(1700)))
        .fault(slower, Fault::drip(Duration::from_secs(6)));
    flow("stopped", &hub, async |page| {
        page.open(&format!("?runs={hanging},{slow},{slower}"))
            .await?
            .wait_state(slow, "drawn")
            .await?
            .wait_state(hanging, "drawn")
            .await?;
        assert_eq!(page.runs_in("loading").await?, [slower]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_busy_hub_is_waited_for_as_long_as_it_says() -> Result<()> {
    let hub = Hub::start().await?;
    let [busy, soon, other] = [0, 1, 2].map(|at| ADDITION[at]);
    hub.short_runs([busy, soon, other], STEPS);
    hub.fault(busy, Fault::busy(60))
        .fault(soon, Fault::busy(4).times(1));
    flow("busy", &hub, async |page| {
        page.open(&format!("?runs={soon},{other}"))
            .await?
            .wait_state(other, "drawn")
            .await?;
        for seconds in (1..=3).rev() {
            page.wait_told(soon, &format!("; trying again in {seconds} s"))
                .await?;
        }
        hub.pace(Duration::from_secs(3));
        let message = format!("#legend li[data-run='{soon}'] .legend-message");
        page.wait(
            "no time to be told once it is over",
            &format!("document.querySelector(\"{message}\").innerText.endsWith('trying again')"),
        )
        .await?;
        page.wait_state(soon, "drawn").await?;
        hub.pace(Duration::ZERO);
        assert_eq!(hub.requests_for(&format!("/resolve/main/{soon}")).len(), 2);

        page.choose(busy).await?;
        page.wait_told(busy, "; trying again in 58 s").await?;
        let redrawn = page.redrawn().await?;
        page.wait_told(busy, "; trying again in 56 s").await?;
        let since = page.redrawn().await? - redrawn;
        ensure!(
            since == 0.0,
            "seconds that pass are no reason to draw: {since}"
        );
        assert_eq!(
            hub.requests_for(busy).len(),
            1,
            "it is left alone meanwhile"
        );
        page.click_button("Stop")
            .await?
            .wait_state(busy, "failed")
            .await?;
        hub.mend(busy);
        page.click_button("Retry all").await?.wait_drawn(3).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_hub_that_has_too_many_requests_is_left_alone_by_all_runs() -> Result<()> {
    let hub = Hub::start().await?;
    let runs = fifty();
    holds(&hub, &runs);
    // As the hub itself, without a word of when to come back that a page may read.
    hub.fault("/resolve/", Fault::status(429));
    flow("too_many", &hub, async |page| {
        page.open(&query(&runs)).await?;
        for run in &runs {
            page.wait_told(run, "has had too many requests").await?;
        }
        // As many as were under way when it first refused.
        let first = hub.requests().len();
        hub.wait_for("the hub to be asked anew", |seen| seen.len() > first)
            .await?;
        let asked = hub.requests().len();
        ensure!(asked < 20, "all at first, then one by one: {asked}");
        assert_eq!(page.runs_in("failed").await?, [""; 0]);
        hub.mend("/resolve/");
        page.wait_drawn(50).await?;
        let refused = hub.requests_for("/resolve/").len() - 50;
        ensure!(refused < 25, "{refused} requests were made in vain");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_list_that_does_not_come_says_why_and_can_be_stopped_and_asked_for_again() -> Result<()> {
    let hub = Hub::start().await?;
    for run in &ADDITION[..3] {
        let bytes = runs::file_of(run, STEPS);
        hub.file("me/models", &format!("{run}_train.json"), bytes);
    }
    hub.fault("/tree/", Fault::busy(60));
    flow("list", &hub, async |page| {
        page.open("?repo=me/models").await?;
        page.wait_words("#progress", "; trying again").await?;
        page.click_button("Stop").await?;
        page.wait_words("#progress", "cancelled").await?;
        hub.mend("/tree/");
        page.click_button("Retry all").await?.wait_drawn(3).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_network_that_is_lost_and_found_costs_nothing_that_has_come() -> Result<()> {
    let hub = Hub::start().await?;
    let runs = fifty();
    holds(&hub, &runs);
    // The legend, which tells of them, comes after a second.
    hub.pace(Duration::from_millis(300));
    flow("lost_network", &hub, async |page| {
        // As the browser notices it.
        page.open(&query(&runs))
            .await?
            .wait_state(&runs[5], "drawn")
            .await?;
        page.set_offline(true).await?;
        page.wait_told(&runs[40], "cannot be reached").await?;
        let drawn = page.runs_in("drawn").await?;
        ensure!((6..50).contains(&drawn.len()), "{} have come", drawn.len());
        page.set_offline(false).await?.wait_drawn(50).await?;
        let asked_again = drawn
            .iter()
            .filter(|run| hub.requests_for(&key(run)).len() > 2);
        assert_eq!(
            asked_again.count(),
            0,
            "what has come is not asked for again"
        );

        // As only the requests notice it.
        page.open(&query(&runs))
            .await?
            .wait_state(&runs[5], "drawn")
            .await?;
        hub.away();
        page.wait("a run to be asked for again", IS_RETRYING)
            .await?;
        let drawn = page.runs_in("drawn").await?;
        ensure!((6..50).contains(&drawn.len()), "{} have come", drawn.len());
        hub.back();
        page.wait_drawn(50).await?;
        assert_eq!(
            page.text("#notice").await?,
            None,
            "no sample stands in for what is drawn"
        );
        Ok(())
    })
    .await
}

/// No browser tells of a hub that is back.
#[tokio::test]
async fn a_hub_that_is_back_after_all_retries_is_found_without_a_hand() -> Result<()> {
    let hub = Hub::start().await?;
    let [away, there] = [ADDITION[0], ADDITION[1]];
    hub.short_runs([away, there], STEPS)
        .fault(away, Fault::no_cors());
    hub.file("me/models", "mine_train.json", runs::file_of(there, STEPS));
    flow("hub_back", &hub, async |page| {
        page.open(&format!("?runs={away},{there}"))
            .await?
            .wait_state(there, "drawn")
            .await?
            .wait_state(away, "failed")
            .await?;
        page.wait(
            "the end of it to be announced",
            "(words => words.includes('cannot be reached') && !words.includes('trying again'))(
                document.querySelector('.legend ~ [role=status]').innerText)",
        )
        .await?;
        // It is asked for again and again, of which there is nothing to say.
        page.eval::<Option<()>>(COUNT_CHANGES).await?;
        let asked = hub.requests_for(&key(away)).len();
        hub.wait_for("another round of requests, and one more", |seen| {
            let again = seen.iter().filter(|seen| seen.path.contains(&key(away)));
            again.count() > asked + RETRIES + 1
        })
        .await?;
        assert_eq!(page.eval::<u32>("globalThis.changes").await?, 0);
        hub.mend(away);
        page.wait_state(away, "drawn").await?;

        hub.fault("/tree/", Fault::no_cors());
        page.open("?repo=me/models").await?;
        page.wait_words(".progress", "Retry all").await?;
        page.eval::<()>(COUNT_CHANGES).await?;
        let asked = hub.requests_for("/tree/").len();
        hub.wait_for("the list to be asked for again", |seen| {
            let again = seen.iter().filter(|seen| seen.path.contains("/tree/"));
            again.count() > asked + RETRIES + 1
        })
        .await?;
        assert_eq!(page.eval::<u32>("globalThis.changes").await?, 0);
        hub.mend("/tree/");
        page.wait_drawn(1).await?;
        Ok(())
    })
    .await
}

/// Clicks the button as soon as it is there.
const RETRY_ALL: &str = "(() => {
    const buttons = Array.from(document.querySelectorAll('.progress button'));
    const all = buttons.find((button) => button.innerText === 'Retry all');
    all?.click();
    return all !== undefined;
})()";

/// How often a request is made again before it is given up, as in src/fetch/request/retry.rs.
const RETRIES: usize = 5;

const COUNT_CHANGES: &str = "(globalThis.changes = 0,
    new MutationObserver((seen) => { globalThis.changes += seen.length; }).observe(
        document.querySelector('.side'),
        {subtree: true, childList: true, characterData: true, attributes: true},
    ), null)";

const IS_RETRYING: &str = "Array.from(document.querySelectorAll('.legend-message'))
    .some(message => message.innerText.includes('trying again'))";
