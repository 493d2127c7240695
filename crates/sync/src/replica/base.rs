//! The server's rows as the memory knows them: of every row its card and where its body lies; bodies only of those
//! that were asked for.

use crate::wire::{Rev, Row};
use domain::card::Card;
use domain::values::RecordId;
use domain::{Grant, Scope};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where the body of a row lies.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Place {
    /// In a scan page.
    Block {
        /// The unit that was scanned.
        unit: Arc<Grant>,
        /// Which page of it.
        page: u64,
        /// Which row of the page, from 0.
        at: u32,
    },
    /// By itself.
    Overlay,
}

/// What is known of a row without its body.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Held {
    /// When it last changed.
    pub rev: Rev,
    /// Who sees it.
    pub scope: Arc<Scope>,
    /// What lists show of it.
    pub card: Card,
    /// Where the rest lies.
    pub place: Place,
}

impl Held {
    /// What is known of this row that lies there.
    pub fn of(row: &Row, place: Place) -> Self {
        let card = Card::of(row.id, &row.record());
        Self { rev: row.rev, scope: Arc::new(row.scope.clone()), card, place }
    }
}

/// One change of the rows in memory, made after its batch was committed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum BaseChange {
    /// A row of a scan page.
    Page(Held),
    /// A row as an overlay, and its body where that is known.
    Row(Held, Option<Row>),
    /// A removal, kept as an overlay.
    Gone(RecordId, Rev),
    /// A row that is not held any more; nothing of it is left.
    Drop(RecordId),
    /// Everything goes.
    Clear,
}

impl BaseChange {
    /// Whether somebody sees less after it.
    pub(super) const fn takes_away(&self) -> bool {
        matches!(self, Self::Gone(..) | Self::Drop(_) | Self::Clear)
    }
}

/// The server's rows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Base {
    held: BTreeMap<RecordId, Held>,
    /// Bodies at hand, always of the standing version.
    bodies: BTreeMap<RecordId, Row>,
    /// Records of which some version lies in a block.
    paged: BTreeSet<RecordId>,
    /// Records of which several versions lie in blocks.
    shadowed: BTreeSet<RecordId>,
    /// Removals that lie as overlays.
    gone: BTreeMap<RecordId, Rev>,
    /// How many sheets say what lies as overlays; none if they do not say all of it.
    sheets: Option<usize>,
}

impl Default for Base {
    fn default() -> Self {
        Self {
            held: BTreeMap::new(),
            bodies: BTreeMap::new(),
            paged: BTreeSet::new(),
            shadowed: BTreeSet::new(),
            gone: BTreeMap::new(),
            // No overlays, no sheets: that is all of it.
            sheets: Some(0),
        }
    }
}

impl Base {
    /// What is known of a row.
    pub fn get(&self, id: RecordId) -> Option<&Held> {
        self.held.get(&id)
    }

    /// The body of a row, if it is at hand.
    pub fn body(&self, id: RecordId) -> Option<&Row> {
        self.bodies.get(&id)
    }

    /// All that is held, by id.
    pub fn iter(&self) -> impl Iterator<Item = (RecordId, &Held)> {
        self.held.iter().map(|(id, held)| (*id, held))
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.held.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// The rows of a unit.
    pub fn of_unit<'a>(&'a self, unit: &'a Grant) -> impl Iterator<Item = (RecordId, &'a Held)> + 'a {
        self.iter().filter(|(_, held)| unit.covers(&held.scope))
    }

    /// Whether an older version would show if the standing one were simply deleted.
    pub fn has_older(&self, id: RecordId) -> bool {
        let overlaid = self.held.get(&id).is_some_and(|held| held.place == Place::Overlay);
        self.shadowed.contains(&id) || (overlaid && self.paged.contains(&id))
    }

    /// The rows that lie as overlays.
    pub(super) fn overlays(&self) -> impl Iterator<Item = &Held> {
        self.held.values().filter(|held| held.place == Place::Overlay)
    }

    /// The removals that lie as overlays.
    pub(super) fn gone(&self) -> impl Iterator<Item = (RecordId, Rev)> {
        self.gone.iter().map(|(id, rev)| (*id, *rev))
    }

    /// How many sheets say what lies as overlays.
    pub(super) const fn sheets(&self) -> Option<usize> {
        self.sheets
    }

    /// So many sheets say it now.
    pub(super) const fn set_sheets(&mut self, sheets: Option<usize>) {
        self.sheets = sheets;
    }

    /// Remembers that an older version lies as an overlay below the standing one.
    pub(super) fn note_older(&mut self, id: RecordId) {
        self.shadowed.insert(id);
    }

    /// A body was read. One that does not stand any more is of no use.
    pub(super) fn put_body(&mut self, row: Row) {
        if self.held.get(&row.id).is_some_and(|held| held.rev == row.rev) {
            self.bodies.insert(row.id, row);
        }
    }

    /// Takes over the bodies of another reading of the same rows, as far as they still stand.
    pub(super) fn keep_bodies(&mut self, older: Self) {
        older.bodies.into_values().for_each(|row| self.put_body(row));
    }

    /// Makes one change. `wanted` tells whose bodies stay at hand.
    pub(super) fn apply(&mut self, change: BaseChange, wanted: &BTreeSet<RecordId>) {
        match change {
            BaseChange::Page(held) => {
                let id = held.card.id;
                if !self.paged.insert(id) {
                    self.shadowed.insert(id);
                }
                if self.stands(id, held.rev) {
                    self.bodies.remove(&id);
                    self.held.insert(id, held);
                }
            }
            BaseChange::Row(held, row) => {
                let id = held.card.id;
                // The overlay's place holds one thing: a row replaces a removal.
                self.gone.remove(&id);
                self.held.insert(id, held);
                let at_hand = self.bodies.remove(&id).is_some() || wanted.contains(&id);
                if let (true, Some(row)) = (at_hand, row) {
                    self.bodies.insert(id, row);
                }
            }
            BaseChange::Gone(id, rev) => {
                self.let_go(id);
                self.gone.insert(id, rev);
            }
            BaseChange::Drop(id) => self.let_go(id),
            BaseChange::Clear => *self = Self::default(),
        }
    }

    fn let_go(&mut self, id: RecordId) {
        self.held.remove(&id);
        self.bodies.remove(&id);
    }

    /// Whether this version is the newest known.
    fn stands(&self, id: RecordId, rev: Rev) -> bool {
        let newer_row = self.held.get(&id).is_some_and(|other| other.rev >= rev);
        let removed = self.gone.get(&id).is_some_and(|gone| *gone > rev);
        !newer_row && !removed
    }
}
