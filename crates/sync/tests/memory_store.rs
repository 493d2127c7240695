//! The store in memory keeps the contract, and forgets exactly what a crash forgets.

use sync::store::{contract, now};
use sync::{Batch, Bin, Key, MemoryStore, Write};

macro_rules! case {
    ($name:ident) => {
        #[test]
        fn $name() {
            now(contract::$name(&MemoryStore::default()));
        }
    };
}

sync::store_contract!(case);

fn put(mut batch: Batch, value: u8) -> Batch {
    batch.push(Write::Put(Bin::Meta, Key::from("a"), vec![value]));
    batch
}

#[test]
fn a_crash_forgets_relaxed_transactions_only_since_the_last_strict_one() {
    let store = MemoryStore::default();
    store.commit_now(put(Batch::relaxed(), 1)).unwrap();
    store.commit_now(put(Batch::strict(), 2)).unwrap();
    store.commit_now(put(Batch::relaxed(), 3)).unwrap();
    store.commit_now(put(Batch::relaxed(), 4)).unwrap();
    assert_eq!(store.unflushed(), 2);
    let mut same = store.clone();
    same.crash(1);
    assert_eq!(same.get_now(Bin::Meta, &"a".into()), Some(vec![3]));
    same = store;
    same.crash(9);
    assert_eq!(same.get_now(Bin::Meta, &"a".into()), Some(vec![2]));
}
