//! Training files from the hub, or from the samples beside the page.
//!
//! Addresses, lists, errors and the retry policy are plain data; `http` alone talks to the network,
//! `store` alone to the browser's storage.

#![cfg_attr(
    not(target_arch = "wasm32"),
    allow(
        dead_code,
        reason = "natively, what only the browser uses is there to be tested"
    )
)]

mod address;
#[cfg(target_arch = "wasm32")]
mod ask;
mod busy;
#[cfg(target_arch = "wasm32")]
mod content;
#[cfg(target_arch = "wasm32")]
mod content_policy;
mod error;
#[cfg(target_arch = "wasm32")]
mod http;
mod kept;
mod length;
mod link;
#[cfg(target_arch = "wasm32")]
mod list;
mod listing;
#[cfg(target_arch = "wasm32")]
mod load;
mod origin;
mod place_error;
#[cfg(target_arch = "wasm32")]
mod relay;
#[cfg(target_arch = "wasm32")]
mod reply;
mod repo_id;
mod retry;
mod silence;
#[cfg(target_arch = "wasm32")]
pub mod store;
mod version;

pub use address::{HubFile, sample_address};
#[cfg(target_arch = "wasm32")]
pub use ask::{Attempt, Tell, hurry};
#[cfg(target_arch = "wasm32")]
pub use content::Content;
pub use error::{FetchError, SIZE_CAP};
#[cfg(target_arch = "wasm32")]
pub use http::early;
pub use kept::Kept;
#[cfg(target_arch = "wasm32")]
pub use list::{kept_list, list};
pub use listing::{Collection, Listing, TrainingFile};
#[cfg(target_arch = "wasm32")]
pub use load::{Fetched, load, newer};
pub use origin::{ModelFiles, OWN_REPO_PREFIX, Origin, Source};
pub use place_error::{PlaceError, PlacePart, PlaceProblem};
#[cfg(target_arch = "wasm32")]
pub use relay::{HandOn, serve};
pub use repo_id::{FilePath, RepoId, Revision};
pub use retry::longest_delay;
pub use version::Version;
