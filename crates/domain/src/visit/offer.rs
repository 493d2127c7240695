//! What a screen may offer for a visit, by the same rules that decide. Whether the actor may at all is asked of
//! `access::may` before. Source: DECISIONS "The core"

use super::choices::{Purpose, Way};
use super::history::State;
use super::log::Step;
use super::record::Visit;
use crate::Policy;
use crate::access::Action;
use crate::decide::{Ctx, Flag, Offer};
use crate::policy::OwnRest;
use crate::refusal::Refusal;
use crate::values::{Moment, RecordId};

/// The rules that a visit of this kind breaks at that moment; also what a screen says before one begins. `request` is
/// the approved request behind it ([`Visit::approved_request`]), `own` when the customer rests.
///
/// Source: VIS-02 (on site only with an approved request), VIS-04 (not in the rest time; mail disturbs nobody).
pub fn remarks(
    way: &Way,
    purpose: &Purpose,
    request: Option<RecordId>,
    at: Moment,
    policy: &Policy,
    own: OwnRest,
) -> Vec<Flag> {
    let mut flags = Vec::new();
    if request.is_none() && policy.visit_needs_request(way, purpose) {
        flags.push(Flag::NotApproved);
    }
    if *way != Way::Email && policy.rests_at(at, own) {
        flags.push(Flag::RestTime);
    }
    flags
}

/// What is offered of this action now. Actions of other kinds: nothing.
pub fn offer(visit: &Visit, action: Action, ctx: &Ctx<'_>) -> Offer {
    let state = visit.state();
    let me = ctx.actor.user();
    match (action, &state) {
        (Action::RescheduleVisit | Action::CancelVisit, _) => {
            visit.still_open(ctx.actor).map_or_else(Offer::No, |()| Offer::Yes)
        }
        (Action::CorrectVisit, State::Finished) | (Action::MissVisit, State::Planned | State::UnderWay) => {
            Offer::Yes
        }
        // One who reported amends; another who was there as well may say so.
        (Action::FinishVisit, State::Finished) if visit.reports().all(|(by, _)| by != me) => {
            Offer::OnlyAsFact(Flag::FinishedTwice)
        }
        (Action::BeginVisit, State::UnderWay)
            if visit.under_way().iter().any(|step: &&Step| step.by == me) =>
        {
            Offer::No(state.refusal())
        }
        (Action::BeginVisit | Action::MissVisit | Action::FinishVisit, State::Cancelled) => {
            Offer::OnlyAsFact(Flag::WasCancelled)
        }
        (Action::BeginVisit | Action::FinishVisit, State::Planned | State::UnderWay) => {
            let request = visit.approved_request(ctx.related);
            let own = ctx.related.customer(visit.customer()).map(|customer| customer.profile.rests());
            let own = own.unwrap_or_default();
            let flags = remarks(&visit.way(), &visit.purpose(), request, ctx.at, ctx.policy, own);
            let mut flags = flags.into_iter();
            match flags.next() {
                Some(Flag::NotApproved) => Offer::OnlyAsFact(Flag::NotApproved),
                // Whoever is there already is not warned on leaving.
                Some(flag) if action == Action::BeginVisit => Offer::WithWarning(flag),
                _ => Offer::Yes,
            }
        }
        (Action::BeginVisit | Action::MissVisit | Action::FinishVisit | Action::CorrectVisit, _) => {
            Offer::No(state.refusal())
        }
        (Action::PlanVisit, _) if visit.planned().is_none() => Offer::Yes,
        (Action::PlanVisit, _) => Offer::No(Refusal::Exists),
        _ => Offer::No(Refusal::WrongKind),
    }
}

/// What can be done next, in the order of the screen: the likeliest first.
pub fn next_steps(visit: &Visit, ctx: &Ctx<'_>) -> Vec<(Action, Offer)> {
    [
        Action::BeginVisit,
        Action::FinishVisit,
        Action::MissVisit,
        Action::RescheduleVisit,
        Action::CorrectVisit,
        Action::CancelVisit,
    ]
    .into_iter()
    .map(|action| (action, offer(visit, action, ctx)))
    .filter(|(_, offer)| !matches!(offer, Offer::No(_)))
    .collect()
}
