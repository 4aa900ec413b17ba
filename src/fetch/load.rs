//! A run's training file, from wherever it is.

use web_sys::AbortSignal;

use super::address::{HubFile, sample_address};
use super::error::FetchError;
use super::http::Part;
use super::kept::Kept;
use super::origin::Origin;
use super::patience::{Answer, Tell, ask, unless_aborted};
use super::version::Version;

/// A file that has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// Its content.
    pub bytes: Vec<u8>,
    /// Where it was found; none for a sample.
    pub file: Option<HubFile>,
    /// Which version it is, as far as the hub tells.
    pub version: Version,
}

/// Fetches a run's training file.
///
/// # Errors
/// The last error, once retrying is of no use any more ([`longest_delay`](super::longest_delay));
/// `Cancelled` as soon as `signal` says so.
pub async fn load(
    origin: &Origin,
    signal: &AbortSignal,
    tell: Tell<'_>,
) -> Result<Fetched, FetchError> {
    unless_aborted(signal, whole(origin, tell)).await
}

/// Fetches what has taken the place of a kept file; none where the hub still has it as it is.
///
/// # Errors
/// As of [`load`].
pub async fn newer(
    origin: &Origin,
    kept: &Kept,
    signal: &AbortSignal,
    tell: Tell<'_>,
) -> Result<Option<Fetched>, FetchError> {
    unless_aborted(signal, async {
        match ask_for(&kept.file, Part::FirstByte, tell).await {
            Ok(answer) if answer.version.is_same(&kept.version) => return Ok(None),
            Ok(_) => {}
            // It may be elsewhere by now.
            Err(error) if error.is_missing() => {}
            Err(error) => return Err(error),
        }
        whole(origin, tell).await.map(Some)
    })
    .await
}

async fn whole(origin: &Origin, tell: Tell<'_>) -> Result<Fetched, FetchError> {
    match origin {
        Origin::Sample(name) => from_site(sample_address(name), tell).await,
        Origin::File(file) => from_hub(file.clone(), tell).await,
        Origin::Model { .. } => from_first(origin.files(), tell).await,
    }
}

async fn from_site(path: String, tell: Tell<'_>) -> Result<Fetched, FetchError> {
    let refusal = |status, _: Option<&str>| FetchError::NoSample {
        path: path.clone(),
        status,
    };
    let answer = ask(&path, Part::Whole, tell, &refusal).await?;
    Ok(Fetched {
        bytes: answer.bytes,
        file: None,
        version: Version::default(),
    })
}

async fn from_hub(file: HubFile, tell: Tell<'_>) -> Result<Fetched, FetchError> {
    let answer = ask_for(&file, Part::Whole, tell).await?;
    Ok(Fetched {
        bytes: answer.bytes,
        version: answer.version,
        file: Some(file),
    })
}

async fn ask_for(file: &HubFile, part: Part, tell: Tell<'_>) -> Result<Answer, FetchError> {
    let refusal = |status, code: Option<&str>| {
        FetchError::of_repo(status, code, &file.repo, &file.revision, Some(&file.path))
    };
    ask(&file.address(), part, tell, &refusal).await
}

/// The first of `files` that is there.
async fn from_first(files: Vec<HubFile>, tell: Tell<'_>) -> Result<Fetched, FetchError> {
    let mut missing = Vec::new();
    for file in files {
        match from_hub(file, tell).await {
            Err(error) if error.is_missing() => missing.push(error),
            outcome => return outcome,
        }
    }
    Err(FetchError::Nowhere(missing))
}
