//! Customer files: opened by those who may, corrected without losing anybody's words, given to others by those who
//! saw the same owner, and never changed where other rules own a value.

use super::*;
use crate::access::{Pair, Standing, Who};
use crate::card::Card;
use crate::form::{Draft, Form as _, Problem, rows};
use crate::merge::{Change, CorrectFields};
use crate::people::Role;
use crate::policy::{OwnRest, Rest};
use crate::values::{Moment, Number, RecordId, UserId};
use crate::*;
use proptest::prelude::*;
use std::collections::BTreeSet;
use uuid::Uuid;

mod import;

const AT: Moment = Moment::new(1_795_327_500_000, 480);

fn user(n: u128) -> UserId {
    UserId(Uuid::from_u128(n))
}

fn pair(owner: u128) -> Pair {
    Pair { owner: Some(user(owner)), salesperson: None }
}

fn run(
    before: Option<&Record>,
    role: Role,
    command: impl Into<CustomerCommand>,
) -> Result<Accepted, Refusal> {
    let actor = Standing { who: Who::Person(user(1)), roles: BTreeSet::from([role]), holds: Vec::new() };
    let (policy, related) = (Policy::default(), Related::default());
    let ctx = Ctx { actor: &actor, at: AT, policy: &policy, related: &related };
    decide(before, &Command::Customer(command.into()), &ctx)
}

fn register(role: Role, owner: u128) -> Result<Accepted, Refusal> {
    run(None, role, Register { profile: Profile::named("海通达"), pair: pair(owner) })
}

/// A file with something in each field.
fn full() -> Draft {
    let row = |key: &str| rows::key(keys::CONTACTS, "k3x9", key);
    ProfileForm::fresh()
        .with(keys::NAME, "张家港保税区海通达物流有限公司")
        .with(keys::SHORT_NAME, "海通达")
        .with(keys::PHONE, "0512-5838 1234")
        .with(keys::CONTACTS, "k3x9")
        .with(&row(keys::CONTACT_NAME), "顾建民")
        .with(&row(keys::CONTACT_POSITION), "物流经理")
        .with(&row(keys::CONTACT_MOBILE), "137 7601 2958")
        .with(&row(keys::CONTACT_FAX), "0512-5838 1239")
        .with(&row(keys::CONTACT_GENDER), "male")
        .with(&row(keys::CONTACT_BIRTHDAY), "1978-05-12")
        .with(&row(keys::CONTACT_EMAIL), "gu@haitongda.cn")
        .with(keys::PROVINCE, "江苏省")
        .with(keys::CITY, "苏州市")
        .with(keys::DISTRICT, "吴中区")
        .with(keys::STREET, "东吴南路 81 号")
        .with(keys::POINT, "31.2989,120.5853")
        .with(keys::NOON_FROM, "11:30")
        .with(keys::NOON_UNTIL, "13:00")
        .with(keys::TIER, "key")
        .with(keys::GRADE, "a")
        .with(keys::VIP, "yes")
        .with(keys::TAGS, "老客户、节日礼")
        .with(keys::ITEMS, "说明书")
        .with(keys::FIRST_CONTRACT, "2019-04-01")
        .with(keys::LAST_ORDER, "2026-11-15")
        .with(keys::DEBT, "yes")
        .with(keys::CREDIT_DAYS, "60")
        .with(keys::CREDIT_LIMIT, "300,000.50")
        .with(keys::INVOICE_TAX, "91320594MA1X7K2T0P")
        .with(keys::BACKGROUND, "两个仓库。\n年发货 3 万箱。")
}

fn opened(draft: &Draft) -> Record {
    let profile = ProfileForm::check(draft, AT).unwrap();
    run(None, Role::ServiceRep, Register { profile, pair: pair(1) }).unwrap().record
}

fn file(record: &Record) -> &Customer {
    let Record::Customer(customer) = record else { panic!("another kind") };
    customer
}

fn change(key: &str, from: &str, to: &str) -> CorrectFields {
    CorrectFields { changes: vec![Change { key: key.into(), from: from.into(), to: to.into() }] }
}

#[test]
fn a_rep_opens_a_file_in_their_own_name_only() {
    assert!(register(Role::ServiceRep, 1).is_ok());
    assert_eq!(register(Role::ServiceRep, 2), Err(Refusal::Denied));
    assert!(register(Role::ServiceSupervisor, 2).is_ok());
}

#[test]
fn a_file_without_a_name_is_malformed() {
    let nameless = Register { profile: Profile::named(" "), pair: pair(1) };
    let refusal = run(None, Role::ServiceRep, nameless).unwrap_err();
    assert_eq!(refusal, Refusal::malformed(keys::NAME, "required"));
}

/// Source: VIS-04
#[test]
fn a_customer_rests_from_one_time_until_another_or_as_all_do() {
    let rests = file(&opened(&full())).profile.rests();
    assert_eq!(rests, OwnRest { noon: Rest::between("11:30", "13:00"), night: None });
    for (key, missing) in [(keys::NIGHT_FROM, keys::NIGHT_UNTIL), (keys::NIGHT_UNTIL, keys::NIGHT_FROM)] {
        let half = full().with(key, "21:00");
        let missed = Problem { key: missing.into(), code: "required".into() };
        assert_eq!(ProfileForm::check(&half, AT), Err(vec![missed]));
    }
}

#[test]
fn opening_the_same_file_twice_is_once() {
    let record = opened(&full());
    let same = Register { profile: file(&record).profile.clone(), pair: pair(1) };
    assert_eq!(run(Some(&record), Role::ServiceRep, same).unwrap().outcome, Outcome::Noop);
    let other = Register { profile: Profile::named("别家"), pair: pair(1) };
    assert_eq!(run(Some(&record), Role::ServiceRep, other), Err(Refusal::Exists));
}

#[test]
fn a_customer_goes_from_the_owner_that_was_seen_to_another() {
    let record = register(Role::ServiceSupervisor, 1).unwrap().record;
    let moved =
        run(Some(&record), Role::ServiceSupervisor, Assign { from: pair(1), to: pair(2) }).unwrap().record;
    assert_eq!(file(&moved).pair, pair(2));
    let again = run(Some(&moved), Role::ServiceSupervisor, Assign { from: pair(1), to: pair(2) }).unwrap();
    assert_eq!(again.outcome, Outcome::Noop);
    let stale = run(Some(&moved), Role::ServiceSupervisor, Assign { from: pair(1), to: pair(3) });
    assert!(matches!(stale, Err(Refusal::Clash(_))));
}

#[test]
fn the_number_counts_the_files_of_a_year() {
    let record = register(Role::ServiceRep, 1).unwrap().record;
    // 23:30 UTC on the last of December is the next year on the organisation's clock.
    let server = Moment::from_local("2027-01-01T07:30", 480).unwrap();
    let want = vec![Consequence::Number { series: "customer", period: 2027 }];
    assert_eq!(consequences(RecordId(Uuid::nil()), None, &record, server, &Related::default()), want);
    assert_eq!(
        consequences(RecordId(Uuid::nil()), Some(&record), &record, server, &Related::default()),
        vec![]
    );
    let first = record.numbered(Number { period: 2027, serial: 1 });
    assert_eq!(first.number().unwrap().to_string(), "2027-0001");
    assert_eq!(first.clone().numbered(Number { period: 2027, serial: 2 }), first);
}

/// CUS-08: a credit limit changes only with three signatures; debt and last order are the accounts' word.
#[test]
fn what_other_rules_own_no_correction_changes() {
    let record = opened(&full());
    for key in [keys::CREDIT_DAYS, keys::CREDIT_LIMIT, keys::DEBT, keys::LAST_ORDER] {
        let from = file(&record).profile.get(key).to_owned();
        for to in ["", "1"] {
            let refusal = run(Some(&record), Role::GeneralManager, change(key, &from, to)).unwrap_err();
            assert_eq!(refusal, Refusal::malformed(keys_of(key), "not-by-correction"), "{key}");
        }
    }
}

fn keys_of(key: &str) -> &'static str {
    ProfileForm::field(key).unwrap().key
}

#[test]
fn what_rules_look_at_has_its_type() {
    let record = opened(&full());
    let profile = &file(&record).profile;
    assert_eq!(profile.kind(), Some(CustomerKind::Company));
    assert_eq!(profile.stage(), Some(Stage::Prospect));
    assert_eq!((profile.tier(), profile.grade()), (Some(Tier::Key), Some(Grade::A)));
    assert_eq!((profile.credit_days(), profile.credit_limit()), (Some(60), Some(Fen(30_000_050))));
    assert!(profile.owes());
    let contact = profile.contacts().next().unwrap();
    assert_eq!(contact.get(keys::CONTACT_NAME), "顾建民");
    // A fax calls nobody.
    assert_eq!(contact.phones().count(), 1);
    assert_eq!(Profile::named("甲").credit_limit(), None);
}

#[test]
fn a_body_says_each_value_in_its_own_type_and_nothing_that_is_empty() {
    let body: serde_json::Value = opened(&full()).encode().unwrap().read().unwrap();
    let profile = &body["profile"];
    assert_eq!(profile["credit_limit"], 30_000_050);
    assert_eq!(profile["credit_days"], 60);
    assert_eq!(profile["debt"], true);
    assert_eq!(profile["tags"], serde_json::json!(["老客户", "节日礼"]));
    assert_eq!(profile["contacts"]["k3x9"]["mobile"], "137 7601 2958");
    assert!(profile.get("remarks").is_none() && body.get("number").is_none());
    let small = opened(&ProfileForm::fresh().with(keys::NAME, "老周五金店"));
    assert!(small.encode().unwrap().text().len() < 220, "{}", small.encode().unwrap().text());
}

#[test]
fn the_card_tells_what_lists_show_and_searches_find() {
    let record = opened(&full()).numbered(Number { period: 2026, serial: 7 });
    let card = Card::of(RecordId(Uuid::from_u128(9)), &record);
    assert_eq!(card.face.title, "张家港保税区海通达物流有限公司");
    assert_eq!(card.face.note, "苏州市吴中区东吴南路 81 号");
    assert_eq!(card.face.number.as_deref(), Some("2026-0007"));
    assert_eq!(card.face.state, "prospect");
    // The number to call is the contact's, as it is dialled; the switchboard's where no contact has one.
    let marks = ["company", "key", "a", "vip", "debt", "2026-11-15", "+8613776012958"];
    assert_eq!(card.face.marks, marks);
    let abroad = ProfileForm::fresh().with(keys::NAME, "Ernst Handel").with(keys::PHONE, "+43 7675-3425");
    let abroad = Card::of(RecordId(Uuid::from_u128(9)), &opened(&abroad));
    assert_eq!(abroad.face.marks.last().map(String::as_str), Some("+4376753425"));
    assert_eq!(card.face.keys, ["海通达", "顾建民", "051258381234", "13776012958"]);
}

#[test]
fn what_a_newer_build_wrote_survives_a_correction() {
    let newer = r#"{"number":"2026-0007","profile":{"name":"甲","kind":"temple","stage":"customer","loyalty":{"points":7},
        "contacts":{"a1":{"name":"顾","zodiac":"龙"},"b2":{"name":"李","zodiac":"马"}}},
        "pair":{"owner":"00000000-0000-0000-0000-000000000001","salesperson":null},
        "registered_at":{"ms":1,"off":480},"group":["x"]}"#;
    let body: Json = serde_json::from_str(newer).unwrap();
    let record = Record::decode("customer", 1, &body);
    assert_eq!(file(&record).profile.kind(), Some(CustomerKind::Other("temple".into())));
    let mut want: serde_json::Value = serde_json::from_str(newer).unwrap();
    let back = |record: &Record| record.encode().unwrap().read::<serde_json::Value>().unwrap();
    assert_eq!(back(&record), want);

    let shown = ProfileForm::show(&file(&record).profile);
    let mut after = shown.clone().with(keys::STREET, "东吴南路").with(keys::CONTACTS, "a1");
    after.set(&rows::key(keys::CONTACTS, "b2", keys::CONTACT_NAME), "");
    let correction = CorrectFields::between::<ProfileForm>(&shown, &after).unwrap();
    let corrected = run(Some(&record), Role::ServiceRep, correction).unwrap().record;
    want["profile"]["street"] = "东吴南路".into();
    want["profile"]["contacts"].as_object_mut().unwrap().remove("b2");
    assert_eq!(back(&corrected), want);
}

#[test]
fn a_body_of_another_type_than_the_table_is_kept_and_not_touched() {
    let text = r#"{"profile":{"name":["甲"]},"pair":{"owner":null,"salesperson":null},"registered_at":{"ms":1,"off":480}}"#;
    let record = Record::decode("customer", 1, &serde_json::from_str(text).unwrap());
    assert!(matches!(record, Record::Unknown { .. }));
    assert_eq!(record.encode().unwrap().text(), text);
}

#[test]
fn a_correction_is_refused_for_its_own_faults_only() {
    let text = r#"{"profile":{"name":"甲","kind":"temple","stage":"customer"},
        "pair":{"owner":null,"salesperson":null},"registered_at":{"ms":1,"off":480}}"#;
    let record = Record::decode("customer", 1, &serde_json::from_str(text).unwrap());
    let good = run(Some(&record), Role::ServiceRep, change(keys::STREET, "", "东吴南路"));
    assert!(good.is_ok(), "{good:?}");
    let bad = run(Some(&record), Role::ServiceRep, change(keys::PHONE, "", "没有"));
    assert_eq!(bad, Err(Refusal::malformed(keys::PHONE, "not-a-phone")));
}

/// Every command that a person can give.
fn any_command() -> impl Strategy<Value = CustomerCommand> {
    let text = prop::sample::select(vec!["a", "b", ""]);
    let keys = prop::sample::select(vec![
        keys::NAME.to_owned(),
        keys::TAGS.to_owned(),
        keys::CONTACTS.to_owned(),
        rows::key(keys::CONTACTS, "a", keys::CONTACT_NAME),
        rows::key(keys::CONTACTS, "b", keys::CONTACT_NAME),
        keys::DEBT.to_owned(),
        "customer-nothing".to_owned(),
    ]);
    let one = (keys, text.clone(), text).prop_map(|(key, from, to)| Change {
        key,
        from: from.to_owned(),
        to: to.to_owned(),
    });
    let import = |profile| Import { profile, pair: pair(1), batch: import::batch(1) };
    let back = |before| TakeBack { batch: import::batch(1), before, after: Profile::named("a") };
    prop_oneof![
        1 => Just(import(Profile::named("a")).into()),
        1 => Just(import(import::coded("b", "7")).into()),
        1 => Just(back(None).into()),
        1 => Just(back(Some(import::coded("b", "7"))).into()),
        1 => Just(Register { profile: Profile::named("a"), pair: pair(1) }.into()),
        1 => (1..3_u128, 1..3_u128).prop_map(|(from, to)| Assign { from: pair(from), to: pair(to) }.into()),
        4 => prop::collection::vec(one, 1..4).prop_map(|changes| CorrectFields { changes }.into()),
    ]
}

proptest! {
    /// Every file that can be reached answers every command, the same way each time, and is written as it is read.
    #[test]
    fn every_command_has_an_answer(steps in prop::collection::vec(any_command(), 0..16)) {
        let mut record: Option<Record> = None;
        for command in steps {
            let answer = run(record.as_ref(), Role::ServiceSupervisor, command.clone());
            prop_assert_eq!(&answer, &run(record.as_ref(), Role::ServiceSupervisor, command.clone()));
            match answer {
                Ok(accepted) => {
                    let body = accepted.record.encode().unwrap();
                    prop_assert_eq!(Record::decode("customer", 1, &body), accepted.record.clone());
                    record = Some(accepted.record);
                }
                Err(Refusal::NotFound) => prop_assert!(
                    record.as_ref().is_none_or(|record| file(record).withdrawn)
                        || matches!(command, CustomerCommand::TakeBack(_))
                ),
                Err(Refusal::Exists) => {
                    prop_assert!(matches!(command, CustomerCommand::Register(_) | CustomerCommand::Import(_)));
                }
                Err(refusal) => {
                    prop_assert!(refusal.is_conflict() || matches!(refusal, Refusal::Malformed(_)), "{refusal:?}");
                }
            }
        }
    }

    /// A command travels as JSON and comes back the same.
    #[test]
    fn a_command_survives_the_wire(command in any_command()) {
        let command = Command::Customer(command);
        let back = Command::decode(&command.name(), command.version(), &command.args().unwrap());
        prop_assert_eq!(back, Ok(command));
    }
}

/// FOL-01: a new order ends a lapse; an older word does not bring it back.
#[test]
fn the_latest_order_counts_whoever_notes_it_first() {
    let file = opened(&full().with(keys::LAST_ORDER, "2026-11-01"));
    let noted =
        |before: &Record, on: &str| run(Some(before), Role::ServiceRep, Ordered { on: on.to_owned() });
    let day = |record: &Record| match record {
        Record::Customer(customer) => customer.profile.get(keys::LAST_ORDER).to_owned(),
        _ => panic!("a customer"),
    };
    let later = noted(&file, "2026-11-20").unwrap();
    assert_eq!((day(&later.record).as_str(), &later.outcome), ("2026-11-20", &Outcome::Applied));
    let earlier = noted(&later.record, "2026-11-10").unwrap();
    assert_eq!((day(&earlier.record).as_str(), &earlier.outcome), ("2026-11-20", &Outcome::Noop));
    for wrong in ["", "soon", "2026-11-32", "2027-11-20"] {
        assert_eq!(
            noted(&file, wrong).unwrap_err(),
            Refusal::malformed(keys::LAST_ORDER, "not-a-date"),
            "{wrong}"
        );
    }
    assert_eq!(run(None, Role::ServiceRep, Ordered { on: "2026-11-20".to_owned() }), Err(Refusal::NotFound));
}

#[test]
fn an_address_is_set_solid_in_chinese_and_with_blanks_in_other_letters() {
    let draft = |city, street| Draft::default().with(keys::CITY, city).with(keys::STREET, street);
    for (city, street, line) in [
        ("苏州市", "园区路 1 号", "苏州市园区路 1 号"),
        ("Berlin", "Obere Str. 57", "Berlin Obere Str. 57"),
        ("上海市", "Bund 3", "上海市Bund 3"),
        ("", "Bund 3", "Bund 3"),
    ] {
        assert_eq!(address(&draft(city, street)), line);
    }
}
