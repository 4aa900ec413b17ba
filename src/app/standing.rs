//! How what is shown of a run stands to what the hub has now.

use super::browser;
use super::load::LoadError;
use crate::fetch::FetchError;

/// Kept files are shown at once, and asked about behind.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Standing {
    /// The same, as far as is known.
    Current,
    /// Not known: the hub could not be asked, or what it has cannot be read.
    Kept {
        /// When the hub was last known to have it so, in milliseconds since 1970.
        since: f64,
        reason: LoadError,
    },
    /// The hub had a newer version, and that has taken the place of the kept one.
    Renewed,
}

impl Standing {
    /// Since when the run is as it is kept, for the want of a hub to ask.
    pub(super) fn cut_off_since(&self) -> Option<f64> {
        match self {
            Self::Kept {
                since,
                reason: LoadError::Fetch(FetchError::Unreachable),
            } => Some(*since),
            _ => None,
        }
    }

    /// What there is to say beside the run. That the hub cannot be reached is said once for all.
    pub(super) fn words(&self) -> Option<String> {
        match self {
            Self::Current => None,
            Self::Kept { .. } if self.cut_off_since().is_some() => None,
            Self::Kept { since, reason } => Some(format!(
                "as kept on {}; no newer version can be had: {reason}",
                browser::date_words(*since)
            )),
            Self::Renewed => Some("a newer version has come".to_owned()),
        }
    }
}
