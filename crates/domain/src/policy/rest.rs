//! When customers rest and nobody calls them. Source: VIS-04

use crate::values::Moment;

/// A time of each day, in minutes since midnight on the clock of whoever visits; over midnight if it ends earlier than
/// it begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rest {
    /// From this minute on.
    pub from: u16,
    /// Until just before this one; the same minute means never.
    pub to: u16,
}

/// When one customer rests, where that is not when customers do by the policy. Source: VIS-04
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct OwnRest {
    /// At noon.
    pub noon: Option<Rest>,
    /// In the evening, at night and in the morning.
    pub night: Option<Rest>,
}

impl Rest {
    /// Two times of day, `14:05`; `None` if one of them is none.
    pub fn between(from: &str, to: &str) -> Option<Self> {
        Some(Self { from: minute(from)?, to: minute(to)? })
    }

    /// Whether a minute of the day lies in it.
    pub(super) fn has(self, minute: i64) -> bool {
        let (from, to) = (i64::from(self.from), i64::from(self.to));
        if from <= to { (from..to).contains(&minute) } else { minute >= from || minute < to }
    }
}

/// A time of day, `14:05`.
pub(super) fn time(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// The minute of a day.
pub(super) fn minute(time: &str) -> Option<u16> {
    let at = Moment::from_local(&format!("2000-01-01T{time}"), 0)?;
    u16::try_from(at.minute_of_day()).ok()
}
