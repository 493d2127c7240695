//! Pulling: what changed in the units held before and now, in one snapshot.

use super::{Asker, Refused, parse, standing, write};
use crate::ledger::Ledger;
use domain::Grant;
use sync::wire::{ApiProblem, Change, Fault, PullRequest, PullResponse};

/// The most changes in one answer: about 1 MB. Source: SYNC 3
const MAX_CHANGES: usize = 1_000;
/// The most bytes of bodies in one answer.
const MAX_BYTES: usize = 1024 * 1024;

pub(super) fn serve<L: Ledger>(ledger: &mut L, asker: &Asker, body: &[u8]) -> Result<Vec<u8>, Refused> {
    let request: PullRequest = parse(body)?;
    write(&pull(ledger, asker, &request)?)
}

/// Answers a pull.
///
/// # Errors
/// [`Fault::Epoch`] for another history or a cursor of the future, [`Fault::CursorExpired`] for one older than the
/// removals remembered.
pub fn pull<L: Ledger>(
    ledger: &mut L,
    asker: &Asker,
    request: &PullRequest,
) -> Result<PullResponse, Refused> {
    ledger.begin_read()?;
    let answer = read(ledger, asker, request);
    ledger.rollback();
    answer
}

fn read<L: Ledger>(ledger: &L, asker: &Asker, request: &PullRequest) -> Result<PullResponse, Refused> {
    let (epoch, head) = (ledger.epoch()?, ledger.head()?);
    // A cursor beyond the head can only come from a history that was restored away.
    if request.epoch.is_some_and(|theirs| theirs != epoch) || request.cursor.is_some_and(|rev| rev > head) {
        let epoch = Some(epoch);
        return Err(Refused::Problem(ApiProblem { epoch, ..ApiProblem::of(Fault::Epoch) }));
    }
    let grants = standing(ledger, asker)?.holds;
    let (mut changes, mut more) = (Vec::new(), false);
    if let Some(cursor) = request.cursor {
        if cursor < ledger.exit_floor()? {
            return Err(Fault::CursorExpired.into());
        }
        let units: Vec<Grant> = request.scopes.iter().filter(|unit| grants.contains(unit)).cloned().collect();
        changes = ledger.changes(cursor, &units, MAX_CHANGES)?;
        let fit = fitting(&changes);
        more = changes.len() > fit;
        changes.truncate(fit);
    }
    let cursor = changes.last().filter(|_| more).map_or(head, Change::rev);
    Ok(PullResponse { epoch, server_now: asker.now.utc_ms, grants, changes, cursor, more })
}

/// How many changes fit one answer; at least one.
fn fitting(changes: &[Change]) -> usize {
    let mut bytes = 0;
    let fit = changes.iter().take(MAX_CHANGES).take_while(|change| {
        bytes += match change {
            Change::Row(row) => row.body.text().len() + 300,
            Change::Gone(_) => 150,
        };
        bytes <= MAX_BYTES
    });
    fit.count().max(1).min(changes.len())
}
