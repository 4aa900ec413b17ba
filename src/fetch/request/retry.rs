//! How often and when a failed request is made again.
//!
//! The numbers are those of the hub's reference client: five times, after 1 s doubling to 8 s. Only
//! where the hub has had too many requests is it given more time, since it counts those of five
//! minutes; and then no request is made at all (`busy`). Each wait is a random part of that, so that
//! many pages do not come back at once ("full jitter": M. Brooker, "Exponential Backoff and Jitter",
//! AWS Architecture Blog, 2015).

use std::time::Duration;

use crate::fetch::error::FetchError;

/// The longest wait before retry number `retry`, counted from 0, after an error; none where the
/// request is not made again.
#[must_use]
pub(in crate::fetch) fn longest_delay(error: &FetchError, retry: u32) -> Option<Duration> {
    let (retries, first, longest) = match error {
        FetchError::TooManyRequests => (12, 8, 60),
        error if error.is_transient() => (5, 1, 8),
        _ => return None,
    };
    let seconds = longest.min(first << retry.min(6));
    (retry < retries).then(|| Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(error: &FetchError, expected: &[u64]) {
        let waits: Vec<u64> = (0..)
            .map_while(|retry| longest_delay(error, retry))
            .map(|wait| wait.as_secs())
            .collect();
        assert_eq!(waits, expected, "{error}");
    }

    #[test]
    fn waits_double_up_to_a_longest() {
        check(&FetchError::Unreachable, &[1, 2, 4, 8, 8]);
        check(&FetchError::ServerError { status: 503 }, &[1, 2, 4, 8, 8]);
        check(
            &FetchError::TooManyRequests,
            &[8, 16, 32, 60, 60, 60, 60, 60, 60, 60, 60, 60],
        );
        check(&FetchError::TooLarge, &[]);
    }
}
