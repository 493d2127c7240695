//! Who stands in is each person's own word.

use super::*;
use crate::access::{Action, Standing, Verdict, Who, may};
use crate::form::Form as _;
use crate::values::{Moment, RecordId, UserId, set_of};
use crate::{Accepted, Command, Ctx, Outcome, Policy, Record, Refusal, Related, decide};
use uuid::Uuid;

const AT: Moment = Moment::new(1_795_312_800_000, 480);

fn user(n: u128) -> UserId {
    UserId(Uuid::from_u128(n))
}

fn standing(n: u128) -> Standing {
    Standing { who: Who::Person(user(n)), roles: set_of([Role::SalesManager]), holds: Vec::new() }
}

fn names(by: u128, deputies: Vec<Deputy>) -> Result<Accepted, Refusal> {
    let (actor, policy, related) = (standing(by), Policy::default(), Related::default());
    let before = Record::from(Person::new("孟凡", [Role::SalesManager]));
    let ctx = Ctx { actor: &actor, at: AT, policy: &policy, related: &related };
    decide(Some(&before), &Command::Person(PersonCommand::NameDeputies(NameDeputies { deputies })), &ctx)
}

fn deputy(n: u128, days: i64) -> Deputy {
    Deputy { user: user(n), from: AT, until: AT.plus_ms(days * 86_400_000) }
}

/// ROL-06
#[test]
fn a_person_says_who_stands_in_and_nobody_else_does() {
    let named = names(1, vec![deputy(2, 7)]).unwrap();
    let Record::Person(person) = &named.record else { panic!("another kind") };
    assert_eq!((person.name.as_str(), person.deputies.len()), ("孟凡", 1));
    assert_eq!(names(1, vec![]).unwrap().outcome, Outcome::Noop);
    let author = named.record.author(RecordId(user(1).0));
    let may = |by| may(&standing(by), Action::NameDeputies, None, author);
    assert_eq!((may(1), may(2)), (Verdict::Allowed, Verdict::NotYours));
}

#[test]
fn nobody_stands_in_for_themself_or_backwards_in_time() {
    let wrong = |code| Err(Refusal::malformed(DEPUTY, code));
    assert_eq!(names(1, vec![deputy(1, 7)]), wrong("not-a-choice"));
    assert_eq!(names(1, vec![deputy(2, 0)]), wrong("ends-before-start"));
    assert_eq!(names(1, vec![deputy(2, 1); 11]), wrong("too-many"));
}

/// Whole days: the first from its beginning, the last to its end.
#[test]
fn a_period_is_whole_days() {
    let day = |text: &str| Moment::from_local(text, 480).unwrap();
    let check = |from: &str, until: &str| {
        let draft = DeputyForm::fresh(AT).with(deputy_keys::FROM, from).with(deputy_keys::UNTIL, until);
        DeputyForm::check(&draft, AT).map_err(|problems| problems[0].code.clone())
    };
    let today = DeputyForm::check(&DeputyForm::fresh(AT), AT).unwrap();
    assert_eq!(today, (day("2026-11-22T00:00"), day("2026-11-23T00:00")));
    assert_eq!(check("2026-11-24", "2026-11-26"), Ok((day("2026-11-24T00:00"), day("2026-11-27T00:00"))));
    assert_eq!(
        DeputyForm::show(&check("2026-11-24", "2026-11-26").unwrap()).get(deputy_keys::UNTIL),
        "2026-11-26"
    );
    assert_eq!(check("2026-11-24", "2026-11-23"), Err("ends-before-start".into()));
    assert_eq!(check("2026-11-20", "2026-11-21"), Err("in-the-past".into()));
}
