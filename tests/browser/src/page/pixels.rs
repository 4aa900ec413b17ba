//! What is painted on the figure's canvas.

use std::ops::Range;

use anyhow::Result;

use super::{Page, WAIT_LIMIT};
use crate::runs::Rgb;
use crate::waiting::until;

/// The figure's pixels, as a parameter with its value. Of a copy: a canvas that is read itself is drawn differently
/// from then on, and the console says so.
const PIXELS: &str = "pixels = (canvas => {
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', {willReadFrequently: true});
    copy.drawImage(canvas, 0, 0);
    return copy.getImageData(0, 0, canvas.width, canvas.height);
})(document.querySelector('#figure'))";

impl Page {
    /// How many of the figure's pixels are within `tolerance` of a colour, channel by channel.
    pub async fn pixels_near(&self, colour: Rgb, tolerance: u8) -> Result<u64> {
        self.pixels_between(0.0..1.0, colour, tolerance).await
    }

    /// The same of a part of the figure's height: its upper panel is `0.0..0.5`.
    pub async fn pixels_between(
        &self,
        part: Range<f64>,
        colour: Rgb,
        tolerance: u8,
    ) -> Result<u64> {
        let Rgb(red, green, blue) = colour;
        let Range { start, end } = part;
        self.eval(&format!(
            "(({PIXELS}) => {{
                const {{data, width, height}} = pixels;
                const row = part => Math.floor(part * height) * width * 4;
                let count = 0;
                for (let i = row({start}); i < row({end}); i += 4) {{
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

    /// The whole picture as one number, which is another for nearly every other picture.
    pub async fn picture(&self) -> Result<u64> {
        self.picture_between(0.0..1.0).await
    }

    /// The same of a part of the figure's height.
    pub async fn picture_between(&self, part: Range<f64>) -> Result<u64> {
        let Range { start, end } = part;
        self.eval(&format!(
            "(({PIXELS}) => {{
                const {{data, width, height}} = pixels;
                const row = part => Math.floor(part * height) * width;
                let sum = width;
                for (const word of new Uint32Array(data.buffer).subarray(row({start}), row({end}))) {{
                    sum = (Math.imul(sum, 16777619) ^ word) >>> 0;
                }}
                return sum;
            }})()"
        ))
        .await
    }

    /// Waits until the picture is `wanted`.
    pub async fn wait_picture(&self, wanted: u64) -> Result<&Self> {
        until("the picture as it should be", WAIT_LIMIT, async || {
            Ok((self.picture().await? == wanted).then_some(self))
        })
        .await
    }

    /// Waits until the picture is another than `before`.
    pub async fn wait_other_picture(&self, before: u64) -> Result<&Self> {
        self.wait_other_picture_between(0.0..1.0, before).await
    }

    /// The same of a part of the figure's height.
    pub async fn wait_other_picture_between(&self, part: Range<f64>, before: u64) -> Result<&Self> {
        until("another picture", WAIT_LIMIT, async || {
            let picture = self.picture_between(part.clone()).await?;
            Ok((picture != before).then_some(self))
        })
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

    /// Waits until none of these colours is on the canvas.
    pub async fn wait_no_pixels(&self, colours: &[Rgb]) -> Result<&Self> {
        for colour in colours {
            until(format!("{colour:?} to go"), WAIT_LIMIT, async || {
                Ok((self.pixels_near(*colour, 2).await? == 0).then_some(()))
            })
            .await?;
        }
        Ok(self)
    }

    /// Waits until a run's colour is on the canvas.
    pub async fn wait_pixels(&self, colour: Rgb) -> Result<&Self> {
        until(format!("{colour:?}"), WAIT_LIMIT, async || {
            Ok((self.pixels_near(colour, 2).await? >= 30).then_some(self))
        })
        .await
    }
}
