//! A device with one customer in somebody's care, as its store has it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test: whatever cannot be must stop it")]
#![allow(dead_code, reason = "no test needs all of it")]

use domain::access::Pair;
use domain::customer::Profile;
use domain::people::{Person, Role};
use domain::values::{Epoch, Moment};
use domain::{Grant, Record, Related, Scope, UserId};
use sync::replica::fresh;
use sync::store::now;
use sync::wire::{Change, PullResponse, Row, ScanHeader};
use sync::{MemoryStore, Replica};

pub(crate) const AT: Moment = Moment::new(1_795_327_500_000, 480);
pub(crate) const ME: u64 = 9;
pub(crate) const CUSTOMER: u64 = 10;

pub(crate) fn id<T: std::str::FromStr>(n: u64) -> T
where
    T::Err: std::fmt::Debug,
{
    format!("019ab000-0000-7000-8000-{n:012}").parse().unwrap()
}

pub(crate) fn row(n: u64, rev: u64, record: &Record) -> Row {
    Row {
        kind: record.kind().name().into(),
        id: id(n),
        parent: record.parent(),
        scope: record.scope(&Related::default()).unwrap(),
        rev,
        schema: record.schema(),
        by: None,
        at: AT,
        body: record.encode().unwrap(),
    }
}

pub(crate) fn me() -> Record {
    Person::new("周敏", [Role::ServiceRep]).into()
}

/// The golden customer under another name, in my care.
pub(crate) fn customer(name: &str) -> Record {
    let text = include_str!("../../../../tests/golden/rows/customer@1.json");
    match serde_json::from_str::<Row>(text).unwrap().record() {
        Record::Customer(mut customer) => {
            customer.profile = Profile::named(name);
            customer.pair = Pair { owner: Some(id(ME)), salesperson: None };
            customer.into()
        }
        other => panic!("{other:?}"),
    }
}

pub(crate) fn commit(store: &MemoryStore, replica: &mut Replica, plan: sync::replica::Plan) {
    store.commit_now(plan.batch.clone()).unwrap();
    replica.adopt(plan);
}

pub(crate) fn care() -> Grant {
    Grant::owner(id::<UserId>(ME))
}

pub(crate) fn pulled(changes: Vec<Change>, cursor: u64) -> PullResponse {
    let grants = vec![Grant::of(&Scope::org()), care()];
    PullResponse { epoch: id::<Epoch>(1), server_now: 0, grants, changes, cursor, more: false }
}

/// A device that has loaded one page of each unit, as its store has it.
pub(crate) fn device() -> MemoryStore {
    let store = MemoryStore::default();
    let mut replica = Replica::empty(id(ME));
    let plan = replica.plan_pull(&pulled(Vec::new(), 5), 0).unwrap();
    commit(&store, &mut replica, plan);
    for (scope, row) in
        [(Grant::of(&Scope::org()), row(ME, 1, &me())), (care(), row(CUSTOMER, 2, &customer("海通达")))]
    {
        let header = ScanHeader { epoch: id(1), scope, n: 1, left: 0, next: None };
        let page = serde_json::to_string(&[row]).unwrap();
        let plan = replica.plan_page(&header, &page, 0).unwrap().unwrap();
        commit(&store, &mut replica, plan);
    }
    store
}

pub(crate) fn opened(store: &MemoryStore) -> Replica {
    let mut replica = Replica::empty(id(ME));
    replica.refresh(now(fresh(store, None)).unwrap());
    replica
}
