//! The page as a visitor meets it: what is shown, what can be clicked, what the console says.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use anyhow::{Context, Result, anyhow, bail};
use fantoccini::{
    Client,
    error::CmdError,
    wd::{PrintConfiguration, WebDriverCompatibleCommand},
};
use hyper::Method;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::{
    browser::{Browser, Screen},
    waiting::until,
};

mod access;
mod frame;
mod hand;
mod kept;
mod legend;
mod pixels;
mod shifts;
mod zoom;

pub use access::Focus;
pub use hand::Spot;
pub use legend::Entry;
pub use zoom::{STEPS, Zoom, hub_of_three};

/// How long a condition may take to come true: longer than a run that is retried until it is given up.
const WAIT_LIMIT: Duration = Duration::from_mins(1);

const REDRAWN: &str = "(performance.getEntriesByName('figure:redrawn')[0]?.startTime ?? 0)";

/// The page in its browser.
#[derive(Debug)]
pub struct Page {
    client: Client,
    url: String,
    console: Mutex<Vec<Line>>,
    /// Quits the browser after all else.
    _browser: Browser,
}

/// A line of the console.
#[derive(Clone, Debug, Deserialize)]
struct Line {
    level: String,
    message: String,
    source: String,
}

/// A span of time that the page measured itself.
#[derive(Clone, Debug, Deserialize)]
pub struct Measure {
    /// fetch, parse, smooth or draw.
    pub name: String,
    /// The run, where it is of one.
    pub detail: Option<String>,
    /// Milliseconds since the page was opened.
    #[serde(rename = "startTime")]
    pub start: f64,
    /// Milliseconds.
    pub duration: f64,
}

impl Page {
    /// A page that will be opened at `url` and its query strings.
    #[must_use]
    pub fn new(browser: Browser, url: String) -> Self {
        Self {
            client: browser.client.clone(),
            url,
            console: Mutex::default(),
            _browser: browser,
        }
    }

    /// Looks at the page on another screen.
    pub async fn set_screen(&self, screen: Screen) -> Result<&Self> {
        let Screen {
            width,
            height,
            ratio,
            dark,
        } = screen;
        let metrics =
            json!({"width": width, "height": height, "deviceScaleFactor": ratio, "mobile": false});
        self.cdp("Emulation.setDeviceMetricsOverride", metrics)
            .await?;
        let scheme = if dark { "dark" } else { "light" };
        let media = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.cdp("Emulation.setEmulatedMedia", media).await?;
        Ok(self)
    }

    /// Opens the page at a query string, such as `?source=samples`, or at its bare address.
    pub async fn open(&self, query: &str) -> Result<&Self> {
        self.client.goto(&format!("{}{query}", self.url)).await?;
        Ok(self)
    }

    /// Goes one step back in the browser's history.
    pub async fn back(&self) -> Result<&Self> {
        self.client.back().await?;
        Ok(self)
    }

    /// Goes one step forward in the browser's history.
    pub async fn forward(&self) -> Result<&Self> {
        self.client.forward().await?;
        Ok(self)
    }

    /// Opens the present address again.
    pub async fn reload(&self) -> Result<&Self> {
        self.client.refresh().await?;
        Ok(self)
    }

    /// Has a script run in every page before the page's own.
    pub async fn run_first(&self, script: &str) -> Result<&Self> {
        let source = json!({"source": script});
        self.cdp("Page.addScriptToEvaluateOnNewDocument", source)
            .await?;
        Ok(self)
    }

    /// Looks into the first frame of the page from now on.
    pub async fn enter_frame(&self) -> Result<&Self> {
        self.client.enter_frame(0).await?;
        Ok(self)
    }

    /// What the address asks for under a key.
    pub async fn asks(&self, key: &str) -> Result<Option<String>> {
        let key = js_string(key);
        self.eval(&format!("new URLSearchParams(location.search).get({key})"))
            .await
    }

    /// Waits until every wanted run is drawn or failed, and what steers the figure is there.
    pub async fn wait_painted(&self) -> Result<&Self> {
        self.wait_figure().await?.wait_for("#hand").await
    }

    /// Waits until every wanted run is drawn or failed.
    pub async fn wait_figure(&self) -> Result<&Self> {
        self.wait(
            "figure:painted",
            "performance.getEntriesByName('figure:painted').length > 0",
        )
        .await
    }

    /// When the figure was last drawn again since it was painted, in milliseconds since the page was opened; 0 before.
    pub async fn redrawn(&self) -> Result<f64> {
        self.eval(REDRAWN).await
    }

    /// Waits for a redraw after another.
    pub async fn wait_redrawn_after(&self, redrawn: f64) -> Result<&Self> {
        self.wait("figure:redrawn", &format!("{REDRAWN} > {redrawn}"))
            .await
    }

    /// Waits until the browser has done what it does when it has nothing better to do.
    pub async fn wait_idle(&self) -> Result<&Self> {
        self.eval::<()>(
            "new Promise(done => requestIdleCallback(() => done(null), {timeout: 3000}))",
        )
        .await?;
        Ok(self)
    }

    /// Waits until a visitor reads an element's text.
    pub async fn wait_text(&self, selector: &str) -> Result<String> {
        let literal = js_string(selector);
        let condition = format!("document.querySelector({literal})?.checkVisibility() === true");
        self.wait(&format!("{selector} to be shown"), &condition)
            .await?;
        Ok(self.text(selector).await?.unwrap_or_default())
    }

    /// Waits until an element is on the page.
    pub async fn wait_for(&self, selector: &str) -> Result<&Self> {
        let condition = format!("document.querySelector({}) !== null", js_string(selector));
        self.wait(selector, &condition).await
    }

    /// Waits until no such element is on the page.
    pub async fn wait_gone(&self, selector: &str) -> Result<&Self> {
        let condition = format!("document.querySelector({}) === null", js_string(selector));
        self.wait(&format!("{selector} to go"), &condition).await
    }

    /// Waits until the text of an element has `words` in it.
    pub async fn wait_words(&self, selector: &str, words: &str) -> Result<&Self> {
        let condition = format!(
            "(document.querySelector({})?.innerText ?? '').includes({})",
            js_string(selector),
            js_string(words)
        );
        self.wait(&format!("{words:?} in {selector}"), &condition)
            .await
    }

    /// Waits until an expression is true in the page.
    pub async fn wait(&self, what: &str, condition: &str) -> Result<&Self> {
        until(what, WAIT_LIMIT, async || {
            Ok(self.eval::<bool>(condition).await?.then_some(self))
        })
        .await
    }

    /// The text that a visitor reads in an element; none where it is not there or not shown.
    pub async fn text(&self, selector: &str) -> Result<Option<String>> {
        let selector = js_string(selector);
        self.eval(&format!(
            "(element => element?.checkVisibility() ? element.innerText : null)(document.querySelector({selector}))"
        ))
        .await
    }

    /// The texts of every element that matches, from the top, where a visitor reads them.
    pub async fn texts(&self, selector: &str) -> Result<Vec<String>> {
        let selector = js_string(selector);
        self.eval(&format!(
            "Array.from(document.querySelectorAll({selector}))
                .filter(element => element.checkVisibility())
                .map(element => element.innerText.trim())"
        ))
        .await
    }

    /// What the page measured of itself.
    pub async fn measures(&self) -> Result<Vec<Measure>> {
        self.eval(
            "performance.getEntriesByType('measure')
                .map(({name, detail, startTime, duration}) => ({name, detail, startTime, duration}))",
        )
        .await
    }

    /// The page's own marks, such as `figure:painted`, and their milliseconds since the page was opened.
    pub async fn marks(&self) -> Result<Vec<(String, f64)>> {
        self.eval(
            "performance.getEntriesByType('mark').map(({name, startTime}) => [name, startTime])",
        )
        .await
    }

    /// Everything the console has said since the browser started.
    pub async fn console(&self) -> Result<Vec<String>> {
        self.lines_of_console(|_| true).await
    }

    /// What the console has said but for the browser's own notes of requests that failed.
    pub async fn complaints(&self) -> Result<Vec<String>> {
        self.lines_of_console(|line| {
            line.source != "network" && !line.message.contains("blocked by CORS policy")
        })
        .await
    }

    /// Takes the complaints that have `words` in them out of the console; an error where there is none.
    pub async fn forgive(&self, words: &str) -> Result<&Self> {
        self.lines_of_console(|_| false).await?;
        let mut console = self.console.lock().unwrap_or_else(PoisonError::into_inner);
        let before = console.len();
        console.retain(|line| !line.message.contains(words));
        if console.len() == before {
            bail!("the console does not say {words:?}");
        }
        drop(console);
        Ok(self)
    }

    /// Takes the network away from the page, or gives it back, as the browser notices it.
    pub async fn set_offline(&self, offline: bool) -> Result<&Self> {
        let conditions = json!({"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1});
        self.cdp("Network.enable", json!({})).await?;
        self.cdp("Network.emulateNetworkConditions", conditions)
            .await?;
        Ok(self)
    }

    async fn lines_of_console(&self, wanted: impl Fn(&Line) -> bool) -> Result<Vec<String>> {
        let log = self.issue("se/log", json!({"type": "browser"})).await?;
        let fresh: Vec<Line> = serde_json::from_value(log)?;
        let mut console = self.console.lock().unwrap_or_else(PoisonError::into_inner);
        console.extend(fresh);
        let lines = console.iter().filter(|line| wanted(line));
        Ok(lines
            .map(
                |Line {
                     level,
                     message,
                     source,
                 }| format!("{level} {source} {message}"),
            )
            .collect())
    }

    /// The window as a PNG.
    pub async fn screenshot(&self) -> Result<Vec<u8>> {
        Ok(self.client.screenshot().await?)
    }

    /// The page on paper, as a PDF.
    pub async fn print(&self) -> Result<Vec<u8>> {
        Ok(self.client.print(PrintConfiguration::default()).await?)
    }

    /// Gives the focus to an element, as a key would.
    pub async fn focus_on(&self, selector: &str) -> Result<&Self> {
        let selector = js_string(selector);
        self.eval::<()>(&format!("void document.querySelector({selector}).focus()"))
            .await?;
        Ok(self)
    }

    /// Lets the page write to the clipboard, and the test read it.
    pub async fn allow_clipboard(&self) -> Result<&Self> {
        let allowed = json!({"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]});
        self.cdp("Browser.grantPermissions", allowed).await?;
        Ok(self)
    }

    /// The value of an expression in the page.
    pub async fn eval<T: DeserializeOwned>(&self, expression: &str) -> Result<T> {
        let value = self
            .client
            .execute(&format!("return {expression};"), Vec::new())
            .await
            .with_context(|| format!("cannot evaluate {expression}"))?;
        serde_json::from_value(value.clone())
            .map_err(|error| anyhow!("{expression} gave {value}: {error}"))
    }

    /// Sends a command of the Chrome `DevTools` Protocol.
    pub async fn cdp(&self, command: &str, parameters: Value) -> Result<Value> {
        Ok(self
            .issue(
                "goog/cdp/execute",
                json!({"cmd": command, "params": parameters}),
            )
            .await?)
    }

    async fn issue(&self, path: &'static str, body: Value) -> Result<Value, CmdError> {
        self.client.issue_cmd(Vendor { path, body }).await
    }
}

/// A ChromeDriver command beyond the WebDriver standard.
#[derive(Debug)]
struct Vendor {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Vendor {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &url::Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

/// The number that a visitor reads: `80,000`, `0.0025`, `−1.6 × 10⁻⁸`.
pub fn number(text: &str) -> Result<f64> {
    let plain: String = text
        .replace('\u{a0}', " ")
        .replace(" × 10", "e")
        .chars()
        .filter(|character| *character != ',')
        .map(|character| match character {
            '−' | '⁻' => '-',
            raised => {
                let digit = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|digit| digit == raised);
                digit.map_or(raised, |digit| char::from(b'0' + digit as u8))
            }
        })
        .collect();
    plain
        .parse()
        .with_context(|| format!("{text:?} is no number"))
}

fn js_string(text: &str) -> String {
    Value::from(text).to_string()
}
