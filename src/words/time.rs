//! Instants, lengths of time and sizes as people say them.

use domain::values::Moment;

use super::{Language, say};

/// "today 14:21", as its own clock showed it, seen from `now`.
pub fn when(l: Language, at: Moment, now: Moment) -> String {
    let (Some(date), Some(today)) = (at.date(), now.date()) else { return String::new() };
    let time = clock(at);
    let typed = at.to_local();
    // `2026-11-22T14:05`
    let mut parts = typed.split(['-', 'T']);
    let (year, month, day) =
        (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    if date == today {
        say!(l, common.today_at, time = time)
    } else if today.pred_opt() == Some(date) {
        say!(l, common.yesterday_at, time = time)
    } else if now.to_local().starts_with(year) {
        say!(l, common.day_at, month = month, day = day, time = time)
    } else {
        say!(l, common.year_day_at, year = year, month = month, day = day, time = time)
    }
}

/// A time to come, seen from `now`: "today 15:30", "tomorrow 9:00", "Tue 24 Nov 9:00"; one that is past as [`when`].
pub fn ahead(l: Language, at: Moment, now: Moment) -> String {
    match at.day() - now.day() {
        1 => say!(l, common.tomorrow_at, time = clock(at)),
        2..=13 => {
            let date = when(l, at, now);
            say!(l, common.weekday, day = weekday(l, at), date = date)
        }
        _ => when(l, at, now),
    }
}

/// The day by whose end something is to be done, today or later.
pub fn day_ahead(l: Language, at: Moment, now: Moment) -> String {
    match at.day() - now.day() {
        0 => say!(l, common.today).to_owned(),
        1 => say!(l, common.tomorrow).to_owned(),
        _ => due(l, at, now),
    }
}

/// By when something is to be done: the hour today, the day later, and how late it is.
pub fn due(l: Language, at: Moment, now: Moment) -> String {
    match at.day() - now.day() {
        ..0 => say!(l, places.late_days, n = now.day() - at.day()),
        0 => clock(at),
        1 => say!(l, common.tomorrow_at, time = clock(at)),
        // The same day and month may come before it.
        301.. => day(l, at),
        _ => {
            let typed = at.to_local();
            let mut parts = typed.split(['-', 'T']).skip(1);
            let (month, day) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
            say!(l, places.due_day, month = month, day = day, weekday = weekday(l, at))
        }
    }
}

/// 1970-01-01 was a Thursday.
fn weekday(l: Language, at: Moment) -> &'static str {
    match (at.day() + 3).rem_euclid(7) {
        0 => say!(l, common.monday),
        1 => say!(l, common.tuesday),
        2 => say!(l, common.wednesday),
        3 => say!(l, common.thursday),
        4 => say!(l, common.friday),
        5 => say!(l, common.saturday),
        _ => say!(l, common.sunday),
    }
}

/// "14:21", as its own clock showed it.
pub fn clock(at: Moment) -> String {
    at.to_local().split_once('T').map(|(_, time)| time.to_owned()).unwrap_or_default()
}

/// A day with its year, as its own clock showed it.
pub fn day(l: Language, at: Moment) -> String {
    let typed = at.to_local();
    let mut parts = typed.split(['-', 'T']);
    let mut part = || parts.next().unwrap_or("");
    let (year, month, day) = (part(), part(), part());
    say!(l, common.year_day, year = year, month = month, day = day)
}

/// A number with its thousands apart: 10,000.
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let head = digits.len() % 3;
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && at % 3 == head {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// How long until a promise runs out, or since it did.
pub fn minutes_left(l: Language, due: Moment, now: Moment) -> String {
    // Rounded up: "60 min left" holds until a minute has passed.
    let minutes = (due.utc_ms - now.utc_ms + 59_999).div_euclid(60_000);
    match minutes {
        1.. => say!(l, complaint.answer_left, n = minutes),
        -59..=0 => say!(l, complaint.answer_over, n = -minutes),
        -1439..=-60 => say!(l, complaint.answer_over_hours, n = -minutes / 60),
        _ => say!(l, complaint.answer_over_days, n = -minutes / 1440),
    }
}

/// A size in the unit that reads best.
pub fn size(l: Language, bytes: u64) -> String {
    let megabytes = bytes >> 20;
    if megabytes < 1000 {
        say!(l, common.megabytes, n = megabytes)
    } else {
        // Tenths by hand: the code that prints fractions would be larger than this module.
        let tenths = megabytes * 10 / 1024;
        say!(l, common.gigabytes, n = format!("{}.{}", tenths / 10, tenths % 10))
    }
}
