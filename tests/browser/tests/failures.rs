//! What a visitor is told when something is missing or broken, and how it is put right.

use std::time::Duration;

use anyhow::{Result, ensure};
use browser_tests::{
    Fault, Hub, flow,
    runs::{self, ADDITION, COLOURS},
};

#[tokio::test]
async fn a_missing_run_is_named_and_comes_when_it_is_there() -> Result<()> {
    let hub = Hub::start().await?;
    let (run, colour) = (ADDITION[3], COLOURS[3]);
    hub.addition().without(run);
    flow("missing_run", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        assert_eq!(page.runs_in("drawn").await?.len(), 10);
        page.wait_failed(run, "not found").await?;
        let asked: Vec<String> = hub
            .requests_for(run)
            .into_iter()
            .map(|seen| seen.path)
            .collect();
        assert_eq!(
            asked,
            [
                format!("/PhilipQuirke/VerifiedArithmetic/resolve/main/{run}_train.json"),
                format!("/PhilipQuirke/QuantaMaths_{run}/resolve/main/training_loss.json"),
            ],
            "both layouts are tried, each once"
        );

        hub.run(run, runs::file(run));
        page.retry(run).await?.wait_state(run, "drawn").await?;
        let entry = page.entry(run).await?;
        assert_eq!((entry.message, entry.retry), (None, false));
        page.wait_pixels(colour).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_run_that_failed_can_be_taken_out_where_it_stands() -> Result<()> {
    let hub = Hub::start().await?;
    let [there, other, missing] = [0, 1, 2].map(|at| ADDITION[at]);
    hub.short_runs([there, other], 1500);
    flow("taken_out", &hub, async |page| {
        page.open(&format!("?runs={there},{missing},{other}"))
            .await?
            .wait_state(missing, "failed")
            .await?;
        page.click(".legend-remove").await?;
        page.wait_drawn(2).await?;
        page.wait(
            "an address without it",
            &format!("!location.search.includes('{missing}')"),
        )
        .await?;
        assert_eq!(page.runs_in("drawn").await?, [there, other]);
        let is_kept = "document.activeElement.closest('#legend') !== null";
        page.wait("the focus among the runs", is_kept).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn samples_stand_in_while_the_hub_is_away() -> Result<()> {
    let hub = Hub::start().await?;
    hub.addition().away();
    flow("hub_away", &hub, async |page| {
        let samples = runs::samples()?;
        page.watch_shifts().await?.open("").await?;
        let notice = page.wait_text("#notice").await?;
        ensure!(
            notice.contains("Hugging Face") && notice.contains("reach"),
            "the notice is plain: {notice}"
        );
        // Once there, the notice stays while the page goes on asking, and so do the samples.
        page.eval::<()>(WATCH_NOTICE).await?;
        page.wait_drawn(samples.len()).await?;
        assert_eq!(
            page.shifts().await?,
            [""; 0],
            "what comes late moves nothing"
        );
        page.wait("the hub to be asked again", ASKED_THRICE).await?;
        assert_eq!(
            page.eval::<u32>("window.noticeLost").await?,
            0,
            "the notice stays"
        );
        for (name, _) in &samples {
            assert_eq!(&page.entry(name).await?.state, "drawn");
        }
        let text = page.text("body").await?.unwrap_or_default();
        ensure!(
            text.to_lowercase().contains("sample"),
            "they are called samples: {text}"
        );

        hub.back();
        // The page asks of itself too, and may have taken the offer away by now.
        page.eval::<Option<()>>("document.querySelector('#notice .notice-retry')?.click()")
            .await?;
        page.wait_drawn(ADDITION.len()).await?;
        assert_eq!(page.runs_in("drawn").await?, ADDITION);
        assert_eq!(page.text("#notice").await?, None);
        for colour in COLOURS {
            page.wait_pixels(colour).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_name_that_leads_nowhere_keeps_no_sample_away() -> Result<()> {
    let hub = Hub::start().await?;
    hub.addition().away();
    flow("away_and_nowhere", &hub, async |page| {
        page.open(&format!("?runs={},oops", ADDITION[0])).await?;
        page.wait_drawn(runs::samples()?.len()).await?;
        page.wait_words("#notice", "cannot be reached").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn samples_stand_in_until_a_silent_hub_answers() -> Result<()> {
    let hub = Hub::start().await?;
    // Each run is asked for twice: where it is, and there.
    hub.addition().pace(Duration::from_secs(5));
    flow("hub_silent", &hub, async |page| {
        let samples = runs::samples()?;
        page.open("").await?.wait_drawn(samples.len()).await?;
        let notice = page.wait_text("#notice").await?;
        ensure!(
            notice.contains("not answered") && !notice.contains("Try again"),
            "it may still answer: {notice}"
        );

        page.wait_drawn(ADDITION.len()).await?;
        assert_eq!(page.runs_in("drawn").await?, ADDITION);
        assert_eq!(page.text("#notice").await?, None);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn for_a_model_none_but_its_own_sample_stands_in() -> Result<()> {
    let hub = Hub::start().await?;
    let name = ADDITION[0];
    hub.short_runs([name], 3000).away();
    flow("model_hub_away", &hub, async |page| {
        page.open(&format!("?model={name}"))
            .await?
            .wait_state(name, "failed")
            .await?;
        page.wait_failed(name, "cannot be reached").await?;
        assert_eq!(page.legend().await?.len(), 1);
        assert_eq!(page.text("#notice").await?, None, "no sample is shown");

        hub.back();
        page.retry(name).await?.wait_state(name, "drawn").await?;

        hub.away();
        let sample = "add_d3_l2_h3_t10K_s100001";
        page.open(&format!("?model={sample}"))
            .await?
            .wait_state(sample, "drawn")
            .await?;
        assert_eq!(page.legend().await?.len(), 1);
        page.wait_for("#notice").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn each_bad_file_is_told_by_its_own_fault() -> Result<()> {
    let hub = Hub::start().await?;
    let whole = runs::file(ADDITION[0]);
    let bad: [(&[u8], &str); 7] = [
        (b"step,loss\n0,2.4\n", "not JSON"),
        (runs::HTML_PAGE.as_bytes(), "HTML"),
        (runs::LFS_POINTER.as_bytes(), "LFS"),
        (&whole[..whole.len() / 2], "cut off"),
        (br#"{"Config": {}}"#, "no TrainingLoss"),
        (
            br#"{"Config": {}, "TrainingLoss": [2.4, {"loss": 2.3}]}"#,
            "not a training file",
        ),
        (br#"{"Config": {}, "TrainingLoss": []}"#, "empty"),
    ];
    hub.addition();
    for (run, (bytes, _)) in ADDITION.into_iter().zip(bad) {
        hub.run(run, bytes.to_vec());
    }
    flow("bad_files", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        assert_eq!(page.runs_in("drawn").await?, ADDITION[bad.len()..]);
        for (run, (_, words)) in ADDITION.into_iter().zip(bad) {
            page.wait_failed(run, words).await?;
        }
        for colour in &COLOURS[bad.len()..] {
            page.wait_pixels(*colour).await?;
        }
        assert_eq!(page.console().await?, [""; 0]);
        Ok(())
    })
    .await
}

/// All on one page, since giving a run up takes up to 23 seconds of retries.
#[tokio::test]
async fn each_refusal_of_the_hub_is_told_and_transient_ones_are_waited_for() -> Result<()> {
    let hub = Hub::start().await?;
    let refused = [
        (Fault::gated(), "gated", 1..=1),
        (Fault::no_revision(), "revision", 1..=1),
        (Fault::status(500), "500", 6..=6),
        // The page goes on asking for what the network breaks.
        (Fault::cut_off(), "broke off", 6..=usize::MAX),
        (Fault::endless(), "larger", 1..=1),
    ];
    let transient = [
        Fault::status(503).times(2),
        Fault::status(429).times(1),
        Fault::cut_off().times(1),
        Fault::no_cors().times(1),
    ];
    hub.addition();
    let faults = refused.iter().map(|(fault, ..)| fault).chain(&transient);
    for (run, fault) in ADDITION.into_iter().zip(faults) {
        hub.fault(run, fault.clone());
    }
    flow("refusals", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        assert_eq!(page.runs_in("drawn").await?, ADDITION[refused.len()..]);
        for (run, (_, words, attempts)) in ADDITION.into_iter().zip(&refused) {
            page.wait_failed(run, words).await?;
            let asked = hub.requests_for(&format!("/resolve/main/{run}")).len();
            assert!(
                attempts.contains(&asked),
                "{run} is asked for as often as makes sense, not {asked} times"
            );
        }
        assert_eq!(page.text("#notice").await?, None, "the hub is within reach");

        hub.mend(ADDITION[2]);
        page.retry(ADDITION[2])
            .await?
            .wait_state(ADDITION[2], "drawn")
            .await?;
        Ok(())
    })
    .await
}

/// Counts how often the notice is taken away.
const WATCH_NOTICE: &str = "(() => {
    window.noticeLost = 0;
    const count = () => { if (!document.querySelector('#notice .notice-retry')) window.noticeLost += 1; };
    count();
    new MutationObserver(count).observe(document.body, {childList: true, subtree: true});
    return null;
})()";

/// Thirty-three requests, for eleven runs.
const ASKED_THRICE: &str = "performance.getEntriesByType('resource')
    .filter(entry => entry.name.startsWith('https://huggingface.co/')).length >= 33";
