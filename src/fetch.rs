//! Training files from the hub, or from the samples beside the page.
//!
//! Addresses, errors and the retry policy are plain data; `http` alone talks to the network.

mod address;
mod error;
#[cfg(target_arch = "wasm32")]
mod http;
#[cfg(target_arch = "wasm32")]
mod load;
mod retry;

pub use address::{HubFile, Source, sample_address, training_files};
pub use error::{FetchError, SIZE_CAP};
#[cfg(target_arch = "wasm32")]
pub use load::{Attempt, Fetched, load};
pub use retry::{RETRIES, longest_delay};
