//! What is known of people across transactions.

use super::*;
use domain::people::{Person, Role};
use domain::values::{Json, Moment, UserId};
use uuid::Uuid;

const WHO: UserId = UserId(Uuid::from_u128(7));

fn ledger() -> SqliteLedger {
    SqliteLedger::open(Place::Memory, Epoch(Uuid::from_u128(1)), 0).unwrap()
}

/// Writes a person of that name at that revision.
fn put(ledger: &mut SqliteLedger, name: &str, rev: Rev) {
    let person = Person::new(name, [Role::ServiceRep]);
    let row = Row {
        kind: "person".into(),
        id: WHO.into(),
        parent: None,
        scope: domain::Scope::org(),
        rev,
        schema: 1,
        by: None,
        at: Moment::new(0, 480),
        body: Json::of(&person).unwrap(),
    };
    ledger.write(&WriteSet { rows: vec![row], head: rev, ..WriteSet::default() }).unwrap();
}

fn name(ledger: &SqliteLedger) -> String {
    ledger.org().unwrap().people[&WHO].name.clone()
}

#[test]
fn a_revision_that_was_taken_back_is_not_believed() {
    let mut ledger = ledger();
    ledger.begin_write().unwrap();
    put(&mut ledger, "first", 1);
    assert_eq!(name(&ledger), "first");
    ledger.rollback();
    ledger.begin_write().unwrap();
    put(&mut ledger, "second", 1);
    ledger.commit().unwrap();
    assert_eq!(name(&ledger), "second");
}

#[test]
fn reading_does_not_forget_who_everybody_is() {
    let mut ledger = ledger();
    ledger.begin_write().unwrap();
    put(&mut ledger, "first", 1);
    ledger.commit().unwrap();
    for _ in 0..2 {
        ledger.begin_read().unwrap();
        assert_eq!(name(&ledger), "first");
        ledger.rollback();
        assert!(ledger.house.borrow().is_some());
    }
}
