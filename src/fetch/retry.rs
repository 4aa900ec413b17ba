//! How often and when a failed request is made again.
//!
//! The numbers are those of the hub's reference client: five times, after 1 s doubling to 8 s.
//! Each wait is a random part of that, so that many pages do not come back at once ("full
//! jitter": M. Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog, 2015).

use std::time::Duration;

/// How often a request is made again.
pub const RETRIES: u32 = 5;

/// The longest wait before retry number `retry`, counted from 0.
#[must_use]
pub fn longest_delay(retry: u32) -> Duration {
    Duration::from_secs(1 << retry.min(3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_eight_seconds() {
        let waits: Vec<u64> = (0..RETRIES)
            .map(|retry| longest_delay(retry).as_secs())
            .collect();
        assert_eq!(waits, [1, 2, 4, 8, 8]);
    }
}
