//! A request: who asked for what, its approval, and what became of it. Source: REQ-01…03

use super::choices::Goer;
use super::command::{RequestCommand, Resubmit, Submit};
use super::feedback::Told;
use super::fields::keys;
use super::state::{Course, State, Turn};
use super::terms::{RequestForm, Terms};
use crate::Related;
use crate::access::{Pair, Scope};
use crate::approval::{self, Chain, Matter, approver};
use crate::card::Face;
use crate::decide::{Accepted, Ctx};
use crate::form::Form as _;
use crate::kind::RecordKind;
use crate::merge::{Change, CorrectFields, correct};
use crate::refusal::Refusal;
use crate::values::{Members, Moment, RecordId, UserId, by_members};

/// One request. What it says changes only while it is returned; the rest is only added to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    customer: RecordId,
    terms: Terms,
    chain: Chain,
    turns: Vec<Turn>,
    told: Vec<Told>,
    /// Fields of a newer build.
    kept: Members,
}

by_members!(Request {
    needed customer,
    needed terms,
    needed chain,
    may turns,
    may told,
});

/// The longest reason, in characters.
const REASON_CHARS: usize = 500;

impl Request {
    /// Who is to be visited.
    pub const fn customer(&self) -> RecordId {
        self.customer
    }

    /// What is asked for.
    pub const fn terms(&self) -> &Terms {
        &self.terms
    }

    /// Its approval.
    pub const fn chain(&self) -> &Chain {
        &self.chain
    }

    /// What became of it after the approval.
    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// The feedback that was given, the oldest first.
    pub fn told(&self) -> &[Told] {
        &self.told
    }

    #[must_use]
    pub(super) fn with(&self, told: Told) -> Self {
        let mut record = self.clone();
        record.told.push(told);
        record
    }

    /// Who asked.
    pub fn requester(&self) -> Option<UserId> {
        self.chain.requester()
    }

    /// How far it is.
    pub fn state(&self) -> State {
        let last = self.turns.last();
        last.map_or_else(|| State::Asked(self.chain.state()), |turn| State::Took(turn.course.clone()))
    }

    /// Whether its visits may be made: approved, and not called off since. Source: REQ-03, VIS-02
    pub fn is_approved(&self) -> bool {
        matches!(
            self.state(),
            State::Asked(approval::State::Approved) | State::Took(Course::Begun | Course::Completed)
        )
    }

    fn submitted(before: Option<&Self>, submit: &Submit, ctx: &Ctx<'_>) -> Result<Accepted<Self>, Refusal> {
        let by = ctx.actor.user().ok_or(Refusal::Denied)?;
        match before {
            Some(known) if known.customer == submit.customer && known.chain.was_asked(by, ctx.at) => {
                return Ok(Accepted::noop(known.clone()));
            }
            Some(_) => return Err(Refusal::Exists),
            None => {}
        }
        let pair = ctx.related.customer(submit.customer).ok_or(Refusal::NotFound)?.pair;
        if !ctx.actor.is_near(pair) {
            return Err(Refusal::NoLongerYours);
        }
        let of = asked(&submit.terms, by, pair, ctx)?;
        Ok(Accepted::applied(Self {
            customer: submit.customer,
            terms: submit.terms.clone(),
            chain: Chain::asked(of, by, ctx.at),
            turns: Vec::new(),
            told: Vec::new(),
            kept: Members::new(),
        }))
    }

    fn resubmitted(&self, resubmit: &Resubmit, ctx: &Ctx<'_>) -> Result<Accepted<Self>, Refusal> {
        let by = self.chain.as_requester(ctx)?;
        let waits = self.state() == State::Asked(approval::State::Submitted);
        // What would be changed is never dropped without a word.
        if waits && resubmit.changes.is_empty() || self.chain.was_asked(by, ctx.at) {
            return Ok(Accepted::noop(self.clone()));
        }
        if self.state() != State::Asked(approval::State::Returned) {
            return Err(self.state().refusal());
        }
        let terms = self.changed(&resubmit.changes, ctx)?;
        let of = asked(&terms, by, self.pair(ctx)?, ctx)?;
        let chain = self.chain.asked_again(of, ctx)?;
        Ok(Accepted::applied(Self { terms, chain, ..self.clone() }))
    }

    /// The terms with these changes; nothing is asked for that its author did not see so.
    fn changed(&self, changes: &[Change], ctx: &Ctx<'_>) -> Result<Terms, Refusal> {
        if changes.is_empty() {
            return Ok(self.terms.clone());
        }
        let correction = CorrectFields { changes: changes.to_vec() };
        let merged = correct::<RequestForm>(&RequestForm::show(&self.terms), &correction)?;
        if !merged.clashes.is_empty() {
            return Err(Refusal::Clash(merged.clashes));
        }
        // The clock of the request stays, so that its times are not shifted.
        let clock = Moment::new(ctx.at.utc_ms, self.terms.first.offset_min);
        Ok(RequestForm::check(&merged.draft, clock).map_err(Refusal::Malformed)?.after(&self.terms))
    }

    /// Something is done to the approval. Once the request took a turn every step is decided, so nothing can change there.
    fn approval(
        &self,
        ctx: &Ctx<'_>,
        act: impl FnOnce(&Chain, Matter) -> Result<Accepted<Chain>, Refusal>,
    ) -> Result<Accepted<Self>, Refusal> {
        let Accepted { record: chain, outcome, flags } = act(&self.chain, Matter::Customer(self.pair(ctx)?))?;
        Ok(Accepted { record: Self { chain, ..self.clone() }, outcome, flags })
    }

    fn turned(&self, course: Course, reason: &str, ctx: &Ctx<'_>) -> Result<Accepted<Self>, Refusal> {
        use approval::State as A;
        let state = self.state();
        let may = match (&course, &state) {
            (_, State::Took(now)) if *now == course => return Ok(Accepted::noop(self.clone())),
            // The server saw a visit after somebody said that all was done.
            (Course::Begun, State::Took(Course::Completed)) => return Ok(Accepted::noop(self.clone())),
            (Course::Cancelled, State::Asked(A::Returned))
            | (Course::Cancelled | Course::Completed, State::Took(Course::Begun))
            | (Course::Begun | Course::Cancelled | Course::Completed, State::Asked(A::Approved)) => true,
            _ => false,
        };
        if !may {
            return Err(state.refusal());
        }
        let turn = Turn {
            course,
            by: ctx.actor.user(),
            at: ctx.at,
            reason: reason.to_owned(),
            kept: Members::new(),
        };
        let mut record = self.clone();
        record.turns.push(turn);
        Ok(Accepted::applied(record))
    }

    fn pair(&self, ctx: &Ctx<'_>) -> Result<Pair, Refusal> {
        ctx.related.customer(self.customer).map(|customer| customer.pair).ok_or(Refusal::NotFound)
    }
}

/// Whom these terms are put to.
fn asked(terms: &Terms, by: UserId, pair: Pair, ctx: &Ctx<'_>) -> Result<Vec<UserId>, Refusal> {
    let clock = Moment::new(ctx.at.utc_ms, terms.first.offset_min);
    // The same check as the form's: what no form could have made is malformed.
    RequestForm::submit(&RequestForm::show(terms), clock, ctx.policy).map_err(Refusal::Malformed)?;
    let vacant = |goer: &Goer| match goer {
        Goer::Owner => pair.owner.is_none(),
        Goer::Salesperson => pair.salesperson.is_none(),
        Goer::Requester | Goer::Other(_) => false,
    };
    if terms.goes().iter().any(vacant) {
        return Err(Refusal::malformed(keys::GOES, "nobody"));
    }
    let found = approver(by, Matter::Customer(pair), ctx.related.org(), ctx.at);
    found.map(|user| vec![user]).ok_or(Refusal::NobodyDecides)
}

fn sound(reason: &str) -> Result<&str, Refusal> {
    let reason = reason.trim();
    match reason.chars().count() {
        0 => Err(Refusal::malformed(keys::REASON, "required")),
        1..=REASON_CHARS => Ok(reason),
        _ => Err(Refusal::malformed(keys::REASON, "too-long")),
    }
}

impl RecordKind for Request {
    type Command = RequestCommand;
    const KIND: &'static str = "request";
    const SCHEMA: u16 = 1;
    const ASKS_ORG: bool = true;

    fn decide(
        before: Option<&Self>,
        command: &RequestCommand,
        ctx: &Ctx<'_>,
    ) -> Result<Accepted<Self>, Refusal> {
        use RequestCommand as C;
        if let C::Submit(submit) = command {
            return Self::submitted(before, submit, ctx);
        }
        let request = before.ok_or(Refusal::NotFound)?;
        match command {
            C::Submit(_) => Err(Refusal::Exists),
            C::Resubmit(resubmit) => request.resubmitted(resubmit, ctx),
            C::Decide(decide) => request.approval(ctx, |chain, of| chain.decided(decide, of, ctx)),
            C::HandOn(hand_on) => request.approval(ctx, |chain, of| chain.handed_on(hand_on, of, ctx)),
            C::Copy(copy) => request.approval(ctx, |chain, of| chain.copied(copy, of, ctx)),
            C::Withdraw(withdraw) => request.approval(ctx, |chain, _| chain.withdrawn(withdraw, ctx)),
            C::GiveFeedback(given) => request.gave(given, ctx),
            C::Begin(_) => request.turned(Course::Begun, "", ctx),
            C::Cancel(cancel) => request.turned(Course::Cancelled, sound(&cancel.reason)?, ctx),
            C::Complete(_) => request.turned(Course::Completed, "", ctx),
        }
    }

    fn parent(&self) -> Option<RecordId> {
        Some(self.customer)
    }

    /// With the customer, for those who look after them.
    fn scope(&self, related: &Related) -> Scope {
        let pair = related.customer(self.customer).map(|customer| customer.pair);
        Scope::care(pair.unwrap_or(Pair { owner: self.requester(), salesperson: None }))
    }

    fn face(&self) -> Face {
        let state = self.state();
        let due = match &state {
            State::Asked(approval::State::Submitted | approval::State::Returned) => Some(self.terms.first),
            State::Asked(approval::State::Approved) | State::Took(Course::Begun) => self.terms.until(),
            _ => None,
        };
        let mut marks = self.chain.marks();
        // Until when the next feedback is promised, in UTC milliseconds.
        marks.push(self.feedback_due().map(|due| due.utc_ms.to_string()).unwrap_or_default());
        Face {
            state: state.code().to_owned(),
            note: self.terms.get(keys::WHY).to_owned(),
            at_ms: self.chain.asked_at().map_or(0, |at| at.utc_ms),
            due_ms: due.map(|due| due.utc_ms),
            marks,
            ..Face::default()
        }
    }

    /// Who asked.
    fn author(&self, _: RecordId) -> Option<UserId> {
        self.requester()
    }
}
