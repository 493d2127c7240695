//! The tables of imports. Each call happens inside a transaction that its caller began.

use domain::values::{BatchId, DeviceId, RecordId, UserId};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde::Serialize;

use super::shape::{Look, Mapping};
use crate::ledger::LedgerError;

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    /// The file is here; nothing was changed.
    Looked,
    /// Its rows are carried out.
    Running,
    /// All are.
    Done,
    /// They are taken back.
    Undoing,
    /// All that could be is.
    Undone,
}

impl State {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Looked, "looked"),
        (Self::Running, "running"),
        (Self::Done, "done"),
        (Self::Undoing, "undoing"),
        (Self::Undone, "undone"),
    ];
}

impl ToSql for State {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(Self::ALL.iter().find(|(state, _)| state == self).map_or("", |(_, code)| *code).into())
    }
}

impl FromSql for State {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let said = value.as_str()?;
        Self::ALL
            .iter()
            .find(|(_, code)| *code == said)
            .map(|(state, _)| *state)
            .ok_or(FromSqlError::InvalidType)
    }
}

/// How many rows came to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Counts {
    pub(crate) done: u32,
    pub(crate) fresh: u32,
    pub(crate) filled: u32,
    pub(crate) same: u32,
    pub(crate) skipped: u32,
    pub(crate) refused: u32,
    pub(crate) undone: u32,
    pub(crate) kept: u32,
}

/// An import as it is kept.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) id: BatchId,
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) by: UserId,
    /// Whose commands its commands are.
    pub(crate) actor: UserId,
    pub(crate) device: DeviceId,
    pub(crate) at_ms: i64,
    pub(crate) state: State,
    pub(crate) look: Look,
    pub(crate) header: [u8; 32],
    pub(crate) mapping: Option<Mapping>,
    pub(crate) run_ms: Option<i64>,
    pub(crate) undo_ms: Option<i64>,
    pub(crate) counts: Counts,
}

const COLUMNS: &str = "id, name, label, by, device, at_ms, state, look, header, mapping, run_ms, undo_ms,
    done, fresh, filled, same, skipped, refused, undone, kept, actor";

fn unwritable(_: serde_json::Error) -> LedgerError {
    LedgerError::Failed("a value has no JSON form".to_owned())
}

fn read(row: &Row<'_>) -> Result<Entry, LedgerError> {
    let damaged = |_| LedgerError::Damaged("an import cannot be read".to_owned());
    let mapping: Option<String> = row.get(9)?;
    Ok(Entry {
        id: BatchId(row.get(0)?),
        name: row.get(1)?,
        label: row.get(2)?,
        by: UserId(row.get(3)?),
        actor: UserId(row.get(20)?),
        device: DeviceId(row.get(4)?),
        at_ms: row.get(5)?,
        state: row.get(6)?,
        look: serde_json::from_str(&row.get::<_, String>(7)?).map_err(damaged)?,
        header: row.get(8)?,
        mapping: mapping.map(|text| serde_json::from_str(&text)).transpose().map_err(damaged)?,
        run_ms: row.get(10)?,
        undo_ms: row.get(11)?,
        counts: Counts {
            done: row.get(12)?,
            fresh: row.get(13)?,
            filled: row.get(14)?,
            same: row.get(15)?,
            skipped: row.get(16)?,
            refused: row.get(17)?,
            undone: row.get(18)?,
            kept: row.get(19)?,
        },
    })
}

impl Entry {
    /// One of them.
    pub(crate) fn of(conn: &Connection, id: BatchId) -> Result<Option<Self>, LedgerError> {
        let mut statement = conn.prepare_cached(&format!("SELECT {COLUMNS} FROM import WHERE id = ?1"))?;
        statement.query_row([id.0], |row| Ok(read(row))).optional()?.transpose()
    }

    /// All, the newest first.
    pub(crate) fn all(conn: &Connection) -> Result<Vec<Self>, LedgerError> {
        let sql = format!("SELECT {COLUMNS} FROM import ORDER BY at_ms DESC, id DESC");
        let mut statement = conn.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(read(row)?);
        }
        Ok(all)
    }

    /// Enters a new one.
    pub(crate) fn enter(&self, conn: &Connection) -> Result<(), LedgerError> {
        let look = serde_json::to_string(&self.look).map_err(unwritable)?;
        conn.prepare_cached(
            "INSERT INTO import (id, name, label, by, device, at_ms, state, look, header, actor)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            self.id.0,
            self.name,
            self.label,
            self.by.0,
            self.device.0,
            self.at_ms,
            self.state,
            look,
            self.header,
            self.actor.0
        ])?;
        Ok(())
    }

    /// Keeps all of it that changes before and between slices.
    pub(crate) fn keep(&self, conn: &Connection) -> Result<(), LedgerError> {
        let look = serde_json::to_string(&self.look).map_err(unwritable)?;
        let mapping = self.mapping.as_ref().map(serde_json::to_string).transpose().map_err(unwritable)?;
        let Counts { done, fresh, filled, same, skipped, refused, undone, kept } = self.counts;
        conn.prepare_cached(
            "UPDATE import SET label = ?2, actor = ?3, device = ?4, state = ?5, look = ?6, header = ?7, mapping = ?8,
             run_ms = ?9, undo_ms = ?10, done = ?11, fresh = ?12, filled = ?13, same = ?14, skipped = ?15,
             refused = ?16, undone = ?17, kept = ?18 WHERE id = ?1",
        )?
        .execute(params![
            self.id.0,
            self.label,
            self.actor.0,
            self.device.0,
            self.state,
            look,
            self.header,
            mapping,
            self.run_ms,
            self.undo_ms,
            done,
            fresh,
            filled,
            same,
            skipped,
            refused,
            undone,
            kept
        ])?;
        Ok(())
    }

    /// Forgets one that has changed nothing.
    pub(crate) fn forget(conn: &Connection, id: BatchId) -> Result<(), LedgerError> {
        conn.execute("DELETE FROM import WHERE id = ?1", [id.0])?;
        Ok(())
    }
}

/// How a file with this header was read the last time.
pub(crate) fn remembered(conn: &Connection, header: [u8; 32]) -> Result<Option<Mapping>, LedgerError> {
    let sql =
        "SELECT mapping FROM import WHERE header = ?1 AND mapping IS NOT NULL ORDER BY run_ms DESC LIMIT 1";
    let found: Option<String> = conn.prepare_cached(sql)?.query_row([header], |row| row.get(0)).optional()?;
    // A mapping of another build that this one cannot read is only a guess less.
    Ok(found.and_then(|text| serde_json::from_str(&text).ok()))
}

/// What one row changed.
#[derive(Debug, Clone)]
pub(crate) struct Changed {
    pub(crate) at: u32,
    pub(crate) record: RecordId,
    /// The profile before and after, as JSON; none where the file was opened.
    pub(crate) profiles: Option<(String, String)>,
}

/// Notes what a row changed. The same again changes nothing.
pub(crate) fn note(conn: &Connection, id: BatchId, changed: &Changed) -> Result<(), LedgerError> {
    let (before, after) = changed.profiles.as_ref().map(|(before, after)| (before, after)).unzip();
    conn.prepare_cached("INSERT OR IGNORE INTO import_row VALUES (?1, ?2, ?3, ?4, ?5, NULL)")?
        .execute(params![id.0, changed.at, changed.record.0, before, after])?;
    Ok(())
}

/// The last rows that are not undone yet.
pub(crate) fn last_rows(conn: &Connection, id: BatchId, most: u32) -> Result<Vec<Changed>, LedgerError> {
    let sql = "SELECT at, record, before, after FROM import_row WHERE import = ?1 AND back IS NULL
        ORDER BY at DESC LIMIT ?2";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map(params![id.0, most], |row| {
        let (before, after): (Option<String>, Option<String>) = (row.get(2)?, row.get(3)?);
        Ok(Changed { at: row.get(0)?, record: RecordId(row.get(1)?), profiles: before.zip(after) })
    })?;
    rows.map(|row| row.map_err(LedgerError::from)).collect()
}

/// Notes that a row was undone, or kept.
pub(crate) fn note_back(conn: &Connection, id: BatchId, at: u32, back: &str) -> Result<(), LedgerError> {
    conn.prepare_cached("UPDATE import_row SET back = ?3 WHERE import = ?1 AND at = ?2")?
        .execute(params![id.0, at, back])?;
    Ok(())
}
