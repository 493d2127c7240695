//! Devices: browser profiles on which somebody signed in.

use domain::values::{DeviceId, UserId};
use rusqlite::{Connection, OptionalExtension as _};

use crate::ledger::LedgerError;

/// The most characters of a device's name.
pub const MAX_NAME: usize = 60;

/// Whether this device was given up by an administrator.
///
/// # Errors
/// See [`LedgerError`].
pub fn is_revoked(conn: &Connection, device: DeviceId) -> Result<bool, LedgerError> {
    let sql = "SELECT revoked_ms IS NOT NULL FROM device WHERE id = ?1";
    let found = conn.prepare_cached(sql)?.query_row([device.0], |row| row.get(0)).optional()?;
    Ok(found.unwrap_or(false))
}

/// Whether this user signed in on it before and stays signed in there.
///
/// # Errors
/// See [`LedgerError`].
pub fn is_registered(conn: &Connection, user: UserId, device: DeviceId) -> Result<bool, LedgerError> {
    let sql = "SELECT count(*) FROM registration r JOIN device d ON d.id = r.device AND d.revoked_ms IS NULL
        WHERE r.user = ?1 AND r.device = ?2";
    let count: i64 = conn.prepare_cached(sql)?.query_row((user.0, device.0), |row| row.get(0))?;
    Ok(count > 0)
}

/// Its present name; empty for one that is not known.
///
/// # Errors
/// See [`LedgerError`].
pub fn name(conn: &Connection, device: DeviceId) -> Result<String, LedgerError> {
    let sql = "SELECT name FROM device WHERE id = ?1";
    let found = conn.prepare_cached(sql)?.query_row([device.0], |row| row.get(0)).optional()?;
    Ok(found.unwrap_or_default())
}

/// Notes a device by its present name.
///
/// # Errors
/// See [`LedgerError`].
pub fn note(conn: &Connection, device: DeviceId, name: &str, now_ms: i64) -> Result<(), LedgerError> {
    let name: String = name.trim().chars().filter(|c| !c.is_control()).take(MAX_NAME).collect();
    let sql = "INSERT INTO device VALUES (?1, ?2, ?3, NULL) ON CONFLICT DO UPDATE SET name = ?2";
    conn.prepare_cached(sql)?.execute((device.0, name, now_ms))?;
    Ok(())
}

/// Registers it for a user.
///
/// # Errors
/// See [`LedgerError`].
pub fn register(conn: &Connection, user: UserId, device: DeviceId, now_ms: i64) -> Result<(), LedgerError> {
    let sql = "INSERT INTO registration VALUES (?1, ?2, ?3, ?3) ON CONFLICT DO UPDATE SET seen_ms = ?3";
    conn.prepare_cached(sql)?.execute((user.0, device.0, now_ms))?;
    Ok(())
}

/// Gives it up for ever, and ends every session of everybody who used it. Whether there is such a device.
///
/// # Errors
/// See [`LedgerError`].
pub fn revoke(conn: &Connection, device: DeviceId, now_ms: i64) -> Result<bool, LedgerError> {
    let sql = "UPDATE device SET revoked_ms = coalesce(revoked_ms, ?2) WHERE id = ?1";
    let known = conn.prepare_cached(sql)?.execute((device.0, now_ms))? == 1;
    // What the device could read it may have passed on: the others start anew as well.
    let sql = "UPDATE account SET auth_epoch = auth_epoch + 1 WHERE user IN
        (SELECT user FROM registration WHERE device = ?1 UNION SELECT user FROM session WHERE device = ?1)";
    conn.prepare_cached(sql)?.execute([device.0])?;
    conn.prepare_cached("DELETE FROM registration WHERE device = ?1")?.execute([device.0])?;
    Ok(known)
}
