//! The server's rows in memory, and which of them lie in blocks or as overlays.

use crate::wire::{Rev, Row};
use domain::Grant;
use domain::values::RecordId;
use std::collections::{BTreeMap, BTreeSet};

/// One change of the rows in memory, made after its batch was committed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BaseChange {
    /// A row of a scan page.
    Page(Row),
    /// A row as an overlay.
    Row(Row),
    /// A removal, kept as an overlay.
    Gone(RecordId, Rev),
    /// A row that is not held any more; nothing of it is left.
    Drop(RecordId),
    /// Everything goes.
    Clear,
}

/// The server's rows.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Base {
    rows: BTreeMap<RecordId, Row>,
    /// Records whose standing version lies as an overlay.
    overlaid: BTreeSet<RecordId>,
    /// Records of which some version lies in a block.
    paged: BTreeSet<RecordId>,
    /// Records of which several versions lie in blocks.
    shadowed: BTreeSet<RecordId>,
    /// Removals that lie as overlays.
    gone: BTreeMap<RecordId, Rev>,
}

impl Base {
    /// A row.
    pub fn get(&self, id: RecordId) -> Option<&Row> {
        self.rows.get(&id)
    }

    /// All rows by id.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.values()
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows of a unit.
    pub fn of_unit<'a>(&'a self, unit: &'a Grant) -> impl Iterator<Item = &'a Row> + 'a {
        self.rows.values().filter(|row| unit.covers(&row.scope))
    }

    /// Whether an older version would show if the standing one were simply deleted.
    pub fn has_older(&self, id: RecordId) -> bool {
        self.shadowed.contains(&id) || (self.overlaid.contains(&id) && self.paged.contains(&id))
    }

    /// Remembers that an older version lies as an overlay below the standing one.
    pub(super) fn note_older(&mut self, id: RecordId) {
        self.shadowed.insert(id);
    }

    /// Makes one change.
    pub fn apply(&mut self, change: BaseChange) {
        match change {
            BaseChange::Page(row) => {
                if !self.paged.insert(row.id) {
                    self.shadowed.insert(row.id);
                }
                if self.stands(&row) {
                    self.overlaid.remove(&row.id);
                    self.rows.insert(row.id, row);
                }
            }
            BaseChange::Row(row) => {
                // The overlay's place holds one thing: a row replaces a removal.
                self.gone.remove(&row.id);
                self.overlaid.insert(row.id);
                self.rows.insert(row.id, row);
            }
            BaseChange::Gone(id, rev) => {
                self.rows.remove(&id);
                self.overlaid.remove(&id);
                self.gone.insert(id, rev);
            }
            BaseChange::Drop(id) => {
                self.rows.remove(&id);
                self.overlaid.remove(&id);
            }
            BaseChange::Clear => *self = Self::default(),
        }
    }

    /// Whether this version is the newest known.
    fn stands(&self, row: &Row) -> bool {
        let newer_row = self.rows.get(&row.id).is_some_and(|other| other.rev >= row.rev);
        let removed = self.gone.get(&row.id).is_some_and(|rev| *rev > row.rev);
        !newer_row && !removed
    }
}
