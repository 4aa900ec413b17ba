//! The stand-in answers a browser as the hub does, so that what the other tests find is the page's doing.

use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, ensure};
use browser_tests::{
    Fault, Hub, Page, Screen,
    flow::flow_at,
    hub::{COMMIT, Outcome, REPO, Seen},
    runs,
    site::Site,
};
use serde_json::{Value, json};

const SMALL: &str = "add_d5_l2_h3_t1K_s372001";
const LARGE: &str = "add_d15_l2_h3_t80K_s572091";

/// An empty page, whose scripts the tests are.
async fn with_empty_page(
    name: &str,
    hub: &Hub,
    steps: impl AsyncFnOnce(&Page) -> Result<()>,
) -> Result<()> {
    let folder = tempfile::tempdir()?;
    std::fs::write(
        folder.path().join("index.html"),
        "<!DOCTYPE html><link rel=icon href='data:,'><title>Empty</title>",
    )?;
    let site = Site::serve(folder.path().to_path_buf(), "/sub/path/").await?;
    flow_at(&site, Screen::default(), name, hub, async |page| {
        page.open("?a=query").await?;
        steps(page).await
    })
    .await
}

/// What a script of the page can learn from an address of the hub.
async fn fetched(page: &Page, path: &str) -> Result<Value> {
    page.eval(&format!(
        "fetch('https://huggingface.co/{path}', {{credentials: 'omit', referrerPolicy: 'no-referrer'}})
            .then(async answer => ({{
                status: answer.status,
                url: answer.url,
                code: answer.headers.get('X-Error-Code'),
                commit: answer.headers.get('X-Repo-Commit'),
                link: answer.headers.get('Link'),
                etag: answer.headers.get('ETag') !== null,
                text: await answer.text(),
            }}))
            .catch(error => ({{error: error.message}}))"
    ))
    .await
}

fn training(name: &str, revision: &str) -> String {
    format!("{REPO}/resolve/{revision}/{name}_train.json")
}

#[tokio::test]
async fn the_stand_in_answers_as_the_hub_does() -> Result<()> {
    let hub = Hub::start().await?;
    let (small, large) = (runs::file(SMALL), runs::file(LARGE));
    hub.run(SMALL, small.clone()).run(LARGE, large.clone());
    with_empty_page("stand_in_answers", &hub, async |page| {
        let answer = fetched(page, &training(SMALL, "main")).await?;
        assert_eq!(answer["status"], 200);
        assert_eq!(answer["text"], String::from_utf8(small)?.as_str());
        assert_eq!(
            answer["url"],
            format!(
                "https://huggingface.co/api/resolve-cache/models/{REPO}/{COMMIT}/{SMALL}_train.json"
            )
        );
        assert_eq!(
            (&answer["commit"], &answer["etag"]),
            (&json!(COMMIT), &json!(true))
        );

        let asked_at = SystemTime::now();
        let answer = fetched(page, &training(LARGE, COMMIT)).await?;
        assert_eq!(answer["text"], String::from_utf8(large)?.as_str());
        let sent = hub.requests_for(LARGE).pop().and_then(|seen| seen.ended);
        ensure!(
            sent.is_some_and(|sent| asked_at < sent && sent < SystemTime::now()),
            "the last byte is sent between question and answer: {sent:?}"
        );
        let url = answer["url"].as_str().unwrap_or_default();
        ensure!(
            url.starts_with("https://cas-bridge.xethub.hf.co/"),
            "large files live elsewhere: {url}"
        );

        for (path, status, code) in [
            (training("absent", "main"), 404, json!("EntryNotFound")),
            (
                training(SMALL, "no-such-branch"),
                404,
                json!("RevisionNotFound"),
            ),
            (
                format!("{REPO}-private/resolve/main/x.json"),
                401,
                Value::Null,
            ),
        ] {
            let answer = fetched(page, &path).await?;
            assert_eq!(
                (&answer["status"], &answer["code"]),
                (&json!(status), &code),
                "{path}"
            );
        }
        assert_eq!(
            fetched(page, "models").await?,
            json!({"error": "Failed to fetch"})
        );

        let asked = &hub.requests()[0];
        ensure!(!asked.headers.contains_key("referer") && !asked.headers.contains_key("cookie"));
        let console = page.console().await?.join("\n");
        ensure!(console.contains("CORS"), "the console is heard: {console}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_stand_in_lists_as_the_hub_does() -> Result<()> {
    let hub = Hub::start().await?;
    for path in ["a_train.json", "deep/b_train.json", "deep/README.md"] {
        hub.file("me/models", path, "{}");
    }
    for repo in ["me/QuantaMaths_a", "me/QuantaMaths_b", "you/QuantaMaths_c"] {
        hub.file(repo, "training_loss.json", "{}");
    }
    with_empty_page("stand_in_lists", &hub, async |page| {
        let tree = "api/models/me/models/tree/main?recursive=true";
        assert_eq!(
            paths(&fetched(page, tree).await?)?,
            [
                "deep",
                "a_train.json",
                "deep/README.md",
                "deep/b_train.json"
            ]
        );
        hub.pages_of(3);
        let first = fetched(page, tree).await?;
        assert_eq!(paths(&first)?.len(), 3);
        let next = next_of(&first)?;
        let last = fetched(page, &next).await?;
        assert_eq!(paths(&last)?, ["deep/b_train.json"]);
        assert_eq!(last["link"], Value::Null);

        // As gloo-net sends it.
        hub.pages_of(1);
        let models = "api/models?author=me&search=quanta&limit=500&expand=siblings&";
        let first = fetched(page, models).await?;
        let second = fetched(page, &next_of(&first)?).await?;
        for (answer, repo) in [(&first, "me/QuantaMaths_a"), (&second, "me/QuantaMaths_b")] {
            let list: Value = serde_json::from_str(answer["text"].as_str().unwrap_or_default())?;
            assert_eq!(
                (&list[0]["id"], &list[0]["siblings"]),
                (&json!(repo), &json!([{"rfilename": "training_loss.json"}]))
            );
        }
        assert_eq!(second["link"], Value::Null);

        for (path, status, code) in [
            ("api/models/me/none/tree/main", 401, Value::Null),
            (
                "api/models/me/models/tree/none",
                404,
                json!("RevisionNotFound"),
            ),
        ] {
            let answer = fetched(page, path).await?;
            assert_eq!(
                (&answer["status"], &answer["code"]),
                (&json!(status), &code),
                "{path}"
            );
        }
        hub.fault("/tree/", Fault::status(503).times(1));
        assert_eq!(fetched(page, tree).await?["status"], 503);
        hub.fault("/tree/", Fault::cut_off());
        ensure!(fetched(page, tree).await?["error"].is_string());
        Ok(())
    })
    .await
}

fn paths(answer: &Value) -> Result<Vec<String>> {
    let list: Vec<Value> = serde_json::from_str(answer["text"].as_str().unwrap_or_default())?;
    let paths = list.iter().filter_map(|entry| entry["path"].as_str());
    Ok(paths.map(str::to_owned).collect())
}

/// The path where a list goes on.
fn next_of(answer: &Value) -> Result<String> {
    let link = answer["link"].as_str().unwrap_or_default();
    let target = link
        .strip_prefix("<https://huggingface.co/")
        .and_then(|link| link.strip_suffix(">; rel=\"next\""));
    Ok(target
        .with_context(|| format!("no link: {link}"))?
        .to_owned())
}

#[tokio::test]
async fn the_stand_in_fails_as_it_is_told() -> Result<()> {
    let hub = Hub::start().await?;
    hub.run(SMALL, runs::file(SMALL));
    let path = training(SMALL, "main");
    with_empty_page("stand_in_fails", &hub, async |page| {
        hub.fault(SMALL, Fault::status(503).times(2));
        for status in [503, 503, 200] {
            assert_eq!(fetched(page, &path).await?["status"], status);
        }
        hub.fault(SMALL, Fault::gated());
        assert_eq!(fetched(page, &path).await?["code"], "GatedRepo");

        for fault in [Fault::cut_off(), Fault::no_cors()] {
            hub.fault(SMALL, fault);
            let answer = fetched(page, &path).await?;
            ensure!(answer["error"].is_string(), "the page is told nothing but an error: {answer}");
        }
        hub.fault(SMALL, Fault::drip(Duration::from_millis(5)));
        assert_eq!(fetched(page, &path).await?["status"], 200);

        hub.away();
        assert_eq!(fetched(page, &path).await?, json!({"error": "Failed to fetch"}));
        hub.back().mend(SMALL);
        assert_eq!(fetched(page, &path).await?["status"], 200);

        // Each with the address that it befalls: before the redirect, or after it.
        let lasting = [
            (Fault::stall(), "/resolve/main/"),
            (Fault::endless(), "/resolve-cache/"),
        ];
        for (fault, part) in lasting {
            hub.fault(SMALL, fault);
            let before = hub.requests().len();
            page.eval::<Value>(&format!(
                "(window.stop = new AbortController(),
                 fetch('https://huggingface.co/{path}', {{signal: stop.signal}}).then(answer => answer.text()).catch(() => null),
                 null)"
            ))
            .await?;
            hub.wait_for("a request to wait for its answer", |seen| {
                let waits = |last: &Seen| last.outcome == Outcome::Open && last.path.contains(part);
                seen.len() > before && seen.last().is_some_and(waits)
            })
            .await?;
            page.eval::<Value>("stop.abort()").await?;
            hub.wait_for("the client to abort", |seen| seen[before..].iter().any(|one| one.outcome == Outcome::Aborted))
                .await?;
        }
        Ok(())
    })
    .await
}
