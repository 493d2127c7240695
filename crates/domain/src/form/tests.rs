//! Laws of all forms at once, and of corrections.

use super::*;
use crate::complaint::NoteForm;
use crate::customer::ProfileForm;
use crate::customer::keys;
use crate::merge::{Change, CorrectFields, correct};
use crate::policy::PolicyForm;
use crate::refusal::{Clash, Refusal};
use crate::values::Fen;
use proptest::prelude::*;
use std::collections::BTreeSet;

const NOW: Moment = Moment::new(1_795_327_500_000, 480);

/// Calls a law for each form of the product. A new form is one line here.
macro_rules! every_form {
    ($law:ident($($arg:expr),*)) => {
        $law::<NoteForm>($($arg),*);
        $law::<ProfileForm>($($arg),*);
        $law::<PolicyForm>($($arg),*);
    };
}

fn keys_are_unique<F: Form>() {
    let keys: BTreeSet<&str> = F::FIELDS.iter().map(|field| field.key).collect();
    assert_eq!(keys.len(), F::FIELDS.len());
}

fn an_empty_form_names_all_that_is_required<F: Form>() {
    let found = F::check(&Draft::default(), NOW).err().unwrap_or_default();
    let want: Vec<&str> =
        F::FIELDS.iter().filter(|f| f.need == Need::Required).map(|field| field.key).collect();
    assert_eq!(found.iter().map(|problem| problem.key.as_str()).collect::<Vec<_>>(), want);
    assert!(found.iter().all(|problem| problem.code == "required"));
}

#[test]
fn laws_without_input() {
    every_form!(keys_are_unique());
    every_form!(an_empty_form_names_all_that_is_required());
}

/// What is typed and accepted is shown again as it was typed, blanks around it excepted.
fn what_is_accepted_is_shown_again<F: Form>(draft: &Draft) {
    let Ok(content) = F::check(draft, NOW) else { return };
    let shown = F::show(&content);
    for key in rows::keys(F::FIELDS, &[draft]) {
        let typed = draft.get(&key).trim();
        match F::field(&key).unwrap().input {
            Input::Many(_) | Input::Photos | Input::Words { .. } | Input::Rows { .. } => {
                assert_eq!(shown.many(&key), draft.many(&key));
            }
            Input::Moment => assert_eq!(shown.get(&key).get(..16), typed.get(..16)),
            Input::Money => assert_eq!(Fen::parse(shown.get(&key)), Fen::parse(typed)),
            Input::Number { .. } => assert_eq!(shown.get(&key).parse::<u32>().ok(), typed.parse().ok()),
            _ => assert_eq!(shown.get(&key), typed, "{key}"),
        }
    }
    assert!(F::check(&shown, NOW).is_ok());
}

/// Texts that people type and texts that break things.
fn any_text(field: &'static Field) -> BoxedStrategy<String> {
    let wild = prop_oneof![".{0,30}", Just("<script>".to_owned()), Just(" \u{202e}x ".to_owned())];
    match field.input {
        Input::Choice(codes) | Input::Many(codes) => {
            let one = prop::sample::select(codes).prop_map(str::to_owned);
            prop_oneof![9 => one, 1 => wild].boxed()
        }
        Input::Moment => prop_oneof![4 => Just("2026-11-22T14:05".to_owned()), 1 => wild].boxed(),
        Input::Phone => prop_oneof![4 => "[0-9]{7,11}", 1 => wild].boxed(),
        Input::Photos => Just(String::new()).boxed(),
        Input::Ink { .. } => prop_oneof![4 => Just("1.AAeC".to_owned()), 1 => wild].boxed(),
        Input::Rows { .. } => prop_oneof![9 => "(a1,)?(b2)?", 1 => wild].boxed(),
        Input::Date => {
            prop_oneof![4 => Just("2026-02-28".to_owned()), 1 => "2026-02-[0-9]{2}", 1 => wild].boxed()
        }
        Input::Time => prop_oneof![4 => "[01][0-9]:[0-5][0-9]", 1 => wild].boxed(),
        Input::Number { .. } => prop_oneof![4 => "[0-9]{1,3}", 1 => wild].boxed(),
        Input::Money => prop_oneof![4 => "[0-9]{1,6}([.][0-9]{0,2})?", 1 => wild].boxed(),
        Input::Flag => prop_oneof![2 => Just(YES.to_owned()), 2 => Just(String::new()), 1 => wild].boxed(),
        Input::Email => prop_oneof![4 => "[a-z]{1,5}@[a-z]{1,5}[.]cn", 1 => wild].boxed(),
        Input::Point => prop_oneof![4 => "-?[0-8]?[0-9][.][0-9]{0,9},1[0-7][0-9]", 1 => wild].boxed(),
        Input::Words { .. } => prop_oneof![4 => "([a-z 客户]{1,5}[,，、]){0,4}", 1 => wild].boxed(),
        Input::Line { .. } | Input::Text { .. } | Input::Customer => {
            prop_oneof![4 => "[a-z 客户]{1,20}", 1 => wild].boxed()
        }
    }
}

fn any_draft<F: Form>() -> BoxedStrategy<Draft> {
    // Rows of the two ids that `any_text` names, and their texts whether or not the row is there.
    let mut fields = Vec::new();
    for field in F::FIELDS {
        fields.push((Just(field.key.to_owned()), any_text(field)));
        for inner in rows::fields(field) {
            fields.extend(
                ["a1", "b2"].map(|row| (Just(rows::key(field.key, row, inner.key)), any_text(inner))),
            );
        }
    }
    fields.prop_map(|pairs| pairs.into_iter().fold(Draft::default(), |d, (k, t)| d.with(&k, t))).boxed()
}

proptest! {
    #[test]
    fn a_note_that_is_accepted_is_shown_again(draft in any_draft::<NoteForm>()) {
        what_is_accepted_is_shown_again::<NoteForm>(&draft);
    }

    #[test]
    fn a_profile_that_is_accepted_is_shown_again(draft in any_draft::<ProfileForm>()) {
        what_is_accepted_is_shown_again::<ProfileForm>(&draft);
    }

    /// I8: a value that a person decides on is only replaced by somebody who saw it.
    #[test]
    fn corrections_never_overwrite_what_their_author_did_not_see(
        now in "[ab]", from in "[ab]", to in "[ab]"
    ) {
        let current = Draft::default().with(keys::NAME, &now);
        let result = correct::<ProfileForm>(&current, &change(keys::NAME, &from, &to));
        match result {
            Ok(merged) if merged.changed => prop_assert!(now == from && merged.draft.get(keys::NAME) == to),
            Ok(merged) => prop_assert!(now == to && merged.draft == current),
            Err(Refusal::Clash(_)) => prop_assert!(now != from && now != to),
            Err(other) => prop_assert!(false, "{other:?}"),
        }
    }

    /// Elements of sets commute: in whatever order two corrections arrive, the end is the same.
    #[test]
    fn sets_of_two_authors_meet_in_any_order(a in "(core,|key,|vip,){0,3}", b in "(core,|key,|vip,){0,3}",
        start in "(core,|key,){0,2}") {
        let tidy = |text: &str| {
            let mut draft = Draft::default().with("x", text);
            let codes = draft.many("x");
            draft.set_many("x", codes.iter().map(String::as_str));
            draft.get("x").to_owned()
        };
        let (a, b, start) = (tidy(&a), tidy(&b), tidy(&start));
        let (one, two) = (change(keys::TAGS, &start, &a), change(keys::TAGS, &start, &b));
        let base = Draft::default().with(keys::NAME, "x").with(keys::TAGS, &start);
        let run = |first, second| {
            let there = correct::<ProfileForm>(&base, first).unwrap().draft;
            correct::<ProfileForm>(&there, second).unwrap().draft
        };
        prop_assert_eq!(run(&one, &two), run(&two, &one));
    }
}

fn change(key: &str, from: &str, to: &str) -> CorrectFields {
    CorrectFields { changes: vec![Change { key: key.into(), from: from.into(), to: to.into() }] }
}

#[test]
fn fields_that_do_not_clash_are_merged_and_the_others_wait() {
    let current = Draft::default().with(keys::NAME, "新名").with(keys::STREET, "旧址");
    let both = CorrectFields {
        changes: vec![
            Change { key: keys::NAME.into(), from: "旧名".into(), to: "我的名".into() },
            Change { key: keys::STREET.into(), from: "旧址".into(), to: "新址".into() },
        ],
    };
    let merged = correct::<ProfileForm>(&current, &both).unwrap();
    assert_eq!(merged.draft.get(keys::NAME), "新名");
    assert_eq!(merged.draft.get(keys::STREET), "新址");
    let clash = Clash { key: keys::NAME.into(), mine: "我的名".into(), theirs: "新名".into() };
    assert_eq!(merged.clashes, vec![clash]);
}

#[test]
fn a_field_that_no_correction_changes_is_refused() {
    let result = correct::<ProfileForm>(&Draft::default(), &change(keys::CREDIT_LIMIT, "", "1"));
    assert_eq!(result, Err(Refusal::malformed(keys::CREDIT_LIMIT, "not-by-correction")));
}

#[test]
fn a_field_the_form_has_not_is_malformed() {
    let result = correct::<ProfileForm>(&Draft::default(), &change("customer-number", "", "1"));
    assert_eq!(result, Err(Refusal::malformed("key", "unknown-field")));
}

#[test]
fn what_changed_between_two_forms_is_exactly_the_fields_that_differ() {
    let before = Draft::default().with(keys::NAME, "甲").with(keys::STREET, "一");
    let after = before.clone().with(keys::STREET, "二");
    let found = CorrectFields::between::<ProfileForm>(&before, &after).unwrap();
    assert_eq!(found, change(keys::STREET, "一", "二"));
    assert_eq!(CorrectFields::between::<ProfileForm>(&before, &before), None);
}

#[track_caller]
fn fault(key: &str, text: &str, want: Option<&str>) {
    let draft = ProfileForm::fresh().with(keys::NAME, "甲").with(key, text);
    let found = ProfileForm::check(&draft, NOW).err().unwrap_or_default();
    let code = found.iter().find(|problem| problem.key == key).map(|problem| problem.code.as_str());
    assert_eq!(code, want, "{key}: {text}");
}

#[test]
fn each_input_takes_what_it_is_made_for() {
    fault(keys::FIRST_CONTRACT, "2026-02-28", None);
    fault(keys::FIRST_CONTRACT, "2026-02-29", Some("not-a-date"));
    fault(keys::CREDIT_DAYS, "60", None);
    fault(keys::CREDIT_DAYS, "-1", Some("not-a-number"));
    fault(keys::CREDIT_DAYS, "99999", Some("not-a-number"));
    fault(keys::CREDIT_LIMIT, "300,000.50", None);
    fault(keys::CREDIT_LIMIT, "三十万", Some("not-an-amount"));
    fault(keys::DEBT, "no", Some("not-a-choice"));
    fault(keys::POINT, "31.2989, 120.5853", None);
    fault(keys::POINT, "-90,180", None);
    for wrong in ["91,0", "90.1,0", "0,180.0001", "1", "a,b", "1e1,2", "+1,2"] {
        fault(keys::POINT, wrong, Some("not-a-place"));
    }
    fault(keys::TAGS, "老客户、节日礼，上午", None);
    fault(keys::TAGS, &"长".repeat(21), Some("too-long"));
    fault(
        keys::TAGS,
        &(b'a'..=b'u').flat_map(|c| [char::from(c), ',']).collect::<String>(),
        Some("too-many"),
    );
    fault(keys::CONTACTS, "<b>", Some("not-a-row"));
}

#[test]
fn an_address_of_mail_has_a_name_and_a_host() {
    for (text, want) in [
        ("gu@haitongda.cn", None),
        ("gu.jm+1@mail.haitongda.com.cn", None),
        ("gu@", Some("not-an-email")),
        ("@haitongda.cn", Some("not-an-email")),
        ("gu@haitongda", Some("not-an-email")),
        ("gu jm@haitongda.cn", Some("not-an-email")),
        ("a@b@c.cn", Some("not-an-email")),
    ] {
        let draft = contact("a1", &[(keys::CONTACT_NAME, "顾"), (keys::CONTACT_EMAIL, text)]);
        let found = ProfileForm::check(&draft, NOW).err().unwrap_or_default();
        assert_eq!(found.first().map(|problem| problem.code.as_str()), want, "{text}");
    }
}

/// A file with one contact.
fn contact(row: &str, texts: &[(&str, &str)]) -> Draft {
    let file = ProfileForm::fresh().with(keys::NAME, "甲").with(keys::CONTACTS, row);
    texts.iter().fold(file, |draft, (key, text)| draft.with(&rows::key(keys::CONTACTS, row, key), *text))
}

fn between(before: &Draft, after: &Draft) -> CorrectFields {
    CorrectFields::between::<ProfileForm>(before, after).unwrap()
}

/// The row's text in a field.
fn of_row<'a>(draft: &'a Draft, row: &str, key: &str) -> &'a str {
    draft.get(&rows::key(keys::CONTACTS, row, key))
}

#[test]
fn a_problem_in_a_row_names_the_row() {
    let draft = contact("a1", &[(keys::CONTACT_MOBILE, "打电话")]);
    let found = ProfileForm::check(&draft, NOW).unwrap_err();
    let keys: Vec<&str> = found.iter().map(|problem| problem.key.as_str()).collect();
    assert_eq!(keys, ["customer-contacts/a1/contact-name", "customer-contacts/a1/contact-mobile"]);
}

#[test]
fn rows_of_two_authors_are_both_there() {
    let start = contact("a1", &[(keys::CONTACT_NAME, "顾")]);
    let second = contact("b2", &[(keys::CONTACT_NAME, "李")]).with(keys::CONTACTS, "a1,b2");
    let second = second.with("customer-contacts/a1/contact-name", "顾");
    let position = start.clone().with("customer-contacts/a1/contact-position", "经理");
    let there = correct::<ProfileForm>(&start, &between(&start, &second)).unwrap().draft;
    let merged = correct::<ProfileForm>(&there, &between(&start, &position)).unwrap();
    assert_eq!(merged.draft.get(keys::CONTACTS), "a1,b2");
    assert_eq!(of_row(&merged.draft, "b2", keys::CONTACT_NAME), "李");
    assert_eq!(of_row(&merged.draft, "a1", keys::CONTACT_POSITION), "经理");
}

#[test]
fn a_row_is_removed_only_by_somebody_who_saw_it_as_it_is() {
    let start = contact("a1", &[(keys::CONTACT_NAME, "顾"), (keys::CONTACT_MOBILE, "137")]);
    let without = ProfileForm::fresh().with(keys::NAME, "甲");
    let removal = between(&start, &without);
    assert_eq!(correct::<ProfileForm>(&start, &removal).unwrap().draft, without);

    let newer = start.clone().with("customer-contacts/a1/contact-mobile", "138");
    let Err(Refusal::Clash(clashes)) = correct::<ProfileForm>(&newer, &removal) else { panic!("removed") };
    let key = "customer-contacts/a1/contact-mobile".to_owned();
    assert_eq!(clashes, vec![Clash { key, mine: String::new(), theirs: "138".into() }]);
}

#[test]
fn a_change_in_a_row_that_is_gone_is_a_clash() {
    let start = contact("a1", &[(keys::CONTACT_NAME, "顾")]);
    let gone = ProfileForm::fresh().with(keys::NAME, "甲");
    let phone = start.clone().with("customer-contacts/a1/contact-mobile", "138");
    let result = correct::<ProfileForm>(&gone, &between(&start, &phone));
    assert!(matches!(result, Err(Refusal::Clash(_))), "{result:?}");
}
