//! Reading the small tables.

use super::{LedgerError, Receipt};
use domain::Scope;
use domain::access::Pair;
use domain::values::{CommandId, DeviceId, Epoch};
use rusqlite::{Connection, OptionalExtension as _};
use std::collections::BTreeSet;
use sync::wire::Rev;

pub(super) fn counter(conn: &Connection, sql: &str) -> Result<Rev, LedgerError> {
    let value: i64 = conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
    u64::try_from(value).map_err(|_| LedgerError::Damaged("a negative revision".to_owned()))
}

/// The newest history: the one that began last.
pub(super) fn epoch(conn: &Connection) -> Result<Epoch, LedgerError> {
    let sql = "SELECT epoch FROM epoch ORDER BY started_ms DESC, from_rev DESC, epoch DESC LIMIT 1";
    Ok(Epoch(conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?))
}

pub(super) fn restored(conn: &Connection) -> Result<bool, LedgerError> {
    Ok(conn.prepare_cached("SELECT count(*) > 1 FROM epoch")?.query_row([], |row| row.get(0))?)
}

pub(super) fn receipt(conn: &Connection, id: CommandId) -> Result<Option<Receipt>, LedgerError> {
    let sql = "SELECT body, digest, device, result, received_ms FROM mutation WHERE id = ?1";
    let found = conn
        .prepare_cached(sql)?
        .query_row([id.0], |row| {
            let (body, digest): (String, [u8; 32]) = (row.get(0)?, row.get(1)?);
            let (device, result, received_ms): (uuid::Uuid, String, i64) =
                (row.get(2)?, row.get(3)?, row.get(4)?);
            Ok((body, digest, device, result, received_ms))
        })
        .optional()?;
    let Some((body, digest, device, result, received_ms)) = found else { return Ok(None) };
    let damaged = |_| LedgerError::Damaged("a receipt cannot be read".to_owned());
    Ok(Some(Receipt {
        mutation: serde_json::from_str(&body).map_err(damaged)?,
        digest,
        device: DeviceId(device),
        result: serde_json::from_str(&result).map_err(damaged)?,
        received_ms,
    }))
}

pub(super) fn pairs(conn: &Connection) -> Result<BTreeSet<Pair>, LedgerError> {
    let sql = "SELECT scope FROM scope WHERE scope >= 'care:' AND scope < 'care;'";
    let mut statement = conn.prepare_cached(sql)?;
    let scopes = statement.query_map([], |row| row.get::<_, String>(0))?;
    let mut pairs = BTreeSet::new();
    for scope in scopes {
        pairs.extend(Scope::try_from(scope?).ok().and_then(|scope| scope.pair()));
    }
    Ok(pairs)
}
