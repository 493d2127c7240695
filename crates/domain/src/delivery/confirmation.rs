//! What the customer said of a gift 礼品送达确认, and its form. Source: GIF-04

use super::choices::Arrival;
use super::fields::{CONFIRMATION, keys};
use crate::form::{Check, Draft, Field, Form, Problem, Sheet};
use crate::values::{Members, Moment};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A confirmation: a checked sheet, with the time that rules look at read from it.
///
/// Invariant: `asked` is what the sheet says, on the clock it was written with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Confirmation {
    sheet: Sheet,
    /// When the customer was asked, to the minute.
    pub asked: Moment,
}

impl Confirmation {
    /// The sheet, if it says when. `offset_min` is the clock its time was typed on.
    fn of(sheet: Sheet, offset_min: i16) -> Option<Self> {
        let asked = Moment::from_local(sheet.draft().get(keys::ASKED), offset_min)?;
        Some(Self { sheet, asked })
    }

    /// What stands in a field.
    pub fn get(&self, key: &str) -> &str {
        self.sheet.draft().get(key)
    }

    /// What became of the gift.
    pub fn outcome(&self) -> Arrival {
        Arrival::from(self.get(keys::OUTCOME).to_owned())
    }

    /// How many photos it names.
    pub(super) fn photos(&self) -> usize {
        self.sheet.draft().many(keys::PHOTOS).len()
    }

    /// This confirmation in place of another: what a newer build wrote there stays.
    #[must_use]
    pub(super) fn after(self, before: &Self) -> Self {
        Self { sheet: self.sheet.after(&before.sheet), ..self }
    }
}

/// The clock its time was typed on, in minutes east of UTC.
const CLOCK: &str = "off";

impl Serialize for Confirmation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let write = || {
            let mut members = self.sheet.write(CONFIRMATION)?;
            members.put(CLOCK, &self.asked.offset_min)?;
            Ok(members)
        };
        write().map_err(|error: serde_json::Error| serde::ser::Error::custom(error))?.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Confirmation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut members = Members::deserialize(deserializer)?;
        let clock = members.take(CLOCK).map_err(serde::de::Error::custom)?;
        let sheet = Sheet::read(CONFIRMATION, members).map_err(serde::de::Error::custom)?;
        Self::of(sheet, clock).ok_or_else(|| serde::de::Error::custom("a confirmation without its time"))
    }
}

/// The form of a confirmation.
#[derive(Clone, Copy, Debug)]
pub struct ConfirmForm;

impl ConfirmForm {
    /// As it opens: asked now.
    pub fn fresh(now: Moment) -> Draft {
        Draft::default().with(keys::ASKED, now.to_local())
    }

    /// Whether the field must be filled in for such an outcome: who received it, or else what happened. Source: GIF-04
    pub fn asks(draft: &Draft, key: &str) -> bool {
        match Arrival::choose(draft.get(keys::OUTCOME)) {
            Some(Arrival::Received) => key == keys::RECEIVED_BY,
            Some(Arrival::NotReceived | Arrival::Wrong | Arrival::Refused) => key == keys::REMARK,
            Some(Arrival::Other(_)) | None => false,
        }
    }

    /// Whether a field makes no sense for such an outcome: nobody received what did not come. What is filled in already
    /// stays.
    pub fn omits(draft: &Draft, key: &str) -> bool {
        let outcome = Arrival::choose(draft.get(keys::OUTCOME));
        let came = matches!(outcome, Some(Arrival::Received | Arrival::Wrong));
        key == keys::RECEIVED_BY && !came && draft.get(key).is_empty()
    }
}

impl Form for ConfirmForm {
    type Content = Confirmation;

    const FIELDS: &'static [Field] = CONFIRMATION;

    fn check(draft: &Draft, now: Moment) -> Result<Confirmation, Vec<Problem>> {
        Check::asking::<Self>(draft, now, &|key| Self::asks(draft, key))
            .finish(|_| Confirmation::of(Sheet::of(CONFIRMATION, draft), now.offset_min))
    }

    fn show(confirmation: &Confirmation) -> Draft {
        confirmation.sheet.draft().clone()
    }
}
