//! How long nothing may come before a request counts as dead.

use crate::fetch::error::FetchError;

/// Nothing to the whole page, in seconds.
const OF_ALL: u32 = 30;
/// Nothing of a file whose turn may be yet to come: on a slow link one may hear nothing for as long as others are
/// served, and with HTTP/1 a browser makes but six requests at a time. In seconds.
const BEFORE_THE_FIRST: u32 = 300;
/// Nothing more of a file that has begun to come, in seconds.
const AFTER_THE_FIRST: u32 = 60;

/// How many milliseconds are left at `now` to a request that waits since `begun` and of whose file so many bytes have
/// come. Of any request something was last `heard`. All moments are milliseconds of one clock.
///
/// # Errors
/// It has waited too long.
pub(in crate::fetch) fn time_left(
    bytes: usize,
    begun: f64,
    heard: f64,
    now: f64,
) -> Result<f64, FetchError> {
    let own = if bytes == 0 {
        BEFORE_THE_FIRST
    } else {
        AFTER_THE_FIRST
    };
    let left = |since: f64, seconds: u32| since + f64::from(seconds) * 1000.0 - now;
    let (of_all, of_own) = (left(begun.max(heard), OF_ALL), left(begun, own));
    let seconds = if of_all < of_own { OF_ALL } else { own };
    match of_all.min(of_own) {
        left if left > 0.0 => Ok(left),
        _ => Err(FetchError::TimedOut { seconds }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// When a request that waits since 1 s, and its page has heard something every second until `heard`, is given up.
    fn check(bytes: usize, heard: f64, expected: (f64, u32)) {
        let mut now = 1000.0;
        let error = loop {
            match time_left(bytes, 1000.0, heard.min(now), now) {
                Ok(left) => now += left.min(1000.0),
                Err(error) => break error,
            }
        };
        let (end, seconds) = expected;
        assert_eq!(now.to_bits(), end.to_bits(), "{bytes} {heard}");
        assert_eq!(error, FetchError::TimedOut { seconds });
    }

    #[test]
    fn a_silent_page_gives_up_after_half_a_minute() {
        for bytes in [0, 1] {
            check(bytes, 0.0, (31_000.0, 30));
            check(bytes, 21_000.0, (51_000.0, 30));
        }
    }

    #[test]
    fn no_request_waits_for_ever_while_others_are_served() {
        check(1, 1e9, (61_000.0, 60));
        check(0, 100_000.0, (130_000.0, 30));
        check(0, 1e9, (301_000.0, 300));
    }
}
