//! Holding back: what a person may still take back is not sent until that time is over, or the person goes on.
//!
//! Source: docs/decisions/0018

use super::Output;
use crate::outbox::Entry;
use crate::replica::Replica;
use domain::values::CommandId;

/// What is held back in this tab. Other tabs hold it by the entry's own time.
#[derive(Debug)]
pub(super) struct Hold {
    /// What was saved up to then is held back no longer, on the device's clock.
    released_ms: i64,
}

impl Default for Hold {
    fn default() -> Self {
        Self { released_ms: i64::MIN }
    }
}

impl Hold {
    /// The entries that are held back now, and until when.
    pub(super) fn back(&self, replica: &Replica, now_ms: i64) -> impl Iterator<Item = (CommandId, i64)> {
        let fresh = |entry: &&Entry| entry.saved_ms > self.released_ms;
        let all = replica.waiting().map(|(_, entry)| entry).filter(fresh);
        all.filter_map(move |entry| Some((entry.m.id, entry.held_until(now_ms)?)))
    }

    /// Lets go what was saved up to then. Answers whether anything was held.
    pub(super) fn release(&mut self, replica: &Replica, until_ms: i64, now_ms: i64) -> bool {
        let before = self.back(replica, now_ms).count();
        self.released_ms = self.released_ms.max(until_ms);
        self.back(replica, now_ms).count() < before
    }

    /// Whatever else is planned: the end of a hold is a time to wake.
    pub(super) fn plan_wake(&self, replica: &Replica, outputs: &mut Vec<Output>, now_ms: i64) {
        let Some(end) = self.back(replica, now_ms).map(|(_, end)| end).min() else { return };
        let left = u64::try_from(end.saturating_sub(now_ms)).unwrap_or(0);
        let (mut ms, mut spread_ms) = (left, 0);
        outputs.retain(|output| match output {
            Output::WakeIn { ms: planned, spread_ms: spread } => {
                ms = left.min(*planned);
                spread_ms = (left - ms).min(*spread);
                false
            }
            _ => true,
        });
        outputs.push(Output::WakeIn { ms, spread_ms });
    }
}
