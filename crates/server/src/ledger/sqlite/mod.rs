//! The ledger on a SQLite file: WAL, `synchronous=FULL`, answered only after the commit.
//!
//! Source: RELIABILITY fact 6 (WAL with NORMAL loses acknowledged commits at power loss, FULL loses none).

mod open;
mod read;
mod rows;
mod write;

pub use open::Place;

use super::{Ledger, LedgerError, Page, Receipt, WriteSet};
use domain::access::Pair;
use domain::customer::Customer;
use domain::people::Org;
use domain::values::{BlobId, CommandId, Epoch, Number, RecordId};
use domain::{Grant, Policies};
use rusqlite::Connection;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;
use sync::wire::{Change, Rev, Row, ScanPlace};

/// One connection. The server has one that writes and several that read.
#[derive(Debug)]
pub struct SqliteLedger {
    conn: Connection,
    /// What every decision looks at, as it was read last.
    house: RefCell<Option<House>>,
    /// Whether the open transaction may have written people or policies that a rollback takes back.
    writes: bool,
    /// Whether a commit failed in a way that leaves open what is on the disk.
    broken: bool,
}

/// What every decision looks at.
#[derive(Clone, Debug)]
struct House {
    /// The newest revision of what everybody holds, when it was read.
    rev: Rev,
    org: Org,
    policies: Arc<Policies>,
}

impl SqliteLedger {
    /// The connection, for what stands beside the sync: accounts, blobs, backup.
    pub const fn connection(&self) -> &Connection {
        &self.conn
    }

    /// Whether a commit failed for another reason than a lock or a full disk. After a failed fsync nobody knows what
    /// the disk holds, and a second one may succeed without the data: whoever runs this ledger must end.
    ///
    /// Source: RELIABILITY 4h ("fsync error → exit").
    pub const fn is_broken(&self) -> bool {
        self.broken
    }

    /// The attachments that name these bytes, as the picture itself or as its small one.
    ///
    /// # Errors
    /// See [`LedgerError`].
    pub fn attachments_of(&self, bytes: &BlobId) -> Result<Vec<Row>, LedgerError> {
        rows::attachments_of(&self.conn, bytes)
    }

    /// Hands every customer on, in the order of their ids; those whose import was taken back are none.
    ///
    /// # Errors
    /// See [`LedgerError`].
    pub fn each_customer(&self, each: impl FnMut(RecordId, Customer)) -> Result<(), LedgerError> {
        rows::each_customer(&self.conn, each)
    }

    /// Read again only after something that everybody holds has changed.
    fn house(&self) -> Result<House, LedgerError> {
        let newest =
            read::counter(&self.conn, "SELECT coalesce(max(rev), 0) FROM record WHERE scope = 'org'")?;
        let mut known = self.house.borrow_mut();
        if let Some(house) = known.as_ref().filter(|house| house.rev == newest) {
            return Ok(house.clone());
        }
        let (org, policies) = (rows::org(&self.conn)?, Arc::new(rows::policies(&self.conn)?));
        let house = House { rev: newest, org, policies };
        *known = Some(house.clone());
        Ok(house)
    }

    fn run(&self, sql: &str) -> Result<(), LedgerError> {
        self.conn.execute_batch(sql).map_err(LedgerError::from)
    }
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ffi::ErrorCode as C;
        match error.sqlite_error_code() {
            Some(C::DatabaseBusy | C::DatabaseLocked) => Self::Busy,
            Some(C::DiskFull) => Self::Full,
            Some(C::DatabaseCorrupt | C::NotADatabase) => Self::Damaged(error.to_string()),
            // The code alone: messages of constraint failures name columns, never values.
            Some(code) => Self::Failed(format!("{code:?}")),
            None => Self::Failed(error.to_string()),
        }
    }
}

impl Ledger for SqliteLedger {
    fn begin_read(&mut self) -> Result<(), LedgerError> {
        self.run("BEGIN DEFERRED")?;
        self.writes = false;
        Ok(())
    }

    fn begin_write(&mut self) -> Result<(), LedgerError> {
        self.run("BEGIN IMMEDIATE")?;
        self.writes = true;
        Ok(())
    }

    fn commit(&mut self) -> Result<(), LedgerError> {
        let done = self.run("COMMIT");
        self.broken |= matches!(done, Err(LedgerError::Failed(_) | LedgerError::Damaged(_)));
        done
    }

    fn rollback(&mut self) {
        // A revision that was taken back is given again, to other people. After reading, what is known stays known.
        if self.writes {
            *self.house.borrow_mut() = None;
        }
        // Nothing to undo is no error: SQLite rolls back by itself when the disk is full.
        if !self.conn.is_autocommit() {
            let _ = self.conn.execute_batch("ROLLBACK");
        }
    }

    fn savepoint(&mut self) -> Result<(), LedgerError> {
        self.run("SAVEPOINT one_mutation")
    }

    fn release(&mut self) -> Result<(), LedgerError> {
        self.run("RELEASE one_mutation")
    }

    fn undo(&mut self) -> Result<(), LedgerError> {
        *self.house.borrow_mut() = None;
        self.run("ROLLBACK TO one_mutation; RELEASE one_mutation")
    }

    fn epoch(&self) -> Result<Epoch, LedgerError> {
        read::epoch(&self.conn)
    }

    fn restored(&self) -> Result<bool, LedgerError> {
        read::restored(&self.conn)
    }

    fn head(&self) -> Result<Rev, LedgerError> {
        read::counter(&self.conn, "SELECT rev FROM counter")
    }

    fn safe_rev(&self) -> Result<Rev, LedgerError> {
        read::counter(&self.conn, "SELECT safe_rev FROM counter")
    }

    fn exit_floor(&self) -> Result<Rev, LedgerError> {
        read::counter(&self.conn, "SELECT exit_floor FROM counter")
    }

    fn receipt(&self, id: CommandId) -> Result<Option<Receipt>, LedgerError> {
        read::receipt(&self.conn, id)
    }

    fn row(&self, id: RecordId) -> Result<Option<Row>, LedgerError> {
        rows::one(&self.conn, id)
    }

    fn children(&self, parent: RecordId) -> Result<Vec<Row>, LedgerError> {
        rows::children(&self.conn, parent)
    }

    fn org(&self) -> Result<Org, LedgerError> {
        self.house().map(|house| house.org)
    }

    fn policies(&self) -> Result<Arc<Policies>, LedgerError> {
        self.house().map(|house| house.policies)
    }

    fn pairs(&self) -> Result<BTreeSet<Pair>, LedgerError> {
        read::pairs(&self.conn)
    }

    fn changes(&self, after: Rev, units: &[Grant], limit: usize) -> Result<Vec<Change>, LedgerError> {
        rows::changes(&self.conn, after, units, limit)
    }

    fn page(&self, unit: &Grant, after: Option<&ScanPlace>, limit: usize) -> Result<Page, LedgerError> {
        rows::page(&self.conn, unit, after, limit)
    }

    fn write(&mut self, set: &WriteSet) -> Result<(), LedgerError> {
        write::set(&self.conn, set)
    }

    fn number(
        &mut self,
        series: &str,
        period: u32,
        told: Option<Number>,
        record: RecordId,
    ) -> Result<Number, LedgerError> {
        write::number(&self.conn, series, period, told, record)
    }

    fn stumble(&mut self, id: CommandId) -> Result<u32, LedgerError> {
        write::stumble(&self.conn, id)
    }
}

#[cfg(test)]
mod tests;
