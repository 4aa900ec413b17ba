//! A run's training file, from wherever it is.

use web_sys::AbortSignal;

use super::address::{HubFile, sample_address};
use super::error::FetchError;
use super::origin::Origin;
use super::patience::{Attempt, ask, unless_aborted};
use super::repo_id::Revision;

/// A file that has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// Its content.
    pub bytes: Vec<u8>,
    /// Where it was found; none for a sample.
    pub file: Option<HubFile>,
    /// The commit it is of, where the hub tells it.
    pub commit: Option<Revision>,
}

/// Fetches a run's training file.
///
/// # Errors
/// The last error, once retrying is of no use or has been done [`RETRIES`](super::RETRIES) times;
/// `Cancelled` as soon as `signal` says so.
pub async fn load(
    origin: &Origin,
    signal: &AbortSignal,
    tell: impl Fn(Attempt),
) -> Result<Fetched, FetchError> {
    unless_aborted(signal, async {
        match origin {
            Origin::Sample(name) => from_site(sample_address(name), &tell).await,
            Origin::File(file) => from_hub(file.clone(), &tell).await,
            Origin::Model { .. } => from_first(origin.files(), &tell).await,
        }
    })
    .await
}

async fn from_site(path: String, tell: &impl Fn(Attempt)) -> Result<Fetched, FetchError> {
    let refusal = |status, _: Option<&str>| FetchError::NoSample {
        path: path.clone(),
        status,
    };
    let answer = ask(&path, tell, refusal).await?;
    Ok(Fetched {
        bytes: answer.bytes,
        file: None,
        commit: None,
    })
}

async fn from_hub(file: HubFile, tell: &impl Fn(Attempt)) -> Result<Fetched, FetchError> {
    let refusal = |status, code: Option<&str>| {
        FetchError::of_repo(status, code, &file.repo, &file.revision, Some(&file.path))
    };
    let answer = ask(&file.address(), tell, refusal).await?;
    Ok(Fetched {
        bytes: answer.bytes,
        commit: answer.commit,
        file: Some(file),
    })
}

/// The first of `files` that is there.
async fn from_first(files: Vec<HubFile>, tell: &impl Fn(Attempt)) -> Result<Fetched, FetchError> {
    let mut missing = Vec::new();
    for file in files {
        match from_hub(file, tell).await {
            Err(error) if error.is_missing() => missing.push(error),
            outcome => return outcome,
        }
    }
    Err(FetchError::Nowhere(missing))
}
