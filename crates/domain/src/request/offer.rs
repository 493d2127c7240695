//! What can be done with a request now: whatever would be taken if it were tried. So no rule stands here.

use super::command::{Cancel, Complete, GiveFeedback, RequestCommand, Resubmit};
use super::record::Request;
use crate::access::{Action, Verdict as May, may};
use crate::approval::{Decide, Verdict, Withdraw};
use crate::decide::{Ctx, Outcome};
use crate::kind::{CommandSet as _, RecordKind as _};
use crate::refusal::Refusal;

impl Request {
    /// The actions open to the actor, whose reach the record lies in. Where one may decide, one may also hand on.
    pub fn next_steps(&self, ctx: &Ctx<'_>) -> Vec<Action> {
        let decide = self.chain().waits_for().map(|(step, _)| {
            RequestCommand::Decide(Decide { step, verdict: Verdict::Approve, comment: String::new() })
        });
        let cancel = RequestCommand::Cancel(Cancel { reason: "-".to_owned() });
        let withdraw = RequestCommand::Withdraw(Withdraw { reason: String::new() });
        let (resubmit, complete) = (
            RequestCommand::Resubmit(Resubmit { changes: Vec::new() }),
            RequestCommand::Complete(Complete {}),
        );
        let feedback = RequestCommand::GiveFeedback(GiveFeedback { text: "-".to_owned() });
        let tries = [decide, Some(feedback), Some(resubmit), Some(withdraw), Some(complete), Some(cancel)];
        tries
            .into_iter()
            .flatten()
            .filter(|command| self.would_take(command, ctx))
            .map(|c| c.action())
            .collect()
    }

    fn would_take(&self, command: &RequestCommand, ctx: &Ctx<'_>) -> bool {
        let taken = match Self::decide(Some(self), command, ctx) {
            Ok(accepted) => accepted.outcome == Outcome::Applied,
            // It can be done once something is filled in otherwise.
            Err(refusal) => matches!(refusal, Refusal::Malformed(_)),
        };
        taken && may(ctx.actor, command.action(), None, self.requester()) == May::Allowed
    }
}
