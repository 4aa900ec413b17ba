//! Requests that wait their turn, are made again after passing errors, and end when they are told to.

use std::pin::pin;

use async_lock::Semaphore;
use futures_util::future::{Either, select};
use gloo_timers::future::sleep;
use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

use super::address::commit_in;
use super::error::FetchError;
use super::http;
use super::repo_id::Revision;
use super::retry::{RETRIES, longest_delay};

/// As many as a browser opens to one host over HTTP/1; the others wait their turn.
static REQUESTS: Semaphore = Semaphore::new(6);

/// What there is to tell while a reply is on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt {
    /// So many bytes have come.
    Loading(usize),
    /// An attempt failed; another will be made.
    Retrying(FetchError),
}

/// A reply that has come.
pub(super) struct Answer {
    pub(super) bytes: Vec<u8>,
    /// The commit that it is of, where the hub tells it.
    pub(super) commit: Option<Revision>,
    /// The `Link` header.
    pub(super) link: Option<String>,
}

/// `work`, unless `signal` says first that its outcome is no longer wanted. Then `work` is dropped:
/// with it go its request, its place in the queue, and its wait for the next attempt.
pub(super) async fn unless_aborted<T>(
    signal: &AbortSignal,
    work: impl Future<Output = Result<T, FetchError>>,
) -> Result<T, FetchError> {
    match select(pin!(aborted(signal)), pin!(work)).await {
        Either::Left(_) => Err(FetchError::Cancelled),
        Either::Right((outcome, _)) => outcome,
    }
}

async fn aborted(signal: &AbortSignal) {
    if signal.aborted() {
        return;
    }
    let event = Promise::new(&mut |resolve, _| {
        // That fails for no signal; should it, the request just goes on.
        let _never = signal.add_event_listener_with_callback("abort", &resolve);
    });
    let _event = JsFuture::from(event).await;
}

/// Asks for `address`; passing errors are sat out. `refusal` says what a status other than success
/// and the hub's code for it mean.
pub(super) async fn ask(
    address: &str,
    tell: &impl Fn(Attempt),
    refusal: impl Fn(u16, Option<&str>) -> FetchError,
) -> Result<Answer, FetchError> {
    let mut retry = 0;
    loop {
        match once(address, tell, &refusal).await {
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
    tell: &impl Fn(Attempt),
    refusal: &impl Fn(u16, Option<&str>) -> FetchError,
) -> Result<Answer, FetchError> {
    let _turn = REQUESTS.acquire().await;
    let reply = http::get(address).await?;
    if !reply.is_success() {
        let code = reply.header("X-Error-Code");
        return Err(refusal(reply.status(), code.as_deref()));
    }
    let commit = reply.header("X-Repo-Commit");
    let commit = commit.or_else(|| commit_in(&reply.address()).map(str::to_owned));
    let commit = commit.and_then(|commit| commit.parse().ok());
    let link = reply.header("Link");
    tell(Attempt::Loading(0));
    let bytes = reply.body(|count| tell(Attempt::Loading(count))).await?;
    Ok(Answer {
        bytes,
        commit,
        link,
    })
}
