//! The view is a function of the address; Back and Forward lead through the views.

use std::collections::HashMap;

use anyhow::{Result, ensure};
use browser_tests::{
    Hub, Page, flow,
    hub::COMMIT,
    runs::{self, ADDITION, INITED_MIXED, MIXED, Rgb},
};

/// Small enough to be opened again and again.
const SMALL: &str = "source=samples&runs=add_d5_l2_h3_t15K_s100001,add_d6_l2_h3_t15K_s100001";

#[tokio::test]
async fn each_key_opens_the_view_it_names() -> Result<()> {
    let hub = Hub::start().await?;
    let is_chosen = |label: &str, words: &str| {
        format!(
            "Array.from(document.querySelectorAll('label.choice'))
                .some(label => label.innerText.trimStart().startsWith('{label}')
                    && label.querySelector('select').selectedOptions[0].innerText === '{words}')"
        )
    };
    let is_ticked = |words: &str| {
        format!(
            "Array.from(document.querySelectorAll('.toolbar label.check'))
                .some(label => label.innerText.trim() === '{words}' && label.querySelector('input').checked)"
        )
    };
    let are_log = |panels: [bool; 2]| {
        format!(
            "Array.from(document.querySelectorAll('.log-switch')).map(at => at.ariaPressed).join() === '{},{}'",
            panels[0], panels[1]
        )
    };
    let is_state = |digits: u32, state: &str| {
        format!(
            "document.querySelector('#legend li[data-run^=add_d{digits}]').dataset.state === '{state}'"
        )
    };
    let views = [
        (
            "w=50",
            "document.querySelector('#window').value === '50'".to_owned(),
        ),
        ("smooth=ema", is_chosen("Line", "exponential")),
        ("edge=shrink", is_chosen("Line", "centred, shrinking")),
        ("band=std", is_chosen("Band", "mean ± std")),
        ("band=0", is_chosen("Band", "off")),
        ("raw=1", is_ticked("raw losses")),
        ("y=log", are_log([true, true])),
        ("y=linear", are_log([false, false])),
        ("y=log,linear", are_log([true, false])),
        ("yfit=percentiles", is_chosen("y", "middle 90 %")),
        ("x=percent", is_chosen("x", "percent")),
        ("x=log", is_chosen("x", "log steps")),
        (
            "xmin=2000&xmax=9000",
            "document.querySelector('[aria-label=\"Show all\"]').ariaDisabled === 'false'"
                .to_owned(),
        ),
        (
            "ymin=1e-6&ymax=0.1",
            "document.querySelector('[aria-label=\"Show all\"]').ariaDisabled === 'false'"
                .to_owned(),
        ),
        (
            "ymin=0.5,&ymax=,0.1",
            "document.querySelector('[aria-label=\"Show all\"]').ariaDisabled === 'false'"
                .to_owned(),
        ),
        ("hide=add_d6_l2_h3_t15K_s100001", is_state(6, "hidden")),
        (
            "theme=dark",
            "matchMedia('(prefers-color-scheme: light)').matches".to_owned(),
        ),
    ];
    flow("keys", &hub, async |page| {
        let mut seen = HashMap::from([(picture(page, SMALL).await?, "nothing but the runs")]);
        for (keys, condition) in &views {
            let query = format!("{SMALL}&{keys}");
            let first = picture(page, &query).await?;
            page.wait(keys, condition).await?;
            if let Some(same) = seen.insert(first, keys) {
                anyhow::bail!("{keys} looks as {same}");
            }
            assert_eq!(page.text("#address-notice").await?, None, "{keys}");
            page.reload().await?.wait_painted().await?;
            assert_eq!(
                page.picture().await?,
                first,
                "{keys} opened again gives the same view"
            );
        }
        let Rgb(red, green, blue) = page.paper().await?;
        ensure!(red.max(green).max(blue) < 64, "theme=dark is dark");

        // A model's own key, and a figure alone.
        let model = "source=samples&model=add_d5_l2_h3_t15K_s100001";
        let losses = picture(page, model).await?;
        let smoothed = picture(page, &format!("{model}&over=1")).await?;
        ensure!(losses != smoothed, "over=1 draws a line over the losses");
        picture(page, &format!("{SMALL}&embed=1")).await?;
        assert_eq!(page.text("h1").await?, None, "embed=1 is the figure alone");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_revision_in_the_address_is_the_one_that_is_read() -> Result<()> {
    let hub = Hub::start().await?;
    let run = ADDITION[0];
    hub.run(run, runs::file_of(run, 1000));
    flow("revision", &hub, async |page| {
        page.open(&format!("?runs={run}&rev={COMMIT}"))
            .await?
            .wait_painted()
            .await?;
        assert_eq!(page.runs_in("drawn").await?, [run]);
        assert_eq!(hub.requests_for(&format!("/resolve/{COMMIT}/")).len(), 1);
        assert_eq!(hub.requests_for("/resolve/main/").len(), 0);

        page.open(&format!("?runs={run}&rev=no-such"))
            .await?
            .wait_painted()
            .await?;
        let message = page.entry(run).await?.message.unwrap_or_default();
        ensure!(
            message.contains("revision no-such"),
            "it says so: {message}"
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nonsense_in_the_address_is_told_and_the_page_works() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, 1000);
    flow("nonsense", &hub, async |page| {
        let bad = [
            ("w", "0"),
            ("source", "moon"),
            ("smooth", "very"),
            ("edge", "%22%3E"),
            ("band", "2"),
            ("raw", "yes"),
            ("over", "no"),
            ("y", "up"),
            ("yfit", "some"),
            ("pins", "nothing"),
            ("x", "%F0%9F%92%A5"),
            ("xmin", "NaN"),
            ("ymax", "1e999"),
            ("at", "1,two"),
            ("theme", "pink"),
            ("embed", "maybe"),
            ("model", ""),
        ];
        let pairs: Vec<String> = bad
            .iter()
            .map(|(key, value)| format!("{key}={value}"))
            .collect();
        page.open(&format!("?{}&mine=kept", pairs.join("&")))
            .await?
            .wait_painted()
            .await?;
        assert_eq!(
            page.runs_in("drawn").await?,
            ADDITION,
            "the page is as without it"
        );
        let told = page.wait_text("#address-notice").await?;
        for (key, _) in bad {
            ensure!(
                told.contains(&format!("“{key}=")),
                "{key} is told of: {told}"
            );
        }
        page.click_button("Dismiss")
            .await?
            .wait_gone("#address-notice")
            .await?;
        page.toggle(ADDITION[0]).await?.wait_address().await;
        assert_eq!(
            page.asks("mine").await?.as_deref(),
            Some("kept"),
            "others' keys stay"
        );
        assert_eq!(page.asks("theme").await?, None, "nonsense does not");

        for (query, words) in [
            ("?xmin=9&xmax=3", "xmin=9"),
            ("?w=", "w="),
            (&format!("?w={}", "9".repeat(3000)), "w=999"),
        ] {
            page.open(query).await?.wait_painted().await?;
            let told = page.wait_text("#address-notice").await?;
            ensure!(told.contains(words) && told.len() < 300, "{words}: {told}");
            assert_eq!(page.runs_in("drawn").await?, ADDITION);
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nothing_in_the_address_becomes_html() -> Result<()> {
    let hub = Hub::start().await?;
    flow("no_html", &hub, async |page| {
        let evil = "%3Cimg%20src=x%20onerror=alert(1)%3E";
        for key in ["runs", "model", "repo", "hide", "w", "theme"] {
            page.open(&format!("?{key}={evil}"))
                .await?
                .wait_painted()
                .await?;
            let images: u64 = page.eval("document.querySelectorAll('img').length").await?;
            assert_eq!(images, 0, "{key}");
        }
        page.open(&format!("?runs={evil}"))
            .await?
            .wait_painted()
            .await?;
        let entries = page.legend().await?;
        assert_eq!(entries[0].run, "<img src=x onerror=alert(1)>");
        ensure!(
            entries[0].state == "failed" && entries[0].message.is_some(),
            "{entries:?}"
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_name_in_the_address_is_shown_without_what_nobody_sees() -> Result<()> {
    let hub = Hub::start().await?;
    flow("unseen", &hub, async |page| {
        let unseen = "[\\u200b-\\u200f\\u202a-\\u202e\\u2066-\\u2069]";
        for query in [
            "?runs=%E2%80%8F",
            "?runs=a%E2%80%AEb,c%E2%81%A6",
            "?model=a%E2%80%AEb",
        ] {
            page.open(query).await?.wait_painted().await?;
            page.wait_for("#legend li").await?;
            let shown = "document.title + document.body.textContent";
            let raw = format!("/{unseen}/.test({shown})");
            ensure!(!page.eval::<bool>(&raw).await?, "{query}");
            for place in [
                "document.title",
                "document.querySelector('#legend li').textContent",
            ] {
                let is_marked = format!("{place}.includes('\u{fffd}')");
                ensure!(page.eval::<bool>(&is_marked).await?, "{query}: {place}");
            }
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn back_and_forward_lead_through_the_sets() -> Result<()> {
    let hub = Hub::start().await?;
    for runs in [&ADDITION[..], &MIXED, &INITED_MIXED] {
        hub.short_runs(runs.iter().copied(), 1000);
    }
    flow("history", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        page.click_button("Mixed").await?;
        is_shown(page, &MIXED).await?;
        page.click_button("Inited Mixed").await?;
        is_shown(page, &INITED_MIXED).await?;
        // What is changed in place is no step of its own.
        page.toggle(INITED_MIXED[0]).await?.wait_address().await;
        for runs in [&MIXED[..], &ADDITION] {
            page.back().await?;
            is_shown(page, runs).await?;
        }
        page.forward().await?;
        is_shown(page, &MIXED).await?;
        page.forward()
            .await?
            .wait_state(INITED_MIXED[0], "hidden")
            .await?;
        page.reload().await?.wait_painted().await?;
        assert_eq!(page.runs_in("drawn").await?, INITED_MIXED[1..]);
        assert_eq!(page.runs_in("hidden").await?, INITED_MIXED[..1]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_changed_last_is_of_the_step_it_was_changed_in() -> Result<()> {
    let hub = Hub::start().await?;
    for runs in [&ADDITION[..], &MIXED] {
        hub.short_runs(runs.iter().copied(), 1000);
    }
    flow("history_at_once", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        let hide = "document.querySelector('#legend .legend-toggle').click()";
        let mixed =
            "[...document.querySelectorAll('button')].find(at => at.innerText === 'Mixed').click()";
        page.eval::<()>(&format!("void ({hide}, {mixed})")).await?;
        is_shown(page, &MIXED).await?;
        page.wait_address().await;
        assert_eq!(page.asks("hide").await?, None, "it was hidden before");
        page.back().await?;
        page.wait_state(ADDITION[0], "hidden").await?;
        assert_eq!(page.asks("hide").await?.as_deref(), Some(ADDITION[0]));

        page.forward().await?;
        is_shown(page, &MIXED).await?;
        page.eval::<()>(&format!("void ({hide}, history.back())"))
            .await?;
        page.wait_state(ADDITION[0], "hidden").await?;
        page.wait_address().await;
        assert_eq!(page.asks("hide").await?.as_deref(), Some(ADDITION[0]));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_slider_leaves_the_history_as_long_as_it_was() -> Result<()> {
    let hub = Hub::start().await?;
    for runs in [&ADDITION[..], &MIXED] {
        hub.short_runs(runs.iter().copied(), 3000);
    }
    flow("slider", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        page.click_button("Mixed").await?;
        is_shown(page, &MIXED).await?;
        let steps: u64 = page.eval("history.length").await?;
        let before = page.picture().await?;

        let slider = ".toolbar input[type=range]";
        let thumb = page.spot(slider, 0.7, 0.5).await?;
        page.drag(thumb, page.spot(slider, 0.3, 0.5).await?).await?;
        page.wait(
            "a narrow window in the box, and the same in the address",
            "(box => box < 100 && new URLSearchParams(location.search).get('w') === box)
                (document.querySelector('#window').value)",
        )
        .await?;
        page.wait_other_picture(before).await?;
        // Zooming, hiding and the theme are no steps either.
        page.drag(
            page.spot("#hand", 0.3, 0.7).await?,
            page.spot("#hand", 0.6, 0.7).await?,
        )
        .await?;
        page.wait("a zoom", "location.search.includes('xmin')")
            .await?;
        page.toggle(MIXED[0]).await?.select("Theme", "Dark").await?;
        page.wait("the theme", "location.search.includes('theme=dark')")
            .await?;
        assert_eq!(page.eval::<u64>("history.length").await?, steps);

        page.back().await?;
        is_shown(page, &ADDITION).await?;
        assert_eq!(page.asks("w").await?, None);
        // But the colours are for all views.
        page.wait("the theme", "location.search.includes('theme=dark')")
            .await?;
        page.forward().await?.wait_state(MIXED[0], "hidden").await?;
        ensure!(page.asks("w").await?.is_some() && page.asks("xmin").await?.is_some());
        Ok(())
    })
    .await
}

/// Waits until these runs, and no others, are drawn.
async fn is_shown(page: &Page, runs: &[&str]) -> Result<()> {
    page.wait_state(runs[0], "drawn")
        .await?
        .wait_drawn(runs.len())
        .await?;
    assert_eq!(page.runs_in("drawn").await?, runs);
    Ok(())
}

/// The picture at a query.
async fn picture(page: &Page, query: &str) -> Result<u64> {
    page.open(&format!("?{query}"))
        .await?
        .wait_painted()
        .await?;
    page.picture().await
}
