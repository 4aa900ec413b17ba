//! One visit to a page in a browser of its own: what it costs to load it and to steer it.
//!
//! What an action costs is the processor time of the main thread's tasks from the action until its figure is on the
//! screen, by the browser's own count, less what it takes to ask. Waiting for the next frame costs nothing; nor does
//! a busy machine, except while the page loads, which is measured by the clock.

use std::{
    collections::BTreeMap,
    ops::Range,
    time::{Duration, Instant, SystemTime},
};

use anyhow::{Context, Result, ensure};
use browser_tests::{Hub, Page, browser::Browser, hub::Outcome};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use tokio::time::{sleep, timeout};

use crate::{moment::moment, pages::Pages, stats::median, subject::Subject};

const FRAMES: usize = 60;
const ZOOMS: usize = 7;
/// Windows that no page has drawn before.
const OTHER_WINDOWS: [u32; 5] = [300, 700, 200, 400, 600];
/// How long a slow page may take over one kind of action; then what it has done until then counts.
const PATIENCE: Duration = Duration::from_secs(6);
const PROBE: &str = include_str!("probe.js");

/// What a visit costs. Milliseconds and bytes.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Visit {
    /// From the start of the navigation to the figure on the screen.
    pub(crate) painted: f64,
    /// From the last byte of the runs, as the hub hands it to the connection, to the figure on the screen.
    pub(crate) after_last_byte: f64,
    /// The longest task of the main thread until then; 0 where none took 50 ms, which is where browsers begin to count.
    pub(crate) longest_task: f64,
    /// Each zoom.
    pub(crate) zooms: Vec<f64>,
    /// Each frame of a pan.
    pub(crate) pan: Vec<f64>,
    /// Each other smoothing window.
    pub(crate) windows: Vec<f64>,
    /// The same by the clock, from the action to the figure on the screen.
    pub(crate) window_waits: Vec<f64>,
    /// Page and libraries as they were sent until then, without the runs.
    pub(crate) sent: f64,
    /// What the page holds in memory once the figure is there.
    pub(crate) memory: f64,
    /// What the page itself measured until then, by name, in all.
    pub(crate) parts: BTreeMap<String, f64>,
}

impl Visit {
    /// The median zoom.
    pub(crate) fn zoom(&self) -> f64 {
        median(&self.zooms)
    }

    /// The median frame of the pan.
    pub(crate) fn frame(&self) -> f64 {
        median(&self.pan)
    }

    /// The median of the other smoothing windows.
    pub(crate) fn window(&self) -> f64 {
        median(&self.windows)
    }
}

/// What the page can tell of its loading.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Loading {
    painted: f64,
    /// That moment by the machine's clock.
    painted_at: f64,
    longest_task: f64,
    parts: BTreeMap<String, f64>,
}

const LOADING: &str = "(() => {
    const entries = type => performance.getEntriesByType(type).filter(({startTime}) => startTime < probe.painted);
    const parts = {};
    for (const {name, duration} of entries('measure')) parts[name] = (parts[name] ?? 0) + duration;
    return {
        painted: probe.painted,
        paintedAt: performance.timeOrigin + probe.painted,
        longestTask: Math.max(0, ...probe.tasks.filter(({startTime}) => startTime < probe.painted).map(({duration}) => duration)),
        parts,
    };
})()";

/// Resolves once what steers this page, which comes after its figure, is there.
const STEERED: &str = "new Promise(tell => {
    const look = () => document.querySelector('#hand') ? tell(null) : setTimeout(look, 20);
    look();
})";

/// How long a browser is left alone first: its own start takes a processor a second or two, a visitor's is long over.
const START: Duration = Duration::from_secs(5);

/// How long a page is left alone before its memory is measured.
const REST: Duration = Duration::from_secs(5);

/// Visits one of the pages, whose runs the hub has; gives up after `limit`.
pub(crate) async fn visit(
    subject: Subject,
    pages: &Pages,
    hub: &Hub,
    limit: Duration,
) -> Result<Visit> {
    let browser = Browser::start(hub.port()).await?;
    let session = Session {
        page: Page::new(browser, pages.url()),
        subject,
        pages,
        hub,
    };
    timeout(limit, session.run())
        .await
        .with_context(|| format!("not done after {} s", limit.as_secs()))?
}

/// The browser's name and version.
pub(crate) async fn browser_version(hub_port: u16) -> Result<String> {
    let page = Page::new(Browser::start(hub_port).await?, String::new());
    let version = page.cdp("Browser.getVersion", json!({})).await?;
    let product = version["product"].as_str().unwrap_or_default();
    Ok(product.replace("Chrome/", "Chromium "))
}

/// What so many actions give, each told how many were done before; on a slow page fewer, but one at least.
async fn in_time<T>(times: usize, mut act: impl AsyncFnMut(usize) -> Result<T>) -> Result<Vec<T>> {
    let begun = Instant::now();
    let mut done = Vec::new();
    while done.len() < times && (done.is_empty() || begun.elapsed() < PATIENCE) {
        done.push(act(done.len()).await?);
    }
    Ok(done)
}

struct Session<'a> {
    page: Page,
    subject: Subject,
    pages: &'a Pages,
    hub: &'a Hub,
}

impl Session<'_> {
    async fn run(&self) -> Result<Visit> {
        let probe = json!({"source": PROBE});
        self.page
            .cdp("Page.addScriptToEvaluateOnNewDocument", probe)
            .await?;
        sleep(START).await;
        let begun = moment(SystemTime::now());
        self.page.open(self.subject.path()).await?;
        self.after(0).await?;
        self.evaluate::<Value>("probe.quiet()").await?;
        let loading: Loading = self.evaluate(LOADING).await?;
        let until_painted = begun..loading.painted_at;
        if self.subject == Subject::Page {
            self.evaluate::<Value>(STEERED).await?;
        }
        sleep(REST).await;
        let memory = self.memory().await?;

        let processor_time = json!({"timeDomain": "threadTicks"});
        self.page.cdp("Performance.enable", processor_time).await?;
        let zooms = self.zooms().await?;
        let pan = self.pan().await?;
        let (windows, window_waits) = self.windows().await?;
        Ok(Visit {
            painted: loading.painted,
            after_last_byte: loading.painted_at - self.last_byte(&until_painted)?,
            longest_task: loading.longest_task,
            zooms,
            pan,
            windows,
            window_waits,
            sent: self.pages.sent(&until_painted) as f64,
            memory,
            parts: loading.parts,
        })
    }

    /// When the hub had sent all of the runs that it sent in this time.
    fn last_byte(&self, time: &Range<f64>) -> Result<f64> {
        let requests = self.hub.requests_for("_train.json");
        requests
            .into_iter()
            .filter(|seen| seen.outcome == Outcome::Answered)
            .filter_map(|seen| seen.ended.map(moment))
            .filter(|ended| time.contains(ended))
            .max_by(f64::total_cmp)
            .context("the hub has sent no run")
    }

    /// Zooms in, again and again, from all steps.
    async fn zooms(&self) -> Result<Vec<f64>> {
        in_time(ZOOMS, async |done| {
            if done > 0 {
                self.unzoom().await?;
            }
            self.zoom().await
        })
        .await
    }

    /// Zooms to 30 to 60 % of the steps. On this page that is the end of a drag on the lower panel.
    async fn zoom(&self) -> Result<f64> {
        if self.subject != Subject::Page {
            return self.cost(async || self.order("zoom()").await).await;
        }
        let [left, top, width, height] = self.hand().await?;
        let (from, to, y) = (
            left + 0.35 * width,
            left + 0.63 * width,
            top + 0.75 * height,
        );
        self.mouse("mousePressed", from, y, false).await?;
        self.mouse("mouseMoved", f64::midpoint(from, to), y, false)
            .await?;
        self.mouse("mouseMoved", to, y, false).await?;
        self.evaluate::<Value>("probe.quiet()").await?;
        let cost = self
            .cost(async || self.mouse("mouseReleased", to, y, false).await)
            .await?;
        self.page
            .wait("a part of the steps", "location.search.includes('xmin=')")
            .await?;
        Ok(cost)
    }

    /// Shows all steps again. On this page a double click does.
    async fn unzoom(&self) -> Result<()> {
        if self.subject == Subject::Page {
            let at = self.page.lower(0.5, 0.5).await?;
            self.page.double_click(at).await?;
            self.page
                .wait("all steps", "!location.search.includes('xmin=')")
                .await?;
        } else {
            let drawn: u64 = self.evaluate("probe.frames").await?;
            self.order("unzoom()").await?;
            self.after(drawn).await?;
        }
        self.evaluate::<Value>("probe.quiet()").await.map(drop)
    }

    /// Pans to the right, three pixels a frame.
    async fn pan(&self) -> Result<Vec<f64>> {
        let [left, top, width, height] = self.hand().await?;
        let (x, y) = (left + 0.7 * width, top + 0.75 * height);
        let idle = self.idle().await?;
        let is_page = self.subject == Subject::Page;
        if is_page {
            self.mouse("mousePressed", x, y, true).await?;
        }
        let frames = in_time(FRAMES, async |done| {
            let frame = done + 1;
            let drawn: u64 = self.evaluate("probe.frames").await?;
            let before = self.busy().await?;
            if is_page {
                self.mouse("mouseMoved", x - 3.0 * frame as f64, y, true)
                    .await?;
            } else {
                self.order(&format!("pan({frame})")).await?;
            }
            self.after(drawn).await?;
            Ok((self.busy().await? - before - idle).max(0.0))
        })
        .await?;
        if is_page {
            let end = x - 3.0 * frames.len() as f64;
            self.mouse("mouseReleased", end, y, true).await?;
        }
        Ok(frames)
    }

    /// Asks for other smoothing windows: what each costs, and how long it takes.
    async fn windows(&self) -> Result<(Vec<f64>, Vec<f64>)> {
        let windows = in_time(OTHER_WINDOWS.len(), async |done| {
            self.window(OTHER_WINDOWS[done]).await
        });
        Ok(windows.await?.into_iter().unzip())
    }

    async fn window(&self, window: u32) -> Result<(f64, f64)> {
        let order = if self.subject == Subject::Page {
            format!(
                "(input => {{
                    probe.asked = performance.now();
                    input.value = {window};
                    input.dispatchEvent(new Event('change', {{bubbles: true}}));
                }})(document.querySelector('#window'))"
            )
        } else {
            format!("(probe.asked = performance.now(), void bench.window({window}))")
        };
        let cost = self
            .cost(async || self.evaluate::<Value>(&order).await.map(drop))
            .await?;
        let wait = self.evaluate("probe.seen - probe.asked").await?;
        Ok((cost, wait))
    }

    /// What an action costs the main thread until the last figure that comes of it is drawn.
    async fn cost(&self, act: impl AsyncFnOnce() -> Result<()>) -> Result<f64> {
        let idle = self.idle().await?;
        let mut drawn: u64 = self.evaluate("probe.frames").await?;
        let before = self.busy().await?;
        act().await?;
        loop {
            drawn = self.after(drawn).await?;
            let spent = self.busy().await? - before - idle;
            let goes_on: bool = self
                .evaluate(&format!(
                    "Promise.race([probe.after({drawn}).then(() => true), probe.quiet().then(() => false)])"
                ))
                .await?;
            if !goes_on {
                return Ok(spent.max(0.0));
            }
        }
    }

    /// How many figures were drawn, once these are more than `drawn`.
    async fn after(&self, drawn: u64) -> Result<u64> {
        self.evaluate(&format!("probe.after({drawn})")).await
    }

    /// What the asking itself costs.
    async fn idle(&self) -> Result<f64> {
        let mut costs = Vec::new();
        for _ in 0..3 {
            let before = self.busy().await?;
            self.after(0).await?;
            costs.push(self.busy().await? - before);
        }
        Ok(median(&costs))
    }

    /// How long the main thread's tasks have taken the processor so far, in milliseconds.
    async fn busy(&self) -> Result<f64> {
        let metrics = self.page.cdp("Performance.getMetrics", json!({})).await?;
        let metrics = metrics["metrics"]
            .as_array()
            .context("the browser tells no metrics")?;
        let busy = metrics
            .iter()
            .find(|metric| metric["name"] == "TaskDuration");
        let seconds = busy.and_then(|metric| metric["value"].as_f64());
        Ok(1000.0 * seconds.context("the browser tells no task durations")?)
    }

    /// Bytes, after the garbage is gone.
    async fn memory(&self) -> Result<f64> {
        self.evaluate::<Value>("void (probe.held = probe.memory())")
            .await?;
        self.page
            .cdp("HeapProfiler.collectGarbage", json!({}))
            .await?;
        self.evaluate("probe.held").await
    }

    /// Calls a peer's hook, without waiting for what it does.
    async fn order(&self, call: &str) -> Result<()> {
        self.evaluate::<Value>(&format!("void bench.{call}"))
            .await
            .map(drop)
    }

    /// Where the figure is.
    async fn hand(&self) -> Result<[f64; 4]> {
        self.evaluate(
            "(element => (({left, top, width, height}) => [left, top, width, height])(element.getBoundingClientRect()))
                (document.querySelector('#hand') ?? document.body)",
        )
        .await
    }

    async fn mouse(&self, kind: &str, x: f64, y: f64, shift: bool) -> Result<()> {
        let event = json!({
            "type": kind, "x": x, "y": y, "clickCount": 1,
            "button": "left", "buttons": u8::from(kind != "mouseReleased"), "modifiers": if shift { 8 } else { 0 },
        });
        self.page.cdp("Input.dispatchMouseEvent", event).await?;
        Ok(())
    }

    /// The value of an expression in the page, once it has resolved.
    async fn evaluate<T: DeserializeOwned>(&self, expression: &str) -> Result<T> {
        let question =
            json!({"expression": expression, "awaitPromise": true, "returnByValue": true});
        let answer = self.page.cdp("Runtime.evaluate", question).await?;
        let failure = &answer["exceptionDetails"];
        ensure!(
            failure.is_null(),
            "{expression} failed: {}",
            failure["exception"]["description"]
        );
        let value = answer["result"]["value"].clone();
        serde_json::from_value(value).with_context(|| format!("{expression} gave {answer}"))
    }
}
