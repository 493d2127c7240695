//! Taking an import back, the last row first: what nobody changed since, and what nothing hangs on.

use domain::Command;
use domain::customer::{CustomerCommand, Profile, TakeBack};
use domain::values::{BatchId, Moment};
use sync::wire::Status;

use super::run::{command_id, give};
use super::runner::{Halt, Runner, Went};
use super::store::{Changed, Entry, State, last_rows, note_back};
use crate::core::Refused;
use crate::ledger::sqlite::SqliteLedger;
use crate::ledger::{Ledger as _, LedgerError};

/// How many rows are taken back before others may write.
const SLICE: u32 = 200;

/// Goes through all rows that are not taken back yet.
pub(super) fn undo(runner: &Runner, id: BatchId) -> Result<Went, Halt> {
    loop {
        let went = runner.write(move |ledger, now| slice(ledger, now, id))?;
        if went != Went::On {
            return Ok(went);
        }
    }
}

fn slice(ledger: &mut SqliteLedger, now: Moment, id: BatchId) -> Result<Went, Refused> {
    let found = Entry::of(ledger.connection(), id)?;
    let Some(mut entry) = found.filter(|entry| entry.state == State::Undoing) else {
        return Ok(Went::Elsewhere);
    };
    let rows = last_rows(ledger.connection(), id, SLICE)?;
    for row in &rows {
        let back = take_back(ledger, now, &entry, row)?;
        let (count, word) =
            if back { (&mut entry.counts.undone, "undone") } else { (&mut entry.counts.kept, "kept") };
        *count += 1;
        note_back(ledger.connection(), id, row.at, word)?;
    }
    let over = rows.is_empty();
    if over {
        entry.state = State::Undone;
        entry.look = entry.look.forgetting();
    }
    entry.keep(ledger.connection())?;
    Ok(if over { Went::Elsewhere } else { Went::On })
}

/// Whether a row could be taken back.
fn take_back(ledger: &mut SqliteLedger, now: Moment, entry: &Entry, row: &Changed) -> Result<bool, Refused> {
    let (before, after) = match &row.profiles {
        Some((before, after)) => (Some(profile(before)?), profile(after)?),
        None => match imported(ledger, entry.id, row.at)? {
            // Visits and notes would be left without their customer.
            Some(after) if ledger.children(row.record)?.is_empty() => (None, after),
            _ => return Ok(false),
        },
    };
    let command = Command::Customer(TakeBack { batch: entry.id, before, after }.into());
    let status = give(ledger, now, entry, entry.undo_ms, row.at, row.record, &command)?;
    Ok(matches!(status, Status::Applied | Status::Noop | Status::Merged))
}

fn profile(text: &str) -> Result<Profile, LedgerError> {
    serde_json::from_str(text)
        .map_err(|_| LedgerError::Damaged("a row of an import cannot be read".to_owned()))
}

/// What a file said when the import opened it: its command stands in the receipt.
fn imported(ledger: &SqliteLedger, id: BatchId, at: u32) -> Result<Option<Profile>, LedgerError> {
    let receipt = ledger.receipt(command_id(id, "customer.import", at))?;
    Ok(match receipt.map(|receipt| receipt.mutation.command()) {
        Some(Ok(Command::Customer(CustomerCommand::Import(import)))) => Some(import.profile),
        _ => None,
    })
}
