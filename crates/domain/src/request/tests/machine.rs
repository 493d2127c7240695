//! Every state × command × person: a table of what must come of it, and games of chance.

use super::*;
use crate::access::{Verdict as May, may};
use crate::kind::CommandSet as _;
use proptest::prelude::*;

/// A request in each state that can be reached.
fn states() -> Vec<(&'static str, Option<Record>)> {
    let returned = decided(Verdict::Return);
    let again = does(Some(&returned), REP, minute(2), again(&[]));
    let approved = decided(Verdict::Approve);
    let in_progress = does(Some(&approved), 0, minute(2), Begin {});
    let withdrawn = does(Some(&submitted()), REP, minute(1), Withdraw { reason: String::new() });
    vec![
        ("none", None),
        ("submitted", Some(submitted())),
        ("returned", Some(returned)),
        ("again", Some(again)),
        ("refused", Some(decided(Verdict::Refuse))),
        ("withdrawn", Some(withdrawn)),
        ("completed", Some(does(Some(&in_progress), REP, minute(3), Complete {}))),
        ("cancelled", Some(does(Some(&approved), REP, minute(3), cancel()))),
        ("approved", Some(approved)),
        ("in_progress", Some(in_progress)),
    ]
}

fn commands(before: Option<&Record>) -> Vec<(&'static str, RequestCommand)> {
    // The step that a screen shows.
    let waits = before.and_then(|record| request(record).chain().waits_for());
    let step = waits.map_or(0, |(step, _)| step);
    vec![
        ("submit", submit().into()),
        ("resubmit", again(&[]).into()),
        ("resubmit_changed", again(&[(keys::EVERY, "week", "month")]).into()),
        ("approve", says(step, Verdict::Approve).into()),
        ("refuse", says(step, Verdict::Refuse).into()),
        ("hand_on", HandOn { step, to: user(DIRECTOR), comment: String::new() }.into()),
        ("copy", Copy { to: user(SALES) }.into()),
        ("withdraw", Withdraw { reason: String::new() }.into()),
        ("begin", Begin {}.into()),
        ("feedback", GiveFeedback { text: "客户满意".into() }.into()),
        ("cancel", cancel().into()),
        ("complete", Complete {}.into()),
    ]
}

/// What comes of a command, `access::may` asked before as everywhere: the state after it, with `=` when nothing changed,
/// or the code of the refusal; by the requester, the approver, who stands in, another who sees it, a stranger, the server.
#[rustfmt::skip]
const TABLE: &[(&str, &str, [&str; 6])] = &[
    ("none", "submit", ["submitted", "submitted", "submitted", "submitted", "no-longer-yours", "denied"]),
    ("none", "resubmit", ["not-found", "not-found", "not-found", "not-found", "not-found", "not-found"]),
    ("none", "resubmit_changed", ["not-found", "not-found", "not-found", "not-found", "not-found", "not-found"]),
    ("none", "approve", ["not-found", "not-found", "not-found", "not-found", "not-found", "not-found"]),
    ("none", "refuse", ["not-found", "not-found", "not-found", "not-found", "not-found", "not-found"]),
    ("none", "hand_on", ["not-found", "not-found", "not-found", "not-found", "not-found", "not-found"]),
    ("none", "copy", ["not-found", "not-found", "not-found", "not-found", "not-found", "not-found"]),
    ("none", "withdraw", ["not-found", "not-found", "not-found", "not-found", "not-found", "not-found"]),
    ("none", "begin", ["no-role", "no-role", "no-role", "no-role", "no-role", "not-found"]),
    ("none", "feedback", ["not-found", "not-found", "not-found", "not-found", "not-found", "not-found"]),
    ("none", "cancel", ["not-found", "not-found", "not-found", "not-found", "not-found", "not-found"]),
    ("none", "complete", ["not-found", "not-found", "not-found", "not-found", "not-found", "not-found"]),
    ("submitted", "submit", ["exists", "exists", "exists", "exists", "not-yours", "denied"]),
    ("submitted", "resubmit", ["submitted=", "not-yours", "not-yours", "not-yours", "not-yours", "denied"]),
    ("submitted", "resubmit_changed", ["out-of-order", "not-yours", "not-yours", "not-yours", "not-yours", "denied"]),
    ("submitted", "approve", ["own-request", "approved", "approved", "denied", "not-yours", "denied"]),
    ("submitted", "refuse", ["own-request", "refused", "refused", "denied", "not-yours", "denied"]),
    ("submitted", "hand_on", ["own-request", "submitted", "submitted", "denied", "not-yours", "denied"]),
    ("submitted", "copy", ["submitted", "submitted", "submitted", "submitted", "not-yours", "denied"]),
    ("submitted", "withdraw", ["withdrawn", "not-yours", "not-yours", "not-yours", "not-yours", "denied"]),
    ("submitted", "begin", ["no-role", "no-role", "no-role", "no-role", "no-role", "out-of-order"]),
    ("submitted", "feedback", ["out-of-order", "out-of-order", "out-of-order", "out-of-order", "not-yours", "denied"]),
    ("submitted", "cancel", ["out-of-order", "out-of-order", "out-of-order", "out-of-order", "not-yours", "out-of-order"]),
    ("submitted", "complete", ["out-of-order", "out-of-order", "out-of-order", "out-of-order", "not-yours", "out-of-order"]),
    ("returned", "submit", ["exists", "exists", "exists", "exists", "not-yours", "denied"]),
    ("returned", "resubmit", ["submitted", "not-yours", "not-yours", "not-yours", "not-yours", "denied"]),
    ("returned", "resubmit_changed", ["submitted", "not-yours", "not-yours", "not-yours", "not-yours", "denied"]),
    ("returned", "approve", ["own-request", "decided", "decided", "denied", "not-yours", "denied"]),
    ("returned", "refuse", ["own-request", "decided", "decided", "denied", "not-yours", "denied"]),
    ("returned", "hand_on", ["own-request", "decided", "decided", "denied", "not-yours", "denied"]),
    ("returned", "copy", ["returned", "returned", "returned", "returned", "not-yours", "denied"]),
    ("returned", "withdraw", ["decided", "not-yours", "not-yours", "not-yours", "not-yours", "denied"]),
    ("returned", "begin", ["no-role", "no-role", "no-role", "no-role", "no-role", "out-of-order"]),
    ("returned", "feedback", ["out-of-order", "out-of-order", "out-of-order", "out-of-order", "not-yours", "denied"]),
    ("returned", "cancel", ["cancelled", "cancelled", "cancelled", "cancelled", "not-yours", "cancelled"]),
    ("returned", "complete", ["out-of-order", "out-of-order", "out-of-order", "out-of-order", "not-yours", "out-of-order"]),
    ("again", "submit", ["exists", "exists", "exists", "exists", "not-yours", "denied"]),
    ("again", "resubmit", ["submitted=", "not-yours", "not-yours", "not-yours", "not-yours", "denied"]),
    ("again", "resubmit_changed", ["out-of-order", "not-yours", "not-yours", "not-yours", "not-yours", "denied"]),
    ("again", "approve", ["own-request", "approved", "approved", "denied", "not-yours", "denied"]),
    ("again", "refuse", ["own-request", "refused", "refused", "denied", "not-yours", "denied"]),
    ("again", "hand_on", ["own-request", "submitted", "submitted", "denied", "not-yours", "denied"]),
    ("again", "copy", ["submitted", "submitted", "submitted", "submitted", "not-yours", "denied"]),
    ("again", "withdraw", ["withdrawn", "not-yours", "not-yours", "not-yours", "not-yours", "denied"]),
    ("again", "begin", ["no-role", "no-role", "no-role", "no-role", "no-role", "out-of-order"]),
    ("again", "feedback", ["out-of-order", "out-of-order", "out-of-order", "out-of-order", "not-yours", "denied"]),
    ("again", "cancel", ["out-of-order", "out-of-order", "out-of-order", "out-of-order", "not-yours", "out-of-order"]),
    ("again", "complete", ["out-of-order", "out-of-order", "out-of-order", "out-of-order", "not-yours", "out-of-order"]),
    ("refused", "submit", ["exists", "exists", "exists", "exists", "not-yours", "denied"]),
    ("refused", "resubmit", ["out-of-order", "not-yours", "not-yours", "not-yours", "not-yours", "denied"]),
    ("refused", "resubmit_changed", ["out-of-order", "not-yours", "not-yours", "not-yours", "not-yours", "denied"]),
    ("refused", "approve", ["own-request", "decided", "decided", "denied", "not-yours", "denied"]),
    ("refused", "refuse", ["own-request", "refused=", "refused=", "denied", "not-yours", "denied"]),
    ("refused", "hand_on", ["own-request", "decided", "decided", "denied", "not-yours", "denied"]),
    ("refused", "copy", ["refused", "refused", "refused", "refused", "not-yours", "denied"]),
    ("refused", "withdraw", ["decided", "not-yours", "not-yours", "not-yours", "not-yours", "denied"]),
    ("refused", "begin", ["no-role", "no-role", "no-role", "no-role", "no-role", "out-of-order"]),
    ("refused", "feedback", ["out-of-order", "out-of-order", "out-of-order", "out-of-order", "not-yours", "denied"]),
    ("refused", "cancel", ["out-of-order", "out-of-order", "out-of-order", "out-of-order", "not-yours", "out-of-order"]),
    ("refused", "complete", ["out-of-order", "out-of-order", "out-of-order", "out-of-order", "not-yours", "out-of-order"]),
    ("withdrawn", "submit", ["exists", "exists", "exists", "exists", "not-yours", "denied"]),
    ("withdrawn", "resubmit", ["out-of-order", "not-yours", "not-yours", "not-yours", "not-yours", "denied"]),
    ("withdrawn", "resubmit_changed", ["out-of-order", "not-yours", "not-yours", "not-yours", "not-yours", "denied"]),
    ("withdrawn", "approve", ["own-request", "out-of-order", "out-of-order", "denied", "not-yours", "denied"]),
    ("withdrawn", "refuse", ["own-request", "out-of-order", "out-of-order", "denied", "not-yours", "denied"]),
    ("withdrawn", "hand_on", ["own-request", "out-of-order", "out-of-order", "denied", "not-yours", "denied"]),
    ("withdrawn", "copy", ["withdrawn", "withdrawn", "withdrawn", "withdrawn", "not-yours", "denied"]),
    ("withdrawn", "withdraw", ["withdrawn=", "not-yours", "not-yours", "not-yours", "not-yours", "denied"]),
    ("withdrawn", "begin", ["no-role", "no-role", "no-role", "no-role", "no-role", "out-of-order"]),
    ("withdrawn", "feedback", ["out-of-order", "out-of-order", "out-of-order", "out-of-order", "not-yours", "denied"]),
    ("withdrawn", "cancel", ["out-of-order", "out-of-order", "out-of-order", "out-of-order", "not-yours", "out-of-order"]),
    ("withdrawn", "complete", ["out-of-order", "out-of-order", "out-of-order", "out-of-order", "not-yours", "out-of-order"]),
    ("completed", "submit", ["exists", "exists", "exists", "exists", "not-yours", "denied"]),
    ("completed", "resubmit", ["out-of-order", "not-yours", "not-yours", "not-yours", "not-yours", "denied"]),
    ("completed", "resubmit_changed", ["out-of-order", "not-yours", "not-yours", "not-yours", "not-yours", "denied"]),
    ("completed", "approve", ["own-request", "completed=", "completed=", "denied", "not-yours", "denied"]),
    ("completed", "refuse", ["own-request", "decided", "decided", "denied", "not-yours", "denied"]),
    ("completed", "hand_on", ["own-request", "decided", "decided", "denied", "not-yours", "denied"]),
    ("completed", "copy", ["completed", "completed", "completed", "completed", "not-yours", "denied"]),
    ("completed", "withdraw", ["decided", "not-yours", "not-yours", "not-yours", "not-yours", "denied"]),
    ("completed", "begin", ["no-role", "no-role", "no-role", "no-role", "no-role", "completed="]),
    ("completed", "feedback", ["completed", "completed", "completed", "completed", "not-yours", "denied"]),
    ("completed", "cancel", ["out-of-order", "out-of-order", "out-of-order", "out-of-order", "not-yours", "out-of-order"]),
    ("completed", "complete", ["completed=", "completed=", "completed=", "completed=", "not-yours", "completed="]),
    ("cancelled", "submit", ["exists", "exists", "exists", "exists", "not-yours", "denied"]),
    ("cancelled", "resubmit", ["out-of-order", "not-yours", "not-yours", "not-yours", "not-yours", "denied"]),
    ("cancelled", "resubmit_changed", ["out-of-order", "not-yours", "not-yours", "not-yours", "not-yours", "denied"]),
    ("cancelled", "approve", ["own-request", "cancelled=", "cancelled=", "denied", "not-yours", "denied"]),
    ("cancelled", "refuse", ["own-request", "decided", "decided", "denied", "not-yours", "denied"]),
    ("cancelled", "hand_on", ["own-request", "decided", "decided", "denied", "not-yours", "denied"]),
    ("cancelled", "copy", ["cancelled", "cancelled", "cancelled", "cancelled", "not-yours", "denied"]),
    ("cancelled", "withdraw", ["decided", "not-yours", "not-yours", "not-yours", "not-yours", "denied"]),
    ("cancelled", "begin", ["no-role", "no-role", "no-role", "no-role", "no-role", "out-of-order"]),
    ("cancelled", "feedback", ["out-of-order", "out-of-order", "out-of-order", "out-of-order", "not-yours", "denied"]),
    ("cancelled", "cancel", ["cancelled=", "cancelled=", "cancelled=", "cancelled=", "not-yours", "cancelled="]),
    ("cancelled", "complete", ["out-of-order", "out-of-order", "out-of-order", "out-of-order", "not-yours", "out-of-order"]),
    ("approved", "submit", ["exists", "exists", "exists", "exists", "not-yours", "denied"]),
    ("approved", "resubmit", ["out-of-order", "not-yours", "not-yours", "not-yours", "not-yours", "denied"]),
    ("approved", "resubmit_changed", ["out-of-order", "not-yours", "not-yours", "not-yours", "not-yours", "denied"]),
    ("approved", "approve", ["own-request", "approved=", "approved=", "denied", "not-yours", "denied"]),
    ("approved", "refuse", ["own-request", "decided", "decided", "denied", "not-yours", "denied"]),
    ("approved", "hand_on", ["own-request", "decided", "decided", "denied", "not-yours", "denied"]),
    ("approved", "copy", ["approved", "approved", "approved", "approved", "not-yours", "denied"]),
    ("approved", "withdraw", ["decided", "not-yours", "not-yours", "not-yours", "not-yours", "denied"]),
    ("approved", "begin", ["no-role", "no-role", "no-role", "no-role", "no-role", "in_progress"]),
    ("approved", "feedback", ["approved", "approved", "approved", "approved", "not-yours", "denied"]),
    ("approved", "cancel", ["cancelled", "cancelled", "cancelled", "cancelled", "not-yours", "cancelled"]),
    ("approved", "complete", ["completed", "completed", "completed", "completed", "not-yours", "completed"]),
    ("in_progress", "submit", ["exists", "exists", "exists", "exists", "not-yours", "denied"]),
    ("in_progress", "resubmit", ["out-of-order", "not-yours", "not-yours", "not-yours", "not-yours", "denied"]),
    ("in_progress", "resubmit_changed", ["out-of-order", "not-yours", "not-yours", "not-yours", "not-yours", "denied"]),
    ("in_progress", "approve", ["own-request", "in_progress=", "in_progress=", "denied", "not-yours", "denied"]),
    ("in_progress", "refuse", ["own-request", "decided", "decided", "denied", "not-yours", "denied"]),
    ("in_progress", "hand_on", ["own-request", "decided", "decided", "denied", "not-yours", "denied"]),
    ("in_progress", "copy", ["in_progress", "in_progress", "in_progress", "in_progress", "not-yours", "denied"]),
    ("in_progress", "withdraw", ["decided", "not-yours", "not-yours", "not-yours", "not-yours", "denied"]),
    ("in_progress", "begin", ["no-role", "no-role", "no-role", "no-role", "no-role", "in_progress="]),
    ("in_progress", "feedback", ["in_progress", "in_progress", "in_progress", "in_progress", "not-yours", "denied"]),
    ("in_progress", "cancel", ["cancelled", "cancelled", "cancelled", "cancelled", "not-yours", "cancelled"]),
    ("in_progress", "complete", ["completed", "completed", "completed", "completed", "not-yours", "completed"]),
];

const PEOPLE: [u128; 6] = [REP, HEAD, DEPUTY, DIRECTOR, STRANGER, 0];

fn came_of(before: Option<&Record>, by: u128, command: &RequestCommand) -> String {
    let at = minute(10);
    let scope = before.and_then(|record| record.scope(&known()));
    let author = before.and_then(|record| record.author(id(REQUEST)));
    match may(&actor(by, at), command.action(), scope.as_ref(), author) {
        May::Allowed => {}
        May::NotYours => return "not-yours".into(),
        May::NoRole => return "no-role".into(),
    }
    match run(before, by, at, command.clone()) {
        Ok(accepted) => {
            let same = if accepted.outcome == Outcome::Noop { "=" } else { "" };
            format!("{}{same}", request(&accepted.record).state().code())
        }
        Err(refusal) => refusal.code().0.to_owned(),
    }
}

#[test]
fn every_state_answers_every_command_of_everybody_as_the_table_says() {
    let (mut wrong, mut cells) = (Vec::new(), 0);
    for (state, before) in states() {
        for (name, command) in commands(before.as_ref()) {
            let got = PEOPLE.map(|by| came_of(before.as_ref(), by, &command));
            let line = TABLE.iter().find(|(s, c, _)| (*s, *c) == (state, name));
            if line.is_none_or(|(_, _, want)| got != *want) {
                wrong.push(format!("    (\"{state}\", \"{name}\", {got:?}),"));
            }
            cells += 1;
        }
    }
    assert!(wrong.is_empty(), "otherwise than the table says:\n{}", wrong.join("\n"));
    assert_eq!(cells, TABLE.len());
    // Approving and refusing are one command, and so is asking again, changed or not.
    assert_eq!(commands(None).len(), RequestCommand::VERBS.len() + 2);
}

#[test]
fn every_command_has_an_action_of_its_own() {
    let actions: BTreeSet<_> = commands(None).iter().map(|(_, command)| command.action()).collect();
    assert_eq!(actions.len(), RequestCommand::VERBS.len());
}

fn any_command() -> impl Strategy<Value = RequestCommand> {
    let step = 0..4_u16;
    let text = prop::sample::select(vec!["甲", "乙", ""]).prop_map(str::to_owned);
    let verdict = prop::sample::select(vec![Verdict::Approve, Verdict::Return, Verdict::Refuse]);
    let who = (1..7_u128).prop_map(user);
    let code = prop::sample::select(vec!["week", "month", "once", "never"]);
    prop_oneof![
        Just(submit().into()),
        (code.clone(), code).prop_map(|(from, to)| again(&[(keys::EVERY, from, to)]).into()),
        Just(again(&[]).into()),
        (step.clone(), verdict, text.clone()).prop_map(|(step, verdict, comment)| Decide {
            step,
            verdict,
            comment
        }
        .into()),
        (step, who.clone(), text.clone()).prop_map(|(step, to, comment)| HandOn { step, to, comment }.into()),
        who.prop_map(|to| Copy { to }.into()),
        text.clone().prop_map(|reason| Withdraw { reason }.into()),
        Just(Begin {}.into()),
        text.clone().prop_map(|text| GiveFeedback { text }.into()),
        text.prop_map(|reason| Cancel { reason }.into()),
        Just(Complete {}.into()),
    ]
}

proptest! {
    /// No panic, the same answer twice, a replay changes nothing, the log only grows, what was decided stays decided, nobody
    /// decided for themself, what ended stays ended, and everything can be read back.
    #[test]
    fn every_game_keeps_what_was_decided(
        steps in prop::collection::vec((0..7_u128, 0..5_i64, any_command()), 0..24)
    ) {
        let mut record: Option<Record> = None;
        for (by, later, command) in steps {
            let at = minute(later);
            let answer = run(record.as_ref(), by, at, command.clone());
            prop_assert_eq!(&answer, &run(record.as_ref(), by, at, command.clone()));
            let Ok(accepted) = answer else { continue };
            let newer = request(&accepted.record);
            if let Some(older) = record.as_ref().map(request) {
                let grew = newer.chain().log().starts_with(older.chain().log())
                    && newer.turns().starts_with(older.turns())
                    && newer.told().starts_with(older.told());
                prop_assert!(grew, "{older:?} {newer:?}");
                for (one, other) in older.chain().steps().iter().zip(newer.chain().steps()) {
                    prop_assert!(one.decided.is_none() || one.decided == other.decided);
                }
                let ended = ["completed", "cancelled", "refused", "withdrawn"].contains(&older.state().code());
                prop_assert!(!ended || older.state() == newer.state());
                prop_assert!(older.terms() == newer.terms() || older.state().code() == "returned");
            }
            let own = |step: &approval::Step<'_>| {
                step.decided.is_some_and(|entry| Some(entry.by) == newer.requester())
            };
            prop_assert!(!newer.chain().steps().iter().any(own));
            let again = run(Some(&accepted.record), by, at, command).unwrap();
            prop_assert_eq!((&again.outcome, &again.record), (&Outcome::Noop, &accepted.record));
            let body = accepted.record.encode().unwrap();
            prop_assert_eq!(Record::decode("request", 1, &body), accepted.record.clone());
            record = Some(accepted.record);
        }
    }

    #[test]
    fn a_command_comes_back_the_same(command in any_command()) {
        let command = Command::Request(command);
        let back = Command::decode(&command.name(), command.version(), &command.args().unwrap());
        prop_assert_eq!(back, Ok(command));
    }

    /// REQ-04: from the first on, never after the last day, at the same time of day, never more than asked for.
    #[test]
    fn visits_lie_between_the_first_and_the_last_day(days in 0..900_i64, every in 0..5_usize, limit in 0..70_usize) {
        let day = |n: i64| minute(n * 24 * 60).to_local()[..10].to_owned();
        let draft = draft()
            .with(keys::FIRST, format!("{}T23:30", day(1)))
            .with(keys::UNTIL, day(1 + days))
            .with(keys::EVERY, Every::CHOICES[every]);
        let terms = terms(&draft);
        let times = terms.times(limit);
        prop_assert!(times.len() <= limit && (limit == 0 || times.first() == Some(&terms.first)));
        prop_assert!(times.is_sorted_by(|one, next| one.utc_ms < next.utc_ms));
        for time in &times {
            prop_assert_eq!(time.minute_of_day(), 23 * 60 + 30);
            prop_assert!(time.day() <= terms.first.day() + days);
        }
    }
}

#[test]
fn odd_clocks_end_nothing() {
    for ms in [i64::MIN, i64::MAX, 0] {
        let odd = Moment::new(ms, i16::MAX);
        let _ = run(None, REP, odd, submit());
        let record = submitted();
        let _ = run(Some(&record), HEAD, odd, says(0, Verdict::Approve));
        let far = draft().with(keys::FIRST, "9999-12-31T23:59").with(keys::UNTIL, "9999-12-31");
        if let Ok(terms) = RequestForm::check(&far, odd) {
            let _ = (terms.times(60), terms.until());
        }
    }
}
