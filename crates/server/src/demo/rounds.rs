//! The daily work of the reps: they do what Today tells them, and of late not all of it.

use chrono::{Datelike as _, NaiveDate};
use domain::Command;
use domain::approval::{Decide, Verdict};
use domain::follow::{Contacts, Duty, Why, duty};
use domain::people::Role;
use domain::request::{Complete, GiveFeedback, RequestCommand, RequestForm, Submit, keys as request};
use domain::values::{CommandId, Moment, RecordId, UserId};
use domain::visit::{Cause, Finish, NotReached, Purpose, VisitCommand, Way};
use sync::digest::consequence_id;

use super::customers::{Book, Known, policy};
use super::days::Days;
use super::people::{self, PEOPLE};
use super::script::Script;
use super::{DemoError, talk};

/// For how many working days back.
const BACK: u64 = 55;
/// Of the last ones something is left for whoever looks at it.
const LATELY: u64 = 3;
/// So many working days ahead they begin with what falls due.
const AHEAD: u64 = 4;
/// When they call.
const SLOTS: [&str; 6] = ["09:05", "09:40", "10:30", "11:10", "14:20", "15:35"];

/// What became of a customer so far: on which days somebody talked to them, and whether there.
type Made = Vec<(NaiveDate, bool)>;

/// Goes through all days of all reps.
///
/// # Errors
/// If something could not have been written like this.
pub(super) fn walk(script: &mut Script, days: &Days, book: &Book) -> Result<(), DemoError> {
    let mut made: Vec<Made> = book.0.iter().map(|_| Made::new()).collect();
    for back in (1..=BACK).rev() {
        let day = days.back(back);
        for rep in PEOPLE.iter().filter(|one| one.is(&Role::ServiceRep)) {
            let slots = if back <= LATELY { SLOTS.get(..2).unwrap_or_default() } else { &SLOTS };
            let mut open = open(days, book, &made, rep.user(), day);
            // Whoever must be visited is asked for first: that is decided by somebody else.
            open.sort_by_key(|(duty, at)| (!duty.why.is_on_site(), duty.due, *at));
            for ((duty, at), slot) in open.into_iter().zip(slots) {
                let (Some(known), Some(made)) = (book.0.get(at), made.get_mut(at)) else { continue };
                if duty.why.is_on_site() {
                    let there = days.after(day, 2);
                    if there < days.back(LATELY) {
                        visit(script, days, known, (day, there), made.len())?;
                        made.push((there, true));
                    }
                } else {
                    call(script, days.at(day, slot)?, known, &duty.why, made.len() + at)?;
                    made.push((day, false));
                }
            }
        }
    }
    Ok(())
}

/// What falls due soon for a rep, by the place of the customer.
fn open(days: &Days, book: &Book, made: &[Made], rep: UserId, day: NaiveDate) -> Vec<(Duty, usize)> {
    let soon = days.after(day, AHEAD);
    let all = book.0.iter().zip(made).enumerate().filter(|(_, (known, _))| known.owner == rep);
    all.filter_map(|(at, (known, made))| {
        let contacts = contacts(known.contacts()?, made, day);
        let duty = duty(&contacts, &policy(), &days.calendar, day)?;
        (duty.due <= soon).then_some((duty, at))
    })
    .collect()
}

/// The contact with a customer as it was on that day.
fn contacts(before: Contacts, made: &Made, day: NaiveDate) -> Contacts {
    let month = |day: NaiveDate| (day.year(), day.month());
    Contacts {
        last: made.iter().map(|(day, _)| *day).max(),
        last_on_site: made.iter().filter(|(_, there)| *there).map(|(day, _)| *day).max(),
        this_month: made.iter().filter(|(made, _)| month(*made) == month(day)).count(),
        // What is ordered later is not known yet.
        last_order: before.last_order.filter(|order| *order <= day),
        ..before
    }
}

/// One of some, the n-th time.
fn nth<T>(all: &[T], n: usize) -> Result<&T, DemoError> {
    all.get(n % all.len().max(1)).ok_or_else(|| DemoError::Data("nothing to say".to_owned()))
}

/// A call, or a mail to those of whom one knows enough; the second time where nobody answers at first.
fn call(script: &mut Script, at: Moment, known: &Known, why: &Why, n: usize) -> Result<(), DemoError> {
    let lapsed = matches!(why, Why::Lapse { .. } | Why::LongLapse { .. });
    let (purpose, talks) = match why {
        Why::LongLapse { .. } => (Purpose::WinBack, talk::LAPSED),
        _ if lapsed => (Purpose::Lapse, talk::LAPSED),
        _ => (Purpose::Regular, talk::REGULAR),
    };
    let way = if n % 5 == 3 && !known.matters() { Way::Email } else { Way::Phone };
    let id = RecordId(script.id(at));
    let mut begun = at;
    if n % 9 == 4 && way == Way::Phone {
        let tried = NotReached {
            customer: known.id,
            way: way.clone(),
            purpose: purpose.clone(),
            tried: at,
            cause: if n.is_multiple_of(2) { Cause::NoAnswer } else { Cause::Busy },
        };
        put(script, at, known.owner, id, tried)?;
        begun = at.plus_ms(12 * 60_000);
    }
    let minutes = i64::try_from(n % 8).unwrap_or(0) + 5;
    let report = talk::report(known, (&way, &purpose), (begun, minutes), nth(talks, n)?)?;
    let ended = report.ended;
    put(script, ended, known.owner, id, Finish { customer: known.id, report, position: None })
}

/// A visit there: asked for, approved, made, told about, and with that the request is done.
fn visit(
    script: &mut Script,
    days: &Days,
    known: &Known,
    (day, there): (NaiveDate, NaiveDate),
    n: usize,
) -> Result<(), DemoError> {
    let (asked, first) = (days.at(day, "09:10")?, days.at(there, "10:00")?);
    let talk = nth(talk::ON_SITE, n)?;
    let draft = RequestForm::fresh()
        .with(request::WHY, "特别重要客户，每月当面拜访一次，看设备使用情况。")
        .with(request::FIRST, first.to_local());
    let id = RecordId(script.id(asked));
    ask(script, asked, known, known.owner, id, &draft)?;
    approve(script, days.at(day, "16:40")?, id, Verdict::Approve, "")?;
    let visit = planned(id, 0);
    let report = talk::report(known, (&Way::OnSite, &Purpose::Regular), (first, 18), talk)?;
    put(script, report.ended, known.owner, visit, Finish { customer: known.id, report, position: None })?;
    let told = GiveFeedback { text: talk.result.to_owned() };
    let command = Command::Request(RequestCommand::GiveFeedback(told));
    script.put(days.at(there, "17:10")?, known.owner, id, command)?;
    let done = Command::Request(RequestCommand::Complete(Complete {}));
    script.put(days.at(there, "17:12")?, known.owner, id, done)
}

/// Asks for visits there.
///
/// # Errors
/// If no form could have asked so.
pub(super) fn ask(
    script: &mut Script,
    at: Moment,
    known: &Known,
    by: UserId,
    id: RecordId,
    draft: &domain::form::Draft,
) -> Result<(), DemoError> {
    let wrong = |_| DemoError::Data(draft.get(request::WHY).to_owned());
    let terms = RequestForm::submit(draft, at, &policy()).map_err(wrong)?;
    let submit = Submit { customer: known.id, terms };
    script.put(at, by, id, Command::Request(RequestCommand::Submit(submit)))
}

/// Whoever decides does so.
///
/// # Errors
/// If nobody has that name.
pub(super) fn approve(
    script: &mut Script,
    at: Moment,
    request: RecordId,
    verdict: Verdict,
    comment: &str,
) -> Result<(), DemoError> {
    let decide = Decide { step: 0, verdict, comment: comment.to_owned() };
    let by = people::named(people::MANAGER)?;
    script.put(at, by, request, Command::Request(RequestCommand::Decide(decide)))
}

/// The n-th visit that the server plans when a request is approved.
fn planned(request: RecordId, n: u32) -> RecordId {
    consequence_id(CommandId(request.0), domain::Kind::Visit.name(), n)
}

/// Something is done to a visit.
pub(super) fn put(
    script: &mut Script,
    at: Moment,
    by: UserId,
    visit: RecordId,
    command: impl Into<VisitCommand>,
) -> Result<(), DemoError> {
    script.put(at, by, visit, Command::Visit(command.into()))
}
