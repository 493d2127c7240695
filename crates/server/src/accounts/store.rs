//! The table of accounts.

use domain::values::UserId;
use rusqlite::{Connection, OptionalExtension as _, Row};

use super::login::Login;
use super::password::Hashed;
use super::session::{self, Session};
use crate::ledger::sqlite::SqliteLedger;
use crate::ledger::{Ledger as _, LedgerError};

/// Somebody who can sign in.
#[derive(Clone)]
pub struct Account {
    /// Also the id of the person's record.
    pub user: UserId,
    /// As typed at sign-in, folded.
    pub login: String,
    /// None until the first password is set.
    pub password: Option<Hashed>,
    /// Sessions made under another one are over.
    pub auth_epoch: i64,
    /// Whether the account can be used.
    pub active: bool,
}

const COLUMNS: &str = "user, login, salt, hash, memory_kib, passes, lanes, auth_epoch, active";

fn read(row: &Row<'_>) -> rusqlite::Result<Account> {
    let salt: Option<[u8; 16]> = row.get(2)?;
    let hash: Option<[u8; 32]> = row.get(3)?;
    let password = match (salt, hash) {
        (Some(salt), Some(hash)) => {
            Some(Hashed { salt, hash, memory_kib: row.get(4)?, passes: row.get(5)?, lanes: row.get(6)? })
        }
        _ => None,
    };
    Ok(Account {
        user: UserId(row.get(0)?),
        login: row.get(1)?,
        password,
        auth_epoch: row.get(7)?,
        active: row.get(8)?,
    })
}

impl Account {
    /// By login name.
    ///
    /// # Errors
    /// See [`LedgerError`].
    pub fn named(conn: &Connection, login: &Login) -> Result<Option<Self>, LedgerError> {
        let sql = format!("SELECT {COLUMNS} FROM account WHERE login = ?1");
        Ok(conn.prepare_cached(&sql)?.query_row([login.as_str()], read).optional()?)
    }

    /// By user.
    ///
    /// # Errors
    /// See [`LedgerError`].
    pub fn of(conn: &Connection, user: UserId) -> Result<Option<Self>, LedgerError> {
        let sql = format!("SELECT {COLUMNS} FROM account WHERE user = ?1");
        Ok(conn.prepare_cached(&sql)?.query_row([user.0], read).optional()?)
    }

    /// All, by login name.
    ///
    /// # Errors
    /// See [`LedgerError`].
    pub fn all(conn: &Connection) -> Result<Vec<Self>, LedgerError> {
        let sql = format!("SELECT {COLUMNS} FROM account ORDER BY login");
        let mut statement = conn.prepare_cached(&sql)?;
        let found = statement.query_map([], read)?;
        found.map(|account| account.map_err(LedgerError::from)).collect()
    }

    /// Whether there is any.
    ///
    /// # Errors
    /// See [`LedgerError`].
    pub fn exist(conn: &Connection) -> Result<bool, LedgerError> {
        Ok(conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM account)")?.query_row([], |row| row.get(0))?)
    }

    /// Enters a new one, without a password.
    ///
    /// # Errors
    /// See [`LedgerError`].
    pub fn enter(conn: &Connection, user: UserId, login: &Login, now_ms: i64) -> Result<(), LedgerError> {
        let sql = "INSERT INTO account VALUES (?1, ?2, NULL, NULL, NULL, NULL, NULL, 0, 1, ?3)";
        conn.prepare_cached(sql)?.execute((user.0, login.as_str(), now_ms))?;
        Ok(())
    }

    /// Sets or takes away the password, and ends all sessions.
    ///
    /// # Errors
    /// See [`LedgerError`].
    pub fn set_password(conn: &Connection, user: UserId, new: Option<&Hashed>) -> Result<(), LedgerError> {
        let sql = "UPDATE account SET salt = ?2, hash = ?3, memory_kib = ?4, passes = ?5, lanes = ?6,
            auth_epoch = auth_epoch + 1 WHERE user = ?1";
        conn.prepare_cached(sql)?.execute((
            user.0,
            new.map(|hashed| hashed.salt),
            new.map(|hashed| hashed.hash),
            new.map(|hashed| hashed.memory_kib),
            new.map(|hashed| hashed.passes),
            new.map(|hashed| hashed.lanes),
        ))?;
        conn.prepare_cached("DELETE FROM session WHERE user = ?1")?.execute([user.0])?;
        Ok(())
    }

    /// Closes or opens the account, and ends all sessions.
    ///
    /// # Errors
    /// See [`LedgerError`].
    pub fn set_active(conn: &Connection, user: UserId, active: bool) -> Result<(), LedgerError> {
        let sql = "UPDATE account SET active = ?2, auth_epoch = auth_epoch + 1 WHERE user = ?1";
        conn.prepare_cached(sql)?.execute((user.0, active))?;
        conn.prepare_cached("DELETE FROM session WHERE user = ?1")?.execute([user.0])?;
        Ok(())
    }
}

/// The session of a token that is good at that time: not over, account and person active, device not revoked.
///
/// # Errors
/// See [`LedgerError`].
pub fn active_session(
    ledger: &SqliteLedger,
    token: [u8; 32],
    now_ms: i64,
) -> Result<Option<Session>, LedgerError> {
    let Some(session) = session::find(ledger.connection(), token)? else { return Ok(None) };
    // A person's record can be closed by sync as well, and that must count as soon.
    let works_here = ledger.org()?.active(session.user).is_some();
    Ok(Some(session).filter(|session| works_here && !session.is_over(now_ms)))
}
