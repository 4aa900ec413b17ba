//! Files of the visitor's own: read in the browser, sent nowhere.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result, ensure};
use browser_tests::{
    Hub, Page, Screen, flow,
    flow::flow_at,
    runs::{self, ADDITION, COLOURS},
    site::{Site, copy_of_page},
    thread::{Job, deaf_to},
};
use serde_json::{Value, json};
use tempfile::TempDir;

const INPUT: &str = "#chooser input[type=file]";

/// Nothing is wanted but what is picked.
const EMPTY: &str = "?runs=";

#[tokio::test]
async fn files_of_every_known_format_are_drawn_and_stay_here() -> Result<()> {
    let hub = Hub::start().await?;
    let folder = Folder::new()?;
    let picked = [
        folder.file("mine_train.json", runs::file_of(ADDITION[0], 3000))?,
        folder.file("trainer_state.json", trainer_state(1500))?,
        folder.file("losses.csv", table(2000))?,
    ];
    flow("own_files", &hub, async |page| {
        page.open(EMPTY).await?.wait_painted().await?;
        page.unfold("#chooser").await?;
        page.pick_files(INPUT, &picked).await?.wait_drawn(3).await?;
        let names = ["mine_train.json", "trainer_state.json", "losses.csv"];
        let mut drawn = page.runs_in("drawn").await?;
        drawn.sort();
        assert_eq!(
            drawn,
            ["losses.csv", "mine_train.json", "trainer_state.json"]
        );
        for colour in &COLOURS[..names.len()] {
            page.wait_pixels(*colour).await?;
        }
        let gaps = page
            .entry("trainer_state.json")
            .await?
            .message
            .unwrap_or_default();
        ensure!(gaps.contains("1 NaN"), "NaN is a gap, and said: {gaps}");

        // Picked again, a file takes its own place.
        page.pick_files(INPUT, &picked[2..]).await?;
        // Another of its name is as welcome, and once mended takes the place of what failed.
        let other = Folder::new()?;
        let second = "losses (2).csv";
        for (content, state) in [("step,loss\n1,oops\n", "failed"), (&table(1000), "drawn")] {
            let file = other.file("losses.csv", content)?;
            page.pick_files(INPUT, &[file])
                .await?
                .wait_state(second, state)
                .await?;
            assert_eq!(page.legend().await?.len(), 4);
        }

        for (left, name) in [(3, second), (2, names[1]), (1, names[2]), (0, names[0])] {
            page.click(&format!("#legend li[data-run='{name}'] .legend-remove"))
                .await?
                .wait_gone(&format!("#legend li[data-run='{name}']"))
                .await?;
            assert_eq!(page.legend().await?.len(), left);
        }
        page.wait_no_pixels(&COLOURS).await?;
        ensure!(
            hub.requests().is_empty(),
            "the hub sees nothing: {:?}",
            hub.requests()
        );
        assert_eq!(
            page.asks("runs").await?.as_deref(),
            Some(""),
            "the address keeps them out"
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_file_that_is_none_is_told_why() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, 1000);
    let folder = Folder::new()?;
    let bad: [(&str, &str, &str); 6] = [
        (
            "words.txt",
            "Hello, this is a letter.\n",
            "neither JSON nor a table",
        ),
        ("other.json", r#"{"weights": [1, 2]}"#, "no TrainingLoss"),
        (
            "half.json",
            r#"{"Config": {}, "TrainingLoss": [2.4, 2."#,
            "cut off",
        ),
        ("page.json", runs::HTML_PAGE, "HTML"),
        ("columns.csv", "a,b\n1,2\n", "none of them step"),
        ("nothing.csv", "", "empty"),
    ];
    flow("own_bad_files", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        page.unfold("#chooser").await?;
        let before = hub.requests().len();
        for (name, content, words) in bad {
            let path = folder.file(name, content)?;
            page.pick_files(INPUT, &[path])
                .await?
                .wait_state(name, "failed")
                .await?;
            let entry = page.entry(name).await?;
            let message = entry.message.unwrap_or_default();
            ensure!(
                message.contains(words),
                "{name} should say {words:?}: {message}"
            );
            ensure!(!entry.retry, "the file is as it is");
            page.click(&format!("#legend li[data-run='{name}'] .legend-remove"))
                .await?;
        }

        let (large, gone) = (folder.file("large.json", "")?, folder.file("gone.csv", "")?);
        fs::File::create(&large)?.set_len(65 << 20)?;
        let unread = "Blob.prototype.arrayBuffer = () => Promise.reject(new Error('gone')), null";
        for (script, path, name, words) in [
            ("null", large, "large.json", "larger than 64 MiB"),
            (unread, gone, "gone.csv", "cannot be read"),
        ] {
            page.eval::<Option<()>>(script).await?;
            page.pick_files(INPUT, &[path])
                .await?
                .wait_told(name, words)
                .await?
                .click(&format!("#legend li[data-run='{name}'] .legend-remove"))
                .await?
                .wait_gone(&format!("#legend li[data-run='{name}']"))
                .await?;
        }
        assert_eq!(
            page.runs_in("drawn").await?,
            ADDITION,
            "all others are left alone"
        );
        assert_eq!(page.legend().await?.len(), ADDITION.len());
        assert_eq!(hub.requests().len(), before, "the hub sees nothing");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_dropped_file_stands_beside_the_others() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, 3000);
    flow("dropped_file", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        drop_on_figure(page, "mine.csv", &table(2000)).await?;
        page.wait_state("mine.csv", "drawn").await?;
        assert_eq!(page.runs_in("drawn").await?.len(), ADDITION.len() + 1);
        // Another comparison keeps it.
        page.choose(ADDITION[10])
            .await?
            .wait_drawn(ADDITION.len())
            .await?;
        ensure!(
            page.runs_in("drawn")
                .await?
                .contains(&"mine.csv".to_owned())
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_file_that_is_picked_again_is_drawn_though_it_was_hidden() -> Result<()> {
    let hub = Hub::start().await?;
    let folder = Folder::new()?;
    let picked = [folder.file("mine.csv", table(2000))?];
    flow("picked_again", &hub, async |page| {
        page.open(EMPTY).await?.wait_painted().await?;
        page.unfold("#chooser").await?;
        page.pick_files(INPUT, &picked).await?.wait_drawn(1).await?;
        page.click("[data-run='mine.csv'] .legend-toggle")
            .await?
            .wait_state("mine.csv", "hidden")
            .await?;
        page.pick_files(INPUT, &picked)
            .await?
            .wait_state("mine.csv", "drawn")
            .await?;
        assert_eq!(page.legend().await?.len(), 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_column_is_hidden_without_those_that_are_called_alike() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs([ADDITION[0]], 3000);
    flow("columns", &hub, async |page| {
        page.open(&format!("?runs={}", ADDITION[0]))
            .await?
            .wait_painted()
            .await?;
        let rows = (0..2000).map(|step| format!("{step},1.5,0.5\n"));
        let content = format!("step,train,train:ema\n{}", rows.collect::<String>());
        drop_on_figure(page, "a.csv", &content).await?;
        let (one, other) = ("a.csv:train", "a.csv:train:ema");
        page.wait_state(other, "drawn").await?;
        let toggle = format!("#legend li[data-run='{one}'] .legend-toggle");
        page.click(&toggle).await?.wait_state(one, "hidden").await?;
        assert_eq!(page.entry(other).await?.state, "drawn");
        // Another set of runs keeps it so.
        page.click_button("Mixed")
            .await?
            .wait_state(one, "hidden")
            .await?;
        assert_eq!(page.entry(other).await?.state, "drawn");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn series_of_files_have_names_that_tell_them_apart() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs([ADDITION[0]], 3000);
    flow("series_names", &hub, async |page| {
        page.open(&format!("?runs={}", ADDITION[0]))
            .await?
            .wait_painted()
            .await?;
        let rows = (0..2000).map(|step| format!("{step},1.5,0.5\n"));
        let rows = rows.collect::<String>();
        drop_on_figure(page, "a.csv", &format!("step,train,β eval\n{rows}")).await?;
        drop_on_figure(page, "b.csv", &format!("step,train,d5\n{rows}")).await?;
        page.wait_state("b.csv:d5", "drawn").await?;
        let label = async |run: &str| {
            page.wait_text(&format!("#legend li[data-run='{run}'] .label"))
                .await
        };
        // By what only one of them has: else by the file too.
        for (run, expected) in [
            ("a.csv:train", "a.csv:train"),
            ("a.csv:β eval", "β eval"),
            ("b.csv:train", "b.csv:train"),
            ("b.csv:d5", "b.csv:d5"),
        ] {
            assert_eq!(label(run).await?, expected);
        }
        page.unfold(".downloads").await?.click_button("PDF").await?;
        page.wait_words(".downloads [role=status]", "SVG and PNG show them")
            .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_name_of_a_file_is_in_no_address() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs([ADDITION[0]], 3000);
    flow("secret_name", &hub, async |page| {
        let run = ADDITION[0];
        let name = "secret.csv";
        let toggle = format!("#legend li[data-run='{name}'] .legend-toggle");
        page.open(&format!("?runs={run}"))
            .await?
            .wait_painted()
            .await?;
        drop_on_figure(page, name, &table(2000)).await?;
        page.wait_state(name, "drawn").await?;
        page.click(&toggle)
            .await?
            .wait_state(name, "hidden")
            .await?;
        // Another hidden run writes the address.
        page.click(&format!("#legend li[data-run='{run}'] .legend-toggle"))
            .await?
            .wait("the address", "location.search.includes('hide=')")
            .await?;
        assert_eq!(page.asks("hide").await?.as_deref(), Some(run));

        // What is taken away and added again is to be seen.
        page.click(&format!("#legend li[data-run='{name}'] .legend-remove"))
            .await?
            .wait_gone(&toggle)
            .await?;
        drop_on_figure(page, name, &table(2000)).await?;
        page.wait_state(name, "drawn").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_file_beside_one_model_is_called_by_its_own_name() -> Result<()> {
    let hub = Hub::start().await?;
    let model = "add_d5_l2_h3_t15K_s100001";
    flow("file_and_model", &hub, async |page| {
        page.open(&format!("?source=samples&model={model}"))
            .await?
            .wait_painted()
            .await?;
        page.unfold(".downloads").await?;
        drop_on_figure(page, "mine.csv", &table(2000)).await?;
        page.wait_words(".downloads .caption", "mine.csv").await?;
        let caption = page.text(".downloads .caption").await?.unwrap_or_default();
        ensure!(
            caption.contains(model) && caption.starts_with("sample runs, own files"),
            "{caption}"
        );
        page.click(&format!("#legend li[data-run='{model}'] .legend-toggle"))
            .await?;
        let is_own =
            "document.querySelector('.downloads .caption').innerText.startsWith('own files')";
        page.wait("the file alone in the caption", is_own).await?;

        // What is saved stays chosen, and is seen to be.
        let graphs = "document.querySelector('.downloads select').length";
        page.select("Graph", "first 1,500 steps")
            .await?
            .click_button("Back to the comparison")
            .await?
            .wait("a comparison's graphs", &format!("{graphs} === 3"))
            .await?
            .back()
            .await?
            .wait("a model's graphs", &format!("{graphs} === 2"))
            .await?;
        let shown: String = page
            .eval("document.querySelector('.downloads select').selectedOptions[0].label")
            .await?;
        assert_eq!(shown, "first 1,500 steps");
        Ok(())
    })
    .await
}

/// Other formats are read by a part of the program that comes when it is asked for.
#[tokio::test]
async fn a_file_whose_reader_does_not_come_is_told_and_read_when_it_does() -> Result<()> {
    let hub = Hub::start().await?;
    let site = copy_of_page()?;
    let part = fs::read_dir(site.path())?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.to_string_lossy().contains("/later-"))
        .context("the program has no part that comes later")?;
    let away = part.with_extension("away");
    fs::rename(&part, &away)?;
    let served = Site::serve(site.path().to_path_buf(), "/").await?;
    flow_at(
        &served,
        Screen::default(),
        "no_reader",
        &hub,
        async |page| {
            const ASKED: &str = "performance.getEntriesByType('resource').filter(({name}) => name.includes('/later-')).length";
            page.open(EMPTY).await?.wait_figure().await?;
            page.wait_words(".side .problem", "could not be loaded").await?;
            let told: u32 = page.eval("document.querySelectorAll('[role=alert]').length").await?;
            ensure!(told == 1, "it is told {told} times");
            let before: u32 = page.eval(ASKED).await?;
            drop_on_figure(page, "mine.csv", &table(2000)).await?;
            page.wait("the reader to be asked for", &format!("{ASKED} > {before}"))
                .await?;
            fs::rename(&away, &part)?;
            page.click(".side .problem button")
                .await?
                .wait_state("mine.csv", "drawn")
                .await?;
            Ok(())
        },
    )
    .await
}

#[tokio::test]
async fn a_file_that_is_stopped_can_be_had_back() -> Result<()> {
    let hub = Hub::start().await?;
    let folder = Folder::new()?;
    let file = folder.file("mine.csv", "0.5\n".repeat(1000))?;
    flow("stopped_file", &hub, async |page| {
        page.run_first(&deaf_to(&Job::Parse.sent())).await?;
        page.open(EMPTY).await?.wait_painted().await?;
        page.unfold("#chooser").await?;
        page.pick_files(INPUT, &[file]).await?;
        page.click_button("Stop").await?;
        page.wait_state("mine.csv", "failed").await?;
        page.retry("mine.csv").await?;
        page.wait_state("mine.csv", "drawn").await?;
        Ok(())
    })
    .await
}

/// A log of a few dozen entries is what Trainers write.
#[tokio::test]
async fn a_file_with_fewer_values_than_the_window_is_seen_or_said() -> Result<()> {
    let hub = Hub::start().await?;
    let folder = Folder::new()?;
    let log = folder.file("trainer_state.json", trainer_state(40))?;
    flow("short_file", &hub, async |page| {
        page.open(EMPTY).await?.wait_painted().await?;
        page.unfold("#chooser").await?;
        let before = page.redrawn().await?;
        page.pick_files(INPUT, &[log])
            .await?
            .wait_drawn(1)
            .await?
            .wait_redrawn_after(before)
            .await?;
        let said = page
            .entry("trainer_state.json")
            .await?
            .message
            .unwrap_or_default();
        ensure!(
            said.contains("window") || page.pixels_near(COLOURS[0], 2).await? > 30,
            "40 values under a window of 500 are not drawn, and all that is said is {said:?}"
        );
        Ok(())
    })
    .await
}

/// Lets go of a file over the figure, as a drag from another program does.
async fn drop_on_figure(page: &Page, name: &str, content: &str) -> Result<()> {
    let (name, content) = (json!(name), json!(content));
    page.eval::<Value>(&format!(
        "(() => {{
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([{content}], {name}));
            for (const type of ['dragover', 'drop']) {{
                document.querySelector('#figure')
                    .dispatchEvent(new DragEvent(type, {{bubbles: true, cancelable: true, dataTransfer}}));
            }}
            return null;
        }})()"
    ))
    .await?;
    Ok(())
}

/// A Trainer's log with so many losses, of which the third is a bare NaN.
fn trainer_state(count: usize) -> String {
    let entry = |at: usize| {
        let loss = if at == 3 {
            "NaN".to_owned()
        } else {
            (1.0 / at as f64).to_string()
        };
        format!(
            r#"{{"epoch": 0.1, "learning_rate": 8e-05, "loss": {loss}, "step": {}}}"#,
            10 * at
        )
    };
    let entries: Vec<String> = (1..=count).map(entry).collect();
    format!(
        r#"{{"log_history": [{}, {{"train_loss": 0.5, "step": 9}}], "global_step": 9, "max_steps": 9}}"#,
        entries.join(", ")
    )
}

/// Steps and losses as CSV.
fn table(rows: usize) -> String {
    let rows = (0..rows).map(|step| format!("{step},{}\n", 2.0 / (1.0 + step as f64)));
    format!("step,loss\n{}", rows.collect::<String>())
}

struct Folder(TempDir);

impl Folder {
    fn new() -> Result<Self> {
        Ok(Self(tempfile::tempdir()?))
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> Result<PathBuf> {
        let path = self.0.path().join(name);
        fs::write(&path, content)?;
        Ok(path)
    }
}
