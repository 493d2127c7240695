//! What people do about gifts, on what their screen shows.

use crate::acts::{WORDS, change, intent, seen};
use crate::chance::Chance;
use domain::delivery::{
    Arrival, Cancel, Confirm, ConfirmForm, Delivery, DeliveryCommand, Gift, Give, List, ListForm, State, keys,
};
use domain::form::Form as _;
use domain::values::{Moment, RecordId};
use domain::{Command, Record};
use sync::replica::{Asleep, Intent, Replica};

/// Something about a gift: one that is there, or a new one.
pub(crate) fn something(
    replica: &Replica,
    chance: &mut Chance,
    at: Moment,
    customers: &[RecordId],
) -> Result<Vec<Intent>, Asleep> {
    let gifts: Vec<RecordId> = replica.ids_of("delivery").into_iter().collect();
    let known = chance.pick(&gifts).copied().filter(|_| chance.percent(70));
    let (id, command) = if let Some(id) = known {
        let Some(Record::Delivery(delivery)) = seen(replica, id)? else { return Ok(Vec::new()) };
        let Some(command) = next(replica, &delivery, chance, at) else { return Ok(Vec::new()) };
        (id, command)
    } else {
        let Some(customer) = chance.pick(customers).copied() else { return Ok(Vec::new()) };
        let gift = gift(chance, at);
        let command = match chance.below(10) {
            0..=7 => List { customer, gift, giver: replica.user() }.into(),
            // Given without a list.
            _ => Give { customer, gift, given: at, along: None }.into(),
        };
        (RecordId(chance.id(at.utc_ms)), command)
    };
    Ok(vec![intent(chance, at, id, Command::Delivery(command))])
}

fn gift(chance: &mut Chance, at: Moment) -> Gift {
    let draft = ListForm::fresh().with(keys::ITEM, WORDS[chance.below(4)]);
    ListForm::check(&draft, at).expect("a gift").gift
}

/// What somebody can do with a gift that they see; some of it too late.
fn next(replica: &Replica, delivery: &Delivery, chance: &mut Chance, at: Moment) -> Option<DeliveryCommand> {
    let (customer, gift) = (delivery.customer(), delivery.gift().clone());
    Some(match chance.below(10) {
        0 => Cancel { reason: WORDS[chance.below(4)].to_owned() }.into(),
        1..=3 => Give { customer, gift, given: at, along: None }.into(),
        4..=6 if delivery.state() == State::Confirmed => {
            let shown = ConfirmForm::show(delivery.confirmation_for(Some(replica.user()))?);
            change::<ConfirmForm>(&shown, &[keys::REMARK, keys::RECEIVED_BY], chance)?.into()
        }
        _ => {
            let outcome = if chance.percent(70) { Arrival::Received } else { Arrival::Wrong };
            let draft = ConfirmForm::fresh(at)
                .with(keys::OUTCOME, outcome.code())
                .with(keys::RECEIVED_BY, WORDS[chance.below(4)])
                .with(keys::REMARK, WORDS[chance.below(4)]);
            Confirm { customer, gift, said: ConfirmForm::check(&draft, at).expect("a confirmation") }.into()
        }
    })
}
