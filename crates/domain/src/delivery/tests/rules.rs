//! What is flagged, what is offered, what the forms ask, who sees it, what its card says.

use super::*;
use crate::access::Action;
use crate::card::Card;

fn flags(before: Option<&Record>, by: u128, command: impl Into<DeliveryCommand>) -> Vec<Flag> {
    run(before, by, command).unwrap().flags
}

/// GIF-03: in days of the clock it was given by, from the fourth on.
#[test]
fn a_handing_over_is_reported_within_three_days() {
    let listed = does(None, OWNER, list());
    let day = 24 * 60;
    for (reported, late) in
        [(0, false), (3 * day, false), (3 * day + 13 * 60, false), (3 * day + 14 * 60, true)]
    {
        let at = minute(reported);
        let accepted =
            told(Some(&listed), &actor(SALES), at, give(AT), &known(), &Policy::default()).unwrap();
        let want = if late { vec![Flag::LateReport] } else { Vec::new() };
        assert_eq!(accepted.flags, want, "{}", at.to_local());
        assert_eq!(delivery(&accepted.record).state(), State::Given);
        // A clock elsewhere in the world does not make it late.
        let away = Moment::new(at.utc_ms, -600);
        let there = told(Some(&listed), &actor(SALES), away, give(AT), &known(), &Policy::default()).unwrap();
        assert_eq!(there.flags, want);
    }
}

/// GIF-04: a fact is never refused; who gave is not who confirms.
#[test]
fn whoever_confirms_their_own_gift_is_flagged() {
    let listed = does(None, OWNER, list());
    assert_eq!(flags(Some(&listed), OWNER, confirm()), []);
    assert_eq!(flags(Some(&listed), SALES, confirm()), [Flag::OwnGift]);
    // Somebody else handed it over than was to.
    let given = does(Some(&listed), OWNER, give(AT));
    assert_eq!(delivery(&given).giver(), Some(user(OWNER)));
    assert_eq!(flags(Some(&given), OWNER, confirm()), [Flag::OwnGift]);
    assert_eq!(flags(Some(&given), SALES, confirm()), []);
    assert_eq!(flags(None, STRANGER, confirm()), []);
}

#[test]
fn a_second_confirmation_is_kept_and_flagged_and_the_first_counts() {
    let first = does(Some(&does(None, OWNER, list())), OWNER, confirm());
    let no = received().with(keys::OUTCOME, "not_received").with(keys::REMARK, "没有见到");
    let second = run(Some(&first), LEADER, confirm_of(&no)).unwrap();
    assert_eq!(second.flags, [Flag::ConfirmedTwice]);
    let both = delivery(&second.record);
    assert_eq!(
        (both.confirmations().count(), both.confirmation().unwrap().outcome()),
        (2, Arrival::Received)
    );
    assert_eq!(both.confirmation_for(Some(user(LEADER))).unwrap().outcome(), Arrival::NotReceived);
    assert_eq!(second.record.author(id(1)), Some(user(OWNER)));
}

#[test]
fn what_happens_later_than_it_was_written_is_flagged() {
    assert_eq!(flags(None, SALES, give(minute(1))), [Flag::HappensLater]);
    assert_eq!(
        flags(None, OWNER, confirm_of(&received().with(keys::ASKED, minute(1).to_local()))),
        [Flag::HappensLater]
    );
}

/// GIF-05: seen by service, it needs no separate confirmation; what a customer says later counts all the same.
#[test]
fn a_gift_given_on_a_joint_visit_is_done() {
    let listed = does(None, OWNER, list());
    let jointly = |along: u128| Give { along: Some(user(along)), ..give(AT) };
    let seen = does(Some(&listed), SALES, jointly(OWNER));
    let end = delivery(&seen);
    assert_eq!((end.state(), end.due(), end.seen_by()), (State::Seen, None, Some(user(OWNER))));
    assert_eq!(delivery(&does(Some(&seen), OWNER, confirm())).state(), State::Confirmed);

    // Nobody goes along with themself.
    let alone = run(Some(&listed), SALES, jointly(SALES)).unwrap();
    assert_eq!(alone.flags, [Flag::OwnGift]);
    assert_eq!(delivery(&alone.record).state(), State::Given);

    // Told once without and then with: the second says more.
    let first = does(Some(&listed), SALES, give(AT));
    assert_eq!(delivery(&does(Some(&first), SALES, jointly(OWNER))).state(), State::Seen);
}

#[test]
fn what_happened_after_it_was_taken_off_is_taken_and_flagged() {
    let cancelled = does(Some(&does(None, OWNER, list())), OWNER, cancel());
    for command in [give(AT).into(), confirm().into()] {
        let command: DeliveryCommand = command;
        let accepted = run(Some(&cancelled), OWNER, command).unwrap();
        assert_eq!(accepted.flags, [Flag::WasCancelled]);
        let kept = |step: &Step| matches!(step.what, What::Cancelled { .. });
        assert!(delivery(&accepted.record).log().iter().any(kept));
    }
}

#[test]
fn a_gift_for_somebody_unknown_is_taken_and_stays_with_its_author() {
    let accepted = told(None, &actor(SALES), AT, give(AT), &Related::default(), &Policy::default()).unwrap();
    assert_eq!(accepted.flags, [Flag::CustomerUnknown]);
    assert_eq!(accepted.record.parent(), Some(id(CUSTOMER)));
    let mine = Pair { owner: Some(user(SALES)), salesperson: None };
    assert_eq!(accepted.record.scope(&Related::default()), Some(Scope::care(mine)));
    assert_eq!(accepted.record.scope(&known()), Some(Scope::care(pair())));
}

#[test]
fn more_than_three_photos_are_flagged() {
    let with = |n: u128| {
        let ids: Vec<String> = (0..n).map(|n| id(n).to_string()).collect();
        flags(None, OWNER, confirm_of(&received().with(keys::PHOTOS, ids.join(","))))
    };
    assert_eq!(with(3), []);
    assert_eq!(with(4), [Flag::ManyPhotos]);
}

#[test]
fn a_gift_is_listed_for_somebody_who_will_see_it() {
    let from = |by, n| run(None, by, List { giver: user(n), ..list() });
    for (by, giver) in [(OWNER, OWNER), (OWNER, SALES), (SALES, OWNER), (LEADER, SALES), (LEADER, LEADER)] {
        assert!(from(by, giver).is_ok(), "{by} for {giver}");
    }
    for (by, giver) in [(OWNER, STRANGER), (LEADER, STRANGER), (STRANGER, OWNER), (STRANGER, STRANGER)] {
        assert_eq!(from(by, giver), Err(Refusal::NoLongerYours), "{by} for {giver}");
    }
    let unknown = told(None, &actor(OWNER), AT, list(), &Related::default(), &Policy::default());
    assert_eq!(unknown, Err(Refusal::NotFound));
    let system = Standing::system();
    let told = |command: DeliveryCommand| told(None, &system, AT, command, &known(), &Policy::default());
    assert!(told(list().into()).is_ok());
    assert_eq!(told(give(AT).into()), Err(Refusal::Denied));
    let elsewhere = Give { customer: id(91), ..give(AT) };
    assert_eq!(run(Some(&does(None, OWNER, list())), OWNER, elsewhere), Err(Refusal::Exists));
}

/// GIF-04: who received it, or else what happened.
#[test]
fn what_is_asked_depends_on_what_became_of_it() {
    let of = |outcome: &str| {
        let draft = ConfirmForm::fresh(AT).with(keys::OUTCOME, outcome);
        (ConfirmForm::check(&draft, AT).unwrap_err(), ConfirmForm::omits(&draft, keys::RECEIVED_BY))
    };
    assert_eq!(of("received"), (fault(keys::RECEIVED_BY, "required"), false));
    assert_eq!(of("wrong"), (fault(keys::REMARK, "required"), false));
    for outcome in ["not_received", "refused"] {
        assert_eq!(of(outcome), (fault(keys::REMARK, "required"), true), "{outcome}");
    }
    assert_eq!(of(""), (fault(keys::OUTCOME, "required"), true));
    assert!(!ConfirmForm::omits(&Draft::default().with(keys::RECEIVED_BY, "顾"), keys::RECEIVED_BY));
}

#[test]
fn a_gift_is_at_least_one_of_something() {
    let of = |key, text: &str| ListForm::check(&basket().with(key, text), AT).map(drop);
    assert_eq!(of(keys::QUANTITY, "0"), Err(fault(keys::QUANTITY, "at-least-one")));
    assert_eq!(of(keys::QUANTITY, "10000"), Err(fault(keys::QUANTITY, "not-a-number")));
    assert_eq!(of(keys::ITEM, " "), Err(fault(keys::ITEM, "required")));
    assert_eq!(of(keys::SORT, "money"), Err(fault(keys::SORT, "not-a-choice")));
    assert_eq!(of(keys::QUANTITY, "9999"), Ok(()));
}

#[test]
fn a_command_that_no_form_could_have_made_is_malformed() {
    let args =
        format!(r#"{{"customer":"{}","gift":{{"item":"水果篮","quantity":0,"sort":"gift"}}}}"#, id(CUSTOMER));
    let mut args: serde_json::Value = serde_json::from_str(&args).unwrap();
    args["given"] = serde_json::json!({"ms": AT.utc_ms, "off": 480});
    let args: Json = serde_json::from_value(args).unwrap();
    let Ok(Command::Delivery(command)) = Command::decode("delivery.give", 1, &args) else { panic!("unread") };
    assert_eq!(run(None, OWNER, command), Err(Refusal::malformed(keys::QUANTITY, "at-least-one")));
}

#[test]
fn the_small_forms_take_what_they_show() {
    assert_eq!(GiveForm::check(&GiveForm::show(&minute(-9)), AT), Ok(minute(-9)));
    assert_eq!(GiveForm::check(&GiveForm::show(&minute(1)), AT), Err(fault(keys::GIVEN, "in-the-future")));
    let reason = "停产".to_owned();
    assert_eq!(CancelForm::check(&CancelForm::show(&reason), AT), Ok(reason));
    assert_eq!(CancelForm::check(&Draft::default(), AT), Err(fault(keys::REASON, "required")));
    let listed = does(None, OWNER, list());
    let blank = run(Some(&listed), OWNER, Cancel { reason: " ".into() });
    assert_eq!(blank, Err(Refusal::malformed(keys::REASON, "required")));
    let long = run(Some(&listed), OWNER, Cancel { reason: "长".repeat(501) });
    assert_eq!(long, Err(Refusal::malformed(keys::REASON, "too-long")));
}

/// VIS-16: a correction is by value, so nobody's words go in silence.
#[test]
fn a_correction_replaces_only_what_its_author_saw() {
    let record = does(None, OWNER, confirm());
    let other = does(Some(&record), LEADER, change(keys::RECEIVED_BY, "顾建明", "李芳"));
    assert_eq!(delivery(&other).confirmation().unwrap().get(keys::RECEIVED_BY), "李芳");
    let stale = run(Some(&other), SALES, change(keys::RECEIVED_BY, "顾建明", "王强"));
    assert!(matches!(stale, Err(Refusal::Clash(_))), "{stale:?}");
    let emptied = run(Some(&other), OWNER, change(keys::RECEIVED_BY, "李芳", ""));
    assert_eq!(emptied, Err(Refusal::malformed(keys::RECEIVED_BY, "required")));
    // Another outcome asks for other words, in the same go.
    let outcome = change(keys::OUTCOME, "received", "wrong");
    assert_eq!(run(Some(&other), OWNER, outcome.clone()), Err(Refusal::malformed(keys::REMARK, "required")));
    let mut both = outcome;
    both.changes.extend(change(keys::REMARK, "", "碎了一个").changes);
    assert_eq!(delivery(&does(Some(&other), OWNER, both)).confirmation().unwrap().outcome(), Arrival::Wrong);
}

#[test]
fn a_signature_is_given_once() {
    let record = does(None, OWNER, confirm());
    let signed = does(Some(&record), OWNER, change(keys::SIGNATURE, "", "1.AAeC"));
    let other = run(Some(&signed), OWNER, change(keys::SIGNATURE, "1.AAeC", "1.AA"));
    assert_eq!(other, Err(Refusal::AlreadySet { key: keys::SIGNATURE.into() }));
}

fn offers(record: &Record, by: u128) -> Vec<(Action, Offer)> {
    let (actor, policy, related) = (actor(by), Policy::default(), known());
    next_steps(delivery(record), &Ctx { actor: &actor, at: AT, policy: &policy, related: &related })
}

#[test]
fn a_screen_is_told_what_can_be_done_next() {
    use Action::{CancelDelivery, ConfirmDelivery, CorrectDelivery, GiveDelivery};
    use Offer::{OnlyAsFact, WithWarning, Yes};
    let listed = does(None, OWNER, list());
    let then = [(GiveDelivery, Yes), (CancelDelivery, Yes)];
    let first = |offer| [[(ConfirmDelivery, offer)].as_slice(), &then].concat();
    assert_eq!(offers(&listed, OWNER), first(Yes));
    assert_eq!(offers(&listed, SALES), first(WithWarning(Flag::OwnGift)));
    let given = does(Some(&listed), SALES, give(AT));
    assert_eq!(offers(&given, OWNER), [(ConfirmDelivery, Yes)]);
    let done = does(Some(&given), OWNER, confirm());
    assert_eq!(offers(&done, OWNER), [(CorrectDelivery, Yes)]);
    assert_eq!(offers(&done, SALES)[0], (ConfirmDelivery, OnlyAsFact(Flag::ConfirmedTwice)));
    let off = does(Some(&listed), OWNER, cancel());
    let happened = [ConfirmDelivery, GiveDelivery].map(|a| (a, OnlyAsFact(Flag::WasCancelled)));
    assert_eq!(offers(&off, OWNER), happened);
    let (actor, policy, related) = (actor(OWNER), Policy::default(), known());
    let ctx = Ctx { actor: &actor, at: AT, policy: &policy, related: &related };
    assert_eq!(offer(delivery(&off), Action::AssignCustomer, &ctx), Offer::No(Refusal::WrongKind));
}

/// GIF-03, GIF-04: three days after the day it is to be given on, on the organisation's clock; two weeks after it was.
#[test]
fn the_card_tells_what_lists_show() {
    let face = |record: &Record| Card::of(id(1), record).face;
    let listed = does(None, OWNER, list());
    let card = face(&listed);
    let until = Moment::from_local("2026-11-26T23:59", 480).unwrap();
    assert_eq!((card.state.as_str(), card.due_ms, card.at_ms), ("listed", Some(until.utc_ms), AT.utc_ms));
    assert_eq!((card.title.as_str(), card.note.as_str()), ("水果篮", "中秋"));
    assert_eq!(card.marks, [user(SALES).to_string().as_str(), "2", "gift", ""]);
    let someday = List { gift: gift_of(&basket().with(keys::GIVE_ON, "")), ..list() };
    assert_eq!(face(&does(None, OWNER, someday)).due_ms, None);
    let given = does(Some(&listed), LEADER, give(minute(-60)));
    let card = face(&given);
    assert_eq!((card.state.as_str(), card.at_ms), ("given", minute(-60).utc_ms));
    assert_eq!(card.due_ms, Some(minute(-60 + 14 * 24 * 60).utc_ms));
    assert_eq!(card.marks[0], user(LEADER).to_string());
    let card = face(&does(Some(&given), OWNER, confirm()));
    assert_eq!((card.state.as_str(), card.due_ms, card.at_ms), ("confirmed", None, minute(-5).utc_ms));
    assert_eq!(card.marks[3], "received");
    let off = face(&does(Some(&listed), OWNER, cancel()));
    assert_eq!((off.state.as_str(), off.due_ms), ("cancelled", None));
}

#[test]
fn what_a_newer_build_wrote_survives_and_facts_are_taken() {
    let newer = r#"{"customer":"00000000-0000-0000-0000-00000000005a","mood":7,
        "gift":{"item":"水果篮","quantity":2,"sort":"voucher","ribbon":"red"},
        "log":[{"what":"confirmed","at":{"ms":2,"off":480},"smell":"good","by":"00000000-0000-0000-0000-000000000001",
        "said":{"off":480,"outcome":"received","received_by":"顾","asked":"2026-11-22T10:00","weather":{"rain":1}}},
        {"what":"praised","by":"00000000-0000-0000-0000-000000000001","at":{"ms":1,"off":480},"twice":true}]}"#;
    let record = Record::decode("delivery", 1, &serde_json::from_str(newer).unwrap());
    let back = |record: &Record| record.encode().unwrap().read::<serde_json::Value>().unwrap();
    let mut want: serde_json::Value = serde_json::from_str(newer).unwrap();
    assert_eq!(back(&record), want);
    let corrected = does(Some(&record), OWNER, change(keys::REMARK, "", "好"));
    want["log"][0]["said"]["remark"] = "好".into();
    assert_eq!(back(&corrected), want);
    let body = r#"{"customer":"00000000-0000-0000-0000-00000000005a","gift":{"item":"水果篮","quantity":2,"sort":"gift"},
        "log":[{"what":"paused","at":{"ms":1,"off":480}}]}"#;
    let paused = Record::decode("delivery", 1, &serde_json::from_str(body).unwrap());
    assert_eq!(delivery(&paused).state(), State::Newer("paused".into()));
    assert_eq!(run(Some(&paused), OWNER, cancel()), Err(Refusal::OutOfOrder { state: "paused".into() }));
    assert_eq!(delivery(&does(Some(&paused), OWNER, give(AT))).state(), State::Given);
}
