//! Any repository of the hub, and an owner's repositories of one model each.

use anyhow::{Result, ensure};
use browser_tests::{
    Fault, Hub, flow,
    hub::{COMMIT, Seen},
    runs::{self, ADDITION, COLOURS, MIXED},
};
use serde_json::{Value, json};

const REPO: &str = "someone/small-models";

#[tokio::test]
async fn the_training_files_of_a_repository_are_listed_and_drawn() -> Result<()> {
    let hub = Hub::start().await?;
    for run in &ADDITION[..3] {
        hub.file(REPO, &format!("{run}_train.json"), runs::file_of(run, 3000));
        hub.file(REPO, &format!("{run}.pth"), "weights");
    }
    let entries: Vec<Value> = (1..=1500)
        .map(|at| json!({"step": 2 * at, "loss": 1.0 / f64::from(at)}))
        .collect();
    let log = json!({"log_history": entries, "global_step": 3000});
    hub.file(REPO, "checkpoint-3000/trainer_state.json", log.to_string())
        .file(REPO, "README.md", "# Models")
        // The list goes on over pages.
        .pages_of(3);
    let names = [
        ADDITION[0],
        ADDITION[1],
        ADDITION[2],
        "checkpoint-3000/trainer_state.json",
    ];
    flow("repository", &hub, async |page| {
        page.open(&format!("?repo={REPO}"))
            .await?
            .wait_painted()
            .await?;
        assert_eq!(page.runs_in("drawn").await?, names);
        assert_eq!(
            page.wait_text(".legend-source").await?,
            format!("Files from {REPO}")
        );
        for colour in &COLOURS[..names.len()] {
            page.wait_pixels(*colour).await?;
        }
        assert_eq!(
            hub.requests_for(&format!("/api/models/{REPO}/tree/main"))
                .len(),
            3,
            "every page of the list is asked for once"
        );
        ensure!(
            hub.requests_for("PhilipQuirke").is_empty(),
            "no other repository is asked"
        );

        page.unfold("#chooser").await?;
        assert_eq!(page.texts(".plain .check").await?, names);
        page.choose(ADDITION[1]).await?.wait_drawn(3).await?;
        page.click_button("Compare all")
            .await?
            .wait_drawn(4)
            .await?;
        assert_eq!(page.asks("repo").await?.as_deref(), Some(REPO));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_repository_is_listed_from_the_box_and_at_a_revision() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, 2000);
    let run = MIXED[0];
    hub.file(REPO, &format!("{run}_train.json"), runs::file_of(run, 3000));
    flow("repository_box", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        page.unfold("#chooser").await?;
        page.fill("input[placeholder^=owner]", REPO)
            .await?
            .click_button("List")
            .await?
            .wait_state(run, "drawn")
            .await?;
        assert_eq!(page.runs_in("drawn").await?, [run]);
        page.back().await?.wait_drawn(ADDITION.len()).await?;
        Ok(())
    })
    .await?;
    // In another browser: this one has kept the file, of that very commit.
    flow("repository_revision", &hub, async |page| {
        page.open(&format!("?repo={REPO}&rev={COMMIT}"))
            .await?
            .wait_painted()
            .await?;
        assert_eq!(page.runs_in("drawn").await?, [run]);
        let asked = format!("/{REPO}/resolve/{COMMIT}/{run}_train.json");
        assert_eq!(hub.requests_for(&asked).len(), 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_owners_repositories_of_one_model_each_are_drawn_together() -> Result<()> {
    let hub = Hub::start().await?;
    for run in &MIXED[..3] {
        let repo = format!("someone/QuantaMaths_{run}");
        hub.file(&repo, "training_loss.json", runs::file_of(run, 3000))
            .file(&repo, "model.pth", "weights");
    }
    hub.file("someone/QuantaMaths_empty", "README.md", "# Nothing yet")
        .file("someone/other", "training_loss.json", "{}")
        .pages_of(2);
    flow("own_repositories", &hub, async |page| {
        page.open("?repo=someone/QuantaMaths_*")
            .await?
            .wait_painted()
            .await?;
        assert_eq!(page.runs_in("drawn").await?, MIXED[..3]);
        assert_eq!(page.legend().await?.len(), 3);
        for run in &MIXED[..3] {
            let asked = format!("/someone/QuantaMaths_{run}/resolve/main/training_loss.json");
            assert_eq!(hub.requests_for(&asked).len(), 1);
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_repository_that_gives_no_list_is_told() -> Result<()> {
    let hub = Hub::start().await?;
    hub.file("someone/else", "README.md", "# Nothing")
        .file("someone/gated", "x_train.json", "{}")
        .fault("someone/gated", Fault::gated());
    flow("no_list", &hub, async |page| {
        for (query, words) in [
            (
                "?repo=someone/nothing",
                "no public repository someone/nothing",
            ),
            ("?repo=someone/else", "no training file in someone/else"),
            ("?repo=someone/else&rev=old", "no revision old"),
            ("?repo=someone/gated", "gated"),
            ("?repo=nobody/QuantaMaths_*", "no training file"),
        ] {
            page.open(query).await?.wait_painted().await?;
            let told = page.text("#progress").await?.unwrap_or_default();
            ensure!(told.contains(words), "{query} should say {words:?}: {told}");
            assert_eq!(page.legend().await?, []);
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_no_repository_or_revision_is_left_out_and_told() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs([ADDITION[0]], 2000);
    let run = ADDITION[0];
    flow("no_repository", &hub, async |page| {
        for (query, words) in [
            (format!("?runs={run}&repo=a/b/c&rev={COMMIT}"), "owner/name"),
            (format!("?runs={run}&repo=../x"), "owner/name"),
            (
                format!("?runs={run}&rev=a..b"),
                "a branch, a tag or a commit",
            ),
        ] {
            page.open(&query).await?.wait_painted().await?;
            page.wait_words("#address-notice", words).await?;
            page.wait_state(run, "drawn").await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_list_that_leads_to_another_site_is_told_and_asked_for_once() -> Result<()> {
    let hub = Hub::start().await?;
    hub.file(REPO, "x_train.json", "{}")
        .fault("/tree/", Fault::redirect("https://elsewhere.example/list"));
    flow("list_elsewhere", &hub, async |page| {
        page.open(&format!("?repo={REPO}")).await?;
        page.wait_words("#progress", "redirected this request to a site")
            .await?;
        assert_eq!(hub.requests_for("/tree/").len(), 1);
        page.forgive("elsewhere.example").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_notebooks_models_are_still_at_hand() -> Result<()> {
    let hub = Hub::start().await?;
    let (theirs, known) = (ADDITION[0], "add_d20_l2_h3_t80K_s572091");
    hub.file(
        REPO,
        &format!("{theirs}_train.json"),
        runs::file_of(theirs, 1000),
    )
    .short_runs([known], 1000);
    flow("repository_and_notebook", &hub, async |page| {
        page.open(&format!("?repo={REPO}")).await?.wait_painted().await?;
        page.unfold("#chooser").await?;
        page.fill("#find", "add_d20")
            .await?
            .click_button("Compare this one")
            .await?
            .wait("an outcome", "document.querySelector('#legend li[data-run^=add_d20]:is([data-state=drawn], [data-state=failed])') !== null")
            .await?;
        let entry = page.entry(known).await?;
        ensure!(entry.state == "drawn", "{entry:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_list_that_failed_can_be_asked_for_again() -> Result<()> {
    let hub = Hub::start().await?;
    let run = ADDITION[0];
    flow("list_again", &hub, async |page| {
        page.open(&format!("?repo={REPO}"))
            .await?
            .wait_painted()
            .await?;
        hub.file(REPO, &format!("{run}_train.json"), runs::file_of(run, 2000));
        page.unfold("#chooser").await?;
        page.click_button("List").await?.wait_drawn(1).await?;
        assert_eq!(page.runs_in("drawn").await?, [run]);

        // After a transient error it asks again.
        let asked = |seen: &[Seen]| {
            seen.iter()
                .filter(|seen| seen.path.contains("/tree/"))
                .count()
        };
        let before = asked(&hub.requests());
        hub.fault("/tree/", Fault::status(503).times(2));
        page.reload().await?.wait_drawn(1).await?;
        hub.wait_for("the list to be asked for until it comes", |seen| {
            asked(seen) == before + 3
        })
        .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_list_that_failed_beside_runs_is_told_where_it_would_be() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs([ADDITION[0]], 1000);
    flow("list_beside_runs", &hub, async |page| {
        page.open(&format!("?repo={REPO}&runs={}", ADDITION[0]))
            .await?
            .wait_drawn(1)
            .await?;
        page.unfold("#chooser").await?;
        page.wait_words(".listed", REPO).await?;
        let retry = page.texts(".progress-line button").await?;
        assert_eq!(retry, [""; 0], "nothing that the line tells of can be retried");

        // What is typed outlives the choice of a run.
        let typed = "(box => (box.value = 'me/typed', box.value))(document.querySelector('.sources form:nth-of-type(2) input'))";
        page.eval::<String>(typed).await?;
        page.toggle(ADDITION[0]).await?;
        let kept = "document.querySelector('.sources form:nth-of-type(2) input').value";
        assert_eq!(page.eval::<String>(kept).await?, "me/typed");

        hub.file(REPO, "b_train.json", runs::file_of(ADDITION[1], 1000));
        page.click(".listed button").await?;
        page.wait_words(".listed", &format!("1 training file in {REPO}"))
            .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_file_that_its_models_name_does_not_lead_to_goes_by_its_path() -> Result<()> {
    let hub = Hub::start().await?;
    let path = format!("{}/training_loss.json", ADDITION[0]);
    hub.file(REPO, &path, runs::file_of(ADDITION[0], 1000));
    flow("model_in_folder", &hub, async |page| {
        page.open(&format!("?repo={REPO}"))
            .await?
            .wait_painted()
            .await?;
        assert_eq!(page.runs_in("drawn").await?, [path.as_str()]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_notebooks_models_come_where_the_repository_is_none() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs([ADDITION[0]], 1000);
    flow("repository_gone", &hub, async |page| {
        for repo in ["someone/mistyped", "https://huggingface.co/someone"] {
            page.open(&format!("?repo={repo}&runs={}", ADDITION[0]))
                .await?
                .wait_drawn(1)
                .await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_file_that_was_hidden_is_so_with_all_its_series() -> Result<()> {
    let hub = Hub::start().await?;
    let path = "checkpoint-3000/trainer_state.json";
    let entries: Vec<Value> = (1..=1500)
        .map(
            |at| json!({"step": at, "loss": 1.0 / f64::from(at), "eval_loss": 2.0 / f64::from(at)}),
        )
        .collect();
    let log = json!({"log_history": entries, "global_step": 1500});
    hub.file(REPO, path, log.to_string());
    flow("hidden_series", &hub, async |page| {
        let [loss, eval] = ["loss", "eval_loss"].map(|series| format!("{path}:{series}"));
        page.open(&format!("?repo={REPO}&hide={path}"))
            .await?
            .wait_state(&loss, "hidden")
            .await?
            .wait_state(&eval, "hidden")
            .await?;
        page.click(&format!("#legend li[data-run='{loss}'] .legend-toggle"))
            .await?
            .wait_state(&loss, "drawn")
            .await?;
        assert_eq!(page.runs_in("hidden").await?, [eval.as_str()]);
        page.wait_address().await;
        assert_eq!(page.asks("hide").await?.as_deref(), Some(eval.as_str()));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_repository_beside_the_samples_is_asked_once_it_is_listed() -> Result<()> {
    let hub = Hub::start().await?;
    let [one, other] = [ADDITION[0], ADDITION[1]];
    for (repo, run) in [("someone/models", one), ("someone/else", other)] {
        hub.file(repo, &format!("{run}_train.json"), runs::file_of(run, 3000));
    }
    flow("samples_and_repository", &hub, async |page| {
        page.open(&format!("?source=samples&repo=someone/models&rev={COMMIT}"))
            .await?
            .wait_painted()
            .await?;
        ensure!(hub.requests().is_empty(), "the hub is left alone");

        page.unfold("#chooser").await?;
        page.click_button("List")
            .await?
            .wait_state(one, "drawn")
            .await?;
        assert_eq!(page.runs_in("drawn").await?, [one]);
        assert_eq!(page.asks("source").await?, None);
        assert_eq!(page.asks("rev").await?.as_deref(), Some(COMMIT));

        // A revision is of one repository.
        page.fill("input[placeholder^=owner]", "someone/else")
            .await?
            .click_button("List")
            .await?
            .wait_state(other, "drawn")
            .await?;
        assert_eq!(page.asks("rev").await?, None);
        Ok(())
    })
    .await
}
