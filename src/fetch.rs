//! Training files from the hub, or from the samples beside the page.
//!
//! `request::http` alone asks for them, but for the first figure's runs, which start.js asks for; `store` alone keeps
//! them in the browser.

#![cfg_attr(
    not(target_arch = "wasm32"),
    allow(
        dead_code,
        reason = "natively, what only the browser uses is there to be tested"
    )
)]

mod error;
mod hub;
mod kept;
#[cfg(target_arch = "wasm32")]
mod list;
#[cfg(target_arch = "wasm32")]
mod load;
#[cfg(target_arch = "wasm32")]
mod patience;
mod request;
#[cfg(target_arch = "wasm32")]
pub mod store;

pub use error::{FetchError, SIZE_CAP};
pub use hub::address::{HubFile, sample_address};
pub use hub::file_path::FilePath;
pub use hub::id_error::{HubIdError, HubIdPart, HubIdProblem};
pub use hub::listing::{Collection, Listing, TrainingFile};
pub use hub::origin::{ModelFiles, Origin, SHARED_TRAINING};
pub use hub::repo_id::RepoId;
pub use hub::repositories::Repositories;
pub use hub::revision::Revision;
pub use hub::version::Version;
pub use kept::Kept;
#[cfg(target_arch = "wasm32")]
pub use list::{kept_list, list};
#[cfg(target_arch = "wasm32")]
pub use load::{Fetched, load, newer};
#[cfg(target_arch = "wasm32")]
pub use patience::{before, before_long};
#[cfg(target_arch = "wasm32")]
pub use request::ask::{Attempt, Tell, hurry, unless_aborted};
#[cfg(target_arch = "wasm32")]
pub use request::content::{Body, Content};
#[cfg(target_arch = "wasm32")]
pub use request::early::early;
#[cfg(target_arch = "wasm32")]
pub use request::relay::{HandOn, serve};
