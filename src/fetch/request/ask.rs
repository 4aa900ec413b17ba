//! Requests that wait their turn, are made again after transient errors, and end when they are told to.

use std::cell::RefCell;
use std::pin::pin;
use std::sync::LazyLock;
use std::time::Duration;

use async_lock::{Semaphore, SemaphoreGuard};
use futures_util::future::{Either, select};
use gloo_timers::future::sleep;
use js_sys::{Array, Date, Promise, Reflect, global};
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

use super::busy::Busy;
use super::content::{Body, Content};
use super::http::{self, Part};
use super::relay::HandOn;
use super::reply::Reply;
use super::retry::longest_delay;
use crate::fetch::error::FetchError;
use crate::fetch::hub::address::{HUB, commit_in};
use crate::fetch::hub::version::Version;

/// The hub answers over HTTP/2, which carries many replies side by side: as many as a figure of the notebook has
/// runs, with room for one more. The others wait their turn; on a slow link more do, so that the first runs come soon.
static REQUESTS: LazyLock<Semaphore> = LazyLock::new(|| {
    let requests = Reflect::get(&global(), &"requests".into()).ok();
    let requests = requests.and_then(|requests| requests.as_f64());
    Semaphore::new(requests.unwrap_or(12.0) as usize)
});

thread_local! {
    /// Whether the hub takes requests.
    static BUSY: RefCell<Busy> = RefCell::default();
}

/// No longer is waited at the hub's word, in seconds: it counts the requests of five minutes.
const LONGEST_WAIT: u64 = 300;

/// What there is to tell while a reply is on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt {
    /// So many bytes of the file have come, none at first.
    Loading(usize),
    /// An attempt failed; another will be made.
    Retrying {
        /// Why it failed.
        error: FetchError,
        /// Until the next, rounded up.
        seconds: u32,
    },
}

/// Who is told how a request goes on.
pub type Tell<'a> = &'a dyn Fn(Attempt);

/// What a status other than success and the hub's code for it mean.
pub(in crate::fetch) type Refusal<'a> = &'a dyn Fn(u16, Option<&str>) -> FetchError;

/// A reply that has come.
pub(in crate::fetch) struct Answer {
    /// Empty where only the first byte was asked for.
    pub(in crate::fetch) body: Body,
    pub(in crate::fetch) version: Version,
    /// The `Link` header.
    pub(in crate::fetch) link: Option<String>,
}

/// `work`, unless `signal` says first that its outcome is no longer wanted. Then `work` is dropped:
/// with it go its request, its place in the queue, and its wait for the next attempt.
///
/// # Errors
/// Those of `work`, and `Cancelled`.
pub async fn unless_aborted<T, E: From<FetchError>>(
    signal: &AbortSignal,
    work: impl Future<Output = Result<T, E>>,
) -> Result<T, E> {
    match select(pin!(aborted(signal)), pin!(work)).await {
        Either::Left(_) => Err(FetchError::Cancelled.into()),
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

/// What is asked for, and whom it concerns.
#[derive(Clone, Copy)]
pub(in crate::fetch) struct Request<'a> {
    pub(in crate::fetch) address: &'a str,
    pub(in crate::fetch) part: Part,
    pub(in crate::fetch) tell: Tell<'a>,
    pub(in crate::fetch) refusal: Refusal<'a>,
    /// Where there is a thread that may ask in the page's place.
    pub(in crate::fetch) thread: Option<HandOn<'a>>,
}

/// Asks; after a transient error it waits, and asks again.
pub(in crate::fetch) async fn ask(mut request: Request<'_>) -> Result<Answer, FetchError> {
    // A busy hub is asked more often than after any other failure.
    let (mut busy_retries, mut other_retries) = (0, 0);
    loop {
        let (error, asked_for) = match once(request).await {
            Ok(answer) => return Ok(answer),
            Err(Failure { error, wait }) => (error, wait),
        };
        let tell = request.tell;
        // After a failure the page asks for itself.
        request.thread = None;
        let is_busy = error == FetchError::TooManyRequests;
        let retry = if is_busy {
            &mut busy_retries
        } else {
            &mut other_retries
        };
        let Some(longest) = longest_delay(&error, *retry) else {
            return Err(error);
        };
        *retry += 1;
        // For a busy hub, every request waits, when its turn comes.
        if !is_busy {
            let wait = asked_for.unwrap_or_else(|| longest.mul_f64(js_sys::Math::random()));
            let end = Date::now() + wait.as_secs_f64() * 1000.0;
            count_down(&|| end, tell, &error).await;
        }
    }
}

/// Lets a hub that takes no more requests be asked at once.
pub fn hurry() {
    BUSY.with_borrow_mut(Busy::hurry);
}

/// Waits for a turn to make a request, and where it is one of the hub, until that takes it.
async fn turn(address: &str, tell: Tell<'_>) -> SemaphoreGuard<'static> {
    if !address.starts_with(HUB) {
        return place().await;
    }
    let until = || BUSY.with_borrow(Busy::until);
    loop {
        count_down(&until, tell, &FetchError::TooManyRequests).await;
        let turn = place().await;
        if BUSY.with_borrow_mut(|busy| busy.admits(Date::now())) {
            return turn;
        }
    }
}

/// Waits for a place among the requests that are under way.
async fn place() -> SemaphoreGuard<'static> {
    let place = REQUESTS.acquire().await;
    // Of several places that become free at once, the semaphore tells one waiter. This tells the next.
    drop(REQUESTS.try_acquire());
    place
}

/// Waits until `end`, and tells at each second how many are left, down to none, and why. By the clock: a
/// browser slows the timers of a page that nobody looks at.
async fn count_down(end: &dyn Fn() -> f64, tell: Tell<'_>, error: &FetchError) {
    let time_left = || end() - Date::now();
    let tell = |seconds: f64| {
        tell(Attempt::Retrying {
            error: error.clone(),
            seconds: seconds as u32,
        });
    };
    let mut left = time_left();
    if left <= 0.0 {
        return;
    }
    while left > 0.0 {
        let seconds = (left / 1000.0).ceil();
        tell(seconds);
        sleep(Duration::from_secs_f64(
            (left - (seconds - 1.0) * 1000.0) / 1000.0,
        ))
        .await;
        left = time_left();
    }
    tell(0.0);
}

/// Why one attempt failed.
struct Failure {
    error: FetchError,
    /// How long the hub asks to be left alone, where the browser lets the page read it.
    wait: Option<Duration>,
}

impl From<FetchError> for Failure {
    fn from(error: FetchError) -> Self {
        Self { error, wait: None }
    }
}

/// As [`ask`], but once.
async fn once(request: Request<'_>) -> Result<Answer, Failure> {
    let Request {
        address,
        part,
        tell,
        refusal,
        thread,
    } = request;
    let _turn = turn(address, tell).await;
    let asked = Date::now();
    let reply = match part {
        Part::Whole => Reply::to(address, thread).await?,
        Part::FirstByte => Reply::Own(http::get(address, part).await?),
    };
    let wait = reply.header("Retry-After").as_deref().and_then(seconds);
    if address.starts_with(HUB) {
        BUSY.with_borrow_mut(|busy| match reply.status() {
            429 => busy.note_refusal(asked, Date::now(), wait, js_sys::Math::random()),
            _ => busy.note_answer(asked),
        });
    }
    if !reply.is_success() {
        let code = reply.header("X-Error-Code");
        return Err(Failure {
            error: refusal(reply.status(), code.as_deref()),
            wait,
        });
    }
    let commit = reply.header("X-Repo-Commit");
    let commit = commit.or_else(|| commit_in(&reply.address()).map(str::to_owned));
    let version = Version {
        commit: commit.and_then(|commit| commit.parse().ok()),
        etag: reply.header("ETag"),
    };
    let link = reply.header("Link");
    let body = match part {
        Part::FirstByte => Content::of(Array::new()).into(),
        Part::Whole => {
            tell(Attempt::Loading(0));
            reply.body(|so_far| tell(Attempt::Loading(so_far))).await?
        }
    };
    Ok(Answer {
        body,
        version,
        link,
    })
}

/// A wait in whole seconds, at least one; none where it is a date, or out of reason.
fn seconds(text: &str) -> Option<Duration> {
    let seconds: u64 = text.trim().parse().ok()?;
    (seconds <= LONGEST_WAIT).then(|| Duration::from_secs(seconds.max(1)))
}
