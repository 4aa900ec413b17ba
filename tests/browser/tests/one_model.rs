//! One model alone: what the notebook's Part 2 shows and prints of it.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};
use browser_tests::{
    Hub, Page, flow,
    hub::{COMMIT, REPO},
    runs::{self, ADDITION, COLOURS},
};
use serde_json::{Value, json};

/// Fewer pixels than a short stretch of a curve has.
const TRACE: u64 = 30;

#[tokio::test]
async fn a_model_is_shown_as_the_notebook_shows_it() -> Result<()> {
    let hub = Hub::start().await?;
    let name = "ins1_mix_d6_l3_h4_t40K_s372001";
    let mut config = runs::config(name, 40_000);
    for (key, value) in [
        ("insert_mode", json!(1)),
        ("insert_n_layers", json!(2)),
        ("insert_n_training_steps", json!(15_000)),
        ("avg_final_loss", json!(1.6e-8)),
        ("final_loss", json!(1.25e-8)),
    ] {
        config[key] = value;
    }
    hub.run(name, runs::file_with(&config, &runs::losses(name, 40_000)));
    flow("one_model", &hub, async |page| {
        page.open(&format!("?model={name}")).await?.wait_painted().await?;
        let facts = facts(page).await?;
        for (term, expected) in [
            ("%Add", "20 %"),
            ("%Sub", "80 %"),
            ("%Mult", "0 %"),
            ("Weight decay", "0.1"),
            ("Learning rate", "8 × 10⁻⁵"),
            ("Batch size", "512"),
            ("Average loss over the last 5 steps", "1.600 × 10⁻⁸"),
            ("Final loss", "1.250 × 10⁻⁸"),
            ("Started from", "2 layers, 15,000 training steps"),
            ("File", &format!("{REPO}/{name}_train.json")),
            ("Commit", &COMMIT[..12]),
        ] {
            assert_eq!(facts.get(term).map(String::as_str), Some(expected), "{term}");
        }
        let insert = &facts["Insert mode"];
        ensure!(insert.starts_with("1: "), "insert mode: {insert}");

        let links: Vec<(String, String)> = page
            .eval("Array.from(document.querySelectorAll('.model .links a'), link => [link.innerText, link.href])")
            .await?;
        let address = |end| format!("https://huggingface.co/{REPO}/blob/{COMMIT}/{name}{end}");
        assert_eq!(
            links,
            [
                ("Weights", ".pth"),
                ("Training", "_train.json"),
                ("Behaviour", "_behavior.json"),
                ("Maths", "_maths.json"),
            ]
            .map(|(words, end)| (words.to_owned(), address(end)))
        );

        // Six digits have the second colour, here as in a comparison.
        for (graph, part) in [("the first steps", 0.0..0.5), ("all steps", 0.5..1.0)] {
            let pixels = page.pixels_between(part, COLOURS[1], 2).await?;
            ensure!(pixels > TRACE, "the graph of {graph} has {pixels} pixels of the run");
        }
        page.wait_words(".toolbar select", "as the notebook").await?;
        assert_eq!(page.pixels_at_edges().await?, 0, "no word is cut off");
        assert_eq!(warnings(page).await?, [""; 0], "file and name agree");
        let title: String = page.eval("document.title").await?;
        ensure!(title.contains(name), "the tab is called {title}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_top_of_an_old_file_wins_over_its_settings() -> Result<()> {
    let hub = Hub::start().await?;
    let name = ADDITION[0];
    let mut file: Value = serde_json::from_slice(&runs::file_of(name, 40_000))?;
    file["Config"]["avg_final_loss"] = json!(5e-9);
    file["Config"]["final_loss"] = json!(6e-9);
    file["AvgFinalLoss"] = json!(2e-9);
    file["FinalLoss"] = Value::Null;
    hub.run(name, file.to_string());
    flow("old_file", &hub, async |page| {
        page.open(&format!("?model={name}"))
            .await?
            .wait_painted()
            .await?;
        let facts = facts(page).await?;
        assert_eq!(facts["Average loss over the last 5 steps"], "2.000 × 10⁻⁹");
        assert_eq!(facts["Final loss"], "6.000 × 10⁻⁹");
        assert_eq!(
            (&facts["%Add"], &facts["%Sub"]),
            (&"100 %".to_owned(), &"0 %".to_owned())
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_file_that_contradicts_its_name_is_told() -> Result<()> {
    let hub = Hub::start().await?;
    let name = ADDITION[0];
    let mut config = runs::config("add_d6_l3_h3_t40K_s372001", 2000);
    config["training_seed"] = json!(173_289);
    hub.run(name, runs::file_with(&config, &runs::losses(name, 2000)));
    flow("contradiction", &hub, async |page| {
        page.open(&format!("?model={name}"))
            .await?
            .wait_painted()
            .await?;
        let warnings = warnings(page).await?.join("\n");
        for words in [
            "the file's own add_d6_l3_h3_t40K_s372001",
            "the name says 5 digits, the file 6 digits",
            "the name says 2 layers, the file 3 layers",
            "the name says 40,000 steps, the file 2,000 steps",
            "the name says seed 372001, the file seed 173289",
            "the file holds 2,000 losses",
        ] {
            ensure!(
                warnings.contains(words),
                "{words:?} is not said:\n{warnings}"
            );
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_model_is_a_step_from_the_comparison_and_back() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, 3000);
    let name = ADDITION[4];
    flow("model_and_back", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        let comparison = page.picture().await?;
        page.unfold("#chooser").await?;
        page.click(&format!(".models a[href='?model={name}']"))
            .await?
            .wait_for(".model .facts")
            .await?
            .wait_drawn(1)
            .await?;
        assert_eq!(page.asks("model").await?.as_deref(), Some(name));
        page.wait_words(".model-title", name).await?;
        page.wait_other_picture(comparison).await?;

        page.click_button("Back to the comparison").await?;
        is_the_comparison(page, comparison).await?;
        page.back().await?.wait_for(".model .facts").await?;
        assert_eq!(page.runs_in("drawn").await?, [name]);
        page.back().await?;
        is_the_comparison(page, comparison).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_model_that_is_missing_is_told() -> Result<()> {
    let hub = Hub::start().await?;
    hub.addition();
    let absent = "add_d5_l2_h3_t15K_s999999";
    flow("missing_model", &hub, async |page| {
        page.open(&format!("?model={absent}"))
            .await?
            .wait_painted()
            .await?;
        let entry = page.entry(absent).await?;
        assert_eq!(entry.state, "failed");
        ensure!(
            entry.retry
                && entry
                    .message
                    .is_some_and(|message| message.contains("not found"))
        );

        page.open("?model=nonsense").await?.wait_painted().await?;
        let entry = page.entry("nonsense").await?;
        ensure!(
            entry.state == "failed" && entry.message.is_some(),
            "{entry:?}"
        );
        Ok(())
    })
    .await
}

async fn is_the_comparison(page: &Page, picture: u64) -> Result<()> {
    page.wait_drawn(ADDITION.len()).await?;
    page.wait_gone(".model").await?;
    assert_eq!(page.asks("model").await?, None);
    assert_eq!(page.runs_in("drawn").await?, ADDITION);
    page.wait_picture(picture).await?;
    Ok(())
}

/// What is said of the model, by term.
async fn facts(page: &Page) -> Result<BTreeMap<String, String>> {
    page.wait_for(".model .facts").await?;
    page.eval(
        "Object.fromEntries(Array.from(
            document.querySelector('.model .facts').querySelectorAll('div'),
            fact => [fact.querySelector('dt').innerText, fact.querySelector('dd').innerText]))",
    )
    .await
}

async fn warnings(page: &Page) -> Result<Vec<String>> {
    page.texts(".model .warning").await
}
