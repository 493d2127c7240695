//! The device's port to durable storage: one way in (a whole [`Batch`]), two ways out.
//!
//! [`MemoryStore`] implements it for tests and simulations, the crate `store` on IndexedDB; [`contract`] is the
//! suite that both pass.

mod batch;
pub mod contract;
mod key;
mod memory;
mod seal;

pub use batch::{Batch, Durability, Write};
pub use key::{Bin, Key, Part, Range};
pub use memory::{Fault, MemoryStore, now};
pub use seal::{Open, Seal, SealError};

/// Why the store did not do as told. Nothing of the batch was stored, except for [`StoreError::Closed`].
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum StoreError {
    /// An `Add` met a key that exists: another tab was faster.
    #[error("another tab was faster")]
    LostRace,
    /// No room is left.
    #[error("the storage is full")]
    Full,
    /// The connection was lost and could not be opened again. The batch may have been stored after all.
    #[error("the storage connection was lost")]
    Closed,
    /// A value is not what was written.
    #[error("a stored value cannot be read")]
    Unreadable,
    /// Anything else, in the browser's words.
    #[error("the storage failed: {0}")]
    Broken(String),
}

/// Where a device keeps everything. The only way in is a whole [`Batch`].
///
/// An implementation opens one write transaction, issues every request, and awaits nothing else before it
/// closes: IndexedDB ends a transaction as soon as it has no request pending. `Ok` means: the transaction is
/// complete, and with [`Durability::Strict`] flushed. Source: SYNC 4.1
#[expect(async_fn_in_trait, reason = "browser futures are not `Send`, and callers are generic")]
pub trait Store {
    /// Writes all of it or nothing. Answers the keys given to the `Append`s, in order.
    async fn commit(&self, batch: Batch) -> Result<Vec<u64>, StoreError>;
    /// One value.
    async fn get(&self, bin: Bin, key: &Key) -> Result<Option<Vec<u8>>, StoreError>;
    /// Values with their keys in ascending order of keys, at most `max`.
    async fn get_all(&self, bin: Bin, range: &Range, max: u32) -> Result<Vec<(Key, Vec<u8>)>, StoreError>;
}
