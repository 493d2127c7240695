//! The small forms of a visit that is still to be done: planning it, agreeing another time, calling it off; and the
//! times that are proposed. Source: VIS-01, VIS-05, VIS-17

use super::choices::{Purpose, Way};
use super::fields::keys;
use super::record::REASON_CHARS;
use crate::Policy;
use crate::form::{Check, Draft, Field, Form, Input, Problem};
use crate::policy::OwnRest;
use crate::values::Moment;

const PLANNED: Field = Field::required(keys::PLANNED, Input::Moment);
const REASON: Field = Field::required(keys::REASON, Input::Text { max: REASON_CHARS });

/// What is planned.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Planned {
    /// How.
    pub way: Way,
    /// What for.
    pub purpose: Purpose,
    /// When.
    pub at: Moment,
}

/// The form that plans a visit. Source: VIS-01
#[derive(Clone, Copy, Debug)]
pub struct PlanForm;

impl PlanForm {
    /// As it opens: a call tomorrow, at a time that does not disturb.
    pub fn fresh(now: Moment, policy: &Policy, own: OwnRest) -> Draft {
        let tomorrow = quiet(now.plus_ms(DAY_MS), policy, own);
        Self::show(&Planned { way: Way::Phone, purpose: Purpose::Regular, at: tomorrow })
    }
}

impl Form for PlanForm {
    type Content = Planned;

    const FIELDS: &'static [Field] = &[
        Field::required(keys::WAY, Input::Choice(Way::CHOICES)),
        Field::required(keys::PURPOSE, Input::Choice(Purpose::CHOICES)),
        PLANNED,
    ];

    fn check(draft: &Draft, now: Moment) -> Result<Planned, Vec<Problem>> {
        let mut check = Check::table::<Self>(draft, now);
        let at = ahead(&mut check, now);
        check.finish(|check| {
            let (way, purpose) = (check.text(keys::WAY), check.text(keys::PURPOSE));
            Some(Planned { way: Way::from(way), purpose: Purpose::from(purpose), at: at? })
        })
    }

    fn show(planned: &Planned) -> Draft {
        Draft::default()
            .with(keys::WAY, planned.way.code())
            .with(keys::PURPOSE, planned.purpose.code())
            .with(keys::PLANNED, planned.at.to_local())
    }
}

/// Another time, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moved {
    /// When now.
    pub to: Moment,
    /// Why.
    pub reason: String,
}

/// The form that agrees another time. Source: VIS-05
#[derive(Clone, Copy, Debug)]
pub struct MoveForm;

impl Form for MoveForm {
    type Content = Moved;

    const FIELDS: &'static [Field] = &[PLANNED, REASON];

    fn check(draft: &Draft, now: Moment) -> Result<Moved, Vec<Problem>> {
        let mut check = Check::table::<Self>(draft, now);
        let to = ahead(&mut check, now);
        check.finish(|check| Some(Moved { to: to?, reason: check.text(keys::REASON) }))
    }

    fn show(moved: &Moved) -> Draft {
        Draft::default().with(keys::PLANNED, moved.to.to_local()).with(keys::REASON, moved.reason.as_str())
    }
}

/// The form that takes a visit off the plan: why.
#[derive(Clone, Copy, Debug)]
pub struct CancelForm;

impl Form for CancelForm {
    type Content = String;

    const FIELDS: &'static [Field] = &[REASON];

    fn check(draft: &Draft, now: Moment) -> Result<String, Vec<Problem>> {
        Check::table::<Self>(draft, now).finish(|check| check.filled(keys::REASON))
    }

    fn show(reason: &String) -> Draft {
        Draft::default().with(keys::REASON, reason.as_str())
    }
}

/// The time that was typed, if it is still to come: who plans looks ahead.
fn ahead(check: &mut Check<'_>, now: Moment) -> Option<Moment> {
    let at = check.moment(keys::PLANNED)?;
    if at.utc_ms < now.utc_ms {
        check.problem(keys::PLANNED, "in-the-past");
    }
    Some(at)
}

const HOUR_MS: i64 = 60 * 60_000;
const DAY_MS: i64 = 24 * HOUR_MS;
/// People agree on quarters of an hour.
const STEP_MS: i64 = 15 * 60_000;

/// Times to agree on with one tap: soon, tomorrow, the day after, in a week, the earliest
/// first; none while a customer with these times of their own rests. Source: VIS-04, VIS-17
pub fn proposals(now: Moment, policy: &Policy, own: OwnRest) -> Vec<Moment> {
    let soon = [HOUR_MS, DAY_MS, 2 * DAY_MS, 7 * DAY_MS].map(|ms| quiet(now.plus_ms(ms), policy, own));
    // Whoever rests nearly all day is free at the same time for two of them.
    let mut times = soon.to_vec();
    times.dedup();
    times
}

/// The first quarter of an hour from then on that lies in no time of rest.
fn quiet(from: Moment, policy: &Policy, own: OwnRest) -> Moment {
    let past = from.utc_ms.rem_euclid(STEP_MS);
    let first = if past == 0 { from } else { from.plus_ms(STEP_MS - past) };
    (0..DAY_MS / STEP_MS)
        .map(|step| first.plus_ms(step * STEP_MS))
        .find(|at| !policy.rests_at(*at, own))
        .unwrap_or(first)
}
