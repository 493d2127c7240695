//! Sessions: how long they live, and the table they lie in.
//!
//! Source: RELIABILITY 4b with DECISIONS "Cookie".

use domain::values::{DeviceId, UserId};
use rusqlite::{Connection, OptionalExtension as _};

use crate::ledger::LedgerError;

const MINUTE: i64 = 60 * 1000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// How long a session lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Life {
    /// From its beginning, in milliseconds.
    pub whole: i64,
    /// From the last request, in milliseconds.
    pub idle: i64,
}

impl Life {
    /// On a registered device, or elsewhere.
    pub const fn of(registered: bool) -> Self {
        if registered {
            Self { whole: 30 * DAY, idle: 7 * DAY }
        } else {
            Self { whole: 12 * HOUR, idle: 30 * MINUTE }
        }
    }
}

/// An open session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of its token.
    pub token: [u8; 32],
    /// Whose it is.
    pub user: UserId,
    /// Where it is.
    pub device: DeviceId,
    /// Whether that device is registered for this user.
    pub registered: bool,
    /// When it began.
    pub made_ms: i64,
    /// When it was last noted to be in use.
    pub seen_ms: i64,
}

impl Session {
    /// When it ends, whatever happens.
    pub const fn ends_ms(&self) -> i64 {
        self.made_ms + Life::of(self.registered).whole
    }

    /// Whether it is over at that time.
    pub const fn is_over(&self, now_ms: i64) -> bool {
        now_ms >= self.ends_ms() || now_ms >= self.seen_ms + Life::of(self.registered).idle
    }

    /// Whether its use should be noted again. Not at each request: that would be a write for every read.
    pub const fn is_stale(&self, now_ms: i64) -> bool {
        now_ms >= self.seen_ms + Life::of(self.registered).idle / 30
    }
}

/// The session of a token whose account is active under the same epoch and whose device is not revoked.
pub(super) fn find(conn: &Connection, token: [u8; 32]) -> Result<Option<Session>, LedgerError> {
    let sql = "SELECT s.user, s.device, s.registered, s.made_ms, s.seen_ms FROM session s
        JOIN account a ON a.user = s.user AND a.active = 1 AND a.auth_epoch = s.auth_epoch
        JOIN device d ON d.id = s.device AND d.revoked_ms IS NULL
        WHERE s.token = ?1";
    let found = conn.prepare_cached(sql)?.query_row([token], |row| {
        Ok(Session {
            token,
            user: UserId(row.get(0)?),
            device: DeviceId(row.get(1)?),
            registered: row.get(2)?,
            made_ms: row.get(3)?,
            seen_ms: row.get(4)?,
        })
    });
    Ok(found.optional()?)
}

/// Opens a session under the account's present epoch.
///
/// # Errors
/// See [`LedgerError`].
pub fn open(conn: &Connection, session: &Session) -> Result<(), LedgerError> {
    // What ended stays for nobody; sessions are few, so this is a short walk.
    conn.prepare_cached("DELETE FROM session WHERE made_ms < ?1")?
        .execute([session.made_ms - Life::of(true).whole])?;
    let sql = "INSERT INTO session SELECT ?1, ?2, ?3, auth_epoch, ?4, ?5, ?6 FROM account WHERE user = ?2";
    conn.prepare_cached(sql)?.execute((
        session.token,
        session.user.0,
        session.device.0,
        session.registered,
        session.made_ms,
        session.seen_ms,
    ))?;
    Ok(())
}

/// Ends the session of a token, if there is one.
///
/// # Errors
/// See [`LedgerError`].
pub fn end(conn: &Connection, token: [u8; 32]) -> Result<(), LedgerError> {
    conn.prepare_cached("DELETE FROM session WHERE token = ?1")?.execute([token])?;
    Ok(())
}

/// Notes that it is in use. Only ever later.
///
/// # Errors
/// See [`LedgerError`].
pub fn touch(conn: &Connection, session: &Session, now_ms: i64) -> Result<(), LedgerError> {
    conn.prepare_cached("UPDATE session SET seen_ms = max(seen_ms, ?2) WHERE token = ?1")?
        .execute((session.token, now_ms))?;
    let sql = "UPDATE registration SET seen_ms = max(seen_ms, ?3) WHERE user = ?1 AND device = ?2";
    conn.prepare_cached(sql)?.execute((session.user.0, session.device.0, now_ms))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[track_caller]
    fn check(registered: bool, seen_ms: i64, now_ms: i64, over: bool) {
        let (user, device) = (UserId(Uuid::nil()), DeviceId(Uuid::nil()));
        let session = Session { token: [0; 32], user, device, registered, made_ms: 0, seen_ms };
        assert_eq!(session.is_over(now_ms), over);
    }

    #[test]
    fn on_a_registered_device_it_lasts_thirty_days_and_seven_unused() {
        check(true, 0, 7 * DAY - 1, false);
        check(true, 0, 7 * DAY, true);
        check(true, 29 * DAY, 30 * DAY - 1, false);
        check(true, 29 * DAY, 30 * DAY, true);
    }

    #[test]
    fn elsewhere_it_lasts_twelve_hours_and_half_an_hour_unused() {
        check(false, 0, 30 * MINUTE - 1, false);
        check(false, 0, 30 * MINUTE, true);
        check(false, 12 * HOUR - MINUTE, 12 * HOUR - 1, false);
        check(false, 12 * HOUR - MINUTE, 12 * HOUR, true);
    }
}
