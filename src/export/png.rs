//! How large a PNG is on paper: without a word of that, it has a pixel to a point or whatever else its reader takes.

use crc::{CRC_32_ISO_HDLC, Crc, NoTable};

/// Where the chunk belongs: after the signature and the header, whose lengths are fixed.
pub const PHYSICAL_SIZE_AT: u32 = 33;
/// CSS pixels to a metre.
const PIXELS_A_METRE: f64 = 96.0 / 0.0254;

/// The `pHYs` chunk of a picture with `density` pixels to a CSS pixel, after
/// [the specification](https://www.w3.org/TR/png-3/#11pHYs): as it is on a screen, so on paper.
#[must_use]
pub fn physical_size(density: f64) -> Vec<u8> {
    let pixels = ((density * PIXELS_A_METRE).round() as u32).to_be_bytes();
    let unit_is_metre = [1];
    let typed = [&b"pHYs"[..], &pixels, &pixels, &unit_is_metre].concat();
    let length = (typed.len() as u32 - 4).to_be_bytes();
    // A table would be more of the page than the sum of a few bytes is worth.
    let sum = Crc::<u32, NoTable>::new(&CRC_32_ISO_HDLC).checksum(&typed);
    [&length[..], &typed, &sum.to_be_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chunk_says_how_many_pixels_there_are_to_a_metre() {
        let expected = [
            &[0, 0, 0, 9][..],
            b"pHYs",
            &3780_u32.to_be_bytes(),
            &3780_u32.to_be_bytes(),
            &[1],
            // By `zlib.crc32` of Python.
            &0x952b_0e1b_u32.to_be_bytes(),
        ];
        assert_eq!(physical_size(1.0), expected.concat());
    }
}
