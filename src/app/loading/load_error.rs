//! Why a run, or a list of them, is not on the page.

use wasm_split_helpers::SplitLoaderError;

use super::room::NoRoom;
use crate::app::later::ProgramMissing;
use crate::fetch::FetchError;
use crate::model_name::ModelNameError;
use crate::parse::ParseError;

/// Why a run, or a list of them, is not on the page.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub(in crate::app) enum LoadError {
    /// Its name leads nowhere.
    #[error(transparent)]
    Name(#[from] ModelNameError),
    #[error(transparent)]
    Fetch(#[from] FetchError),
    #[error(transparent)]
    Parse(#[from] ParseError),
    #[error(transparent)]
    Program(#[from] ProgramMissing),
    #[error(transparent)]
    Room(#[from] NoRoom),
    /// The browser does not give what is in it.
    #[error("it cannot be read: it may be a folder, or may have been moved")]
    Unreadable,
}

impl From<SplitLoaderError> for LoadError {
    fn from(error: SplitLoaderError) -> Self {
        ProgramMissing::from(error).into()
    }
}

impl LoadError {
    /// Whether the network is why: to the hub, or to the site that the program is from.
    pub(in crate::app) fn is_of_network(&self) -> bool {
        match self {
            Self::Fetch(error) => error.is_of_network(),
            Self::Program(_) => true,
            _ => false,
        }
    }
}
