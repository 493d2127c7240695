//! Whom to get in touch with, by when, and when not.

use super::{Condition, Contacts, Duty, Why, conditions, contacts, duty};
use crate::calendar::Calendar;
use crate::card::{Card, Face};
use crate::customer::Tier;
use crate::kind::Kind;
use crate::policy::Policy;
use crate::values::{Moment, RecordId, day_of, day_text};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use std::collections::HashMap;

fn day(text: &str) -> NaiveDate {
    day_of(text).expect("a day")
}

fn due(contacts: &Contacts, today: &str) -> Option<(Why, String)> {
    duty(contacts, &Policy::default(), &Calendar::default(), day(today))
        .map(|duty| (duty.why, day_text(duty.due)))
}

/// Registered long ago.
fn known() -> Contacts {
    Contacts::none_since(day("2026-01-05"))
}

fn on(text: &str) -> Option<NaiveDate> {
    day_of(text)
}

#[test]
fn a_lapse_begins_after_seven_days_and_asks_for_one_call_within_seven_more() {
    let ordered = Contacts { last_order: on("2026-11-01"), ..known() };
    let why = Why::Lapse { order: day("2026-11-01") };
    assert_eq!(due(&ordered, "2026-11-08"), None, "seven days are not more than seven");
    assert_eq!(due(&ordered, "2026-11-09"), Some((why, "2026-11-16".to_owned())));
    assert_eq!(
        due(&ordered, "2026-11-20"),
        Some((why, "2026-11-16".to_owned())),
        "it stays until somebody calls"
    );
    let early = Contacts { last: on("2026-11-08"), ..ordered.clone() };
    assert_eq!(
        due(&early, "2026-11-10"),
        Some((why, "2026-11-16".to_owned())),
        "a call before it does not count"
    );
    let called = Contacts { last: on("2026-11-09"), ..ordered.clone() };
    assert_eq!(due(&called, "2026-11-20"), None);
    let again = Contacts { last_order: on("2026-11-15"), ..ordered };
    assert_eq!(due(&again, "2026-11-20"), None, "a new order ends it");
    assert_eq!(due(&known(), "2026-11-20"), None, "nothing is known of orders");
}

#[test]
fn nobody_is_late_with_a_customer_they_did_not_have() {
    let old = Contacts { last_order: on("2026-08-01"), since: day("2026-11-23"), ..known() };
    assert!(
        matches!(due(&old, "2026-11-23"), Some((Why::LongLapse { nth: 1, .. }, due)) if due == "2026-11-23")
    );
    assert!(
        matches!(due(&old, "2026-11-24"), Some((_, due)) if due == "2026-11-23"),
        "from then on it is late"
    );
}

#[test]
fn a_long_lapse_asks_for_two_contacts_a_month_on_working_days() {
    let order = day("2026-08-01");
    let lapsed = |this_month| Contacts { last_order: Some(order), this_month, ..known() };
    let nth = |nth, due: &str| Some((Why::LongLapse { order, nth, of: 2 }, due.to_owned()));
    assert_eq!(due(&lapsed(0), "2026-11-04"), nth(1, "2026-11-10"));
    assert_eq!(due(&lapsed(0), "2026-11-12"), nth(1, "2026-11-10"), "overdue");
    assert_eq!(due(&lapsed(1), "2026-11-12"), None, "the 25th is far");
    assert_eq!(due(&lapsed(1), "2026-11-18"), nth(2, "2026-11-25"));
    assert_eq!(due(&lapsed(2), "2026-11-26"), None);
    // The 10th of October 2026 is a Saturday that is worked, the 10th of January 2027 a Sunday that is not.
    assert_eq!(due(&lapsed(0), "2026-10-09"), nth(1, "2026-10-10"));
    assert_eq!(due(&lapsed(0), "2027-01-04"), nth(1, "2027-01-11"));
    // The month after next is prepared in time.
    assert_eq!(due(&lapsed(2), "2027-04-30"), None);
    let policy = Policy { long_lapse_days: vec![3, 25], ..Policy::default() };
    let next = duty(&lapsed(2), &policy, &Calendar::default(), day("2026-10-30")).expect("a duty");
    assert_eq!(
        (next.why, day_text(next.due)),
        (Why::LongLapse { order, nth: 1, of: 2 }, "2026-11-03".to_owned())
    );
}

#[test]
fn a_lapse_becomes_a_long_one_after_a_month() {
    let ordered = Contacts { last_order: on("2026-09-30"), ..known() };
    let short = Why::Lapse { order: day("2026-09-30") };
    assert_eq!(due(&ordered, "2026-11-07").map(|(why, _)| why), Some(short));
    assert!(matches!(due(&ordered, "2026-11-08"), Some((Why::LongLapse { nth: 1, .. }, _))));
}

#[test]
fn a_planned_day_at_the_end_of_a_month_stays_in_it() {
    // 30 January 2027 is a Saturday, and the next working day is in February.
    let policy = Policy { long_lapse_days: vec![30], ..Policy::default() };
    let lapsed = Contacts { last_order: on("2026-08-01"), ..known() };
    let found =
        duty(&lapsed, &policy, &Calendar::default(), day("2027-01-26")).map(|duty| day_text(duty.due));
    assert_eq!(found.as_deref(), Some("2027-01-29"));
    let february =
        duty(&lapsed, &policy, &Calendar::default(), day("2027-02-22")).map(|duty| day_text(duty.due));
    assert_eq!(february.as_deref(), Some("2027-02-26"), "a month without that day has its last working day");
}

#[test]
fn core_key_and_very_important_customers_have_their_rhythm() {
    let core = Contacts { tier: Some(Tier::Core), last: on("2026-11-02"), ..known() };
    let last = on("2026-11-02");
    assert_eq!(due(&core, "2026-11-08"), None);
    assert_eq!(due(&core, "2026-11-09"), Some((Why::Core { last, every: 14 }, "2026-11-16".to_owned())));
    let key = Contacts { tier: Some(Tier::Key), ..core.clone() };
    assert_eq!(due(&key, "2026-11-24"), None);
    assert_eq!(due(&key, "2026-11-25"), Some((Why::Key { last, every: 1 }, "2026-12-02".to_owned())));
    let general = Contacts { tier: Some(Tier::General), ..core.clone() };
    assert_eq!(due(&general, "2026-12-31"), None, "by plan alone");
    let new = Contacts { last: None, since: day("2026-11-20"), ..core.clone() };
    assert_eq!(due(&new, "2026-11-30"), Some((Why::Core { last: None, every: 14 }, "2026-12-04".to_owned())));
    // A call does not stand for a visit.
    let vip = Contacts { vip: true, tier: Some(Tier::General), last_on_site: on("2026-10-20"), ..core };
    assert_eq!(
        due(&vip, "2026-11-20"),
        Some((Why::Vip { last: on("2026-10-20"), every: 1 }, "2026-11-20".to_owned()))
    );
}

#[test]
fn the_most_urgent_reason_is_told() {
    let all = Contacts {
        tier: Some(Tier::Core),
        vip: true,
        last: on("2026-11-10"),
        last_on_site: on("2026-10-22"),
        last_order: on("2026-11-12"),
        ..known()
    };
    // Core: 24 November. Face to face: 22 November. Lapse since 20 November: 27 November.
    assert!(matches!(due(&all, "2026-11-21"), Some((Why::Vip { .. }, due)) if due == "2026-11-22"));
    let been = Contacts { last_on_site: on("2026-11-10"), ..all };
    assert!(matches!(due(&been, "2026-11-21"), Some((Why::Core { .. }, due)) if due == "2026-11-24"));
}

#[test]
fn what_is_planned_in_time_is_not_asked_for_again() {
    let core = Contacts { tier: Some(Tier::Core), last: on("2026-11-02"), ..known() };
    let planned = |text: &str| Contacts { planned: on(text), ..core.clone() };
    assert_eq!(due(&planned("2026-11-16"), "2026-11-12"), None);
    assert_eq!(due(&planned("2026-11-19"), "2026-11-12"), None, "within the days that Today shows");
    assert!(due(&planned("2026-11-30"), "2026-11-12").is_some(), "that would be too late");
    let vip = Contacts { vip: true, tier: None, planned: on("2026-11-16"), ..core };
    assert!(due(&vip, "2026-11-12").is_some(), "a call does not stand for a visit");
    assert_eq!(due(&Contacts { planned_on_site: on("2026-11-16"), ..vip }, "2026-11-12"), None);
}

fn id(n: u128) -> RecordId {
    RecordId(uuid::Uuid::from_u128(n))
}

fn ms(text: &str) -> i64 {
    Moment::from_local(text, 480).expect("a moment").utc_ms
}

fn customer(n: u128, stage: &str, marks: [&str; 6]) -> Card {
    let marks = marks.map(str::to_owned).to_vec();
    let face = Face { state: stage.to_owned(), at_ms: ms("2026-01-05T10:00"), marks, ..Face::default() };
    Card { id: id(n), kind: Kind::Customer, parent: None, face }
}

fn visit(n: u128, of: u128, state: &str, way: &str, at: &str) -> Card {
    let face = Face {
        state: state.to_owned(),
        at_ms: ms(at),
        due_ms: (state != "finished").then(|| ms(at)),
        marks: vec![way.to_owned()],
        ..Face::default()
    };
    Card { id: id(n), kind: Kind::Visit, parent: Some(id(of)), face }
}

#[test]
fn contacts_are_read_from_cards_on_the_readers_clock() {
    let cards = [
        customer(1, "customer", ["company", "core", "", "vip", "", "2026-11-03"]),
        customer(2, "prospect", ["company", "core", "", "", "", ""]),
        customer(3, "customer", ["company", "", "", "", "", ""]),
        // 00:30 on the first of November here, still October in Greenwich.
        visit(10, 1, "finished", "phone", "2026-11-01T00:30"),
        visit(11, 1, "finished", "on_site", "2026-10-20T09:00"),
        visit(12, 1, "planned", "phone", "2026-11-28T09:00"),
        visit(13, 1, "under_way", "on_site", "2026-12-02T09:00"),
        visit(14, 1, "cancelled", "phone", "2026-11-23T09:00"),
        // A clock years ahead does not count as a contact.
        visit(15, 1, "finished", "phone", "2031-01-01T09:00"),
        visit(16, 9, "finished", "phone", "2026-11-01T09:00"),
    ];
    let found = contacts(cards[..2].iter(), cards[3..].iter(), 480, day("2026-11-23"));
    assert_eq!(found.len(), 1, "prospects have no rhythm");
    let expected = Contacts {
        since: day("2026-01-05"),
        tier: Some(Tier::Core),
        vip: true,
        last_order: on("2026-11-03"),
        last: on("2026-11-01"),
        last_on_site: on("2026-10-20"),
        this_month: 1,
        planned: on("2026-11-28"),
        planned_on_site: on("2026-12-02"),
    };
    assert_eq!(found.get(&id(1)), Some(&expected));
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..900).prop_map(|n| day("2025-01-01") + Days::new(n))
}

prop_compose! {
    fn any_contacts()(
        since in any_day(),
        tier in prop::option::of(prop_oneof![Just(Tier::Core), Just(Tier::Key), Just(Tier::General)]),
        vip: bool,
        last_order in prop::option::of(any_day()),
        last in prop::option::of(any_day()),
        last_on_site in prop::option::of(any_day()),
        this_month in 0_usize..4,
    ) -> Contacts {
        Contacts { tier, vip, last_order, last, last_on_site, this_month, ..Contacts::none_since(since) }
    }
}

proptest! {
    /// A visit planned for today does everything that is due, and what is told is due within the days looked ahead.
    #[test]
    fn a_visit_today_answers_every_duty(contacts in any_contacts(), today in any_day()) {
        let (policy, calendar) = (Policy::default(), Calendar::default());
        if let Some(Duty { due, .. }) = duty(&contacts, &policy, &calendar, today) {
            prop_assert!(due <= today + Days::new(policy.today_ahead_days.into()));
        }
        let planned = Contacts { planned: Some(today), planned_on_site: Some(today), ..contacts };
        prop_assert_eq!(duty(&planned, &policy, &calendar, today), None);
    }

    /// Whoever was visited today owes no lapse call and no visit of their tier today.
    #[test]
    fn whoever_was_there_today_owes_nothing_today(contacts in any_contacts(), today in any_day()) {
        prop_assume!(contacts.last_order.is_none_or(|order| order <= today) && contacts.since <= today);
        let (policy, calendar) = (Policy::default(), Calendar::default());
        let seen = Contacts {
            last: Some(today),
            last_on_site: Some(today),
            this_month: contacts.this_month + 1,
            ..contacts
        };
        let left = duty(&seen, &policy, &calendar, today);
        let asked_twice = matches!(left, Some(Duty { why: Why::LongLapse { .. }, .. }));
        prop_assert!(asked_twice || left.is_none_or(|duty| duty.due > today));
    }
}

/// CUS-10
#[test]
fn a_list_of_all_tells_the_last_order_the_last_visit_and_what_is_open() {
    let of = |n, kind, state: &str| Card {
        id: id(n),
        kind,
        parent: Some(id(1)),
        face: Face { state: state.to_owned(), ..Face::default() },
    };
    let customers = [
        customer(1, "customer", ["company", "core", "", "", "", "2026-11-03"]),
        customer(2, "prospect", ["company", "", "", "", "", ""]),
    ];
    let happened = [
        visit(10, 1, "finished", "phone", "2026-11-09T01:00"),
        visit(11, 1, "finished", "phone", "2026-11-07T01:00"),
        visit(12, 1, "planned", "phone", "2026-11-30T01:00"),
        visit(13, 2, "finished", "on-site", "2026-11-10T01:00"),
        visit(14, 3, "finished", "on-site", "2026-11-10T01:00"),
        of(20, Kind::Complaint, "registered"),
        of(21, Kind::Complaint, "accepted"),
        of(22, Kind::Complaint, "closed"),
        of(23, Kind::Delivery, "given"),
        of(24, Kind::Delivery, "confirmed"),
        of(25, Kind::Request, "submitted"),
        of(26, Kind::Request, "in_progress"),
        of(27, Kind::Request, "refused"),
    ];
    let all = conditions(customers.iter(), happened.iter(), 480, day("2026-11-20"));
    let first = Condition { last_order: on("2026-11-03"), last_visit: on("2026-11-09"), open: 5 };
    let second = Condition { last_order: None, last_visit: on("2026-11-10"), open: 0 };
    assert_eq!(all, HashMap::from([(id(1), first), (id(2), second)]));
}
