//! Whether a body came in whole.

/// Whether a body of `received` bytes, decoded, is less than the `announced` length allows.
///
/// The length is that of the encoded body, and a page may not read of another site's reply whether
/// it was encoded. But packing never makes a body longer by more than a thousandth and the packer's
/// own header, so what is shorter than that is cut off either way. (Browsers notice most cuts
/// themselves; HTTP/1 caches and proxies let some through.)
pub(in crate::fetch) fn is_cut_off(received: u64, announced: u64) -> bool {
    announced > received + received / 1000 + 64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(received: u64, announced: u64, expected: bool) {
        assert_eq!(
            is_cut_off(received, announced),
            expected,
            "{received} of {announced}"
        );
    }

    #[test]
    fn only_a_body_that_no_packer_explains_is_cut_off() {
        check(1_000_000, 1_000_000, false);
        check(1_000_000, 380_000, false);
        check(0, 20, false);
        check(13, 33, false);
        check(1_000_000, 1_000_500, false);
        check(500_000, 1_000_000, true);
        check(0, 1_000, true);
        check(0, 0, false);
    }
}
