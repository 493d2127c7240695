//! One's own request, deputies, hands on, two who decide apart: written once, so tested once.

use super::*;
use crate::Policy;
use crate::access::{Grant, Pair, Scope, Standing, Who};
use crate::decide::{Accepted, Ctx, Outcome, Related};
use crate::people::{Deputy, Org, Person, Role};
use crate::refusal::Refusal;
use crate::values::{Moment, TeamId, UserId};
use std::collections::BTreeSet;
use uuid::Uuid;

const AT: Moment = Moment::new(1_795_312_800_000, 480);
const REP: u128 = 1;
const SALES: u128 = 2;
const HEAD: u128 = 3;
const DEPUTY: u128 = 4;
const DIRECTOR: u128 = 5;
const GENERAL: u128 = 6;
const ELSEWHERE: u128 = 7;
const STRANGER: u128 = 8;

fn user(n: u128) -> UserId {
    UserId(Uuid::from_u128(n))
}

fn team(n: u128) -> TeamId {
    TeamId(Uuid::from_u128(n))
}

fn pair() -> Pair {
    Pair { owner: Some(user(REP)), salesperson: Some(user(SALES)) }
}

/// A house of one team of customers, whose head is away today, and one manager of another team.
fn org() -> Org {
    let mut org = Org::default();
    let mut enter = |n, role, change: &dyn Fn(&mut Person)| {
        let mut person = Person::new(format!("{n}"), [role]);
        change(&mut person);
        org.people.insert(user(n), person);
    };
    enter(REP, Role::ServiceRep, &|p| p.superior = Some(user(HEAD)));
    enter(SALES, Role::SalesRep, &|p| {
        (p.team, p.superior) = (Some(team(20)), Some(user(HEAD)));
    });
    enter(HEAD, Role::SalesManager, &|p| {
        (p.leads, p.superior) = (BTreeSet::from([team(20)]), Some(user(DIRECTOR)));
        p.deputies = vec![Deputy { user: user(DEPUTY), from: AT, until: AT.plus_ms(86_400_000) }];
    });
    enter(DEPUTY, Role::ServiceRep, &|_| {});
    enter(DIRECTOR, Role::MarketingDirector, &|p| p.superior = Some(user(GENERAL)));
    enter(GENERAL, Role::GeneralManager, &|_| {});
    enter(ELSEWHERE, Role::SalesManager, &|p| p.leads = BTreeSet::from([team(21)]));
    enter(STRANGER, Role::SalesRep, &|_| {});
    org
}

fn with<T>(by: u128, minute: i64, act: impl FnOnce(&Ctx<'_>) -> T) -> T {
    let holds = vec![Grant::of(&Scope::care(pair()))];
    let actor = Standing { who: Who::Person(user(by)), roles: BTreeSet::new(), holds };
    let (policy, mut related) = (Policy::default(), Related::default());
    related.set_org(org());
    act(&Ctx { actor: &actor, at: AT.plus_ms(minute * 60_000), policy: &policy, related: &related })
}

fn chain() -> Chain {
    Chain::asked(vec![user(HEAD)], user(REP), AT)
}

fn says(step: u16, verdict: Verdict, comment: &str) -> Decide {
    Decide { step, verdict, comment: comment.into() }
}

fn decide(chain: &Chain, by: u128, minute: i64, decide: &Decide) -> Result<Accepted<Chain>, Refusal> {
    with(by, minute, |ctx| chain.decided(decide, Matter::Customer(pair()), ctx))
}

fn hand(chain: &Chain, by: u128, minute: i64, to: u128) -> Result<Accepted<Chain>, Refusal> {
    let hand_on = HandOn { step: 0, to: user(to), comment: "请你看".into() };
    with(by, minute, |ctx| chain.handed_on(&hand_on, Matter::Customer(pair()), ctx))
}

fn take_back(chain: &Chain, by: u128) -> Result<Accepted<Chain>, Refusal> {
    with(by, 9, |ctx| chain.withdrawn(&Withdraw { reason: String::new() }, ctx))
}

fn approve() -> Decide {
    says(0, Verdict::Approve, "")
}

fn refuse() -> Decide {
    says(0, Verdict::Refuse, "客户已停业")
}

/// Somebody who was asked leaves, or the customer goes to others: whoever would be asked now decides, for them.
#[test]
fn what_lies_with_somebody_who_cannot_decide_is_taken_over() {
    let told = |org: Org, by: u128, pair: Pair| {
        let actor = Standing {
            who: Who::Person(user(by)),
            roles: BTreeSet::new(),
            holds: vec![Grant::of(&Scope::care(pair))],
        };
        let (policy, mut related) = (Policy::default(), Related::default());
        related.set_org(org);
        let ctx = Ctx { actor: &actor, at: AT, policy: &policy, related: &related };
        chain().decided(&approve(), Matter::Customer(pair), &ctx)
    };
    assert_eq!(told(org(), DIRECTOR, pair()), Err(Refusal::Denied));
    let mut left = org();
    left.people.get_mut(&user(HEAD)).unwrap().active = false;
    let by = told(left.clone(), DIRECTOR, pair()).unwrap().record;
    assert_eq!(by.log()[1].instead_of, Some(user(HEAD)));
    assert_eq!(told(left, HEAD, pair()), Err(Refusal::NoLongerYours));
    // The customer is looked after by others now, whose head is another.
    let mut moved = org();
    moved.people.get_mut(&user(STRANGER)).unwrap().team = Some(team(21));
    let theirs = Pair { owner: None, salesperson: Some(user(STRANGER)) };
    assert!(told(moved.clone(), ELSEWHERE, theirs).is_ok());
    assert_eq!(told(moved, HEAD, theirs), Err(Refusal::NoLongerYours));
}

#[test]
fn the_approver_is_found_by_rule_and_is_never_the_one_who_asks() {
    let mut org = org();
    let find = |org: &Org, by: u128, pair: Pair| approver(user(by), Matter::Customer(pair), org, AT);
    // The head of the salesperson's team, else the line above.
    assert_eq!(find(&org, REP, pair()), Some(user(HEAD)));
    assert_eq!(find(&org, HEAD, pair()), Some(user(DIRECTOR)));
    assert_eq!(find(&org, DIRECTOR, pair()), Some(user(HEAD)));
    // Nobody sells to this customer: the line above who asks, as far as it sees the customer.
    let nobody = Pair { salesperson: None, ..pair() };
    assert_eq!(find(&org, REP, nobody), Some(user(DIRECTOR)));
    assert_eq!(find(&org, STRANGER, nobody), Some(user(GENERAL)));
    assert_eq!(find(&org, GENERAL, nobody), None);
    // The supervisor of the team of the one who asks, before somebody of the whole house.
    let mut led = org.clone();
    led.people.get_mut(&user(ELSEWHERE)).unwrap().roles = BTreeSet::from([Role::ServiceSupervisor]);
    led.people.get_mut(&user(STRANGER)).unwrap().team = Some(team(21));
    let own = Pair { owner: Some(user(STRANGER)), salesperson: None };
    assert_eq!(find(&led, STRANGER, own), Some(user(ELSEWHERE)));
    // A head who left is asked no more.
    org.people.get_mut(&user(HEAD)).unwrap().active = false;
    assert_eq!(find(&org, REP, pair()), Some(user(DIRECTOR)));
    // A line in a ring ends.
    org.people.get_mut(&user(DIRECTOR)).unwrap().superior = Some(user(SALES));
    org.people.get_mut(&user(DIRECTOR)).unwrap().active = false;
    assert_eq!(find(&org, REP, pair()), Some(user(GENERAL)));
}

#[test]
fn only_the_approver_or_the_deputy_decides_and_the_deputy_is_named_as_such() {
    let done = decide(&chain(), HEAD, 1, &approve()).unwrap().record;
    assert_eq!((done.state(), done.log()[1].instead_of), (State::Approved, None));
    let stood_in = decide(&chain(), DEPUTY, 1, &approve()).unwrap().record;
    assert_eq!(stood_in.state(), State::Approved);
    assert_eq!((stood_in.log()[1].by, stood_in.log()[1].instead_of), (user(DEPUTY), Some(user(HEAD))));
    // The day after, and the day before.
    assert_eq!(decide(&chain(), DEPUTY, 24 * 60, &approve()), Err(Refusal::Denied));
    assert_eq!(decide(&chain(), DEPUTY, -1, &approve()), Err(Refusal::Denied));
    for by in [SALES, DIRECTOR, GENERAL, ELSEWHERE, STRANGER] {
        assert_eq!(decide(&chain(), by, 1, &approve()), Err(Refusal::Denied), "{by}");
    }
}

/// ROL-06
#[test]
fn nobody_decides_on_their_own_request_in_any_way() {
    assert_eq!(decide(&chain(), REP, 1, &approve()), Err(Refusal::OwnRequest));
    // As the deputy of the approver.
    let of_deputy = Chain::asked(vec![user(HEAD)], user(DEPUTY), AT);
    assert_eq!(decide(&of_deputy, DEPUTY, 1, &approve()), Err(Refusal::OwnRequest));
    // By handing on, to oneself or as oneself.
    let refusal = Refusal::malformed(keys::TO, "not-entitled");
    let of_director = Chain::asked(vec![user(HEAD)], user(DIRECTOR), AT);
    assert_eq!(hand(&of_director, HEAD, 1, DIRECTOR), Err(refusal));
    assert_eq!(hand(&chain(), REP, 1, DIRECTOR), Err(Refusal::OwnRequest));
}

#[test]
fn to_return_or_refuse_one_says_why() {
    for verdict in [Verdict::Return, Verdict::Refuse] {
        let blank = decide(&chain(), HEAD, 1, &says(0, verdict.clone(), "  "));
        assert_eq!(blank, Err(Refusal::malformed(keys::COMMENT, "required")));
        assert!(decide(&chain(), HEAD, 1, &says(0, verdict, "缺时间")).is_ok());
    }
    let long = "长".repeat(501);
    let too_long = Err(Refusal::malformed(keys::COMMENT, "too-long"));
    assert_eq!(decide(&chain(), HEAD, 1, &says(0, Verdict::Approve, &long)), too_long);
    let unknown = decide(&chain(), HEAD, 1, &says(0, Verdict::Other("ponder".into()), "x"));
    assert_eq!(unknown, Err(Refusal::malformed(keys::VERDICT, "not-a-choice")));
    let nowhere = decide(&chain(), HEAD, 1, &says(1, Verdict::Approve, ""));
    assert_eq!(nowhere, Err(Refusal::malformed(keys::STEP, "not-a-choice")));
}

/// Two who decide apart: the first to arrive wins, and the other learns who, when and what.
#[test]
fn the_second_to_arrive_learns_who_was_first() {
    let first = decide(&chain(), HEAD, 5, &approve()).unwrap().record;
    let second = decide(&first, DEPUTY, 3, &refuse()).unwrap_err();
    let at = AT.plus_ms(5 * 60_000);
    assert_eq!(second, Refusal::Decided { by: user(HEAD), at, verdict: "approve".into() });
    assert!(second.is_conflict());
    let params = second.params();
    assert_eq!(
        (params["by"].as_str(), params["verdict"].as_str()),
        (user(HEAD).to_string().as_str(), "approve")
    );
    assert_eq!(params["at"], at.to_local());
    // The same again is no quarrel; a reason that is not there yet is not dropped silently.
    let same = decide(&first, DEPUTY, 3, &approve()).unwrap();
    assert_eq!((same.outcome, same.record), (Outcome::Noop, first));
    let refused = decide(&chain(), HEAD, 5, &refuse()).unwrap().record;
    assert_eq!(decide(&refused, HEAD, 5, &refuse()).unwrap().outcome, Outcome::Noop);
    let otherwise = says(0, Verdict::Refuse, "太远");
    assert!(matches!(decide(&refused, DEPUTY, 3, &otherwise), Err(Refusal::Decided { .. })));
    // Who never had it learns nothing.
    assert_eq!(decide(&refused, STRANGER, 6, &approve()), Err(Refusal::Denied));
}

#[test]
fn a_step_is_handed_on_to_somebody_who_can_decide_it() {
    let handed = hand(&chain(), HEAD, 1, DIRECTOR).unwrap().record;
    assert_eq!(handed.waits_for(), Some((0, user(DIRECTOR))));
    assert_eq!(hand(&handed, HEAD, 1, DIRECTOR).unwrap().outcome, Outcome::Noop);
    assert_eq!(decide(&handed, HEAD, 2, &approve()), Err(Refusal::NoLongerYours));
    assert_eq!(hand(&handed, HEAD, 2, GENERAL), Err(Refusal::NoLongerYours));
    let done = decide(&handed, DIRECTOR, 3, &approve()).unwrap().record;
    assert_eq!(done.state(), State::Approved);
    assert!(matches!(decide(&done, HEAD, 4, &refuse()), Err(Refusal::Decided { .. })));
    assert!(matches!(hand(&done, DIRECTOR, 4, GENERAL), Err(Refusal::Decided { .. })));
    // The deputy hands on for the absent one; and back is possible.
    let by_deputy = hand(&chain(), DEPUTY, 1, DIRECTOR).unwrap().record;
    assert_eq!(by_deputy.log()[1].instead_of, Some(user(HEAD)));
    let back = hand(&by_deputy, DIRECTOR, 2, HEAD).unwrap().record;
    assert_eq!(back.waits_for(), Some((0, user(HEAD))));
    // Hearing the first once more gives nothing away.
    assert_eq!(hand(&back, DEPUTY, 1, DIRECTOR).unwrap().outcome, Outcome::Noop);
    for to in [REP, SALES, HEAD, DEPUTY, ELSEWHERE, STRANGER] {
        let refusal = Refusal::malformed(keys::TO, "not-entitled");
        assert_eq!(hand(&chain(), HEAD, 1, to), Err(refusal), "{to}");
    }
    assert_eq!(hand(&chain(), DIRECTOR, 1, GENERAL), Err(Refusal::Denied));
}

#[test]
fn a_copy_goes_to_somebody_who_sees_it_and_decides_nothing() {
    let copy = |chain: &Chain, to| {
        with(REP, 1, |ctx| chain.copied(&Copy { to: user(to) }, Matter::Customer(pair()), ctx))
    };
    let told = copy(&chain(), GENERAL).unwrap().record;
    assert_eq!(told.waits_for(), Some((0, user(HEAD))));
    assert_eq!(copy(&told, GENERAL).unwrap().outcome, Outcome::Noop);
    assert_eq!(decide(&told, GENERAL, 2, &approve()), Err(Refusal::Denied));
    for to in [ELSEWHERE, STRANGER] {
        assert_eq!(copy(&chain(), to), Err(Refusal::malformed(keys::TO, "does-not-see")), "{to}");
    }
}

#[test]
fn only_the_requester_takes_back_and_only_until_somebody_decided() {
    let gone = take_back(&chain(), REP).unwrap().record;
    assert_eq!((gone.state(), gone.waits_for()), (State::Withdrawn, None));
    assert_eq!(take_back(&gone, REP).unwrap().outcome, Outcome::Noop);
    assert_eq!(take_back(&chain(), HEAD), Err(Refusal::Denied));
    let late = decide(&gone, HEAD, 10, &approve());
    assert_eq!(late, Err(Refusal::OutOfOrder { state: "withdrawn".into() }));
    assert_eq!(hand(&gone, HEAD, 10, DIRECTOR), Err(Refusal::OutOfOrder { state: "withdrawn".into() }));
    let decided = decide(&chain(), HEAD, 1, &approve()).unwrap().record;
    assert!(matches!(take_back(&decided, REP), Err(Refusal::Decided { .. })));
    // Handing on is no decision.
    assert!(take_back(&hand(&chain(), HEAD, 1, DIRECTOR).unwrap().record, REP).is_ok());
}

/// Several steps, one after the other; and a late word about what was asked first never meets what was asked again.
#[test]
fn steps_come_one_after_the_other_and_rounds_do_not_mix() {
    let two = Chain::asked(vec![user(HEAD), user(GENERAL)], user(REP), AT);
    let early = decide(&two, GENERAL, 1, &says(1, Verdict::Approve, ""));
    assert_eq!(early, Err(Refusal::OutOfOrder { state: "submitted".into() }));
    let half = decide(&two, HEAD, 1, &approve()).unwrap().record;
    assert_eq!((half.state(), half.waits_for()), (State::Submitted, Some((1, user(GENERAL)))));
    assert!(matches!(take_back(&half, REP), Err(Refusal::Decided { .. })));
    let all = decide(&half, GENERAL, 2, &says(1, Verdict::Approve, "")).unwrap().record;
    assert_eq!((all.state(), all.waits_for()), (State::Approved, None));

    let returned = decide(&two, HEAD, 1, &says(0, Verdict::Return, "缺时间")).unwrap().record;
    assert_eq!((returned.state(), returned.waits_for()), (State::Returned, None));
    let again = with(REP, 2, |ctx| returned.asked_again(vec![user(HEAD)], ctx)).unwrap();
    assert_eq!((again.state(), again.waits_for()), (State::Submitted, Some((2, user(HEAD)))));
    assert!(matches!(decide(&again, DEPUTY, 1, &approve()), Err(Refusal::Decided { .. })));
    let stale = decide(&again, GENERAL, 3, &says(1, Verdict::Approve, ""));
    assert_eq!(stale, Err(Refusal::OutOfOrder { state: "submitted".into() }));
    assert!(take_back(&again, REP).is_ok());
    assert!(with(HEAD, 2, |ctx| returned.asked_again(vec![user(HEAD)], ctx)).is_err());
    let approved = decide(&again, HEAD, 3, &says(2, Verdict::Approve, "")).unwrap().record;
    assert_eq!(approved.state(), State::Approved);
    assert!(with(REP, 4, |ctx| approved.asked_again(vec![user(HEAD)], ctx)).is_err());
}

#[test]
fn an_act_or_a_verdict_of_a_newer_build_is_kept_and_left_alone() {
    let mut text = serde_json::to_value(chain()).unwrap();
    for entry in [
        serde_json::json!({"act": "paused", "by": user(HEAD), "at": AT, "until": 7}),
        serde_json::json!({"act": "decided", "by": user(HEAD), "at": AT, "step": 0, "verdict": "ponder"}),
    ] {
        let log = text["log"].as_array_mut().unwrap();
        log.truncate(1);
        log.push(entry);
        let read: Chain = serde_json::from_value(text.clone()).unwrap();
        assert!(matches!(read.state(), State::Newer(_)));
        assert_eq!(serde_json::to_value(&read).unwrap(), text);
        assert_eq!(read.waits_for(), None);
        assert!(decide(&read, HEAD, 1, &refuse()).is_err());
        assert!(take_back(&read, REP).is_err());
    }
}
