//! A change of the policy: a proposal with its approval. Source: ROL-09, REQ-02

use super::proposal::Proposal;
use crate::Related;
use crate::access::{Action, Scope};
use crate::approval::{Chain, Decide, HandOn, Matter, State, Verdict, Withdraw, approver};
use crate::card::Face;
use crate::decide::{Accepted, Ctx, Outcome};
use crate::kind::{Args, CommandSet as _, RecordKind, commands};
use crate::refusal::Refusal;
use crate::values::{Members, Moment, RecordId, UserId, by_members, day_text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One change. What it says changes only while it is returned; of an approved one the file copy is this record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PolicyChange {
    proposal: Proposal,
    chain: Chain,
    /// Fields of a newer build.
    kept: Members,
}

by_members!(PolicyChange {
    needed proposal,
    needed chain,
});

/// Proposes a change.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Propose {
    /// What is wanted.
    pub proposal: Proposal,
}

/// Proposes it again after a return, changed or as it was.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Resubmit {
    /// What is wanted now.
    pub proposal: Proposal,
}

impl Args for Propose {}
impl Args for Resubmit {}

commands! {
    /// What can be done to a change of the policy.
    PolicyCommand {
        /// Propose it.
        Propose(Propose) = "propose" @ 1, Intent, Action::ProposePolicy,
        /// Propose it again.
        Resubmit(Resubmit) = "resubmit" @ 1, Intent, Action::ResubmitRequest,
        /// Approve, return or refuse it.
        Decide(Decide) = "decide" @ 1, Intent, Action::Decide,
        /// 转交
        HandOn(HandOn) = "hand_on" @ 1, Intent, Action::HandOn,
        /// 撤回
        Withdraw(Withdraw) = "withdraw" @ 1, Intent, Action::Withdraw,
    }
}

impl PolicyChange {
    /// What is wanted.
    pub const fn proposal(&self) -> &Proposal {
        &self.proposal
    }

    /// Its approval.
    pub const fn chain(&self) -> &Chain {
        &self.chain
    }

    /// From which day on it is in force; nothing until it is approved.
    pub fn in_force(&self) -> Option<NaiveDate> {
        self.proposal.in_force(self.approved_at()?)
    }

    fn approved_at(&self) -> Option<Moment> {
        self.chain.decided_at().filter(|_| self.chain.state() == State::Approved)
    }

    fn proposed(
        before: Option<&Self>,
        Propose { proposal }: &Propose,
        ctx: &Ctx<'_>,
    ) -> Result<Accepted<Self>, Refusal> {
        let by = ctx.actor.user().ok_or(Refusal::Denied)?;
        match before {
            Some(known) if known.proposal == *proposal && known.chain.was_asked(by, ctx.at) => {
                return Ok(Accepted::noop(known.clone()));
            }
            Some(_) => return Err(Refusal::Exists),
            None => proposal.checked(ctx.at)?,
        }
        let chain = Chain::asked(asked(by, ctx)?, by, ctx.at);
        Ok(Accepted::applied(Self { proposal: proposal.clone(), chain, kept: Members::new() }))
    }

    fn resubmitted(&self, again: &Resubmit, ctx: &Ctx<'_>) -> Result<Accepted<Self>, Refusal> {
        let by = self.chain.as_requester(ctx)?;
        if self.proposal == again.proposal && self.chain.was_asked(by, ctx.at) {
            return Ok(Accepted::noop(self.clone()));
        }
        again.proposal.checked(ctx.at)?;
        let chain = self.chain.asked_again(asked(by, ctx)?, ctx)?;
        Ok(Accepted::applied(Self { proposal: again.proposal.clone(), chain, ..self.clone() }))
    }

    fn approval(&self, answered: Result<Accepted<Chain>, Refusal>) -> Result<Accepted<Self>, Refusal> {
        let Accepted { record: chain, outcome, flags } = answered?;
        Ok(Accepted { record: Self { chain, ..self.clone() }, outcome, flags })
    }

    /// What the person may do next.
    pub fn next_steps(&self, ctx: &Ctx<'_>) -> Vec<Action> {
        let decide = self.chain.waits_for().map(|(step, _)| {
            PolicyCommand::Decide(Decide { step, verdict: Verdict::Approve, comment: String::new() })
        });
        let withdraw = PolicyCommand::Withdraw(Withdraw { reason: String::new() });
        let again = PolicyCommand::Resubmit(Resubmit { proposal: self.proposal.clone() });
        let open = |command: &PolicyCommand| match Self::decide(Some(self), command, ctx) {
            Ok(accepted) => accepted.outcome == Outcome::Applied,
            // It can be done once something is filled in otherwise.
            Err(refusal) => matches!(refusal, Refusal::Malformed(_)) && self.chain.state() == State::Returned,
        };
        let tries = [decide, Some(withdraw), Some(again)];
        tries.into_iter().flatten().filter(open).map(|command| command.action()).collect()
    }
}

fn asked(by: UserId, ctx: &Ctx<'_>) -> Result<Vec<UserId>, Refusal> {
    let found = approver(by, Matter::Policy, ctx.related.org(), ctx.at);
    found.map(|user| vec![user]).ok_or(Refusal::NobodyDecides)
}

impl RecordKind for PolicyChange {
    type Command = PolicyCommand;
    const KIND: &'static str = "policy";
    const SCHEMA: u16 = 1;
    const ASKS_ORG: bool = true;

    fn decide(
        before: Option<&Self>,
        command: &PolicyCommand,
        ctx: &Ctx<'_>,
    ) -> Result<Accepted<Self>, Refusal> {
        use PolicyCommand as C;
        if let C::Propose(propose) = command {
            return Self::proposed(before, propose, ctx);
        }
        let change = before.ok_or(Refusal::NotFound)?;
        match command {
            C::Propose(_) => Err(Refusal::Exists),
            C::Resubmit(again) => change.resubmitted(again, ctx),
            C::Decide(decide) => change.approval(change.chain.decided(decide, Matter::Policy, ctx)),
            C::HandOn(hand_on) => change.approval(change.chain.handed_on(hand_on, Matter::Policy, ctx)),
            // What came back lies in the hands of who proposed it.
            C::Withdraw(withdraw) if change.chain.state() == State::Returned => {
                change.approval(change.chain.given_up(withdraw, ctx))
            }
            C::Withdraw(withdraw) => change.approval(change.chain.withdrawn(withdraw, ctx)),
        }
    }

    fn parent(&self) -> Option<RecordId> {
        None
    }

    /// The rules are everybody's, and so is what is to become of them.
    fn scope(&self, _: &Related) -> Scope {
        Scope::org()
    }

    /// All that the policy is put together from, so that no body is read for it.
    fn face(&self) -> Face {
        let state = self.chain.state();
        let open = matches!(state, State::Submitted | State::Returned);
        let from = Moment::from_local(&format!("{}T00:00", self.proposal.from), super::ZONE_MIN);
        let mut marks = self.chain.marks();
        marks.push(self.in_force().map(day_text).unwrap_or_default());
        marks.push(if state == State::Approved { self.numbers() } else { String::new() });
        Face {
            state: state.code().to_owned(),
            note: self.proposal.reason.clone(),
            at_ms: self.approved_at().or(self.chain.asked_at()).map_or(0, |at| at.utc_ms),
            due_ms: from.filter(|_| open).map(|from| from.utc_ms),
            marks,
            ..Face::default()
        }
    }

    /// Who proposed it.
    fn author(&self, _: RecordId) -> Option<UserId> {
        self.chain.requester()
    }
}

impl PolicyChange {
    fn numbers(&self) -> String {
        let each = self.proposal.changes.iter().map(|change| format!("{}={}", change.key, change.to));
        each.collect::<Vec<_>>().join("\n")
    }
}
