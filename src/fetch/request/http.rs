//! One request. Nothing else asks for training files, but start.js, which does so [early](super::early).

use std::cell::Cell;
use std::pin::pin;

use futures_util::future::{Either, select};
use gloo_net::http::{Request, Response};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Date, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStreamDefaultReader, ReferrerPolicy, RequestCredentials, RequestMode,
    window,
};

use super::content::Content;
use super::content_policy;
use super::length::is_cut_off;
use super::silence::time_left;
use crate::fetch::error::{FetchError, SIZE_CAP};

/// How much of a file is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::fetch) enum Part {
    Whole,
    /// One byte, for the headers that come with it: some of the hub's storage answers to no `HEAD`.
    FirstByte,
}

/// How often it is told how many bytes have come, in milliseconds.
const TELLING_PAUSE: f64 = 100.0;

thread_local! {
    /// When something last came to the page, in milliseconds since 1970.
    static HEARD: Cell<f64> = const { Cell::new(0.0) };
}

/// A reply whose body is still to come. Dropped, it ends the request.
pub(in crate::fetch) struct Reply {
    pub(super) response: Response,
    pub(super) _guard: AbortOnDrop,
}

/// Ends a request of which no more is wanted. Once the body has come, that changes nothing.
pub(super) struct AbortOnDrop(pub(super) AbortController);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Asks for a part of `address`, and waits for the beginning of the reply. Dropping this ends the request.
pub(in crate::fetch) async fn get(address: &str, part: Part) -> Result<Reply, FetchError> {
    content_policy::watch();
    let controller = AbortController::new().map_err(|_| FetchError::Unreachable)?;
    let signal = controller.signal();
    let guard = AbortOnDrop(controller);
    let mut request = Request::get(address)
        .mode(RequestMode::Cors)
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(Some(&signal));
    if part == Part::FirstByte {
        request = request.header("Range", "bytes=0-0");
    }
    match in_time(0, request.send()).await? {
        Ok(response) => Ok(Reply {
            response,
            _guard: guard,
        }),
        // A thread hears nothing of the policy: the page asks again, and finds out.
        Err(_) if window().is_some() && content_policy::has_stopped(address).await => {
            Err(FetchError::Elsewhere)
        }
        Err(_) => Err(FetchError::Unreachable),
    }
}

impl Reply {
    pub(in crate::fetch) fn status(&self) -> u16 {
        self.response.status()
    }

    pub(in crate::fetch) fn is_success(&self) -> bool {
        self.response.ok()
    }

    pub(in crate::fetch) fn header(&self, name: &str) -> Option<String> {
        self.response.headers().get(name)
    }

    /// The address that answered, after all redirects.
    pub(in crate::fetch) fn address(&self) -> String {
        self.response.url()
    }

    /// The body, decoded. `on_part` is shown what comes, part by part; `tell` is told now and then how many bytes that
    /// makes.
    pub(in crate::fetch) async fn body(
        self,
        on_part: impl Fn(&Uint8Array),
        tell: impl Fn(usize),
    ) -> Result<Content, FetchError> {
        let announced = self.header("Content-Length");
        // It may be more than this machine's words can count.
        let announced: u64 = announced
            .and_then(|length| length.parse().ok())
            .unwrap_or(0);
        if announced > SIZE_CAP as u64 {
            return Err(FetchError::TooLarge);
        }
        let (parts, mut length) = (Array::new(), 0);
        let mut told_at = f64::NEG_INFINITY;
        if let Some(stream) = self.response.body() {
            let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
            loop {
                let Ok(result) = in_time(length, JsFuture::from(reader.read())).await? else {
                    return Err(FetchError::CutOff { bytes: length });
                };
                let Some(part) = part_of(&result) else {
                    break;
                };
                length += part.length() as usize;
                if length > SIZE_CAP {
                    return Err(FetchError::TooLarge);
                }
                if Date::now() - told_at > TELLING_PAUSE {
                    told_at = Date::now();
                    tell(length);
                }
                on_part(&part);
                parts.push(&part);
            }
        }
        if is_cut_off(length as u64, announced) {
            return Err(FetchError::CutOff { bytes: length });
        }
        Ok(Content::of(parts))
    }
}

/// The bytes in what a reader's `read()` gave; none at the end.
fn part_of(result: &JsValue) -> Option<Uint8Array> {
    Reflect::get(result, &JsValue::from_str("value"))
        .ok()?
        .dyn_into()
        .ok()
}

/// Waits for what is to come of one request, of whose file so many `bytes` have come. A thread waits for as long as the page
/// does, which hears of all threads, and ends what takes too long.
pub(in crate::fetch) async fn in_time<T, E>(
    bytes: usize,
    coming: impl Future<Output = Result<T, E>>,
) -> Result<Result<T, E>, FetchError> {
    if window().is_none() {
        return Ok(coming.await);
    }
    match select(pin!(coming), pin!(silence(bytes))).await {
        Either::Left((outcome, _)) => {
            if outcome.is_ok() {
                HEARD.set(Date::now());
            }
            Ok(outcome)
        }
        Either::Right((error, _)) => Err(error),
    }
}

/// Waits until nothing has come for too long.
async fn silence(bytes: usize) -> FetchError {
    let begun = Date::now();
    loop {
        match time_left(bytes, begun, HEARD.get(), Date::now()) {
            Ok(left) => TimeoutFuture::new(left.ceil() as u32).await,
            Err(error) => return error,
        }
    }
}
