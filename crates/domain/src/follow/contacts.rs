//! What the cards tell of the contact with each customer.

use crate::card::Card;
use crate::customer::{Stage, Tier, marks as of_customer};
use crate::values::{Moment, RecordId, day_of};
use crate::visit::{State, Way, marks as of_visit};
use chrono::{Datelike as _, NaiveDate};
use std::collections::HashMap;

/// The contact with one customer, as far as rules look at it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contacts {
    /// Since when there is a file.
    pub since: NaiveDate,
    /// How closely they are looked after.
    pub tier: Option<Tier>,
    /// Very important.
    pub vip: bool,
    /// When they last ordered.
    pub last_order: Option<NaiveDate>,
    /// When anybody last talked to them.
    pub last: Option<NaiveDate>,
    /// When anybody last was there.
    pub last_on_site: Option<NaiveDate>,
    /// How often anybody talked to them this month.
    pub this_month: usize,
    /// The next visit that is planned, or under way.
    pub planned: Option<NaiveDate>,
    /// The next one on site.
    pub planned_on_site: Option<NaiveDate>,
}

impl Contacts {
    /// Of a customer whom nobody got in touch with yet.
    pub const fn none_since(since: NaiveDate) -> Self {
        Self {
            since,
            tier: None,
            vip: false,
            last_order: None,
            last: None,
            last_on_site: None,
            this_month: 0,
            planned: None,
            planned_on_site: None,
        }
    }

    fn of(card: &Card, offset_min: i16) -> Option<Self> {
        let mark = |at: usize| card.face.marks.get(at).map_or("", String::as_str);
        let since = Moment::new(card.face.at_ms, offset_min).date()?;
        Some(Self {
            tier: Some(mark(of_customer::TIER))
                .filter(|code| !code.is_empty())
                .map(|code| Tier::from(code.to_owned())),
            vip: !mark(of_customer::VIP).is_empty(),
            last_order: day_of(mark(of_customer::LAST_ORDER)),
            ..Self::none_since(since)
        })
    }

    /// Takes over what the card of a visit tells.
    fn add(&mut self, visit: &Card, offset_min: i16, today: NaiveDate) {
        let on_site = visit.face.marks.get(of_visit::WAY).is_some_and(|way| way == Way::OnSite.code());
        let day = |ms| Moment::new(ms, offset_min).date();
        let state = visit.face.state.as_str();
        if state == State::Finished.code() {
            let Some(day) = talked_on(visit, offset_min, today) else { return };
            self.last = self.last.max(Some(day));
            if on_site {
                self.last_on_site = self.last_on_site.max(Some(day));
            }
            if (day.year(), day.month()) == (today.year(), today.month()) {
                self.this_month += 1;
            }
        } else if state == State::Planned.code() || state == State::UnderWay.code() {
            let Some(day) = visit.face.due_ms.and_then(day) else { return };
            let sooner = |known: Option<NaiveDate>| Some(known.map_or(day, |known| known.min(day)));
            self.planned = sooner(self.planned);
            if on_site {
                self.planned_on_site = sooner(self.planned_on_site);
            }
        }
    }
}

/// The day on which a visit took place; none if it did not yet.
pub(super) fn talked_on(visit: &Card, offset_min: i16, today: NaiveDate) -> Option<NaiveDate> {
    let finished = visit.face.state == State::Finished.code();
    Moment::new(visit.face.at_ms, offset_min).date().filter(|day| finished && *day <= today)
}

/// The contact with each of these customers, from the cards of visits to them and perhaps to others; prospects are followed up
/// by plan alone.
///
/// `today` on the clock of the reader, who is so many minutes east of UTC.
pub fn contacts<'a>(
    customers: impl Iterator<Item = &'a Card>,
    visits: impl Iterator<Item = &'a Card>,
    offset_min: i16,
    today: NaiveDate,
) -> HashMap<RecordId, Contacts> {
    let customers = customers.filter(|card| card.face.state == Stage::Customer.code());
    let mut all: HashMap<RecordId, Contacts> =
        customers.filter_map(|card| Some((card.id, Contacts::of(card, offset_min)?))).collect();
    for visit in visits {
        if let Some(contacts) = visit.parent.and_then(|id| all.get_mut(&id)) {
            contacts.add(visit, offset_min, today);
        }
    }
    all
}
