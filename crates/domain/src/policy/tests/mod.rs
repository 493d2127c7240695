//! Numbers as fields and back, which of them are in force when, and every answer of a change of the policy.

mod machine;
mod numbers;

use super::*;
use crate::access::{Standing, grants};
use crate::approval::{Decide, HandOn, Verdict, Withdraw};
use crate::card::Card;
use crate::decide::{Accepted, Ctx, Outcome, Related, decide};
use crate::form::Draft;
use crate::kind::{Command, Record};
use crate::people::{Deputy, Org, Person, Role};
use crate::refusal::Refusal;
use crate::values::{Moment, RecordId, UserId, day_of};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use uuid::Uuid;

/// 10:00 on Sunday 22 November 2026, on the organisation's clock.
const AT: Moment = Moment::new(1_795_312_800_000, 480);
/// Who keeps the numbers, the two general managers, who stands in for the first of them today, a rep.
const ADMIN: u128 = 1;
const GENERAL: u128 = 2;
const OTHER_GENERAL: u128 = 3;
const DEPUTY: u128 = 4;
const REP: u128 = 5;

fn user(n: u128) -> UserId {
    UserId(Uuid::from_u128(n))
}

/// `n` minutes after the change was proposed.
fn minute(n: i64) -> Moment {
    AT.plus_ms(n * 60_000)
}

fn day(text: &str) -> NaiveDate {
    day_of(text).expect("a day")
}

fn org() -> Org {
    let people = [
        (ADMIN, Role::SystemAdministrator),
        (GENERAL, Role::GeneralManager),
        (OTHER_GENERAL, Role::GeneralManager),
        (DEPUTY, Role::MarketingDirector),
        (REP, Role::ServiceRep),
    ];
    let mut org = Org::default();
    for (n, role) in people {
        let mut person = Person::new(format!("{n}"), [role]);
        if n == GENERAL {
            person.deputies = vec![Deputy { user: user(DEPUTY), from: AT, until: minute(12 * 60) }];
        }
        org.people.insert(user(n), person);
    }
    org
}

/// The real standing of a person.
fn actor(n: u128, at: Moment) -> Standing {
    let org = org();
    Standing::of(user(n), &org, grants(user(n), &org, &BTreeSet::new(), at))
}

fn run(
    before: Option<&Record>,
    by: u128,
    at: Moment,
    command: PolicyCommand,
) -> Result<(Record, Outcome), Refusal> {
    let mut related = Related::default();
    related.set_org(org());
    let (actor, policy) = (actor(by, at), Policy::default());
    let ctx = Ctx { actor: &actor, at, policy: &policy, related: &related };
    let Accepted { record, outcome, flags } = decide(before, &Command::PolicyChange(command), &ctx)?;
    assert!(flags.is_empty());
    Ok((record, outcome))
}

/// What the form says once these numbers were changed in it.
fn wanted(changes: &[(&str, &str)], from: &str) -> Result<Proposal, Vec<crate::form::Problem>> {
    let seen = PolicyForm::fresh(&Policy::default());
    let mut draft = seen.clone().with(keys::FROM, from).with(keys::REASON, "客户午休改到两点半");
    for (key, text) in changes {
        draft.set(key, *text);
    }
    Proposal::of(&seen, &draft, AT)
}

fn propose(changes: &[(&str, &str)], from: &str) -> PolicyCommand {
    PolicyCommand::Propose(Propose { proposal: wanted(changes, from).expect("a whole proposal") })
}

fn approve(step: u16) -> PolicyCommand {
    say(step, Verdict::Approve, "")
}

fn say(step: u16, verdict: Verdict, comment: &str) -> PolicyCommand {
    PolicyCommand::Decide(Decide { step, verdict, comment: comment.to_owned() })
}

/// Proposed at `AT`, approved so many minutes later.
fn approved(changes: &[(&str, &str)], from: &str, minutes: i64) -> Record {
    let (record, _) = run(None, ADMIN, AT, propose(changes, from)).expect("proposed");
    run(Some(&record), GENERAL, minute(minutes), approve(0)).expect("approved").0
}

fn card(n: u128, record: &Record) -> Card {
    Card::of(RecordId(Uuid::from_u128(n)), record)
}
