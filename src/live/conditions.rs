//! How the customers stand, at one look. Source: CUS-10; FORMS F22

use std::collections::HashMap;

use domain::customer::marks::{DEBT, TIER};
use domain::follow::{Condition, conditions};
use domain::values::day_text;
use domain::{Kind, RecordId, UserId};

use super::complaints::provisional;
use crate::shell::{Desk, clock};

/// One customer at a look.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConditionLine {
    /// Its id.
    pub id: RecordId,
    /// The full name.
    pub name: String,
    /// The number, or the provisional one.
    pub number: String,
    /// The code of how closely they are looked after; empty if nobody said.
    pub tier: String,
    /// Who looks after them in service; nobody of a file that only this device has.
    pub owner: Option<UserId>,
    /// The name of that person.
    pub owner_name: String,
    /// When they last ordered, as a date field holds it.
    pub last_order: Option<String>,
    /// When anybody last talked to them.
    pub last_visit: Option<String>,
    /// How much is not settled.
    pub open: usize,
    /// Whether they owe.
    pub debt: bool,
}

/// All customers this person may see, each at a look.
pub(super) fn lines(desk: Desk) -> HashMap<RecordId, ConditionLine> {
    let now = clock::now();
    let Some(today) = now.date() else { return HashMap::new() };
    desk.cards(|cards| {
        let happened = [Kind::Visit, Kind::Complaint, Kind::Delivery, Kind::Request]
            .into_iter()
            .flat_map(|kind| cards.of(kind));
        let all = conditions(cards.of(Kind::Customer), happened, now.offset_min, today);
        let people: HashMap<RecordId, &str> =
            cards.of(Kind::Person).map(|card| (card.id, card.face.title.as_str())).collect();
        let line = |card: &domain::card::Card| {
            let mark = |at: usize| card.face.marks.get(at).cloned().unwrap_or_default();
            let Condition { last_order, last_visit, open } = all.get(&card.id).copied().unwrap_or_default();
            let owner = cards.pair(card.id).and_then(|pair| pair.owner);
            let named = owner.and_then(|owner| people.get(&RecordId::from(owner)).copied());
            let line = ConditionLine {
                id: card.id,
                name: card.face.title.clone(),
                number: card.face.number.clone().unwrap_or_else(|| provisional(card.id)),
                tier: mark(TIER),
                owner,
                owner_name: named.unwrap_or_default().to_owned(),
                last_order: last_order.map(day_text),
                last_visit: last_visit.map(day_text),
                open,
                debt: !mark(DEBT).is_empty(),
            };
            (card.id, line)
        };
        cards.of(Kind::Customer).map(line).collect()
    })
}
