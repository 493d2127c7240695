//! Gifts as lists show them, from their cards, and one as its page shows it.

use std::cmp::Reverse;

use domain::access::Action;
use domain::card::Card;
use domain::delivery::marks::{GIVER, OUTCOME, QUANTITY, SORT};
use domain::delivery::{ConfirmForm, Delivery, Gift, What, keys, next_steps, offer};
use domain::follow::is_open;
use domain::form::{Draft, Form as _};
use domain::values::Moment;
use domain::{Ctx, Kind, Offer, Record, RecordId, Related, UserId};
use leptos::prelude::*;

use super::complaints::{Journey, Sending, journey, sending};
use super::{Loaded, customer, people, sync};
use crate::shell::{Cards, Desk, Held, Opened, clock};

/// One gift in a list.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct GiftLine {
    /// Its id.
    pub id: RecordId,
    /// For whom.
    pub of: Option<RecordId>,
    /// Their name.
    pub customer: String,
    /// The code of its state.
    pub state: String,
    /// What it is, in words.
    pub item: String,
    /// How many.
    pub quantity: String,
    /// The code of what it is.
    pub sort: String,
    /// On what occasion.
    pub occasion: String,
    /// The code of what became of it; empty until the customer was asked.
    pub outcome: String,
    /// Who handed it over, or is to.
    pub giver: String,
    /// Until when somebody must do something.
    pub due: Option<Moment>,
    /// When that happened which happened last.
    pub at: Moment,
    /// Whether this person hands it over.
    pub mine: bool,
    /// Where it is on its way.
    pub sending: Sending,
}

impl GiftLine {
    /// Whether it is still to be handed over.
    pub fn is_listed(&self) -> bool {
        self.state == "listed"
    }

    /// Whether the customer is still to be asked.
    pub fn is_open(&self) -> bool {
        is_open(&Kind::Delivery, &self.state)
    }
}

/// All gifts that the customer is still to be asked about, the nearest due first.
pub(super) fn open(desk: Desk) -> Vec<GiftLine> {
    let mut all = of(desk, &|_| true);
    all.retain(GiftLine::is_open);
    all.sort_by_key(|line| line.due.map_or(i64::MAX, |due| due.utc_ms));
    all
}

/// The gifts for one customer, newest first.
pub(super) fn of_customer(desk: Desk, customer: RecordId) -> Vec<GiftLine> {
    of(desk, &|card| card.parent == Some(customer))
}

/// What this person still has to do, with when it is due: hand over, or ask the customer. Source: GIF-03, GIF-04
pub(super) fn due(desk: Desk) -> Vec<(Moment, GiftLine)> {
    let me = desk.user.get();
    let asks = |line: &GiftLine| {
        // Of a file that only this device has it is known who opened it.
        let pair = line.of.and_then(|customer| desk.cards(|cards| cards.pair(customer)));
        pair.is_none_or(|pair| me.is_some() && pair.doer() == me)
    };
    let todo = |line: &GiftLine| if line.is_listed() { line.mine } else { asks(line) };
    open(desk).into_iter().filter(todo).filter_map(|line| Some((line.due?, line))).collect()
}

fn of(desk: Desk, which: &dyn Fn(&Card) -> bool) -> Vec<GiftLine> {
    let (held, me) = (desk.held.get(), desk.user.get());
    desk.cards(|cards| {
        let mut own: Vec<&Card> = cards.of(Kind::Delivery).filter(|card| which(card)).collect();
        own.sort_unstable_by_key(|card| Reverse((card.face.at_ms, card.id)));
        own.into_iter().map(|card| line(cards, card, &held, me)).collect()
    })
}

fn line(cards: Cards<'_>, card: &Card, held: &[Held], me: Option<UserId>) -> GiftLine {
    let face = &card.face;
    let mark = |at: usize| face.marks.get(at).cloned().unwrap_or_default();
    let title = |id: Option<RecordId>| {
        id.and_then(|id| cards.get(id)).map(|known| known.face.title.clone()).unwrap_or_default()
    };
    let offset = clock::now().offset_min;
    let giver: Option<UserId> = mark(GIVER).parse().ok();
    GiftLine {
        id: card.id,
        of: card.parent,
        customer: title(card.parent),
        state: face.state.clone(),
        item: face.title.clone(),
        quantity: mark(QUANTITY),
        sort: mark(SORT),
        occasion: face.note.clone(),
        outcome: mark(OUTCOME),
        giver: title(giver.map(Into::into)),
        due: face.due_ms.map(|ms| Moment::new(ms, offset)),
        at: Moment::new(face.at_ms, offset),
        mine: giver.is_some() && giver == me,
        sending: sending(card.id, held, sync::files_of(cards, card.id, held)),
    }
}

/// One gift to read.
#[derive(Clone, PartialEq, Debug)]
pub struct GiftDetail {
    /// What a list says of it.
    pub line: GiftLine,
    /// For whom.
    pub customer: RecordId,
    /// What is given.
    pub gift: Gift,
    /// What the customer said, as the form's draft; none while nobody asked.
    pub said: Option<Draft>,
    /// What this person may do next, the likeliest first.
    pub next: Vec<Action>,
    /// The code of what speaks against confirming it by this person.
    pub against: Option<&'static str>,
    /// What happened so far, the latest first.
    pub log: Vec<GiftEvent>,
    /// Its way to the server.
    pub journey: Journey,
}

/// Something that happened to a gift.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GiftEvent {
    /// What.
    pub what: Became,
    /// By whom.
    pub by: String,
    /// When it was written down.
    pub at: Moment,
}

/// What happened to a gift.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Became {
    /// It was put on the list, for this person to hand over.
    Listed(String),
    /// It was handed over, and who of service saw it, if anybody did.
    Given(Moment, String),
    /// The customer was asked: the code of what became of it, and the words to it.
    Confirmed(String, String),
    /// It was taken off the list, for this reason.
    Cancelled(String),
}

pub(super) fn detail(desk: Desk, id: &str) -> Loaded<GiftDetail> {
    let Ok(id) = id.parse::<RecordId>() else { return Loaded::Missing };
    let delivery = match desk.open_record(id) {
        Opened::Here(record) => match *record {
            Record::Delivery(delivery) => delivery,
            _ => return Loaded::Missing,
        },
        Opened::Reading => return Loaded::Waiting,
        Opened::Missing => return Loaded::Missing,
    };
    let (held, user) = (desk.held.get(), desk.user.get());
    let said = delivery.confirmation_for(user).map(ConfirmForm::show);
    let photos = said.as_ref().map(|said| said.many(keys::PHOTOS)).unwrap_or_default();
    let shown = desk.cards(|cards| {
        let line = line(cards, cards.get(id)?, &held, user);
        Some((line, sync::stored(cards, photos.iter().filter_map(|id| id.parse().ok()))))
    });
    let Some((line, files)) = shown else { return Loaded::Missing };
    let (next, against) = next(desk, &delivery, user);
    Loaded::Ready(GiftDetail {
        line,
        customer: delivery.customer(),
        gift: delivery.gift().clone(),
        said,
        next,
        against,
        log: delivery
            .log()
            .iter()
            .rev()
            .filter_map(|step| {
                let name = |user| customer::colleague(desk, user);
                let what = match &step.what {
                    What::Listed { giver, .. } => Became::Listed(name(Some(*giver))),
                    What::Given { given, along, .. } => {
                        Became::Given(*given, along.map(|along| name(Some(along))).unwrap_or_default())
                    }
                    What::Confirmed(said) => {
                        Became::Confirmed(said.outcome().code().to_owned(), said.get(keys::REMARK).to_owned())
                    }
                    What::Cancelled { reason } => Became::Cancelled(reason.clone()),
                    What::Newer(_) => return None,
                };
                Some(GiftEvent { what, by: name(step.by), at: step.at })
            })
            .collect(),
        journey: journey(id, &held, files),
    })
}

/// What the rules offer to somebody with these roles, and what they say against a confirmation.
fn next(desk: Desk, delivery: &Delivery, user: Option<UserId>) -> (Vec<Action>, Option<&'static str>) {
    let Some(user) = user else { return (Vec::new(), None) };
    let (actor, policy, related) =
        (people::standing(desk, user), desk.policy(clock::now()), Related::default());
    let ctx = Ctx { actor: &actor, at: clock::now(), policy: &policy, related: &related };
    let offered = next_steps(delivery, &ctx).into_iter().map(|(action, _)| action);
    let against = match offer(delivery, Action::ConfirmDelivery, &ctx) {
        Offer::WithWarning(flag) | Offer::OnlyAsFact(flag) => Some(flag.code()),
        Offer::Yes | Offer::No(_) => None,
    };
    (offered.filter(|action| people::may_begin(desk, *action)).collect(), against)
}
