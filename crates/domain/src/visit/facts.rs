//! What happened to a visit: taken whatever its state is, and enough to create it. A rule that it breaks becomes a flag.
//! Source: VIS-02, SYNC 2.2

use super::choices::{Purpose, Way};
use super::command::{Begin, Finish, NotReached};
use super::fields::keys;
use super::history::State;
use super::log::{Position, What};
use super::offer::remarks;
use super::record::{Visit, entry};
use super::report::{Report, VisitForm};
use crate::decide::{Accepted, Ctx, Flag, Outcome};
use crate::form::Form as _;
use crate::refusal::Refusal;
use crate::values::{Moment, RecordId};

/// What every fact says.
struct Told<'a> {
    customer: RecordId,
    way: &'a Way,
    purpose: &'a Purpose,
    from: Moment,
    until: Moment,
}

impl Visit {
    pub(super) fn begun(
        before: Option<&Self>,
        begin: &Begin,
        ctx: &Ctx<'_>,
    ) -> Result<Accepted<Self>, Refusal> {
        placed(begin.position.as_ref())?;
        let Begin { customer, way, purpose, since, position } = begin;
        let told = Told { customer: *customer, way, purpose, from: *since, until: *since };
        let what = What::Begun { way: way.clone(), since: *since, position: position.clone() };
        Self::happened(before, &told, what, ctx)
    }

    pub(super) fn tried(
        before: Option<&Self>,
        attempt: &NotReached,
        ctx: &Ctx<'_>,
    ) -> Result<Accepted<Self>, Refusal> {
        let NotReached { customer, way, purpose, tried, cause } = attempt;
        let told = Told { customer: *customer, way, purpose, from: *tried, until: *tried };
        let what = What::NotReached { way: way.clone(), tried: *tried, cause: cause.clone() };
        Self::happened(before, &told, what, ctx)
    }

    pub(super) fn finished(
        before: Option<&Self>,
        finish: &Finish,
        ctx: &Ctx<'_>,
    ) -> Result<Accepted<Self>, Refusal> {
        placed(finish.position.as_ref())?;
        let Finish { customer, report, position } = finish;
        // The same check as the form's: a report that no form could have made is malformed.
        VisitForm::check(&VisitForm::show(report), report.started).map_err(Refusal::Malformed)?;
        let (way, purpose) = (report.way(), report.purpose());
        let told = Told {
            customer: *customer,
            way: &way,
            purpose: &purpose,
            from: report.started,
            until: report.ended,
        };
        let what = What::Finished { report: report.clone(), position: position.clone() };
        Self::happened(before, &told, what, ctx)
    }

    /// Something happened: it is taken whatever the state is, and creates the visit if nobody planned it.
    fn happened(
        before: Option<&Self>,
        told: &Told<'_>,
        what: What,
        ctx: &Ctx<'_>,
    ) -> Result<Accepted<Self>, Refusal> {
        ctx.actor.user().ok_or(Refusal::Denied)?;
        let step = entry(what, ctx);
        let visit = match before {
            Some(visit) if visit.customer() != told.customer => return Err(Refusal::Exists),
            Some(visit) if visit.knows(&step) => return Ok(Accepted::noop(visit.clone())),
            Some(visit) => visit.clone(),
            None => Self::new(told.customer, told.way.clone(), told.purpose.clone()),
        };
        let mut flags = visit.broken(told, ctx);
        if let What::Finished { report, .. } = &step.what {
            flags.extend(visit.broken_by(report, ctx));
        }
        Ok(Accepted { record: visit.with(step), outcome: Outcome::Applied, flags })
    }

    /// The rules that a fact breaks.
    fn broken(&self, told: &Told<'_>, ctx: &Ctx<'_>) -> Vec<Flag> {
        let mut flags = Vec::new();
        let customer = ctx.related.customer(told.customer);
        if customer.is_none() {
            flags.push(Flag::CustomerUnknown);
        }
        if told.until.utc_ms > ctx.at.utc_ms {
            flags.push(Flag::HappensLater);
        }
        flags.extend(remarks(
            told.way,
            told.purpose,
            self.approved_request(ctx.related),
            told.from,
            ctx.policy,
            customer.map(|customer| customer.profile.rests()).unwrap_or_default(),
        ));
        if self.state() == State::Cancelled {
            flags.push(Flag::WasCancelled);
        }
        flags
    }

    /// The rules that a report breaks besides.
    fn broken_by(&self, report: &Report, ctx: &Ctx<'_>) -> impl Iterator<Item = Flag> {
        let flag = |broken: bool, flag: Flag| broken.then_some(flag);
        [
            flag(ctx.policy.visit_is_long(report.length_min()), Flag::LongVisit),
            flag(!report.is_complete(ctx.policy), Flag::Incomplete),
            flag(self.report().is_some(), Flag::FinishedTwice),
        ]
        .into_iter()
        .flatten()
    }
}

/// A place that can be.
fn placed(position: Option<&Position>) -> Result<(), Refusal> {
    if position.is_none_or(Position::is_sound) {
        Ok(())
    } else {
        Err(Refusal::malformed(keys::POSITION, "not-a-place"))
    }
}
