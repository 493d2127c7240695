//! The administrator's list: accounts with their devices.

use domain::values::{DeviceId, UserId};
use rusqlite::Connection;
use serde::Serialize;

use crate::ledger::LedgerError;

/// A device of a user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KnownDevice {
    /// Which.
    pub device_id: DeviceId,
    /// As its user named it.
    pub name: String,
    /// When it was last noted to be in use, UTC milliseconds.
    pub seen_ms: i64,
}

/// The devices on which users stay signed in, by user, last used first.
///
/// # Errors
/// See [`LedgerError`].
pub fn devices(conn: &Connection) -> Result<Vec<(UserId, KnownDevice)>, LedgerError> {
    let sql = "SELECT r.user, d.id, d.name, r.seen_ms FROM registration r JOIN device d ON d.id = r.device
        WHERE d.revoked_ms IS NULL ORDER BY r.user, r.seen_ms DESC";
    let mut statement = conn.prepare_cached(sql)?;
    let found = statement.query_map([], |row| {
        let device =
            KnownDevice { device_id: DeviceId(row.get(1)?), name: row.get(2)?, seen_ms: row.get(3)? };
        Ok((UserId(row.get(0)?), device))
    })?;
    found.map(|device| device.map_err(LedgerError::from)).collect()
}
