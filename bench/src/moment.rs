//! Moments that servers and pages alike can tell: by the machine's clock, in milliseconds since 1970.

use std::time::{SystemTime, UNIX_EPOCH};

/// A moment as a page gives it: `performance.timeOrigin + performance.now()`.
pub(crate) fn moment(time: SystemTime) -> f64 {
    // No clock here stands before 1970.
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    since.as_secs_f64() * 1e3
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn moments_are_milliseconds_since_1970() {
        let time = UNIX_EPOCH + Duration::from_micros(1_700_000_000_123_400);
        assert!((moment(time) - 1_700_000_000_123.4).abs() < 0.01);
    }
}
