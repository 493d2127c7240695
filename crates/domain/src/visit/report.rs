//! What was reported of a visit 回访记录, and its form. Source: VIS-07, VIS-08; F3

use super::choices::{Answer, Purpose, Way};
use super::fields::{REPORT, keys};
use crate::Policy;
use crate::form::{Check, Draft, Field, Form, Problem, Sheet};
use crate::values::{Members, Moment};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A report: a checked sheet, with the times that rules look at read from it.
///
/// Invariant: `started` and `ended` are what the sheet says, on the clock the report was written with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    sheet: Sheet,
    /// When it began, to the minute.
    pub started: Moment,
    /// When it ended, to the minute.
    pub ended: Moment,
}

impl Report {
    /// The sheet, if it says when. `offset_min` is the clock its times were typed on.
    fn of(sheet: Sheet, offset_min: i16) -> Option<Self> {
        let time = |key| Moment::from_local(sheet.draft().get(key), offset_min);
        let (started, ended) = (time(keys::STARTED)?, time(keys::ENDED)?);
        Some(Self { sheet, started, ended })
    }

    /// What stands in a field.
    pub fn get(&self, key: &str) -> &str {
        self.sheet.draft().get(key)
    }

    /// How it really happened.
    pub fn way(&self) -> Way {
        Way::from(self.get(keys::WAY).to_owned())
    }

    /// What it was for.
    pub fn purpose(&self) -> Purpose {
        Purpose::from(self.get(keys::PURPOSE).to_owned())
    }

    /// 1 to 10. Source: VIS-08
    pub fn score(&self) -> Option<u8> {
        self.get(keys::SCORE).parse().ok()
    }

    /// When they meet again.
    pub fn next_appointment(&self) -> Option<Moment> {
        Moment::from_local(self.get(keys::NEXT_APPOINTMENT), self.started.offset_min)
    }

    /// How long it took, in minutes. Source: VIS-10
    pub const fn length_min(&self) -> i64 {
        (self.ended.utc_ms - self.started.utc_ms) / 60_000
    }

    /// Whether everything is there that the policy asks for. Source: VIS-07
    pub fn is_complete(&self, policy: &Policy) -> bool {
        let missing = |field: &Field| {
            self.get(field.key).is_empty() && policy.visit_asks(&self.way(), &self.purpose(), field.key)
        };
        !REPORT.iter().any(missing)
    }

    /// This report in place of another: what a newer build wrote there stays.
    #[must_use]
    pub(super) fn after(self, before: &Self) -> Self {
        Self { sheet: self.sheet.after(&before.sheet), ..self }
    }

    /// The report after its fields were changed; nothing if it does not say when any more.
    pub(super) fn tidied(draft: &Draft, offset_min: i16) -> Option<Self> {
        Self::of(Sheet::of(REPORT, draft), offset_min)
    }
}

/// The clock its times were typed on, in minutes east of UTC.
const CLOCK: &str = "off";

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let write = || {
            let mut members = self.sheet.write(REPORT)?;
            members.put(CLOCK, &self.started.offset_min)?;
            Ok(members)
        };
        write().map_err(|error: serde_json::Error| serde::ser::Error::custom(error))?.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Report {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut members = Members::deserialize(deserializer)?;
        let clock = members.take(CLOCK).map_err(serde::de::Error::custom)?;
        let sheet = Sheet::read(REPORT, members).map_err(serde::de::Error::custom)?;
        Self::of(sheet, clock).ok_or_else(|| serde::de::Error::custom("a report without its times"))
    }
}

/// The form of a visit's report.
#[derive(Clone, Copy, Debug)]
pub struct VisitForm;

impl VisitForm {
    /// The report of a visit that began then, as the form opens.
    pub fn fresh(way: &Way, purpose: &Purpose, started: Moment) -> Draft {
        Draft::default()
            .with(keys::WAY, way.code())
            .with(keys::PURPOSE, purpose.code())
            .with(keys::STARTED, started.to_local())
    }

    /// What a person may finish with: [`Form::check`], and everything the policy asks for. Source: VIS-07
    ///
    /// # Errors
    /// Every problem, in the order of the fields.
    pub fn finish(draft: &Draft, now: Moment, policy: &Policy) -> Result<Report, Vec<Problem>> {
        Self::checked(Check::asking::<Self>(draft, now, &|key| Self::asks(draft, key, policy)), draft, now)
    }

    /// Way and purpose as filled in so far.
    pub fn meant(draft: &Draft) -> (Way, Purpose) {
        let text = |key| draft.get(key).to_owned();
        (Way::from(text(keys::WAY)), Purpose::from(text(keys::PURPOSE)))
    }

    /// Whether such a visit cannot be finished without this field. Source: VIS-07
    pub fn asks(draft: &Draft, key: &str, policy: &Policy) -> bool {
        let (way, purpose) = Self::meant(draft);
        policy.visit_asks(&way, &purpose, key)
    }

    /// Whether a field makes no sense for such a visit: nobody asks at what place a call was, or for a signature on it.
    /// And who was told of something urgent only where there is something. What is filled in already stays. Source: VIS-12,
    /// VIS-17
    pub fn omits(draft: &Draft, key: &str) -> bool {
        let senseless = match key {
            keys::PLACE | keys::SIGNATURE => Self::meant(draft).0 != Way::OnSite,
            keys::AT_ONCE_TO => draft.get(keys::AT_ONCE) != Answer::Yes.code(),
            _ => false,
        };
        senseless && draft.get(key).is_empty()
    }

    fn checked(mut check: Check<'_>, draft: &Draft, now: Moment) -> Result<Report, Vec<Problem>> {
        if let (Some(started), Some(ended)) = (check.moment(keys::STARTED), check.moment(keys::ENDED))
            && ended.utc_ms < started.utc_ms
        {
            check.problem(keys::ENDED, "ends-before-start");
        }
        check.finish(|_| Report::tidied(draft, now.offset_min))
    }
}

impl Form for VisitForm {
    type Content = Report;

    const FIELDS: &'static [Field] = REPORT;

    /// What any policy of any build can have taken: a fact that does not even say this is malformed.
    fn check(draft: &Draft, now: Moment) -> Result<Report, Vec<Problem>> {
        Self::checked(Check::table::<Self>(draft, now), draft, now)
    }

    fn show(report: &Report) -> Draft {
        report.sheet.draft().clone()
    }
}
