//! Lets Lighthouse, which `LIGHTHOUSE` names, rate the built page as GitHub Pages would serve it, on the phone and the
//! network that are its default. Prints the ratings, and fails below [`WANTED`].
#![allow(clippy::print_stdout, reason = "printing is what it is for")]

use std::{env, process::Stdio};

use anyhow::{Context, Result, ensure};
use browser_tests::{
    Hub,
    browser::{hub_is_at, program},
    site::Site,
};
use serde_json::Value;
use tokio::process::Command;

/// Each category, and the least that it may be rated, of 100.
const WANTED: [(&str, f64); 4] = [
    ("performance", 95.0),
    ("accessibility", 100.0),
    ("best-practices", 100.0),
    ("seo", 100.0),
];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let hub = Hub::start().await?;
    hub.addition();
    let site = Site::published("/training-graphs/").await?;
    let report = report(&site.url(), hub.port()).await?;
    let mut too_low = Vec::new();
    for (category, least) in WANTED {
        let rating = &report["categories"][category];
        let score = 100.0 * rating["score"].as_f64().unwrap_or_default();
        println!("{category:15} {score:5.0} of 100, at least {least}");
        if score < least {
            too_low.push(category);
            list_faults(&report, rating);
        }
    }
    ensure!(too_low.is_empty(), "rated too low: {}", too_low.join(", "));
    Ok(())
}

/// What Lighthouse has to say of a page.
async fn report(address: &str, hub_port: u16) -> Result<Value> {
    let lighthouse = env::var_os("LIGHTHOUSE")
        .context("LIGHTHOUSE does not say where Lighthouse is: `cargo xtask lighthouse` does")?;
    let chromium = program(
        "CHROMIUM",
        &["chromium", "chromium-browser", "google-chrome"],
    )?;
    // Lighthouse parts its flags at spaces, but for those in a value's quotes.
    let hub = hub_is_at(hub_port).replacen('=', "=\"", 1);
    let flags = format!(
        "--headless=new --no-sandbox --disable-gpu --disable-quic --ignore-certificate-errors {hub}\""
    );
    let output = Command::new(lighthouse)
        .args([address, "--quiet", "--output=json", "--output-path=stdout"])
        .arg(format!("--chrome-flags={flags}"))
        .env("CHROME_PATH", chromium)
        .stderr(Stdio::inherit())
        .output()
        .await
        .context("Lighthouse did not start")?;
    serde_json::from_slice(&output.stdout).context("Lighthouse gave no report")
}

/// Prints what cost a category its rating.
fn list_faults(report: &Value, category: &Value) {
    for audit in category["auditRefs"].as_array().into_iter().flatten() {
        let id = audit["id"].as_str().unwrap_or_default();
        let result = &report["audits"][id];
        let counts = audit["weight"].as_f64().unwrap_or_default() > 0.0;
        if counts && result["score"].as_f64().is_some_and(|score| score < 1.0) {
            let words = |key: &str| result[key].as_str().unwrap_or_default().to_owned();
            println!("    {id}: {} {}", words("title"), words("displayValue"));
            for item in result["details"]["items"].as_array().into_iter().flatten() {
                println!("        {item}");
            }
        }
    }
}
