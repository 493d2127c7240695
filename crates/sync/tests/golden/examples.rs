//! One of each command, with something in every field.

use domain::access::Pair;
use domain::approval::{Copy, Decide, HandOn, Verdict, Withdraw};
use domain::attachment::{Add, Mime, Store};
use domain::calendar::{self, HolidayCommand, HolidayForm, Put, Withdraw as WithdrawHoliday};
use domain::complaint::{Accept, Answer, AnswerForm, NoteForm, Take, answer_keys, keys};
use domain::customer::{self, Assign, Ordered, Profile, ProfileForm, Register};
use domain::delivery::{self, ConfirmForm, DeliveryCommand, GiftForm};
use domain::form::{Draft, Field, Form as _, Input, rows};
use domain::merge::{Change, CorrectFields};
use domain::people::{
    Deputy, NameDeputies, Person, PersonCommand, PutPerson, PutTeam, Role, Team, TeamCommand,
};
use domain::policy::{self, PolicyCommand, PolicyForm, Proposal, Propose};
use domain::request::{self, RequestCommand, RequestForm, Resubmit, Submit};
use domain::values::{BlobId, Members};
use domain::visit::{
    self, Begin, Cancel, Cause, Finish, NotReached, Plan, Position, Purpose, Reschedule, VisitForm, Way,
};
use domain::{Command, Moment, Policy, RecordId};
use std::collections::BTreeSet;

pub(super) fn id<T: std::str::FromStr>(n: u64) -> T
where
    T::Err: std::fmt::Debug,
{
    format!("019ab000-0000-7000-8000-{n:012}").parse().expect("an id")
}

pub(super) const AT: Moment = Moment::new(1_795_327_500_000, 480);

pub(super) fn pair() -> Pair {
    Pair { owner: Some(id(1)), salesperson: Some(id(2)) }
}

/// Fields younger than the golden files with this profile. The import has the first; the others are written as the times of
/// the policy are.
const YOUNGER: [&str; 5] = [
    customer::keys::CODE,
    customer::keys::NOON_FROM,
    customer::keys::NOON_UNTIL,
    customer::keys::NIGHT_FROM,
    customer::keys::NIGHT_UNTIL,
];

/// A file with something in every field and two contacts.
pub(super) fn profile() -> Profile {
    let mut draft = ProfileForm::fresh()
        .with(customer::keys::NAME, "张家港保税区海通达物流有限公司")
        .with(customer::keys::CONTACTS, "k3x9,k4a0");
    for key in rows::keys(ProfileForm::FIELDS, &[&draft.clone()]) {
        if !YOUNGER.contains(&key.as_str()) && draft.get(&key).is_empty() {
            let field = ProfileForm::field(&key).expect("a field");
            draft.set(&key, something(field));
        }
    }
    ProfileForm::check(&draft, AT).expect("a complete file")
}

/// The same with what came from another system.
pub(super) fn imported() -> Profile {
    let draft = profile().draft().clone().with(customer::keys::CODE, "ALFKI");
    ProfileForm::check(&draft, AT).expect("a complete file")
}

/// What somebody could put into a field.
pub(super) fn something(field: &Field) -> String {
    match field.input {
        Input::Choice(codes) | Input::Many(codes) => (*codes.last().expect("codes")).to_owned(),
        Input::Phone => "0512-5838 1234".into(),
        Input::Time => "14:05".to_owned(),
        Input::Date => "2026-11-15".into(),
        Input::Number { .. } => "60".into(),
        Input::Money => "300000.50".into(),
        Input::Flag => "yes".into(),
        Input::Email => "gu@haitongda.cn".into(),
        Input::Point => "31.2989,120.5853".into(),
        Input::Words { .. } => "节日礼,老客户".into(),
        Input::Moment => "2026-11-21T09:30".into(),
        Input::Line { .. } | Input::Text { .. } | Input::Customer => {
            field.key.rsplit('-').next().unwrap_or_default().chars().take(8).collect()
        }
        Input::Photos | Input::Ink { .. } | Input::Rows { .. } => String::new(),
    }
}

pub(super) fn take() -> Take {
    let draft = NoteForm::fresh()
        .with(keys::CUSTOMER, id::<RecordId>(10).to_string())
        .with(keys::WHAT, "“6 箱外面是湿的。”")
        .with(keys::KIND, "delivery")
        .with(keys::WISHES, "explanation,replacement")
        .with(keys::PHOTOS, id::<RecordId>(12).to_string())
        .with(keys::HAPPENED, "2026-11-21T09:30")
        .with(keys::PHONE, "137 7601 2958")
        .with(keys::PRODUCT, "说明书")
        .with(keys::BATCH, "A-1")
        .with(keys::QUANTITY, "6 箱");
    Take { note: NoteForm::check(&draft, AT).expect("a complete note") }
}

/// A report with something in every field.
pub(super) fn finish() -> Finish {
    let mut draft = VisitForm::fresh(&Way::OnSite, &Purpose::Regular, AT)
        .with(visit::keys::STARTED, "2026-11-21T09:30")
        .with(visit::keys::ENDED, "2026-11-21T09:45")
        .with(visit::keys::RESULT, "A-1")
        .with(visit::keys::PHOTOS, id::<RecordId>(12).to_string())
        .with(visit::keys::SIGNATURE, "1.AAeCf8Y.u-BgB");
    for field in VisitForm::FIELDS {
        if draft.get(field.key).is_empty() {
            draft.set(field.key, something(field));
        }
    }
    let report = VisitForm::check(&draft, AT).expect("a complete report");
    Finish { customer: id(10), report, position: Some(position()) }
}

pub(super) fn position() -> Position {
    Position { point: "31.2989,120.5853".into(), accuracy_m: 12 }
}

/// One of each command to a visit, each possible after those before it.
pub(super) fn visits(correct: CorrectFields) -> Vec<visit::VisitCommand> {
    let (customer, way, purpose) = (id(10), Way::OnSite, Purpose::Regular);
    let planned = AT.plus_ms(-86_400_000);
    vec![
        Plan {
            customer,
            way: way.clone(),
            purpose: purpose.clone(),
            user: id(1),
            planned,
            request: Some(id(15)),
        }
        .into(),
        Reschedule { from: Some(planned), to: AT, reason: "客户开会".into() }.into(),
        Begin { customer, way, purpose: purpose.clone(), since: AT, position: Some(position()) }.into(),
        NotReached { customer, way: Way::Phone, purpose, tried: AT, cause: Cause::NoAnswer }.into(),
        Cancel { reason: "客户已停业".into() }.into(),
        finish().into(),
        correct.into(),
    ]
}

/// An answer with something in every field.
pub(super) fn answer() -> Answer {
    let draft = AnswerForm::fresh(AT)
        .with(answer_keys::WORDS, "明天上午换 6 箱")
        .with(answer_keys::REPLY, "好，等你们");
    Answer { told: AnswerForm::check(&draft, AT).expect("a complete answer") }
}

/// One of each command to a request, in an order in which most can be carried out.
pub(super) fn requests(correct: CorrectFields) -> Vec<RequestCommand> {
    let mut draft = RequestForm::fresh()
        .with(request::keys::LINES, "a1")
        .with(request::keys::EVERY, "month")
        .with(request::keys::FIRST, "2026-12-01T09:30")
        .with(request::keys::UNTIL, "2027-06-30")
        .with(request::keys::FEEDBACK_FIRST, "2026-12-08")
        .with(request::keys::ALONG, "A-1")
        .with(request::keys::GOES, "owner,requester")
        .with(request::keys::CHANNEL, "fax")
        .with(request::keys::LETTER, id::<RecordId>(12).to_string());
    for key in rows::keys(RequestForm::FIELDS, &[&draft.clone()]) {
        if draft.get(&key).is_empty() {
            draft.set(&key, something(RequestForm::field(&key).expect("a field")));
        }
    }
    let terms = RequestForm::check(&draft, AT).expect("a complete request");
    let comment = || "时间太紧".to_owned();
    vec![
        Submit { customer: id(10), terms }.into(),
        Copy { to: id(3) }.into(),
        HandOn { step: 0, to: id(3), comment: comment() }.into(),
        Decide { step: 0, verdict: Verdict::Return, comment: comment() }.into(),
        Resubmit { changes: correct.changes }.into(),
        Withdraw { reason: comment() }.into(),
        request::Begin {}.into(),
        request::GiveFeedback { text: comment() }.into(),
        request::Cancel { reason: comment() }.into(),
        request::Complete {}.into(),
    ]
}

/// One of each command to a delivery, each possible after those before it.
pub(super) fn deliveries(correct: CorrectFields) -> Vec<DeliveryCommand> {
    let filled = |fields: &[Field], draft: Draft| {
        let empty = fields.iter().filter(|field| draft.get(field.key).is_empty());
        empty.fold(draft.clone(), |draft, field| draft.with(field.key, something(field)))
    };
    let gift = || GiftForm::check(&filled(GiftForm::FIELDS, Draft::default()), AT).expect("a gift");
    let said = ConfirmForm::fresh(AT)
        .with(delivery::keys::RECEIVED_BY, "A-1")
        .with(delivery::keys::PHOTOS, id::<RecordId>(12).to_string())
        .with(delivery::keys::SIGNATURE, "1.AAeCf8Y.u-BgB");
    let said = ConfirmForm::check(&filled(ConfirmForm::FIELDS, said), AT).expect("a confirmation");
    let customer = id(10);
    vec![
        delivery::List { customer, gift: gift(), giver: id(1) }.into(),
        delivery::Cancel { reason: "客户已停业".into() }.into(),
        delivery::Give { customer, gift: gift(), given: AT.plus_ms(-86_400_000), along: None }.into(),
        delivery::Confirm { customer, gift: gift(), said }.into(),
        correct.into(),
    ]
}

pub(super) fn add() -> Add {
    Add {
        of: id(11),
        customer: Some(id(10)),
        sha256: BlobId::from_digest([0xab; 32]),
        thumb_sha256: Some(BlobId::from_digest([0xcd; 32])),
        size: 300_000,
        mime: Mime::Jpeg,
    }
}

pub(super) fn person() -> Person {
    Person {
        name: "周敏".into(),
        roles: BTreeSet::from([Role::ServiceRep, Role::Technician]),
        department: Some("service".into()),
        team: Some(id(20)),
        leads: BTreeSet::from([id(20)]),
        superior: Some(id(3)),
        deputies: vec![Deputy { user: id(4), from: AT, until: AT.plus_ms(86_400_000) }],
        active: true,
        kept: Members::new(),
    }
}

/// One of each command, with the record it is about.
pub(super) fn commands() -> Vec<(u64, Command)> {
    let team = Team { name: "苏南".into(), department: Some("service".into()), kept: Members::new() };
    let correction = |key: &str| CorrectFields {
        changes: vec![Change { key: key.into(), from: "A-1".into(), to: "A-2".into() }],
    };
    // In the author's own name, as a rep opens a file.
    let own = Pair { owner: Some(id(1)), salesperson: None };
    let to = Pair { owner: Some(id(4)), salesperson: None };
    let import = customer::Import { profile: imported(), pair: own, batch: id(30) };
    let back = customer::TakeBack { batch: id(30), before: Some(profile()), after: imported() };
    let visits =
        visits(correction(visit::keys::RESULT)).into_iter().map(|command| (13, Command::Visit(command)));
    let mut all = vec![
        (1, Command::Person(PersonCommand::Put(PutPerson { person: person() }))),
        (1, Command::Person(PersonCommand::NameDeputies(NameDeputies { deputies: person().deputies }))),
        (20, Command::Team(TeamCommand::Put(PutTeam { team }))),
        (10, Command::Customer(Register { profile: profile(), pair: own }.into())),
        (10, Command::Customer(correction(customer::keys::STREET).into())),
        (10, Command::Customer(Ordered { on: "2026-11-10".into() }.into())),
        (10, Command::Customer(Assign { from: own, to }.into())),
        (10, Command::Customer(import.into())),
        (10, Command::Customer(back.into())),
        (11, Command::Complaint(take().into())),
        (11, Command::Complaint(correction(keys::BATCH).into())),
        (11, Command::Complaint(Accept {}.into())),
        // Younger than the golden complaint, so it is of one that nobody knows.
        (13, Command::Complaint(answer().into())),
        (12, Command::Attachment(add().into())),
        (12, Command::Attachment(Store {}.into())),
    ];
    let requests = requests(correction(request::keys::ALONG));
    let requests = requests.into_iter().map(|command| (15, Command::Request(command)));
    all.extend(holidays().map(|command| (21, Command::Holiday(command))));
    all.extend(policies().map(|command| (22, Command::PolicyChange(command))));
    let deliveries = deliveries(correction(delivery::keys::RECEIVED_BY));
    let deliveries = deliveries.into_iter().map(|command| (16, Command::Delivery(command)));
    // While its author still looks after the customer.
    all.splice(4..4, visits.chain(requests).chain(deliveries));
    all
}

/// A change of the policy, proposed and approved; what comes then is refused.
pub(super) fn policies() -> [PolicyCommand; 5] {
    let seen = PolicyForm::fresh(&Policy::default());
    let draft = (seen.clone())
        .with(policy::keys::NOON_UNTIL, "14:30")
        .with(policy::keys::LONG_DAYS, "8,18,28")
        .with(policy::keys::FROM, "2026-12-01")
        .with(policy::keys::REASON, "客户午休改到两点半");
    let proposal = Proposal::of(&seen, &draft, AT).expect("a whole proposal");
    let approve = Decide { step: 0, verdict: Verdict::Approve, comment: String::new() };
    [
        PolicyCommand::Propose(Propose { proposal: proposal.clone() }),
        PolicyCommand::Decide(approve),
        PolicyCommand::Resubmit(policy::Resubmit { proposal }),
        PolicyCommand::HandOn(HandOn { step: 0, to: id(4), comment: String::new() }),
        PolicyCommand::Withdraw(Withdraw { reason: "不改了".to_owned() }),
    ]
}

/// A holiday with a day worked in exchange, and taken back.
pub(super) fn holidays() -> [HolidayCommand; 2] {
    let day = rows::key(calendar::keys::MAKE_UP, "k3x9", calendar::keys::MAKE_UP_DAY);
    let draft = Draft::default()
        .with(calendar::keys::NAME, "春节")
        .with(calendar::keys::FROM, "2027-02-05")
        .with(calendar::keys::UNTIL, "2027-02-12")
        .with(calendar::keys::MAKE_UP, "k3x9")
        .with(&day, "2027-02-14");
    let arrangement = HolidayForm::check(&draft, AT).expect("a whole holiday");
    [HolidayCommand::Put(Put { arrangement }), HolidayCommand::Withdraw(WithdrawHoliday {})]
}
