//! Waiting a few seconds, and no longer, for what the page can do without.

use std::pin::pin;

use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;

/// How long, in milliseconds. From a disk that sleeps, what is kept takes a second or two.
pub(super) const PATIENCE: u32 = 4_000;

/// What comes within four seconds; none where nothing does.
pub async fn before_long<T>(coming: impl Future<Output = T>) -> Option<T> {
    before(TimeoutFuture::new(PATIENCE), coming).await
}

/// What comes before something ends; none where nothing does.
pub async fn before<T>(
    end: impl Future<Output = ()>,
    coming: impl Future<Output = T>,
) -> Option<T> {
    match select(pin!(coming), pin!(end)).await {
        Either::Left((found, _)) => Some(found),
        Either::Right(_) => None,
    }
}
