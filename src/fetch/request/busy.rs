//! A hub that takes no more requests for now. It counts those of the whole page, so all of them wait.

use std::time::Duration;

use super::retry::longest_delay;
use crate::fetch::error::FetchError;

/// The hub is left alone no shorter than this, whatever it says, and until it has answered again it
/// is asked no more often; in milliseconds.
const SHORTEST_WAIT: f64 = 1000.0;

/// What is known of it. All moments are milliseconds of one clock.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::fetch) struct Busy {
    /// When the present row of refusals last grew.
    since: f64,
    until: f64,
    /// How often it has refused in a row. The requests of one moment are refused as one.
    refusals: u32,
}

impl Busy {
    /// Until when the hub is left alone.
    pub(in crate::fetch) fn until(&self) -> f64 {
        self.until
    }

    /// Whether a request may be made at `now`. After a refusal they are let through one by one.
    pub(in crate::fetch) fn admits(&mut self, now: f64) -> bool {
        let is_free = now >= self.until;
        if is_free && self.refusals > 0 {
            self.until = now + SHORTEST_WAIT;
        }
        is_free
    }

    /// Notes that the request of the moment `asked` is refused at `now`. The hub is left alone for
    /// `wait`, where it says so, else for a `part` of what its refusals so far make sensible.
    pub(in crate::fetch) fn note_refusal(
        &mut self,
        asked: f64,
        now: f64,
        wait: Option<Duration>,
        part: f64,
    ) {
        if self.refusals == 0 || asked > self.since {
            self.since = now;
            self.refusals = (self.refusals + 1).min(12);
        }
        let longest = longest_delay(&FetchError::TooManyRequests, self.refusals - 1);
        let wait = wait.unwrap_or_else(|| longest.unwrap_or_default().mul_f64(part));
        let wait = (wait.as_secs_f64() * 1000.0).max(SHORTEST_WAIT);
        self.until = self.until.max(now + wait);
    }

    /// Notes that the request of the moment `asked` is answered.
    pub(in crate::fetch) fn note_answer(&mut self, asked: f64) {
        if asked > self.since {
            self.refusals = 0;
        }
    }

    /// Lets the next request through at once: somebody asks for it by hand.
    pub(in crate::fetch) fn hurry(&mut self) {
        self.until = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_of_one_moment_are_one() {
        let mut busy = Busy::default();
        assert!(busy.admits(100.0) && busy.admits(100.0));
        for part in [0.25, 1.0, 0.5] {
            busy.note_refusal(100.0, 200.0, None, part);
        }
        assert!(!busy.admits(8199.0));
        assert!(busy.admits(8200.0));
        busy.note_refusal(8200.0, 8300.0, None, 1.0);
        assert!(!busy.admits(24_299.0), "a second refusal makes it longer");
        assert!(busy.admits(24_300.0));
    }

    #[test]
    fn one_request_finds_out_for_all() {
        let mut busy = Busy::default();
        busy.note_refusal(0.0, 10.0, Some(Duration::from_secs(4)), 1.0);
        assert!(busy.admits(4010.0));
        assert!(!busy.admits(4011.0), "the others wait for its answer");
        // An answer to what was asked before the refusal says nothing of the time after it.
        busy.note_answer(5.0);
        assert!(!busy.admits(4012.0));
        busy.note_answer(4010.0);
        assert!(busy.admits(5010.0) && busy.admits(5010.0));
    }

    #[test]
    fn no_word_of_the_hub_makes_it_be_asked_without_a_pause() {
        let mut busy = Busy::default();
        busy.note_refusal(0.0, 10.0, Some(Duration::ZERO), 1.0);
        assert!(!busy.admits(1009.0) && busy.admits(1010.0));
        assert!(!busy.admits(1011.0));
        busy.hurry();
        assert!(busy.admits(1012.0), "but a hand may");
    }

    #[test]
    fn it_waits_no_longer_for_being_refused_for_hours() {
        let mut busy = Busy::default();
        for hour in 1..100 {
            let now = f64::from(hour) * 3_600_000.0;
            busy.note_refusal(now, now + 1.0, None, 1.0);
            assert!(busy.until() <= now + 60_001.0, "{hour}");
        }
    }
}
