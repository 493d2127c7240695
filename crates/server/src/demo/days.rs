//! Which days were worked before the start, and will be after it.

use chrono::{Days as Count, NaiveDate};
use domain::calendar::Calendar;
use domain::values::{Moment, day_text};

use super::DemoError;

/// The working days around the start.
#[derive(Debug)]
pub(super) struct Days {
    /// The start, on the organisation's clock.
    pub(super) now: Moment,
    today: NaiveDate,
    pub(super) calendar: Calendar,
}

/// How long ago the organisation began to use the program, in days.
const USED: u64 = 200;

impl Days {
    pub(super) fn new(now: Moment) -> Self {
        Self { now, today: now.date().unwrap_or_default(), calendar: Calendar::default() }
    }

    /// The day so many days before the start, worked or not.
    pub(super) fn ago(&self, days: u64) -> NaiveDate {
        self.today.checked_sub_days(Count::new(days)).unwrap_or(self.today)
    }

    /// The n-th working day before the start.
    pub(super) fn back(&self, n: u64) -> NaiveDate {
        (0..n).fold(self.today, |day, _| self.calendar.on_or_before(day.pred_opt().unwrap_or(day)))
    }

    /// The n-th working day after the start.
    pub(super) fn ahead(&self, n: u64) -> NaiveDate {
        (0..n).fold(self.today, |day, _| self.calendar.on_or_after(day.succ_opt().unwrap_or(day)))
    }

    /// The n-th working day after a day.
    pub(super) fn after(&self, day: NaiveDate, n: u64) -> NaiveDate {
        (0..n).fold(day, |day, _| self.calendar.on_or_after(day.succ_opt().unwrap_or(day)))
    }

    /// Before anything else happened.
    pub(super) fn long_ago(&self) -> Moment {
        self.now.plus_ms(-i64::try_from(USED).unwrap_or(0) * 24 * 60 * 60_000)
    }

    /// A time of a day, `10:20`.
    ///
    /// # Errors
    /// If there is no such time.
    pub(super) fn at(&self, day: NaiveDate, time: &str) -> Result<Moment, DemoError> {
        let text = format!("{}T{time}", day_text(day));
        Moment::from_local(&text, self.now.offset_min).ok_or(DemoError::Data(text))
    }
}
