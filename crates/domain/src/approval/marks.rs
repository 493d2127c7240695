//! What the card of something to approve is marked with, by its place; a kind adds marks of its own behind [`COUNT`] of them.

use super::chain::Chain;
use crate::values::UserId;

/// Whose word it waits for.
pub const WAITS_FOR: usize = 0;
/// Who asked.
pub const REQUESTER: usize = 1;
/// Who decided a step, apart by blanks.
pub const DECIDERS: usize = 2;
/// Who was let know, apart by blanks.
pub const COPIED: usize = 3;
/// The step that waits.
pub const STEP: usize = 4;
/// How many marks these are.
pub const COUNT: usize = 5;

impl Chain {
    /// The marks, in their order.
    pub(crate) fn marks(&self) -> Vec<String> {
        let text = |user: Option<UserId>| user.map(|user| user.to_string()).unwrap_or_default();
        let all = |users: Vec<UserId>| users.iter().map(UserId::to_string).collect::<Vec<_>>().join(" ");
        let waits = self.waits_for();
        vec![
            text(waits.map(|(_, user)| user)),
            text(self.requester()),
            all(self.deciders()),
            all(self.copied_to()),
            waits.map(|(step, _)| step.to_string()).unwrap_or_default(),
        ]
    }
}
