//! What a screen may offer for a delivery, by the same rules that decide. Whether the actor may at all is asked of
//! `access::may` before. Source: DECISIONS "The core"

use super::history::State;
use super::record::Delivery;
use crate::access::Action;
use crate::decide::{Ctx, Flag, Offer};
use crate::refusal::Refusal;

/// What is offered of this action now. Actions of other kinds: nothing.
pub fn offer(delivery: &Delivery, action: Action, ctx: &Ctx<'_>) -> Offer {
    let state = delivery.state();
    match (action, &state) {
        (Action::GiveDelivery | Action::ConfirmDelivery, State::Cancelled) => {
            Offer::OnlyAsFact(Flag::WasCancelled)
        }
        (Action::ConfirmDelivery, State::Listed | State::Given | State::Seen) if delivery.is_from(ctx) => {
            Offer::WithWarning(Flag::OwnGift)
        }
        (Action::ConfirmDelivery, State::Listed | State::Given | State::Seen)
        | (Action::GiveDelivery | Action::CancelDelivery, State::Listed)
        | (Action::CorrectDelivery, State::Confirmed) => Offer::Yes,
        // One who confirmed corrects; another who asked as well may say so.
        (Action::ConfirmDelivery, State::Confirmed)
            if delivery.confirmations().all(|(by, _)| by != ctx.actor.user()) =>
        {
            Offer::OnlyAsFact(Flag::ConfirmedTwice)
        }
        (
            Action::GiveDelivery | Action::ConfirmDelivery | Action::CorrectDelivery | Action::CancelDelivery,
            State::Listed
            | State::Given
            | State::Seen
            | State::Confirmed
            | State::Cancelled
            | State::Newer(_),
        ) => Offer::No(state.refusal()),
        (Action::ListDelivery, _) if delivery.is_listed() => Offer::No(Refusal::Exists),
        (Action::ListDelivery, _) => Offer::Yes,
        _ => Offer::No(Refusal::WrongKind),
    }
}

/// What can be done next, in the order of the screen: the likeliest first.
pub fn next_steps(delivery: &Delivery, ctx: &Ctx<'_>) -> Vec<(Action, Offer)> {
    [Action::ConfirmDelivery, Action::GiveDelivery, Action::CorrectDelivery, Action::CancelDelivery]
        .into_iter()
        .map(|action| (action, offer(delivery, action, ctx)))
        .filter(|(_, offer)| !matches!(offer, Offer::No(_)))
        .collect()
}
