//! What time it is where the device's own clock is wrong: by the server's, as it was told last. Nothing is ordered or decided by
//! it (SYNC I14); it is what a person reads, and what stands as the time of what they do. Source: DECISIONS "The core"

use super::SyncMeta;

/// The server's clock, as this device knows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ServerClock {
    /// The server's clock less the device's when it last answered, in milliseconds.
    skew_ms: i64,
    /// When that was, UTC milliseconds on the device's clock; none before the first answer.
    heard_ms: Option<i64>,
}

impl ServerClock {
    /// As it was told last.
    pub const fn of(meta: &SyncMeta) -> Self {
        Self { skew_ms: meta.skew_ms, heard_ms: meta.last_sync_ms }
    }

    /// What time it is, UTC milliseconds, when the device's clock shows `device_ms`. A difference of up to
    /// `tolerated_ms` is left to the device.
    ///
    /// Somebody may have set the clock since: time does not run backwards, so of the clock as it is and the clock as it was
    /// corrected last, neither counts that lies before the server's last answer, and of two that may be true the nearer one does.
    pub fn now_ms(self, device_ms: i64, tolerated_ms: i64) -> i64 {
        let Some(heard_ms) = self.heard_ms.filter(|_| self.skew_ms.saturating_abs() > tolerated_ms) else {
            return device_ms;
        };
        let corrected = device_ms.saturating_add(self.skew_ms);
        let answered = heard_ms.saturating_add(self.skew_ms).saturating_sub(tolerated_ms);
        let later = [device_ms, corrected].into_iter().filter(|ms| *ms >= answered).min();
        later.unwrap_or(corrected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const YEAR: i64 = 365 * 86_400_000;
    const TRUE: i64 = 1_795_327_500_000;
    const TOLERATED: i64 = 300_000;

    /// Heard at the true time `TRUE`, by a device whose clock was off by so much.
    fn heard(off: i64) -> ServerClock {
        ServerClock { skew_ms: -off, heard_ms: Some(TRUE + off) }
    }

    #[test]
    fn a_clock_years_off_is_put_right_until_somebody_sets_it_and_after() {
        for off in [3 * YEAR, -3 * YEAR, 86_400_000, -86_400_000] {
            let clock = heard(off);
            let later = TRUE + 3 * 3_600_000;
            assert_eq!(clock.now_ms(later + off, TOLERATED), later, "off by {off}");
            // Somebody set it right, and there was no network since.
            assert_eq!(clock.now_ms(later, TOLERATED), later, "set right from {off}");
        }
    }

    #[test]
    fn what_is_near_enough_or_not_known_is_left_alone() {
        assert_eq!(heard(TOLERATED).now_ms(TRUE + 7, TOLERATED), TRUE + 7);
        assert_eq!(heard(TOLERATED + 1).now_ms(TRUE + TOLERATED + 8, TOLERATED), TRUE + 7);
        assert_eq!(ServerClock::default().now_ms(TRUE + 9 * YEAR, TOLERATED), TRUE + 9 * YEAR);
    }

    /// No clock stops the app, and the answer is one of the two that may be true.
    #[test]
    fn any_clock_has_an_answer() {
        let times = [i64::MIN, -YEAR, -1, 0, 1, TOLERATED, TRUE, TRUE + YEAR, i64::MAX];
        for (skew_ms, heard_ms) in times.into_iter().flat_map(|skew| times.map(|heard| (skew, heard))) {
            for device_ms in times {
                for heard_ms in [None, Some(heard_ms)] {
                    let now = ServerClock { skew_ms, heard_ms }.now_ms(device_ms, TOLERATED);
                    assert!(now == device_ms || now == device_ms.saturating_add(skew_ms));
                }
            }
        }
    }
}
