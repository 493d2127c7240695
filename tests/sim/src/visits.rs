//! What people do about visits, on what their screen shows.

use crate::acts::{WORDS, change, intent, seen};
use crate::chance::Chance;
use domain::form::Form as _;
use domain::values::{Moment, RecordId};
use domain::visit::{
    Begin, Cancel, Cause, Finish, NotReached, Plan, Purpose, Reschedule, State, Visit, VisitCommand,
    VisitForm, Way, keys,
};
use domain::{Command, Record};
use sync::replica::{Asleep, Intent, Replica};

/// Something about a visit: one that is there, or a new one.
pub(crate) fn something(
    replica: &Replica,
    chance: &mut Chance,
    at: Moment,
    customers: &[RecordId],
) -> Result<Vec<Intent>, Asleep> {
    let visits: Vec<RecordId> = replica.ids_of("visit").into_iter().collect();
    if let (Some(id), true) = (chance.pick(&visits).copied(), chance.percent(65)) {
        let Some(Record::Visit(visit)) = seen(replica, id)? else { return Ok(Vec::new()) };
        let command = next(replica, &visit, chance, at);
        return Ok(command
            .map(|command| intent(chance, at, id, Command::Visit(command)))
            .into_iter()
            .collect());
    }
    let picked = chance.pick(customers).copied();
    // Sometimes one of whom nobody here knows.
    let unknown = RecordId(chance.id(at.utc_ms));
    let Some(customer) = picked.filter(|_| !chance.percent(10)).or(Some(unknown)) else {
        return Ok(Vec::new());
    };
    let (user, planned) = (replica.user(), at.plus_ms(3_600_000));
    let (way, purpose) = (way(chance), Purpose::Regular);
    let command = match (chance.below(10), picked) {
        (0..=5, Some(customer)) => Plan { customer, way, purpose, user, planned, request: None }.into(),
        _ => happened(customer, chance, at),
    };
    let id = RecordId(chance.id(at.utc_ms));
    Ok(vec![intent(chance, at, id, Command::Visit(command))])
}

fn way(chance: &mut Chance) -> Way {
    if chance.percent(70) { Way::Phone } else { Way::OnSite }
}

/// What somebody can do with a visit that they see; some of it too late.
fn next(replica: &Replica, visit: &Visit, chance: &mut Chance, at: Moment) -> Option<VisitCommand> {
    let done = visit.state() == State::Finished;
    Some(match chance.below(10) {
        0..=1 => {
            let to = at.plus_ms((chance.next() % 86_400_000).cast_signed());
            Reschedule { from: visit.planned(), to, reason: WORDS[chance.below(4)].to_owned() }.into()
        }
        2 => Cancel { reason: WORDS[chance.below(4)].to_owned() }.into(),
        3..=6 if done => {
            let shown = VisitForm::show(visit.report_for(Some(replica.user()))?);
            change::<VisitForm>(&shown, &[keys::RESULT, keys::STOCK, keys::OPINIONS], chance)?.into()
        }
        _ => happened(visit.customer(), chance, at),
    })
}

fn happened(customer: RecordId, chance: &mut Chance, at: Moment) -> VisitCommand {
    let (way, purpose) = (way(chance), Purpose::Regular);
    match chance.below(4) {
        0 => Begin { customer, way, purpose, since: at, position: None }.into(),
        1 => NotReached { customer, way, purpose, tried: at, cause: Cause::Busy }.into(),
        _ => {
            let draft = VisitForm::fresh(&way, &purpose, at)
                .with(keys::ENDED, at.plus_ms(600_000).to_local())
                .with(keys::RESULT, format!("{}{}", WORDS[chance.below(4)], chance.next() % 50));
            let report = VisitForm::check(&draft, at).expect("a report");
            Finish { customer, report, position: None }.into()
        }
    }
}
