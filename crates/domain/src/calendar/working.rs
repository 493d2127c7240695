//! The calendar that counts: what is published and what administrators entered, put together. Source: FOL-07

use super::marks::{FROM, MAKE_UP, UNTIL};
use super::published::PUBLISHED;
use crate::card::Card;
use crate::kind::Kind;
use crate::values::{Moment, day_of, end_of};
use chrono::{Datelike as _, Days, NaiveDate, Weekday};
use std::collections::BTreeMap;

/// Which days are worked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Calendar {
    /// Days that are not as their weekday would have them: whether they are worked.
    changed: BTreeMap<NaiveDate, bool>,
}

impl Default for Calendar {
    /// What is published.
    fn default() -> Self {
        let mut calendar = Self { changed: BTreeMap::new() };
        for holiday in PUBLISHED {
            let free = holiday.day(holiday.from).zip(holiday.day(holiday.until));
            let make_up = holiday.make_up.iter().filter_map(|day| holiday.day(*day));
            calendar.put(free, make_up);
        }
        calendar
    }
}

/// The state of a holiday that was taken back.
pub(super) const WITHDRAWN: &str = "withdrawn";

impl Calendar {
    /// What is published, and on top of it what was entered: where two speak of the same day, the later one counts.
    pub fn of<'a>(cards: impl Iterator<Item = &'a Card>) -> Self {
        let mut calendar = Self::default();
        let entered: BTreeMap<_, _> = cards
            .filter(|card| card.kind == Kind::Holiday && card.face.state != WITHDRAWN)
            .map(|card| ((card.face.at_ms, card.id), card))
            .collect();
        for card in entered.into_values() {
            let mark = |at: usize| card.face.marks.get(at).map_or("", String::as_str);
            let make_up = mark(MAKE_UP).split(' ').filter_map(day_of);
            calendar.put(day_of(mark(FROM)).zip(day_of(mark(UNTIL))), make_up);
        }
        calendar
    }

    fn put(&mut self, free: Option<(NaiveDate, NaiveDate)>, make_up: impl Iterator<Item = NaiveDate>) {
        if let Some((from, until)) = free {
            self.changed.extend(from.iter_days().take_while(|day| *day <= until).map(|day| (day, false)));
        }
        self.changed.extend(make_up.map(|day| (day, true)));
    }

    /// Whether people work on that day.
    pub fn works(&self, day: NaiveDate) -> bool {
        let weekday = !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.changed.get(&day).copied().unwrap_or(weekday)
    }

    /// The day itself if it is worked, else the next one that is.
    pub fn on_or_after(&self, day: NaiveDate) -> NaiveDate {
        self.from(day).next().unwrap_or(day)
    }

    /// The day itself if it is worked, else the last one before it that is.
    pub fn on_or_before(&self, day: NaiveDate) -> NaiveDate {
        let back = std::iter::successors(Some(day), |day| day.checked_sub_days(Days::new(1)));
        // A year without a working day is an entry gone wrong, and no reason to seek for ever.
        back.take(366).find(|day| self.works(*day)).unwrap_or(day)
    }

    /// The working days from that day on, itself included.
    fn from(&self, day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        day.iter_days().take(MOST_DAYS).filter(|day| self.works(*day))
    }

    /// The moment by which something is done that may take so many working days, counted from the day after `at`: the end
    /// of the last of them, on the clock that `at` was read from. `None` beyond the end of the calendar.
    pub fn deadline(&self, at: Moment, working_days: u16) -> Option<Moment> {
        let first = at.date()?.checked_add_days(Days::new(1))?;
        let last = match usize::from(working_days).checked_sub(1) {
            Some(more) => self.from(first).nth(more)?,
            None => at.date()?,
        };
        end_of(last, at.offset_min)
    }
}

/// So far is looked: four years.
const MOST_DAYS: usize = 1461;
