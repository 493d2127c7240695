//! An organisation to look at: people, customers and three months of their work, from the day of the first start back.
//!
//! Everything in it came about as it would in life: as commands of the person who would have given them, decided by the
//! domain, with their receipts. The same start makes the same records.
//!
//! `script` collects what is done and plays it in order, `days` says which days are worked, `people` and `customers`
//! are who there is, `rounds` is the daily work of the reps with what is said in it (`talk`), and `cases` is what `telling` tells of
//! single customers.
//!
//! Source: DECISIONS "Demo"

mod cases;
mod customers;
mod days;
mod people;
mod rounds;
mod script;
mod talk;
mod telling;

use domain::values::{CommandId, Moment};

use crate::accounts::Account;
use crate::accounts::login::Login;
use crate::accounts::password::{HashError, Hashed};
use crate::ledger::sqlite::SqliteLedger;
use crate::ledger::{Ledger as _, LedgerError};
use customers::Book;
use days::Days;
use script::Script;

pub use people::{PEOPLE, Someone};

/// The password of everybody. It is in the documentation: whoever reaches the server can sign in.
pub const PASSWORD: &str = "huifang-demo";

/// Why there is no sample organisation.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The data folder is somebody's.
    #[error(
        "the data folder holds data of its own; name an empty one with --data to look at the sample organisation"
    )]
    Foreign,
    /// Without `--demo` others could be let in, and everybody knows the passwords.
    #[error(
        "the data folder holds the sample organisation, whose passwords are public: start it with --demo, or name another folder"
    )]
    Sample,
    /// A file of this folder says something that no form would take, or nobody has that name.
    #[error("the sample data are wrong at {0:?}")]
    Data(String),
    /// The domain says no.
    #[error("the sample data are refused: {command} {id:?} {code}")]
    Refused {
        /// The name of the command.
        command: String,
        /// Which.
        id: CommandId,
        /// The code of the refusal.
        code: String,
    },
    /// No password.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// The database.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

/// Fills an empty database; leaves one alone that was filled like this before.
///
/// # Errors
/// See [`DemoError`]; then nothing was written.
pub fn fill(ledger: &mut SqliteLedger, now: Moment) -> Result<(), DemoError> {
    if Account::exist(ledger.connection())? {
        return if is_sample(ledger)? { Ok(()) } else { Err(DemoError::Foreign) };
    }
    let script = script(now)?;
    // One for all: it is no secret, and hashing takes a while.
    let hashed = Hashed::of(PASSWORD)?;
    ledger.begin_write()?;
    let filled = enter(ledger, now, &hashed).and_then(|()| script.play(ledger));
    match filled {
        Ok(()) => Ok(ledger.commit()?),
        Err(problem) => {
            ledger.rollback();
            Err(problem)
        }
    }
}

/// Whether a database holds the sample organisation: everybody knows its passwords.
///
/// # Errors
/// See [`LedgerError`].
pub fn is_sample(ledger: &SqliteLedger) -> Result<bool, LedgerError> {
    Ok(Account::of(ledger.connection(), people::FIRST.user())?.is_some())
}

/// The people and their accounts.
fn enter(ledger: &mut SqliteLedger, now: Moment, hashed: &Hashed) -> Result<(), DemoError> {
    people::enter(ledger, Days::new(now).long_ago())?;
    for one in PEOPLE {
        let login = Login::parse(one.login).ok_or_else(|| DemoError::Data(one.login.to_owned()))?;
        Account::enter(ledger.connection(), one.user(), &login, now.utc_ms)?;
        Account::set_password(ledger.connection(), one.user(), Some(hashed))?;
    }
    Ok(())
}

/// What they did until now.
fn script(now: Moment) -> Result<Script, DemoError> {
    let days = Days::new(now);
    let mut script = Script::default();
    let book = Book::open(&mut script, &days)?;
    rounds::walk(&mut script, &days, &book)?;
    telling::tell(&mut script, &days, &book)?;
    Ok(script)
}

#[cfg(test)]
mod tests;
