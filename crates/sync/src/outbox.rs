//! The outbox: what people did on this device, kept until the server has it and beyond.

use crate::wire::{Mutation, PushResult, Rev, Status};
use domain::values::{CommandId, RecordId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One entry.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// What was meant.
    pub m: Mutation,
    /// The device's clock when it was saved, UTC milliseconds.
    pub saved_ms: i64,
    /// What the server said. None: it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<PushResult>,
    /// When the server said so, UTC milliseconds on the server's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_ms: Option<i64>,
    /// The person has seen the refusal and let it go.
    #[serde(default)]
    pub dismissed: bool,
    /// So long after `saved_ms` it stays here, so that it can be taken back, in milliseconds.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub hold_ms: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
const fn is_zero(n: &u32) -> bool {
    *n == 0
}

/// How an entry stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// It waits to be sent, or for an answer.
    Waiting,
    /// The server has it.
    Done,
    /// The server has it and a person must look.
    Problem,
}

impl Entry {
    /// A new entry, saved now.
    pub const fn new(m: Mutation, saved_ms: i64) -> Self {
        Self { m, saved_ms, result: None, done_ms: None, dismissed: false, hold_ms: 0 }
    }

    /// Until when it is held back, UTC milliseconds on the device's clock; nothing if it may go now. A clock that was
    /// set back holds nothing: the entry would wait for years.
    pub fn held_until(&self, now_ms: i64) -> Option<i64> {
        let end = self.saved_ms.saturating_add(i64::from(self.hold_ms));
        (self.waits() && now_ms >= self.saved_ms && now_ms < end).then_some(end)
    }

    /// How it stands.
    pub fn standing(&self) -> Standing {
        match &self.result {
            None => Standing::Waiting,
            Some(_) if self.dismissed => Standing::Done,
            Some(result) => match result.status {
                Status::Applied | Status::Noop => Standing::Done,
                // What could not be merged waits for a person; otherwise there would be nothing to tell.
                Status::Merged => {
                    if result.params.is_empty() {
                        Standing::Done
                    } else {
                        Standing::Problem
                    }
                }
                Status::Conflict | Status::Rejected => Standing::Problem,
                Status::Held => Standing::Waiting,
            },
        }
    }

    /// Whether its effect is not (yet) in what the server sends.
    pub fn waits(&self) -> bool {
        self.standing() == Standing::Waiting
    }
}

/// All entries by their number, which is the order in which they were made over all tabs.
pub type Outbox = BTreeMap<u64, Entry>;

/// The oldest waiting entries to send: at most `count` and about `bytes`, in order. Groups of what is held are
/// left out, and with them whatever depends on them; everything else keeps its place.
///
/// The order is the whole protection against an edit that arrives before its own create. Source: SYNC 4.2
pub fn next_batch<'a>(
    outbox: &'a Outbox,
    held: &BTreeSet<CommandId>,
    count: usize,
    bytes: usize,
) -> Vec<&'a Mutation> {
    let mut blocked: BTreeSet<RecordId> = BTreeSet::new();
    let mut seen: BTreeSet<CommandId> = BTreeSet::new();
    let mut batch = Vec::new();
    let mut size = 0;
    for entry in outbox.values().filter(|entry| entry.waits()) {
        let m = &entry.m;
        if held.contains(&m.id) || blocked.contains(&m.rec.id) || m.deps.iter().any(|id| blocked.contains(id))
        {
            blocked.insert(m.rec.id);
            continue;
        }
        // A batch that was replayed after a lost connection may lie here twice.
        if !seen.insert(m.id) {
            continue;
        }
        size += m.args.text().len() + 400;
        if batch.len() >= count || (size > bytes && !batch.is_empty()) {
            break;
        }
        batch.push(m);
    }
    batch
}

/// Whether a finished entry can be let go: nobody needs to see it, and a backup of the server has it or it is
/// older than 30 days. Source: SYNC 0.10, 4.2
pub fn may_forget(entry: &Entry, safe_rev: Rev, now_ms: i64) -> bool {
    const DAYS_30_MS: i64 = 30 * 24 * 3600 * 1000;
    let (Standing::Done, Some(result)) = (entry.standing(), &entry.result) else { return false };
    let old = entry.done_ms.is_some_and(|done| now_ms.saturating_sub(done) > DAYS_30_MS);
    old || (result.rev > 0 && result.rev <= safe_rev)
}

#[cfg(test)]
mod tests;
