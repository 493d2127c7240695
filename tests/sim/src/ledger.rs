//! The real ledger, with a thin coat for the mutants and for what makes a server stumble.

use crate::chance::Chance;
use crate::mutant::Mutant;
use domain::access::Pair;
use domain::people::Org;
use domain::values::{CommandId, Epoch, Json, Number, RecordId};
use domain::{Grant, Policies};
use server::ledger::sqlite::SqliteLedger;
use server::ledger::{Ledger, LedgerError, Page, Receipt, WriteSet};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use sync::wire::{Change, Rev, Row, ScanPlace};

pub(crate) struct Coat {
    pub(crate) real: SqliteLedger,
    pub(crate) mutant: Mutant,
    pub(crate) chance: RefCell<Chance>,
    /// Mutations at whose writing the server stumbles, and how often still.
    pub(crate) poison: BTreeMap<CommandId, u32>,
    /// Revisions that are committed and not yet visible (mutant), and for how many steps.
    pub(crate) hidden: BTreeMap<Rev, u32>,
    /// What a mutant makes the core read in place of what lies there.
    pub(crate) instead: BTreeMap<RecordId, Json>,
    /// The next commit fails as if the machine died before it.
    pub(crate) die_before_commit: bool,
}

impl Ledger for Coat {
    fn begin_read(&mut self) -> Result<(), LedgerError> {
        self.real.begin_read()
    }

    fn begin_write(&mut self) -> Result<(), LedgerError> {
        self.real.begin_write()
    }

    fn commit(&mut self) -> Result<(), LedgerError> {
        if std::mem::take(&mut self.die_before_commit) {
            self.real.rollback();
            return Err(LedgerError::Failed("power".to_owned()));
        }
        self.real.commit()
    }

    fn rollback(&mut self) {
        self.real.rollback();
    }

    fn savepoint(&mut self) -> Result<(), LedgerError> {
        self.real.savepoint()
    }

    fn release(&mut self) -> Result<(), LedgerError> {
        self.real.release()
    }

    fn undo(&mut self) -> Result<(), LedgerError> {
        self.real.undo()
    }

    fn epoch(&self) -> Result<Epoch, LedgerError> {
        self.real.epoch()
    }

    fn restored(&self) -> Result<bool, LedgerError> {
        self.real.restored()
    }

    fn head(&self) -> Result<Rev, LedgerError> {
        self.real.head()
    }

    fn safe_rev(&self) -> Result<Rev, LedgerError> {
        self.real.safe_rev()
    }

    fn exit_floor(&self) -> Result<Rev, LedgerError> {
        self.real.exit_floor()
    }

    fn receipt(&self, id: CommandId) -> Result<Option<Receipt>, LedgerError> {
        if self.mutant == Mutant::NoReceipts { Ok(None) } else { self.real.receipt(id) }
    }

    fn row(&self, id: RecordId) -> Result<Option<Row>, LedgerError> {
        let row = self.real.row(id)?;
        Ok(row.map(|row| match self.instead.get(&id) {
            Some(body) => Row { body: body.clone(), ..row },
            None => row,
        }))
    }

    fn children(&self, parent: RecordId) -> Result<Vec<Row>, LedgerError> {
        self.real.children(parent)
    }

    fn org(&self) -> Result<Org, LedgerError> {
        self.real.org()
    }

    fn policies(&self) -> Result<Arc<Policies>, LedgerError> {
        self.real.policies()
    }

    fn pairs(&self) -> Result<BTreeSet<Pair>, LedgerError> {
        self.real.pairs()
    }

    fn changes(&self, after: Rev, units: &[Grant], limit: usize) -> Result<Vec<Change>, LedgerError> {
        let mut changes = self.real.changes(after, units, limit)?;
        changes.retain(|change| !self.hidden.contains_key(&change.rev()));
        if self.mutant == Mutant::HeadReadLate && self.chance.borrow_mut().percent(20) {
            changes.pop();
        }
        Ok(changes)
    }

    fn page(&self, unit: &Grant, after: Option<&ScanPlace>, rows: usize) -> Result<Page, LedgerError> {
        let mut page = self.real.page(unit, after, rows)?;
        page.rows.retain(|row| !self.hidden.contains_key(&row.rev));
        Ok(page)
    }

    fn write(&mut self, set: &WriteSet) -> Result<(), LedgerError> {
        let mut set = set.clone();
        if let Some(receipt) = &set.receipt
            && let Some(left) = self.poison.get_mut(&receipt.mutation.id)
            && *left > 0
            && receipt.result.code.as_deref() != Some("poison")
        {
            *left -= 1;
            panic!("a mutation that makes the server stumble");
        }
        match self.mutant {
            Mutant::NoExits => set.exits.clear(),
            // Kept, so that other checks still see it, but never found again.
            Mutant::NoReceipts => {
                if let Some(receipt) = &set.receipt
                    && self.real.receipt(receipt.mutation.id)?.is_some()
                {
                    set.receipt = None;
                }
            }
            Mutant::PlansTwice => plan_again(&mut set, &mut self.chance.borrow_mut()),
            Mutant::RevsOutOfOrder => {
                for row in &set.rows {
                    if self.chance.borrow_mut().percent(30) {
                        self.hidden.insert(row.rev, 3);
                    }
                }
            }
            _ => {}
        }
        self.real.write(&set)
    }

    fn number(
        &mut self,
        series: &str,
        period: u32,
        told: Option<Number>,
        record: RecordId,
    ) -> Result<Number, LedgerError> {
        self.real.number(series, period, told, record)
    }

    fn stumble(&mut self, id: CommandId) -> Result<u32, LedgerError> {
        self.real.stumble(id)
    }
}

/// Mutant: the visit that the server plans is there once more, under an id of chance.
fn plan_again(set: &mut WriteSet, chance: &mut Chance) {
    let planned = set
        .receipt
        .as_ref()
        .is_some_and(|receipt| receipt.mutation.name == "visit.plan" && receipt.mutation.actor.0.is_nil());
    let Some(row) = set.rows.first().filter(|_| planned) else { return };
    set.head += 1;
    let again = Row { id: RecordId(chance.id(0)), rev: set.head, ..row.clone() };
    set.rows.push(again);
}
