//! What every store must do. Run on [`super::MemoryStore`] on the host and on IndexedDB in a browser.
//!
//! Each case takes an empty store and panics where the contract is broken.

#![expect(
    clippy::missing_panics_doc,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test suite that both stores run"
)]

use super::{Batch, Bin, Key, Part, Range, Store, StoreError, Write};

/// Calls a macro with the name of every case, so that each store's test file gets one test per case.
#[macro_export]
macro_rules! store_contract {
    ($each:ident) => {
        $each!(what_was_put_is_read_again);
        $each!(a_batch_is_all_or_nothing);
        $each!(numbers_are_given_in_order_and_never_again);
        $each!(keys_come_in_order);
        $each!(a_range_is_removed_and_nothing_else);
        $each!(the_slower_of_two_loses_the_race);
        $each!(nothing_is_nothing);
        $each!(large_values_survive);
    };
}

fn list(parts: &[&str]) -> Key {
    Key::List(parts.iter().map(|part| Part::Text((*part).to_owned())).collect())
}

fn batch(writes: Vec<Write>) -> Batch {
    Batch { writes, ..Batch::strict() }
}

fn put(bin: Bin, key: impl Into<Key>, value: &str) -> Write {
    Write::Put(bin, key.into(), value.as_bytes().to_vec())
}

/// A value is read as it was written; a later one replaces it.
pub async fn what_was_put_is_read_again(store: &impl Store) {
    store.commit(batch(vec![put(Bin::Meta, "a", "1"), put(Bin::Draft, "a", "客户")])).await.unwrap();
    store.commit(batch(vec![put(Bin::Meta, "a", "2")])).await.unwrap();
    assert_eq!(store.get(Bin::Meta, &"a".into()).await.unwrap(), Some(b"2".to_vec()));
    assert_eq!(store.get(Bin::Draft, &"a".into()).await.unwrap(), Some("客户".as_bytes().to_vec()));
}

/// I17: when one write fails, none is stored, not even those before it.
pub async fn a_batch_is_all_or_nothing(store: &impl Store) {
    store.commit(batch(vec![put(Bin::Gen, 7, "")])).await.unwrap();
    let lost = store
        .commit(batch(vec![
            put(Bin::Meta, "before", "x"),
            Write::Append(Bin::Out, b"x".to_vec()),
            Write::Add(Bin::Gen, 7.into(), Vec::new()),
            put(Bin::Meta, "after", "x"),
        ]))
        .await;
    assert_eq!(lost, Err(StoreError::LostRace));
    assert_eq!(store.get(Bin::Meta, &"before".into()).await.unwrap(), None);
    assert_eq!(store.get(Bin::Meta, &"after".into()).await.unwrap(), None);
    assert_eq!(store.get_all(Bin::Out, &Range::All, 9).await.unwrap(), Vec::new());
}

/// Numbers of the outbox rise, also after the last entry was removed.
pub async fn numbers_are_given_in_order_and_never_again(store: &impl Store) {
    let append = || Write::Append(Bin::Out, b"x".to_vec());
    let first = store.commit(batch(vec![append(), append()])).await.unwrap();
    let [one, two] = first.as_slice() else { panic!("two numbers for two entries") };
    assert!(one < two);
    store.commit(batch(vec![Write::Delete(Bin::Out, (*two).into())])).await.unwrap();
    let next = store.commit(batch(vec![append()])).await.unwrap();
    assert!(next.iter().all(|number| number > two));
}

/// Keys come in ascending order, numbers before texts before lists, and `max` cuts.
pub async fn keys_come_in_order(store: &impl Store) {
    let keys = [Key::Num(2), Key::Num(10), Key::from("a"), Key::from("b"), list(&["a"]), list(&["a", "b"])];
    for key in keys.iter().rev() {
        store.commit(batch(vec![put(Bin::Meta, key.clone(), "")])).await.unwrap();
    }
    let found = store.get_all(Bin::Meta, &Range::All, 99).await.unwrap();
    assert_eq!(found.into_iter().map(|(key, _)| key).collect::<Vec<_>>(), keys);
    assert_eq!(store.get_all(Bin::Meta, &Range::All, 2).await.unwrap().len(), 2);
    let behind = store.get_all(Bin::Meta, &Range::After(Key::Num(2)), 1).await.unwrap();
    assert_eq!(behind.into_iter().map(|(key, _)| key).collect::<Vec<_>>(), [Key::Num(10)]);
}

/// A range names the lists below its parts, and only those.
pub async fn a_range_is_removed_and_nothing_else(store: &impl Store) {
    let key = |generation: u64, unit: &str, n: u64| {
        Key::List(vec![Part::Num(generation), Part::Text(unit.to_owned()), Part::Num(n)])
    };
    let keys = [key(1, "care:a:", 0), key(1, "care:a:", 1), key(1, "care:a:b", 0), key(2, "care:a:", 0)];
    for key in &keys {
        store.commit(batch(vec![put(Bin::Blk, key.clone(), "x")])).await.unwrap();
    }
    let within = Range::Within(vec![Part::Num(1), Part::Text("care:a:".to_owned())]);
    assert_eq!(store.get_all(Bin::Blk, &within, 99).await.unwrap().len(), 2);
    store.commit(batch(vec![Write::DeleteRange(Bin::Blk, within)])).await.unwrap();
    let left = store.get_all(Bin::Blk, &Range::All, 99).await.unwrap();
    assert_eq!(left.into_iter().map(|(key, _)| key).collect::<Vec<_>>(), keys[2..]);
}

/// Two that want the same number: one wins, the other hears of it.
pub async fn the_slower_of_two_loses_the_race(store: &impl Store) {
    let win = |value: &str| {
        batch(vec![
            Write::Add(Bin::Gen, 1.into(), Vec::new()),
            Write::Delete(Bin::Gen, 0.into()),
            put(Bin::Meta, "who", value),
        ])
    };
    store.commit(win("first")).await.unwrap();
    assert_eq!(store.commit(win("second")).await, Err(StoreError::LostRace));
    assert_eq!(store.get(Bin::Meta, &"who".into()).await.unwrap(), Some(b"first".to_vec()));
}

/// Reading and removing what is not there is no error.
pub async fn nothing_is_nothing(store: &impl Store) {
    store.commit(batch(vec![Write::Delete(Bin::Att, "x".into()), put(Bin::Att, "empty", "")])).await.unwrap();
    store.commit(batch(Vec::new())).await.unwrap();
    assert_eq!(store.get(Bin::Att, &"x".into()).await.unwrap(), None);
    assert_eq!(store.get(Bin::Att, &"empty".into()).await.unwrap(), Some(Vec::new()));
    assert_eq!(store.get_all(Bin::Blk, &Range::All, 9).await.unwrap(), Vec::new());
}

/// A chunk of a photo comes back byte for byte.
pub async fn large_values_survive(store: &impl Store) {
    let bytes: Vec<u8> = (0_u32..256 * 1024).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let key = Key::List(vec![Part::Text("ab".repeat(32)), Part::Num(0)]);
    store.commit(batch(vec![Write::Put(Bin::Chunk, key.clone(), bytes.clone())])).await.unwrap();
    assert_eq!(store.get(Bin::Chunk, &key).await.unwrap(), Some(bytes));
}
