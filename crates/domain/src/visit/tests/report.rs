//! The report and its form: complete or not finished, amended and never overwritten in silence.

use super::*;
use crate::form::Problem;
use crate::policy::Asked;
use proptest::prelude::*;

fn problems(draft: &Draft) -> Vec<(String, String)> {
    let problems = VisitForm::finish(draft, AT, &Policy::default()).err().unwrap_or_default();
    problems.into_iter().map(|Problem { key, code }| (key, code)).collect()
}

fn required(keys: &[&str]) -> Vec<(String, String)> {
    keys.iter().map(|key| ((*key).to_owned(), "required".to_owned())).collect()
}

#[test]
fn a_complete_report_of_a_call_finishes() {
    assert_eq!(problems(&draft()), []);
}

/// VIS-07: what must be there depends on purpose and way; "无" is an answer.
#[test]
fn what_must_be_there_depends_on_purpose_and_way() {
    let bare =
        |way, purpose| VisitForm::fresh(&way, &purpose, minute(-15)).with(keys::ENDED, minute(-5).to_local());
    assert_eq!(
        problems(&bare(Way::Sms, Purpose::Special)),
        required(&[keys::CONTACT, keys::DONE, keys::RESULT])
    );
    assert_eq!(
        problems(&bare(Way::OnSite, Purpose::MarketSurvey)),
        required(&[
            keys::CONTACT,
            keys::PLACE,
            keys::STOCK,
            keys::MARKET,
            keys::SALES_POLICY,
            keys::DONE,
            keys::PROMISED,
            keys::RESULT,
            keys::NEXT_STEP
        ])
    );
    let after_service = problems(&draft().with(keys::PURPOSE, Purpose::AfterService.code()));
    assert_eq!(after_service, required(&[keys::ATTITUDE, keys::SCORE, keys::SOLVED, keys::FEE]));
}

#[test]
fn another_policy_asks_for_something_else() {
    const PHOTO: &[Asked] = &[Asked { ways: &[], purposes: &[], fields: &[keys::PHOTOS] }];
    let policy = Policy { visit_asked: PHOTO, ..Policy::default() };
    let found = VisitForm::finish(&draft(), AT, &policy).unwrap_err();
    assert_eq!(found, [Problem { key: keys::PHOTOS.into(), code: "required".into() }]);
    assert!(VisitForm::finish(&draft(), AT, &Policy { visit_asked: &[], ..policy }).is_ok());
}

#[test]
fn what_the_policy_asks_for_stands_on_the_form() {
    for asked in Policy::default().visit_asked {
        for key in asked.fields {
            assert!(VisitForm::field(key).is_some(), "{key}");
        }
    }
}

#[test]
fn a_visit_does_not_end_before_it_begins() {
    let backwards = draft().with(keys::ENDED, minute(-16).to_local());
    assert_eq!(problems(&backwards), [(keys::ENDED.to_owned(), "ends-before-start".to_owned())]);
    assert_eq!(problems(&draft().with(keys::ENDED, minute(-15).to_local())), []);
}

#[test]
fn a_signature_is_what_a_hand_drew() {
    let of = |text: &str| problems(&draft().with(keys::SIGNATURE, text));
    let wrong = |code: &str| [(keys::SIGNATURE.to_owned(), code.to_owned())];
    assert_eq!(of("1.AAeC.u-BgB"), []);
    assert_eq!(of("顾建明"), wrong("not-a-signature"));
    assert_eq!(of(&id(1).to_string()), wrong("not-a-signature"));
    assert_eq!(of(&format!("1.{}", "AA".repeat(4000))), wrong("too-long"));
}

#[test]
fn a_score_goes_from_one_to_ten() {
    for (score, sound) in [("0", false), ("1", true), ("10", true), ("11", false), ("八", false)] {
        let found = problems(&draft().with(keys::SCORE, score));
        assert_eq!(found.is_empty(), sound, "{score}");
    }
    assert_eq!(finish_of(&draft().with(keys::SCORE, "8")).report.score(), Some(8));
}

/// A device with an older policy asked for less: the fact is taken, and somebody looks at it.
#[test]
fn an_incomplete_report_is_taken_as_a_fact_and_flagged() {
    let thin = VisitForm::fresh(&Way::Phone, &Purpose::Regular, minute(-15))
        .with(keys::ENDED, minute(-5).to_local());
    let accepted = run(None, OWNER, finish_of(&thin)).unwrap();
    assert_eq!(accepted.flags, [Flag::Incomplete]);
    assert_eq!(run(None, OWNER, finish()).unwrap().flags, []);
}

/// What no form of any policy could have made.
#[test]
fn a_report_that_does_not_say_how_or_is_backwards_is_malformed() {
    let malformed = |body: &str| {
        let args = format!(r#"{{"customer":"{}","report":{body}}}"#, id(CUSTOMER));
        let args: Json = serde_json::from_str(&args).unwrap();
        Command::decode("visit.finish", 1, &args)
    };
    let no_times = malformed(r#"{"off":480,"way":"phone","purpose":"regular"}"#);
    assert_eq!(no_times, Err(DecodeError::Malformed));
    let times = r#""off":480,"started":"2026-11-22T10:00","ended":"2026-11-22T10:09""#;
    let no_way = malformed(&format!(r#"{{{times},"purpose":"regular"}}"#)).unwrap();
    let Command::Visit(no_way) = no_way else { panic!("another kind") };
    assert_eq!(run(None, OWNER, no_way).unwrap_err(), Refusal::malformed(keys::WAY, "required"));
}

/// VIS-16: an amendment is a correction by value, so nobody's words go in silence.
#[test]
fn an_amendment_replaces_only_what_its_author_saw() {
    let record = does(None, OWNER, finish());
    let seen = "下周再订 200 箱";
    let amended = does(Some(&record), LEADER, change(keys::RESULT, seen, "下周再订 300 箱"));
    assert_eq!(visit(&amended).report().unwrap().get(keys::RESULT), "下周再订 300 箱");
    let stale = run(Some(&amended), SALES, change(keys::RESULT, seen, "取消订单"));
    assert!(matches!(stale, Err(Refusal::Clash(_))), "{stale:?}");
    let emptied = run(Some(&amended), OWNER, change(keys::RESULT, "下周再订 300 箱", ""));
    assert_eq!(emptied, Err(Refusal::malformed(keys::RESULT, "required")));
}

#[test]
fn a_signature_is_given_once() {
    let record = does(None, OWNER, finish());
    let signed = does(Some(&record), OWNER, change(keys::SIGNATURE, "", "1.AAeC"));
    assert_eq!(visit(&signed).report().unwrap().get(keys::SIGNATURE), "1.AAeC");
    let other = run(Some(&signed), OWNER, change(keys::SIGNATURE, "1.AAeC", "1.AA"));
    assert_eq!(other, Err(Refusal::AlreadySet { key: keys::SIGNATURE.into() }));
}

#[test]
fn an_amendment_is_refused_for_its_own_faults_only() {
    let thin = VisitForm::fresh(&Way::Phone, &Purpose::Regular, minute(-15))
        .with(keys::ENDED, minute(-5).to_local());
    let record = does(None, OWNER, finish_of(&thin));
    let better = does(Some(&record), OWNER, change(keys::RESULT, "", "还要考虑"));
    assert_eq!(visit(&better).report().unwrap().get(keys::RESULT), "还要考虑");
    let worse = run(Some(&record), OWNER, change(keys::SCORE, "", "11"));
    assert_eq!(worse, Err(Refusal::malformed(keys::SCORE, "not-a-choice")));
}

/// A report is amended elsewhere in the world without its times being shifted.
#[test]
fn times_stay_on_the_clock_they_were_typed_on() {
    let record = does(None, OWNER, finish());
    let there = Moment::new(AT.utc_ms, 0);
    let later = change(keys::ENDED, &minute(-5).to_local(), &minute(-3).to_local());
    let amended = told(Some(&record), &actor(OWNER), there, later, &known(), &Policy::default()).unwrap();
    let report = visit(&amended.record).report().unwrap();
    assert_eq!((report.started, report.ended, report.length_min()), (minute(-15), minute(-3), 12));
}

/// The second report of somebody else stands beside the first, and each author amends their own.
#[test]
fn two_reports_of_one_visit_are_both_kept() {
    let first = does(None, OWNER, finish());
    let theirs = finish_of(&draft().with(keys::RESULT, "没有见到老板"));
    let accepted = run(Some(&first), SALES, theirs).unwrap();
    assert_eq!(accepted.flags, [Flag::FinishedTwice]);
    let amended = does(Some(&accepted.record), SALES, change(keys::RESULT, "没有见到老板", "见到了老板"));
    let amended = does(Some(&amended), LEADER, change(keys::STOCK, "", "300 箱"));
    let said: Vec<_> = visit(&amended)
        .reports()
        .map(|(by, report)| (by, report.get(keys::RESULT), report.get(keys::STOCK)))
        .collect();
    let want = [(Some(user(OWNER)), "下周再订 200 箱", "300 箱"), (Some(user(SALES)), "见到了老板", "")];
    assert_eq!(said, want);
    // What came first counts, and its author is whose it is.
    assert_eq!(amended.author(id(1)), Some(user(OWNER)));
    assert_eq!(amended.face().note, "下周再订 200 箱");
}

#[test]
fn the_next_appointment_is_a_moment() {
    let report = finish_of(&draft().with(keys::NEXT_APPOINTMENT, "2026-12-01T09:30")).report;
    assert_eq!(report.next_appointment(), Moment::from_local("2026-12-01T09:30", 480));
}

#[test]
fn what_a_newer_build_wrote_survives_an_amendment() {
    let newer = r#"{"customer":"00000000-0000-0000-0000-00000000005a","way":"hologram","purpose":"regular","mood":7,
        "log":[{"what":"blessed","by":"00000000-0000-0000-0000-000000000001","at":{"ms":1,"off":480},"twice":true},
        {"what":"finished","at":{"ms":2,"off":480},"smell":"good","by":"00000000-0000-0000-0000-000000000001",
        "report":{"off":480,"way":"hologram","purpose":"regular","started":"2026-11-22T10:00",
        "ended":"2026-11-22T10:09","weather":{"rain":1}}}]}"#;
    let record = Record::decode("visit", 1, &serde_json::from_str(newer).unwrap());
    let back = |record: &Record| record.encode().unwrap().read::<serde_json::Value>().unwrap();
    let mut want: serde_json::Value = serde_json::from_str(newer).unwrap();
    assert_eq!(back(&record), want);
    let amended = does(Some(&record), OWNER, change(keys::RESULT, "", "好"));
    want["log"][1]["report"]["result"] = "好".into();
    assert_eq!(back(&amended), want);
}

proptest! {
    /// A draft that the form takes is shown as it was typed and checks again.
    #[test]
    fn what_is_shown_is_what_was_checked(
        texts in prop::collection::vec((0..VisitForm::FIELDS.len(), "[ a甲1\n,]{0,6}"), 0..6)
    ) {
        let draft = texts.iter().fold(draft(), |draft, (n, text)| draft.with(VisitForm::FIELDS[*n].key, text));
        if let Ok(report) = VisitForm::check(&draft, AT) {
            let shown = VisitForm::show(&report);
            prop_assert_eq!(VisitForm::check(&shown, report.started), Ok(report.clone()));
            let json = Json::of(&report).unwrap();
            prop_assert_eq!(json.read::<Report>().unwrap(), report);
        }
    }
}

/// Source: VIS-12
#[test]
fn a_place_and_a_signature_belong_to_a_visit_on_site() {
    let call = VisitForm::fresh(&Way::Phone, &Purpose::Regular, AT);
    let site = VisitForm::fresh(&Way::OnSite, &Purpose::Regular, AT);
    for key in [keys::PLACE, keys::SIGNATURE] {
        assert!(VisitForm::omits(&call, key), "{key}");
        assert!(!VisitForm::omits(&site, key), "{key}");
        assert!(!VisitForm::omits(&call.clone().with(key, "x"), key), "{key} is filled in");
        assert!(!VisitForm::asks(&call, key, &Policy::default()), "{key} is asked for and not shown");
    }
    assert!(!VisitForm::omits(&call, keys::CONTACT));
    // Who was told of something urgent: only where there is something.
    let urgent = |answer: &str| call.clone().with(keys::AT_ONCE, answer);
    assert!(VisitForm::omits(&call, keys::AT_ONCE_TO) && VisitForm::omits(&urgent("no"), keys::AT_ONCE_TO));
    assert!(!VisitForm::omits(&urgent("yes"), keys::AT_ONCE_TO));
}
