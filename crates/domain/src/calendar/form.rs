//! One holiday as somebody enters it from the published notice: its name, from when to when it is free, and the days that
//! are worked in exchange. Source: FOL-07

use crate::form::{Check, Draft, Field, Form, Input, Problem, Sheet, rows};
use crate::values::{Members, Moment, day_of};
use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The keys of the form's fields.
pub mod keys {
    /// What it is called.
    pub const NAME: &str = "holiday-name";
    /// The first free day.
    pub const FROM: &str = "holiday-from";
    /// The last free day.
    pub const UNTIL: &str = "holiday-until";
    /// The days that are worked in exchange: a repeated group.
    pub const MAKE_UP: &str = "holiday-make-up";
    /// One of them.
    pub const MAKE_UP_DAY: &str = "holiday-make-up-day";
}

/// As many days are worked in exchange for one holiday at most.
const MAKE_UPS: usize = 6;
/// A longer holiday is a slip of the finger.
const LONGEST_DAYS: i64 = 31;

const MAKE_UP: &[Field] = &[Field::required(keys::MAKE_UP_DAY, Input::Date)];

const HOLIDAY: &[Field] = &[
    Field::required(keys::NAME, Input::Line { max: 40 }),
    Field::required(keys::FROM, Input::Date),
    Field::required(keys::UNTIL, Input::Date),
    Field::rows(keys::MAKE_UP, MAKE_UP, MAKE_UPS),
];

/// What the notice says of one holiday: a checked sheet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Arrangement(Sheet);

impl Arrangement {
    /// The texts by key.
    pub const fn draft(&self) -> &Draft {
        self.0.draft()
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        self.draft().get(keys::NAME)
    }

    /// The first and the last free day.
    pub fn free(&self) -> Option<(NaiveDate, NaiveDate)> {
        Some((day_of(self.draft().get(keys::FROM))?, day_of(self.draft().get(keys::UNTIL))?))
    }

    /// The days that are worked in exchange.
    pub fn make_up(&self) -> impl Iterator<Item = NaiveDate> {
        let draft = self.draft();
        let rows = draft.many(keys::MAKE_UP).into_iter();
        rows.filter_map(move |row| day_of(draft.get(&rows::key(keys::MAKE_UP, &row, keys::MAKE_UP_DAY))))
    }
}

/// The form.
#[derive(Clone, Copy, Debug)]
pub struct HolidayForm;

impl Form for HolidayForm {
    type Content = Arrangement;

    const FIELDS: &'static [Field] = HOLIDAY;

    fn check(draft: &Draft, now: Moment) -> Result<Arrangement, Vec<Problem>> {
        let mut check = Check::table::<Self>(draft, now);
        if let Some((from, until)) = day_of(draft.get(keys::FROM)).zip(day_of(draft.get(keys::UNTIL))) {
            let days = until.signed_duration_since(from).num_days();
            if days < 0 {
                check.problem(keys::UNTIL, "ends-before-start");
            } else if days >= LONGEST_DAYS {
                check.problem(keys::UNTIL, "too-long");
            }
        }
        check.finish(|_| Some(Arrangement(Sheet::of(HOLIDAY, draft))))
    }

    fn show(arrangement: &Arrangement) -> Draft {
        arrangement.draft().clone()
    }
}

impl Serialize for Arrangement {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let members = self.0.write(HOLIDAY).map_err(serde::ser::Error::custom)?;
        members.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Arrangement {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let members = Members::deserialize(deserializer)?;
        Sheet::read(HOLIDAY, members).map(Self).map_err(serde::de::Error::custom)
    }
}
