//! Days as forms write them: `2026-11-22`.

use super::Moment;
use chrono::{Datelike as _, Days, NaiveDate};

/// The day of a date field; `None` if it is none.
pub fn day_of(text: &str) -> Option<NaiveDate> {
    Moment::from_local(&format!("{text}T00:00"), 0)?.date()
}

/// What a date field holds for this day.
pub fn day_text(day: NaiveDate) -> String {
    // By hand: chrono's own writing is 20 kB of code (docs/size.md).
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// The last moment of a day on a clock so many minutes east of UTC; `None` at the end of the calendar.
pub fn end_of(day: NaiveDate, offset_min: i16) -> Option<Moment> {
    let next = day.checked_add_days(Days::new(1))?;
    Some(Moment::from_local(&format!("{}T00:00", day_text(next)), offset_min)?.plus_ms(-1))
}
