//! Writing: exits, rows, receipts, numbers.

use super::{LedgerError, WriteSet};
use domain::values::{CommandId, Number, RecordId};
use rusqlite::{Connection, OptionalExtension as _};

fn whole(number: u64) -> Result<i64, LedgerError> {
    i64::try_from(number).map_err(|_| LedgerError::Damaged("a revision beyond counting".to_owned()))
}

fn unwritable<E>(_: E) -> LedgerError {
    LedgerError::Failed("a value has no JSON form".to_owned())
}

pub(super) fn set(conn: &Connection, set: &WriteSet) -> Result<(), LedgerError> {
    let mut exit = conn.prepare_cached("INSERT INTO record_exit VALUES (?1, ?2, ?3)")?;
    for (rev, scope, id) in &set.exits {
        exit.execute((whole(*rev)?, scope.as_str(), id.0))?;
    }
    let mut record = conn.prepare_cached(
        "INSERT INTO record VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (id) DO UPDATE SET kind = ?2, parent = ?3, scope = ?4, rev = ?5, schema = ?6, by = ?7,
         at_ms = ?8, at_off = ?9, body = ?10",
    )?;
    let mut seen = conn.prepare_cached("INSERT OR IGNORE INTO scope VALUES (?1)")?;
    for row in &set.rows {
        seen.execute([row.scope.as_str()])?;
        record.execute((
            row.id.0,
            &*row.kind,
            row.parent.map(|id| id.0),
            row.scope.as_str(),
            whole(row.rev)?,
            row.schema,
            row.by.map(|user| user.0),
            row.at.utc_ms,
            row.at.offset_min,
            row.body.text(),
        ))?;
    }
    if let Some(receipt) = &set.receipt {
        let m = &receipt.mutation;
        let status = serde_json::to_value(receipt.result.status).map_err(unwritable)?;
        let mut mutation = conn.prepare_cached(
            "INSERT INTO mutation VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, NULL)",
        )?;
        mutation.execute((
            m.id.0,
            receipt.device.0,
            m.actor.0,
            &m.name,
            m.rec.id.0,
            serde_json::to_string(m).map_err(unwritable)?,
            receipt.digest,
            status.as_str().unwrap_or_default(),
            serde_json::to_string(&receipt.result).map_err(unwritable)?,
            whole(receipt.result.rev)?,
            receipt.received_ms,
        ))?;
    }
    conn.prepare_cached("UPDATE counter SET rev = ?1")?.execute([whole(set.head)?])?;
    Ok(())
}

pub(super) fn number(
    conn: &Connection,
    series: &str,
    period: u32,
    told: Option<Number>,
    record: RecordId,
) -> Result<Number, LedgerError> {
    let mut give = conn.prepare_cached("INSERT OR IGNORE INTO number VALUES (?1, ?2, ?3, ?4)")?;
    let mut raise = conn.prepare_cached(
        "INSERT INTO series VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET next = max(next, ?3)",
    )?;
    // A number that was told before a restore is kept, unless it was given to another record since.
    if let Some(told) = told
        && give.execute((series, told.period, told.serial, record.0))? == 1
    {
        raise.execute((series, told.period, told.serial.saturating_add(1)))?;
        return Ok(told);
    }
    let next: Option<u32> = conn
        .prepare_cached("SELECT next FROM series WHERE name = ?1 AND period = ?2")?
        .query_row((series, period), |row| row.get(0))
        .optional()?;
    let mut serial = next.unwrap_or(1);
    while give.execute((series, period, serial, record.0))? == 0 {
        serial = serial.saturating_add(1);
    }
    raise.execute((series, period, serial.saturating_add(1)))?;
    Ok(Number { period, serial })
}

pub(super) fn stumble(conn: &Connection, id: CommandId) -> Result<u32, LedgerError> {
    let sql =
        "INSERT INTO stumble VALUES (?1, 1) ON CONFLICT DO UPDATE SET count = count + 1 RETURNING count";
    Ok(conn.prepare_cached(sql)?.query_row([id.0], |row| row.get(0))?)
}
