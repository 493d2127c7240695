//! Who may do what to a change, in every state. Source: ROL-09, REQ-02, ROL-06

use super::*;
use crate::access::{Action, Verdict as May, may};
use crate::kind::CommandSet as _;

fn proposed() -> Record {
    run(None, ADMIN, AT, propose(&[(keys::PHOTOS, "4")], "2026-12-01")).expect("proposed").0
}

fn change(record: &Record) -> &PolicyChange {
    match record {
        Record::PolicyChange(change) => change,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_general_manager_decides_and_nobody_else() {
    let record = proposed();
    assert_eq!(change(&record).chain().waits_for(), Some((0, user(GENERAL))));
    for (by, answer) in [
        (ADMIN, Err(Refusal::OwnRequest)),
        (REP, Err(Refusal::Denied)),
        (OTHER_GENERAL, Err(Refusal::Denied)),
        (GENERAL, Ok(Outcome::Applied)),
        (DEPUTY, Ok(Outcome::Applied)),
    ] {
        let found = run(Some(&record), by, minute(5), approve(0)).map(|(_, outcome)| outcome);
        assert_eq!(found, answer, "{by}");
    }
    // The absence is over.
    assert_eq!(run(Some(&record), DEPUTY, minute(13 * 60), approve(0)), Err(Refusal::Denied));
    let (stood_in, _) = run(Some(&record), DEPUTY, minute(5), approve(0)).expect("approved");
    let said = change(&stood_in).chain().log().last().expect("a word");
    assert_eq!(said.instead_of, Some(user(GENERAL)));
    assert_eq!(change(&stood_in).in_force(), Some(day("2026-12-01")));
}

#[test]
fn a_general_manager_asks_the_other_one() {
    let own = run(None, GENERAL, AT, propose(&[(keys::PHOTOS, "4")], "2026-12-01")).expect("proposed").0;
    assert_eq!(change(&own).chain().waits_for(), Some((0, user(OTHER_GENERAL))));
    assert_eq!(run(Some(&own), GENERAL, minute(1), approve(0)), Err(Refusal::OwnRequest));
    let handed = PolicyCommand::HandOn(HandOn { step: 0, to: user(OTHER_GENERAL), comment: String::new() });
    let (handed, _) = run(Some(&proposed()), GENERAL, minute(1), handed).expect("handed on");
    assert_eq!(change(&handed).chain().waits_for(), Some((0, user(OTHER_GENERAL))));
    let to_a_rep = PolicyCommand::HandOn(HandOn { step: 0, to: user(REP), comment: String::new() });
    assert!(matches!(run(Some(&proposed()), GENERAL, minute(1), to_a_rep), Err(Refusal::Malformed(_))));
}

#[test]
fn what_came_back_is_proposed_anew_or_given_up() {
    let (returned, _) =
        run(Some(&proposed()), GENERAL, minute(1), say(0, Verdict::Return, "四张不够")).expect("returned");
    let again = |changes: &[(&str, &str)]| {
        PolicyCommand::Resubmit(Resubmit { proposal: wanted(changes, "2026-12-05").expect("whole") })
    };
    let five = again(&[(keys::PHOTOS, "5")]);
    assert_eq!(run(Some(&returned), OTHER_GENERAL, minute(2), five.clone()), Err(Refusal::Denied));
    let (asked, outcome) = run(Some(&returned), ADMIN, minute(2), five.clone()).expect("asked again");
    assert_eq!(outcome, Outcome::Applied);
    // A late word about the first round never meets the second.
    let stale = run(Some(&asked), GENERAL, minute(3), approve(0)).expect_err("decided before");
    assert!(matches!(stale, Refusal::Decided { .. }), "{stale:?}");
    let replay = run(Some(&asked), ADMIN, minute(2), five.clone()).expect("a replay");
    assert_eq!(replay.1, Outcome::Noop);
    assert!(matches!(run(Some(&asked), ADMIN, minute(4), five), Err(Refusal::OutOfOrder { .. })));
    let (approved, _) = run(Some(&asked), GENERAL, minute(5), approve(1)).expect("approved");
    let policies = Policies::of([card(1, &approved)].iter());
    assert_eq!(policies.last().photos_per_note, 5);

    let withdraw = || PolicyCommand::Withdraw(Withdraw { reason: String::new() });
    for before in [&returned, &proposed(), &asked] {
        let (gone, _) = run(Some(before), ADMIN, minute(6), withdraw()).expect("taken back");
        assert_eq!(change(&gone).chain().state(), crate::approval::State::Withdrawn);
        assert_eq!(run(Some(before), GENERAL, minute(6), withdraw()), Err(Refusal::Denied));
    }
    assert!(matches!(run(Some(&approved), ADMIN, minute(6), withdraw()), Err(Refusal::Decided { .. })));
}

#[test]
fn a_proposal_no_form_could_make_is_malformed() {
    let whole = wanted(&[(keys::PHOTOS, "4")], "2026-12-01").expect("whole");
    let first = whole.changes.first().cloned().expect("a change");
    let with = |changes: Vec<crate::merge::Change>| Proposal { changes, ..whole.clone() };
    let to = |text: &str| crate::merge::Change { to: text.to_owned(), ..first.clone() };
    let named = |key: &str| crate::merge::Change { key: key.to_owned(), ..first.clone() };
    let bad = [
        with(vec![]),
        with(vec![to("0")]),
        with(vec![to("04")]),
        with(vec![to("4"), to("5")]),
        with(vec![named("policy-nothing")]),
        with(vec![named(keys::REASON)]),
        Proposal { from: "2026-11-22".to_owned(), ..whole.clone() },
        Proposal { from: "soon".to_owned(), ..whole.clone() },
        Proposal { reason: String::new(), ..whole.clone() },
    ];
    for proposal in bad {
        let found = run(None, ADMIN, AT, PolicyCommand::Propose(Propose { proposal: proposal.clone() }));
        assert!(matches!(found, Err(Refusal::Malformed(_))), "{proposal:?}: {found:?}");
    }
    let taken = PolicyCommand::Propose(Propose { proposal: whole });
    assert_eq!(run(Some(&proposed()), ADMIN, minute(1), taken), Err(Refusal::Exists));
}

#[test]
fn without_a_general_manager_nobody_decides() {
    let mut related = Related::default();
    let mut alone = org();
    alone.people.retain(|_, person| !person.roles.contains(&Role::GeneralManager));
    related.set_org(alone);
    let (actor, policy) = (actor(ADMIN, AT), Policy::default());
    let ctx = Ctx { actor: &actor, at: AT, policy: &policy, related: &related };
    let command = Command::PolicyChange(propose(&[(keys::PHOTOS, "4")], "2026-12-01"));
    assert_eq!(decide(None, &command, &ctx).map(|accepted| accepted.outcome), Err(Refusal::NobodyDecides));
}

/// What a page offers is what would be taken, and who may not propose is not offered it.
#[test]
fn what_is_offered_is_what_is_taken() {
    let record = proposed();
    let (returned, _) =
        run(Some(&record), GENERAL, minute(1), say(0, Verdict::Return, "四张不够")).expect("returned");
    let offered = |record: &Record, by: u128, at: Moment| {
        let mut related = Related::default();
        related.set_org(org());
        let (actor, policy) = (actor(by, at), Policy::default());
        change(record).next_steps(&Ctx { actor: &actor, at, policy: &policy, related: &related })
    };
    assert_eq!(offered(&record, ADMIN, minute(2)), [Action::Withdraw]);
    assert_eq!(offered(&record, GENERAL, minute(2)), [Action::Decide]);
    assert_eq!(offered(&record, DEPUTY, minute(2)), [Action::Decide]);
    assert_eq!(offered(&record, REP, minute(2)), []);
    assert_eq!(offered(&returned, ADMIN, minute(2)), [Action::Withdraw, Action::ResubmitRequest]);
    assert_eq!(offered(&returned, GENERAL, minute(2)), []);
    // Also weeks later, when its day has gone by and another must be named.
    assert!(offered(&returned, ADMIN, minute(60 * 24 * 60)).contains(&Action::ResubmitRequest));
    let begin = propose(&[(keys::PHOTOS, "4")], "2026-12-01").action();
    for (by, verdict) in [(ADMIN, May::Allowed), (DEPUTY, May::Allowed), (REP, May::NoRole)] {
        assert_eq!(may(&actor(by, AT), begin, None, None), verdict, "{by}");
    }
}
