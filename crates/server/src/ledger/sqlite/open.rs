//! Opening a database file, making it when it is new, refusing one that is newer than this build.

use super::{LedgerError, SqliteLedger};
use domain::values::Epoch;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::cell::RefCell;
use std::path::Path;

/// The steps from an empty file to the schema of this build; `user_version` counts those done. Forward only.
const STEPS: [&str; 3] = [
    include_str!("../sql/schema.sql"),
    include_str!("../sql/accounts.sql"),
    include_str!("../sql/imports.sql"),
];

/// Where the database is.
#[derive(Clone, Copy, Debug)]
pub enum Place<'a> {
    /// A file, made when it is missing.
    File(&'a Path),
    /// In memory, for tests and simulations.
    Memory,
}

impl SqliteLedger {
    /// Opens for writing. A new database begins its history with the given epoch.
    ///
    /// # Errors
    /// See [`LedgerError`]; a database of a newer build is refused.
    pub fn open(place: Place<'_>, new_epoch: Epoch, now_ms: i64) -> Result<Self, LedgerError> {
        let conn = match place {
            Place::File(path) => Connection::open(path)?,
            Place::Memory => Connection::open_in_memory()?,
        };
        conn.pragma_update(None, "journal_mode", "WAL")?;
        conn.pragma_update(None, "synchronous", "FULL")?;
        let ledger = Self::with(conn)?;
        ledger.migrate(new_epoch, now_ms)?;
        Ok(ledger)
    }

    /// Opens an existing file for reading only.
    ///
    /// # Errors
    /// See [`LedgerError`].
    pub fn open_reader(path: &Path) -> Result<Self, LedgerError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Self::with(Connection::open_with_flags(path, flags)?)
    }

    fn with(conn: Connection) -> Result<Self, LedgerError> {
        // A statement is planned once: without this, SQLite plans it anew for each new value of a range.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        conn.pragma_update(None, "busy_timeout", 5_000)?;
        conn.pragma_update(None, "foreign_keys", true)?;
        conn.pragma_update(None, "trusted_schema", false)?;
        conn.set_prepared_statement_cache_capacity(64);
        Ok(Self { conn, house: RefCell::new(None), writes: false, broken: false })
    }

    fn migrate(&self, new_epoch: Epoch, now_ms: i64) -> Result<(), LedgerError> {
        let found: i64 = self.conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        let done = usize::try_from(found).ok().filter(|done| *done <= STEPS.len());
        let Some(done) = done else {
            return Err(LedgerError::Failed(format!("written by a newer build (schema {found})")));
        };
        for (step, version) in STEPS.iter().zip(1_i64..).skip(done) {
            let tx = self.conn.unchecked_transaction()?;
            tx.execute_batch(step)?;
            if version == 1 {
                tx.execute("INSERT INTO epoch VALUES (?1, 0, ?2)", (new_epoch.0, now_ms))?;
            }
            tx.pragma_update(None, "user_version", version)?;
            tx.commit()?;
        }
        Ok(())
    }

    /// Begins a new history on top of what is there: what a restored backup must do. Source: SYNC 6
    ///
    /// # Errors
    /// See [`LedgerError`].
    pub fn begin_epoch(&mut self, epoch: Epoch, now_ms: i64) -> Result<(), LedgerError> {
        let sql = "INSERT INTO epoch SELECT ?1, rev, ?2 FROM counter";
        self.conn.execute(sql, (epoch.0, now_ms))?;
        Ok(())
    }

    /// A copy of everything, in memory, as of now: what a backup holds.
    ///
    /// # Errors
    /// See [`LedgerError`].
    pub fn copy_to_memory(&self) -> Result<Self, LedgerError> {
        let mut copy = Connection::open_in_memory()?;
        rusqlite::backup::Backup::new(&self.conn, &mut copy)?.run_to_completion(
            i32::MAX,
            std::time::Duration::ZERO,
            None,
        )?;
        Self::with(copy)
    }
}
