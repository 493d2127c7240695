//! Cards in memory, bodies in the store: whoever looks before a body was read is told so, and never sees half of it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test: whatever cannot be must stop it")]

mod device;

use device::{AT, CUSTOMER, ME, care, commit, customer, device, id, opened, pulled, row};
use domain::access::Pair;
use domain::card::Card;
use domain::customer::keys;
use domain::values::CommandId;
use domain::{Command, Policies, Record, RecordId};
use std::collections::BTreeSet;
use sync::replica::{Asleep, Intent, NotSaved, bodies, fresh};
use sync::store::now;
use sync::wire::Change;
use sync::{Batch, Bin, Key, MemoryStore, Part, Replica, Store as _, Write};

fn wake(store: &MemoryStore, replica: &mut Replica, asleep: &Asleep) {
    let rows = now(bodies(store, &replica.wanted(asleep))).unwrap();
    replica.awake(rows);
}

fn name_of(replica: &Replica) -> Result<String, Asleep> {
    match replica.view(id(CUSTOMER), &Policies::default())?.unwrap().record {
        Record::Customer(customer) => Ok(customer.profile.get(keys::NAME).to_owned()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_card_is_there_at_once_and_the_body_when_it_was_read() {
    let store = device();
    let mut replica = opened(&store);
    let card = replica.card(id(CUSTOMER), &Policies::default()).unwrap().unwrap();
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
        match replica.save(vec![intent.clone()], AT, 0, "test", &Policies::default()) {
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
        let card = opened(&store).card(id(CUSTOMER), &Policies::default()).unwrap();
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
    assert_eq!(mine.card(id(CUSTOMER), &Policies::default()).unwrap().unwrap().face.title, "海通达物流");
    let asleep = name_of(&mine).unwrap_err();
    wake(&store, &mut mine, &asleep);
    assert_eq!(name_of(&mine), Ok("海通达物流".to_owned()));
}
