//! What people do about requests and their approvals, on what their screen shows.

use crate::acts::{WORDS, change, intent, seen};
use crate::chance::Chance;
use domain::approval::{self, Copy, Decide, HandOn, Verdict, Withdraw};
use domain::card::Card;
use domain::form::Form as _;
use domain::merge::Change;
use domain::people::{Deputy, NameDeputies, PersonCommand};
use domain::request::{
    Cancel, Complete, Course, Every, Goer, Request, RequestCommand, RequestForm, Resubmit, State, Submit,
    Terms, keys,
};
use domain::values::{Moment, RecordId, UserId};
use domain::{Command, Policies, Policy, Record};
use sync::replica::{Asleep, Intent, Replica};

const DAY_MS: i64 = 86_400_000;

/// Something about a request: one that is there, or a new one; or who stands in for oneself meanwhile.
pub(crate) fn something(
    replica: &Replica,
    chance: &mut Chance,
    at: Moment,
    customers: &[RecordId],
    people: &[UserId],
) -> Result<Vec<Intent>, Asleep> {
    let me = replica.user();
    if chance.percent(10) {
        let command = Command::Person(PersonCommand::NameDeputies(deputies(chance, at, people)));
        return Ok(vec![intent(chance, at, me.into(), command)]);
    }
    let requests: Vec<RecordId> = replica.ids_of("request").into_iter().collect();
    // An inbox shows first what waits for oneself.
    let mut picked = chance.pick(&requests).copied();
    for id in &requests {
        if chance.percent(50)
            && replica.card(*id, &Policies::default())?.is_some_and(|card| waits_for(&card, me))
        {
            picked = Some(*id);
        }
    }
    if let (Some(id), true) = (picked, chance.percent(85)) {
        let Some(Record::Request(request)) = seen(replica, id)? else { return Ok(Vec::new()) };
        let command = next(&request, me, chance, at, people);
        return Ok(command.map(|c| intent(chance, at, id, Command::Request(c))).into_iter().collect());
    }
    let Some(customer) = chance.pick(customers).copied() else { return Ok(Vec::new()) };
    let Some(terms) = terms(chance, at) else { return Ok(Vec::new()) };
    let id = RecordId(chance.id(at.utc_ms));
    let submit = Submit { customer, terms };
    Ok(vec![intent(chance, at, id, Command::Request(submit.into()))])
}

/// The first request that somebody else asked and that waits: people who look at the same moment choose the same.
pub(crate) fn decide_first(
    replica: &Replica,
    chance: &mut Chance,
    at: Moment,
    people: &[UserId],
) -> Result<Vec<Intent>, Asleep> {
    for id in replica.ids_of("request") {
        let Some(Record::Request(request)) = seen(replica, id)? else { continue };
        let theirs = request.requester() != Some(replica.user());
        if let (Some((step, _)), true) = (request.chain().waits_for(), theirs) {
            let command = of_step(step, chance, people).map(Command::Request);
            return Ok(command.map(|command| intent(chance, at, id, command)).into_iter().collect());
        }
    }
    Ok(Vec::new())
}

fn waits_for(card: &Card, user: UserId) -> bool {
    card.face.marks.first() == Some(&user.to_string())
}

/// One or two who stand in from now on, or nobody any more.
fn deputies(chance: &mut Chance, at: Moment, people: &[UserId]) -> NameDeputies {
    let named = (0..chance.below(3)).filter_map(|_| chance.pick(people).copied());
    let deputy = |user| Deputy { user, from: at, until: at.plus_ms(DAY_MS) };
    NameDeputies { deputies: named.map(deputy).collect() }
}

/// A day, and no more than two weeks after it.
fn days(chance: &mut Chance, at: Moment) -> (Moment, Moment) {
    let first = at.plus_ms(DAY_MS * (1 + i64::from(chance.percent(50))));
    (first, first.plus_ms(DAY_MS * 7 * i64::from(chance.percent(70))))
}

fn day(at: Moment) -> String {
    at.to_local()[..10].to_owned()
}

fn terms(chance: &mut Chance, at: Moment) -> Option<Terms> {
    let (first, until) = days(chance, at);
    let goer = chance.pick(&[Goer::Owner, Goer::Salesperson, Goer::Requester])?.clone();
    let draft = RequestForm::fresh()
        .with(keys::WHY, format!("{}{}", WORDS[chance.below(4)], chance.next() % 50))
        .with(keys::FIRST, first.to_local())
        .with(keys::GOES, goer.code());
    let draft = if chance.percent(60) {
        draft.with(keys::EVERY, Every::Week.code()).with(keys::UNTIL, day(until))
    } else {
        draft
    };
    RequestForm::submit(&draft, at, &Policy::default()).ok()
}

/// What somebody could do with a request that they see; what they may not is refused at once.
fn next(
    request: &Request,
    me: UserId,
    chance: &mut Chance,
    at: Moment,
    people: &[UserId],
) -> Option<RequestCommand> {
    let mine = request.requester() == Some(me);
    let reason = WORDS[chance.below(4)].to_owned();
    Some(match request.state() {
        State::Asked(approval::State::Submitted) if mine => match chance.below(10) {
            0 => Withdraw { reason }.into(),
            1 => Copy { to: *chance.pick(people)? }.into(),
            _ => return None,
        },
        State::Asked(approval::State::Submitted) => {
            let (step, _) = request.chain().waits_for()?;
            of_step(step, chance, people)?
        }
        State::Asked(approval::State::Returned) if chance.percent(90) => again(request, chance, at).into(),
        State::Asked(approval::State::Returned | approval::State::Approved) | State::Took(Course::Begun) => {
            match chance.below(10) {
                0..=1 => Cancel { reason }.into(),
                2..=4 => Complete {}.into(),
                _ => return None,
            }
        }
        _ => return None,
    })
}

/// What somebody who has a step does with it.
fn of_step(step: u16, chance: &mut Chance, people: &[UserId]) -> Option<RequestCommand> {
    if chance.percent(75) {
        return Some(decision(step, chance).into());
    }
    let comment = WORDS[chance.below(4)].to_owned();
    Some(HandOn { step, to: *chance.pick(people)?, comment }.into())
}

pub(crate) fn decision(step: u16, chance: &mut Chance) -> Decide {
    let verdict = match chance.below(20) {
        0..=10 => Verdict::Approve,
        11..=15 => Verdict::Return,
        _ => Verdict::Refuse,
    };
    Decide { step, verdict, comment: WORDS[chance.below(4)].to_owned() }
}

/// Asks again: other words, and often other days.
fn again(request: &Request, chance: &mut Chance, at: Moment) -> Resubmit {
    let shown = RequestForm::show(request.terms());
    let words = change::<RequestForm>(&shown, &[keys::WHY, keys::ALONG], chance);
    let mut changes = words.map(|words| words.changes).unwrap_or_default();
    if chance.percent(70) {
        let (first, until) = days(chance, at);
        let weekly = shown.get(keys::EVERY) == Every::Week.code();
        let days = [(keys::FIRST, first.to_local()), (keys::UNTIL, day(until))];
        for (key, to) in days.into_iter().take(1 + usize::from(weekly)) {
            let from = shown.get(key).to_owned();
            changes.extend((from != to).then(|| Change { key: key.to_owned(), from, to }));
        }
    }
    Resubmit { changes }
}
