//! The server's port to its database: what [`crate::core`] reads and writes, one transaction a request.
//!
//! [`sqlite`] implements it on a file; the PostgreSQL one will stand beside it.

pub mod sqlite;

use domain::access::Pair;
use domain::people::Org;
use domain::values::{CommandId, DeviceId, Epoch, Number, RecordId};
use domain::{Grant, Policies, Scope};
use std::collections::BTreeSet;
use std::sync::Arc;
use sync::wire::{Change, Mutation, PushResult, Rev, Row, ScanPlace};

/// Why the database did not do as told. The transaction is undone.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum LedgerError {
    /// Somebody else holds the writer's lock for too long.
    #[error("the database is busy")]
    Busy,
    /// No room on the disk.
    #[error("the disk is full")]
    Full,
    /// The file is damaged, or is none of ours.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// Anything else, in the database's words; never with values in it.
    #[error("the database failed: {0}")]
    Failed(String),
}

/// What was answered to a mutation, with the whole mutation: nothing is ever lost. Source: SYNC I2
#[derive(Clone, PartialEq, Debug)]
pub struct Receipt {
    /// As it came.
    pub mutation: Mutation,
    /// SHA-256 of it without the told number.
    pub digest: [u8; 32],
    /// Which device brought it.
    pub device: DeviceId,
    /// What was answered.
    pub result: PushResult,
    /// When it came, server's clock, UTC milliseconds.
    pub received_ms: i64,
}

/// What one mutation writes, all or nothing.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct WriteSet {
    /// Rows that left a scope, before the rows themselves: revision, scope, id.
    pub exits: Vec<(Rev, Scope, RecordId)>,
    /// Rows as they are now, each with a revision of its own.
    pub rows: Vec<Row>,
    /// The receipt.
    pub receipt: Option<Receipt>,
    /// The newest revision after it.
    pub head: Rev,
}

/// A page of a scan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page {
    /// The rows in order of scope, then id.
    pub rows: Vec<Row>,
    /// Whether more are behind them.
    pub more: bool,
    /// How many rows are behind this page.
    pub left: u64,
}

/// Where the server keeps everything. Every call happens between `begin_*` and `commit` or `rollback`.
pub trait Ledger {
    /// Starts a transaction that only reads, in one snapshot.
    fn begin_read(&mut self) -> Result<(), LedgerError>;
    /// Starts a transaction that writes, and takes the writer's lock first: revisions are in commit order.
    fn begin_write(&mut self) -> Result<(), LedgerError>;
    /// Ends it; for a write only after this may anything be answered.
    fn commit(&mut self) -> Result<(), LedgerError>;
    /// Undoes it.
    fn rollback(&mut self);
    /// Marks a place to return to.
    fn savepoint(&mut self) -> Result<(), LedgerError>;
    /// Forgets the place, keeping what was written since.
    fn release(&mut self) -> Result<(), LedgerError>;
    /// Undoes what was written since the place.
    fn undo(&mut self) -> Result<(), LedgerError>;

    /// The history.
    fn epoch(&self) -> Result<Epoch, LedgerError>;
    /// Whether this history began with a restored backup.
    fn restored(&self) -> Result<bool, LedgerError>;
    /// The newest revision.
    fn head(&self) -> Result<Rev, LedgerError>;
    /// Everything up to here is in a verified backup.
    fn safe_rev(&self) -> Result<Rev, LedgerError>;
    /// Removals up to here are forgotten.
    fn exit_floor(&self) -> Result<Rev, LedgerError>;
    /// The receipt of a mutation.
    fn receipt(&self, id: CommandId) -> Result<Option<Receipt>, LedgerError>;
    /// A row.
    fn row(&self, id: RecordId) -> Result<Option<Row>, LedgerError>;
    /// The rows that belong to a customer.
    fn children(&self, parent: RecordId) -> Result<Vec<Row>, LedgerError>;
    /// Everybody.
    fn org(&self) -> Result<Org, LedgerError>;
    /// Which policy is in force when.
    fn policies(&self) -> Result<Arc<Policies>, LedgerError>;
    /// The pairs that occur.
    fn pairs(&self) -> Result<BTreeSet<Pair>, LedgerError>;
    /// Changes of these units behind a revision, ascending; one more than `limit` tells that there are more.
    fn changes(&self, after: Rev, units: &[Grant], limit: usize) -> Result<Vec<Change>, LedgerError>;
    /// A page of a unit.
    fn page(&self, unit: &Grant, after: Option<&ScanPlace>, rows: usize) -> Result<Page, LedgerError>;

    /// Writes.
    fn write(&mut self, set: &WriteSet) -> Result<(), LedgerError>;
    /// The next number of a series in a month for a record: the one told before if it is free, else a new one.
    fn number(
        &mut self,
        series: &str,
        period: u32,
        told: Option<Number>,
        record: RecordId,
    ) -> Result<Number, LedgerError>;
    /// Counts a failure of a mutation that made the server stumble; answers how many there were.
    fn stumble(&mut self, id: CommandId) -> Result<u32, LedgerError>;
}
