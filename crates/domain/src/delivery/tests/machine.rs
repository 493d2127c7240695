//! Every state × command × person: a table of what must come of it, and games of chance.

use super::*;
use crate::access::Action;
use crate::kind::CommandSet as _;
use proptest::prelude::*;

/// A delivery in each state that can be reached. The owner put it on the list for the salesperson.
fn states() -> Vec<(&'static str, Option<Record>)> {
    let listed = does(None, OWNER, list());
    let given = does(Some(&listed), SALES, give(AT));
    let confirmed = does(Some(&given), OWNER, confirm());
    let cancelled = does(Some(&listed), OWNER, cancel());
    let unlisted = does(None, SALES, give(AT));
    let seen = does(Some(&listed), SALES, Give { along: Some(user(OWNER)), ..give(AT) });
    vec![
        ("none", None),
        ("listed", Some(listed)),
        ("given", Some(given)),
        ("confirmed", Some(confirmed)),
        ("cancelled", Some(cancelled)),
        ("unlisted", Some(unlisted)),
        ("seen", Some(seen)),
    ]
}

fn commands() -> Vec<(&'static str, DeliveryCommand)> {
    vec![
        ("list", list().into()),
        ("give", give(minute(-1)).into()),
        ("confirm", confirm_of(&received().with(keys::REMARK, "另一次")).into()),
        ("correct", change(keys::RECEIVED_BY, "顾建明", "李芳").into()),
        ("cancel", cancel().into()),
    ]
}

/// What comes of a command: the state after it, with `=` when nothing changed, or the code of the refusal; by the
/// owner, by the salesperson, by another who sees the customer, by a stranger. `access::may` is asked before and not here.
#[rustfmt::skip]
const TABLE: &[(&str, &str, [&str; 4])] = &[
    ("none", "list", ["listed", "listed", "listed", "no-longer-yours"]),
    ("none", "give", ["given", "given", "given", "given"]),
    ("none", "confirm", ["confirmed", "confirmed", "confirmed", "confirmed"]),
    ("none", "correct", ["not-found", "not-found", "not-found", "not-found"]),
    ("none", "cancel", ["not-found", "not-found", "not-found", "not-found"]),
    ("listed", "list", ["exists", "exists", "exists", "exists"]),
    ("listed", "give", ["given", "given", "given", "given"]),
    ("listed", "confirm", ["confirmed", "confirmed", "confirmed", "confirmed"]),
    ("listed", "correct", ["out-of-order", "out-of-order", "out-of-order", "out-of-order"]),
    ("listed", "cancel", ["cancelled", "cancelled", "cancelled", "cancelled"]),
    ("given", "list", ["exists", "exists", "exists", "exists"]),
    ("given", "give", ["given", "given", "given", "given"]),
    ("given", "confirm", ["confirmed", "confirmed", "confirmed", "confirmed"]),
    ("given", "correct", ["out-of-order", "out-of-order", "out-of-order", "out-of-order"]),
    ("given", "cancel", ["out-of-order", "out-of-order", "out-of-order", "out-of-order"]),
    ("confirmed", "list", ["exists", "exists", "exists", "exists"]),
    ("confirmed", "give", ["confirmed", "confirmed", "confirmed", "confirmed"]),
    ("confirmed", "confirm", ["confirmed", "confirmed", "confirmed", "confirmed"]),
    ("confirmed", "correct", ["confirmed", "confirmed", "confirmed", "confirmed"]),
    ("confirmed", "cancel", ["out-of-order", "out-of-order", "out-of-order", "out-of-order"]),
    ("cancelled", "list", ["exists", "exists", "exists", "exists"]),
    ("cancelled", "give", ["given", "given", "given", "given"]),
    ("cancelled", "confirm", ["confirmed", "confirmed", "confirmed", "confirmed"]),
    ("cancelled", "correct", ["out-of-order", "out-of-order", "out-of-order", "out-of-order"]),
    ("cancelled", "cancel", ["cancelled=", "cancelled=", "cancelled=", "cancelled="]),
    ("unlisted", "list", ["given", "given", "given", "no-longer-yours"]),
    ("unlisted", "give", ["given", "given", "given", "given"]),
    ("unlisted", "confirm", ["confirmed", "confirmed", "confirmed", "confirmed"]),
    ("unlisted", "correct", ["out-of-order", "out-of-order", "out-of-order", "out-of-order"]),
    ("seen", "list", ["exists", "exists", "exists", "exists"]),
    ("seen", "give", ["seen", "seen", "seen", "seen"]),
    ("seen", "confirm", ["confirmed", "confirmed", "confirmed", "confirmed"]),
    ("seen", "correct", ["out-of-order", "out-of-order", "out-of-order", "out-of-order"]),
    ("seen", "cancel", ["out-of-order", "out-of-order", "out-of-order", "out-of-order"]),
    ("unlisted", "cancel", ["out-of-order", "out-of-order", "out-of-order", "out-of-order"]),
];

fn came_of(answer: &Result<Accepted, Refusal>) -> String {
    match answer {
        Ok(accepted) => {
            let same = if accepted.outcome == Outcome::Noop { "=" } else { "" };
            format!("{}{same}", delivery(&accepted.record).state().code())
        }
        Err(refusal) => refusal.code().0.to_owned(),
    }
}

#[test]
fn every_state_answers_every_command_of_everybody_as_the_table_says() {
    let (mut wrong, mut cells) = (Vec::new(), 0);
    // A minute after all that led there: what comes now is new, and no replay.
    let run = |before: Option<&Record>, by, command: DeliveryCommand| {
        told(before, &actor(by), minute(1), command, &known(), &Policy::default())
    };
    for (state, before) in states() {
        for (name, command) in commands() {
            let line = TABLE.iter().find(|(s, c, _)| (*s, *c) == (state, name));
            let (_, _, wants) = line.unwrap_or_else(|| panic!("no line for {state} × {name}"));
            for (by, want) in [OWNER, SALES, LEADER, STRANGER].into_iter().zip(wants) {
                let got = came_of(&run(before.as_ref(), by, command.clone()));
                if got != *want {
                    wrong.push(format!("{state} × {name} by {by}: {got}, not {want}"));
                }
                cells += 1;
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(cells, TABLE.len() * 4);
    assert_eq!(commands().len(), DeliveryCommand::VERBS.len());
}

/// Also when what was confirmed was corrected since, or the policy gives other days by now.
#[test]
fn a_replay_changes_nothing_however_far_it_is_by_now() {
    let commands: [DeliveryCommand; 5] = [
        list().into(),
        cancel().into(),
        give(AT).into(),
        confirm().into(),
        change(keys::RECEIVED_BY, "顾建明", "李芳").into(),
    ];
    let mut record = None;
    for command in &commands {
        record = Some(does(record.as_ref(), OWNER, command.clone()));
    }
    let policy = Policy { gift_report_days: 9, gift_confirm_days: 9, ..Policy::default() };
    for command in commands {
        let again = told(record.as_ref(), &actor(OWNER), AT, command.clone(), &known(), &policy).unwrap();
        assert_eq!((again.outcome, Some(again.record)), (Outcome::Noop, record.clone()), "{command:?}");
    }
}

/// In whatever order they reach the server.
#[test]
fn what_happened_and_its_place_on_the_list_meet_in_any_order() {
    let all: [(u128, DeliveryCommand); 3] =
        [(OWNER, list().into()), (SALES, give(AT).into()), (OWNER, confirm().into())];
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let mut record = None;
        for (by, command) in order.map(|n: usize| all[n].clone()) {
            record = Some(does(record.as_ref(), by, command));
        }
        let record = record.unwrap();
        let end = delivery(&record);
        assert_eq!((end.state(), end.log().len(), end.due()), (State::Confirmed, 3, None), "{order:?}");
        assert_eq!((end.giver(), end.given()), (Some(user(SALES)), Some(AT)), "{order:?}");
    }
}

/// Every command that a person can give.
fn any_command() -> impl Strategy<Value = DeliveryCommand> {
    let time = (0..4_i64).prop_map(|n| minute(n * 60));
    let text = prop::sample::select(vec!["甲", "乙", ""]);
    let giver = prop::sample::select(vec![OWNER, SALES, LEADER]);
    let outcome = prop::sample::select(Arrival::CHOICES);
    let key = prop::sample::select(vec![
        keys::OUTCOME,
        keys::RECEIVED_BY,
        keys::REMARK,
        keys::SIGNATURE,
        keys::ASKED,
    ]);
    let said = (outcome, time.clone()).prop_map(|(outcome, asked)| {
        let both = [keys::RECEIVED_BY, keys::REMARK];
        let draft = ConfirmForm::fresh(asked).with(keys::OUTCOME, outcome);
        confirm_of(&both.iter().fold(draft, |draft, key| draft.with(key, "甲"))).into()
    });
    prop_oneof![
        giver.prop_map(|giver| List { giver: user(giver), ..list() }.into()),
        (time, prop::sample::select(vec![None, Some(OWNER), Some(SALES)])).prop_map(|(given, along)| Give {
            along: along.map(user),
            ..give(given)
        }
        .into()),
        said,
        (key, text.clone(), text.clone()).prop_map(|(key, from, to)| change(key, from, to).into()),
        text.prop_map(|reason| Cancel { reason: reason.into() }.into()),
    ]
}

/// Whether every entry of the older log stands in the newer one, in its order; confirmations may be corrected.
fn grew(older: &Delivery, newer: &Delivery) -> bool {
    let same = |one: &Step, other: &Step| match (&one.what, &other.what) {
        (What::Confirmed(_), What::Confirmed(_)) => (one.by, one.at) == (other.by, other.at),
        _ => one == other,
    };
    older.log().len() <= newer.log().len() && older.log().iter().zip(newer.log()).all(|(o, n)| same(o, n))
}

proptest! {
    /// No panic, the same answer twice, a replay changes nothing, the log only grows, confirmed stays confirmed, facts are
    /// always taken, and what is offered is what is decided.
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
                let offered = offer(delivery(before), command.action(), &ctx);
                if matches!(answer, Err(Refusal::OutOfOrder { .. })) {
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
                let (older, newer) = (delivery(before), delivery(&accepted.record));
                prop_assert!(grew(older, newer), "{older:?} {newer:?}");
                prop_assert!(older.state() != State::Confirmed || newer.state() == State::Confirmed);
                prop_assert!(older.given().is_none() || older.given() == newer.given());
                prop_assert!(older.gift() == newer.gift());
            }
            let again = run(Some(&accepted.record)).unwrap();
            prop_assert_eq!((&again.outcome, &again.record), (&Outcome::Noop, &accepted.record));
            let body = accepted.record.encode().unwrap();
            prop_assert_eq!(Record::decode("delivery", 1, &body), accepted.record.clone());
            record = Some(accepted.record);
        }
    }

    /// A command travels as JSON and comes back the same.
    #[test]
    fn a_command_survives_the_wire(command in any_command()) {
        let command = Command::Delivery(command);
        let back = Command::decode(&command.name(), command.version(), &command.args().unwrap());
        prop_assert_eq!(back, Ok(command));
    }

    /// A draft that the form takes is shown as it was typed and checks again.
    #[test]
    fn what_is_shown_is_what_was_checked(
        texts in prop::collection::vec((0..ConfirmForm::FIELDS.len(), "[ a甲1\n,]{0,6}"), 0..4),
        gifts in prop::collection::vec((0..ListForm::FIELDS.len(), "[ a甲1\n,]{0,6}"), 0..4)
    ) {
        let typed = |start: Draft, fields: &[form::Field], texts: &[(usize, String)]| {
            texts.iter().fold(start, |draft, (n, text)| draft.with(fields[*n].key, text))
        };
        if let Ok(said) = ConfirmForm::check(&typed(received(), ConfirmForm::FIELDS, &texts), AT) {
            prop_assert_eq!(ConfirmForm::check(&ConfirmForm::show(&said), said.asked), Ok(said.clone()));
            prop_assert_eq!(Json::of(&said).unwrap().read::<Confirmation>().unwrap(), said);
        }
        if let Ok(listed) = ListForm::check(&typed(basket(), ListForm::FIELDS, &gifts), AT) {
            prop_assert_eq!(ListForm::check(&ListForm::show(&listed), AT), Ok(listed.clone()));
            prop_assert_eq!(Json::of(&listed.gift).unwrap().read::<Gift>().unwrap(), listed.gift);
        }
    }
}

#[test]
fn clocks_at_the_end_of_time_stop_nobody() {
    let policy = Policy::default();
    for ms in [i64::MIN, i64::MAX, 0] {
        let odd = Moment::new(ms, i16::MAX);
        let given = told(None, &actor(OWNER), odd, give(odd), &known(), &policy).unwrap().record;
        let end = told(Some(&given), &actor(OWNER), odd, confirm(), &known(), &policy).unwrap().record;
        let _ = (given.face(), end.face());
        assert_eq!(delivery(&end).state(), State::Confirmed);
    }
}

/// A screen asks by action, and each command of a delivery has its own.
#[test]
fn every_command_has_an_action_of_its_own() {
    let actions: BTreeSet<Action> = commands().iter().map(|(_, command)| command.action()).collect();
    assert_eq!(actions.len(), DeliveryCommand::VERBS.len());
}
