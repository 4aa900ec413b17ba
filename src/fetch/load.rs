//! A model's training file, from wherever it is, with retries.

use async_lock::Semaphore;
use gloo_timers::future::sleep;
use web_sys::AbortSignal;

use super::address::{HubFile, Source, commit_in, sample_address, training_files};
use super::error::FetchError;
use super::http;
use super::retry::{RETRIES, longest_delay};

/// As many as a browser opens to one host over HTTP/1; the others wait their turn.
static REQUESTS: Semaphore = Semaphore::new(6);

/// What there is to tell while a file is on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt {
    /// So many bytes have come.
    Loading(usize),
    /// An attempt failed; another will be made.
    Retrying(FetchError),
}

/// A file that has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// Its content.
    pub bytes: Vec<u8>,
    /// Where it was found; none for a sample.
    pub file: Option<HubFile>,
    /// The commit it is of, where the hub tells it.
    pub commit: Option<String>,
}

/// Fetches the training file of the model `name`.
///
/// # Errors
/// The last error, once retrying is of no use or has been done [`RETRIES`] times; `Cancelled` as
/// soon as `signal` says so.
pub async fn load(
    source: Source,
    name: &str,
    signal: &AbortSignal,
    tell: impl Fn(Attempt),
) -> Result<Fetched, FetchError> {
    match source {
        Source::Hub => from_hub(name, signal, &tell).await,
        Source::Samples => {
            let path = sample_address(name);
            let refusal = |status, _: Option<&str>| FetchError::NoSample {
                path: path.clone(),
                status,
            };
            let (bytes, _) = patiently(&path, signal, &tell, refusal).await?;
            Ok(Fetched {
                bytes,
                file: None,
                commit: None,
            })
        }
    }
}

async fn from_hub(
    name: &str,
    signal: &AbortSignal,
    tell: &impl Fn(Attempt),
) -> Result<Fetched, FetchError> {
    let mut missing = Vec::new();
    for file in training_files(name) {
        let refusal = |status, code: Option<&str>| FetchError::of_status(status, code, &file);
        match patiently(&file.address(), signal, tell, refusal).await {
            Ok((bytes, commit)) => {
                return Ok(Fetched {
                    bytes,
                    commit,
                    file: Some(file),
                });
            }
            Err(error) if error.is_missing() => missing.push(error),
            Err(error) => return Err(error),
        }
    }
    Err(FetchError::Nowhere(missing))
}

/// A file's bytes and commit; passing errors are sat out.
async fn patiently(
    address: &str,
    signal: &AbortSignal,
    tell: &impl Fn(Attempt),
    refusal: impl Fn(u16, Option<&str>) -> FetchError,
) -> Result<(Vec<u8>, Option<String>), FetchError> {
    let mut retry = 0;
    loop {
        match once(address, signal, tell, &refusal).await {
            Err(error) if error.is_passing() && retry < RETRIES => {
                tell(Attempt::Retrying(error));
                sleep(longest_delay(retry).mul_f64(js_sys::Math::random())).await;
                retry += 1;
            }
            outcome => return outcome,
        }
    }
}

async fn once(
    address: &str,
    signal: &AbortSignal,
    tell: &impl Fn(Attempt),
    refusal: &impl Fn(u16, Option<&str>) -> FetchError,
) -> Result<(Vec<u8>, Option<String>), FetchError> {
    let _turn = REQUESTS.acquire().await;
    if signal.aborted() {
        return Err(FetchError::Cancelled);
    }
    let reply = http::get(address, signal).await?;
    if !reply.is_success() {
        let code = reply.header("X-Error-Code");
        return Err(refusal(reply.status(), code.as_deref()));
    }
    let commit = reply
        .header("X-Repo-Commit")
        .or_else(|| commit_in(&reply.address()));
    tell(Attempt::Loading(0));
    let bytes = reply
        .body(signal, |count| tell(Attempt::Loading(count)))
        .await?;
    Ok((bytes, commit))
}
