//! Whom to get in touch with, as the rules have it, from cards alone; and the calendar. Source: FOL-01, FOL-02, FOL-04, FOL-07

use domain::calendar::Calendar;
use domain::calendar::marks::{FROM, MAKE_UP, UNTIL};
use domain::card::Card;
use domain::follow::{Contacts, Duty, Why, contacts, duty};
use domain::values::{Moment, day_of, end_of};
use domain::{Kind, Policy, RecordId};
use leptos::prelude::*;

use super::customers;
use crate::shell::{Cards, Desk, clock};

/// A customer to get in touch with.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ContactLine {
    /// Whom.
    pub customer: RecordId,
    /// Their name.
    pub name: String,
    /// The number to call, as it is dialled.
    pub phone: Option<String>,
    /// Why.
    pub why: Why,
    /// When anybody last talked to them, at the end of that day.
    pub last: Option<Moment>,
}

/// A holiday that an administrator entered.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct HolidayLine {
    /// Its id.
    pub id: RecordId,
    /// What it is called.
    pub name: String,
    /// The first and the last free day, as forms write them.
    pub free: (String, String),
    /// The days that are worked in exchange, apart by blanks.
    pub make_up: String,
}

/// Which days are worked.
pub(super) fn calendar(desk: Desk) -> Calendar {
    desk.cards(|cards| Some(Calendar::of(cards.of(Kind::Holiday)))).unwrap_or_default()
}

/// What was entered and not taken back, the latest first.
pub(super) fn holidays(desk: Desk) -> Vec<HolidayLine> {
    let line = |card: &Card| {
        let mark = |at: usize| card.face.marks.get(at).cloned().unwrap_or_default();
        HolidayLine {
            id: card.id,
            name: card.face.title.clone(),
            free: (mark(FROM), mark(UNTIL)),
            make_up: mark(MAKE_UP),
        }
    };
    let entered = |card: &&Card| {
        card.face.state.is_empty() && card.face.marks.get(FROM).is_some_and(|from| day_of(from).is_some())
    };
    let mut all: Vec<_> = desk.cards(|cards| cards.of(Kind::Holiday).filter(entered).map(line).collect());
    all.sort_unstable_by(|one: &HolidayLine, other| other.free.cmp(&one.free));
    all
}

/// Whom this person is to get in touch with, and by when; nobody until all of it was fetched, since a visit that is not here
/// yet may be the one that was asked for.
pub(super) fn due(desk: Desk, calendar: Memo<Calendar>, today: Memo<i64>) -> Vec<(Moment, ContactLine)> {
    today.track();
    let Some(me) = desk.user.get().filter(|_| desk.read.get() && desk.loading().is_none()) else {
        return Vec::new();
    };
    let mine = |cards: Cards<'_>, card: &Card| {
        // A file opened on this device that has not reached the server yet is one's own.
        cards.pair(card.id).is_none_or(|pair| pair.doer() == Some(me))
    };
    let policy = desk.policy(clock::now());
    desk.cards(|cards| told(cards, |card| mine(cards, card), &policy, &calendar.read()))
}

/// What is to be done for one customer.
pub(super) fn of_customer(
    desk: Desk,
    calendar: Memo<Calendar>,
    customer: RecordId,
) -> Option<(Moment, ContactLine)> {
    if !desk.read.get() || desk.loading().is_some() {
        return None;
    }
    let policy = desk.policy(clock::now());
    desk.cards(|cards| told(cards, |card| card.id == customer, &policy, &calendar.read())).pop()
}

fn told(
    cards: Cards<'_>,
    which: impl Fn(&Card) -> bool,
    policy: &Policy,
    calendar: &Calendar,
) -> Vec<(Moment, ContactLine)> {
    let now = clock::now();
    let Some(today) = now.date() else { return Vec::new() };
    let customers = cards.of(Kind::Customer).filter(|card| which(card));
    let all = contacts(customers, cards.of(Kind::Visit), now.offset_min, today);
    let line = |(customer, known): (&RecordId, &Contacts)| {
        let Duty { why, due } = duty(known, policy, calendar, today)?;
        let card = cards.get(*customer)?;
        let line = ContactLine {
            customer: *customer,
            name: card.face.title.clone(),
            phone: customers::phone(&card.face.marks).map(str::to_owned),
            why,
            last: known.last.and_then(|day| end_of(day, now.offset_min)),
        };
        Some((end_of(due, now.offset_min)?, line))
    };
    // Whoever matters most stands first on the same day. Source: FOL-08
    let mut due: Vec<_> = all.iter().filter_map(line).collect();
    due.sort_unstable_by(|(at, one), (other_at, other)| {
        (at.utc_ms, weight(&one.why), &one.name).cmp(&(other_at.utc_ms, weight(&other.why), &other.name))
    });
    due
}

const fn weight(why: &Why) -> u8 {
    match why {
        Why::Vip { .. } => 0,
        Why::Core { .. } => 1,
        Why::Key { .. } => 2,
        Why::Lapse { .. } | Why::LongLapse { .. } => 3,
    }
}
