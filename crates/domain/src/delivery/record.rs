//! A delivery and what people may do with it while it is on the list, or correct afterwards. What happens to it whatever
//! its state is stands in `facts`. Source: GIF-02, GIF-04, SYNC 2.2

use super::command::{DeliveryCommand, List};
use super::confirmation::{ConfirmForm, Confirmation};
use super::fields::keys;
use super::gift::{Gift, GiftForm};
use super::history::State;
use super::log::{Step, What};
use crate::Related;
use crate::access::{Pair, Scope};
use crate::card::Face;
use crate::decide::{Accepted, Ctx, Outcome};
use crate::form::Form as _;
use crate::kind::RecordKind;
use crate::merge::{CorrectFields, correct};
use crate::refusal::Refusal;
use crate::values::{Members, Moment, RecordId, UserId, by_members};

/// One gift for one customer: what it is, and a log that only grows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Delivery {
    customer: RecordId,
    gift: Gift,
    log: Vec<Step>,
    /// Fields of a newer build.
    kept: Members,
}

by_members!(Delivery {
    needed customer,
    needed gift,
    needed log,
});

/// The longest reason, in characters.
pub(super) const REASON_CHARS: usize = 500;

impl Delivery {
    /// Who gets it.
    pub const fn customer(&self) -> RecordId {
        self.customer
    }

    /// What is given.
    pub const fn gift(&self) -> &Gift {
        &self.gift
    }

    /// What happened to it so far, in the order in which it became known.
    pub fn log(&self) -> &[Step] {
        &self.log
    }

    pub(super) const fn new(customer: RecordId, gift: Gift) -> Self {
        Self { customer, gift, log: Vec::new(), kept: Members::new() }
    }

    pub(super) fn with(mut self, step: Step) -> Self {
        self.log.push(step);
        self
    }

    /// Whether this entry stands there already. What a person does to it is known by who did it and when: a confirmation may
    /// be corrected since, and another policy gives other days.
    pub(super) fn knows(&self, step: &Step) -> bool {
        self.log.iter().filter(|known| known.by == step.by).any(|known| match (&known.what, &step.what) {
            (
                What::Given { given: one, along: with, .. },
                What::Given { given: other, along: another, .. },
            ) => (one, with) == (other, another),
            (What::Confirmed(one), What::Confirmed(other)) => known.at == step.at || one == other,
            (What::Listed { giver: one, .. }, What::Listed { giver: other, .. }) => {
                known.at == step.at && one == other
            }
            (one, other) => known.at == step.at && one == other,
        })
    }

    fn listed(before: Option<&Self>, list: &List, ctx: &Ctx<'_>) -> Result<Accepted<Self>, Refusal> {
        sound(&list.gift, ctx)?;
        let until = list.gift.report_until(ctx.policy);
        let step = entry(What::Listed { giver: list.giver, until }, ctx);
        match before {
            Some(delivery) if delivery.customer != list.customer => return Err(Refusal::Exists),
            Some(delivery) if delivery.knows(&step) => return Ok(Accepted::noop(delivery.clone())),
            // A fact came before it, as after a restore: its place on the list is filled in.
            Some(delivery) if delivery.is_listed() => return Err(Refusal::Exists),
            _ => {}
        }
        let customer = ctx.related.customer(list.customer).ok_or(Refusal::NotFound)?;
        let gives = customer.pair.names(list.giver) || ctx.actor.user() == Some(list.giver);
        // Nobody else would ever see it.
        if !ctx.actor.is_near(customer.pair) || !gives {
            return Err(Refusal::NoLongerYours);
        }
        let new = || Self::new(list.customer, list.gift.clone());
        Ok(Accepted::applied(before.cloned().unwrap_or_else(new).with(step)))
    }

    fn cancelled(&self, reason: &str, ctx: &Ctx<'_>) -> Result<Accepted<Self>, Refusal> {
        let reason = reason.trim();
        match reason.chars().count() {
            0 => return Err(Refusal::malformed(keys::REASON, "required")),
            1..=REASON_CHARS => {}
            _ => return Err(Refusal::malformed(keys::REASON, "too-long")),
        }
        let step = entry(What::Cancelled { reason: reason.to_owned() }, ctx);
        match self.state() {
            State::Listed => Ok(Accepted::applied(self.clone().with(step))),
            State::Cancelled => Ok(Accepted::noop(self.clone())),
            _ if self.knows(&step) => Ok(Accepted::noop(self.clone())),
            state @ (State::Given | State::Seen | State::Confirmed | State::Newer(_)) => Err(state.refusal()),
        }
    }

    /// Source: VIS-16
    fn corrected(&self, correction: &CorrectFields, ctx: &Ctx<'_>) -> Result<Accepted<Self>, Refusal> {
        let me = ctx.actor.user();
        let Some((place, before)) = self.place_for(me).zip(self.confirmation_for(me)) else {
            return Err(self.state().refusal());
        };
        let merged = correct::<ConfirmForm>(&ConfirmForm::show(before), correction)?;
        if !merged.changed {
            return Ok(Accepted::noop(self.clone()));
        }
        // The clock it was written on stays, so that its time is not shifted.
        let clock = Moment::new(ctx.at.utc_ms, before.asked.offset_min);
        let after = ConfirmForm::check(&merged.draft, clock).map_err(Refusal::Malformed)?.after(before);
        let mut record = self.clone();
        if let Some(Step { what: What::Confirmed(said), .. }) = record.log.get_mut(place) {
            *said = after;
        }
        let outcome =
            if merged.clashes.is_empty() { Outcome::Applied } else { Outcome::Merged(merged.clashes) };
        Ok(Accepted { record, outcome, flags: Vec::new() })
    }
}

pub(super) fn entry(what: What, ctx: &Ctx<'_>) -> Step {
    Step { what, by: ctx.actor.user(), at: ctx.at, kept: Members::new() }
}

/// A gift that some form could have made.
pub(super) fn sound(gift: &Gift, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    GiftForm::check(&GiftForm::show(gift), ctx.at).map(drop).map_err(Refusal::Malformed)
}

impl RecordKind for Delivery {
    type Command = DeliveryCommand;
    const KIND: &'static str = "delivery";
    const SCHEMA: u16 = 1;

    fn decide(
        before: Option<&Self>,
        command: &DeliveryCommand,
        ctx: &Ctx<'_>,
    ) -> Result<Accepted<Self>, Refusal> {
        use DeliveryCommand as C;
        match (before, command) {
            (_, C::List(list)) => Self::listed(before, list, ctx),
            (_, C::Give(give)) => Self::handed_over(before, give, ctx),
            (_, C::Confirm(confirm)) => Self::confirmed(before, confirm, ctx),
            (Some(delivery), C::Correct(correction)) => delivery.corrected(correction, ctx),
            (Some(delivery), C::Cancel(cancel)) => delivery.cancelled(&cancel.reason, ctx),
            (None, C::Correct(_) | C::Cancel(_)) => Err(Refusal::NotFound),
        }
    }

    fn parent(&self) -> Option<RecordId> {
        Some(self.customer)
    }

    /// With the customer, for those who look after them; with an unknown customer it stays with the one who began it.
    fn scope(&self, related: &Related) -> Scope {
        let first = self.log.first().and_then(|step| step.by);
        let pair = related.customer(self.customer).map(|customer| customer.pair);
        Scope::care(pair.unwrap_or(Pair { owner: first, salesperson: None }))
    }

    fn face(&self) -> Face {
        let written = self.log.last().map(|step| step.at);
        let at = self.confirmation().map(|said| said.asked).or(self.given()).or(written);
        let outcome = self.confirmation().map(Confirmation::outcome);
        Face {
            state: self.state().code().to_owned(),
            title: self.gift.get(keys::ITEM).to_owned(),
            note: self.gift.get(keys::OCCASION).to_owned(),
            at_ms: at.map_or(0, |at| at.utc_ms),
            due_ms: self.due().map(|due| due.utc_ms),
            // In the order of `marks`.
            marks: vec![
                self.giver().map(|user| user.to_string()).unwrap_or_default(),
                self.gift.get(keys::QUANTITY).to_owned(),
                self.gift.get(keys::SORT).to_owned(),
                outcome.map(|outcome| outcome.code().to_owned()).unwrap_or_default(),
            ],
            ..Face::default()
        }
    }

    /// Who confirmed it, and until then who began it.
    fn author(&self, _: RecordId) -> Option<UserId> {
        match self.confirmations().next() {
            Some((by, _)) => by,
            None => self.log.first().and_then(|step| step.by),
        }
    }
}
