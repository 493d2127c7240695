//! Connections that browsers take away: opened again, and the same batch written once more, once.

use crate::browser::{fresh, name_of, names, plan, promised, script, store, stored, times_opened};
use std::time::Duration;
use store::{Deletion, delete_database};
use sync::store::{Batch, Bin, Range, Store as _, StoreError, Write};
use wasm_bindgen_test::wasm_bindgen_test;

const OK: Result<Vec<u64>, StoreError> = Ok(Vec::new());

/// What `WebKit` does to pages in the background, as seen from the page: `transaction()` throws.
#[wasm_bindgen_test]
async fn a_handle_that_was_closed_underneath_is_replaced_and_the_batch_is_written() {
    let test = "closed";
    let store = fresh(test).await;
    store.commit(names(&["a"])).await.unwrap();
    plan(test, &["close"]);
    assert_eq!(store.commit(names(&["b"])).await, OK);
    assert_eq!(times_opened(test), "2");
    assert_eq!(stored(test).await, ["a".into(), "b".into()]);
}

#[wasm_bindgen_test]
async fn a_read_on_a_closed_handle_is_answered() {
    let test = "closed_read";
    let store = fresh(test).await;
    store.commit(names(&["a"])).await.unwrap();
    plan(test, &["close"]);
    assert_eq!(store.get(Bin::Meta, &"a".into()).await, Ok(Some(b"x".to_vec())));
    plan(test, &["close"]);
    assert_eq!(store.get_all(Bin::Meta, &Range::All, 9).await.unwrap().len(), 1);
    assert_eq!(times_opened(test), "3");
}

#[wasm_bindgen_test]
async fn a_connection_that_is_lost_twice_is_closed_and_then_works_again() {
    let test = "twice";
    let store = fresh(test).await;
    plan(test, &["close", "close"]);
    assert_eq!(store.commit(names(&["a"])).await, Err(StoreError::Closed));
    assert_eq!(stored(test).await, []);
    assert_eq!(store.commit(names(&["a"])).await, OK);
}

#[wasm_bindgen_test]
async fn a_transaction_that_dies_of_an_unknown_error_is_written_once_more() {
    let test = "unknown";
    let store = fresh(test).await;
    plan(test, &["unknown"]);
    assert_eq!(store.commit(names(&["a"])).await, OK);
    assert_eq!(times_opened(test), "2");
}

/// The first attempt was stored, but the answer got lost: the second finds its generation taken, and stores
/// nothing twice.
#[wasm_bindgen_test]
async fn a_batch_whose_answer_was_lost_says_that_its_race_is_lost() {
    let test = "unheard";
    let store = fresh(test).await;
    plan(test, &["unheard"]);
    let writes = vec![Write::Append(Bin::Out, b"x".to_vec()), Write::Add(Bin::Gen, 1.into(), Vec::new())];
    assert_eq!(store.commit(Batch { writes, ..Batch::strict() }).await, Err(StoreError::LostRace));
    assert_eq!(store.get_all(Bin::Out, &Range::All, 9).await.unwrap().len(), 1);
}

/// Without an `Add` the entry is there twice: the outbox knows it by the id of its mutation. Source: SYNC 4.3
#[wasm_bindgen_test]
async fn an_entry_whose_answer_was_lost_is_there_twice_and_never_not() {
    let test = "unheard_entry";
    let store = fresh(test).await;
    plan(test, &["unheard"]);
    let given =
        store.commit(Batch { writes: vec![Write::Append(Bin::Out, b"x".to_vec())], ..Batch::strict() }).await;
    let entries = store.get_all(Bin::Out, &Range::All, 9).await.unwrap();
    assert_eq!(entries.len(), 2);
    assert_eq!(
        entries.last().map(|(key, _)| key.clone()),
        given.unwrap().first().map(|number| (*number).into())
    );
}

#[wasm_bindgen_test]
async fn a_handle_lets_go_when_the_database_is_deleted_and_makes_it_anew() {
    let test = "deleted";
    let store = fresh(test).await;
    store.commit(names(&["a"])).await.unwrap();
    assert_eq!(delete_database(&name_of(test)).await, Ok(Deletion::Done));
    assert_eq!(store.get(Bin::Meta, &"a".into()).await, Ok(None));
    assert_eq!(store.commit(names(&["b"])).await, OK);
    assert_eq!(stored(test).await, ["b".into()]);
}

#[wasm_bindgen_test]
async fn a_handle_that_hears_that_it_was_closed_is_replaced() {
    let test = "close_event";
    let store = fresh(test).await;
    store.commit(names(&["a"])).await.unwrap();
    script(&format!("watch.handles[{:?}].dispatchEvent(new Event('close'))", name_of(test)));
    assert_eq!(store.commit(names(&["b"])).await, OK);
    assert_eq!(times_opened(test), "2");
}

#[wasm_bindgen_test]
async fn a_store_that_is_closed_opens_again() {
    let test = "closed_by_us";
    let store = fresh(test).await;
    store.commit(names(&["a"])).await.unwrap();
    store.close();
    assert_eq!(store.commit(names(&["b"])).await, OK);
    assert_eq!(times_opened(test), "2");
}

#[wasm_bindgen_test]
async fn calls_at_the_same_time_share_a_connection() {
    let test = "shared";
    let store = fresh(test).await;
    let (one, other) =
        futures_util::future::join(store.commit(names(&["a"])), store.commit(names(&["b"]))).await;
    assert_eq!((one, other), (OK, OK));
    assert_eq!(store.commit(names(&["c"])).await, OK);
    assert_eq!(times_opened(test), "1");
}

/// Holds a connection as a program does that does not listen.
async fn hold(test: &str) {
    promised(&format!(
        "new Promise((done) => {{
            const opening = indexedDB.open({0:?});
            opening.onsuccess = () => {{ watch.raw[{0:?}] = opening.result; done(); }};
        }})",
        name_of(test)
    ))
    .await;
}

fn let_go(test: &str) {
    script(&format!("watch.raw[{:?}].close()", name_of(test)));
}

#[wasm_bindgen_test]
async fn deleting_says_when_another_tab_does_not_let_go() {
    let test = "blocked";
    fresh(test).await.probe().await.unwrap();
    hold(test).await;
    assert_eq!(delete_database(&name_of(test)).await, Ok(Deletion::Waiting));
    let_go(test);
    assert_eq!(delete_database(&name_of(test)).await, Ok(Deletion::Done));
}

/// The browser lets nobody open a database that waits to be deleted.
#[wasm_bindgen_test]
async fn a_probe_gives_up_an_opening_that_does_not_come() {
    let test = "queued";
    fresh(test).await.probe().await.unwrap();
    hold(test).await;
    assert_eq!(delete_database(&name_of(test)).await, Ok(Deletion::Waiting));
    let store = store(test);
    assert_eq!(store.probe_within(Duration::from_millis(1)).await, Err(StoreError::Closed));
    let_go(test);
    // The opening that was given up takes no place, and so costs the batch no attempt.
    plan(test, &["close"]);
    assert_eq!(store.commit(names(&["a"])).await, OK);
    assert_eq!(stored(test).await, ["a".into()]);
}

#[wasm_bindgen_test]
async fn a_probe_opens_a_dead_connection_again() {
    let test = "probe";
    let store = fresh(test).await;
    assert_eq!(store.probe().await, Ok(()));
    plan(test, &["close", "close"]);
    assert_eq!(store.probe().await, Ok(()));
    assert_eq!(store.commit(names(&["a"])).await, OK);
}

#[wasm_bindgen_test]
async fn a_probe_gives_up_a_connection_that_does_not_answer() {
    let test = "silent";
    let store = fresh(test).await;
    store.probe().await.unwrap();
    // A transaction that never comes to its end keeps every reader waiting.
    promised(&format!(
        "new Promise((done) => {{
            const opening = indexedDB.open({0:?});
            opening.onsuccess = () => {{
                const bin = opening.result.transaction('meta', 'readwrite').objectStore('meta');
                const busy = () => {{
                    done();
                    if (watch.raw[{0:?}] === 'let go') opening.result.close();
                    else bin.get('nothing').onsuccess = busy;
                }};
                busy();
            }};
        }})",
        name_of(test)
    ))
    .await;
    assert_eq!(store.probe_within(Duration::from_millis(1)).await, Err(StoreError::Closed));
    // By us, by the busy one, and by us again.
    assert_eq!(times_opened(test), "3");
    script(&format!("watch.raw[{:?}] = 'let go'", name_of(test)));
    assert_eq!(store.probe().await, Ok(()));
}
