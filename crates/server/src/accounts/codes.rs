//! One-time codes: the first administrator's link, and the link for setting a password.

use domain::values::UserId;
use rusqlite::{Connection, OptionalExtension as _};

use super::token::Secret;
use crate::ledger::LedgerError;

const MINUTE: i64 = 60 * 1000;
/// How long the first administrator's link is good.
pub const FIRST_MS: i64 = 60 * MINUTE;
/// The shortest life of a password's link, in minutes.
pub const MIN_MINUTES: u32 = 10;
/// The longest one; also where nothing else is said.
pub const MAX_MINUTES: u32 = 24 * 60;

/// What a code opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opens {
    /// The first administrator's account.
    First,
    /// Setting this user's password.
    Password(UserId),
}

/// Stores a code. Earlier ones for the same thing are void.
///
/// # Errors
/// See [`LedgerError`].
pub fn put(conn: &Connection, code: &Secret, opens: Opens, until_ms: i64) -> Result<(), LedgerError> {
    let user = match opens {
        Opens::First => None,
        Opens::Password(user) => Some(user.0),
    };
    conn.prepare_cached("DELETE FROM one_time WHERE user IS ?1")?.execute([user])?;
    conn.prepare_cached("INSERT INTO one_time VALUES (?1, ?2, ?3)")?.execute((
        code.stored(),
        user,
        until_ms,
    ))?;
    Ok(())
}

/// What a code opens now; nothing for an unknown, spent or old one.
///
/// # Errors
/// See [`LedgerError`].
pub fn find(conn: &Connection, stored: [u8; 32], now_ms: i64) -> Result<Option<Opens>, LedgerError> {
    let sql = "SELECT user FROM one_time WHERE hash = ?1 AND until_ms > ?2";
    let found =
        conn.prepare_cached(sql)?.query_row((stored, now_ms), |row| row.get::<_, Option<uuid::Uuid>>(0));
    Ok(found.optional()?.map(|user| user.map_or(Opens::First, |user| Opens::Password(UserId(user)))))
}

/// Spends a code, so that it opens nothing again.
///
/// # Errors
/// See [`LedgerError`].
pub fn spend(conn: &Connection, stored: [u8; 32]) -> Result<(), LedgerError> {
    conn.prepare_cached("DELETE FROM one_time WHERE hash = ?1")?.execute([stored])?;
    Ok(())
}

/// Voids what is open for a user.
///
/// # Errors
/// See [`LedgerError`].
pub fn void(conn: &Connection, user: UserId) -> Result<(), LedgerError> {
    conn.prepare_cached("DELETE FROM one_time WHERE user = ?1")?.execute([user.0])?;
    Ok(())
}
