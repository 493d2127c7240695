//! Instants: UTC with the device's offset beside them, because "14:05" is what the person will remember.

use chrono::{
    DateTime, Datelike as _, FixedOffset, NaiveDate, NaiveDateTime, Offset, TimeZone, Timelike as _, Utc,
};
use serde::{Deserialize, Serialize};

/// An instant and the offset of the clock it was read from.
///
/// Unit: milliseconds since 1970-01-01T00:00Z, and minutes east of UTC. Equality compares both; order compares
/// the instant first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Moment {
    /// Milliseconds since the epoch, UTC.
    #[serde(rename = "ms")]
    pub utc_ms: i64,
    /// Minutes east of UTC of the clock that was read.
    #[serde(rename = "off")]
    pub offset_min: i16,
}

impl Moment {
    /// An instant read from a clock with that offset.
    pub const fn new(utc_ms: i64, offset_min: i16) -> Self {
        Self { utc_ms, offset_min }
    }

    /// The moment this many milliseconds later (earlier if negative).
    #[must_use]
    pub const fn plus_ms(self, ms: i64) -> Self {
        Self { utc_ms: self.utc_ms.saturating_add(ms), offset_min: self.offset_min }
    }

    /// The moment so many days later.
    #[must_use]
    pub const fn plus_days(self, days: u32) -> Self {
        self.plus_ms(days as i64 * 24 * 60 * 60_000)
    }

    /// The instant as its own clock showed it; `None` outside the calendar's range (a clock years off).
    pub fn local(self) -> Option<NaiveDateTime> {
        let utc: DateTime<Utc> = Utc.timestamp_millis_opt(self.utc_ms).single()?;
        Some(utc.with_timezone(&self.zone()).naive_local())
    }

    /// The date its own clock showed.
    pub fn date(self) -> Option<NaiveDate> {
        self.local().map(|at| at.date())
    }

    /// Reads what a form's date-and-time field holds (`2026-11-22T14:05`), on a clock with that offset.
    pub fn from_local(text: &str, offset_min: i16) -> Option<Self> {
        // By hand, like `to_local`: chrono's own reading and writing by patterns is 20 kB of code (docs/size.md).
        let (date, time) = text.split_once('T')?;
        let &[year, month, day] = numbers(date, '-')?.as_slice() else { return None };
        let (hour, minute, second) = match *numbers(time, ':')?.as_slice() {
            [hour, minute] => (hour, minute, 0),
            [hour, minute, second] => (hour, minute, second),
            _ => return None,
        };
        let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
        let local = date.and_hms_opt(hour, minute, second)?;
        let utc_ms = local.and_utc().timestamp_millis().checked_sub(i64::from(offset_min) * 60_000)?;
        Some(Self { utc_ms, offset_min })
    }

    /// What a form's date-and-time field holds for this moment.
    pub fn to_local(self) -> String {
        self.local().map_or_else(String::new, |at| {
            let (year, month, day) = (at.year(), at.month(), at.day());
            format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}", at.hour(), at.minute())
        })
    }

    /// The minute of the day its own clock showed, 0 to 1439.
    pub const fn minute_of_day(self) -> i64 {
        self.shown_ms().div_euclid(60_000).rem_euclid(24 * 60)
    }

    /// The days since 1970-01-01 on its own clock.
    pub const fn day(self) -> i64 {
        self.shown_ms().div_euclid(24 * 60 * 60_000)
    }

    /// What its own clock showed, as if it were UTC.
    const fn shown_ms(self) -> i64 {
        self.utc_ms.saturating_add(self.offset_min as i64 * 60_000)
    }

    fn zone(self) -> FixedOffset {
        FixedOffset::east_opt(i32::from(self.offset_min) * 60).unwrap_or_else(|| Utc.fix())
    }
}

fn numbers(text: &str, mark: char) -> Option<Vec<u32>> {
    text.split(mark).map(|part| part.parse().ok()).collect()
}
