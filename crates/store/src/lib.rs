//! The device's store on `IndexedDB`.
//!
//! One object store per [`sync::Bin`], keys out of line, values opaque bytes that passed a
//! [`sync::store::Seal`]. The version of the database is 1 for ever: no deployment ever waits for another tab.
//!
//! # Invariants
//! - A batch is stored completely or not at all. Everything is computed, sealed and turned into JavaScript
//!   values before the transaction is opened; inside there are only requests, no `await` and no foreign code;
//!   then comes the commit. No other crate opens a transaction.
//! - `Ok` means that the browser said `complete`, never that a request succeeded. Source: RELIABILITY 0, fact 5
//! - Every transaction, reading ones too, is told to commit before anything is awaited: no page that is left or frozen
//!   keeps others from the database.
//! - A connection that is lost is opened again and the same batch written once more, once.
//!
//! On targets other than wasm32 this crate is empty.

#![cfg(target_arch = "wasm32")]

mod deletion;
mod failure;
mod finish;
mod first;
mod handle;
mod key;
mod prepared;
mod read;
mod room;
mod slot;
mod store;

pub use deletion::{Deletion, delete_database};
pub use store::IndexedDbStore;
