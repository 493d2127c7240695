//! Racing tabs: an answer is only ever applied to the base it was asked for.

#![expect(clippy::unwrap_used, reason = "a test: whatever cannot be must stop it")]

use domain::values::{Epoch, Json, Moment};
use domain::{Grant, Scope, UserId};
use std::collections::BTreeMap;
use sync::wire::{Mutation, PullResponse, PushResponse, PushResult, RecordRef, Status};
use sync::{Bin, Entry, Key, MemoryStore, Replica, StoreError, Write};

fn id<T: std::str::FromStr>(n: u64) -> T
where
    T::Err: std::fmt::Debug,
{
    format!("019ab000-0000-7000-8000-{n:012}").parse().unwrap()
}

fn answer(cursor: u64) -> PullResponse {
    PullResponse {
        epoch: id::<Epoch>(1),
        server_now: 0,
        grants: vec![Grant::of(&Scope::org())],
        changes: Vec::new(),
        cursor,
        more: false,
    }
}

/// Applies the answer to a replica as its tab would, if the race is won.
fn apply(store: &MemoryStore, tab: &mut Replica, cursor: u64) -> Result<(), StoreError> {
    let plan = tab.plan_pull(&answer(cursor), 0).unwrap();
    store.commit_now(plan.batch.clone())?;
    tab.adopt(plan);
    Ok(())
}

#[test]
fn a_tab_that_slept_through_two_changes_loses_the_race() {
    let store = MemoryStore::default();
    let (mut awake, mut asleep) = (Replica::empty(id::<UserId>(9)), Replica::empty(id::<UserId>(9)));
    apply(&store, &mut awake, 1).unwrap();
    apply(&store, &mut awake, 2).unwrap();
    apply(&store, &mut awake, 3).unwrap();
    // Its answer is from before all of that. With the first key deleted it would have won.
    assert_eq!(apply(&store, &mut asleep, 1), Err(StoreError::LostRace));
    assert_eq!(awake.meta().cursor, Some(3));
}

#[test]
fn won_races_are_not_remembered_for_ever() {
    let mut tab = Replica::empty(id::<UserId>(9));
    let mut forgotten = Vec::new();
    for cursor in 1..=10_005 {
        let plan = tab.plan_pull(&answer(cursor), 0).unwrap();
        forgotten.extend(plan.batch.writes.iter().filter_map(|write| match write {
            Write::Delete(Bin::Gen, key) => Some(key.clone()),
            _ => None,
        }));
        tab.adopt(plan);
    }
    assert_eq!(forgotten, (0..=5).map(Key::Num).collect::<Vec<_>>());
}

/// The browser tells of a save when it likes. An answer that was faster must not be forgotten by it: after a restore
/// of the server, what counts as waiting is not offered again, and would be lost. Found by seed 614.
#[test]
fn the_late_word_of_a_save_does_not_undo_its_answer() {
    let mut tab = Replica::empty(id::<UserId>(9));
    let m = Mutation {
        id: id(100),
        name: "complaint.accept".into(),
        v: 1,
        rec: RecordRef { kind: "complaint".into(), id: id(11) },
        deps: Vec::new(),
        actor: id(9),
        at: Moment::new(0, 480),
        app: "test".into(),
        base_rev: None,
        args: Json::of(&serde_json::Map::new()).unwrap(),
        told: None,
    };
    let entry = Entry::new(m, 0);
    tab.saved(&[1], vec![entry.clone()]);
    let result = PushResult {
        id: id(100),
        status: Status::Applied,
        code: None,
        params: BTreeMap::new(),
        rev: 7,
        flags: Vec::new(),
        told: None,
    };
    let (epoch, results) = (id(1), vec![result.clone()]);
    let pushed = PushResponse { epoch, server_now: 0, head: 7, safe_rev: 0, results, rows: Vec::new() };
    let plan = tab.plan_push(&pushed, 0).unwrap();
    tab.adopt(plan);
    tab.saved(&[1], vec![entry]);
    assert_eq!(tab.outbox().get(&1).unwrap().result, Some(result));
}
