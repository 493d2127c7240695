//! Saving: commands of a person, decided on what they see, as one strict batch.

use super::{Asleep, Replica};
use crate::outbox::Entry;
use crate::store::{Batch, Bin, Write};
use crate::wire::{Mutation, RecordRef};
use domain::access::{Verdict, may};
use domain::values::{CommandId, Moment, RecordId};
use domain::{Command, Ctx, Policies, Record, Refusal, decide};
use std::collections::BTreeMap;

/// Something a person means: a command about a record. The ids were made by the shell.
#[derive(Clone, PartialEq, Debug)]
pub struct Intent {
    /// The command's id.
    pub id: CommandId,
    /// The record it is about.
    pub rec: RecordId,
    /// What is meant.
    pub command: Command,
    /// Further records whose creation must reach the server before.
    pub deps: Vec<RecordId>,
    /// So long it stays on the device, so that it can be taken back, in milliseconds.
    pub hold_ms: u32,
}

/// Commands ready to be committed.
#[derive(Clone, PartialEq, Debug)]
pub struct Save {
    /// The strict batch: one `Append` per entry, in order. Callers may add writes (chunks, a draft's end).
    pub batch: Batch,
    /// What [`Replica::saved`] takes over with the numbers that the commit answers.
    pub entries: Vec<Entry>,
}

/// Why nothing was saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NotSaved {
    /// A rule refused it: the first refusal.
    Refused(Refusal),
    /// These bodies must be read first; then it can be tried again.
    Asleep(Asleep),
}

impl From<Refusal> for NotSaved {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Asleep> for NotSaved {
    fn from(asleep: Asleep) -> Self {
        Self::Asleep(asleep)
    }
}

impl Replica {
    /// Decides what a person means, in order, each on what the one before left, and makes one batch of it.
    ///
    /// # Errors
    /// See [`NotSaved`]; then nothing is saved.
    pub fn save(
        &self,
        intents: Vec<Intent>,
        at: Moment,
        now_ms: i64,
        app: &str,
        policies: &Policies,
    ) -> Result<Save, NotSaved> {
        let actor = self.standing(self.user)?;
        let mut after: BTreeMap<RecordId, Record> = BTreeMap::new();
        let mut save = Save { batch: Batch::strict(), entries: Vec::new() };
        for intent in intents {
            let before = match after.get(&intent.rec) {
                Some(record) => Some(record.clone()),
                None => self.view(intent.rec, policies)?.map(|view| view.record),
            };
            let mut related = self.related(before.as_ref(), &intent.command, policies, 0)?;
            for (id, record) in &after {
                related.insert(*id, record.clone());
            }
            let scope = before.as_ref().and_then(|record| record.scope(&related));
            let author = before.as_ref().and_then(|record| record.author(intent.rec));
            let verdict = may(&actor, intent.command.action(), scope.as_ref(), author);
            // A fact is taken whatever the roles say: the server keeps it and asks somebody. Source: SYNC 0.7
            if verdict != Verdict::Allowed && !intent.command.is_fact() {
                return Err(Refusal::Denied.into());
            }
            let ctx = Ctx { actor: &actor, at, policy: policies.at(at), related: &related };
            let accepted = decide(before.as_ref(), &intent.command, &ctx)?;
            after.insert(intent.rec, accepted.record);
            let entry = self.entry(intent, at, now_ms, app).map_err(|_| Refusal::Malformed(Vec::new()))?;
            let value = serde_json::to_vec(&entry).map_err(|_| Refusal::Malformed(Vec::new()))?;
            save.batch.push(Write::Append(Bin::Out, value));
            save.entries.push(entry);
        }
        Ok(save)
    }

    fn entry(&self, intent: Intent, at: Moment, now_ms: i64, app: &str) -> serde_json::Result<Entry> {
        let hold_ms = intent.hold_ms;
        let mutation = Mutation {
            id: intent.id,
            name: intent.command.name(),
            v: intent.command.version(),
            rec: RecordRef { kind: intent.command.kind().name().into(), id: intent.rec },
            deps: intent.deps,
            actor: self.user,
            at,
            app: app.to_owned(),
            base_rev: self.base.get(intent.rec).map(|held| held.rev),
            args: intent.command.args()?,
            told: None,
        };
        Ok(Entry { hold_ms, ..Entry::new(mutation, now_ms) })
    }
}
