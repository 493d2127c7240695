//! I17: what a browser does when a transaction is left in the middle, and that ours cannot be.
//!
//! The tests named `raw_…` say what `indexed_db_futures` alone does; they are the reason for the port.

use crate::browser::{end_the_task, fresh, name_of, names, script, store, stored};
use indexed_db_futures::database::Database;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{Transaction, TransactionMode};
use std::cell::Cell;
use std::future::poll_fn;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use store::IndexedDbStore;
use sync::store::{Bin, Key, Range, Seal, SealError, Store as _};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

async fn raw(test: &str) -> Database {
    fresh(test).await.probe().await.unwrap();
    Database::open(name_of(test)).await.unwrap()
}

fn begin(database: &Database) -> Transaction<'_> {
    database.transaction("meta").with_mode(TransactionMode::Readwrite).build().unwrap()
}

fn put(
    transaction: &Transaction<'_>,
    name: &str,
) -> indexed_db_futures::Result<indexed_db_futures::future::VoidRequest> {
    let meta = transaction.object_store("meta")?;
    meta.put(JsValue::from_str("x")).with_key(name.to_owned()).without_key_type().primitive()
}

async fn raw_names(database: &Database) -> Vec<String> {
    let transaction = database.transaction("meta").build().unwrap();
    let keys = transaction.object_store("meta").unwrap().get_all_keys::<String>().primitive().unwrap();
    keys.await.unwrap().collect::<Result<_, _>>().unwrap()
}

#[wasm_bindgen_test]
async fn raw_awaiting_something_else_stores_the_first_half_and_says_error() {
    let database = raw("raw_await").await;
    let transaction = begin(&database);
    put(&transaction, "first").unwrap().await.unwrap();
    end_the_task().await;
    assert!(put(&transaction, "second").is_err());
    assert!(transaction.commit().await.is_err());
    assert_eq!(raw_names(&database).await, ["first"]);
}

#[wasm_bindgen_test]
async fn raw_dropping_after_an_await_is_no_rollback() {
    let database = raw("raw_drop").await;
    let transaction = begin(&database);
    put(&transaction, "first").unwrap().await.unwrap();
    end_the_task().await;
    drop(transaction);
    assert_eq!(raw_names(&database).await, ["first"]);
}

/// No destructor runs, so nobody tells the browser to roll back.
#[wasm_bindgen_test]
async fn raw_panicking_between_two_puts_stores_the_first() {
    let database: &'static Database = Box::leak(Box::new(raw("raw_panic").await));
    left_by_panic(move || {
        let transaction = begin(database);
        drop(put(&transaction, "first").unwrap());
        panic!("before the second");
    });
    end_the_task().await;
    assert_eq!(raw_names(database).await, ["first"]);
}

/// Version 1 for ever means that nothing would ever make the bins: whoever opens must not stop listening.
#[wasm_bindgen_test]
async fn raw_dropping_the_opening_leaves_a_database_without_bins_for_ever() {
    let test = "raw_opening";
    drop(fresh(test).await);
    let create = |database: &Database| database.create_object_store("meta").build().map(drop);
    let opening = || {
        Database::open(name_of(test)).with_version(1_u8).with_on_upgrade_needed(move |_, made| create(&made))
    };
    polled_once(opening().build().unwrap()).await;
    assert_eq!(opening().await.unwrap().object_store_names().count(), 0);
}

#[wasm_bindgen_test]
async fn a_commit_that_is_dropped_before_the_connection_stands_stores_nothing() {
    let test = "dropped_before";
    drop(fresh(test).await);
    let store = store(test);
    polled_once(store.commit(names(&["first", "second"]))).await;
    assert_eq!(stored(test).await, []);
    assert_eq!(store.commit(names(&["third"])).await, Ok(Vec::new()));
}

#[wasm_bindgen_test]
async fn a_commit_that_is_dropped_in_flight_stores_everything() {
    let test = "dropped_in_flight";
    let store = fresh(test).await;
    store.probe().await.unwrap();
    polled_once(store.commit(names(&["first", "second"]))).await;
    assert_eq!(stored(test).await, [Key::from("first"), Key::from("second")]);
}

async fn polled_once(future: impl Future) {
    let mut future = pin!(future);
    poll_fn(|context| {
        assert!(future.as_mut().poll(context).is_pending());
        Poll::Ready(())
    })
    .await;
}

/// Runs something that panics, as in the app: the panic aborts, and control is back in the browser.
fn left_by_panic(panics: impl FnMut() + 'static) {
    let call = script(
        "(panics) => { try { panics(); return 'came back'; } catch (error) { return String(error); } }",
    );
    let call: js_sys::Function = call.unchecked_into();
    let panics = Closure::<dyn FnMut()>::new(panics);
    let said = call.call1(&JsValue::NULL, panics.as_ref()).unwrap().as_string().unwrap();
    assert!(said.to_lowercase().contains("unreachable"), "{said}");
}

/// The only foreign code in a commit is the seal. This one panics at the second value.
#[derive(Default)]
struct Interrupting {
    sealed: Cell<u32>,
}

impl Seal for Interrupting {
    fn close(&self, _: Bin, _: Option<&Key>, value: Vec<u8>) -> Vec<u8> {
        self.sealed.set(self.sealed.get() + 1);
        assert!(self.sealed.get() < 2, "left in the middle");
        value
    }

    fn open(&self, _: Bin, _: Option<&Key>, stored: Vec<u8>) -> Result<Vec<u8>, SealError> {
        Ok(stored)
    }
}

#[wasm_bindgen_test]
async fn a_panic_in_the_middle_of_a_batch_stores_nothing() {
    let test = "panic";
    drop(fresh(test).await);
    let store: &'static IndexedDbStore<Interrupting> =
        Box::leak(Box::new(IndexedDbStore::new(name_of(test), Interrupting::default())));
    store.probe().await.unwrap();
    left_by_panic(move || {
        let mut commit = Box::pin(store.commit(names(&["first", "second"])));
        let mut context = Context::from_waker(Waker::noop());
        assert!(commit.as_mut().poll(&mut context).is_pending());
    });
    end_the_task().await;
    assert_eq!(stored(test).await, []);
    assert_eq!(store.get_all(Bin::Meta, &Range::All, 9).await, Ok(Vec::new()));
}

/// A write that cannot even be asked for takes back those before it.
#[wasm_bindgen_test]
async fn a_batch_with_an_impossible_write_stores_nothing() {
    let test = "impossible";
    let store = fresh(test).await;
    let mut batch = names(&["first"]);
    // Only the outbox gives numbers.
    batch.push(sync::Write::Append(Bin::Gen, Vec::new()));
    batch.push(sync::Write::Put(Bin::Meta, "last".into(), Vec::new()));
    let refused = store.commit(batch).await;
    assert!(
        matches!(&refused, Err(sync::StoreError::Broken(why)) if why.starts_with("DataError")),
        "{refused:?}"
    );
    assert_eq!(stored(test).await, []);
}
