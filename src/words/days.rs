//! Why somebody is to get in touch with a customer, and which days are free.

use domain::calendar::Published;
use domain::follow::Why;
use domain::values::{Moment, day_of};

use super::{Language, say};

/// Why, seen from `now`.
pub fn why(l: Language, why: &Why, now: Moment) -> String {
    let without = |order| now.date().map_or(0, |today| today.signed_duration_since(order).num_days());
    match *why {
        Why::Lapse { order } => say!(l, today.lapse, n = without(order)),
        Why::LongLapse { order, nth, of } => {
            say!(l, today.long_lapse, n = without(order), nth = nth, of = of)
        }
        Why::Core { every, .. } => say!(l, today.core, n = every),
        Why::Key { every: 1, .. } => say!(l, today.key).to_owned(),
        Why::Key { every, .. } => say!(l, today.key_n, n = every),
        Why::Vip { every: 1, .. } => say!(l, today.vip).to_owned(),
        Why::Vip { every, .. } => say!(l, today.vip_n, n = every),
    }
}

/// The name of a published holiday.
pub fn holiday(l: Language, of: &Published) -> &'static str {
    match of.code {
        "new-year" => say!(l, calendar.new_year),
        "spring" => say!(l, calendar.spring),
        "qingming" => say!(l, calendar.qingming),
        "labour" => say!(l, calendar.labour),
        "dragon-boat" => say!(l, calendar.dragon_boat),
        "mid-autumn" => say!(l, calendar.mid_autumn),
        _ => say!(l, calendar.national),
    }
}

/// A day without its year: "02-05".
pub fn short_day(at: Moment) -> String {
    at.to_local().get(5..10).unwrap_or_default().to_owned()
}

/// From one day to another, as forms write them: "2027-02-05 – 02-12"; one day alone as itself.
pub fn span(from: &str, until: &str) -> String {
    let same_year = from.get(..5) == until.get(..5);
    match day_of(until) {
        Some(_) if from != until && same_year => format!("{from} – {}", until.get(5..).unwrap_or_default()),
        Some(_) if from != until => format!("{from} – {until}"),
        _ => from.to_owned(),
    }
}
