//! A batch that has become JavaScript values, and the one place that writes.

use crate::failure::Failure;
use crate::finish::finish;
use crate::{key, room};
use indexed_db_futures::database::Database;
use indexed_db_futures::future::BasicRequest;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{
    Transaction, TransactionDurability, TransactionMode, TransactionOptions,
};
use js_sys::Uint8Array;
use std::collections::BTreeSet;
use sync::store::Seal;
use sync::{Batch, Bin, Durability, Key, Range, Write};
use wasm_bindgen::JsValue;

/// One request, with nothing left to compute.
enum Request {
    Put {
        key: JsValue,
        value: JsValue,
    },
    Add {
        key: JsValue,
        value: JsValue,
    },
    Append {
        value: JsValue,
    },
    /// One key or a range of them.
    Delete {
        what: JsValue,
    },
    Clear,
}

/// A batch whose every value is sealed and every key is checked. It can be written more than once.
pub(crate) struct Prepared {
    requests: Vec<(Bin, Request)>,
    durability: TransactionDurability,
}

impl Prepared {
    /// Does all the work that could fail, panic or take long, while no transaction is open.
    pub(crate) fn new(batch: Batch, seal: &impl Seal) -> Result<Self, Failure> {
        let durability = match batch.durability {
            Durability::Strict => TransactionDurability::Strict,
            Durability::Relaxed => TransactionDurability::Relaxed,
        };
        let requests =
            batch.writes.into_iter().map(|write| prepare(write, seal)).collect::<Result<_, _>>()?;
        Ok(Self { requests, durability })
    }

    /// Whether there is nothing to write.
    pub(crate) const fn is_empty(&self) -> bool {
        self.requests.is_empty()
    }

    /// Writes all of it or nothing, and answers the numbers given.
    ///
    /// From the opening of the transaction to `commit` nothing is awaited: the browser would commit what it
    /// has as soon as it had no request pending. Source: SYNC 4.1
    pub(crate) async fn write(&self, database: &Database) -> Result<Vec<u64>, Failure> {
        let transaction = self.begin(database)?;
        // Leaving here by `?` drops the transaction, which aborts it.
        let appended = self.issue(&transaction)?;
        if let Err(failure) = finish(transaction).await {
            let is_full = failure == Failure::Aborted && room::is_short().await;
            return Err(if is_full { Failure::Full } else { failure });
        }
        let mut numbers = Vec::with_capacity(appended.len());
        for request in appended {
            // The transaction is complete, so every request has its result already: this waits for nothing.
            numbers.push(key::number_from_js(request.await?)?);
        }
        Ok(numbers)
    }

    fn begin<'a>(&self, database: &'a Database) -> Result<Transaction<'a>, Failure> {
        let mut bins = BTreeSet::new();
        bins.extend(self.requests.iter().map(|(bin, _)| *bin));
        let names: Vec<&str> = bins.into_iter().map(Bin::name).collect();
        let options = TransactionOptions::new().with_durability(self.durability);
        let transaction =
            database.transaction(names).with_mode(TransactionMode::Readwrite).with_options(options);
        Ok(transaction.build()?)
    }

    /// Hands every request to the browser, in order, and waits for none of them.
    fn issue(&self, transaction: &Transaction<'_>) -> Result<Vec<BasicRequest<f64>>, Failure> {
        let mut appended = Vec::new();
        for (bin, request) in &self.requests {
            let store = transaction.object_store(bin.name())?;
            match request {
                Request::Put { key, value } => {
                    drop(store.put(value).with_key(key).without_key_type().primitive()?);
                }
                Request::Add { key, value } => {
                    drop(store.add(value).with_key(key).without_key_type().primitive()?);
                }
                Request::Append { value } => {
                    appended.push(store.add(value).with_key_type::<f64>().primitive()?);
                }
                Request::Delete { what } => drop(store.delete(what).primitive()?),
                Request::Clear => drop(store.clear()?),
            }
        }
        Ok(appended)
    }
}

/// The key that a value is sealed for. That of the outbox is not known before the write.
pub(crate) fn sealed_for(bin: Bin, key: &Key) -> Option<&Key> {
    (bin != Bin::Out).then_some(key)
}

fn prepare(write: Write, seal: &impl Seal) -> Result<(Bin, Request), Failure> {
    let close = |bin, key: Option<&Key>, value| {
        JsValue::from(Uint8Array::from(seal.close(bin, key, value).as_slice()))
    };
    Ok(match write {
        Write::Put(bin, key, value) => {
            (bin, Request::Put { key: key::to_js(&key)?, value: close(bin, sealed_for(bin, &key), value) })
        }
        Write::Add(bin, key, value) => {
            (bin, Request::Add { key: key::to_js(&key)?, value: close(bin, sealed_for(bin, &key), value) })
        }
        Write::Append(bin, value) => (bin, Request::Append { value: close(bin, None, value) }),
        Write::Delete(bin, key) => (bin, Request::Delete { what: key::to_js(&key)? }),
        Write::DeleteRange(bin, Range::All) => (bin, Request::Clear),
        Write::DeleteRange(bin, range) => (bin, Request::Delete { what: key::range_to_js(&range)? }),
    })
}
