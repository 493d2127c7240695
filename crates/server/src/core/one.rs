//! One mutation: load what it needs, ask who may, decide, write.

use super::{Asker, standing};
use crate::ledger::{Ledger, LedgerError, Receipt, WriteSet};
use domain::access::{Standing, Verdict, may};
use domain::values::RecordId;
use domain::{
    Accepted, Command, Consequence, Ctx, DecodeError, Outcome, Record, Refusal, Related, consequences,
    decide, needs,
};
use std::collections::BTreeMap;
use sync::digest::consequence_id;
use sync::wire::{Mutation, PushResult, Rev, Row, Status};

/// What became of a mutation.
pub(super) enum Answered {
    /// It is stored, with this result.
    Result(PushResult),
    /// It is not stored; the device keeps it.
    Held(&'static str),
}

pub(super) fn one<L: Ledger>(
    ledger: &mut L,
    asker: &Asker,
    mutation: &Mutation,
    digest: [u8; 32],
) -> Result<Answered, LedgerError> {
    let actor = standing(ledger, asker)?;
    one_as(ledger, asker, &actor, mutation, digest)
}

/// The same for an actor whose standing is known: the server itself has no person's record.
pub(super) fn one_as<L: Ledger>(
    ledger: &mut L,
    asker: &Asker,
    actor: &Standing,
    mutation: &Mutation,
    digest: [u8; 32],
) -> Result<Answered, LedgerError> {
    let mut work = Work {
        result: PushResult {
            id: mutation.id,
            status: Status::Applied,
            code: None,
            params: BTreeMap::new(),
            rev: 0,
            flags: Vec::new(),
            told: None,
        },
        set: WriteSet { head: ledger.head()?, ..WriteSet::default() },
        follows: Vec::new(),
    };
    match mutation.command() {
        Ok(command) => work.carry_out(ledger, asker, actor, mutation, &command)?,
        Err(DecodeError::Unknown) => return Ok(Answered::Held("unknown-command")),
        Err(DecodeError::Malformed) => work.refuse(&Refusal::Malformed(Vec::new())),
    }
    work.set.receipt = Some(Receipt {
        mutation: mutation.clone(),
        digest,
        device: asker.device,
        result: work.result.clone(),
        received_ms: asker.now.utc_ms,
    });
    ledger.write(&work.set)?;
    for (record, n, command) in &work.follows {
        super::system::following(ledger, asker.now, mutation, *record, *n, command)?;
    }
    Ok(Answered::Result(work.result))
}

struct Work {
    result: PushResult,
    set: WriteSet,
    /// What follows for other records, each with its number among them; after this one is written.
    follows: Vec<(RecordId, u32, Command)>,
}

impl Work {
    fn refuse(&mut self, refusal: &Refusal) {
        self.result.status = if refusal.is_conflict() { Status::Conflict } else { Status::Rejected };
        self.result.code = Some(refusal.code().0.to_owned());
        self.result.params = refusal.params();
    }

    fn next_rev(&mut self) -> Rev {
        self.set.head += 1;
        self.set.head
    }

    fn carry_out<L: Ledger>(
        &mut self,
        ledger: &mut L,
        asker: &Asker,
        actor: &Standing,
        mutation: &Mutation,
        command: &Command,
    ) -> Result<(), LedgerError> {
        let before = ledger.row(mutation.rec.id)?;
        let record = before.as_ref().map(Row::record);
        let mut related = related(ledger, &needs(record.as_ref(), command))?;
        if command.asks_org() {
            related.set_org(ledger.org()?);
        }
        if let Some(refusal) = forbidden(actor, mutation.rec.id, command, before.as_ref(), record.as_ref()) {
            self.refuse(&refusal);
            return Ok(());
        }
        let policies = ledger.policies()?;
        let ctx = Ctx { actor, at: mutation.at, policy: policies.at(mutation.at), related: &related };
        match decide(record.as_ref(), command, &ctx) {
            Err(refusal) => self.refuse(&refusal),
            Ok(Accepted { outcome: Outcome::Noop, record, .. }) => {
                self.result.status = Status::Noop;
                self.result.rev = before.map_or(0, |row| row.rev);
                self.result.told = record.number();
            }
            Ok(accepted) => {
                self.result.flags = accepted.flags.iter().map(|flag| flag.code().to_owned()).collect();
                if let Outcome::Merged(clashes) = &accepted.outcome {
                    self.result.status = Status::Merged;
                    self.result.params = clashes.iter().map(|c| (c.key.clone(), c.theirs.clone())).collect();
                }
                let after =
                    self.consequences(ledger, asker, mutation, record.as_ref(), accepted.record, &related)?;
                self.put(ledger, actor, mutation, before.as_ref(), &after, related)?;
            }
        }
        Ok(())
    }

    /// What the server adds of its own before the record is stored, and what it does to others after that.
    fn consequences<L: Ledger>(
        &mut self,
        ledger: &mut L,
        asker: &Asker,
        mutation: &Mutation,
        before: Option<&Record>,
        mut after: Record,
        related: &Related,
    ) -> Result<Record, LedgerError> {
        for consequence in consequences(mutation.rec.id, before, &after, asker.now, related) {
            match consequence {
                Consequence::Number { series, period } => {
                    // Only after a restore can a device know a number that this server does not.
                    let told = mutation.told.filter(|told| told.period <= period);
                    let told = if ledger.restored()? { told } else { None };
                    let number = ledger.number(series, period, told, mutation.rec.id)?;
                    after = after.numbered(number);
                }
                Consequence::Create { n, command } => {
                    // From the record: whoever decides, and whenever after a restore, its consequences are the same records.
                    let cause = domain::CommandId(mutation.rec.id.0);
                    let id = consequence_id(cause, command.kind().name(), n);
                    self.follows.push((id, n, command));
                }
                Consequence::Change { record, command } => self.follows.push((record, 0, command)),
            }
        }
        self.result.told = after.number();
        Ok(after)
    }

    /// Stores the record, and moves along what belongs to it when it is a customer that changed hands.
    fn put<L: Ledger>(
        &mut self,
        ledger: &L,
        actor: &Standing,
        mutation: &Mutation,
        before: Option<&Row>,
        after: &Record,
        mut related: Related,
    ) -> Result<(), LedgerError> {
        let Some(scope) = after.scope(&related) else {
            return Err(LedgerError::Failed("a record that cannot be placed".to_owned()));
        };
        if let Some(old) = before.filter(|row| row.scope != scope) {
            let rev = self.next_rev();
            self.set.exits.push((rev, old.scope.clone(), old.id));
        }
        let rev = self.next_rev();
        self.result.rev = rev;
        self.set.rows.push(Row {
            kind: after.kind().name().into(),
            id: mutation.rec.id,
            parent: after.parent(),
            scope: scope.clone(),
            rev,
            schema: after.schema(),
            by: actor.user(),
            at: mutation.at,
            body: after.encode().map_err(|_| LedgerError::Failed("no JSON form".to_owned()))?,
        });
        let moved = before.is_none_or(|row| row.scope != scope);
        if let (Record::Customer(_), true) = (after, moved) {
            related.insert(mutation.rec.id, after.clone());
            for child in ledger.children(mutation.rec.id)? {
                self.move_along(child, before, &scope, &related);
            }
        }
        Ok(())
    }

    /// A row of the customer goes where its customer goes.
    fn move_along(&mut self, child: Row, before: Option<&Row>, to: &domain::Scope, related: &Related) {
        let wanted = child.record().scope(related).or_else(|| {
            // A kind this build cannot read goes along if it lay with the customer.
            before.filter(|row| row.scope == child.scope).map(|_| to.clone())
        });
        let Some(wanted) = wanted.filter(|wanted| *wanted != child.scope) else { return };
        let left = self.next_rev();
        self.set.exits.push((left, child.scope.clone(), child.id));
        let rev = self.next_rev();
        self.set.rows.push(Row { scope: wanted, rev, ..child });
    }
}

/// What `decide` must know besides the record.
fn related<L: Ledger>(ledger: &L, ids: &[RecordId]) -> Result<Related, LedgerError> {
    let mut related = Related::default();
    for id in ids {
        if let Some(row) = ledger.row(*id)? {
            related.insert(*id, row.record());
        }
    }
    Ok(related)
}

/// Why the actor may not, if so. A fact is then kept for somebody else to look at. Source: SYNC 0.7, 3.2 c
fn forbidden(
    actor: &Standing,
    id: RecordId,
    command: &Command,
    row: Option<&Row>,
    record: Option<&Record>,
) -> Option<Refusal> {
    let author = record.and_then(|record| record.author(id));
    match may(actor, command.action(), row.map(|row| &row.scope), author) {
        Verdict::Allowed => None,
        Verdict::NotYours => Some(Refusal::NoLongerYours),
        Verdict::NoRole if command.is_fact() => Some(Refusal::NoLongerYours),
        Verdict::NoRole => Some(Refusal::Denied),
    }
}
