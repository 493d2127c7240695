//! The small forms of a gift that is still on the list: handed over, and when; taken off, and why. Source: GIF-03

use super::fields::keys;
use super::record::REASON_CHARS;
use crate::form::{Check, Draft, Field, Form, Input, Problem};
use crate::values::Moment;

/// The form that reports the handing over.
#[derive(Clone, Copy, Debug)]
pub struct GiveForm;

impl Form for GiveForm {
    type Content = Moment;

    const FIELDS: &'static [Field] = &[Field::required(keys::GIVEN, Input::Moment)];

    fn check(draft: &Draft, now: Moment) -> Result<Moment, Vec<Problem>> {
        let mut check = Check::table::<Self>(draft, now);
        let given = check.moment(keys::GIVEN);
        if given.is_some_and(|given| given.utc_ms > now.utc_ms) {
            check.problem(keys::GIVEN, "in-the-future");
        }
        check.finish(|_| given)
    }

    fn show(given: &Moment) -> Draft {
        Draft::default().with(keys::GIVEN, given.to_local())
    }
}

/// The form that takes a gift off the list: why.
#[derive(Clone, Copy, Debug)]
pub struct CancelForm;

impl Form for CancelForm {
    type Content = String;

    const FIELDS: &'static [Field] = &[Field::required(keys::REASON, Input::Text { max: REASON_CHARS })];

    fn check(draft: &Draft, now: Moment) -> Result<String, Vec<Problem>> {
        Check::table::<Self>(draft, now).finish(|check| check.filled(keys::REASON))
    }

    fn show(reason: &String) -> Draft {
        Draft::default().with(keys::REASON, reason.as_str())
    }
}
