//! The cards of overlays stand on sheets, so that a device starts without reading overlays one by one.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test: whatever cannot be must stop it")]

mod device;

use device::{CUSTOMER, ME, commit, customer, device, id, opened, pulled, row};
use domain::{Grant, Policies, RecordId, Scope};
use sync::replica::Replica;
use sync::store::Range;
use sync::wire::{Change, Gone, PullResponse};
use sync::{Batch, Bin, Key, MemoryStore, Part, Write};

/// Overlays of a store and its sheets of them.
fn kept(store: &MemoryStore, bin: Bin) -> Vec<(Key, Vec<u8>)> {
    let unit = |key: &Key| matches!(key, Key::List(parts) if parts[1] == Part::Text(String::new()));
    let all = store.get_all_now(bin, &Range::Within(vec![Part::Num(0)]), 10_000);
    all.into_iter().filter(|(key, _)| bin == Bin::Row || unit(key)).collect()
}

fn named(replica: &Replica) -> Option<String> {
    replica.card(id(CUSTOMER), &Policies::default()).unwrap().map(|card| card.face.title)
}

/// A device that was sent these names one after another, each by a pull of its own.
fn told(names: impl IntoIterator<Item = String>) -> (MemoryStore, Replica) {
    let store = device();
    let mut replica = opened(&store);
    for (rev, name) in (6..).zip(names) {
        let change = Change::Row(row(CUSTOMER, rev, &customer(&name)));
        let plan = replica.plan_pull(&pulled(vec![change], rev), 0).unwrap();
        commit(&store, &mut replica, plan);
    }
    (store, replica)
}

fn without_overlays(store: &MemoryStore) {
    let mut batch = Batch::strict();
    batch.push(Write::DeleteRange(Bin::Row, Range::Within(vec![Part::Num(0)])));
    store.commit_now(batch).unwrap();
}

#[test]
fn a_device_starts_with_the_cards_of_overlays_without_reading_them_one_by_one() {
    let (store, _) = told(["海通达物流".to_owned(), "海通达仓储".to_owned()]);
    assert_eq!(kept(&store, Bin::Card).len(), 2);
    // What is not there cannot have been read.
    without_overlays(&store);
    assert_eq!(named(&opened(&store)), Some("海通达仓储".to_owned()));
}

#[test]
fn a_removal_is_known_from_the_sheets_and_a_return_after_it_too() {
    let (store, mut replica) = told(["海通达物流".to_owned()]);
    let scope = replica.base().get(id(CUSTOMER)).unwrap().scope.as_ref().clone();
    let gone = Change::Gone(Gone { id: id(CUSTOMER), scope, rev: 7 });
    let plan = replica.plan_pull(&pulled(vec![gone], 7), 0).unwrap();
    commit(&store, &mut replica, plan);
    without_overlays(&store);
    assert_eq!(named(&opened(&store)), None);
    let back = Change::Row(row(CUSTOMER, 8, &customer("海通达")));
    let plan = replica.plan_pull(&pulled(vec![back], 8), 0).unwrap();
    commit(&store, &mut replica, plan);
    without_overlays(&store);
    assert_eq!(named(&opened(&store)), Some("海通达".to_owned()));
}

#[test]
fn a_unit_that_is_given_up_takes_the_cards_of_its_overlays_along() {
    // One that lies in a page below, and one that never did.
    let (store, mut replica) = told(["海通达物流".to_owned()]);
    let change = Change::Row(row(11, 8, &customer("众邦")));
    let plan = replica.plan_pull(&pulled(vec![change], 8), 0).unwrap();
    commit(&store, &mut replica, plan);
    let only_org = PullResponse { grants: vec![Grant::of(&Scope::org())], ..pulled(Vec::new(), 9) };
    let plan = replica.plan_pull(&only_org, 0).unwrap();
    commit(&store, &mut replica, plan);
    let sheets = kept(&store, Bin::Card);
    let found = |name: &str| {
        sheets.iter().any(|(_, bytes)| bytes.windows(name.len()).any(|at| at == name.as_bytes()))
    };
    assert!(!found("海通达") && !found("众邦"), "the names are still on the disk");
    without_overlays(&store);
    let left: Vec<RecordId> = opened(&store).base().iter().map(|(id, _)| id).collect();
    assert_eq!(left, [id(ME)]);
}

#[test]
fn many_sheets_become_few_again() {
    let (store, mut replica) = told([]);
    for rev in 6..100 {
        let name = format!("海通达 {rev}");
        let change = Change::Row(row(CUSTOMER, rev, &customer(&name)));
        let plan = replica.plan_pull(&pulled(vec![change], rev), 0).unwrap();
        commit(&store, &mut replica, plan);
        // Also with the answer that writes them anew.
        assert_eq!(named(&opened(&store)), Some(name));
        let sheets = kept(&store, Bin::Card).len();
        assert!(sheets < 20, "{sheets} sheets for one overlay");
    }
    // More than one sheet takes: as many as are needed, each record once.
    let rows = (0..1_200).map(|n| Change::Row(row(1_000 + n, 300 + n, &customer("众"))));
    let plan = replica.plan_pull(&pulled(rows.collect(), 2_000), 0).unwrap();
    commit(&store, &mut replica, plan);
    for rev in 2_001..2_080 {
        let change = Change::Row(row(CUSTOMER, rev, &customer("海通达")));
        let plan = replica.plan_pull(&pulled(vec![change], rev), 0).unwrap();
        commit(&store, &mut replica, plan);
    }
    let sheets = kept(&store, Bin::Card).len();
    assert!((3..50).contains(&sheets), "{sheets} sheets");
    without_overlays(&store);
    assert_eq!(opened(&store).base().len(), 1_202);
}

#[test]
fn sheets_that_cannot_be_read_are_derived_anew_and_written_with_the_next_answer() {
    // The first or the second in the words of another build; none at all, as a build wrote that knew of none.
    for broken in [Some(0), Some(1), None] {
        let (store, _) = told(["海通达物流".to_owned(), "海通达仓储".to_owned()]);
        let mut batch = Batch::strict();
        for (n, (key, bytes)) in kept(&store, Bin::Card).into_iter().enumerate() {
            match broken {
                Some(broken) if broken == n => {
                    batch.push(Write::Put(Bin::Card, key, bytes.iter().map(|byte| byte ^ 0x55).collect()));
                }
                Some(_) => {}
                None => batch.push(Write::Delete(Bin::Card, key)),
            }
        }
        store.commit_now(batch).unwrap();
        let mut mine = opened(&store);
        assert_eq!(named(&mine), Some("海通达仓储".to_owned()));
        let plan = mine.plan_pull(&pulled(Vec::new(), 7), 0).unwrap();
        commit(&store, &mut mine, plan);
        assert_eq!(kept(&store, Bin::Card).len(), 1);
        without_overlays(&store);
        assert_eq!(named(&opened(&store)), Some("海通达仓储".to_owned()));
    }
}
