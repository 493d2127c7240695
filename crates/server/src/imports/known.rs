//! Who is there already: customers, and the people who may look after them.

use std::collections::BTreeMap;

use domain::UserId;
use domain::people::Org;
use domain::values::{BatchId, RecordId};
use import::{Setting, Twins};

use crate::ledger::LedgerError;
use crate::ledger::sqlite::SqliteLedger;

/// Every customer but those that this import opened: whether it is in its middle or at its beginning, a row finds the
/// same.
pub(super) fn customers(ledger: &SqliteLedger, but: BatchId) -> Result<Twins<RecordId>, LedgerError> {
    let mut known = Twins::default();
    ledger.each_customer(|id, customer| {
        if customer.batch != Some(but) {
            known.put(&customer.profile, id);
        }
    })?;
    Ok(known)
}

/// The names under which people who work here are found.
pub(crate) fn staff(org: &Org) -> BTreeMap<String, UserId> {
    let active = org.people.iter().filter(|(_, person)| person.active);
    Setting::staff_of(active.map(|(user, person)| (*user, person.name.as_str())))
}
