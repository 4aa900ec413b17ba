//! What can be done without where it does not come before long.

use std::pin::pin;

use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;

/// Milliseconds until it is done without. From a disk that sleeps, what is kept takes a second or two.
const PATIENCE: u32 = 4_000;

/// What comes within four seconds; none where nothing does.
pub async fn before_long<T>(coming: impl Future<Output = Option<T>>) -> Option<T> {
    match select(pin!(coming), TimeoutFuture::new(PATIENCE)).await {
        Either::Left((found, _)) => found,
        Either::Right(_) => None,
    }
}
