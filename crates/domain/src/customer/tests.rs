//! Customer files: opened by those who may, given to others by those who saw the same owner.

use super::*;
use crate::access::{Pair, Standing, Who};
use crate::people::Role;
use crate::values::{Kept, Moment, UserId};
use crate::*;
use std::collections::BTreeSet;
use uuid::Uuid;

const AT: Moment = Moment::new(1_795_327_500_000, 480);

fn user(n: u128) -> UserId {
    UserId(Uuid::from_u128(n))
}

fn pair(owner: u128) -> Pair {
    Pair { owner: Some(user(owner)), salesperson: None }
}

fn profile(name: &str) -> Profile {
    Profile {
        name: name.into(),
        short_name: None,
        phone: None,
        address: None,
        tags: BTreeSet::new(),
        remarks: None,
        kept: Kept::new(),
    }
}

fn run(
    before: Option<&Record>,
    role: Role,
    command: impl Into<CustomerCommand>,
) -> Result<Accepted, Refusal> {
    let actor = Standing { who: Who::Person(user(1)), roles: BTreeSet::from([role]), holds: Vec::new() };
    let (policy, related) = (Policy::default(), Related::default());
    let ctx = Ctx { actor: &actor, at: AT, policy: &policy, related: &related };
    decide(before, &Command::Customer(command.into()), &ctx)
}

fn register(role: Role, owner: u128) -> Result<Accepted, Refusal> {
    run(None, role, Register { profile: profile("海通达"), pair: pair(owner) })
}

#[test]
fn a_rep_opens_a_file_in_their_own_name_only() {
    assert!(register(Role::ServiceRep, 1).is_ok());
    assert_eq!(register(Role::ServiceRep, 2), Err(Refusal::Denied));
    assert!(register(Role::ServiceSupervisor, 2).is_ok());
}

#[test]
fn a_file_without_a_name_is_malformed() {
    let nameless = Register { profile: profile(" "), pair: pair(1) };
    let refusal = run(None, Role::ServiceRep, nameless).unwrap_err();
    assert_eq!(refusal, Refusal::malformed(keys::NAME, "required"));
}

#[test]
fn a_customer_goes_from_the_owner_that_was_seen_to_another() {
    let file = register(Role::ServiceSupervisor, 1).unwrap().record;
    let moved =
        run(Some(&file), Role::ServiceSupervisor, Assign { from: pair(1), to: pair(2) }).unwrap().record;
    let Record::Customer(customer) = &moved else { panic!("another kind") };
    assert_eq!(customer.pair, pair(2));
    let again = run(Some(&moved), Role::ServiceSupervisor, Assign { from: pair(1), to: pair(2) }).unwrap();
    assert_eq!(again.outcome, Outcome::Noop);
    let stale = run(Some(&moved), Role::ServiceSupervisor, Assign { from: pair(1), to: pair(3) });
    assert!(matches!(stale, Err(Refusal::Clash(_))));
}
