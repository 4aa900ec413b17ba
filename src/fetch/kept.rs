//! Files that were kept: what is known of each, and which make room for others.

use super::hub::address::HubFile;
use super::hub::version::Version;

/// All kept files together are no larger than this, in bytes: some two hundred runs.
pub(super) const KEPT_CAP: f64 = 256.0 * (1 << 20) as f64;
/// How long what was found out of a file counts as just now: an hour, in milliseconds.
const RECENT: f64 = 3_600_000.0;

/// A file as an earlier visit left it.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// What was asked for.
    pub file: HubFile,
    /// What it is kept as: it may be the newest, and asked for by its commit.
    pub kept_as: HubFile,
    /// Which version it is.
    pub version: Version,
    /// When the hub was last known to have it so, in milliseconds since 1970.
    pub date: f64,
}

impl Kept {
    /// Whether the hub need not be asked for a newer version.
    #[must_use]
    pub fn is_final(&self) -> bool {
        self.version.is_final(&self.file)
    }

    /// Since when it may have changed, in milliseconds since 1970: not in days to come, whatever a clock that was wrong has
    /// said.
    #[must_use]
    pub fn since(&self, now: f64) -> f64 {
        self.date.min(now)
    }

    /// Whether its date is worth being written anew.
    pub(super) fn is_date_old(&self, now: f64) -> bool {
        (now - self.date).abs() > RECENT
    }
}

/// One of all kept files.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub(super) address: String,
    pub(super) bytes: f64,
    pub(super) date: f64,
}

impl Entry {
    /// Of what nothing is known but its address, and nothing can be: the first that is let go of, in
    /// every case.
    pub(super) fn unreadable(address: String) -> Self {
        Self {
            address,
            bytes: f64::INFINITY,
            date: f64::NEG_INFINITY,
        }
    }

    pub(super) fn is_readable(&self) -> bool {
        self.bytes.is_finite()
    }
}

/// A date as it counts: one that is still to come, by a clock that was wrong, is older than all that are past.
pub(super) fn date_by(date: f64, now: f64) -> f64 {
    if date > now + RECENT {
        now - date
    } else {
        date
    }
}

/// The addresses of the files that must go, those of the oldest date first, so that the others are
/// no more than `cap` bytes.
pub(super) fn surplus(mut entries: Vec<Entry>, cap: f64) -> Vec<String> {
    entries.sort_by(|a, b| b.date.total_cmp(&a.date));
    let mut bytes = 0.0;
    let too_many = entries.into_iter().skip_while(|entry| {
        bytes += entry.bytes;
        bytes <= cap
    });
    let mut addresses: Vec<String> = too_many.map(|entry| entry.address).collect();
    addresses.reverse();
    addresses
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_make_room() {
        fn check(cap: f64, expected: &[&str]) {
            let entries = [("b", 5.0, 2.0), ("c", 3.0, 3.0), ("a", 4.0, 1.0)];
            let entries = entries.map(|(address, bytes, date)| Entry {
                address: address.to_owned(),
                bytes,
                date,
            });
            assert_eq!(surplus(entries.to_vec(), cap), expected, "{cap}");
        }
        check(12.0, &[]);
        check(11.0, &["a"]);
        check(8.0, &["a"]);
        // Not "a" instead of "b": what is older goes first, however small.
        check(7.0, &["a", "b"]);
        check(0.0, &["a", "b", "c"]);
        check(-1.0, &["a", "b", "c"]);
    }

    #[test]
    fn a_date_to_come_is_the_oldest() {
        let now = 1e12;
        assert_eq!(date_by(now - 1.0, now).to_bits(), (now - 1.0).to_bits());
        // The header has whole seconds, and clocks are set.
        assert!(date_by(now + 1e3, now) > now);
        let [sooner, later] = [1e9, 2e9].map(|wait| date_by(now + wait, now));
        assert!(later < sooner && sooner < 0.0);
    }

    #[test]
    fn what_cannot_be_read_goes_though_there_is_room() {
        let readable = Entry {
            address: "a".to_owned(),
            bytes: 4.0,
            date: 1.0,
        };
        let entries = vec![Entry::unreadable("b".to_owned()), readable];
        assert_eq!(surplus(entries, KEPT_CAP), ["b"]);
    }
}
