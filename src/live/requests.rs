//! What waits for somebody's approval, as lists show it, from cards: visit requests and changes of the policy.

use std::cell::OnceCell;

use domain::approval::marks::{COPIED, COUNT, DECIDERS, REQUESTER, STEP, WAITS_FOR};
use domain::approval::{self, Matter};
use domain::card::Card;
use domain::people::Org;
use domain::values::Moment;
use domain::{Kind, Record, RecordId, UserId};
use leptos::prelude::*;

use super::complaints::{Sending, sending};
use super::{customer, people, sync};
use crate::shell::{Desk, Opened, clock};

/// What is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AskedFor {
    /// Visits to a customer.
    Visits,
    /// Other numbers in the rules. Source: ROL-09
    Policy,
}

/// One request in a list.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct RequestLine {
    /// Its id.
    pub id: RecordId,
    /// What is asked for.
    pub of: AskedFor,
    /// The code of its state.
    pub state: String,
    /// Who is to be visited; empty for anything but visits.
    pub customer: String,
    /// Why.
    pub why: String,
    /// Who asked.
    pub by: String,
    /// The first visit, or the day from which on it is to be in force, while nobody decided; the last visit's day once visits
    /// are approved; none when it is over.
    pub due: Option<Moment>,
    /// Until when the next feedback is promised. Source: REQ-09
    pub feedback: Option<Moment>,
    /// When it was asked for last.
    pub at: Moment,
    /// The step that this person is to decide, perhaps for somebody who is absent.
    pub to_decide: Option<u16>,
    /// Whether this person decided.
    pub decided: bool,
    /// Whether this person asked.
    pub mine: bool,
    /// Whether this person was let know.
    pub copied: bool,
    /// Where it is on its way.
    pub sending: Sending,
}

/// When the next feedback is due, on the card of a visit request.
const FEEDBACK: usize = COUNT;

fn mark(card: &Card, at: usize) -> &str {
    card.face.marks.get(at).map_or("", String::as_str)
}

/// All requests this person may see.
pub(super) fn lines(desk: Desk) -> Vec<RequestLine> {
    of(desk, &|_| true)
}

/// The requests of one customer.
pub(super) fn of_customer(desk: Desk, customer: RecordId) -> Vec<RequestLine> {
    of(desk, &|card| card.parent == Some(customer))
}

/// One request.
pub(super) fn line(desk: Desk, id: RecordId) -> Option<RequestLine> {
    of(desk, &|card| card.id == id).pop()
}

/// Those to decide first, the nearest first visit and then the oldest before the others; the rest newest first.
/// Source: REQ-07
fn of(desk: Desk, which: &dyn Fn(&Card) -> bool) -> Vec<RequestLine> {
    let Some(me) = desk.user.get() else { return Vec::new() };
    let (held, offset) = (desk.held.get(), clock::now().offset_min);
    let cards: Vec<Card> = desk.cards(|cards| {
        let all = cards.of(Kind::Request).chain(cards.of(Kind::PolicyChange));
        all.filter(|card| which(card)).cloned().collect()
    });
    let org = OnceCell::new();
    let shown = |card: Card| {
        let has = |at| mark(&card, at).split(' ').any(|one| one == me.to_string());
        let requester = mark(&card, REQUESTER).parse().ok();
        let mine = requester == Some(me);
        let customer = card.parent.and_then(|id| desk.card(id));
        let files = desk.cards(|cards| sync::files_of(cards, card.id, &held));
        let of = if card.kind == Kind::Request { AskedFor::Visits } else { AskedFor::Policy };
        RequestLine {
            id: card.id,
            of,
            state: card.face.state.clone(),
            customer: customer.map(|known| known.face.title).unwrap_or_default(),
            why: card.face.note.clone(),
            by: customer::colleague(desk, requester),
            due: card.face.due_ms.map(|ms| Moment::new(ms, offset)),
            feedback: mark(&card, FEEDBACK).parse().ok().map(|ms| Moment::new(ms, offset)),
            at: Moment::new(card.face.at_ms, offset),
            to_decide: mark(&card, STEP).parse().ok().filter(|_| {
                !mine
                    && (stands_in(desk, me, mark(&card, WAITS_FOR))
                        || decides(desk, me, &card, requester, &org))
            }),
            decided: has(DECIDERS),
            mine,
            copied: has(COPIED),
            sending: sending(card.id, &held, files),
        }
    };
    let mut lines: Vec<_> = cards.into_iter().map(shown).collect();
    lines.sort_unstable_by_key(|line| {
        let first = line.due.map_or(i64::MAX, |due| due.utc_ms);
        if line.to_decide.is_some() { (0, first, line.at.utc_ms) } else { (1, -line.at.utc_ms, 0) }
    });
    lines
}

/// Whether this person stands in now for the one who is asked. Source: ROL-06
fn stands_in(desk: Desk, me: UserId, asked: &str) -> bool {
    let Ok(id) = asked.parse::<RecordId>() else { return false };
    let Opened::Here(record) = desk.open_record(id) else { return false };
    let now = clock::now();
    matches!(*record, Record::Person(person) if person.deputies.iter().any(|one| one.stands_in(me, now)))
}

/// Whether it lies with this person, or they are asked since the one who was asked cannot decide any more. Source: REQ-02
fn decides(
    desk: Desk,
    me: UserId,
    card: &Card,
    requester: Option<UserId>,
    org: &OnceCell<Option<Org>>,
) -> bool {
    let Ok(holder) = mark(card, WAITS_FOR).parse::<UserId>() else { return false };
    // For all others than those who decide by role it is not worth reading who works here.
    if !people::approves(desk) {
        return holder == me;
    }
    let matter = match card.kind {
        Kind::PolicyChange => Some(Matter::Policy),
        _ => desk.cards(|cards| cards.pair(card.id)).map(Matter::Customer),
    };
    match (requester, matter, org.get_or_init(|| people::org(desk))) {
        (Some(by), Some(matter), Some(org)) => approval::decider(holder, by, matter, org, clock::now()) == me,
        _ => holder == me,
    }
}
