//! What device and server say to each other, and what a device does next.
//!
//! Pure: no HTTP client, no IndexedDB, no async runtime, no clock. The same code runs in the browser, on the
//! server (the shapes) and in the simulation, where many devices and one server run inside one test.
//!
//! # Invariants
//! - A device never edits what the server sent. What a person sees is `base + pending commands`, decided anew.
//! - An outbox entry leaves the device only after the server has stored it, and nothing but a parsed result for
//!   its id changes its state.
//! - Every change of `base` wins one compare-and-set on the store, so that racing tabs cannot mix answers.

pub mod digest;
pub mod outbox;
pub mod replica;
pub mod session;
pub mod store;
pub mod taken;
pub mod wire;

pub use outbox::{Entry, Standing as EntryStanding};
pub use replica::{Fresh, Replica, SyncMeta};
pub use session::{Answer, Input, Output, Request, Session, Trouble};
pub use store::{Batch, Bin, Durability, Key, MemoryStore, Part, Range, Store, StoreError, Write};
