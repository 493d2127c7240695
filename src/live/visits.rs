//! Visits as lists show them, from their cards alone.

use std::cmp::Reverse;

use domain::card::Card;
use domain::values::Moment;
use domain::visit::marks::{ATTEMPTS, PURPOSE, REQUEST, VISITOR, WAY};
use domain::{Kind, RecordId};
use leptos::prelude::*;

use super::complaints::{Sending, sending};
use super::{customers, sync};
use crate::shell::{Cards, Desk, Held, clock};

/// One visit in a list.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct VisitLine {
    /// Its id.
    pub id: RecordId,
    /// The code of its state.
    pub state: String,
    /// The code of how it was, or is to be, done.
    pub way: String,
    /// The code of what it is for.
    pub purpose: String,
    /// To whom.
    pub customer: String,
    /// What came of it.
    pub result: String,
    /// The number to call, as it is dialled.
    pub phone: Option<String>,
    /// How often nobody was reached.
    pub attempts: usize,
    /// When it was, or is to be.
    pub at: Moment,
    /// Where it is on its way.
    pub sending: Sending,
}

/// What this person still has to do, with when it is due.
pub(super) fn due(desk: Desk) -> Vec<(Moment, VisitLine)> {
    let Some(user) = desk.user.get() else { return Vec::new() };
    let (me, held) = (user.to_string(), desk.held.get());
    desk.cards(|cards| {
        let mine = cards.of(Kind::Visit).filter(|card| card.face.marks.get(VISITOR) == Some(&me));
        mine.filter_map(|card| {
            let due = Moment::new(card.face.due_ms?, clock::now().offset_min);
            Some((due, line(cards, card, &held)))
        })
        .collect()
    })
}

/// The visits to one customer, newest first.
pub(super) fn of_customer(desk: Desk, customer: RecordId) -> Vec<VisitLine> {
    let held = desk.held.get();
    desk.cards(|cards| {
        let mut own: Vec<&Card> =
            cards.of(Kind::Visit).filter(|card| card.parent == Some(customer)).collect();
        own.sort_unstable_by_key(|card| Reverse((card.face.at_ms, card.id)));
        own.into_iter().map(|card| line(cards, card, &held)).collect()
    })
}

/// The visits that were planned for a request, the first one first.
pub(super) fn of_request(desk: Desk, request: RecordId) -> Vec<VisitLine> {
    let (held, request) = (desk.held.get(), request.to_string());
    desk.cards(|cards| {
        let mut own: Vec<&Card> =
            cards.of(Kind::Visit).filter(|card| card.face.marks.get(REQUEST) == Some(&request)).collect();
        own.sort_unstable_by_key(|card| (card.face.at_ms, card.id));
        own.into_iter().map(|card| line(cards, card, &held)).collect()
    })
}

pub(super) fn line(cards: Cards<'_>, card: &Card, held: &[Held]) -> VisitLine {
    let face = &card.face;
    let known = card.parent.and_then(|id| cards.get(id));
    let mark = |at: usize| face.marks.get(at).cloned().unwrap_or_default();
    VisitLine {
        id: card.id,
        state: face.state.clone(),
        way: mark(WAY),
        purpose: mark(PURPOSE),
        customer: known.map(|known| known.face.title.clone()).unwrap_or_default(),
        phone: known.and_then(|known| customers::phone(&known.face.marks).map(str::to_owned)),
        result: face.note.clone(),
        attempts: face.marks.get(ATTEMPTS).and_then(|count| count.parse().ok()).unwrap_or(0),
        at: Moment::new(face.at_ms, clock::now().offset_min),
        sending: sending(card.id, held, sync::files_of(cards, card.id, held)),
    }
}
