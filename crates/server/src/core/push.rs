//! Pushing: each mutation decided alone, in order, under the writer's lock; whatever is answered is stored.

use super::one::{Answered, one};
use super::{Asker, Refused, parse, standing, write};
use crate::ledger::{Ledger, LedgerError, Receipt, WriteSet};
use domain::access::Standing;
use domain::values::RecordId;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use sync::wire::{ApiProblem, Fault, MAX_MUTATIONS, Mutation, PushRequest, PushResponse, PushResult, Status};

/// A mutation that made the server stumble so often is kept and refused. Source: SYNC 3.2 f
const MAX_STUMBLES: u32 = 5;

pub(super) fn serve<L: Ledger>(ledger: &mut L, asker: &Asker, body: &[u8]) -> Result<Vec<u8>, Refused> {
    let request: PushRequest = parse(body)?;
    write(&push(ledger, asker, &request)?)
}

/// Answers a push. Everything in it is committed, or nothing.
///
/// # Errors
/// [`Fault::Epoch`] for another history, [`Fault::Actor`] if any mutation is somebody else's, [`Fault::TooLarge`].
pub fn push<L: Ledger>(
    ledger: &mut L,
    asker: &Asker,
    request: &PushRequest,
) -> Result<PushResponse, Refused> {
    if request.mutations.len() > MAX_MUTATIONS {
        return Err(Fault::TooLarge.into());
    }
    if request.mutations.iter().any(|m| m.actor != asker.user) {
        return Err(Fault::Actor.into());
    }
    ledger.begin_write()?;
    let answer = all(ledger, asker, request);
    match answer {
        Ok(answer) => {
            ledger.commit()?;
            Ok(answer)
        }
        Err(refused) => {
            ledger.rollback();
            Err(refused)
        }
    }
}

fn all<L: Ledger>(ledger: &mut L, asker: &Asker, request: &PushRequest) -> Result<PushResponse, Refused> {
    let epoch = ledger.epoch()?;
    if request.epoch != epoch {
        let epoch = Some(epoch);
        return Err(Refused::Problem(ApiProblem { epoch, ..ApiProblem::of(Fault::Epoch) }));
    }
    let mut results = Vec::with_capacity(request.mutations.len());
    let mut waiting: BTreeSet<RecordId> = BTreeSet::new();
    let mut touched: BTreeSet<RecordId> = BTreeSet::new();
    for mutation in &request.mutations {
        let behind =
            waiting.contains(&mutation.rec.id) || mutation.deps.iter().any(|id| waiting.contains(id));
        let result = if behind {
            // Decided on a state that is not there yet, it would be refused for no fault of its author.
            held(mutation, "waits")
        } else {
            guarded(ledger, asker, mutation)?
        };
        if result.status == Status::Held {
            waiting.insert(mutation.rec.id);
        }
        touched.insert(mutation.rec.id);
        results.push(result);
    }
    let sees: Standing = standing(ledger, asker)?;
    let mut rows = Vec::new();
    for id in touched {
        rows.extend(ledger.row(id)?.filter(|row| sees.sees(&row.scope)));
    }
    Ok(PushResponse {
        epoch,
        server_now: asker.now.utc_ms,
        head: ledger.head()?,
        safe_rev: ledger.safe_rev()?,
        results,
        rows,
    })
}

fn held(mutation: &Mutation, code: &str) -> PushResult {
    PushResult {
        id: mutation.id,
        status: Status::Held,
        code: Some(code.to_owned()),
        params: BTreeMap::new(),
        rev: 0,
        flags: Vec::new(),
        told: None,
    }
}

/// One mutation behind a savepoint: whatever goes wrong with it harms no other.
pub(super) fn guarded<L: Ledger>(
    ledger: &mut L,
    asker: &Asker,
    mutation: &Mutation,
) -> Result<PushResult, Refused> {
    let digest = mutation.digest().map_err(|_| Refused::from(Fault::Malformed))?;
    if let Some(receipt) = ledger.receipt(mutation.id)? {
        return Ok(if receipt.digest == digest {
            receipt.result
        } else {
            // Another body under a known id: never carried out, never stored over the first.
            PushResult { status: Status::Rejected, ..held(mutation, "id-reused") }
        });
    }
    ledger.savepoint()?;
    // The ledger is used again after a panic only through `undo`, which forgets all that was written since.
    let outcome = catch_unwind(AssertUnwindSafe(|| one(ledger, asker, mutation, digest)));
    match outcome {
        Ok(Ok(Answered::Result(result))) => {
            ledger.release()?;
            Ok(result)
        }
        Ok(Ok(Answered::Held(code))) => {
            ledger.undo()?;
            Ok(held(mutation, code))
        }
        Ok(Err(error)) => Err(error.into()),
        Err(_panic) => {
            ledger.undo()?;
            stumbled(ledger, asker, mutation, digest).map_err(Refused::from)
        }
    }
}

fn stumbled<L: Ledger>(
    ledger: &mut L,
    asker: &Asker,
    mutation: &Mutation,
    digest: [u8; 32],
) -> Result<PushResult, LedgerError> {
    if ledger.stumble(mutation.id)? < MAX_STUMBLES {
        return Ok(held(mutation, "server-error"));
    }
    let result = PushResult { status: Status::Rejected, ..held(mutation, "poison") };
    let receipt = Receipt {
        mutation: mutation.clone(),
        digest,
        device: asker.device,
        result: result.clone(),
        received_ms: asker.now.utc_ms,
    };
    let head = ledger.head()?;
    ledger.write(&WriteSet { receipt: Some(receipt), head, ..WriteSet::default() })?;
    Ok(result)
}
