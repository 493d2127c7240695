//! The published calendars, what is entered on top, and counting.

use super::{Calendar, Holiday, HolidayCommand, HolidayForm, Put, Withdraw, keys};
use crate::card::Card;
use crate::decide::{Ctx, Outcome, Related, decide};
use crate::form::{Draft, Form as _, rows};
use crate::values::{Moment, RecordId, day_of, day_text};
use crate::{Command, Policy, Record, Refusal, Standing};
use chrono::{Datelike as _, NaiveDate, Weekday};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    day_of(text).expect("a day")
}

/// As counted by two calendars made by others (the packages `chinesecalendar` 1.11 and `chinese-days`).
#[test]
fn the_published_years_are_worked_as_published() {
    let calendar = Calendar::default();
    let expected = [
        (
            2024,
            "01-01 02-12 02-13 02-14 02-15 02-16 04-04 04-05 05-01 05-02 05-03 06-10 09-16 09-17 10-01 10-02 10-03 10-04 10-07",
            "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
        ),
        (
            2025,
            "01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 10-01 10-02 10-03 10-06 10-07 10-08",
            "01-26 02-08 04-27 09-28 10-11",
        ),
        (
            2026,
            "01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07",
            "01-04 02-14 02-28 05-09 09-20 10-10",
        ),
    ];
    for (year, free, worked) in expected {
        let days: Vec<_> =
            day(&format!("{year}-01-01")).iter_days().take_while(|day| day.year() == year).collect();
        let weekend = |day: &NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let list = |of: &dyn Fn(&NaiveDate) -> bool| {
            let short = |day: &NaiveDate| day_text(*day).split_off(5);
            days.iter().filter(|day| of(day)).map(short).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(list(&|day| !weekend(day) && !calendar.works(*day)), free, "free weekdays of {year}");
        assert_eq!(list(&|day| weekend(day) && calendar.works(*day)), worked, "worked weekends of {year}");
    }
}

#[test]
fn deadlines_step_over_holidays_and_count_the_days_worked_in_exchange() {
    let calendar = Calendar::default();
    for (from, days, last) in [
        // Friday: the weekend is no working day.
        ("2026-11-20", 1, "2026-11-23"),
        ("2026-11-23", 3, "2026-11-26"),
        ("2026-11-23", 0, "2026-11-23"),
        // Before the Spring Festival of 2026; Saturday 14 February is worked, Sunday to Monday week is free.
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-13", 2, "2026-02-24"),
        ("2026-02-24", 5, "2026-03-02"),
        // National Day.
        ("2026-09-30", 3, "2026-10-10"),
    ] {
        let at = Moment::from_local(&format!("{from}T15:40"), 480).expect("a moment");
        let due = calendar.deadline(at, days).expect("a deadline");
        assert_eq!(due.to_local(), format!("{last}T23:59"), "{days} working days from {from}");
        assert_eq!(due.offset_min, 480);
    }
}

#[test]
fn the_nearest_working_day_is_found_both_ways() {
    let calendar = Calendar::default();
    assert_eq!(calendar.on_or_after(day("2026-02-15")), day("2026-02-24"));
    assert_eq!(calendar.on_or_before(day("2026-02-22")), day("2026-02-14"));
    assert_eq!(calendar.on_or_after(day("2026-11-23")), day("2026-11-23"));
}

fn terms(name: &str, from: &str, until: &str, make_up: &[&str]) -> Draft {
    let mut draft = Draft::default().with(keys::NAME, name).with(keys::FROM, from).with(keys::UNTIL, until);
    let ids: Vec<_> = (0..make_up.len()).map(|n| format!("r{n}")).collect();
    draft.set_many(keys::MAKE_UP, ids.iter().map(String::as_str));
    for (id, day) in ids.iter().zip(make_up) {
        draft.set(&rows::key(keys::MAKE_UP, id, keys::MAKE_UP_DAY), *day);
    }
    draft
}

fn put(before: Option<&Record>, draft: &Draft, at: Moment) -> Result<(Record, Outcome), Refusal> {
    let arrangement = HolidayForm::check(draft, at).map_err(Refusal::Malformed)?;
    run(before, HolidayCommand::Put(Put { arrangement }), at)
}

fn run(before: Option<&Record>, command: HolidayCommand, at: Moment) -> Result<(Record, Outcome), Refusal> {
    let (actor, policy, related) = (Standing::system(), Policy::default(), Related::default());
    let ctx = Ctx { actor: &actor, at, policy: &policy, related: &related };
    decide(before, &Command::Holiday(command), &ctx).map(|accepted| (accepted.record, accepted.outcome))
}

fn at(hour: i64) -> Moment {
    Moment::new(1_795_000_000_000 + hour * 3_600_000, 480)
}

fn card(n: u128, record: &Record) -> Card {
    Card::of(RecordId(uuid::Uuid::from_u128(n)), record)
}

#[test]
fn what_is_entered_stands_over_what_is_published_until_it_is_taken_back() {
    let spring = terms("春节", "2027-02-05", "2027-02-12", &["2027-01-31", "2027-02-14"]);
    let (spring, outcome) = put(None, &spring, at(0)).expect("entered");
    assert_eq!(outcome, Outcome::Applied);
    let shut = terms("停工", "2026-11-23", "2026-11-23", &[]);
    let (shut, _) = put(None, &shut, at(1)).expect("entered");
    let calendar = Calendar::of([card(1, &spring), card(2, &shut)].iter());
    assert!(!calendar.works(day("2027-02-05")) && calendar.works(day("2027-02-14")));
    assert!(!calendar.works(day("2026-11-23")), "a working day that was given free");

    // Whoever came later is right, whatever the order of the cards.
    let (open, _) =
        put(None, &terms("照常", "2026-11-22", "2026-11-22", &["2026-11-23"]), at(2)).expect("entered");
    for cards in [[card(2, &shut), card(1, &open)], [card(1, &open), card(2, &shut)]] {
        assert!(Calendar::of(cards.iter()).works(day("2026-11-23")));
    }

    let (gone, _) = run(Some(&shut), HolidayCommand::Withdraw(Withdraw {}), at(3)).expect("taken back");
    assert!(Calendar::of([card(2, &gone)].iter()).works(day("2026-11-23")));
    let again = run(Some(&gone), HolidayCommand::Withdraw(Withdraw {}), at(4)).expect("taken back twice");
    assert_eq!(again.1, Outcome::Noop);
    // Entered anew, it holds again.
    let Record::Holiday(Holiday { arrangement, .. }) = &gone else { panic!("a holiday") };
    let (back, _) = run(Some(&gone), HolidayCommand::Put(Put { arrangement: arrangement.clone() }), at(5))
        .expect("again");
    assert!(!Calendar::of([card(2, &back)].iter()).works(day("2026-11-23")));
}

#[test]
fn what_cannot_be_a_holiday_is_said_at_its_field() {
    let problems = |draft: Draft| match put(None, &draft, at(0)) {
        Err(Refusal::Malformed(problems)) => {
            problems.into_iter().map(|problem| (problem.key, problem.code)).collect::<Vec<_>>()
        }
        other => panic!("{other:?}"),
    };
    let said = |key: &str, code: &str| vec![(key.to_owned(), code.to_owned())];
    assert_eq!(problems(terms("", "2027-01-01", "2027-01-01", &[])), said(keys::NAME, "required"));
    assert_eq!(problems(terms("x", "2027-01-02", "2027-01-01", &[])), said(keys::UNTIL, "ends-before-start"));
    assert_eq!(problems(terms("x", "2027-01-01", "2028-01-01", &[])), said(keys::UNTIL, "too-long"));
    assert_eq!(problems(terms("x", "2027-13-01", "2027-01-01", &[])).len(), 1);
    assert_eq!(run(None, HolidayCommand::Withdraw(Withdraw {}), at(0)), Err(Refusal::NotFound));
}

proptest! {
    /// A deadline is never on a free day, never before its days have passed, and moves with the days it is given.
    #[test]
    fn deadlines_are_working_days(ms in 1_704_067_200_000_i64..1_830_000_000_000, days in 1_u16..40) {
        let calendar = Calendar::default();
        let at = Moment::new(ms, 480);
        let due = calendar.deadline(at, days).expect("a deadline");
        let date = due.date().expect("a day");
        prop_assert!(calendar.works(date));
        let worked = at.date().expect("a day").iter_days().skip(1).take_while(|day| *day <= date);
        prop_assert_eq!(worked.filter(|day| calendar.works(*day)).count(), usize::from(days));
    }
}
