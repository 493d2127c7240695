//! A complaint note is taken, never refused for a rule, and corrected without losing anybody's words.

use super::*;
use crate::access::{Pair, Scope, Standing, Who};
use crate::customer::{Customer, Profile};
use crate::form::{Draft, Form as _};
use crate::merge::CorrectFields;
use crate::values::{Moment, Number, RecordId, UserId};
use crate::*;
use proptest::prelude::*;
use std::collections::BTreeSet;
use uuid::Uuid;

const AT: Moment = Moment::new(1_795_327_500_000, 480);

fn id(n: u128) -> RecordId {
    RecordId(Uuid::from_u128(n))
}

fn actor(n: u128) -> Standing {
    Standing { who: Who::Person(UserId(Uuid::from_u128(n))), roles: BTreeSet::new(), holds: Vec::new() }
}

fn note(customer: &str) -> Note {
    let draft = NoteForm::fresh().with(keys::CUSTOMER, customer).with(keys::WHAT, "“6 箱是湿的。”");
    NoteForm::check(&draft, AT).unwrap()
}

fn customer_of(owner: u128) -> Customer {
    let pair = Pair { owner: Some(UserId(Uuid::from_u128(owner))), salesperson: None };
    Customer::new(Profile::named("海通达"), pair, AT)
}

/// The one place that knows how `decide` is called.
fn run(
    before: Option<&Record>,
    by: u128,
    command: impl Into<ComplaintCommand>,
    related: &Related,
) -> Result<Accepted, Refusal> {
    let actor = actor(by);
    let policy = Policy::default();
    let ctx = Ctx { actor: &actor, at: AT, policy: &policy, related };
    decide(before, &Command::Complaint(command.into()), &ctx)
}

fn taken(by: u128, note: Note) -> Record {
    run(None, by, Take { note }, &Related::default()).unwrap().record
}

#[test]
fn a_note_is_taken_with_a_customer_nobody_knows_and_flagged() {
    let accepted = run(None, 1, Take { note: note(&id(9).to_string()) }, &Related::default()).unwrap();
    assert_eq!(accepted.flags, vec![Flag::CustomerUnknown]);
    assert_eq!(accepted.record.parent(), Some(id(9)));
    assert_eq!(accepted.record.number(), None);
}

#[test]
fn a_note_of_the_future_is_taken_and_flagged() {
    let late = Note { happened: Some(AT.plus_ms(60_000)), ..note("张先生") };
    assert_eq!(
        run(None, 1, Take { note: late }, &Related::default()).unwrap().flags,
        vec![Flag::HappensLater]
    );
}

#[test]
fn a_note_without_words_is_malformed() {
    let empty = Note { what: "  ".into(), ..note("张先生") };
    let refusal = run(None, 1, Take { note: empty }, &Related::default()).unwrap_err();
    assert_eq!(refusal, Refusal::malformed(keys::WHAT, "required"));
}

#[test]
fn a_complaint_is_seen_by_those_who_look_after_its_customer() {
    let record = taken(1, note(&id(9).to_string()));
    let mut related = Related::default();
    assert_eq!(record.scope(&related), Some(Scope::care(Pair { owner: actor(1).user(), salesperson: None })));
    related.insert(id(9), customer_of(5).into());
    assert_eq!(record.scope(&related), Some(Scope::care(customer_of(5).pair)));
}

#[test]
fn taking_the_same_note_twice_is_once() {
    let record = taken(1, note("张先生"));
    let again = run(Some(&record), 1, Take { note: note("张先生") }, &Related::default()).unwrap();
    assert_eq!((again.outcome, again.record), (Outcome::Noop, record.clone()));
    let other = run(Some(&record), 1, Take { note: note("李先生") }, &Related::default());
    assert_eq!(other, Err(Refusal::Exists));
}

#[test]
fn the_first_who_takes_it_over_owns_it() {
    let record = taken(1, note("张先生"));
    let accepted = run(Some(&record), 2, Accept {}, &Related::default()).unwrap().record;
    assert_eq!(run(Some(&accepted), 2, Accept {}, &Related::default()).unwrap().outcome, Outcome::Noop);
    let second = run(Some(&accepted), 3, Accept {}, &Related::default());
    assert_eq!(second, Err(Refusal::OutOfOrder { state: "accepted".into() }));
}

fn told(words: &str, minutes: i64) -> Told {
    let when = AT.plus_ms(minutes * 60_000);
    AnswerForm::check(&AnswerForm::fresh(when).with(answer_keys::WORDS, words), when).unwrap()
}

fn complaint(record: &Record) -> &Complaint {
    let Record::Complaint(complaint) = record else { panic!("another kind") };
    complaint
}

/// The same `decide` at another time.
fn answer(before: Option<&Record>, by: u128, told: Told, minutes: i64) -> Result<Accepted, Refusal> {
    let (actor, policy, related) = (actor(by), Policy::default(), Related::default());
    let ctx = Ctx { actor: &actor, at: AT.plus_ms(minutes * 60_000), policy: &policy, related: &related };
    decide(before, &Command::Complaint(Answer { told }.into()), &ctx)
}

#[test]
fn the_first_answer_ends_the_hour_and_whoever_gives_it_owns_the_complaint() {
    let record = taken(1, note("张先生"));
    assert_eq!(complaint(&record).first_answered(), None);
    let accepted = answer(Some(&record), 2, told("明天上午换货", 40), 45).unwrap();
    assert_eq!(accepted.flags, vec![]);
    let answered = complaint(&accepted.record);
    assert_eq!(answered.first_answered(), Some(AT.plus_ms(40 * 60_000)));
    assert_eq!(answered.owner(), actor(2).user());

    // The same entry sent again is one; another is a second, and the owner stays.
    let again = answer(Some(&accepted.record), 2, told("明天上午换货", 40), 45).unwrap();
    assert_eq!(again.outcome, Outcome::Noop);
    let more = answer(Some(&accepted.record), 3, told("已换货", 60), 61).unwrap().record;
    assert_eq!(complaint(&more).answers.len(), 2);
    assert_eq!(complaint(&more).owner(), actor(2).user());
    assert_eq!(complaint(&more).first_answered(), Some(AT.plus_ms(40 * 60_000)));
}

#[test]
fn an_answer_is_late_by_when_it_was_given_and_not_by_when_it_was_noted() {
    let record = taken(1, note("张先生"));
    let flags = |told: Told, minutes: i64| answer(Some(&record), 1, told, minutes).unwrap().flags;
    assert_eq!(flags(told("好", 60), 600), vec![]);
    assert_eq!(flags(told("好", 61), 600), vec![Flag::LateAnswer]);
    let first = answer(Some(&record), 1, told("好", 5), 6).unwrap().record;
    assert_eq!(answer(Some(&first), 1, told("又好", 600), 600).unwrap().flags, vec![]);
}

#[test]
fn an_answer_of_the_future_is_flagged_and_one_without_words_is_malformed() {
    let record = taken(1, note("张先生"));
    assert_eq!(answer(Some(&record), 1, told("好", 9), 8).unwrap().flags, vec![Flag::HappensLater]);
    let empty = Told { words: " ".into(), ..told("好", 5) };
    assert_eq!(answer(Some(&record), 1, empty, 6), Err(Refusal::malformed(answer_keys::WORDS, "required")));
    assert_eq!(answer(None, 1, told("好", 5), 6), Err(Refusal::NotFound));
    // The form itself does not take the future.
    let draft = AnswerForm::show(&told("好", 9));
    assert_eq!(AnswerForm::check(&draft, AT).unwrap_err()[0].code, "in-the-future");
}

#[test]
fn a_correction_keeps_what_others_wrote() {
    let record = taken(1, note("张先生"));
    let shown = NoteForm::show(&note("张先生"));
    let set = |key: &str, text: &str| {
        CorrectFields::between::<NoteForm>(&shown, &shown.clone().with(key, text)).unwrap()
    };
    let one = run(Some(&record), 1, set(keys::BATCH, "A1"), &Related::default()).unwrap().record;
    let two = run(Some(&one), 2, set(keys::PRODUCT, "说明书"), &Related::default()).unwrap().record;
    let Record::Complaint(complaint) = &two else { panic!("another kind") };
    assert_eq!(complaint.note.batch.as_deref(), Some("A1"));
    assert_eq!(complaint.note.product.as_deref(), Some("说明书"));
    let clash = run(Some(&two), 3, set(keys::BATCH, "B2"), &Related::default()).unwrap_err();
    assert!(clash.is_conflict());
}

#[test]
fn the_number_follows_on_the_server_and_is_never_given_twice() {
    let record = taken(1, note("张先生"));
    // 23:30 UTC on the last of October is November on the organisation's clock.
    let server = Moment::from_local("2026-11-01T07:30", 480).unwrap();
    let want = vec![Consequence::Number { series: "complaint", period: 202_611 }];
    assert_eq!(consequences(RecordId(Uuid::nil()), None, &record, server, &Related::default()), want);
    assert_eq!(
        consequences(RecordId(Uuid::nil()), Some(&record), &record, server, &Related::default()),
        vec![]
    );
    let first = record.numbered(Number { period: 202_611, serial: 1 });
    assert_eq!(first.clone().numbered(Number { period: 202_611, serial: 2 }), first);
}

#[test]
fn what_a_newer_build_wrote_survives_a_correction() {
    let newer = r#"{"note":{"customer":{"named":"张"},"by":"lawyer","what":"x","severity":"normal","mood":"angry"},
        "taken_by":"00000000-0000-0000-0000-000000000001","taken_at":{"ms":1,"off":480},
        "status":{"state":"on_hold","until":7},"sla":{"due":3}}"#;
    let body: Json = serde_json::from_str(newer).unwrap();
    let record = Record::decode("complaint", 1, &body);
    let Record::Complaint(complaint) = &record else { panic!("unreadable") };
    assert_eq!(complaint.status.code(), "on_hold");
    assert_eq!(complaint.note.by.code(), "lawyer");
    let back: serde_json::Value = record.encode().unwrap().read().unwrap();
    let want: serde_json::Value = serde_json::from_str(newer).unwrap();
    assert_eq!(back, want);
}

#[test]
fn a_newer_schema_is_kept_and_not_touched() {
    let body: Json = serde_json::from_str(r#"{ "quite" : "different" }"#).unwrap();
    let record = Record::decode("complaint", 2, &body);
    assert_eq!(record.encode().unwrap().text(), r#"{ "quite" : "different" }"#);
    assert_eq!(run(Some(&record), 1, Accept {}, &Related::default()), Err(Refusal::TooNew));
}

/// Every command that a person can give.
fn any_command() -> impl Strategy<Value = ComplaintCommand> {
    let text = prop::sample::select(vec!["a", "b", ""]);
    prop_oneof![
        Just(Take { note: note("张先生") }.into()),
        Just(Accept {}.into()),
        (text.clone(), 0..3_i64).prop_map(|(words, at)| {
            Answer { told: Told { words: words.into(), ..told("x", at) } }.into()
        }),
        (text.clone(), text).prop_map(|(from, to)| {
            let show = |text: &str| Draft::default().with(keys::BATCH, text);
            let none = CorrectFields { changes: Vec::new() };
            CorrectFields::between::<NoteForm>(&show(from), &show(to)).unwrap_or(none).into()
        }),
    ]
}

proptest! {
    /// Every status that can be reached answers every command of everybody, and the same way each time.
    #[test]
    fn every_command_has_an_answer_in_every_state(
        steps in prop::collection::vec((1..4_u128, any_command()), 0..12)
    ) {
        let related = Related::default();
        let mut record: Option<Record> = None;
        for (by, command) in steps {
            let answer = run(record.as_ref(), by, command.clone(), &related);
            prop_assert_eq!(&answer, &run(record.as_ref(), by, command.clone(), &related));
            match answer {
                Ok(accepted) => {
                    let body = accepted.record.encode().unwrap();
                    prop_assert_eq!(Record::decode("complaint", 1, &body), accepted.record.clone());
                    record = Some(accepted.record);
                }
                Err(Refusal::NotFound) => prop_assert!(record.is_none()),
                Err(Refusal::Exists) => prop_assert!(matches!(command, ComplaintCommand::Take(_))),
                // An answer happened: nothing but its own shape is held against it.
                Err(Refusal::Malformed(_)) => prop_assert!(matches!(command, ComplaintCommand::Answer(_))),
                Err(refusal) => prop_assert!(refusal.is_conflict(), "{:?}", refusal),
            }
        }
    }

    /// A command travels as JSON and comes back the same.
    #[test]
    fn a_command_survives_the_wire(command in any_command()) {
        let command = Command::Complaint(command);
        let back = Command::decode(&command.name(), command.version(), &command.args().unwrap());
        prop_assert_eq!(back, Ok(command));
    }
}

#[test]
fn a_command_of_a_newer_build_is_unknown_and_a_broken_one_is_malformed() {
    let args: Json = serde_json::from_str("{}").unwrap();
    assert_eq!(Command::decode("complaint.take", 2, &args), Err(DecodeError::Unknown));
    assert_eq!(Command::decode("complaint.sing", 1, &args), Err(DecodeError::Unknown));
    assert_eq!(Command::decode("nothing", 1, &args), Err(DecodeError::Unknown));
    assert_eq!(Command::decode("complaint.take", 1, &args), Err(DecodeError::Malformed));
}
