//! Numbers as fields and back, and which are in force when.

use super::*;
use crate::form::{Form as _, Input};
use proptest::prelude::*;

#[test]
fn every_number_stands_in_the_form_and_comes_back_from_it() {
    let shown = PolicyForm::fresh(&Policy::default());
    for field in PolicyForm::numbers() {
        let text = shown.get(field.key);
        assert!(!text.is_empty() || field.key == keys::ON_SITE_FREELY, "{} is not shown", field.key);
        let other = match field.input {
            Input::Number { .. } => (text.parse::<u32>().expect("a number") + 1).to_string(),
            Input::Time => "09:45".to_owned(),
            Input::Many(_) => "gift,regular".to_owned(),
            _ => "3,25".to_owned(),
        };
        let mut policy = Policy::default();
        PolicyForm::put(&mut policy, field.key, &other);
        assert_ne!(policy, Policy::default(), "{} changes nothing", field.key);
        let after = PolicyForm::fresh(&policy);
        assert_eq!(after.get(field.key), other, "{}", field.key);
        let rest = |draft: &Draft| draft.clone().with(field.key, "");
        assert_eq!(rest(&after), rest(&shown), "{} changes something else", field.key);
    }
    let whole = shown.with(keys::FROM, "2026-12-01").with(keys::REASON, "-");
    assert_eq!(PolicyForm::check(&whole, AT), Ok(whole), "what is compiled in can be proposed");
}

#[test]
fn what_cannot_be_a_number_is_said_at_its_field() {
    for (key, typed, code) in [
        (keys::FIRST_ANSWER, "4", "out-of-range"),
        (keys::FIRST_ANSWER, "1441", "out-of-range"),
        (keys::FIRST_ANSWER, "", "required"),
        (keys::CORE, "0", "out-of-range"),
        (keys::CORE, "two", "not-a-number"),
        (keys::NOON_FROM, "25:00", "not-a-time"),
        (keys::LONG_DAYS, "10,32", "not-a-day-of-month"),
        (keys::LONG_DAYS, "0", "not-a-day-of-month"),
        (keys::LONG_DAYS, "", "required"),
        (keys::ON_SITE_FREELY, "gift,party", "not-a-choice"),
        (keys::REASON, " ", "required"),
        (keys::FROM, "2026-11-22", "not-to-come"),
        (keys::FROM, "2026-13-01", "not-a-date"),
    ] {
        let problems = wanted(&[(keys::PHOTOS, "4"), (key, typed)], "2026-12-01").expect_err("a problem");
        let said: Vec<_> = problems.iter().map(|problem| (&*problem.key, &*problem.code)).collect();
        assert_eq!(said, [(key, code)], "{typed}");
    }
    let nothing = wanted(&[(keys::LONG_DAYS, "25、10 ")], "2026-12-01").expect_err("nothing changed");
    assert_eq!(nothing.first().map(|problem| &*problem.code), Some("nothing-changed"));
    assert!(wanted(&[(keys::PHOTOS, "4")], "2026-11-23").is_ok(), "tomorrow is to come");
}

#[test]
fn a_change_holds_from_its_day_on_and_never_before_it_was_approved() {
    let on = |policies: &Policies, text: &str| {
        let at = Moment::from_local(text, 480).expect("a moment");
        policies.at(at).visit_long_min
    };
    let in_time = Policies::of([card(1, &approved(&[(keys::VISIT_LONG, "30")], "2026-12-01", 5))].iter());
    for (at, minutes) in [
        ("2026-11-22T10:05", 20),
        ("2026-11-30T23:59", 20),
        ("2026-12-01T00:00", 30),
        ("2027-01-01T00:00", 30),
    ] {
        assert_eq!(on(&in_time, at), minutes, "{at}");
    }
    // At midnight of the organisation's clock, wherever the device is.
    let abroad = Moment::from_local("2026-11-30T16:30", 0).expect("a moment");
    assert_eq!(in_time.at(abroad).visit_long_min, 30);
    assert_eq!(in_time.last().visit_long_min, 30);

    // Approved three days after it was to begin: what was done meanwhile was done by the old numbers.
    let late = approved(&[(keys::VISIT_LONG, "30")], "2026-11-23", 4 * 24 * 60);
    let late = Policies::of([card(1, &late)].iter());
    assert_eq!((on(&late, "2026-11-26T23:00"), on(&late, "2026-11-27T08:00")), (20, 30));
}

#[test]
fn only_what_was_approved_holds() {
    let (proposed, _) =
        run(None, ADMIN, AT, propose(&[(keys::PHOTOS, "4")], "2026-12-01")).expect("proposed");
    for command in [say(0, Verdict::Return, "为什么？"), say(0, Verdict::Refuse, "不改")] {
        let (record, _) = run(Some(&proposed), GENERAL, minute(1), command).expect("decided");
        assert_eq!(Policies::of([card(1, &record)].iter()), Policies::default());
    }
    assert_eq!(Policies::of([card(1, &proposed)].iter()), Policies::default());
}

#[test]
fn proposals_for_different_numbers_do_not_undo_each_other() {
    let photos = approved(&[(keys::PHOTOS, "5")], "2026-12-01", 5);
    let core = approved(&[(keys::CORE, "10"), (keys::LONG_DAYS, "5,15,25")], "2026-12-10", 3);
    let again = approved(&[(keys::PHOTOS, "6")], "2026-12-01", 9);
    let (one, two, three) = (card(3, &photos), card(2, &core), card(1, &again));
    let policies = Policies::of([&one, &two, &three].into_iter());
    assert_eq!(policies, Policies::of([&three, &two, &one].into_iter()), "whatever the order of the cards");
    let first = policies.at(Moment::from_local("2026-12-05T12:00", 480).expect("a moment"));
    assert_eq!((first.photos_per_note, first.core_every_days), (6, 14), "approved later, from the same day");
    let last = policies.last();
    assert_eq!((last.photos_per_note, last.core_every_days), (6, 10));
    assert_eq!(last.long_lapse_days, [5, 15, 25]);
    let days: Vec<_> = policies.later().iter().map(|version| version.from).collect();
    assert_eq!(days, [day("2026-12-01"), day("2026-12-01"), day("2026-12-10")]);
}

#[test]
fn rest_times_follow_the_policy() {
    let early = Policies::of(
        [card(1, &approved(&[(keys::NOON_FROM, "11:30"), (keys::NOON_UNTIL, "11:30")], "2026-12-01", 5))]
            .iter(),
    );
    let noon = |policy: &Policy| {
        policy.rests_at(Moment::from_local("2026-12-02T12:30", 480).expect("a moment"), OwnRest::default())
    };
    assert!(noon(&Policy::default()) && !noon(early.last()), "the same minute twice means no rest");
}

proptest! {
    /// Whatever stands in the form: what is taken can be read back to the same, and is never out of range.
    #[test]
    fn what_the_form_takes_is_what_the_policy_says(
        whole in prop::collection::vec(0_u32..2000, 15),
        noon in 0_u32..1440,
        days in prop::collection::btree_set(0_u32..34, 0..9),
    ) {
        let mut draft = PolicyForm::fresh(&Policy::default());
        let numbers = PolicyForm::numbers().iter().filter(|field| matches!(field.input, Input::Number { .. }));
        for (field, number) in numbers.zip(&whole) {
            draft.set(field.key, number.to_string());
        }
        draft.set(keys::NOON_FROM, format!("{:02}:{:02}", noon / 60, noon % 60));
        draft.set(keys::LONG_DAYS, days.iter().map(u32::to_string).collect::<Vec<_>>().join(" , "));
        let draft = draft.with(keys::FROM, "2026-12-01").with(keys::REASON, "-");
        if let Ok(taken) = PolicyForm::check(&draft, AT) {
            let mut policy = Policy::default();
            for field in PolicyForm::numbers() {
                PolicyForm::put(&mut policy, field.key, taken.get(field.key));
            }
            let shown = PolicyForm::fresh(&policy);
            for field in PolicyForm::numbers() {
                prop_assert_eq!(shown.get(field.key), taken.get(field.key), "{}", field.key);
            }
            prop_assert!(policy.core_every_days > 0 && !policy.long_lapse_days.is_empty());
            prop_assert!(policy.long_lapse_days.iter().all(|day| (1..=31).contains(day)));
        }
    }
}
