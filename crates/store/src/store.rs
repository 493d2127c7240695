//! The store: what the port asks for, with the second attempt on a new connection.

use crate::failure::Failure;
use crate::first::{First, after, first};

use crate::prepared::Prepared;
use crate::slot::Slot;
use crate::{key, read, room};
use indexed_db_futures::database::Database;
use std::time::Duration;
use sync::store::{Seal, Store};
use sync::{Batch, Bin, Key, Range, StoreError};

/// How long a cheap read may take before the connection counts as dead. Source: SYNC 4.3
const PATIENCE: Duration = Duration::from_secs(3);

/// The device's store, on one `IndexedDB` database. Several tabs, and several of these, may share a database.
pub struct IndexedDbStore<S> {
    slot: Slot,
    seal: S,
}

impl<S: Seal> IndexedDbStore<S> {
    /// A store on the database of this name, one per user: `huifang-<user>`. It is opened, and made if need be,
    /// by the first call.
    pub fn new(name: impl Into<String>, seal: S) -> Self {
        Self { slot: Slot::new(name.into()), seal }
    }

    /// Closes the connection, once what is being written has been written. The next call opens it again.
    pub fn close(&self) {
        self.slot.close();
    }

    /// Makes sure that the connection answers, and opens a new one when it does not: to be called when the app
    /// comes back to the foreground, since iOS kills the connections of pages in the background.
    ///
    /// # Errors
    /// See [`StoreError`]; [`StoreError::Closed`] when the new connection does not answer either.
    pub async fn probe(&self) -> Result<(), StoreError> {
        self.probe_within(PATIENCE).await
    }

    /// [`Self::probe`] with another patience.
    ///
    /// # Errors
    /// As [`Self::probe`].
    pub async fn probe_within(&self, patience: Duration) -> Result<(), StoreError> {
        // Nothing is ever put under this name: whether it is there is all that is asked.
        let name = Key::from("probe");
        if let First::One(Ok(_)) = first(self.get(Bin::Meta, &name), after(patience)).await {
            return Ok(());
        }
        self.slot.close();
        match first(self.get(Bin::Meta, &name), after(patience)).await {
            First::One(answer) => answer.map(drop),
            First::Other(()) => Err(StoreError::Closed),
        }
    }

    /// Does it, and once more on a new connection when the first was lost. Source: SYNC 4.3
    async fn twice<T>(&self, work: impl AsyncFn(&Database) -> Result<T, Failure>) -> Result<T, Failure> {
        match self.once(&work).await {
            Err(Failure::Lost | Failure::Aborted) => self.once(&work).await,
            done => done,
        }
    }

    async fn once<T>(&self, work: &impl AsyncFn(&Database) -> Result<T, Failure>) -> Result<T, Failure> {
        let database = self.slot.database().await?;
        let done = work(&database).await;
        if let Err(Failure::Lost | Failure::Aborted) = done {
            self.slot.give_up(&database);
        }
        done
    }
}

impl<S: Seal> Store for IndexedDbStore<S> {
    async fn commit(&self, batch: Batch) -> Result<Vec<u64>, StoreError> {
        let prepared = Prepared::new(batch, &self.seal)?;
        if prepared.is_empty() {
            return Ok(Vec::new());
        }
        match self.twice(async |database| prepared.write(database).await).await {
            // Firefox and Chromium also report a full disk as `UnknownError`.
            Err(Failure::Lost | Failure::Aborted) if room::is_short().await => Err(StoreError::Full),
            done => Ok(done?),
        }
    }

    async fn get(&self, bin: Bin, key: &Key) -> Result<Option<Vec<u8>>, StoreError> {
        let name = key::to_js(key)?;
        let stored = self.twice(async |database| read::one(database, bin, &name).await).await?;
        Ok(stored.map(|stored| read::open(&self.seal, bin, key, &stored)).transpose()?)
    }

    async fn get_all(&self, bin: Bin, range: &Range, max: u32) -> Result<Vec<(Key, Vec<u8>)>, StoreError> {
        // IndexedDB takes 0 for no limit.
        if max == 0 {
            return Ok(Vec::new());
        }
        let query = key::range_to_js(range)?;
        let stored = self.twice(async |database| read::many(database, bin, &query, max).await).await?;
        let opened = stored.into_iter().map(|pair| read::open_with_key(&self.seal, bin, pair));
        Ok(opened.collect::<Result<_, _>>()?)
    }
}
