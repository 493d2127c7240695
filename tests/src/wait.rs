//! Waiting for a condition instead of for a time.

use std::time::{Duration, Instant};

use crate::{Failure, Result};

/// After so long something is wrong and not only slow; generous, since two cores may be busy with other tests.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Time between two looks.
const PAUSE: Duration = Duration::from_millis(25);

/// Looks again until `look` finds something. What it says last is what the failure tells.
pub async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Result<T>) -> Result<T> {
    let start = Instant::now();
    loop {
        match look().await {
            Ok(found) => return Ok(found),
            Err(not_yet) if start.elapsed() > PATIENCE => {
                return Err(not_yet.while_doing(format!("waited {PATIENCE:?} for {what}")));
            }
            Err(_not_yet) => tokio::time::sleep(PAUSE).await,
        }
    }
}

/// The same for what needs no `await`.
pub fn until_blocking<T>(what: &str, mut look: impl FnMut() -> Result<T>) -> Result<T> {
    let start = Instant::now();
    loop {
        match look() {
            Ok(found) => return Ok(found),
            Err(not_yet) if start.elapsed() > PATIENCE => {
                return Err(not_yet.while_doing(format!("waited {PATIENCE:?} for {what}")));
            }
            Err(_not_yet) => std::thread::sleep(PAUSE),
        }
    }
}

/// For a `look` that only knows yes and no.
pub fn yes(is_so: bool, otherwise: &str) -> Result<()> {
    if is_so { Ok(()) } else { Err(Failure::new(otherwise)) }
}
