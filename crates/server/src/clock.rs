//! The server's clock, as an argument: tests set it by hand.

use std::fmt;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use domain::policy::ZONE_MIN;
use domain::values::Moment;

/// Tells UTC milliseconds.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> i64 + Send + Sync>);

impl Clock {
    /// The machine's.
    pub fn system() -> Self {
        Self::of(|| {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
        })
    }

    /// Any other.
    pub fn of(tells: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        Self(Arc::new(tells))
    }

    /// UTC milliseconds.
    pub fn now_ms(&self) -> i64 {
        (self.0)()
    }

    /// Now, on the organisation's clock.
    pub fn now(&self) -> Moment {
        Moment::new(self.now_ms(), ZONE_MIN)
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}
