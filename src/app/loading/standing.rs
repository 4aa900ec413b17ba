//! How what is shown, a run or a list, stands to what the hub has now.

use super::load_error::LoadError;
use crate::app::browser;
use crate::fetch::FetchError;

/// Kept files are shown at once, and asked about behind.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::app) enum Standing {
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
    pub(in crate::app) fn is_kept(&self) -> bool {
        matches!(self, Self::Kept { .. })
    }

    /// Since when it is as it is kept, for the want of a hub to ask.
    pub(in crate::app) fn unreachable_since(&self) -> Option<f64> {
        match self {
            Self::Kept {
                since,
                reason: LoadError::Fetch(FetchError::Unreachable),
            } => Some(*since),
            _ => None,
        }
    }

    /// Whether the network is why it is not known.
    pub(in crate::app) fn waits_for_network(&self) -> bool {
        matches!(self, Self::Kept { reason, .. } if reason.is_of_network())
    }

    /// Whether asking for a newer version is offered beside the run. Where the hub cannot be reached, that is
    /// offered once for all.
    pub(in crate::app) fn may_be_renewed(&self) -> bool {
        self.is_kept() && self.unreachable_since().is_none()
    }

    /// Whether [`words`](Self::words) has anything to say, for the first program, which is without the words.
    pub(in crate::app) fn is_told(&self) -> bool {
        self.may_be_renewed() || *self == Self::Renewed
    }

    /// What there is to say beside the run. That the hub cannot be reached is said once for all.
    pub(in crate::app) fn words(&self) -> Option<String> {
        match self {
            Self::Current => None,
            Self::Kept { .. } if self.unreachable_since().is_some() => None,
            Self::Kept { since, reason } => Some(format!(
                "as kept on {}; could not check for a newer version: {reason}",
                browser::date_words(*since)
            )),
            Self::Renewed => Some("updated to a newer version".to_owned()),
        }
    }
}
