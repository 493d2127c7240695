//! Laws of all forms at once, and of corrections.

use super::*;
use crate::complaint::NoteForm;
use crate::customer::ProfileForm;
use crate::customer::keys;
use crate::merge::{Change, CorrectFields, correct};
use crate::refusal::{Clash, Refusal};
use proptest::prelude::*;
use std::collections::BTreeSet;

const NOW: Moment = Moment::new(1_795_327_500_000, 480);

/// Calls a law for each form of the product. A new form is one line here.
macro_rules! every_form {
    ($law:ident($($arg:expr),*)) => {
        $law::<NoteForm>($($arg),*);
        $law::<ProfileForm>($($arg),*);
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
    for field in F::FIELDS {
        let typed = draft.get(field.key).trim();
        match field.input {
            Input::Many(_) | Input::Photos { .. } => assert_eq!(shown.many(field.key), draft.many(field.key)),
            Input::Moment => assert_eq!(shown.get(field.key).get(..16), typed.get(..16)),
            _ => assert_eq!(shown.get(field.key), typed, "{}", field.key),
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
        Input::Photos { .. } => Just(String::new()).boxed(),
        Input::Line { .. } | Input::Text { .. } | Input::Customer => {
            prop_oneof![4 => "[a-z 客户]{1,20}", 1 => wild].boxed()
        }
    }
}

fn any_draft<F: Form>() -> BoxedStrategy<Draft> {
    let fields: Vec<_> = F::FIELDS.iter().map(|field| (Just(field.key), any_text(field))).collect();
    fields.prop_map(|pairs| pairs.into_iter().fold(Draft::default(), |d, (k, t)| d.with(k, t))).boxed()
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
    let current = Draft::default().with(keys::NAME, "新名").with(keys::ADDRESS, "旧址");
    let both = CorrectFields {
        changes: vec![
            Change { key: keys::NAME.into(), from: "旧名".into(), to: "我的名".into() },
            Change { key: keys::ADDRESS.into(), from: "旧址".into(), to: "新址".into() },
        ],
    };
    let merged = correct::<ProfileForm>(&current, &both).unwrap();
    assert_eq!(merged.draft.get(keys::NAME), "新名");
    assert_eq!(merged.draft.get(keys::ADDRESS), "新址");
    let clash = Clash { key: keys::NAME.into(), mine: "我的名".into(), theirs: "新名".into() };
    assert_eq!(merged.clashes, vec![clash]);
}

#[test]
fn a_field_the_form_has_not_is_malformed() {
    let result = correct::<ProfileForm>(&Draft::default(), &change("customer-number", "", "1"));
    assert_eq!(result, Err(Refusal::malformed("key", "unknown-field")));
}

#[test]
fn what_changed_between_two_forms_is_exactly_the_fields_that_differ() {
    let before = Draft::default().with(keys::NAME, "甲").with(keys::ADDRESS, "一");
    let after = before.clone().with(keys::ADDRESS, "二");
    let found = CorrectFields::between::<ProfileForm>(&before, &after).unwrap();
    assert_eq!(found, change(keys::ADDRESS, "一", "二"));
    assert_eq!(CorrectFields::between::<ProfileForm>(&before, &before), None);
}
