//! One request: the only place that talks to the network.

use futures_util::future::{Either, select};
use gloo_net::http::{Request, Response};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, ReadableStreamDefaultReader, ReferrerPolicy, RequestCredentials, RequestMode,
};

use super::error::{FetchError, SIZE_CAP};

/// How long nothing may come before a request counts as dead.
const PATIENCE_SECONDS: u32 = 30;

/// A reply whose body is still to come.
pub(super) struct Reply {
    response: Response,
}

/// Asks for `address`, and waits for the beginning of the reply.
pub(super) async fn get(address: &str, signal: &AbortSignal) -> Result<Reply, FetchError> {
    let request = Request::get(address)
        .mode(RequestMode::Cors)
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(Some(signal))
        .send();
    match in_time(request).await? {
        Ok(response) => Ok(Reply { response }),
        Err(_) if signal.aborted() => Err(FetchError::Cancelled),
        Err(_) => Err(FetchError::Unreachable),
    }
}

impl Reply {
    pub(super) fn status(&self) -> u16 {
        self.response.status()
    }

    pub(super) fn is_success(&self) -> bool {
        self.response.ok()
    }

    pub(super) fn header(&self, name: &str) -> Option<String> {
        self.response.headers().get(name)
    }

    /// The address that answered, after all redirects.
    pub(super) fn address(&self) -> String {
        self.response.url()
    }

    /// The body, decoded. `on_bytes` hears how many bytes have come, chunk by chunk.
    pub(super) async fn body(
        self,
        signal: &AbortSignal,
        on_bytes: impl Fn(usize),
    ) -> Result<Vec<u8>, FetchError> {
        let mut bytes = Vec::new();
        let Some(stream) = self.response.body() else {
            return Ok(bytes);
        };
        let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
        loop {
            let result = in_time(JsFuture::from(reader.read())).await;
            let chunk = match result {
                Ok(Ok(result)) => chunk_of(&result),
                Ok(Err(_)) if signal.aborted() => return Err(FetchError::Cancelled),
                Ok(Err(_)) => return Err(FetchError::CutOff { bytes: bytes.len() }),
                Err(error) => {
                    stop(&reader);
                    return Err(error);
                }
            };
            let Some(chunk) = chunk else {
                return Ok(bytes);
            };
            if bytes.len() + chunk.length() as usize > SIZE_CAP {
                stop(&reader);
                return Err(FetchError::TooLarge);
            }
            let start = bytes.len();
            bytes.resize(start + chunk.length() as usize, 0);
            chunk.copy_to(&mut bytes[start..]);
            on_bytes(bytes.len());
        }
    }
}

/// The bytes in what a reader's `read()` gave; none at the end.
fn chunk_of(result: &JsValue) -> Option<Uint8Array> {
    Reflect::get(result, &JsValue::from_str("value"))
        .ok()?
        .dyn_into()
        .ok()
}

/// Ends a reply of which no more is wanted; whether the browser agrees does not matter.
fn stop(reader: &ReadableStreamDefaultReader) {
    drop(reader.cancel());
}

async fn in_time<F: Future>(future: F) -> Result<F::Output, FetchError> {
    let timeout = TimeoutFuture::new(PATIENCE_SECONDS * 1000);
    match select(Box::pin(future), timeout).await {
        Either::Left((output, _)) => Ok(output),
        Either::Right(_) => Err(FetchError::TimedOut {
            seconds: PATIENCE_SECONDS,
        }),
    }
}
