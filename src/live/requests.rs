//! Visit requests as lists show them, from their cards.

use std::cell::OnceCell;

use domain::approval;
use domain::card::Card;
use domain::people::Org;
use domain::values::Moment;
use domain::{Kind, Record, RecordId, UserId};
use leptos::prelude::*;

use super::complaints::{Sending, sending};
use super::{customer, people, sync};
use crate::shell::{Desk, Opened, clock};

/// One request in a list.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct RequestLine {
    /// Its id.
    pub id: RecordId,
    /// The code of its state.
    pub state: String,
    /// Who is to be visited.
    pub customer: String,
    /// Why on site.
    pub why: String,
    /// Who asked.
    pub by: String,
    /// The first visit while nobody decided, the last day once it is approved; none when it is over.
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

/// What the card of a request is marked with, by its place.
const WAITS_FOR: usize = 0;
const REQUESTER: usize = 1;
const DECIDERS: usize = 2;
const COPIED: usize = 3;
const STEP: usize = 4;
const FEEDBACK: usize = 5;

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
    let cards: Vec<Card> =
        desk.cards(|cards| cards.of(Kind::Request).filter(|card| which(card)).cloned().collect());
    let org = OnceCell::new();
    let shown = |card: Card| {
        let has = |at| mark(&card, at).split(' ').any(|one| one == me.to_string());
        let requester = mark(&card, REQUESTER).parse().ok();
        let mine = requester == Some(me);
        let customer = card.parent.and_then(|id| desk.card(id));
        let files = desk.cards(|cards| sync::files_of(cards, card.id, &held));
        RequestLine {
            id: card.id,
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
    let pair = desk.cards(|cards| cards.pair(card.id));
    match (requester, pair, org.get_or_init(|| people::org(desk))) {
        (Some(by), Some(pair), Some(org)) => approval::decider(holder, by, pair, org, clock::now()) == me,
        _ => holder == me,
    }
}
