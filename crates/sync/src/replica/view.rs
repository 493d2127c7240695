//! What a person sees: the server's row with the waiting commands decided on top of it.

use super::Replica;
use crate::outbox::Entry;
use crate::wire::{Rev, Row};
use domain::access::{Standing, Who};
use domain::card::Card;
use domain::people::Org;
use domain::values::{CommandId, RecordId, UserId};
use domain::{Command, Ctx, Kind, Policies, Record, Refusal, Related, needs};
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

/// These records cannot be seen before these bodies were read: see [`Replica::wanted`] and [`super::bodies`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asleep(pub BTreeSet<RecordId>);

impl Replica {
    /// One record as this user sees it.
    ///
    /// # Errors
    /// [`Asleep`] until its body was read.
    pub fn view(&self, id: RecordId, policies: &Policies) -> Result<Option<View>, Asleep> {
        self.view_at(id, policies, 0)
    }

    /// The card of one record as this user sees it; its body is needed only where commands wait.
    ///
    /// # Errors
    /// [`Asleep`] until its body was read.
    pub fn card(&self, id: RecordId, policies: &Policies) -> Result<Option<Card>, Asleep> {
        if self.outbox.values().any(|entry| entry.m.rec.id == id && entry.waits()) {
            return Ok(self.view(id, policies)?.map(|view| Card::of(id, &view.record)));
        }
        Ok(self.base.get(id).map(|held| held.card.clone()))
    }

    /// Whether there is such a record here, waiting creations included.
    pub fn knows(&self, id: RecordId) -> bool {
        self.base.get(id).is_some() || self.waiting().any(|(_, entry)| entry.m.rec.id == id)
    }

    /// The ids of everything of a kind that can be seen, waiting creations included.
    pub fn ids_of(&self, kind: &str) -> BTreeSet<RecordId> {
        let held = self.base.iter().filter(|(_, held)| held.card.kind.name() == kind).map(|(id, _)| id);
        let made = self.waiting().filter(|(_, e)| &*e.m.rec.kind == kind).map(|(_, e)| e.m.rec.id);
        held.chain(made).collect()
    }

    /// What this user may do, as far as this device knows: the roles of their own record, the units held.
    ///
    /// # Errors
    /// [`Asleep`] until the user's record was read.
    pub fn standing(&self, user: UserId) -> Result<Standing, Asleep> {
        let roles = match self.body(user.into())?.map(Row::record) {
            Some(Record::Person(person)) if person.active => person.roles,
            _ => BTreeSet::new(),
        };
        Ok(Standing { who: Who::Person(user), roles, holds: self.meta.held.clone() })
    }

    /// The server's row.
    fn body(&self, id: RecordId) -> Result<Option<&Row>, Asleep> {
        match (self.base.body(id), self.base.get(id)) {
            (None, Some(_)) => Err(Asleep(BTreeSet::from([id]))),
            (body, _) => Ok(body),
        }
    }

    /// What a command looks at, as this device knows it.
    pub(super) fn related(
        &self,
        before: Option<&Record>,
        command: &Command,
        policies: &Policies,
        depth: u8,
    ) -> Result<Related, Asleep> {
        let mut related = Related::default();
        if command.asks_org() {
            related.set_org(self.org()?);
        }
        // A visit names a request, that a customer, and customers name nobody: two steps are always enough.
        let ids = if depth < 2 { needs(before, command) } else { Vec::new() };
        for id in ids {
            if let Some(view) = self.view_at(id, policies, depth + 1)? {
                related.insert(id, view.record);
            }
        }
        Ok(related)
    }

    /// Who works here, as the server said last.
    ///
    /// # Errors
    /// [`Asleep`] with everybody whose record was not read yet.
    fn org(&self) -> Result<Org, Asleep> {
        let (mut org, mut asleep) = (Org::default(), BTreeSet::new());
        for (id, _) in self.base.iter().filter(|(_, held)| held.card.kind == Kind::Person) {
            match self.base.body(id).map(Row::record) {
                Some(Record::Person(person)) => {
                    org.people.insert(UserId(id.0), person);
                }
                Some(_) => {}
                None => {
                    asleep.insert(id);
                }
            }
        }
        if asleep.is_empty() { Ok(org) } else { Err(Asleep(asleep)) }
    }

    fn view_at(&self, id: RecordId, policies: &Policies, depth: u8) -> Result<Option<View>, Asleep> {
        let row = self.body(id)?;
        let mut record = row.map(Row::record);
        let mut stale = Vec::new();
        let mut waiting = 0;
        for entry in self.outbox.values().filter(|entry| entry.m.rec.id == id && entry.waits()) {
            waiting += 1;
            match self.replay(record.as_ref(), entry, policies, depth)? {
                Some(Ok(after)) => record = Some(after),
                Some(Err(refusal)) => stale.push((entry.m.id, refusal)),
                None => {}
            }
        }
        Ok(record.map(|record| View { record, rev: row.map(|row| row.rev), waiting, stale }))
    }

    /// A waiting command decided on what stands now; nothing if this build does not know the command.
    fn replay(
        &self,
        before: Option<&Record>,
        entry: &Entry,
        policies: &Policies,
        depth: u8,
    ) -> Result<Option<Result<Record, Refusal>>, Asleep> {
        let Ok(command) = entry.m.command() else { return Ok(None) };
        let related = self.related(before, &command, policies, depth)?;
        let actor = self.standing(entry.m.actor)?;
        let policy = policies.at(entry.m.at);
        let ctx = Ctx { actor: &actor, at: entry.m.at, policy, related: &related };
        Ok(Some(domain::decide(before, &command, &ctx).map(|accepted| accepted.record)))
    }
}
