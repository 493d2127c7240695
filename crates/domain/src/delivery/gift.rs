//! What is given to a customer 礼品赠送名单, and the form that puts it on the list. Source: GIF-02, GIF-08

use super::choices::{Giver, Sort};
use super::fields::{GIFT, LIST, keys};
use crate::form::{Check, Draft, Field, Form, Problem, Sheet};
use crate::policy::{Policy, ZONE_MIN};
use crate::values::{Members, Moment};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One line of the gift list: a checked sheet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gift(Sheet);

impl Gift {
    /// What stands in a field.
    pub fn get(&self, key: &str) -> &str {
        self.0.draft().get(key)
    }

    /// Until when its handing over is to be reported: some days after the end of the day it is to be given on; nothing if
    /// nobody said when. Source: GIF-03
    pub(super) fn report_until(&self, policy: &Policy) -> Option<Moment> {
        let end = Moment::from_local(&format!("{}T23:59", self.get(keys::GIVE_ON)), ZONE_MIN)?;
        Some(end.plus_days(policy.gift_report_days))
    }
}

impl Serialize for Gift {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(GIFT).map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Gift {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let members = Members::deserialize(deserializer)?;
        Sheet::read(GIFT, members).map(Self).map_err(serde::de::Error::custom)
    }
}

/// The table of what is given, which commands are checked by.
#[derive(Clone, Copy, Debug)]
pub struct GiftForm;

impl Form for GiftForm {
    type Content = Gift;

    const FIELDS: &'static [Field] = GIFT;

    fn check(draft: &Draft, now: Moment) -> Result<Gift, Vec<Problem>> {
        some_of_it(Check::table::<Self>(draft, now)).finish(|_| Some(Gift(Sheet::of(GIFT, draft))))
    }

    fn show(gift: &Gift) -> Draft {
        gift.0.draft().clone()
    }
}

/// Nothing at all is no gift.
fn some_of_it(mut check: Check<'_>) -> Check<'_> {
    if check.text(keys::QUANTITY).parse() == Ok(0_u32) {
        check.problem(keys::QUANTITY, "at-least-one");
    }
    check
}

/// What the form says: what is given, and by whom.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    /// What.
    pub gift: Gift,
    /// Who is to hand it over.
    pub giver: Giver,
}

/// The form that puts a gift on the list. Source: GIF-02
#[derive(Clone, Copy, Debug)]
pub struct ListForm;

impl ListForm {
    /// As it opens: one gift, from whoever fills it in.
    pub fn fresh() -> Draft {
        Draft::default()
            .with(keys::QUANTITY, "1")
            .with(keys::SORT, Sort::Gift.code())
            .with(keys::GIVER, Giver::Me.code())
    }
}

impl Form for ListForm {
    type Content = Listed;

    const FIELDS: &'static [Field] = LIST;

    fn check(draft: &Draft, now: Moment) -> Result<Listed, Vec<Problem>> {
        some_of_it(Check::table::<Self>(draft, now)).finish(|check| {
            let gift = Gift(Sheet::of(GIFT, draft));
            Some(Listed { gift, giver: Giver::from(check.text(keys::GIVER)) })
        })
    }

    fn show(listed: &Listed) -> Draft {
        GiftForm::show(&listed.gift).with(keys::GIVER, listed.giver.code())
    }
}
