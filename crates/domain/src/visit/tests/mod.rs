//! A visit is never refused for a rule when it happened, loses nothing that was ever written, and answers every
//! command in every state.

mod machine;
mod plan;
mod report;
mod rules;

use super::*;
use crate::access::{Grant, Pair, Scope, Standing, Who};
use crate::customer::{Customer, Profile};
use crate::form::{Draft, Form as _, Problem};
use crate::merge::{Change, CorrectFields};
use crate::values::{Moment, RecordId, UserId};
use crate::*;
use std::collections::BTreeSet;
use uuid::Uuid;

/// 10:00 on a Sunday in November, on the organisation's clock: nobody rests.
const AT: Moment = Moment::new(1_795_312_800_000, 480);
const CUSTOMER: u128 = 90;
/// The owner, the salesperson, somebody who sees the customer, and somebody who does not.
const OWNER: u128 = 1;
const SALES: u128 = 2;
const LEADER: u128 = 3;
const STRANGER: u128 = 4;

fn id(n: u128) -> RecordId {
    RecordId(Uuid::from_u128(n))
}

fn user(n: u128) -> UserId {
    UserId(Uuid::from_u128(n))
}

fn pair() -> Pair {
    Pair { owner: Some(user(OWNER)), salesperson: Some(user(SALES)) }
}

/// The minute `n` of the visit's day, before or after [`AT`].
fn minute(n: i64) -> Moment {
    AT.plus_ms(n * 60_000)
}

fn known() -> Related {
    let mut related = Related::default();
    related.insert(id(CUSTOMER), Customer::new(Profile::named("海通达"), pair(), AT).into());
    related
}

fn actor(n: u128) -> Standing {
    let holds = if n == LEADER { vec![Grant::of(&Scope::care(pair()))] } else { Vec::new() };
    Standing { who: Who::Person(user(n)), roles: BTreeSet::new(), holds }
}

/// The one place that knows how `decide` is called.
fn told(
    before: Option<&Record>,
    actor: &Standing,
    at: Moment,
    command: impl Into<VisitCommand>,
    related: &Related,
    policy: &Policy,
) -> Result<Accepted, Refusal> {
    let ctx = Ctx { actor, at, policy, related };
    decide(before, &Command::Visit(command.into()), &ctx)
}

fn run(before: Option<&Record>, by: u128, command: impl Into<VisitCommand>) -> Result<Accepted, Refusal> {
    told(before, &actor(by), AT, command, &known(), &Policy::default())
}

/// What must be accepted.
#[track_caller]
fn does(before: Option<&Record>, by: u128, command: impl Into<VisitCommand>) -> Record {
    run(before, by, command).unwrap().record
}

fn visit(record: &Record) -> &Visit {
    let Record::Visit(visit) = record else { panic!("another kind") };
    visit
}

fn plan(way: Way) -> Plan {
    let (purpose, planned) = (Purpose::Regular, minute(60));
    Plan { customer: id(CUSTOMER), way, purpose, user: user(OWNER), planned, request: None }
}

fn later(from: Option<Moment>, to: Moment) -> Reschedule {
    Reschedule { from, to, reason: "客户开会".into() }
}

fn begin(since: Moment) -> Begin {
    let (way, purpose) = (Way::Phone, Purpose::Regular);
    Begin { customer: id(CUSTOMER), way, purpose, since, position: None }
}

fn not_reached() -> NotReached {
    let (way, purpose, cause) = (Way::Phone, Purpose::Regular, Cause::NoAnswer);
    NotReached { customer: id(CUSTOMER), way, purpose, tried: AT, cause }
}

/// A report with all that is asked after an ordinary call.
fn draft() -> Draft {
    let asked = [
        keys::CONTACT,
        keys::DONE,
        keys::PROMISED,
        keys::NEXT_STEP,
        keys::EVALUATION,
        keys::OPINIONS,
        keys::MARKET,
    ];
    let draft = VisitForm::fresh(&Way::Phone, &Purpose::Regular, minute(-15))
        .with(keys::ENDED, minute(-5).to_local())
        .with(keys::RESULT, "下周再订 200 箱");
    asked.iter().fold(draft, |draft, key| draft.with(key, "无"))
}

fn finish_of(draft: &Draft) -> Finish {
    let report = VisitForm::check(draft, AT).unwrap();
    Finish { customer: id(CUSTOMER), report, position: None }
}

fn finish() -> Finish {
    finish_of(&draft())
}

fn cancel() -> Cancel {
    Cancel { reason: "客户已停业".into() }
}

fn change(key: &str, from: &str, to: &str) -> CorrectFields {
    CorrectFields { changes: vec![Change { key: key.into(), from: from.into(), to: to.into() }] }
}

fn out_of_order(state: &str) -> Refusal {
    Refusal::OutOfOrder { state: state.into() }
}
