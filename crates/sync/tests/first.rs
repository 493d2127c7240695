//! What lists show first: one value, kept and taken away with what it shows.

#![expect(clippy::unwrap_used, reason = "a test: whatever cannot be must stop it")]

mod device;

use device::{CUSTOMER, commit, customer, device, id, opened, pulled, row};
use domain::{Grant, Related, Scope};
use sync::replica::{First, Held, Place};
use sync::store::now;
use sync::wire::{Change, Gone, PullResponse};
use sync::{Batch, MemoryStore, Write};

/// Two cards, as the list of customers stood.
fn list() -> First {
    let held = |n, name| Held::of(&row(n, 3, &customer(name)), Place::Overlay);
    First { held: vec![held(12, "众邦"), held(CUSTOMER, "海通达")], counts: vec![2, 1] }
}

fn keep(store: &MemoryStore, first: &First) {
    let mut batch = Batch::relaxed();
    batch.writes.extend(first.write());
    store.commit_now(batch).unwrap();
}

#[test]
fn what_lists_show_first_is_read_as_it_was_kept() {
    let store = device();
    assert_eq!(now(First::read(&store)), None);
    keep(&store, &list());
    assert_eq!(now(First::read(&store)), Some(list()));
    let Some(Write::Put(bin, key, mut bytes)) = list().write() else { panic!() };
    bytes[0] ^= 0x55;
    let mut batch = Batch::relaxed();
    batch.push(Write::Put(bin, key, bytes));
    store.commit_now(batch).unwrap();
    assert_eq!(now(First::read(&store)), None, "written by another build");
}

/// Nobody sees for a moment what was taken from them. Source: SYNC I6
#[test]
fn what_lists_show_first_goes_with_the_first_row_that_goes() {
    let scope = customer("海通达").scope(&Related::default()).unwrap();
    let gone = Change::Gone(Gone { id: id(CUSTOMER), scope, rev: 6 });
    let renamed = Change::Row(row(CUSTOMER, 6, &customer("海通达物流")));
    let only_org = PullResponse { grants: vec![Grant::of(&Scope::org())], ..pulled(Vec::new(), 6) };
    for (answer, stays) in
        [(pulled(vec![gone], 6), false), (only_org, false), (pulled(vec![renamed], 6), true)]
    {
        let store = device();
        keep(&store, &list());
        let mut replica = opened(&store);
        let plan = replica.plan_pull(&answer, 0).unwrap();
        commit(&store, &mut replica, plan);
        assert_eq!(now(First::read(&store)).is_some(), stays, "{answer:?}");
    }
    let store = device();
    keep(&store, &list());
    let mut replica = opened(&store);
    let plan = replica.plan_reset(id(2)).unwrap();
    commit(&store, &mut replica, plan);
    assert_eq!(now(First::read(&store)), None);
}
