//! Keys and limits at their edges, and values that are not ours.

use crate::browser::{fresh, name_of, names, promised};
use store::IndexedDbStore;
use sync::store::{Batch, Bin, Key, Part, Range, Seal, SealError, Store as _, StoreError, Write};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn at_most_none_is_none() {
    let store = fresh("none").await;
    store.commit(names(&["a"])).await.unwrap();
    assert_eq!(store.get_all(Bin::Meta, &Range::All, 0).await, Ok(Vec::new()));
}

#[wasm_bindgen_test]
async fn the_largest_number_of_javascript_is_a_key_and_the_next_is_refused() {
    let store = fresh("largest").await;
    let put = |number| Batch {
        writes: vec![Write::Put(Bin::Ballast, Key::Num(number), Vec::new())],
        ..Batch::strict()
    };
    store.commit(put((1 << 53) - 1)).await.unwrap();
    let found = store.get_all(Bin::Ballast, &Range::All, 9).await.unwrap();
    assert_eq!(found, [(Key::Num((1 << 53) - 1), Vec::new())]);
    assert!(matches!(store.commit(put(1 << 53)).await, Err(StoreError::Broken(_))));
}

#[wasm_bindgen_test]
async fn a_range_holds_whatever_comes_behind_its_parts() {
    let store = fresh("behind").await;
    let text = |text: &str| Part::Text(text.to_owned());
    let first = vec![Part::Num(1), text("care:a:")];
    let behind =
        [Part::Num(0), Part::Num((1 << 53) - 1), text(""), text("z"), text("客户"), text("\u{10ffff}")];
    let keys = behind.map(|part| Key::List([first.clone(), vec![part]].concat()));
    // The parts alone are not within themselves, and neither are lists that only look like them.
    let others = [
        Key::List(first.clone()),
        Key::List(vec![Part::Num(1), text("care:a:z")]),
        Key::List(vec![Part::Num(2)]),
    ];
    let writes = keys.iter().chain(&others).map(|key| Write::Put(Bin::Blk, key.clone(), Vec::new()));
    store.commit(Batch { writes: writes.collect(), ..Batch::relaxed() }).await.unwrap();
    let found = store.get_all(Bin::Blk, &Range::Within(first), 99).await.unwrap();
    assert_eq!(found.into_iter().map(|(key, _)| key).collect::<Vec<_>>(), keys);
    let all = store.get_all(Bin::Blk, &Range::Within(Vec::new()), 99).await.unwrap();
    assert_eq!(all.len(), keys.len() + others.len());
}

#[wasm_bindgen_test]
async fn a_bin_is_emptied_and_its_numbers_go_on() {
    let store = fresh("emptied").await;
    let append = || Write::Append(Bin::Out, Vec::new());
    let first = store.commit(Batch { writes: vec![append(), append()], ..Batch::strict() }).await.unwrap();
    let writes = vec![Write::DeleteRange(Bin::Out, Range::All), append()];
    let next = store.commit(Batch { writes, ..Batch::strict() }).await.unwrap();
    assert!(first.iter().max() < next.iter().min());
    assert_eq!(store.get_all(Bin::Out, &Range::All, 9).await.unwrap().len(), 1);
}

#[wasm_bindgen_test]
async fn a_value_that_is_not_bytes_is_unreadable() {
    let test = "foreign";
    let store = fresh(test).await;
    store.commit(names(&["a"])).await.unwrap();
    promised(&format!(
        "new Promise((done, failed) => {{
            const opening = indexedDB.open({:?});
            opening.onerror = failed;
            opening.onsuccess = () => {{
                const transaction = opening.result.transaction('meta', 'readwrite');
                transaction.objectStore('meta').put('not bytes', 'a');
                transaction.oncomplete = () => {{ opening.result.close(); done(); }};
            }};
        }})",
        name_of(test)
    ))
    .await;
    assert_eq!(store.get(Bin::Meta, &"a".into()).await, Err(StoreError::Unreadable));
    assert_eq!(store.get_all(Bin::Meta, &Range::All, 9).await, Err(StoreError::Unreadable));
}

/// Turns every byte round, and writes the bin and the key it was told in front.
struct Sealed;

fn told(bin: Bin, key: Option<&Key>) -> Vec<u8> {
    format!("{bin:?} {key:?} ").into_bytes()
}

impl Seal for Sealed {
    fn close(&self, bin: Bin, key: Option<&Key>, value: Vec<u8>) -> Vec<u8> {
        told(bin, key).into_iter().chain(value.into_iter().map(|byte| !byte)).collect()
    }

    fn open(&self, bin: Bin, key: Option<&Key>, stored: Vec<u8>) -> Result<Vec<u8>, SealError> {
        let value = stored.strip_prefix(told(bin, key).as_slice()).ok_or(SealError)?;
        Ok(value.iter().map(|byte| !byte).collect())
    }
}

#[wasm_bindgen_test]
async fn every_value_passes_the_seal_on_both_ways_and_for_the_same_key() {
    let test = "seal";
    let open = fresh(test).await;
    let sealed = IndexedDbStore::new(name_of(test), Sealed);
    let writes = vec![
        Write::Put(Bin::Meta, "put".into(), b"1".to_vec()),
        Write::Add(Bin::Meta, "add".into(), b"2".to_vec()),
        Write::Append(Bin::Out, b"3".to_vec()),
    ];
    let [number] = sealed.commit(Batch { writes, ..Batch::strict() }).await.unwrap()[..] else {
        panic!("one number")
    };
    // What was appended without a key is rewritten and read with one.
    let rewritten = Write::Put(Bin::Out, Key::Num(number), b"4".to_vec());
    assert_eq!(sealed.get(Bin::Out, &Key::Num(number)).await, Ok(Some(b"3".to_vec())));
    sealed.commit(Batch { writes: vec![rewritten], ..Batch::strict() }).await.unwrap();
    assert_eq!(sealed.get_all(Bin::Out, &Range::All, 9).await, Ok(vec![(Key::Num(number), b"4".to_vec())]));
    assert_eq!(sealed.get(Bin::Meta, &"put".into()).await, Ok(Some(b"1".to_vec())));
    assert_eq!(sealed.get(Bin::Meta, &"add".into()).await, Ok(Some(b"2".to_vec())));
    assert_ne!(open.get(Bin::Meta, &"put".into()).await, Ok(Some(b"1".to_vec())));
    open.commit(names(&["put"])).await.unwrap();
    assert_eq!(sealed.get(Bin::Meta, &"put".into()).await, Err(StoreError::Unreadable));
}
