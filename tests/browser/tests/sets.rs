//! The notebook's comparisons, one click each, and far more runs at once than it could draw.

use std::{collections::BTreeSet, time::Duration};

use anyhow::{Result, ensure};
use browser_tests::{
    Hub, flow,
    runs::{ADDITION, COLOURS, INITED_MIXED, MIXED},
};

#[tokio::test]
async fn each_set_is_one_click_away() -> Result<()> {
    let hub = Hub::start().await?;
    let sets: [(&str, &[&str]); 3] = [
        ("Mixed", &MIXED),
        ("Inited Mixed", &INITED_MIXED),
        ("Addition", &ADDITION),
    ];
    for (_, runs) in sets {
        hub.short_runs(runs.iter().copied(), 3000);
    }
    flow("sets", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        assert_eq!(page.texts("nav [aria-pressed=true]").await?, ["Addition"]);
        for (title, runs) in sets {
            page.click_button(title)
                .await?
                .wait_for(&format!("#legend li[data-run='{}']", runs[0]))
                .await?
                .wait_drawn(runs.len())
                .await?;
            assert_eq!(page.runs_in("drawn").await?, runs);
            assert_eq!(page.texts("nav [aria-pressed=true]").await?, [title]);
            let asked = page.asks("runs").await?.unwrap_or_default();
            assert_eq!(asked.split(',').collect::<Vec<_>>(), runs);
            for colour in &COLOURS[..runs.len()] {
                page.wait_pixels(*colour).await?;
            }
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn fifty_runs_are_drawn_at_once() -> Result<()> {
    let hub = Hub::start().await?;
    let names: Vec<String> = (0..50)
        .map(|at| {
            format!(
                "add_d{}_l{}_h3_t2K_s{}",
                5 + at % 11,
                1 + at / 11,
                372_000 + at
            )
        })
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    hub.short_runs(names.iter().copied(), 2000)
        .pace(Duration::from_millis(20));
    flow("fifty_runs", &hub, async |page| {
        page.open(&format!("?runs={}", names.join(",")))
            .await?
            .wait_painted()
            .await?;
        assert_eq!(page.runs_in("drawn").await?, names);
        let labels = page.texts("#legend .label").await?;
        let different: BTreeSet<&String> = labels.iter().collect();
        assert_eq!(
            different.len(),
            names.len(),
            "labels tell runs apart: {labels:?}"
        );
        let progress = page.text("#progress").await?.unwrap_or_default();
        ensure!(progress.contains("50 of 50 runs"), "progress: {progress}");
        for colour in COLOURS {
            page.wait_pixels(colour).await?;
        }
        for name in names {
            assert_eq!(
                hub.requests_for(name).len(),
                2,
                "{name} is asked for once, and sent on once"
            );
        }
        let together = hub.most_in_flight();
        ensure!(
            (2..=12).contains(&together),
            "{together} requests at the same time"
        );
        Ok(())
    })
    .await
}
