//! A headless Chromium of its own for each flow, with every host led to the stand-in for the hub, which thus sees what
//! is asked of whom.

use std::{
    env,
    io::{Read, Write},
    net::{Ipv4Addr, TcpStream},
    path::PathBuf,
    process::Stdio,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, ChildStdout, Command},
    time::timeout,
};

const START_LIMIT: Duration = Duration::from_secs(30);
const QUIT_LIMIT: Duration = Duration::from_secs(5);

/// What the page is looked at on.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// CSS pixels across.
    pub width: u32,
    /// CSS pixels down.
    pub height: u32,
    /// Device pixels per CSS pixel.
    pub ratio: f64,
    /// Whether the visitor prefers a dark scheme.
    pub dark: bool,
}

impl Screen {
    /// A phone's, upright.
    pub const PHONE: Self = Self {
        width: 390,
        height: 844,
        ratio: 2.0,
        dark: false,
    };
}

impl Default for Screen {
    fn default() -> Self {
        Self {
            width: 1440,
            height: 900,
            ratio: 1.0,
            dark: false,
        }
    }
}

/// A browser and its driver; both quit when it is dropped.
#[derive(Debug)]
pub struct Browser {
    /// The session's WebDriver client.
    pub client: Client,
    _driver: Driver,
}

impl Browser {
    /// Starts a browser with an empty profile for which the hub is at `hub_port`.
    pub async fn start(hub_port: u16) -> Result<Self> {
        let chromium = program(
            "CHROMIUM",
            &["chromium", "chromium-browser", "google-chrome"],
        )?;
        let driver = Driver::start().await?;
        let profile = driver.profile.path().display().to_string();
        let capabilities = json!({
            "acceptInsecureCerts": true,
            "timeouts": {"pageLoad": 30_000, "script": 30_000},
            "goog:loggingPrefs": {"browser": "ALL"},
            "goog:chromeOptions": {
                "binary": chromium,
                // As the strictest browsers have it: a page in a foreign one has no storage.
                "prefs": {"profile": {"content_settings": {"exceptions": {"cookies": {
                    "http://127.0.0.1:*,http://localhost:*": {"setting": 2},
                }}}}},
                "args": [
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--disable-dev-shm-usage",
                    "--window-size=1440,900",
                    "--ignore-certificate-errors",
                    format!("--user-data-dir={profile}"),
                    hub_is_at(hub_port),
                ],
            },
        });
        let mut builder = ClientBuilder::new(HttpConnector::new());
        if let serde_json::Value::Object(capabilities) = capabilities {
            builder.capabilities(capabilities);
        }
        let url = format!("http://127.0.0.1:{}", driver.port);
        let client = timeout(START_LIMIT, builder.connect(&url))
            .await
            .context("the browser did not start in time")?
            .context("the browser did not start")?;
        Ok(Self {
            client,
            _driver: driver,
        })
    }
}

/// The browser's option that leads every host to the stand-in, so that it sees whom a page asks.
#[must_use]
pub fn hub_is_at(port: u16) -> String {
    format!("--host-resolver-rules=MAP *:443 127.0.0.1:{port}")
}

#[derive(Debug)]
struct Driver {
    port: u16,
    process: Child,
    /// Kept open: a driver whose output nobody takes would die of it.
    _output: BufReader<ChildStdout>,
    profile: TempDir,
}

impl Driver {
    /// A driver ends at its start when another takes the port that it has just chosen, so it may try
    /// again.
    async fn start() -> Result<Self> {
        for _ in 0..3 {
            if let Ok(driver) = Self::try_start().await {
                return Ok(driver);
            }
        }
        Self::try_start().await
    }

    async fn try_start() -> Result<Self> {
        let profile =
            tempfile::tempdir().context("no temporary folder for the browser's profile")?;
        let mut process = Command::new(program("CHROMEDRIVER", &["chromedriver"])?)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .context("ChromeDriver did not start")?;
        let mut output = BufReader::new(
            process
                .stdout
                .take()
                .context("ChromeDriver has no output")?,
        );
        let port = timeout(START_LIMIT, announced_port(&mut output))
            .await
            .context("ChromeDriver did not say its port in time")??;
        Ok(Self {
            port,
            process,
            _output: output,
            profile,
        })
    }

    /// Asks the driver to quit its browsers and itself. Killed, it would leave the browsers behind.
    fn quit(&mut self) -> Result<()> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(QUIT_LIMIT))?;
        stream
            .write_all(b"GET /shutdown HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let asked = Instant::now();
        while self.process.try_wait()?.is_none() {
            if asked.elapsed() > QUIT_LIMIT {
                bail!("ChromeDriver did not quit");
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        Ok(())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Err(error) = self.quit() {
            eprintln!("left to be killed: {error:#}");
        }
    }
}

async fn announced_port(output: &mut BufReader<ChildStdout>) -> Result<u16> {
    let mut line = String::new();
    while output.read_line(&mut line).await? > 0 {
        if let Some((_, port)) = line.split_once("successfully on port ") {
            return Ok(port.trim().trim_end_matches('.').parse()?);
        }
        line.clear();
    }
    bail!("ChromeDriver ended without saying its port")
}

/// The program that an environment variable names, else the first of `names` on the path.
pub fn program(variable: &str, names: &[&str]) -> Result<PathBuf> {
    if let Some(path) = env::var_os(variable) {
        return Ok(path.into());
    }
    let folders = env::var_os("PATH").unwrap_or_default();
    names
        .iter()
        .flat_map(|name| env::split_paths(&folders).map(move |folder| folder.join(name)))
        .find(|path| path.is_file())
        .with_context(|| {
            format!(
                "{} is not installed: install it, or say in {variable} where it is",
                names[0]
            )
        })
}
