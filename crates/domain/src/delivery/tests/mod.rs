//! What happened to a gift is never refused for a rule, loses nothing that was ever written, and every command is answered
//! in every state.

mod machine;
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

/// 10:00 on a Sunday in November, on the organisation's clock.
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

/// So many minutes after [`AT`].
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
    command: impl Into<DeliveryCommand>,
    related: &Related,
    policy: &Policy,
) -> Result<Accepted, Refusal> {
    let ctx = Ctx { actor, at, policy, related };
    decide(before, &Command::Delivery(command.into()), &ctx)
}

fn run(before: Option<&Record>, by: u128, command: impl Into<DeliveryCommand>) -> Result<Accepted, Refusal> {
    told(before, &actor(by), AT, command, &known(), &Policy::default())
}

/// What must be accepted.
#[track_caller]
fn does(before: Option<&Record>, by: u128, command: impl Into<DeliveryCommand>) -> Record {
    run(before, by, command).unwrap().record
}

fn delivery(record: &Record) -> &Delivery {
    let Record::Delivery(delivery) = record else { panic!("another kind") };
    delivery
}

/// A basket of fruit for the festival, to be given the day after [`AT`].
fn basket() -> Draft {
    ListForm::fresh()
        .with(keys::ITEM, "水果篮")
        .with(keys::QUANTITY, "2")
        .with(keys::OCCASION, "中秋")
        .with(keys::GIVE_ON, "2026-11-23")
}

fn gift_of(draft: &Draft) -> Gift {
    GiftForm::check(draft, AT).unwrap()
}

/// Put on the list for the salesperson to hand over.
fn list() -> List {
    List { customer: id(CUSTOMER), gift: gift_of(&basket()), giver: user(SALES) }
}

fn give(given: Moment) -> Give {
    Give { customer: id(CUSTOMER), gift: gift_of(&basket()), given, along: None }
}

/// A confirmation that the gift was received.
fn received() -> Draft {
    ConfirmForm::fresh(minute(-5))
        .with(keys::OUTCOME, Arrival::Received.code())
        .with(keys::RECEIVED_BY, "顾建明")
}

fn confirm_of(draft: &Draft) -> Confirm {
    let said = ConfirmForm::check(draft, AT).unwrap();
    Confirm { customer: id(CUSTOMER), gift: gift_of(&basket()), said }
}

fn confirm() -> Confirm {
    confirm_of(&received())
}

fn cancel() -> Cancel {
    Cancel { reason: "客户已停业".into() }
}

fn change(key: &str, from: &str, to: &str) -> CorrectFields {
    CorrectFields { changes: vec![Change { key: key.into(), from: from.into(), to: to.into() }] }
}

fn fault(key: &str, code: &str) -> Vec<Problem> {
    vec![Problem { key: key.into(), code: code.into() }]
}
