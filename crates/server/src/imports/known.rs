//! Who is there already: customers, and the people who may look after them.

use std::collections::BTreeMap;

use domain::UserId;
use domain::people::Org;
use domain::values::RecordId;
use import::{Setting, Twins};

use crate::ledger::LedgerError;
use crate::ledger::sqlite::SqliteLedger;

/// Every customer. Those that the import itself opened are among them when it goes on after a cut; its earlier rows are
/// gone through again and find them first.
pub(super) fn customers(ledger: &SqliteLedger) -> Result<Twins<RecordId>, LedgerError> {
    let mut known = Twins::default();
    ledger.each_customer(|id, customer| known.put(&customer.profile, id))?;
    Ok(known)
}

/// The names under which people who work here are found.
pub(crate) fn staff(org: &Org) -> BTreeMap<String, UserId> {
    let active = org.people.iter().filter(|(_, person)| person.active);
    Setting::staff_of(active.map(|(user, person)| (*user, person.name.as_str())))
}
