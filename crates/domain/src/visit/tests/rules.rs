//! What is flagged, what is offered, who sees it, what its card says.

use super::*;
use crate::access::Action;
use crate::card::Card;
use crate::customer::ProfileForm;
use crate::policy::OwnRest;

fn flags(command: impl Into<VisitCommand>) -> Vec<Flag> {
    run(None, OWNER, command).unwrap().flags
}

fn on_site(since: Moment) -> Begin {
    Begin { way: Way::OnSite, ..begin(since) }
}

/// VIS-02
#[test]
fn on_site_without_a_request_is_taken_and_flagged_unless_the_purpose_is_free() {
    assert_eq!(flags(on_site(AT)), [Flag::NotApproved]);
    // With a request: `crate::request::tests`.
    let policy = Policy { on_site_freely: vec![Purpose::Regular], ..Policy::default() };
    let free = told(None, &actor(OWNER), AT, on_site(AT), &known(), &policy).unwrap();
    assert_eq!(free.flags, []);
}

/// VIS-04: on the clock of whoever visits; from the first minute, until just before the last.
#[test]
fn customers_rest_at_noon_and_at_night() {
    let policy = Policy::default();
    for (time, rests) in [
        ("08:29", true),
        ("08:30", false),
        ("11:59", false),
        ("12:00", true),
        ("13:59", true),
        ("14:00", false),
        ("19:59", false),
        ("20:00", true),
        ("23:59", true),
        ("00:00", true),
    ] {
        for offset in [480, 0, -300, 345] {
            let at = Moment::from_local(&format!("2026-11-20T{time}"), offset).unwrap();
            assert_eq!(policy.rests_at(at, OwnRest::default()), rests, "{time} {offset}");
        }
    }
    let noon = minute(125);
    let late = |command: VisitCommand| {
        told(None, &actor(OWNER), noon.plus_ms(60_000), command, &known(), &policy).unwrap().flags
    };
    assert_eq!(late(begin(noon).into()), [Flag::RestTime]);
    assert_eq!(late(Begin { way: Way::Email, ..begin(noon) }.into()), []);
    let call = draft().with(keys::STARTED, noon.to_local()).with(keys::ENDED, noon.to_local());
    assert_eq!(late(finish_of(&call).into()), [Flag::RestTime]);
}

/// VIS-04: who rests at other times is asked then; what a file does not say stays the policy's.
#[test]
fn one_customer_rests_at_other_times() {
    let policy = Policy::default();
    let mut known = known();
    let mut customer = known.customer(id(CUSTOMER)).unwrap().clone();
    let draft = ProfileForm::show(&customer.profile)
        .with(customer::keys::NOON_FROM, "09:30")
        .with(customer::keys::NOON_UNTIL, "10:30");
    customer.profile = ProfileForm::check(&draft, AT).unwrap();
    known.insert(id(CUSTOMER), Record::Customer(customer));
    let flags =
        |at: Moment| told(None, &actor(OWNER), at.plus_ms(60_000), begin(at), &known, &policy).unwrap().flags;
    // 10:00, 12:05 and 20:00 of that day.
    assert_eq!(flags(AT), [Flag::RestTime]);
    assert_eq!(flags(minute(125)), []);
    assert_eq!(flags(minute(600)), [Flag::RestTime]);
    let call = does(None, OWNER, plan(Way::Phone));
    let (actor, ctx_policy) = (actor(OWNER), Policy::default());
    let ctx = Ctx { actor: &actor, at: AT, policy: &ctx_policy, related: &known };
    assert_eq!(next_steps(visit(&call), &ctx)[0], (Action::BeginVisit, Offer::WithWarning(Flag::RestTime)));
}

/// VIS-10
#[test]
fn more_than_twenty_minutes_are_long() {
    let of = |minutes: i64| flags(finish_of(&draft().with(keys::STARTED, minute(-5 - minutes).to_local())));
    assert_eq!(of(20), []);
    assert_eq!(of(21), [Flag::LongVisit]);
}

#[test]
fn what_happens_later_than_it_was_written_is_flagged() {
    assert_eq!(flags(begin(minute(1))), [Flag::HappensLater]);
    assert_eq!(flags(NotReached { tried: minute(1), ..not_reached() }), [Flag::HappensLater]);
    assert_eq!(flags(finish_of(&draft().with(keys::ENDED, minute(1).to_local()))), [Flag::HappensLater]);
}

#[test]
fn a_visit_to_somebody_unknown_is_taken_and_stays_with_its_author() {
    let accepted = told(None, &actor(OWNER), AT, begin(AT), &Related::default(), &Policy::default()).unwrap();
    assert_eq!(accepted.flags, [Flag::CustomerUnknown]);
    assert_eq!(accepted.record.parent(), Some(id(CUSTOMER)));
    let mine = Pair { owner: Some(user(OWNER)), salesperson: None };
    assert_eq!(accepted.record.scope(&Related::default()), Some(Scope::care(mine)));
    let other = does(Some(&accepted.record), SALES, finish());
    assert_eq!(other.scope(&Related::default()), Some(Scope::care(mine)));
    assert_eq!(other.scope(&known()), Some(Scope::care(pair())));
}

#[test]
fn what_happened_after_it_was_called_off_is_taken_and_flagged() {
    let cancelled = does(Some(&does(None, OWNER, plan(Way::Phone))), OWNER, cancel());
    for command in [begin(AT).into(), not_reached().into(), finish().into()] {
        let command: VisitCommand = command;
        let accepted = run(Some(&cancelled), OWNER, command).unwrap();
        assert_eq!(accepted.flags, [Flag::WasCancelled]);
        assert!(visit(&accepted.record).log().iter().any(|step| matches!(step.what, What::Cancelled { .. })));
    }
}

#[test]
fn a_place_that_cannot_be_is_malformed() {
    let at = |point: &str| Some(Position { point: point.into(), accuracy_m: 12 });
    assert!(run(None, OWNER, Begin { position: at("31.2989,120.5853"), ..begin(AT) }).is_ok());
    let refusal = Refusal::malformed(keys::POSITION, "not-a-place");
    assert_eq!(run(None, OWNER, Begin { position: at("91,0"), ..begin(AT) }), Err(refusal.clone()));
    assert_eq!(run(None, OWNER, Finish { position: at("here"), ..finish() }), Err(refusal));
}

/// VIS-05, VIS-17: the first date and every reason are kept, and nobody moves it away from under another.
#[test]
fn another_time_is_agreed_and_the_first_is_kept() {
    let planned = does(None, OWNER, plan(Way::Phone));
    let moved = does(Some(&planned), OWNER, later(Some(minute(60)), minute(600)));
    let again = does(Some(&moved), OWNER, later(Some(minute(600)), minute(900)));
    let twice = visit(&again);
    assert_eq!((twice.first_planned(), twice.planned()), (Some(minute(60)), Some(minute(900))));
    let stale = run(Some(&moved), SALES, later(Some(minute(60)), minute(700)));
    assert!(matches!(stale, Err(Refusal::Clash(_))), "{stale:?}");
    let same = run(Some(&moved), SALES, later(Some(minute(60)), minute(600))).unwrap();
    assert_eq!(same.outcome, Outcome::Noop);
    for (reason, code) in [("  ".to_owned(), "required"), ("长".repeat(501), "too-long")] {
        let refusal = run(Some(&moved), OWNER, Reschedule { reason, ..later(Some(minute(600)), AT) });
        assert_eq!(refusal, Err(Refusal::malformed(keys::REASON, code)));
    }
}

#[test]
fn a_call_at_a_bad_moment_gets_a_time_without_ever_having_had_one() {
    let begun = does(None, OWNER, begin(AT));
    let moved = does(Some(&begun), OWNER, later(None, minute(600)));
    let open = visit(&moved);
    assert_eq!((open.state(), open.planned()), (State::Planned, Some(minute(600))));
    assert_eq!((open.first_planned(), open.visitor()), (Some(minute(600)), Some(user(OWNER))));
}

#[test]
fn a_plan_that_comes_after_its_facts_is_filled_in() {
    let finished = does(None, SALES, finish());
    let planned = does(Some(&finished), OWNER, plan(Way::Phone));
    assert_eq!(visit(&planned).state(), State::Finished);
    assert_eq!(visit(&planned).first_planned(), Some(minute(60)));
    let other = Plan { customer: id(91), ..plan(Way::Phone) };
    assert_eq!(run(Some(&finished), OWNER, other), Err(Refusal::Exists));
    let elsewhere = Begin { customer: id(91), ..begin(AT) };
    assert_eq!(run(Some(&finished), OWNER, elsewhere), Err(Refusal::Exists));
}

#[test]
fn a_visit_is_planned_for_somebody_who_will_see_it() {
    let for_user = |by, n| run(None, by, Plan { user: user(n), ..plan(Way::Phone) });
    for (by, whose) in [(OWNER, OWNER), (OWNER, SALES), (SALES, OWNER), (LEADER, SALES), (LEADER, LEADER)] {
        assert!(for_user(by, whose).is_ok(), "{by} for {whose}");
    }
    for (by, whose) in [(OWNER, STRANGER), (LEADER, STRANGER), (STRANGER, OWNER), (STRANGER, STRANGER)] {
        assert_eq!(for_user(by, whose), Err(Refusal::NoLongerYours), "{by} for {whose}");
    }
    let system = Standing::system();
    let approved = told(None, &system, AT, plan(Way::OnSite), &known(), &Policy::default()).unwrap();
    assert_eq!(visit(&approved.record).visitor(), Some(user(OWNER)));
    let nobody = told(None, &system, AT, begin(AT), &known(), &Policy::default());
    assert_eq!(nobody, Err(Refusal::Denied));
    let unknown = told(None, &actor(OWNER), AT, plan(Way::Phone), &Related::default(), &Policy::default());
    assert_eq!(unknown, Err(Refusal::NotFound));
}

/// VIS-11
#[test]
fn attempts_are_counted_and_end_only_ones_own_visit() {
    let both = does(Some(&does(None, OWNER, begin(AT))), SALES, begin(AT));
    let tried = does(Some(&both), OWNER, not_reached());
    assert_eq!((visit(&tried).state(), visit(&tried).attempts()), (State::UnderWay, 1));
    let again = does(Some(&tried), SALES, NotReached { cause: Cause::Busy, ..not_reached() });
    assert_eq!((visit(&again).state(), visit(&again).attempts()), (State::Planned, 2));
}

/// VIS-05
#[test]
fn a_visit_is_late_from_the_eighth_day_on() {
    let policy = Policy::default();
    let planned = does(None, OWNER, plan(Way::Phone));
    let late =
        |record: &Record, text: &str| visit(record).is_late(Moment::from_local(text, 480).unwrap(), &policy);
    assert_eq!(minute(60).to_local(), "2026-11-22T11:00");
    assert!(!late(&planned, "2026-11-29T23:59"));
    assert!(late(&planned, "2026-11-30T00:00"));
    let moved = does(Some(&planned), OWNER, later(Some(minute(60)), minute(60 + 24 * 60)));
    assert!(!late(&moved, "2026-11-30T23:59") && late(&moved, "2026-12-01T00:00"));
    let (done, off) = (does(Some(&planned), OWNER, finish()), does(Some(&planned), OWNER, cancel()));
    assert!(!late(&done, "2027-01-01T00:00") && !late(&off, "2027-01-01T00:00"));
    assert!(!late(&does(None, OWNER, begin(AT)), "2027-01-01T00:00"));
}

fn offers(record: &Record, by: u128, at: Moment) -> Vec<(Action, Offer)> {
    let (actor, policy, related) = (actor(by), Policy::default(), known());
    next_steps(visit(record), &Ctx { actor: &actor, at, policy: &policy, related: &related })
}

#[test]
fn a_screen_is_told_what_can_be_done_next() {
    use Action::{BeginVisit, CancelVisit, CorrectVisit, FinishVisit, MissVisit, RescheduleVisit};
    use Offer::{OnlyAsFact, WithWarning, Yes};
    let call = does(None, OWNER, plan(Way::Phone));
    let open = [FinishVisit, MissVisit, RescheduleVisit, CancelVisit].map(|action| (action, Yes));
    let first = |offer| std::iter::once((BeginVisit, offer)).chain(open.clone()).collect::<Vec<_>>();
    assert_eq!(offers(&call, OWNER, AT), first(Yes));
    assert_eq!(offers(&call, OWNER, minute(125)), first(WithWarning(Flag::RestTime)));
    let site = does(None, OWNER, plan(Way::OnSite));
    assert_eq!(offers(&site, OWNER, AT)[0], (BeginVisit, OnlyAsFact(Flag::NotApproved)));
    let begun = does(Some(&call), OWNER, begin(AT));
    assert_eq!(offers(&begun, OWNER, AT), open);
    let beside: Vec<Action> = offers(&begun, SALES, AT).into_iter().map(|(action, _)| action).collect();
    assert_eq!(beside, [BeginVisit, FinishVisit, MissVisit]);
    let done = does(Some(&begun), OWNER, finish());
    assert_eq!(offers(&done, OWNER, AT), [(CorrectVisit, Yes)]);
    assert_eq!(offers(&done, SALES, AT)[0], (FinishVisit, OnlyAsFact(Flag::FinishedTwice)));
    let off = does(Some(&call), OWNER, cancel());
    let happened = [BeginVisit, FinishVisit, MissVisit].map(|a| (a, OnlyAsFact(Flag::WasCancelled)));
    assert_eq!(offers(&off, OWNER, AT), happened);
    let (actor, policy, related) = (actor(OWNER), Policy::default(), known());
    let ctx = Ctx { actor: &actor, at: AT, policy: &policy, related: &related };
    assert_eq!(offer(visit(&off), Action::AssignCustomer, &ctx), Offer::No(Refusal::WrongKind));
}

#[test]
fn the_card_tells_what_lists_show() {
    let face = |record: &Record| Card::of(id(1), record).face;
    let planned = does(None, LEADER, plan(Way::OnSite));
    let mine = user(OWNER).to_string();
    let card = face(&planned);
    assert_eq!((card.state.as_str(), card.due_ms), ("planned", Some(minute(60).utc_ms)));
    assert_eq!(card.marks, ["on_site", "regular", mine.as_str(), "0", ""]);
    assert_eq!((card.title.as_str(), card.note.as_str(), card.at_ms), ("", "", minute(60).utc_ms));
    let begun = does(Some(&planned), OWNER, begin(minute(-20)));
    assert_eq!((face(&begun).state.as_str(), face(&begun).at_ms), ("under_way", minute(-20).utc_ms));
    // Called in the end, and not visited.
    assert_eq!(face(&begun).marks[0], "phone");
    let done = face(&does(Some(&begun), OWNER, finish()));
    assert_eq!((done.state.as_str(), done.due_ms), ("finished", None));
    assert_eq!((done.note.as_str(), done.at_ms), ("下周再订 200 箱", minute(-15).utc_ms));
    assert_eq!(face(&does(Some(&planned), OWNER, cancel())).due_ms, None);
}

#[test]
fn a_state_of_a_newer_build_is_left_alone_and_facts_are_taken() {
    let body = r#"{"customer":"00000000-0000-0000-0000-00000000005a","way":"phone","purpose":"regular",
        "log":[{"what":"paused","at":{"ms":1,"off":480}}]}"#;
    let record = Record::decode("visit", 1, &serde_json::from_str(body).unwrap());
    assert_eq!(visit(&record).state(), State::Newer("paused".into()));
    assert_eq!(run(Some(&record), OWNER, cancel()), Err(out_of_order("paused")));
    assert_eq!(visit(&does(Some(&record), OWNER, finish())).state(), State::Finished);
}
