//! Which part of the axes the address says is shown.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use super::{PAUSE, Page, WAIT_LIMIT};

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

/// Longer than the page gathers what a hand changes before it is in the address: see src/app/address.rs.
const GATHERED: Duration = Duration::from_millis(300);

impl Page {
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
        let begun = Instant::now();
        loop {
            let zoom = self.zoom().await?;
            if is_wanted(&zoom) {
                tokio::time::sleep(GATHERED).await;
                if self.zoom().await? == zoom {
                    return Ok(zoom);
                }
            }
            if begun.elapsed() > WAIT_LIMIT {
                bail!("{what} was never shown: {zoom:?}");
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
}
