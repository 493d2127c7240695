//! A request is answered in every state, by rule, and its approval plans what was asked for.

mod machine;
mod rules;

use super::*;
use crate::access::{Action, Pair, Standing, grants};
use crate::approval::{Copy, Decide, HandOn, Verdict, Withdraw};
use crate::customer::{Customer, Profile};
use crate::form::{Draft, Form as _, Problem};
use crate::merge::Change;
use crate::people::{Deputy, Org, Person, Role};
use crate::values::{Moment, RecordId, TeamId, UserId, set_of};
use crate::*;
use std::collections::BTreeSet;
use uuid::Uuid;

/// 10:00 on Sunday 22 November 2026, on the organisation's clock.
const AT: Moment = Moment::new(1_795_312_800_000, 480);
const CUSTOMER: u128 = 90;
const REQUEST: u128 = 50;
/// The owner, who asks; the salesperson; the head of the salesperson's team, who decides; who stands in for the head
/// this week; the director; somebody of another team.
const REP: u128 = 1;
const SALES: u128 = 2;
const HEAD: u128 = 3;
const DEPUTY: u128 = 4;
const DIRECTOR: u128 = 5;
const STRANGER: u128 = 6;

fn id(n: u128) -> RecordId {
    RecordId(Uuid::from_u128(n))
}

fn user(n: u128) -> UserId {
    UserId(Uuid::from_u128(n))
}

fn pair() -> Pair {
    Pair { owner: Some(user(REP)), salesperson: Some(user(SALES)) }
}

/// `n` minutes after the request was asked for.
fn minute(n: i64) -> Moment {
    AT.plus_ms(n * 60_000)
}

fn org() -> Org {
    let team = TeamId(Uuid::from_u128(20));
    let mut org = Org::default();
    let people = [
        (REP, Role::ServiceRep),
        (SALES, Role::SalesRep),
        (HEAD, Role::SalesManager),
        (DEPUTY, Role::SalesRep),
        (DIRECTOR, Role::MarketingDirector),
        (STRANGER, Role::SalesManager),
    ];
    for (n, role) in people {
        let mut person = Person::new(format!("{n}"), [role]);
        person.team = (n == SALES).then_some(team);
        if n == HEAD {
            person.leads = BTreeSet::from([team]);
            person.superior = Some(user(DIRECTOR));
            person.deputies = vec![Deputy { user: user(DEPUTY), from: AT, until: minute(7 * 24 * 60) }];
        }
        org.people.insert(user(n), person);
    }
    org
}

fn known() -> Related {
    let mut related = Related::default();
    related.insert(id(CUSTOMER), Customer::new(Profile::named("海通达"), pair(), AT).into());
    related.set_org(org());
    related
}

/// The real standing of a person; 0 is the server.
fn actor(n: u128, at: Moment) -> Standing {
    let org = org();
    match n {
        0 => Standing::system(),
        n => Standing::of(user(n), &org, grants(user(n), &org, &set_of([pair()]), at)),
    }
}

fn told(
    before: Option<&Record>,
    by: u128,
    at: Moment,
    command: impl Into<RequestCommand>,
    related: &Related,
) -> Result<Accepted, Refusal> {
    let (actor, policy) = (actor(by, at), Policy::default());
    let ctx = Ctx { actor: &actor, at, policy: &policy, related };
    decide(before, &Command::Request(command.into()), &ctx)
}

fn run(
    before: Option<&Record>,
    by: u128,
    at: Moment,
    command: impl Into<RequestCommand>,
) -> Result<Accepted, Refusal> {
    told(before, by, at, command, &known())
}

#[track_caller]
fn does(before: Option<&Record>, by: u128, at: Moment, command: impl Into<RequestCommand>) -> Record {
    run(before, by, at, command).unwrap().record
}

fn request(record: &Record) -> &Request {
    let Record::Request(request) = record else { panic!("another kind") };
    request
}

/// Every week from Tuesday in nine days at 9:30 until the end of the year: five visits.
fn draft() -> Draft {
    RequestForm::fresh()
        .with(keys::WHY, "新机台试产，客户要现场看色")
        .with(keys::FIRST, "2026-12-01T09:30")
        .with(keys::EVERY, "week")
        .with(keys::UNTIL, "2026-12-31")
        .with(keys::GOES, "owner,salesperson")
}

fn terms(draft: &Draft) -> Terms {
    RequestForm::check(draft, AT).unwrap()
}

fn submit() -> Submit {
    Submit { customer: id(CUSTOMER), terms: terms(&draft()) }
}

fn says(step: u16, verdict: Verdict) -> Decide {
    Decide { step, verdict, comment: "看过了".into() }
}

fn again(changes: &[(&str, &str, &str)]) -> Resubmit {
    let change = |(key, from, to): &(&str, &str, &str)| Change {
        key: (*key).into(),
        from: (*from).into(),
        to: (*to).into(),
    };
    Resubmit { changes: changes.iter().map(change).collect() }
}

fn cancel() -> Cancel {
    Cancel { reason: "客户已停业".into() }
}

fn submitted() -> Record {
    does(None, REP, AT, submit())
}

fn decided(verdict: Verdict) -> Record {
    does(Some(&submitted()), HEAD, minute(1), says(0, verdict))
}
