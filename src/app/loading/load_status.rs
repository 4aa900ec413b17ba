//! How far a file has come.

use std::sync::Arc;

use super::load_error::LoadError;
use super::loaded::Loaded;
use crate::fetch::FetchError;

/// How far a file has come.
#[derive(Debug, Clone)]
pub(in crate::app) enum LoadStatus {
    Waiting,
    Loading,
    /// It failed, and is asked for again.
    Retrying(FetchError),
    Ready(Arc<Loaded>),
    Failed(LoadError),
}

impl LoadStatus {
    pub(in crate::app) fn loaded(&self) -> Option<Arc<Loaded>> {
        match self {
            Self::Ready(loaded) => Some(loaded.clone()),
            _ => None,
        }
    }

    pub(in crate::app) fn is_settled(&self) -> bool {
        matches!(self, Self::Ready(_) | Self::Failed(_))
    }

    pub(in crate::app) fn has_failed(&self) -> bool {
        matches!(self, Self::Failed(_))
    }

    /// Why it has not come, by what was heard last.
    pub(in crate::app) fn error(&self) -> Option<&FetchError> {
        match self {
            Self::Retrying(error) | Self::Failed(LoadError::Fetch(error)) => Some(error),
            _ => None,
        }
    }

    /// Whether the hub cannot be reached.
    pub(in crate::app) fn is_unreachable(&self) -> bool {
        self.error() == Some(&FetchError::Unreachable)
    }

    /// Whether nothing came for too long.
    pub(in crate::app) fn has_timed_out(&self) -> bool {
        matches!(self.error(), Some(FetchError::TimedOut { .. }))
    }

    /// Whether nothing has been heard of it.
    pub(in crate::app) fn is_waiting(&self) -> bool {
        matches!(self, Self::Waiting)
    }

    /// Whether the network is why the file has not come.
    pub(super) fn waits_for_network(&self) -> bool {
        match self {
            Self::Retrying(error) => error.is_of_network(),
            Self::Failed(error) => error.is_of_network(),
            _ => false,
        }
    }
}
