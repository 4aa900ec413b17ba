//! Which part of the axes the address says is shown.

use std::time::Duration;

use anyhow::{Context, Result};

use super::{Page, Spot, WAIT_LIMIT};
use crate::{hub::Hub, runs::ADDITION, waiting::until};

/// Where axes begin and end; none where all is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Zoom {
    /// The first and the last step.
    pub x: Option<(f64, f64)>,
    /// The least and the greatest loss of the upper panel.
    pub upper: Option<(f64, f64)>,
    /// The least and the greatest loss of the lower panel.
    pub lower: Option<(f64, f64)>,
}

impl Zoom {
    /// All is shown.
    pub const ALL: Self = Self {
        x: None,
        upper: None,
        lower: None,
    };
}

/// Longer than the page gathers what a hand changes before it is in the address: see `src/app/address_bar.rs`.
const GATHERED: Duration = Duration::from_millis(300);

/// The steps of the runs of [`hub_of_three`].
pub const STEPS: f64 = 20_000.0;

/// A hub with as many runs as it takes to see what a hand does.
pub async fn hub_of_three() -> Result<Hub> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION[..3].iter().copied(), STEPS as usize);
    Ok(hub)
}

impl Page {
    /// Opens the runs of [`hub_of_three`], and gives their picture.
    pub async fn open_three(&self) -> Result<u64> {
        let names = ADDITION[..3].join(",");
        self.open(&format!("?runs={names}"))
            .await?
            .wait_painted()
            .await?;
        self.picture().await
    }

    /// A spot in the lower panel.
    pub async fn lower(&self, across: f64, down: f64) -> Result<Spot> {
        self.spot("#hand", across, 0.5 + 0.5 * down).await
    }

    /// Waits as long as it takes until what a hand has changed is in the address.
    pub async fn wait_address(&self) -> &Self {
        tokio::time::sleep(GATHERED).await;
        self
    }

    /// The part that is shown.
    pub async fn zoom(&self) -> Result<Zoom> {
        // At once: between two looks the address may change.
        let ends: [[Option<f64>; 2]; 4] = self
            .eval(
                "['xmin', 'xmax', 'ymin', 'ymax'].map(key => {
                    const texts = new URLSearchParams(location.search).get(key)?.split(',') ?? [''];
                    const number = text => text === '' ? null : Number(text);
                    return [number(texts.at(0)), number(texts.at(-1))];
                })",
            )
            .await?;
        let [first, last, least, greatest] = ends;
        Ok(Zoom {
            x: first[0].zip(last[0]),
            upper: least[0].zip(greatest[0]),
            lower: least[1].zip(greatest[1]),
        })
    }

    /// Waits until such a part is shown, and the hand has come to its end.
    pub async fn wait_zoom(&self, what: &str, is_wanted: impl Fn(&Zoom) -> bool) -> Result<Zoom> {
        let mut last = Zoom::ALL;
        let shown = until(what, WAIT_LIMIT, async || {
            last = self.zoom().await?;
            if !is_wanted(&last) {
                return Ok(None);
            }
            self.wait_address().await;
            Ok((self.zoom().await? == last).then_some(last))
        });
        let shown = shown.await;
        shown.with_context(|| format!("the last that was shown is {last:?}"))
    }
}
