//! The cases, told: what each of them says becomes commands of those who would have given them.

use chrono::NaiveDate;
use domain::Command;
use domain::complaint::{
    Accept, Answer, AnswerForm, ComplaintCommand, NoteForm, Take, answer_keys, keys as complaint,
};
use domain::delivery::{Confirm, ConfirmForm, DeliveryCommand, Gift, GiftForm, Give, List, keys as gift};
use domain::form::{Draft, Form as _};
use domain::request::{Goer, RequestForm, keys as request};
use domain::values::{Moment, RecordId, UserId, day_text};
use domain::visit::{Cause, NotReached, Plan, Purpose, Way};

use super::DemoError;
use super::cases::{Asked, At, COMPLAINTS, Complained, Day, GIFTS, Given, PLANS, REQUESTS, TRIED};
use super::customers::Book;
use super::days::Days;
use super::people;
use super::rounds::{approve, ask, put};
use super::script::Script;

/// All of it.
///
/// # Errors
/// If something could not have been written like this.
pub(super) fn tell(script: &mut Script, days: &Days, book: &Book) -> Result<(), DemoError> {
    for plan in PLANS {
        planned(script, days, book, plan)?;
    }
    for asked in REQUESTS {
        requested(script, days, book, asked)?;
    }
    for one in COMPLAINTS {
        complained(script, days, book, one)?;
    }
    for one in GIFTS {
        given(script, days, book, one)?;
    }
    Ok(())
}

fn planned(
    script: &mut Script,
    days: &Days,
    book: &Book,
    (whom, day, time, purpose): &(&str, Day, &str, Purpose),
) -> Result<(), DemoError> {
    let known = book.named(whom)?;
    let (at, to) = (days.at(days.back(4), "17:05")?, days.at(day.date(days), time)?);
    let id = RecordId(script.id(at));
    let plan = Plan {
        customer: known.id,
        way: Way::Phone,
        purpose: purpose.clone(),
        user: known.owner,
        planned: to,
        request: None,
    };
    put(script, at, known.owner, id, plan)?;
    if *whom != TRIED {
        return Ok(());
    }
    let tried = to.plus_ms(4 * 60_000);
    let cause = Cause::NoAnswer;
    let missed = NotReached { customer: known.id, way: Way::Phone, purpose: purpose.clone(), tried, cause };
    put(script, tried, known.owner, id, missed)
}

fn requested(script: &mut Script, days: &Days, book: &Book, asked: &Asked) -> Result<(), DemoError> {
    let known = book.named(asked.whom)?;
    let at = days.at(asked.at.0.date(days), asked.at.1)?;
    let first = days.at(asked.first.0.date(days), asked.first.1)?;
    let mut draft = RequestForm::fresh()
        .with(request::WHY, asked.why)
        .with(request::FIRST, first.to_local())
        .with(request::GOES, Goer::Owner.code());
    if let Some((every, for_days)) = &asked.every {
        let until = first.plus_days(*for_days).date().map(day_text).unwrap_or_default();
        draft = draft.with(request::EVERY, every.code()).with(request::UNTIL, until);
    }
    let id = RecordId(script.id(at));
    ask(script, at, known, asked.by.of(known), id, &draft)?;
    if let Some((day, verdict, comment)) = &asked.decided {
        approve(script, days.at(day.date(days), "11:20")?, id, verdict.clone(), comment)?;
    }
    Ok(())
}

fn complained(script: &mut Script, days: &Days, book: &Book, one: &Complained) -> Result<(), DemoError> {
    let known = book.named(one.whom)?;
    let at = match one.at {
        At::Minutes(minutes) => days.now.plus_ms(-minutes * 60_000),
        At::Day(day, time) => days.at(day.date(days), time)?,
    };
    let draft = NoteForm::fresh()
        .with(complaint::CUSTOMER, known.id.to_string())
        .with(complaint::WHAT, one.what)
        .with(complaint::KIND, one.kind)
        .with(complaint::SEVERITY, one.severity)
        .with(complaint::WISHES, one.wish);
    let note = NoteForm::check(&draft, at).map_err(|_| DemoError::Data(one.what.to_owned()))?;
    let id = RecordId(script.id(at));
    let take = ComplaintCommand::Take(Take { note });
    script.put(at, one.by.of(known), id, Command::Complaint(take))?;
    if let Some((name, minutes)) = one.accepted {
        let accept = Command::Complaint(ComplaintCommand::Accept(Accept {}));
        let by = people::named(name)?;
        script.put(at.plus_ms(minutes * 60_000), by, id, accept)?;
        if let Some((minutes, words, reply)) = one.told {
            let when = at.plus_ms(minutes * 60_000);
            let draft =
                AnswerForm::fresh(when).with(answer_keys::WORDS, words).with(answer_keys::REPLY, reply);
            let told = AnswerForm::check(&draft, when).map_err(|_| DemoError::Data(words.to_owned()))?;
            script.put(when, by, id, Command::Complaint(ComplaintCommand::Answer(Answer { told })))?;
        }
    }
    Ok(())
}

fn given(script: &mut Script, days: &Days, book: &Book, one: &Given) -> Result<(), DemoError> {
    let (known, on) = (book.named(one.whom)?, one.on.date(days));
    let at = days.at(days.back(14), "17:30")?;
    let gift = what(one, on, at)?;
    let (id, customer, giver) = (RecordId(script.id(at)), known.id, one.by.of(known));
    let list = List { customer, gift: gift.clone(), giver };
    let mut put =
        |at: Moment, by: UserId, command: DeliveryCommand| script.put(at, by, id, Command::Delivery(command));
    put(at, known.salesperson, list.into())?;
    if one.handed_over {
        let then = days.at(on, "15:10")?;
        put(then, giver, Give { customer, gift: gift.clone(), given: then, along: None }.into())?;
    }
    if let Some((day, outcome, remark)) = one.said {
        let asked = days.at(day.date(days), "10:25")?;
        let received = if remark.is_empty() { known.contact() } else { String::new() };
        let draft = ConfirmForm::fresh(asked)
            .with(gift::OUTCOME, outcome)
            .with(gift::RECEIVED_BY, received)
            .with(gift::REMARK, remark);
        let said = ConfirmForm::check(&draft, asked).map_err(|_| DemoError::Data(one.item.to_owned()))?;
        put(asked, known.owner, Confirm { customer, gift, said }.into())?;
    }
    Ok(())
}

fn what(one: &Given, on: NaiveDate, at: Moment) -> Result<Gift, DemoError> {
    let draft = Draft::default()
        .with(gift::ITEM, one.item)
        .with(gift::QUANTITY, one.quantity)
        .with(gift::SORT, one.sort)
        .with(gift::OCCASION, one.occasion)
        .with(gift::GIVE_ON, day_text(on));
    GiftForm::check(&draft, at).map_err(|_| DemoError::Data(one.item.to_owned()))
}
