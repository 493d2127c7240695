//! The soft lock: how long a name waits after failed tries. Kept in the database, so a restart forgives nothing.
//!
//! Each try counts as failed from its start until its password proved right, so that tries in parallel cannot
//! outrun the lock. A device on which the account signed in before has a count of its own: whoever guesses from
//! elsewhere cannot lock the owner out.
//!
//! Source: RELIABILITY 4a.

use domain::values::DeviceId;
use rusqlite::{Connection, OptionalExtension as _};
use sync::digest::sha256;

use super::login::Login;
use crate::ledger::LedgerError;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// Failures of one name in a day from devices it never signed in on.
pub const DAY_CAP: i64 = 100;

/// Whose tries are counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject {
    key: [u8; 32],
    capped: bool,
}

impl Subject {
    /// Tries for a name from one of its own devices, or (`None`) from anywhere else.
    pub fn of(login: &Login, own: Option<DeviceId>) -> Self {
        let mut text = login.as_str().as_bytes().to_vec();
        text.push(0);
        text.extend(own.iter().flat_map(|device| *device.0.as_bytes()));
        Self { key: sha256(&text), capped: own.is_none() }
    }
}

/// How long to wait after so many failures in a row.
pub const fn wait_ms(failures: i64) -> i64 {
    match failures {
        ..=0 => 0,
        1 => 1_000,
        2 => 3_000,
        3 => 5_000,
        _ => 10_000,
    }
}

#[derive(Debug, Default)]
struct Tries {
    failures: i64,
    until_ms: i64,
    day: i64,
    day_failures: i64,
}

/// Begins a try: counts it as failed, or tells how many milliseconds are left to wait. Inside a write transaction.
///
/// # Errors
/// See [`LedgerError`].
pub fn begin(conn: &Connection, subject: Subject, now_ms: i64) -> Result<Result<(), i64>, LedgerError> {
    let today = now_ms.div_euclid(DAY_MS);
    // Names are only remembered for a day: guesses at names that do not exist must not fill the disk.
    conn.prepare_cached("DELETE FROM attempt WHERE day < ?1")?.execute([today - 1])?;
    let mut tries = find(conn, subject)?;
    if tries.day != today {
        tries = Tries { day: today, day_failures: 0, ..tries };
    }
    if subject.capped && tries.day_failures >= DAY_CAP {
        return Ok(Err((today + 1) * DAY_MS - now_ms));
    }
    if now_ms < tries.until_ms {
        return Ok(Err(tries.until_ms - now_ms));
    }
    tries.failures += 1;
    tries.day_failures += 1;
    tries.until_ms = now_ms + wait_ms(tries.failures);
    conn.prepare_cached(
        "INSERT INTO attempt VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO UPDATE SET failures = ?2, until_ms = ?3, day = ?4, day_failures = ?5",
    )?
    .execute((subject.key, tries.failures, tries.until_ms, tries.day, tries.day_failures))?;
    Ok(Ok(()))
}

/// The password was right: nothing is held against the name any more.
///
/// # Errors
/// See [`LedgerError`].
pub fn forgive(conn: &Connection, subject: Subject) -> Result<(), LedgerError> {
    conn.prepare_cached("DELETE FROM attempt WHERE subject = ?1")?.execute([subject.key])?;
    Ok(())
}

fn find(conn: &Connection, subject: Subject) -> Result<Tries, LedgerError> {
    let sql = "SELECT failures, until_ms, day, day_failures FROM attempt WHERE subject = ?1";
    let found = conn
        .prepare_cached(sql)?
        .query_row([subject.key], |row| {
            Ok(Tries {
                failures: row.get(0)?,
                until_ms: row.get(1)?,
                day: row.get(2)?,
                day_failures: row.get(3)?,
            })
        })
        .optional()?;
    Ok(found.unwrap_or_default())
}
