//! Which part of the axes the address says is shown.

use std::time::Instant;

use anyhow::{Result, bail};

use super::{PAUSE, Page, WAIT_LIMIT};

/// Where x and y begin and end; none where all is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Zoom {
    /// The first and the last step.
    pub x: Option<(f64, f64)>,
    /// The least and the greatest loss.
    pub y: Option<(f64, f64)>,
}

impl Zoom {
    /// All is shown.
    pub const ALL: Self = Self { x: None, y: None };
}

impl Page {
    /// The part that is shown.
    pub async fn zoom(&self) -> Result<Zoom> {
        // At once: between two looks the address may change.
        let ends: [Option<f64>; 4] = self
            .eval(
                "['xmin', 'xmax', 'ymin', 'ymax'].map(key => {
                    const text = new URLSearchParams(location.search).get(key);
                    return text === null ? null : Number(text);
                })",
            )
            .await?;
        Ok(Zoom {
            x: ends[0].zip(ends[1]),
            y: ends[2].zip(ends[3]),
        })
    }

    /// Waits until such a part is shown.
    pub async fn wait_zoom(&self, what: &str, is_wanted: impl Fn(&Zoom) -> bool) -> Result<Zoom> {
        let begun = Instant::now();
        loop {
            let zoom = self.zoom().await?;
            if is_wanted(&zoom) {
                return Ok(zoom);
            }
            if begun.elapsed() > WAIT_LIMIT {
                bail!("{what} was never shown: {zoom:?}");
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
}
