//! A visit and what people may do with it while it is open, or amend afterwards. What happens to it whatever its state
//! is stands in `facts`. Source: VIS-02, SYNC 2.2

use super::choices::{Purpose, Way};
use super::command::{Plan, Reschedule, VisitCommand};
use super::fields::keys;
use super::history::State;
use super::log::{Step, What};
use super::report::{Report, VisitForm};
use crate::Related;
use crate::access::{Pair, Scope};
use crate::card::Face;
use crate::decide::{Accepted, Ctx, Outcome};
use crate::form::Form as _;
use crate::kind::RecordKind;
use crate::merge::{CorrectFields, correct};
use crate::refusal::{Clash, Refusal};
use crate::values::{Members, Moment, RecordId, UserId, by_members};

/// One visit to one customer: what was meant at first, and a log that only grows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Visit {
    customer: RecordId,
    way: Way,
    purpose: Purpose,
    log: Vec<Step>,
    /// Fields of a newer build.
    kept: Members,
}

by_members!(Visit {
    needed customer,
    needed way,
    needed purpose,
    needed log,
});

/// The longest reason, in characters.
pub(super) const REASON_CHARS: usize = 500;

impl Visit {
    /// Who is visited.
    pub const fn customer(&self) -> RecordId {
        self.customer
    }

    /// What happened to it so far, in the order in which it became known.
    pub fn log(&self) -> &[Step] {
        &self.log
    }

    /// The way and the purpose that were meant at first.
    pub(super) const fn meant(&self) -> (&Way, &Purpose) {
        (&self.way, &self.purpose)
    }

    pub(super) const fn new(customer: RecordId, way: Way, purpose: Purpose) -> Self {
        Self { customer, way, purpose, log: Vec::new(), kept: Members::new() }
    }

    pub(super) fn with(mut self, step: Step) -> Self {
        self.log.push(step);
        self
    }

    /// Whether this entry stands there already. A report is known by who wrote it and when: it may be amended since.
    pub(super) fn knows(&self, step: &Step) -> bool {
        self.log.iter().any(|known| match (&known.what, &step.what) {
            (What::Finished { report: one, .. }, What::Finished { report: other, .. }) => {
                known.by == step.by && (known.at == step.at || one == other)
            }
            _ => known == step,
        })
    }

    fn planned_by(before: Option<&Self>, plan: &Plan, ctx: &Ctx<'_>) -> Result<Accepted<Self>, Refusal> {
        let step = entry(What::Planned { user: plan.user, to: plan.planned, request: plan.request }, ctx);
        match before {
            Some(visit) if visit.customer != plan.customer => return Err(Refusal::Exists),
            Some(visit) if visit.knows(&step) => return Ok(Accepted::noop(visit.clone())),
            // A fact came before its plan, as after a restore: the plan is filled in.
            Some(visit) if visit.planned().is_some() => return Err(Refusal::Exists),
            _ => {}
        }
        let customer = ctx.related.customer(plan.customer).ok_or(Refusal::NotFound)?;
        let me = ctx.actor.user();
        let asked =
            |id| ctx.related.request(id).is_some_and(|request| request.requester() == Some(plan.user));
        let goes = customer.pair.names(plan.user)
            || me == Some(plan.user)
            || me.is_none() && plan.request.is_some_and(asked);
        // Nobody else would ever see the visit.
        if !ctx.actor.is_near(customer.pair) || !goes {
            return Err(Refusal::NoLongerYours);
        }
        let new = || Self::new(plan.customer, plan.way.clone(), plan.purpose.clone());
        Ok(Accepted::applied(before.cloned().unwrap_or_else(new).with(step)))
    }

    fn moved(&self, command: &Reschedule, ctx: &Ctx<'_>) -> Result<Accepted<Self>, Refusal> {
        let Reschedule { from, to, reason } = command;
        let reason = sound(reason)?;
        let step = entry(What::Moved { from: *from, to: *to, reason }, ctx);
        let planned = self.planned();
        let same = |one: Option<Moment>, other: Option<Moment>| {
            one.map(|moment| moment.utc_ms) == other.map(|moment| moment.utc_ms)
        };
        if self.knows(&step) || self.state() == State::Planned && same(planned, Some(*to)) {
            return Ok(Accepted::noop(self.clone()));
        }
        self.still_open(ctx.actor)?;
        if !same(planned, *from) {
            return Err(Refusal::Clash(vec![Clash {
                key: keys::PLANNED.to_owned(),
                mine: to.to_local(),
                theirs: planned.map_or_else(String::new, Moment::to_local),
            }]));
        }
        Ok(Accepted::applied(self.clone().with(step)))
    }

    fn cancelled(&self, reason: &str, ctx: &Ctx<'_>) -> Result<Accepted<Self>, Refusal> {
        let step = entry(What::Cancelled { reason: sound(reason)? }, ctx);
        if self.knows(&step) || self.state() == State::Cancelled {
            return Ok(Accepted::noop(self.clone()));
        }
        self.still_open(ctx.actor)?;
        Ok(Accepted::applied(self.clone().with(step)))
    }

    /// Source: VIS-16
    fn corrected(&self, correction: &CorrectFields, ctx: &Ctx<'_>) -> Result<Accepted<Self>, Refusal> {
        let me = ctx.actor.user();
        let Some((place, before)) = self.place_for(me).zip(self.report_for(me)) else {
            return Err(self.state().refusal());
        };
        let shown = VisitForm::show(before);
        let merged = correct::<VisitForm>(&shown, correction)?;
        if !merged.changed {
            return Ok(Accepted::noop(self.clone()));
        }
        // The clock of the report stays, so that its times are not shifted; and what was there before is no fault of
        // the one who amends.
        let clock = Moment::new(ctx.at.utc_ms, before.started.offset_min);
        let faults = |draft| VisitForm::finish(draft, clock, ctx.policy).err().unwrap_or_default();
        let old = faults(&shown);
        let new: Vec<_> = faults(&merged.draft).into_iter().filter(|fault| !old.contains(fault)).collect();
        let after = Report::tidied(&merged.draft, clock.offset_min).filter(|_| new.is_empty());
        let Some(after) = after.map(|after| after.after(before)) else {
            return Err(Refusal::Malformed(new));
        };
        let mut record = self.clone();
        if let Some(Step { what: What::Finished { report, .. }, .. }) = record.log.get_mut(place) {
            *report = after;
        }
        let outcome =
            if merged.clashes.is_empty() { Outcome::Applied } else { Outcome::Merged(merged.clashes) };
        Ok(Accepted { record, outcome, flags: Vec::new() })
    }
}

pub(super) fn entry(what: What, ctx: &Ctx<'_>) -> Step {
    Step { what, by: ctx.actor.user(), at: ctx.at, kept: Members::new() }
}

/// A reason somebody can read.
fn sound(reason: &str) -> Result<String, Refusal> {
    let reason = reason.trim();
    match reason.chars().count() {
        0 => Err(Refusal::malformed(keys::REASON, "required")),
        1..=REASON_CHARS => Ok(reason.to_owned()),
        _ => Err(Refusal::malformed(keys::REASON, "too-long")),
    }
}

impl RecordKind for Visit {
    type Command = VisitCommand;
    const KIND: &'static str = "visit";
    const SCHEMA: u16 = 1;

    fn decide(
        before: Option<&Self>,
        command: &VisitCommand,
        ctx: &Ctx<'_>,
    ) -> Result<Accepted<Self>, Refusal> {
        use VisitCommand as C;
        match (before, command) {
            (_, C::Plan(plan)) => Self::planned_by(before, plan, ctx),
            (_, C::Begin(begin)) => Self::begun(before, begin, ctx),
            (_, C::NotReached(attempt)) => Self::tried(before, attempt, ctx),
            (_, C::Finish(finish)) => Self::finished(before, finish, ctx),
            (Some(visit), C::Reschedule(reschedule)) => visit.moved(reschedule, ctx),
            (Some(visit), C::Cancel(cancel)) => visit.cancelled(&cancel.reason, ctx),
            (Some(visit), C::Correct(correction)) => visit.corrected(correction, ctx),
            (None, C::Reschedule(_) | C::Cancel(_) | C::Correct(_)) => Err(Refusal::NotFound),
        }
    }

    fn parent(&self) -> Option<RecordId> {
        Some(self.customer)
    }

    fn names(&self) -> Vec<RecordId> {
        self.request().into_iter().chain([self.customer]).collect()
    }

    /// With the customer, for those who look after them; with an unknown customer it stays with the one who began it.
    fn scope(&self, related: &Related) -> Scope {
        let first = self.log.first().and_then(|step| step.by);
        let pair = related.customer(self.customer).map(|customer| customer.pair);
        Scope::care(pair.unwrap_or(Pair { owner: first, salesperson: None }))
    }

    fn face(&self) -> Face {
        let (state, planned) = (self.state(), self.planned());
        let began = self.under_way().last().and_then(|step| match step.what {
            What::Begun { since, .. } => Some(since),
            _ => None,
        });
        let written = self.log.last().map(|step| step.at);
        let at = self.report().map(|report| report.started).or(began).or(planned).or(written);
        Face {
            state: state.code().to_owned(),
            note: self.report().map(|report| report.get(keys::RESULT).to_owned()).unwrap_or_default(),
            at_ms: at.map_or(0, |at| at.utc_ms),
            due_ms: self.due().map(|due| due.utc_ms),
            // In the order of `marks`.
            marks: vec![
                self.way().code().to_owned(),
                self.purpose().code().to_owned(),
                self.visitor().map(|user| user.to_string()).unwrap_or_default(),
                self.attempts().to_string(),
                self.request().map(|request| request.to_string()).unwrap_or_default(),
            ],
            ..Face::default()
        }
    }

    /// Who reported it, and until then who began it.
    fn author(&self, _: RecordId) -> Option<UserId> {
        match self.reports().next() {
            Some((by, _)) => by,
            None => self.log.first().and_then(|step| step.by),
        }
    }
}
