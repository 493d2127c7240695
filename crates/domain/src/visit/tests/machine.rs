//! Every state × command × person: a table of what must come of it, and games of chance.

use super::*;
use crate::access::Action;
use crate::kind::CommandSet as _;
use proptest::prelude::*;

/// A visit in each state that can be reached; the owner is the one who does things.
fn states() -> Vec<(&'static str, Option<Record>)> {
    let planned = does(None, OWNER, plan(Way::Phone));
    let under_way = does(Some(&planned), OWNER, begin(AT));
    let finished = does(Some(&under_way), OWNER, finish());
    let cancelled = does(Some(&planned), OWNER, cancel());
    let unplanned = does(None, OWNER, begin(AT));
    vec![
        ("none", None),
        ("planned", Some(planned)),
        ("under_way", Some(under_way)),
        ("finished", Some(finished)),
        ("cancelled", Some(cancelled)),
        ("unplanned", Some(unplanned)),
    ]
}

fn commands() -> Vec<(&'static str, VisitCommand)> {
    let other_plan = Plan { planned: minute(90), ..plan(Way::Phone) };
    let late = finish_of(&draft().with(keys::RESULT, "另一次"));
    vec![
        ("plan", other_plan.into()),
        ("reschedule", later(Some(minute(60)), minute(600)).into()),
        ("begin", begin(minute(-1)).into()),
        ("not_reached", not_reached().into()),
        ("finish", late.into()),
        ("correct", change(keys::RESULT, "下周再订 200 箱", "下周再订 300 箱").into()),
        ("cancel", cancel().into()),
    ]
}

/// What comes of a command: the state after it, with `=` when nothing changed, or the code of the refusal; by the
/// owner, by another who sees the customer, by a stranger. `access::may` is asked before and not here.
#[rustfmt::skip]
const TABLE: &[(&str, &str, [&str; 3])] = &[
    ("none", "plan", ["planned", "planned", "no-longer-yours"]),
    ("none", "reschedule", ["not-found", "not-found", "not-found"]),
    ("none", "begin", ["under_way", "under_way", "under_way"]),
    ("none", "not_reached", ["planned", "planned", "planned"]),
    ("none", "finish", ["finished", "finished", "finished"]),
    ("none", "correct", ["not-found", "not-found", "not-found"]),
    ("none", "cancel", ["not-found", "not-found", "not-found"]),
    ("planned", "plan", ["exists", "exists", "exists"]),
    ("planned", "reschedule", ["planned", "planned", "planned"]),
    ("planned", "begin", ["under_way", "under_way", "under_way"]),
    ("planned", "not_reached", ["planned", "planned", "planned"]),
    ("planned", "finish", ["finished", "finished", "finished"]),
    ("planned", "correct", ["out-of-order", "out-of-order", "out-of-order"]),
    ("planned", "cancel", ["cancelled", "cancelled", "cancelled"]),
    ("under_way", "plan", ["exists", "exists", "exists"]),
    ("under_way", "reschedule", ["planned", "out-of-order", "out-of-order"]),
    ("under_way", "begin", ["under_way", "under_way", "under_way"]),
    ("under_way", "not_reached", ["planned", "under_way", "under_way"]),
    ("under_way", "finish", ["finished", "finished", "finished"]),
    ("under_way", "correct", ["out-of-order", "out-of-order", "out-of-order"]),
    ("under_way", "cancel", ["cancelled", "out-of-order", "out-of-order"]),
    ("finished", "plan", ["exists", "exists", "exists"]),
    ("finished", "reschedule", ["out-of-order", "out-of-order", "out-of-order"]),
    ("finished", "begin", ["finished", "finished", "finished"]),
    ("finished", "not_reached", ["finished", "finished", "finished"]),
    ("finished", "finish", ["finished", "finished", "finished"]),
    ("finished", "correct", ["finished", "finished", "finished"]),
    ("finished", "cancel", ["out-of-order", "out-of-order", "out-of-order"]),
    ("cancelled", "plan", ["exists", "exists", "exists"]),
    ("cancelled", "reschedule", ["out-of-order", "out-of-order", "out-of-order"]),
    ("cancelled", "begin", ["under_way", "under_way", "under_way"]),
    ("cancelled", "not_reached", ["cancelled", "cancelled", "cancelled"]),
    ("cancelled", "finish", ["finished", "finished", "finished"]),
    ("cancelled", "correct", ["out-of-order", "out-of-order", "out-of-order"]),
    ("cancelled", "cancel", ["cancelled=", "cancelled=", "cancelled="]),
    ("unplanned", "plan", ["under_way", "under_way", "no-longer-yours"]),
    ("unplanned", "reschedule", ["clash", "out-of-order", "out-of-order"]),
    ("unplanned", "begin", ["under_way", "under_way", "under_way"]),
    ("unplanned", "not_reached", ["planned", "under_way", "under_way"]),
    ("unplanned", "finish", ["finished", "finished", "finished"]),
    ("unplanned", "correct", ["out-of-order", "out-of-order", "out-of-order"]),
    ("unplanned", "cancel", ["cancelled", "out-of-order", "out-of-order"]),
];

fn came_of(answer: &Result<Accepted, Refusal>) -> String {
    match answer {
        Ok(accepted) => {
            let same = if accepted.outcome == Outcome::Noop { "=" } else { "" };
            format!("{}{same}", visit(&accepted.record).state().code())
        }
        Err(refusal) => refusal.code().0.to_owned(),
    }
}

#[test]
fn every_state_answers_every_command_of_everybody_as_the_table_says() {
    let (mut wrong, mut cells) = (Vec::new(), 0);
    // A minute after all that led there: what comes now is new, and no replay.
    let run = |before: Option<&Record>, by, command: VisitCommand| {
        told(before, &actor(by), minute(1), command, &known(), &Policy::default())
    };
    for (state, before) in states() {
        for (name, command) in commands() {
            let line = TABLE.iter().find(|(s, c, _)| (*s, *c) == (state, name));
            let (_, _, wants) = line.unwrap_or_else(|| panic!("no line for {state} × {name}"));
            for (by, want) in [OWNER, LEADER, STRANGER].into_iter().zip(wants) {
                let got = came_of(&run(before.as_ref(), by, command.clone()));
                if got != *want {
                    wrong.push(format!("{state} × {name} by {by}: {got}, not {want}"));
                }
                cells += 1;
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(cells, TABLE.len() * 3);
    assert_eq!(commands().len(), VisitCommand::VERBS.len());
}

/// Also when its report was amended since, or somebody went on from there.
#[test]
fn a_replay_changes_nothing_however_far_it_is_by_now() {
    let commands: [VisitCommand; 6] = [
        plan(Way::Phone).into(),
        later(Some(minute(60)), minute(600)).into(),
        begin(AT).into(),
        not_reached().into(),
        finish().into(),
        change(keys::RESULT, "下周再订 200 箱", "下周再订 300 箱").into(),
    ];
    let mut record = None;
    for command in &commands {
        record = Some(does(record.as_ref(), OWNER, command.clone()));
    }
    for command in commands {
        let again = run(record.as_ref(), OWNER, command.clone()).unwrap();
        assert_eq!((again.outcome, Some(again.record)), (Outcome::Noop, record.clone()), "{command:?}");
    }
}

/// Every command that a person can give.
fn any_command() -> impl Strategy<Value = VisitCommand> {
    let time = (0..4_i64).prop_map(|n| minute(n * 60));
    let from = prop::option::of(time.clone());
    let text = prop::sample::select(vec!["甲", "乙", "无", ""]);
    let key =
        prop::sample::select(vec![keys::RESULT, keys::STOCK, keys::SCORE, keys::SIGNATURE, keys::ENDED]);
    let (way, other) = (prop::sample::select(vec![Way::Phone, Way::OnSite]), text.clone());
    prop_oneof![
        (way, time.clone()).prop_map(|(way, planned)| Plan { planned, ..plan(way) }.into()),
        (from, time.clone(), text.clone()).prop_map(|(from, to, reason)| Reschedule {
            from,
            to,
            reason: reason.into()
        }
        .into()),
        time.clone().prop_map(|since| begin(since).into()),
        time.prop_map(|tried| NotReached { tried, ..not_reached() }.into()),
        other.prop_map(|text| finish_of(&draft().with(keys::RESULT, text)).into()),
        (key, text.clone(), text.clone()).prop_map(|(key, from, to)| change(key, from, to).into()),
        text.prop_map(|reason| Cancel { reason: reason.into() }.into()),
        Just(finish().into()),
    ]
}

/// Whether every entry of the older log stands in the newer one, in its order; reports may be amended.
fn grew(older: &Visit, newer: &Visit) -> bool {
    let same = |one: &Step, other: &Step| match (&one.what, &other.what) {
        (What::Finished { .. }, What::Finished { .. }) => (one.by, one.at) == (other.by, other.at),
        _ => one == other,
    };
    older.log().len() <= newer.log().len() && older.log().iter().zip(newer.log()).all(|(o, n)| same(o, n))
}

proptest! {
    /// No panic, the same answer twice, a replay changes nothing, the log only grows, the first planned time stands,
    /// finished stays finished, facts are always taken, and what is offered is what is decided.
    #[test]
    fn every_game_keeps_what_was_written(
        steps in prop::collection::vec((1..5_u128, 0..3_i64, any_command()), 0..16)
    ) {
        let (related, policy) = (known(), Policy::default());
        let mut record: Option<Record> = None;
        for (by, hour, command) in steps {
            let (actor, at) = (actor(by), minute(hour * 60));
            let run = |before: Option<&Record>| told(before, &actor, at, command.clone(), &related, &policy);
            let answer = run(record.as_ref());
            prop_assert_eq!(&answer, &run(record.as_ref()));
            prop_assert!(answer.is_ok() || !command.is_fact(), "{:?}", answer);
            if let Some(before) = &record {
                let ctx = Ctx { actor: &actor, at, policy: &policy, related: &related };
                let offered = offer(visit(before), command.action(), &ctx);
                let refused = matches!(answer, Err(Refusal::OutOfOrder { .. }));
                if refused {
                    prop_assert!(matches!(offered, Offer::No(_)), "{:?} refused, offered {:?}", command, offered);
                }
                if let (Offer::No(refusal), false) = (&offered, command.is_fact()) {
                    let noop = matches!(&answer, Ok(accepted) if accepted.outcome == Outcome::Noop);
                    let malformed = matches!(&answer, Err(Refusal::Malformed(_)));
                    prop_assert!(noop || malformed || answer.as_ref().err() == Some(refusal), "{:?}", answer);
                }
            }
            let Ok(accepted) = answer else { continue };
            if let Some(before) = &record {
                let (older, newer) = (visit(before), visit(&accepted.record));
                prop_assert!(grew(older, newer), "{older:?} {newer:?}");
                prop_assert!(older.first_planned().is_none() || older.first_planned() == newer.first_planned());
                prop_assert!(older.state() != State::Finished || newer.state() == State::Finished);
                prop_assert!(older.reports().count() <= newer.reports().count());
            }
            let again = run(Some(&accepted.record)).unwrap();
            prop_assert_eq!((&again.outcome, &again.record), (&Outcome::Noop, &accepted.record));
            let body = accepted.record.encode().unwrap();
            prop_assert_eq!(Record::decode("visit", 1, &body), accepted.record.clone());
            record = Some(accepted.record);
        }
    }

    /// A command travels as JSON and comes back the same.
    #[test]
    fn a_command_survives_the_wire(command in any_command()) {
        let command = Command::Visit(command);
        let back = Command::decode(&command.name(), command.version(), &command.args().unwrap());
        prop_assert_eq!(back, Ok(command));
    }
}

#[test]
fn clocks_at_the_end_of_time_stop_nobody() {
    let policy = Policy::default();
    for ms in [i64::MIN, i64::MAX, 0] {
        let odd = Moment::new(ms, i16::MAX);
        let begun = told(None, &actor(OWNER), odd, begin(odd), &known(), &policy).unwrap().record;
        let ended = told(Some(&begun), &actor(OWNER), odd, finish(), &known(), &policy).unwrap().record;
        assert_eq!(visit(&ended).state(), State::Finished);
        let planned = does(None, OWNER, Plan { planned: odd, ..plan(Way::Phone) });
        let _ = (visit(&planned).is_late(Moment::new(-ms.saturating_add(1), 0), &policy), planned.face());
        let _ = does(Some(&planned), OWNER, later(Some(odd), AT));
    }
}

/// A screen asks by action, and each command of a visit has its own.
#[test]
fn every_command_has_an_action_of_its_own() {
    let actions: BTreeSet<Action> = commands().iter().map(|(_, command)| command.action()).collect();
    assert_eq!(actions.len(), VisitCommand::VERBS.len());
}
