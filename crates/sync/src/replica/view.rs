//! What a person sees: the server's row with the waiting commands decided on top of it.

use super::Replica;
use crate::outbox::Entry;
use crate::wire::Rev;
use domain::access::{Standing, Who};
use domain::values::{CommandId, RecordId, UserId};
use domain::{Command, Ctx, Policy, Record, Refusal, Related, needs};
use std::collections::BTreeSet;

/// One record as a person sees it.
#[derive(Clone, PartialEq, Debug)]
pub struct View {
    /// The record, waiting commands included.
    pub record: Record,
    /// The revision of the server's row below it.
    pub rev: Option<Rev>,
    /// How many commands wait.
    pub waiting: usize,
    /// Waiting commands that the rules do not carry any more, now that the row below is another. A warning,
    /// not an error: the server decides.
    pub stale: Vec<(CommandId, Refusal)>,
}

impl Replica {
    /// One record as this user sees it.
    pub fn view(&self, id: RecordId, policy: &Policy) -> Option<View> {
        self.view_at(id, policy, 0)
    }

    /// The ids of everything of a kind that can be seen, waiting creations included.
    pub fn ids_of(&self, kind: &str) -> BTreeSet<RecordId> {
        let held = self.base.rows().filter(|row| &*row.kind == kind).map(|row| row.id);
        let made = self.waiting().filter(|(_, e)| &*e.m.rec.kind == kind).map(|(_, e)| e.m.rec.id);
        held.chain(made).collect()
    }

    /// What this user may do, as far as this device knows: the roles of their own record, the units held.
    pub fn standing(&self, user: UserId) -> Standing {
        let roles = match self.base.get(user.into()).map(crate::wire::Row::record) {
            Some(Record::Person(person)) if person.active => person.roles,
            _ => BTreeSet::new(),
        };
        Standing { who: Who::Person(user), roles, holds: self.meta.held.clone() }
    }

    /// The records a command looks at, as this device knows them.
    pub(super) fn related(&self, ids: &[RecordId], policy: &Policy, depth: u8) -> Related {
        let mut related = Related::default();
        for id in ids {
            if let Some(view) = self.view_at(*id, policy, depth + 1) {
                related.insert(*id, view.record);
            }
        }
        related
    }

    fn view_at(&self, id: RecordId, policy: &Policy, depth: u8) -> Option<View> {
        let row = self.base.get(id);
        let mut record = row.map(crate::wire::Row::record);
        let mut stale = Vec::new();
        let mut waiting = 0;
        for entry in self.outbox.values().filter(|entry| entry.m.rec.id == id && entry.waits()) {
            waiting += 1;
            match self.replay(record.as_ref(), entry, policy, depth) {
                Some(Ok(after)) => record = Some(after),
                Some(Err(refusal)) => stale.push((entry.m.id, refusal)),
                None => {}
            }
        }
        record.map(|record| View { record, rev: row.map(|row| row.rev), waiting, stale })
    }

    /// A waiting command decided on what stands now; nothing if this build does not know the command.
    fn replay(
        &self,
        before: Option<&Record>,
        entry: &Entry,
        policy: &Policy,
        depth: u8,
    ) -> Option<Result<Record, Refusal>> {
        let command: Command = entry.m.command().ok()?;
        // Records name customers, and customers name nobody: two steps are always enough.
        let ids = if depth < 2 { needs(before, &command) } else { Vec::new() };
        let related = self.related(&ids, policy, depth);
        let actor = self.standing(entry.m.actor);
        let ctx = Ctx { actor: &actor, at: entry.m.at, policy, related: &related };
        Some(domain::decide(before, &command, &ctx).map(|accepted| accepted.record))
    }
}
