//! The rules of every approval: who decides, that the first to arrive wins, and that nobody decides for themself.
//! Source: REQ-02, ROL-06

use super::approver::{Matter, decider, is_entitled, sees};
use super::chain::{Act, Chain, Entry, State, Step};
use super::command::{COMMENT_CHARS, Copy, Decide, HandOn, Verdict, Withdraw, keys};
use crate::decide::{Accepted, Ctx};
use crate::refusal::Refusal;
use crate::values::UserId;

impl Chain {
    /// One step is decided.
    ///
    /// # Errors
    /// [`Refusal::OwnRequest`] for the requester, [`Refusal::Denied`] for who is neither approver nor deputy,
    /// [`Refusal::Decided`] when another was first, [`Refusal::NoLongerYours`] when it was handed on,
    /// [`Refusal::OutOfOrder`] when it waits for nobody.
    pub(crate) fn decided(
        &self,
        decide: &Decide,
        of: Matter,
        ctx: &Ctx<'_>,
    ) -> Result<Accepted<Self>, Refusal> {
        let comment = sound(&decide.comment)?;
        match decide.verdict {
            Verdict::Other(_) => return Err(Refusal::malformed(keys::VERDICT, "not-a-choice")),
            Verdict::Return | Verdict::Refuse if comment.is_empty() => {
                return Err(Refusal::malformed(keys::COMMENT, "required"));
            }
            _ => {}
        }
        let by = self.not_the_requester(ctx)?;
        let steps = self.steps();
        let step = step_of(&steps, decide.step)?;
        let hold = self.hold(step, by, of, ctx).ok_or(Refusal::Denied)?;
        if let Some(first) = step.decided {
            // Whatever says nothing that does not stand there already.
            let same = first.verdict.as_ref() == Some(&decide.verdict);
            return if same && (comment.is_empty() || comment == first.comment) {
                Ok(Accepted::noop(self.clone()))
            } else {
                Err(was_decided(first))
            };
        }
        let instead_of = self.holds_now(decide.step, hold)?;
        Ok(Accepted::applied(self.clone().with(Entry {
            step: Some(decide.step),
            verdict: Some(decide.verdict.clone()),
            comment,
            instead_of,
            ..Entry::new(Act::Decided, by, ctx.at)
        })))
    }

    /// A step goes to another.
    ///
    /// # Errors
    /// As for a decision; [`Refusal::Malformed`] for somebody who cannot decide it.
    pub(crate) fn handed_on(
        &self,
        hand_on: &HandOn,
        of: Matter,
        ctx: &Ctx<'_>,
    ) -> Result<Accepted<Self>, Refusal> {
        let comment = sound(&hand_on.comment)?;
        let by = self.not_the_requester(ctx)?;
        let steps = self.steps();
        let step = step_of(&steps, hand_on.step)?;
        let hold = self.hold(step, by, of, ctx).ok_or(Refusal::Denied)?;
        let replay = |entry: &Entry| {
            entry.act == Act::HandedOn && (entry.by, entry.at) == (by, ctx.at) && entry.to == [hand_on.to]
        };
        if self.log().iter().any(replay) || step.approvers.iter().skip(1).next_back() == Some(&hand_on.to) {
            return Ok(Accepted::noop(self.clone()));
        }
        if let Some(first) = step.decided {
            return Err(was_decided(first));
        }
        let instead_of = self.holds_now(hand_on.step, hold)?;
        let entitled = self
            .requester()
            .is_some_and(|requester| is_entitled(hand_on.to, requester, of, ctx.related.org(), ctx.at));
        if !entitled || step.approvers.last() == Some(&hand_on.to) {
            return Err(Refusal::malformed(keys::TO, "not-entitled"));
        }
        Ok(Accepted::applied(self.clone().with(Entry {
            step: Some(hand_on.step),
            to: vec![hand_on.to],
            comment,
            instead_of,
            ..Entry::new(Act::HandedOn, by, ctx.at)
        })))
    }

    /// Somebody is let know. Only who sees the record can read it.
    ///
    /// # Errors
    /// [`Refusal::Malformed`] for somebody who would not see it.
    pub(crate) fn copied(&self, copy: &Copy, of: Matter, ctx: &Ctx<'_>) -> Result<Accepted<Self>, Refusal> {
        let by = ctx.actor.user().ok_or(Refusal::Denied)?;
        let told = |entry: &Entry| entry.act == Act::Copied && entry.to.contains(&copy.to);
        if self.log().iter().any(told) {
            return Ok(Accepted::noop(self.clone()));
        }
        if !sees(copy.to, of, ctx.related.org(), ctx.at) {
            return Err(Refusal::malformed(keys::TO, "does-not-see"));
        }
        let entry = Entry { to: vec![copy.to], ..Entry::new(Act::Copied, by, ctx.at) };
        Ok(Accepted::applied(self.clone().with(entry)))
    }

    /// The requester takes it back.
    ///
    /// # Errors
    /// [`Refusal::Denied`] for anybody else, [`Refusal::Decided`] once somebody decided.
    pub(crate) fn withdrawn(&self, withdraw: &Withdraw, ctx: &Ctx<'_>) -> Result<Accepted<Self>, Refusal> {
        let comment = sound(&withdraw.reason)?;
        let by = self.as_requester(ctx)?;
        match self.state() {
            State::Withdrawn => return Ok(Accepted::noop(self.clone())),
            State::Newer(_) => return Err(self.state().refusal()),
            _ => {}
        }
        let steps = self.steps();
        if let Some(first) = steps.iter().skip(self.rounds_before()).find_map(|step| step.decided) {
            return Err(was_decided(first));
        }
        let entry = Entry { comment, ..Entry::new(Act::Withdrawn, by, ctx.at) };
        Ok(Accepted::applied(self.clone().with(entry)))
    }

    /// The requester lets go of what came back, where nothing else ends it.
    ///
    /// # Errors
    /// [`Refusal::Denied`] for anybody else, [`Refusal::OutOfOrder`] unless it was returned.
    pub(crate) fn given_up(&self, withdraw: &Withdraw, ctx: &Ctx<'_>) -> Result<Accepted<Self>, Refusal> {
        let comment = sound(&withdraw.reason)?;
        let by = self.as_requester(ctx)?;
        match self.state() {
            State::Returned => {
                let entry = Entry { comment, ..Entry::new(Act::Withdrawn, by, ctx.at) };
                Ok(Accepted::applied(self.clone().with(entry)))
            }
            state => Err(state.refusal()),
        }
    }

    /// The requester asks again after a return.
    ///
    /// # Errors
    /// [`Refusal::Denied`] for anybody else, [`Refusal::OutOfOrder`] unless it was returned.
    pub(crate) fn asked_again(&self, of: Vec<UserId>, ctx: &Ctx<'_>) -> Result<Self, Refusal> {
        let by = self.as_requester(ctx)?;
        match self.state() {
            State::Returned => Ok(self.clone().with(Entry { to: of, ..Entry::new(Act::Asked, by, ctx.at) })),
            state => Err(state.refusal()),
        }
    }

    /// The actor, if it was they who asked.
    pub(crate) fn as_requester(&self, ctx: &Ctx<'_>) -> Result<UserId, Refusal> {
        ctx.actor.user().filter(|user| self.requester() == Some(*user)).ok_or(Refusal::Denied)
    }

    fn not_the_requester(&self, ctx: &Ctx<'_>) -> Result<UserId, Refusal> {
        let by = ctx.actor.user().ok_or(Refusal::Denied)?;
        if self.requester() == Some(by) { Err(Refusal::OwnRequest) } else { Ok(by) }
    }

    fn hold(&self, step: &Step<'_>, user: UserId, of: Matter, ctx: &Ctx<'_>) -> Option<Hold> {
        let org = ctx.related.org();
        let absent: Vec<UserId> = org.stands_in_for(user, ctx.at).collect();
        let holder = *step.approvers.last()?;
        let now = decider(holder, self.requester()?, of, org, ctx.at);
        if holder == user && now == user {
            return Some(Hold::Now(None));
        }
        if now == user {
            return Some(Hold::Now(Some(holder)));
        }
        if absent.contains(&now) {
            return Some(Hold::Now(Some(now)));
        }
        let had = |approver: &UserId| *approver == user || absent.contains(approver);
        step.approvers.iter().any(had).then_some(Hold::Before)
    }

    /// For whom the actor does what only the one who has the waiting step may do.
    fn holds_now(&self, step: u16, hold: Hold) -> Result<Option<UserId>, Refusal> {
        match (self.waits_for(), hold) {
            (Some((open, _)), Hold::Now(instead_of)) if open == step => Ok(instead_of),
            (Some((open, _)), Hold::Before) if open == step => Err(Refusal::NoLongerYours),
            _ => Err(self.state().refusal()),
        }
    }
}

/// How somebody has, or had, a step to decide.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Hold {
    /// Now, perhaps for an approver who is absent or cannot decide any more.
    Now(Option<UserId>),
    /// Until it was handed on, or others took it over.
    Before,
}

fn step_of<'a, 'b>(steps: &'b [Step<'a>], step: u16) -> Result<&'b Step<'a>, Refusal> {
    steps.get(usize::from(step)).ok_or_else(|| Refusal::malformed(keys::STEP, "not-a-choice"))
}

fn was_decided(first: &Entry) -> Refusal {
    let verdict = first.verdict.as_ref().map_or("", Verdict::code).to_owned();
    Refusal::Decided { by: first.by, at: first.at, verdict }
}

/// A comment somebody can read; it may be empty.
fn sound(comment: &str) -> Result<String, Refusal> {
    let comment = comment.trim();
    if comment.chars().count() > COMMENT_CHARS {
        return Err(Refusal::malformed(keys::COMMENT, "too-long"));
    }
    Ok(comment.to_owned())
}
