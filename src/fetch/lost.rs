//! Files that the network has kept from coming through all retries. They are asked for again every now and then, and
//! each but once: a network that is away for long is not to be asked the harder for it.

use std::time::Duration;

use super::error::FetchError;
use super::retry::longest_delay;

/// The addresses of such files.
#[derive(Debug, Default)]
pub(super) struct Lost(Vec<String>);

impl Lost {
    /// The longest wait before `address` is asked again, after this error and so many retries; none where it is not.
    pub(super) fn longest_delay(
        &mut self,
        address: &str,
        error: &FetchError,
        retry: u32,
    ) -> Option<Duration> {
        let delay = longest_delay(error, retry);
        if !error.is_of_network() {
            self.find(address);
            return delay;
        }
        let is_lost = self.0.iter().any(|lost| lost == address);
        if delay.is_none() && !is_lost {
            self.0.push(address.to_owned());
        }
        delay.filter(|_| !is_lost)
    }

    /// Notes that an address has answered.
    pub(super) fn find(&mut self, address: &str) {
        self.0.retain(|lost| lost != address);
    }

    /// Lets all be asked for as if for the first time.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How often an address that fails so is asked.
    fn requests(lost: &mut Lost, address: &str, error: &FetchError) -> usize {
        let delays = (0..).map_while(|retry| lost.longest_delay(address, error, retry));
        1 + delays.count()
    }

    #[test]
    fn what_is_given_up_is_asked_for_but_once_at_a_time() {
        let (mut lost, away) = (Lost::default(), FetchError::Unreachable);
        let mut asked = |address: &str, error: &FetchError| requests(&mut lost, address, error);
        assert_eq!(asked("a", &away), 6);
        for error in [&away, &FetchError::CutOff { bytes: 1 }] {
            assert_eq!(asked("a", error), 1);
        }
        assert_eq!(asked("b", &away), 6, "another may come");
        let trouble = FetchError::ServerError { status: 503 };
        assert_eq!(asked("a", &trouble), 6, "it is asked for no more then");
        assert_eq!(asked("a", &away), 6);
        lost.find("a");
        assert_eq!(requests(&mut lost, "a", &away), 6, "it has come meanwhile");
        lost.clear();
        assert_eq!(requests(&mut lost, "b", &away), 6, "by hand");
    }
}
