//! Waiting for what comes in its own time.

use std::{
    fmt::Display,
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};

/// How long to wait before another look.
const PAUSE: Duration = Duration::from_millis(30);

/// Looks again and again, until there is something to see, and gives that; fails after `limit`.
pub(crate) async fn until<T>(
    what: impl Display,
    limit: Duration,
    mut look: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let begun = Instant::now();
    loop {
        if let Some(seen) = look().await? {
            return Ok(seen);
        }
        let seconds = limit.as_secs();
        ensure!(
            begun.elapsed() <= limit,
            "waited {seconds} s in vain for {what}"
        );
        tokio::time::sleep(PAUSE).await;
    }
}
