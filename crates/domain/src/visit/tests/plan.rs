//! What is still to be done: when it is due, what is proposed, what the small forms take.

use super::*;
use crate::card::Card;
use crate::policy::{OwnRest, Rest};
use proptest::prelude::*;

fn missed(tried: Moment) -> NotReached {
    let (way, purpose) = (Way::Phone, Purpose::Regular);
    NotReached { customer: id(CUSTOMER), way, purpose, tried, cause: Cause::NoAnswer }
}

fn due(record: &Record) -> Option<Moment> {
    visit(record).due()
}

/// Source: VIS-05, VIS-11
#[test]
fn whoever_was_not_reached_is_tried_again_on_another_day() {
    let planned = does(None, OWNER, plan(Way::Phone));
    assert_eq!(due(&planned), Some(minute(60)));
    let tried = does(Some(&planned), OWNER, missed(minute(60)));
    assert_eq!(due(&tried), Some(minute(60 + 24 * 60)));
    // A later appointment is not moved forward by an attempt before it.
    let friday = minute(5 * 24 * 60);
    let agreed = does(Some(&tried), OWNER, later(Some(minute(60)), friday));
    assert_eq!(due(&agreed), Some(friday));
    assert_eq!(due(&does(Some(&agreed), OWNER, missed(minute(70)))), Some(friday));
    // Tried without a plan: it is not forgotten either.
    assert_eq!(due(&does(None, OWNER, missed(AT))), Some(minute(24 * 60)));
    assert_eq!(Card::of(id(1), &tried).face.marks[3], "1");
}

#[test]
fn what_was_begun_is_due_and_what_is_over_is_not() {
    let starts = |since| Begin {
        customer: id(CUSTOMER),
        way: Way::Phone,
        purpose: Purpose::Regular,
        since,
        position: None,
    };
    let begun = does(None, OWNER, starts(minute(-10)));
    assert_eq!(due(&begun), Some(minute(-10)));
    assert_eq!(visit(&begun).with_since(Some(user(OWNER))), Some(minute(-10)));
    assert_eq!(visit(&begun).with_since(Some(user(SALES))), None);
    let planned = does(None, OWNER, plan(Way::Phone));
    assert_eq!(due(&does(Some(&planned), OWNER, starts(AT))), Some(AT));
    let late = does(Some(&planned), OWNER, starts(minute(90)));
    assert_eq!(due(&late), Some(minute(60)));
    let off = does(Some(&planned), OWNER, Cancel { reason: "停产".into() });
    assert_eq!(due(&off), None);
}

#[test]
fn the_small_forms_take_what_they_show() {
    let (now, policy) = (AT, Policy::default());
    let plan = PlanForm::check(&PlanForm::fresh(now, &policy, OwnRest::default()), now).unwrap();
    assert_eq!((&plan.way, &plan.purpose), (&Way::Phone, &Purpose::Regular));
    assert_eq!(plan.at, minute(24 * 60));
    assert_eq!(PlanForm::check(&PlanForm::show(&plan), now), Ok(plan));
    let moved = Moved { to: minute(90), reason: "客户开会".into() };
    assert_eq!(MoveForm::check(&MoveForm::show(&moved), now), Ok(moved));
    let reason = "停产".to_owned();
    assert_eq!(CancelForm::check(&CancelForm::show(&reason), now), Ok(reason));
}

#[test]
fn nobody_plans_into_the_past_or_without_a_reason() {
    let fault = |key: &str, code: &str| vec![Problem { key: key.into(), code: code.into() }];
    let moved = Moved { to: minute(-1), reason: "客户开会".into() };
    assert_eq!(MoveForm::check(&MoveForm::show(&moved), AT), Err(fault(keys::PLANNED, "in-the-past")));
    let moved = Moved { to: minute(1), reason: " ".into() };
    assert_eq!(MoveForm::check(&MoveForm::show(&moved), AT), Err(fault(keys::REASON, "required")));
    assert_eq!(CancelForm::check(&Draft::default(), AT), Err(fault(keys::REASON, "required")));
}

proptest! {
    /// Source: VIS-04, VIS-17
    #[test]
    fn what_is_proposed_lies_ahead_disturbs_nobody_and_is_said_once(
        minutes in 0..20_160_i64,
        noon in prop::option::of((0_u16..1440, 0_u16..1440)),
    ) {
        let (now, policy) = (minute(minutes), Policy::default());
        let own = OwnRest { noon: noon.map(|(from, to)| Rest { from, to }), night: None };
        let free = (0..96).any(|step| !policy.rests_at(minute(step * 15), own));
        prop_assume!(free);
        let times = proposals(now, &policy, own);
        prop_assert!(times.is_sorted_by(|one, next| one.utc_ms < next.utc_ms));
        for time in times {
            prop_assert!(time.utc_ms >= now.utc_ms + 60 * 60_000, "{time:?}");
            prop_assert!(!policy.rests_at(time, own), "{time:?}");
            prop_assert_eq!(time.utc_ms % (15 * 60_000), 0);
        }
    }
}
