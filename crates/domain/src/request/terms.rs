//! What is asked for, and its form. Source: REQ-01; F5

use super::choices::{Channel, Every, Feedback, Goer, Trigger};
use super::fields::{REQUEST, keys};
use crate::Policy;
use crate::form::{Check, Draft, Field, Form, Problem, Sheet, YES, rows};
use crate::values::{Members, Moment, day_of, day_text, end_of};
use crate::visit::Purpose;
use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What is asked for: a checked sheet, with the times that rules look at read from it.
///
/// Invariant: `first` is what the sheet says, on the clock it was written with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Terms {
    sheet: Sheet,
    /// The first visit, to the minute.
    pub first: Moment,
}

impl Terms {
    pub(super) fn tidied(draft: &Draft, offset_min: i16) -> Option<Self> {
        Self::of(Sheet::of(REQUEST, draft), offset_min)
    }

    fn of(sheet: Sheet, offset_min: i16) -> Option<Self> {
        let first = Moment::from_local(sheet.draft().get(keys::FIRST), offset_min)?;
        Some(Self { sheet, first })
    }

    /// What stands in a field.
    pub fn get(&self, key: &str) -> &str {
        self.sheet.draft().get(key)
    }

    /// What the visits are for.
    pub fn purpose(&self) -> Purpose {
        Purpose::from(self.get(keys::PURPOSE).to_owned())
    }

    /// How often somebody goes.
    pub fn every(&self) -> Every {
        Every::from(self.get(keys::EVERY).to_owned())
    }

    /// Who goes, the leader first.
    pub fn goes(&self) -> Vec<Goer> {
        let chosen = self.sheet.draft().many(keys::GOES);
        let in_order = Goer::CHOICES.iter().filter(|code| chosen.contains(**code));
        in_order.filter_map(|code| Goer::choose(code)).collect()
    }

    /// Whether administration must arrange transport. Source: REQ-05
    pub fn needs_transport(&self) -> bool {
        self.get(keys::TRANSPORT) == YES
    }

    /// The last moment of the day by which all is done, on the clock of the first visit; a single visit is done on its day.
    pub fn until(&self) -> Option<Moment> {
        let last =
            if self.every() == Every::Once { self.first.date() } else { day_of(self.get(keys::UNTIL)) };
        end_of(last?, self.first.offset_min)
    }

    /// Midnight of a day and so many minutes.
    fn at(&self, day: NaiveDate, minute: i64) -> Option<Moment> {
        let midnight = Moment::from_local(&format!("{}T00:00", day_text(day)), self.first.offset_min)?;
        Some(midnight.plus_ms(minute * 60_000))
    }

    /// When somebody goes: from the first visit to the day of completion, at the same time of day; at most `limit`. A month
    /// that lacks the day has its last one. Source: REQ-04
    pub fn times(&self, limit: usize) -> Vec<Moment> {
        let days = self.days(self.first.date(), self.every().step());
        days.map_while(|day| self.at(day, self.first.minute_of_day())).take(limit).collect()
    }

    /// Until when feedback is given, each time at the end of a day; at most `limit`. After each visit: on its day; by week
    /// or month: from the day that was agreed, else from the first visit; at the end: on the last day. Source: REQ-09
    pub fn feedback_times(&self, limit: usize) -> Vec<Moment> {
        let agreed = day_of(self.get(keys::FEEDBACK_FIRST)).or(self.first.date());
        let (first, step) = match Feedback::from(self.get(keys::FEEDBACK).to_owned()) {
            Feedback::EachVisit => (self.first.date(), self.every().step()),
            Feedback::Week => (agreed, Some((7, 0))),
            Feedback::Month => (agreed, Some((0, 1))),
            Feedback::AtEnd | Feedback::Other(_) => (None, None),
        };
        let end = |day: NaiveDate| end_of(day, self.first.offset_min);
        let times: Vec<_> = self.days(first, step).map_while(end).take(limit).collect();
        // What begins after the last day is told on it.
        if times.is_empty() { self.until().into_iter().take(limit).collect() } else { times }
    }

    /// From this day to the day of completion, by steps of days and months. Always counted from the first, so that a short
    /// month does not shorten those after it.
    fn days(&self, first: Option<NaiveDate>, step: Option<(u32, u32)>) -> impl Iterator<Item = NaiveDate> {
        let last = self.until().and_then(Moment::date);
        let nth = move |n: u32| match step {
            None => first.filter(|_| n == 0),
            Some((0, months)) => first?.checked_add_months(Months::new(months.checked_mul(n)?)),
            Some((days, _)) => first?.checked_add_days(Days::new(u64::from(days) * u64::from(n))),
        };
        (0..).map_while(nth).take_while(move |day| last.is_some_and(|last| *day <= last))
    }

    /// These terms in place of others: what a newer build wrote there stays.
    #[must_use]
    pub(super) fn after(self, before: &Self) -> Self {
        Self { sheet: self.sheet.after(&before.sheet), ..self }
    }
}

/// The clock its times were typed on, in minutes east of UTC.
const CLOCK: &str = "off";

impl Serialize for Terms {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let write = || {
            let mut members = self.sheet.write(REQUEST)?;
            members.put(CLOCK, &self.first.offset_min)?;
            Ok(members)
        };
        write().map_err(|error: serde_json::Error| serde::ser::Error::custom(error))?.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Terms {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut members = Members::deserialize(deserializer)?;
        let clock = members.take(CLOCK).map_err(serde::de::Error::custom)?;
        let sheet = Sheet::read(REQUEST, members).map_err(serde::de::Error::custom)?;
        Self::of(sheet, clock).ok_or_else(|| serde::de::Error::custom("a request without its first visit"))
    }
}

/// The form of a request.
#[derive(Clone, Copy, Debug)]
pub struct RequestForm;

impl RequestForm {
    /// A new request as the form opens: what is so in nine cases of ten is chosen already.
    pub fn fresh() -> Draft {
        Draft::default()
            .with(keys::PURPOSE, Purpose::Regular.code())
            .with(keys::EVERY, Every::Once.code())
            .with(keys::GOES, Goer::Requester.code())
            .with(keys::FEEDBACK, Feedback::EachVisit.code())
            .with(keys::TRIGGER, Trigger::Sales.code())
            .with(keys::CHANNEL, Channel::App.code())
    }

    /// Whether such a request needs this field, which the table leaves free: a day by which all is done, the letter by
    /// which it came. Source: REQ-01
    pub fn asks(draft: &Draft, key: &str) -> bool {
        match key {
            keys::UNTIL => draft.get(keys::EVERY) != Every::Once.code(),
            keys::LETTER => draft.get(keys::CHANNEL) != Channel::App.code(),
            _ => false,
        }
    }

    /// Whether a field makes no sense for such a request.
    pub fn omits(draft: &Draft, key: &str) -> bool {
        match key {
            keys::UNTIL => !Self::asks(draft, key),
            keys::LETTER => !Self::asks(draft, key) && draft.get(key).is_empty(),
            keys::FEEDBACK_FIRST => {
                ![Feedback::Week.code(), Feedback::Month.code()].contains(&draft.get(keys::FEEDBACK))
            }
            _ => false,
        }
    }

    /// What a person may ask for now: [`Form::check`], nothing that is past, and not more visits than the policy gives.
    ///
    /// # Errors
    /// Every problem, in the order of the fields.
    pub fn submit(draft: &Draft, now: Moment, policy: &Policy) -> Result<Terms, Vec<Problem>> {
        let terms = Self::check(draft, now)?;
        let wrong = |key: &str, code: &str| Problem { key: key.to_owned(), code: code.to_owned() };
        let mut problems = Vec::new();
        // Times are typed to the minute.
        if terms.first.utc_ms.saturating_add(60_000) <= now.utc_ms {
            problems.push(wrong(keys::FIRST, "in-the-past"));
        }
        let most = policy.visits_per_request as usize;
        if terms.times(most.saturating_add(1)).len() > most {
            problems.push(wrong(keys::UNTIL, "too-many"));
        }
        if problems.is_empty() { Ok(terms) } else { Err(problems) }
    }
}

impl Form for RequestForm {
    type Content = Terms;

    const FIELDS: &'static [Field] = REQUEST;

    fn check(draft: &Draft, now: Moment) -> Result<Terms, Vec<Problem>> {
        let mut check = Check::table::<Self>(draft, now);
        let terms = Terms::tidied(draft, now.offset_min);
        let (until, first) = (terms.as_ref().and_then(Terms::until), terms.as_ref().map(|terms| terms.first));
        if let (Some(until), Some(first)) = (until, first)
            && until.utc_ms < first.utc_ms
        {
            check.problem(keys::UNTIL, "ends-before-start");
        }
        if Self::asks(draft, keys::UNTIL) && check.text(keys::UNTIL).is_empty() {
            check.problem(keys::UNTIL, "required");
        }
        // Source: REQ-01 (with the attachment)
        if Self::asks(draft, keys::LETTER) && check.many(keys::LETTER).is_empty() {
            check.problem(keys::LETTER, "required");
        }
        for row in check.many(keys::LINES) {
            let key = |field| rows::key(keys::LINES, &row, field);
            let choice = check.text(&key(keys::ANSWER)) == "choice";
            if choice && check.many(&key(keys::OPTIONS)).len() < 2 {
                check.problem(&key(keys::OPTIONS), "required");
            }
        }
        check.finish(|_| terms)
    }

    fn show(terms: &Terms) -> Draft {
        terms.sheet.draft().clone()
    }
}
