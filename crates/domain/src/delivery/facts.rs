//! What happened to a gift: taken whatever its state is, and enough to create it. A rule that it breaks becomes a flag.
//! Source: GIF-03, GIF-04, SYNC 2.2

use super::command::{Confirm, Give};
use super::confirmation::ConfirmForm;
use super::gift::Gift;
use super::history::State;
use super::log::What;
use super::record::{Delivery, entry, sound};
use crate::decide::{Accepted, Ctx, Flag, Outcome};
use crate::form::Form as _;
use crate::refusal::Refusal;
use crate::values::{Moment, RecordId};

impl Delivery {
    pub(super) fn handed_over(
        before: Option<&Self>,
        give: &Give,
        ctx: &Ctx<'_>,
    ) -> Result<Accepted<Self>, Refusal> {
        let Give { customer, gift, given, along } = give;
        let until = given.plus_days(ctx.policy.gift_confirm_days);
        let what = What::Given { given: *given, until, along: *along };
        Self::happened(before, (*customer, gift), *given, what, ctx)
    }

    pub(super) fn confirmed(
        before: Option<&Self>,
        confirm: &Confirm,
        ctx: &Ctx<'_>,
    ) -> Result<Accepted<Self>, Refusal> {
        let Confirm { customer, gift, said } = confirm;
        // The same check as the form's: a confirmation that no form could have made is malformed.
        ConfirmForm::check(&ConfirmForm::show(said), said.asked).map_err(Refusal::Malformed)?;
        Self::happened(before, (*customer, gift), said.asked, What::Confirmed(said.clone()), ctx)
    }

    /// Something happened at that time: it is taken whatever the state is, and creates the delivery if nobody listed it.
    fn happened(
        before: Option<&Self>,
        (customer, gift): (RecordId, &Gift),
        when: Moment,
        what: What,
        ctx: &Ctx<'_>,
    ) -> Result<Accepted<Self>, Refusal> {
        ctx.actor.user().ok_or(Refusal::Denied)?;
        sound(gift, ctx)?;
        let step = entry(what, ctx);
        let delivery = match before {
            Some(delivery) if delivery.customer() != customer => return Err(Refusal::Exists),
            Some(delivery) if delivery.knows(&step) => return Ok(Accepted::noop(delivery.clone())),
            Some(delivery) => delivery.clone(),
            None => Self::new(customer, gift.clone()),
        };
        let flags = delivery.broken(&step.what, when, ctx);
        Ok(Accepted { record: delivery.with(step), outcome: Outcome::Applied, flags })
    }

    /// The rules that it breaks.
    fn broken(&self, what: &What, when: Moment, ctx: &Ctx<'_>) -> Vec<Flag> {
        let any = [
            (Flag::CustomerUnknown, ctx.related.customer(self.customer()).is_none()),
            (Flag::HappensLater, when.utc_ms > ctx.at.utc_ms),
            (Flag::WasCancelled, self.state() == State::Cancelled),
        ];
        let own = match what {
            What::Given { given, along, .. } => vec![
                (Flag::LateReport, is_late(*given, ctx)),
                // Nobody goes along with themself, so this confirms nothing.
                (Flag::OwnGift, along.is_some() && *along == ctx.actor.user()),
            ],
            What::Confirmed(said) => vec![
                (Flag::OwnGift, self.is_from(ctx)),
                (Flag::ConfirmedTwice, self.confirmation().is_some()),
                (Flag::ManyPhotos, said.photos() > ctx.policy.photos_per_note as usize),
            ],
            What::Listed { .. } | What::Cancelled { .. } | What::Newer(_) => Vec::new(),
        };
        any.into_iter().chain(own).filter(|(_, broken)| *broken).map(|(flag, _)| flag).collect()
    }

    /// Whether whoever acts handed it over, or is to. Service confirms, and nobody their own gift. Source: GIF-04
    pub(super) fn is_from(&self, ctx: &Ctx<'_>) -> bool {
        self.giver().is_some() && self.giver() == ctx.actor.user()
    }
}

/// Whether it is reported later than the policy gives, in days of the clock it was given by. Source: GIF-03
fn is_late(given: Moment, ctx: &Ctx<'_>) -> bool {
    let reported = Moment::new(ctx.at.utc_ms, given.offset_min);
    reported.day() > given.day() + i64::from(ctx.policy.gift_report_days)
}
