//! The page as a visitor meets it: what is shown, what can be clicked, what the console says.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, anyhow, bail};
use fantoccini::{
    Client, Locator,
    actions::{InputSource, MouseActions, PointerAction},
    error::CmdError,
    wd::WebDriverCompatibleCommand,
};
use hyper::Method;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::{
    browser::{Browser, Screen},
    runs::Rgb,
};

/// How long a condition may take to come true: longer than a run that is retried until it is given up.
const WAIT_LIMIT: Duration = Duration::from_mins(1);

const PAUSE: Duration = Duration::from_millis(30);

/// The figure's pixels, as a parameter with its value. Of a copy: a canvas that is read itself is drawn differently
/// from then on, and the console says so.
const PIXELS: &str = "pixels = (canvas => {
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', {willReadFrequently: true});
    copy.drawImage(canvas, 0, 0);
    return copy.getImageData(0, 0, canvas.width, canvas.height);
})(document.querySelector('#figure'))";

/// The page in its browser.
#[derive(Debug)]
pub struct Page {
    client: Client,
    url: String,
    console: Mutex<Vec<String>>,
    /// Quits the browser after all else.
    _browser: Browser,
}

/// A run's line in the legend.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Entry {
    /// The run's name.
    pub run: String,
    /// waiting, loading, drawn, hidden or failed.
    pub state: String,
    /// Whether its toggle is pressed.
    pub pressed: bool,
    /// What went wrong, where something did.
    pub message: Option<String>,
    /// Whether it offers to try again.
    pub retry: bool,
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

    /// Waits until every wanted run is drawn or failed.
    pub async fn wait_painted(&self) -> Result<&Self> {
        self.wait(
            "figure:painted",
            "performance.getEntriesByName('figure:painted').length > 0",
        )
        .await
    }

    /// How often the figure was drawn again since it was painted.
    pub async fn redraws(&self) -> Result<u64> {
        self.eval("performance.getEntriesByName('figure:redrawn').length")
            .await
    }

    /// Waits for a redraw after the first `count`.
    pub async fn wait_redrawn_after(&self, count: u64) -> Result<&Self> {
        let condition = format!("performance.getEntriesByName('figure:redrawn').length > {count}");
        self.wait("figure:redrawn", &condition).await
    }

    /// Waits until the run's entry in the legend is in `state`.
    pub async fn wait_state(&self, run: &str, state: &str) -> Result<&Self> {
        let selector = js_string(&format!(
            "#legend li[data-run='{run}'][data-state='{state}']"
        ));
        let condition = format!("document.querySelector({selector}) !== null");
        self.wait(&format!("{run} to be {state}"), &condition).await
    }

    /// Waits until `count` runs are drawn, and no more.
    pub async fn wait_drawn(&self, count: usize) -> Result<&Self> {
        let condition =
            format!("document.querySelectorAll('#legend li[data-state=drawn]').length === {count}");
        self.wait(&format!("{count} runs to be drawn"), &condition)
            .await
    }

    /// Waits until a visitor reads an element's text.
    pub async fn wait_text(&self, selector: &str) -> Result<String> {
        let literal = js_string(selector);
        let condition = format!("document.querySelector({literal})?.checkVisibility() === true");
        self.wait(&format!("{selector} to be shown"), &condition)
            .await?;
        Ok(self.text(selector).await?.unwrap_or_default())
    }

    /// Waits until an expression is true in the page.
    pub async fn wait(&self, what: &str, condition: &str) -> Result<&Self> {
        let begun = Instant::now();
        while !self.eval::<bool>(condition).await? {
            if begun.elapsed() > WAIT_LIMIT {
                bail!("waited {} s in vain for {what}", WAIT_LIMIT.as_secs());
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(self)
    }

    /// The legend, top to bottom.
    pub async fn legend(&self) -> Result<Vec<Entry>> {
        self.eval(
            "Array.from(document.querySelectorAll('#legend li[data-run]'), entry => ({
                run: entry.dataset.run,
                state: entry.dataset.state,
                pressed: entry.querySelector('.legend-toggle')?.ariaPressed === 'true',
                message: entry.querySelector('.legend-message')?.innerText ?? null,
                retry: entry.querySelector('.legend-retry') !== null,
            }))",
        )
        .await
    }

    /// One run's line in the legend.
    pub async fn entry(&self, run: &str) -> Result<Entry> {
        self.legend()
            .await?
            .into_iter()
            .find(|entry| entry.run == run)
            .with_context(|| format!("{run} is not in the legend"))
    }

    /// The names of the runs whose line in the legend is in `state`.
    pub async fn runs_in(&self, state: &str) -> Result<Vec<String>> {
        let entries = self.legend().await?.into_iter();
        Ok(entries
            .filter(|entry| entry.state == state)
            .map(|entry| entry.run)
            .collect())
    }

    /// Clicks a run's toggle in the legend, and waits until the figure is drawn again.
    pub async fn toggle(&self, run: &str) -> Result<&Self> {
        let before = self.redraws().await?;
        self.click(&format!("#legend li[data-run='{run}'] .legend-toggle"))
            .await?;
        self.wait_redrawn_after(before).await
    }

    /// Clicks a failed run's offer to try again.
    pub async fn retry(&self, run: &str) -> Result<&Self> {
        self.click(&format!("#legend li[data-run='{run}'] .legend-retry"))
            .await
    }

    /// Ticks or unticks a run in the chooser.
    pub async fn choose(&self, run: &str) -> Result<&Self> {
        if !self
            .eval::<bool>("document.querySelector('#chooser').open")
            .await?
        {
            self.click("#chooser > summary").await?;
        }
        self.click(&format!("#chooser input[type=checkbox][value='{run}']"))
            .await
    }

    /// Clicks as a mouse does, then takes the pointer away so that nothing is left hovered.
    pub async fn click(&self, selector: &str) -> Result<&Self> {
        let element = self
            .client
            .find(Locator::Css(selector))
            .await
            .with_context(|| format!("nothing to click at {selector}"))?;
        element
            .click()
            .await
            .with_context(|| format!("cannot click {selector}"))?;
        let away = PointerAction::MoveTo {
            duration: None,
            x: 1.0,
            y: 1.0,
        };
        self.client
            .perform_actions(MouseActions::new("mouse".to_owned()).then(away))
            .await?;
        Ok(self)
    }

    /// The text that a visitor reads in an element; none where it is not there or not shown.
    pub async fn text(&self, selector: &str) -> Result<Option<String>> {
        let selector = js_string(selector);
        self.eval(&format!(
            "(element => element?.checkVisibility() ? element.innerText : null)(document.querySelector({selector}))"
        ))
        .await
    }

    /// How many of the figure's pixels are within `tolerance` of a colour, channel by channel.
    pub async fn pixels_near(&self, colour: Rgb, tolerance: u8) -> Result<u64> {
        let Rgb(red, green, blue) = colour;
        self.eval(&format!(
            "(({PIXELS}) => {{
                const {{data}} = pixels;
                let count = 0;
                for (let i = 0; i < data.length; i += 4) {{
                    const off = Math.max(
                        Math.abs(data[i] - {red}),
                        Math.abs(data[i + 1] - {green}),
                        Math.abs(data[i + 2] - {blue}),
                    );
                    if (off <= {tolerance} && data[i + 3] === 255) count += 1;
                }}
                return count;
            }})()"
        ))
        .await
    }

    /// The colour of the figure's corner, where nothing is drawn.
    pub async fn paper(&self) -> Result<Rgb> {
        let (red, green, blue) = self
            .eval(&format!(
                "(({PIXELS}) => Array.from(pixels.data.slice(0, 3)))()"
            ))
            .await?;
        Ok(Rgb(red, green, blue))
    }

    /// How many pixels of the figure's outermost rows and columns are not paper: where something is cut off.
    pub async fn pixels_at_edges(&self) -> Result<u64> {
        self.eval(&format!(
            "(({PIXELS}) => {{
                const {{data, width, height}} = pixels;
                let count = 0;
                for (let i = 0; i < width * height; i += 1) {{
                    const [x, y] = [i % width, Math.floor(i / width)];
                    const isEdge = x === 0 || y === 0 || x === width - 1 || y === height - 1;
                    if (isEdge && [0, 1, 2].some(channel => data[4 * i + channel] !== data[channel])) count += 1;
                }}
                return count;
            }})()"
        ))
        .await
    }

    /// Waits until a run's colour is on the canvas.
    pub async fn wait_pixels(&self, colour: Rgb) -> Result<&Self> {
        let begun = Instant::now();
        while self.pixels_near(colour, 2).await? < 30 {
            if begun.elapsed() > WAIT_LIMIT {
                bail!("{colour:?} was never drawn");
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(self)
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
        #[derive(Deserialize)]
        struct Line {
            level: String,
            message: String,
        }
        let log = self.issue("se/log", json!({"type": "browser"})).await?;
        let fresh: Vec<Line> = serde_json::from_value(log)?;
        let mut console = self.console.lock().unwrap_or_else(PoisonError::into_inner);
        console.extend(
            fresh
                .into_iter()
                .map(|line| format!("{} {}", line.level, line.message)),
        );
        Ok(console.clone())
    }

    /// The window as a PNG.
    pub async fn screenshot(&self) -> Result<Vec<u8>> {
        Ok(self.client.screenshot().await?)
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

fn js_string(text: &str) -> String {
    Value::from(text).to_string()
}
