//! Racing tabs: an answer is only ever applied to the base it was asked for.

#![expect(clippy::unwrap_used, reason = "a test: whatever cannot be must stop it")]

use domain::values::Epoch;
use domain::{Grant, Scope, UserId};
use sync::wire::PullResponse;
use sync::{Bin, Key, MemoryStore, Replica, StoreError, Write};

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
