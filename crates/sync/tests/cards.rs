//! Cards in memory, bodies in the store: whoever looks before a body was read is told so, and never sees half of it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test: whatever cannot be must stop it")]

use domain::access::Pair;
use domain::card::Card;
use domain::customer::{Profile, keys};
use domain::people::{Person, Role};
use domain::values::{CommandId, Epoch, Moment};
use domain::{Command, Grant, Policy, Record, RecordId, Related, Scope, UserId};
use std::collections::BTreeSet;
use sync::replica::{Asleep, Intent, NotSaved, bodies, fresh};
use sync::store::now;
use sync::wire::{Change, PullResponse, Row, ScanHeader};
use sync::{Batch, Bin, Key, MemoryStore, Part, Replica, Store as _, Write};

const AT: Moment = Moment::new(1_795_327_500_000, 480);
const ME: u64 = 9;
const CUSTOMER: u64 = 10;

fn id<T: std::str::FromStr>(n: u64) -> T
where
    T::Err: std::fmt::Debug,
{
    format!("019ab000-0000-7000-8000-{n:012}").parse().unwrap()
}

fn row(n: u64, rev: u64, record: &Record) -> Row {
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

fn me() -> Record {
    Person::new("周敏", [Role::ServiceRep]).into()
}

/// The golden customer under another name, in my care.
fn customer(name: &str) -> Record {
    let text = include_str!("../../../tests/golden/rows/customer@1.json");
    match serde_json::from_str::<Row>(text).unwrap().record() {
        Record::Customer(mut customer) => {
            customer.profile = Profile::named(name);
            customer.pair = Pair { owner: Some(id(ME)), salesperson: None };
            customer.into()
        }
        other => panic!("{other:?}"),
    }
}

fn commit(store: &MemoryStore, replica: &mut Replica, plan: sync::replica::Plan) {
    store.commit_now(plan.batch.clone()).unwrap();
    replica.adopt(plan);
}

fn care() -> Grant {
    Grant::owner(id::<UserId>(ME))
}

fn pulled(changes: Vec<Change>, cursor: u64) -> PullResponse {
    let grants = vec![Grant::of(&Scope::org()), care()];
    PullResponse { epoch: id::<Epoch>(1), server_now: 0, grants, changes, cursor, more: false }
}

/// A device that has loaded one page of each unit, as its store has it.
fn device() -> MemoryStore {
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

fn opened(store: &MemoryStore) -> Replica {
    let mut replica = Replica::empty(id(ME));
    replica.refresh(now(fresh(store, None)).unwrap());
    replica
}

fn wake(store: &MemoryStore, replica: &mut Replica, asleep: &Asleep) {
    let rows = now(bodies(store, &replica.wanted(asleep))).unwrap();
    replica.awake(rows);
}

fn name_of(replica: &Replica) -> Result<String, Asleep> {
    match replica.view(id(CUSTOMER), &Policy::default())?.unwrap().record {
        Record::Customer(customer) => Ok(customer.profile.get(keys::NAME).to_owned()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_card_is_there_at_once_and_the_body_when_it_was_read() {
    let store = device();
    let mut replica = opened(&store);
    let card = replica.card(id(CUSTOMER), &Policy::default()).unwrap().unwrap();
    assert_eq!(card, Card::of(id(CUSTOMER), &customer("海通达")));
    let asleep = name_of(&replica).unwrap_err();
    assert_eq!(asleep, Asleep(BTreeSet::from([id::<RecordId>(CUSTOMER)])));
    wake(&store, &mut replica, &asleep);
    assert_eq!(name_of(&replica), Ok("海通达".to_owned()));
}

/// A command decided on "there is nothing" would open the same file a second time.
#[test]
fn nothing_is_decided_on_a_record_whose_body_was_not_read() {
    let store = device();
    let mut replica = opened(&store);
    let assign = domain::customer::Assign {
        from: Pair { owner: Some(id(ME)), salesperson: None },
        to: Pair::default(),
    };
    let intent = Intent {
        id: CommandId(id::<RecordId>(70).0),
        rec: id(CUSTOMER),
        command: Command::Customer(assign.into()),
        deps: Vec::new(),
        hold_ms: 0,
    };
    let mut needed = BTreeSet::new();
    let refusal = loop {
        match replica.save(vec![intent.clone()], AT, 0, "test", &Policy::default()) {
            Err(NotSaved::Asleep(asleep)) => {
                assert!(needed.is_disjoint(&asleep.0), "asked twice for {asleep:?}");
                needed.extend(asleep.0.iter().copied());
                wake(&store, &mut replica, &asleep);
            }
            Err(NotSaved::Refused(refusal)) => break refusal,
            Ok(saved) => panic!("{saved:?}"),
        }
    };
    // Decided on who I am and whose customer it is: a rep assigns nobody.
    assert_eq!(needed, BTreeSet::from([id::<RecordId>(ME), id::<RecordId>(CUSTOMER)]));
    assert_eq!(refusal, domain::Refusal::Denied);
}

#[test]
fn cards_that_cannot_be_read_are_derived_anew_and_kept() {
    let store = device();
    let key = Key::List(vec![Part::Num(0), Part::Text(care().as_str().to_owned()), Part::Num(0)]);
    let written = now(store.get(Bin::Card, &key)).unwrap().unwrap();
    let mut older = written.clone();
    older[0] ^= 0x55;
    for stored in [Vec::new(), older, vec![0xff; 9], written.iter().take(20).copied().collect()] {
        let mut batch = Batch::strict();
        batch.push(Write::Put(Bin::Card, key.clone(), stored));
        store.commit_now(batch).unwrap();
        let card = opened(&store).card(id(CUSTOMER), &Policy::default()).unwrap();
        assert_eq!(card, Some(Card::of(id(CUSTOMER), &customer("海通达"))));
        assert_eq!(now(store.get(Bin::Card, &key)).unwrap(), Some(written.clone()));
    }
}

#[test]
fn what_another_tab_pulled_is_not_hidden_by_a_body_at_hand() {
    let store = device();
    let (mut mine, mut other) = (opened(&store), opened(&store));
    wake(&store, &mut mine, &Asleep(BTreeSet::from([id(CUSTOMER)])));
    let change = Change::Row(row(CUSTOMER, 6, &customer("海通达物流")));
    let plan = other.plan_pull(&pulled(vec![change], 6), 0).unwrap();
    commit(&store, &mut other, plan);
    let known = mine.meta().gen_no;
    mine.refresh(now(fresh(&store, Some(known))).unwrap());
    assert_eq!(mine.card(id(CUSTOMER), &Policy::default()).unwrap().unwrap().face.title, "海通达物流");
    let asleep = name_of(&mine).unwrap_err();
    wake(&store, &mut mine, &asleep);
    assert_eq!(name_of(&mine), Ok("海通达物流".to_owned()));
}
