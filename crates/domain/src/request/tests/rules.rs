//! What may be asked for, what follows from an approval, what a visit without one is, what the card says.

use super::*;
use crate::card::Card;
use crate::visit::{self, Purpose, VisitCommand, Way};

fn faults(draft: &Draft) -> Vec<Problem> {
    RequestForm::submit(draft, AT, &Policy::default()).err().unwrap_or_default()
}

fn fault(key: &str, code: &str) -> Vec<Problem> {
    vec![Problem { key: key.into(), code: code.into() }]
}

/// REQ-01
#[test]
fn what_cannot_be_meant_is_not_asked_for() {
    assert_eq!(faults(&draft()), []);
    let wrong = |key: &str, text: &str| faults(&draft().with(key, text));
    assert_eq!(wrong(keys::WHY, ""), fault(keys::WHY, "required"));
    assert_eq!(wrong(keys::GOES, ""), fault(keys::GOES, "required"));
    assert_eq!(wrong(keys::UNTIL, "2026-11-30"), fault(keys::UNTIL, "ends-before-start"));
    assert_eq!(wrong(keys::UNTIL, "2026-12-01"), []);
    assert_eq!(wrong(keys::UNTIL, ""), fault(keys::UNTIL, "required"));
    // A single visit is done on its day, whatever was typed there before.
    for until in ["", "2026-11-30", "2027-06-30"] {
        let once = draft().with(keys::EVERY, "once").with(keys::UNTIL, until);
        assert_eq!(faults(&once), []);
        assert_eq!(terms(&once).times(9), [terms(&once).first]);
        assert!(RequestForm::omits(&once, keys::UNTIL) && !RequestForm::omits(&draft(), keys::UNTIL));
    }
    assert_eq!(wrong(keys::FIRST, "2026-11-22T09:59"), fault(keys::FIRST, "in-the-past"));
    assert_eq!(wrong(keys::FIRST, "2026-11-22T10:00"), []);
    assert_eq!(wrong(keys::CHANNEL, "fax"), fault(keys::LETTER, "required"));
    let letter = draft().with(keys::CHANNEL, "fax").with(keys::LETTER, id(7).to_string());
    assert_eq!(faults(&letter), []);
    // 60 weeks are enough, 61 are not; and the form refuses nothing that the server would take.
    assert_eq!(wrong(keys::UNTIL, "2028-01-24"), []);
    assert_eq!(wrong(keys::UNTIL, "2028-01-25"), fault(keys::UNTIL, "too-many"));
}

/// F6: a line to choose in has something to choose.
#[test]
fn the_confirmation_form_is_laid_down_line_by_line() {
    let line = |answer: &str, options: &str| {
        draft()
            .with(keys::LINES, "a1")
            .with("request-lines/a1/line-asks", "色差可接受吗")
            .with("request-lines/a1/line-answer", answer)
            .with("request-lines/a1/line-options", options)
    };
    assert_eq!(faults(&line("signature", "")), []);
    assert_eq!(faults(&line("choice", "可以,不可以")), []);
    assert_eq!(faults(&line("choice", "可以")), fault("request-lines/a1/line-options", "required"));
    let kept = terms(&line("choice", "可以,不可以"));
    assert_eq!(terms(&RequestForm::show(&kept)), kept);
}

#[test]
fn a_request_is_for_a_customer_one_sees_and_for_somebody_who_can_go() {
    assert_eq!(run(None, STRANGER, AT, submit()), Err(Refusal::NoLongerYours));
    for by in [SALES, HEAD, DEPUTY, DIRECTOR] {
        assert!(run(None, by, AT, submit()).is_ok(), "{by}");
    }
    assert_eq!(run(None, 0, AT, submit()), Err(Refusal::Denied));
    assert_eq!(told(None, REP, AT, submit(), &Related::default()), Err(Refusal::NotFound));
    let mut vacant = known();
    let alone = Pair { salesperson: None, ..pair() };
    vacant.insert(id(CUSTOMER), Customer::new(Profile::named("海通达"), alone, AT).into());
    let nobody = told(None, REP, AT, submit(), &vacant);
    assert_eq!(nobody, Err(Refusal::malformed(keys::GOES, "nobody")));
    vacant.set_org(Org::default());
    let own = Submit { terms: terms(&draft().with(keys::GOES, "requester")), ..submit() };
    assert_eq!(told(None, REP, AT, own, &vacant), Err(Refusal::NobodyDecides));
    assert_eq!(run(Some(&submitted()), REP, minute(1), submit()), Err(Refusal::Exists));
}

#[test]
fn the_one_who_is_found_is_asked() {
    let asked = |by| request(&does(None, by, AT, submit())).chain().waits_for();
    assert_eq!(asked(REP), Some((0, user(HEAD))));
    assert_eq!(asked(SALES), Some((0, user(HEAD))));
    assert_eq!(asked(HEAD), Some((0, user(DIRECTOR))));
}

/// REQ-02: what is asked for changes only after a return, by the one who asked.
#[test]
fn what_was_returned_is_changed_and_asked_again() {
    let returned = decided(Verdict::Return);
    let monthly = again(&[(keys::EVERY, "week", "month")]);
    let changed = does(Some(&returned), REP, minute(2), monthly.clone());
    assert_eq!(request(&changed).terms().every(), Every::Month);
    assert_eq!(request(&changed).chain().waits_for(), Some((1, user(HEAD))));
    assert_eq!(run(Some(&returned), HEAD, minute(2), monthly.clone()), Err(Refusal::Denied));
    let clash = run(Some(&returned), REP, minute(3), again(&[(keys::EVERY, "month", "once")]));
    assert!(matches!(clash, Err(Refusal::Clash(_))), "{clash:?}");
    // Asked again from another device as it was, and then changed here: nothing of that is dropped without a word.
    let asked = does(Some(&returned), REP, minute(4), again(&[]));
    let late = run(Some(&asked), REP, minute(5), monthly);
    assert_eq!(late, Err(Refusal::OutOfOrder { state: "submitted".into() }));
    // What lies in the past by then must be changed first.
    let late = run(Some(&returned), REP, minute(10 * 24 * 60), again(&[]));
    assert_eq!(late, Err(Refusal::Malformed(fault(keys::FIRST, "in-the-past"))));
}

/// What a screen offers is what would be taken, to whom.
#[test]
fn everybody_is_offered_what_they_can_do() {
    let offered = |record: &Record, by, at| {
        let (actor, policy, related) = (actor(by, at), Policy::default(), known());
        request(record).next_steps(&Ctx { actor: &actor, at, policy: &policy, related: &related })
    };
    let now = minute(5);
    assert_eq!(offered(&submitted(), REP, now), [Action::Withdraw]);
    assert_eq!(offered(&submitted(), HEAD, now), [Action::Decide]);
    assert_eq!(offered(&submitted(), DEPUTY, now), [Action::Decide]);
    assert_eq!(offered(&submitted(), DEPUTY, minute(8 * 24 * 60)), []);
    assert_eq!(offered(&submitted(), DIRECTOR, now), []);
    let returned = decided(Verdict::Return);
    // Its first visit is past by then, so it must be changed; that is possible.
    for at in [now, minute(30 * 24 * 60)] {
        assert_eq!(offered(&returned, REP, at), [Action::ResubmitRequest, Action::CancelRequest]);
    }
    assert_eq!(offered(&returned, HEAD, now), [Action::CancelRequest]);
    let ends = [Action::GiveFeedback, Action::CompleteRequest, Action::CancelRequest];
    assert_eq!(offered(&decided(Verdict::Approve), REP, now), ends);
    assert_eq!(offered(&decided(Verdict::Refuse), REP, now), []);
}

fn follows(before: Option<&Record>, after: &Record, related: &Related) -> Vec<Consequence> {
    consequences(id(REQUEST), before, after, AT, related)
}

/// REQ-04
#[test]
fn an_approval_plans_the_visits_once() {
    let approved = decided(Verdict::Approve);
    let planned = follows(Some(&submitted()), &approved, &known());
    let plan = |planned: &Consequence| match planned {
        Consequence::Create { n, command: Command::Visit(VisitCommand::Plan(plan)) } => (*n, plan.clone()),
        other => panic!("{other:?}"),
    };
    let plans: Vec<_> = planned.iter().map(plan).collect();
    let days: Vec<String> = plans.iter().map(|(_, plan)| plan.planned.to_local()).collect();
    let days: Vec<&str> = days.iter().map(String::as_str).collect();
    let want = ["2026-12-01", "2026-12-08", "2026-12-15", "2026-12-22", "2026-12-29"];
    assert_eq!(days, want.map(|day| format!("{day}T09:30")));
    assert_eq!(plans.iter().map(|(n, _)| *n).collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
    for (_, plan) in &plans {
        let meant = (plan.customer, plan.user, plan.request);
        assert_eq!(meant, (id(CUSTOMER), user(REP), Some(id(REQUEST))));
        assert_eq!((&plan.way, &plan.purpose), (&Way::OnSite, &Purpose::Regular));
    }
    // Nothing else plans anything.
    for verdict in [Verdict::Return, Verdict::Refuse] {
        assert_eq!(follows(Some(&submitted()), &decided(verdict), &known()), []);
    }
    let begun = does(Some(&approved), 0, minute(2), Begin {});
    assert_eq!(follows(Some(&approved), &begun, &known()), []);
    assert_eq!(follows(None, &submitted(), &known()), []);
}

/// A month without the day has its last one, and those after it have theirs again.
#[test]
fn short_months_shorten_only_themselves() {
    let times = |every: &str, first: &str, until: &str| {
        let draft = draft().with(keys::EVERY, every).with(keys::FIRST, first).with(keys::UNTIL, until);
        terms(&draft).times(60).into_iter().map(|at| at.to_local()[5..10].to_owned()).collect::<Vec<_>>()
    };
    let monthly = times("month", "2027-01-31T09:00", "2027-05-30");
    assert_eq!(monthly, ["01-31", "02-28", "03-31", "04-30"]);
    assert_eq!(times("quarter", "2026-11-30T09:00", "2027-05-31"), ["11-30", "02-28", "05-30"]);
    assert_eq!(times("once", "2026-12-01T09:00", "2027-05-31"), ["12-01"]);
    assert_eq!(times("two_weeks", "2026-12-01T09:00", "2026-12-15"), ["12-01", "12-15"]);
}

/// The visits of a request are planned by the server for whoever is to go, and for nobody else.
#[test]
fn the_server_plans_for_who_goes() {
    let mut related = known();
    let leader = Submit { terms: terms(&draft().with(keys::GOES, "requester")), ..submit() };
    let by_director = does(None, DIRECTOR, AT, leader);
    let approved = does(Some(&by_director), HEAD, minute(1), says(0, Verdict::Approve));
    related.insert(id(REQUEST), approved.clone());
    let plan = |user: UserId, request| {
        let (purpose, planned) = (Purpose::Regular, minute(60));
        let plan = visit::Plan { customer: id(CUSTOMER), way: Way::OnSite, purpose, user, planned, request };
        let (actor, policy) = (Standing::system(), Policy::default());
        let ctx = Ctx { actor: &actor, at: AT, policy: &policy, related: &related };
        decide(None, &Command::Visit(plan.into()), &ctx).map(|accepted| accepted.record)
    };
    assert!(plan(user(DIRECTOR), Some(id(REQUEST))).is_ok());
    assert_eq!(plan(user(DIRECTOR), None), Err(Refusal::NoLongerYours));
    assert_eq!(plan(user(STRANGER), Some(id(REQUEST))), Err(Refusal::NoLongerYours));
    let planned = follows(Some(&by_director), &approved, &related);
    let first = planned.first().expect("a visit");
    assert!(matches!(first, Consequence::Create { command: Command::Visit(VisitCommand::Plan(plan)), .. }
        if plan.user == user(DIRECTOR)));
}

/// VIS-02, REQ-03: a visit of a request that is not approved, or not known here, is taken and flagged.
#[test]
fn only_an_approved_request_of_this_customer_covers_a_visit() {
    let flags = |request: Option<&Record>| {
        let mut related = known();
        if let Some(request) = request {
            related.insert(id(REQUEST), request.clone());
        }
        let (actor, policy) = (actor(REP, AT), Policy::default());
        let ctx = Ctx { actor: &actor, at: AT, policy: &policy, related: &related };
        let (customer, way, purpose) = (id(CUSTOMER), Way::OnSite, Purpose::Regular);
        let plan = visit::Plan {
            customer,
            way: way.clone(),
            purpose: purpose.clone(),
            user: user(REP),
            planned: AT,
            request: Some(id(REQUEST)),
        };
        let planned = decide(None, &Command::Visit(plan.into()), &ctx).unwrap().record;
        assert!(
            needs(Some(&planned), &Command::Visit(visit::Cancel { reason: "x".into() }.into()))
                .contains(&id(REQUEST))
        );
        let begin = visit::Begin { customer, way, purpose, since: AT, position: None };
        decide(Some(&planned), &Command::Visit(begin.into()), &ctx).unwrap().flags
    };
    let approved = decided(Verdict::Approve);
    let in_progress = does(Some(&approved), 0, minute(2), Begin {});
    let completed = does(Some(&in_progress), REP, minute(3), Complete {});
    for sound in [&approved, &in_progress, &completed] {
        assert_eq!(flags(Some(sound)), [], "{sound:?}");
    }
    let cancelled = does(Some(&approved), REP, minute(3), cancel());
    for open in [submitted(), decided(Verdict::Return), decided(Verdict::Refuse), cancelled] {
        assert_eq!(flags(Some(&open)), [Flag::NotApproved], "{open:?}");
    }
    assert_eq!(flags(None), [Flag::NotApproved]);
    // Of another customer.
    let mut body = serde_json::to_value(approved.encode().unwrap()).unwrap();
    body["customer"] = serde_json::to_value(id(91)).unwrap();
    let body: Json = serde_json::from_value(body).unwrap();
    assert_eq!(flags(Some(&Record::decode("request", 1, &body))), [Flag::NotApproved]);
}

/// REQ-02: the first visit brings it in progress, and the server says so once.
#[test]
fn a_visit_that_began_brings_its_request_in_progress() {
    let (actor, policy, related) = (actor(REP, AT), Policy::default(), known());
    let ctx = Ctx { actor: &actor, at: AT, policy: &policy, related: &related };
    let does = |before: Option<&Record>, command: VisitCommand| {
        decide(before, &Command::Visit(command), &ctx).unwrap().record
    };
    let (customer, way, purpose) = (id(CUSTOMER), Way::OnSite, Purpose::Regular);
    let plan = |request| visit::Plan {
        customer,
        way: way.clone(),
        purpose: purpose.clone(),
        user: user(REP),
        planned: AT,
        request,
    };
    let begin =
        || visit::Begin { customer, way: way.clone(), purpose: purpose.clone(), since: AT, position: None };
    let planned = does(None, plan(Some(id(REQUEST))).into());
    assert_eq!(follows(None, &planned, &related), []);
    let met = does(Some(&planned), begin().into());
    let want = Consequence::Change { record: id(REQUEST), command: Command::Request(Begin {}.into()) };
    assert_eq!(follows(Some(&planned), &met, &related), [want]);
    let off = does(Some(&met), visit::Cancel { reason: "停产".into() }.into());
    assert_eq!(follows(Some(&met), &off, &related), []);
    let free = does(None, plan(None).into());
    assert_eq!(follows(Some(&free), &does(Some(&free), begin().into()), &related), []);
}

#[test]
fn the_card_tells_the_inbox_who_is_asked_and_by_when() {
    let face = |record: &Record| Card::of(id(REQUEST), record).face;
    let open = face(&submitted());
    assert_eq!((open.state.as_str(), open.note.as_str()), ("submitted", "新机台试产，客户要现场看色"));
    let (head, rep, sales) = (user(HEAD).to_string(), user(REP).to_string(), user(SALES).to_string());
    assert_eq!(open.marks, [head.as_str(), &rep, "", "", "0", ""]);
    let first = request(&submitted()).terms().first;
    assert_eq!((open.due_ms, open.at_ms), (Some(first.utc_ms), AT.utc_ms));
    // After each visit, on its day.
    let first_day =
        Moment::from_local("2026-12-02T00:00", 480).map(|at| (at.utc_ms - 1).to_string()).unwrap();
    let approved = face(&decided(Verdict::Approve));
    assert_eq!(
        (approved.state.as_str(), &approved.marks),
        ("approved", &vec![String::new(), rep, head, String::new(), String::new(), first_day.clone()])
    );
    let copied = does(Some(&submitted()), REP, minute(1), Copy { to: user(SALES) });
    assert_eq!(face(&copied).marks[3], sales);
    assert_eq!(approved.due_ms, Moment::from_local("2027-01-01T00:00", 480).map(|at| at.utc_ms - 1));
    assert_eq!(face(&decided(Verdict::Refuse)).due_ms, None);
}

/// REQ-09
#[test]
fn feedback_is_due_as_it_was_promised() {
    let days = |draft: Draft| {
        let times = terms(&draft).feedback_times(99);
        times.iter().map(|at| at.to_local()).collect::<Vec<_>>().join(" ")
    };
    let ends =
        |days: &[&str]| days.iter().map(|day| format!("2026-{day}T23:59")).collect::<Vec<_>>().join(" ");
    let by = |how: &str| draft().with(keys::FEEDBACK, how);
    assert_eq!(days(by("each_visit")), ends(&["12-01", "12-08", "12-15", "12-22", "12-29"]));
    assert_eq!(days(by("at_end")), ends(&["12-31"]));
    assert_eq!(days(by("week").with(keys::FEEDBACK_FIRST, "2026-12-14")), ends(&["12-14", "12-21", "12-28"]));
    assert_eq!(days(by("month")), ends(&["12-01"]));
    // Agreed for after the last day: told on it.
    assert_eq!(days(by("month").with(keys::FEEDBACK_FIRST, "2027-02-01")), ends(&["12-31"]));
    assert_eq!(days(by("each_visit").with(keys::EVERY, "once")), ends(&["12-01"]));
}

/// REQ-09: each that is given answers one that was promised; before the approval there is nothing to tell.
#[test]
fn feedback_is_given_one_by_one() {
    let tell = |text: &str| GiveFeedback { text: text.into() };
    let due = |record: &Record| request(record).feedback_due().map(Moment::to_local);
    let (open, approved) = (submitted(), decided(Verdict::Approve));
    assert_eq!((due(&open), due(&approved).as_deref()), (None, Some("2026-12-01T23:59")));
    let early = run(Some(&open), REP, minute(2), tell("还没去"));
    assert_eq!(early, Err(Refusal::OutOfOrder { state: "submitted".into() }));
    let once = does(Some(&approved), REP, minute(2), tell("客户认可新面料"));
    assert_eq!(due(&once).as_deref(), Some("2026-12-08T23:59"));
    // Pushed again it is the same; the same words another time are another.
    assert_eq!(does(Some(&once), REP, minute(2), tell("客户认可新面料")), once);
    let mut all = once;
    for n in 3..7 {
        all = does(Some(&all), SALES, minute(n), tell("客户认可新面料"));
    }
    assert_eq!((due(&all), request(&all).told().len()), (None, 5));
    assert_eq!(run(Some(&approved), REP, minute(2), tell(" ")), Err(Refusal::malformed(TEXT, "required")));
}
