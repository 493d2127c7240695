//! Commands that no device pushed: those of the server itself, and those an administrator gives over a form of
//! their own. Both take the way of every mutation, inside a transaction that the caller began and will commit.

use super::one::{Answered, one_as};
use super::push::guarded;
use super::{Asker, Refused};
use crate::ledger::{Ledger, LedgerError};
use domain::Command;
use domain::access::Standing;
use domain::values::{CommandId, DeviceId, Moment, RecordId, UserId};
use sync::digest::consequence_id;
use sync::wire::{Fault, Mutation, PushResult, RecordRef};
use uuid::Uuid;

/// One mutation of the asker in a transaction that is already open: stored with its receipt, like a pushed one.
///
/// # Errors
/// [`Fault::Actor`] if it is somebody else's; otherwise as for a push.
pub fn within<L: Ledger>(ledger: &mut L, asker: &Asker, mutation: &Mutation) -> Result<PushResult, Refused> {
    if mutation.actor != asker.user {
        return Err(Fault::Actor.into());
    }
    guarded(ledger, asker, mutation)
}

/// A command of the server itself, in a transaction that is already open.
///
/// Its id is derived from the record and the command's name, so that doing it twice is once. It leaves a receipt
/// under the nil user and the nil device: nothing changes a row without one. The row it writes names no author.
///
/// # Errors
/// See [`LedgerError`].
pub fn system<L: Ledger>(
    ledger: &mut L,
    now: Moment,
    record: RecordId,
    command: &Command,
) -> Result<PushResult, LedgerError> {
    let id = consequence_id(CommandId(record.0), &command.name(), 0);
    own(ledger, now, now, CommandId(id.0), record, command)
}

/// The `n`-th command of this name that follows from a mutation, in its transaction and with its time.
///
/// All ids come from the mutation's, so that pushed again after a restore it makes the same ones. Refused, it leaves its
/// receipt, and what led to it stands.
pub(super) fn following<L: Ledger>(
    ledger: &mut L,
    now: Moment,
    cause: &Mutation,
    record: RecordId,
    n: u32,
    command: &Command,
) -> Result<PushResult, LedgerError> {
    let id = consequence_id(cause.id, &command.name(), n);
    own(ledger, now, cause.at, CommandId(id.0), record, command)
}

fn own<L: Ledger>(
    ledger: &mut L,
    now: Moment,
    at: Moment,
    id: CommandId,
    record: RecordId,
    command: &Command,
) -> Result<PushResult, LedgerError> {
    let failed = |_| LedgerError::Failed("a command without a JSON form".to_owned());
    let mutation = Mutation {
        id,
        name: command.name(),
        v: command.version(),
        rec: RecordRef { kind: command.kind().name().into(), id: record },
        deps: Vec::new(),
        actor: UserId(Uuid::nil()),
        at,
        app: env!("CARGO_PKG_VERSION").to_owned(),
        base_rev: None,
        args: command.args().map_err(failed)?,
        told: None,
    };
    if let Some(receipt) = ledger.receipt(mutation.id)? {
        // By the id alone: the time in it differs each time.
        return Ok(receipt.result);
    }
    let digest = mutation.digest().map_err(failed)?;
    let asker = Asker { user: mutation.actor, device: DeviceId(Uuid::nil()), now };
    match one_as(ledger, &asker, &Standing::system(), &mutation, digest)? {
        Answered::Result(result) => Ok(result),
        Answered::Held(code) => Err(LedgerError::Failed(code.to_owned())),
    }
}
