//! When somebody has to get in touch with a customer, and why.

use super::contacts::Contacts;
use crate::calendar::Calendar;
use crate::customer::Tier;
use crate::policy::Policy;
use chrono::{Datelike as _, Days, Months, NaiveDate};

/// Why somebody has to get in touch.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Why {
    /// They have not ordered for some days: one call. Source: FOL-01
    Lapse {
        /// The day of their last order.
        order: NaiveDate,
    },
    /// They have not ordered for long: so often a month, on planned days. Source: FOL-02
    LongLapse {
        /// The day of their last order.
        order: NaiveDate,
        /// The how-manieth contact of its month this is.
        nth: usize,
        /// How many there are to be.
        of: usize,
    },
    /// A core customer, every so many days. Source: FOL-04
    Core {
        /// The last contact.
        last: Option<NaiveDate>,
        /// So many days.
        every: u32,
    },
    /// A key customer, every so many months. Source: FOL-04
    Key {
        /// The last contact.
        last: Option<NaiveDate>,
        /// So many months.
        every: u32,
    },
    /// A very important customer, face to face, every so many months. Source: FOL-04
    Vip {
        /// When somebody last was there.
        last: Option<NaiveDate>,
        /// So many months.
        every: u32,
    },
}

impl Why {
    /// Whether only somebody who goes there does it.
    pub const fn is_on_site(&self) -> bool {
        matches!(self, Self::Vip { .. })
    }
}

/// That somebody has to get in touch with a customer.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Duty {
    /// Why.
    pub why: Why,
    /// By the end of which day.
    pub due: NaiveDate,
}

/// The most urgent thing to be done for a customer within the days that the policy looks ahead; none while a visit that
/// does it is planned in time. Source: FOL-01, FOL-02, FOL-04, FOL-06
pub fn duty(contacts: &Contacts, policy: &Policy, calendar: &Calendar, today: NaiveDate) -> Option<Duty> {
    let horizon = today.checked_add_days(Days::new(policy.today_ahead_days.into()))?;
    let planned = |duty: &Duty| {
        let next = if duty.why.is_on_site() { contacts.planned_on_site } else { contacts.planned };
        next.is_some_and(|next| next <= duty.due.max(horizon))
    };
    let lapse = lapse(contacts, policy, calendar, today);
    // Nobody is late with a customer whom they did not have: on the day the file was opened it can still be done.
    let known = |duty: Duty| Duty { due: duty.due.max(contacts.since), ..duty };
    let all = lapse.into_iter().chain(rhythm(contacts, policy)).map(known);
    all.filter(|duty| duty.due <= horizon && !planned(duty)).min_by_key(|duty| duty.due)
}

/// What follows from their not ordering.
fn lapse(contacts: &Contacts, policy: &Policy, calendar: &Calendar, today: NaiveDate) -> Option<Duty> {
    let order = contacts.last_order?;
    // On the day after so many days without an order it is a lapse.
    let since = order.checked_add_days(Days::new(u64::from(policy.lapse_after_days) + 1))?;
    if today < since {
        return None;
    }
    if today < since.checked_add_months(Months::new(policy.long_lapse_after_months))? {
        let due = since.checked_add_days(Days::new(policy.lapse_call_within_days.into()))?;
        let done = contacts.last.is_some_and(|last| last >= since);
        return (!done).then_some(Duty { why: Why::Lapse { order }, due });
    }
    let days = &policy.long_lapse_days;
    let first = today.with_day(1)?;
    let (month, nth) = match contacts.this_month {
        done if done < days.len() => (first, done),
        _ => (first.checked_add_months(Months::new(1))?, 0),
    };
    let due = in_month(month, *days.get(nth)?, calendar);
    Some(Duty { why: Why::LongLapse { order, nth: nth + 1, of: days.len() }, due })
}

/// The working day at or after the n-th day of a month; in a month that ends before, the last one.
fn in_month(month: NaiveDate, day: u32, calendar: &Calendar) -> NaiveDate {
    let last = month.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).unwrap_or(month);
    let day = month.with_day(day).unwrap_or(last);
    let next = calendar.on_or_after(day);
    if next.month() == month.month() { next } else { calendar.on_or_before(day) }
}

/// What follows from how closely they are looked after.
fn rhythm(contacts: &Contacts, policy: &Policy) -> impl Iterator<Item = Duty> + use<> {
    let (since, last, last_on_site) = (contacts.since, contacts.last, contacts.last_on_site);
    let after = |last: Option<NaiveDate>, (days, months): (u32, u32)| {
        last.unwrap_or(since)
            .checked_add_months(Months::new(months))?
            .checked_add_days(Days::new(days.into()))
    };
    let tier = match contacts.tier {
        Some(Tier::Core) => {
            let every = policy.core_every_days;
            after(last, (every, 0)).map(|due| Duty { why: Why::Core { last, every }, due })
        }
        Some(Tier::Key) => {
            let every = policy.key_every_months;
            after(last, (0, every)).map(|due| Duty { why: Why::Key { last, every }, due })
        }
        _ => None,
    };
    let every = policy.vip_every_months;
    let vip = after(last_on_site, (0, every))
        .filter(|_| contacts.vip)
        .map(|due| Duty { why: Why::Vip { last: last_on_site, every }, due });
    tier.into_iter().chain(vip)
}
