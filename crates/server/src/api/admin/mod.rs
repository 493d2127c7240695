//! People, teams and devices, and imports, by a system administrator: records through `core` with that administrator as their
//! author, the account beside a person's in the same transaction.

mod account;
pub(super) mod imports;
mod list;
mod people;
mod teams;

use domain::Command;
use domain::access::Action;
use domain::values::{CommandId, DeviceId, Moment, RecordId, UserId};
use sync::wire::{Fault, Mutation, RecordRef, Status};

use super::problem::Problem;
use super::proof::{Authorized, Permission, SignedIn};
use crate::accounts::token::new_id;
use crate::core;
use crate::ledger::LedgerError;
use crate::ledger::sqlite::SqliteLedger;

pub(super) use account::{disable, enable, reset, revoke};
pub(super) use list::list;
pub(super) use people::{change, enter};
pub(super) use teams::found;

/// Entering and changing people.
#[derive(Debug)]
pub(super) enum ChangePeople {}

impl Permission for ChangePeople {
    const ACTION: Action = Action::ChangePeople;
}

type Administrator = Authorized<ChangePeople>;

/// Carries a command out as a mutation of the administrator, with its receipt.
fn put(
    ledger: &mut SqliteLedger,
    who: &SignedIn,
    now: Moment,
    record: RecordId,
    command: &Command,
) -> Result<(), Problem> {
    let unwritable = |_| LedgerError::Failed("a command without a JSON form".to_owned());
    let mutation = Mutation {
        id: CommandId(new_id(now.utc_ms)?),
        name: command.name(),
        v: command.version(),
        rec: RecordRef { kind: command.kind().name().into(), id: record },
        deps: Vec::new(),
        actor: who.session().user,
        at: now,
        app: env!("CARGO_PKG_VERSION").to_owned(),
        base_rev: None,
        args: command.args().map_err(unwritable)?,
        told: None,
    };
    let result = core::within(ledger, &who.asker(now), &mutation)?;
    match result.status {
        Status::Applied | Status::Noop | Status::Merged => Ok(()),
        Status::Conflict | Status::Rejected | Status::Held => Err(Problem::refused(result.code)),
    }
}

fn user(id: &str) -> Result<UserId, Problem> {
    id.parse().map_err(|_| Fault::NotFound.into())
}

fn device(id: &str) -> Result<DeviceId, Problem> {
    id.parse().map_err(|_| Fault::NotFound.into())
}
