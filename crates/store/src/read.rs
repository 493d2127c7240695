//! Reading: one value, or many with their keys.

use crate::failure::Failure;
use crate::finish::finish;
use crate::key;
use crate::prepared::sealed_for;
use indexed_db_futures::database::Database;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::TransactionMode;
use js_sys::Uint8Array;
use sync::store::Seal;
use sync::{Bin, Key};
use wasm_bindgen::{JsCast as _, JsValue};

/// One value, still sealed.
pub(crate) async fn one(database: &Database, bin: Bin, key: &JsValue) -> Result<Option<JsValue>, Failure> {
    let transaction = database.transaction(bin.name()).with_mode(TransactionMode::Readonly).build()?;
    let store = transaction.object_store(bin.name())?;
    let value = store.get(key).primitive()?;
    finish(transaction).await?;
    Ok(value.await?)
}

/// Keys and values, still sealed, in ascending order of keys. `max` is not 0, which would mean all of them.
pub(crate) async fn many(
    database: &Database,
    bin: Bin,
    range: &JsValue,
    max: u32,
) -> Result<Vec<(JsValue, JsValue)>, Failure> {
    let transaction = database.transaction(bin.name()).with_mode(TransactionMode::Readonly).build()?;
    let store = transaction.object_store(bin.name())?;
    let keys = store.get_all_keys::<JsValue>().with_query(range).with_limit(max).primitive()?;
    let values = store.get_all::<JsValue>().with_query(range).with_limit(max).primitive()?;
    finish(transaction).await?;
    let keys: Vec<_> = keys.await?.collect::<Result<_, _>>()?;
    let values: Vec<_> = values.await?.collect::<Result<_, _>>()?;
    Ok(keys.into_iter().zip(values).collect())
}

/// What a stored value holds.
pub(crate) fn open(seal: &impl Seal, bin: Bin, key: &Key, stored: &JsValue) -> Result<Vec<u8>, Failure> {
    let stored = stored.dyn_ref::<Uint8Array>().ok_or(Failure::Unreadable)?.to_vec();
    seal.open(bin, sealed_for(bin, key), stored).map_err(|_| Failure::Unreadable)
}

/// A key and what its stored value holds.
pub(crate) fn open_with_key(
    seal: &impl Seal,
    bin: Bin,
    (key, stored): (JsValue, JsValue),
) -> Result<(Key, Vec<u8>), Failure> {
    let key = key::from_js(&key)?;
    let value = open(seal, bin, &key, &stored)?;
    Ok((key, value))
}
