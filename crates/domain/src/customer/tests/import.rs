//! Imports: files are opened once, filled without taking anybody's words, and taken back while nobody changed them.

use super::*;
use crate::access::Scope;
use crate::values::BatchId;

pub(super) fn batch(n: u128) -> BatchId {
    BatchId(Uuid::from_u128(700 + n))
}

pub(super) fn coded(name: &str, code: &str) -> Profile {
    profile(&ProfileForm::fresh().with(keys::NAME, name).with(keys::CODE, code))
}

/// As the import makes it, also with a phone that no form takes.
fn profile(draft: &Draft) -> Profile {
    Profile::tidied(draft)
}

fn import(before: Option<&Record>, profile: Profile) -> Result<Accepted, Refusal> {
    run(before, Role::SystemAdministrator, Import { profile, pair: pair(5), batch: batch(1) })
}

fn take_back(
    record: &Record,
    n: u128,
    before: Option<&Profile>,
    after: &Profile,
) -> Result<Accepted, Refusal> {
    let back = TakeBack { batch: batch(n), before: before.cloned(), after: after.clone() };
    run(Some(record), Role::SystemAdministrator, back)
}

fn seen(record: &Record) -> Scope {
    record.scope(&Related::default()).unwrap()
}

#[test]
fn an_import_opens_a_file_of_its_batch_for_anybody() {
    let record = import(None, coded("甲", "ALFKI")).unwrap().record;
    assert_eq!((file(&record).batch, file(&record).pair), (Some(batch(1)), pair(5)));
    assert_eq!(Card::of(RecordId(Uuid::nil()), &record).face.keys, ["ALFKI"]);
    let again = import(Some(&record), coded("甲", "ALFKI")).unwrap();
    assert_eq!(again.outcome, Outcome::Noop);
}

/// Source: DECISIONS "Phone"
#[test]
fn a_phone_that_is_none_is_kept_as_typed_and_all_else_must_fit() {
    let draft = |key: &str, text: &str| ProfileForm::fresh().with(keys::NAME, "甲").with(key, text);
    let odd = import(None, profile(&draft(keys::PHONE, "问前台"))).unwrap().record;
    assert_eq!(file(&odd).profile.get(keys::PHONE), "问前台");
    for (key, text, code) in [
        (keys::NAME, String::new(), "required"),
        (keys::PHONE, "问".repeat(101), "not-a-phone"),
        (keys::CODE, "7".repeat(41), "too-long"),
        (keys::LAST_ORDER, "2099-01-01".to_owned(), "not-a-date"),
    ] {
        let refusal = import(None, profile(&draft(key, &text))).unwrap_err();
        assert_eq!(refusal, Refusal::malformed(keys_of(key), code));
    }
}

#[test]
fn what_is_empty_is_filled_the_later_order_counts_and_all_else_stays() {
    let record = opened(&full());
    let row = |key: &str| rows::key(keys::CONTACTS, "0", key);
    let with = ProfileForm::fresh()
        .with(keys::NAME, "海通达")
        .with(keys::CODE, "ALFKI")
        .with(keys::STREET, "别处 1 号")
        .with(keys::CONTACTS, "0")
        .with(&row(keys::CONTACT_NAME), "顾建民 ")
        .with(&row(keys::CONTACT_HOME), "0512-1")
        .with(&row(keys::CONTACT_MOBILE), "1")
        .with(keys::LAST_ORDER, "2026-11-20");
    let filled = import(Some(&record), profile(&with)).unwrap();
    let want = full()
        .with(keys::CODE, "ALFKI")
        .with(keys::LAST_ORDER, "2026-11-20")
        .with(&rows::key(keys::CONTACTS, "k3x9", keys::CONTACT_HOME), "0512-1");
    assert_eq!(file(&filled.record).profile, profile(&want));
    assert_eq!(file(&filled.record).pair, pair(1));
    assert_eq!(file(&filled.record).batch, None);
    let earlier = profile(&with.with(keys::LAST_ORDER, "2026-01-01"));
    assert_eq!(import(Some(&filled.record), earlier).unwrap().outcome, Outcome::Noop);
}

#[test]
fn another_person_there_is_one_more_contact_as_long_as_there_is_room() {
    let one = |row: &str, name: &str| {
        let draft = ProfileForm::fresh().with(keys::NAME, "甲").with(keys::CONTACTS, row);
        profile(&draft.with(&rows::key(keys::CONTACTS, row, keys::CONTACT_NAME), name))
    };
    let mut record = import(None, one("0", "第一")).unwrap().record;
    for n in 1..30 {
        record = import(Some(&record), one("0", &format!("联系人 {n}"))).unwrap().record;
    }
    let names: Vec<_> =
        file(&record).profile.contacts().map(|c| c.get(keys::CONTACT_NAME).to_owned()).collect();
    assert_eq!(names.len(), 20);
    assert!(names.contains(&"第一".to_owned()) && names.contains(&"联系人 19".to_owned()), "{names:?}");
}

#[test]
fn a_file_that_an_import_opened_is_nobodys_once_it_is_taken_back() {
    let opened = coded("甲", "ALFKI");
    let record = import(None, opened.clone()).unwrap().record;
    assert_eq!(take_back(&record, 2, None, &opened), Err(Refusal::NotFound));
    let gone = take_back(&record, 1, None, &opened).unwrap().record;
    assert_eq!(seen(&gone), Scope::withdrawn());
    assert_eq!(Record::decode("customer", 1, &gone.encode().unwrap()), gone);
    assert_eq!(take_back(&gone, 1, None, &opened).unwrap().outcome, Outcome::Noop);
    assert_eq!(import(Some(&gone), opened.clone()), Err(Refusal::Exists));
    let register = Register { profile: opened, pair: pair(5) };
    assert_eq!(run(Some(&gone), Role::ServiceRep, register), Err(Refusal::Exists));
    let correction = change(keys::STREET, "", "东吴南路");
    assert_eq!(run(Some(&gone), Role::ServiceRep, correction), Err(Refusal::NotFound));
    let mut related = Related::default();
    related.insert(RecordId(Uuid::nil()), gone);
    assert_eq!(related.customer(RecordId(Uuid::nil())), None);
}

#[test]
fn who_looks_after_a_file_does_not_keep_an_import_from_being_taken_back() {
    let opened = coded("甲", "ALFKI");
    let record = import(None, opened.clone()).unwrap().record;
    let assign = Assign { from: pair(5), to: pair(2) };
    let given = run(Some(&record), Role::ServiceSupervisor, assign).unwrap().record;
    assert_eq!(seen(&take_back(&given, 1, None, &opened).unwrap().record), Scope::withdrawn());
}

#[test]
fn what_was_filled_is_taken_out_again_unless_somebody_changed_the_file() {
    let record = opened(&full());
    let before = file(&record).profile.clone();
    let filled = import(Some(&record), coded("海通达", "ALFKI")).unwrap().record;
    let after = file(&filled).profile.clone();
    let back = take_back(&filled, 1, Some(&before), &after).unwrap();
    assert_eq!(back.record, record);
    assert_eq!(take_back(&back.record, 1, Some(&before), &after).unwrap().outcome, Outcome::Noop);

    let correction = change(keys::REMARKS, "", "常客");
    let corrected = run(Some(&filled), Role::ServiceRep, correction).unwrap().record;
    let refusal = take_back(&corrected, 1, Some(&before), &after).unwrap_err();
    assert_eq!(refusal.params().into_iter().collect::<Vec<_>>(), [(keys::REMARKS.into(), "常客".into())]);
    assert!(refusal.is_conflict());
}
