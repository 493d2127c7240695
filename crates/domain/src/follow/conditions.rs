//! How each customer stands, at one look 客户状况一览表. Source: CUS-10; FORMS F22

use super::contacts::talked_on;
use crate::approval;
use crate::card::Card;
use crate::complaint::Status;
use crate::customer::marks::LAST_ORDER;
use crate::delivery;
use crate::kind::Kind;
use crate::request::Course;
use crate::values::{RecordId, day_of};
use chrono::NaiveDate;
use std::collections::HashMap;

/// How one customer stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Condition {
    /// When they last ordered.
    pub last_order: Option<NaiveDate>,
    /// When anybody last talked to them.
    pub last_visit: Option<NaiveDate>,
    /// How many complaints, gifts and visit requests are not settled.
    pub open: usize,
}

/// How each of these customers stands, from the cards of what happened with them and perhaps with others.
///
/// `today` on the clock of the reader, who is so many minutes east of UTC.
pub fn conditions<'a>(
    customers: impl Iterator<Item = &'a Card>,
    happened: impl Iterator<Item = &'a Card>,
    offset_min: i16,
    today: NaiveDate,
) -> HashMap<RecordId, Condition> {
    let ordered = |card: &Card| card.face.marks.get(LAST_ORDER).and_then(|text| day_of(text));
    let mut all: HashMap<RecordId, Condition> = customers
        .map(|card| (card.id, Condition { last_order: ordered(card), ..Condition::default() }))
        .collect();
    for card in happened {
        let Some(condition) = card.parent.and_then(|id| all.get_mut(&id)) else { continue };
        condition.open += usize::from(is_open(&card.kind, &card.face.state));
        if card.kind == Kind::Visit {
            condition.last_visit = condition.last_visit.max(talked_on(card, offset_min, today));
        }
    }
    all
}

/// Whether somebody still has to settle a record of this kind, by the state on its card.
pub fn is_open(kind: &Kind, state: &str) -> bool {
    use approval::State::{Approved, Returned, Submitted};
    use delivery::State::{Given, Listed};
    match kind {
        Kind::Complaint => [Status::Registered.code(), Status::ACCEPTED].contains(&state),
        Kind::Delivery => [Listed.code(), Given.code()].contains(&state),
        Kind::Request => {
            let asked = [Submitted, Returned, Approved];
            asked.iter().any(|open| open.code() == state) || state == Course::Begun.code()
        }
        _ => false,
    }
}
