//! The replica: what a device holds in memory of the server's rows and its own outbox, and how each answer of
//! the server changes both in one batch.
//!
//! The law of rows: of all versions of a record on the device (blocks, overlays) the one with the highest
//! revision stands, unless a removal with a higher revision lies there. So nothing depends on the order in which
//! pages and changes were written.
//!
//! In memory lies the card of every row; its body stays in the store until somebody looks ([`Asleep`]).

mod base;
mod cards;
mod first;
mod load;
mod meta;
mod places;
mod plan;
mod save;
mod server_clock;
mod sheets;
mod view;

pub use base::{Base, Held, Place};
pub use first::First;
pub use load::{Fresh, fresh};
pub use meta::{Scan, SyncMeta};
pub use places::{Wanted, bodies};
pub use plan::Plan;
pub use save::{Intent, NotSaved, Save};
pub use server_clock::ServerClock;
pub use view::{Asleep, View};

use crate::outbox::{Entry, Outbox};
use crate::wire::Row;
use domain::values::{RecordId, UserId, set_of};
use std::collections::BTreeSet;

/// What a device holds for one user.
#[derive(Clone, Debug)]
pub struct Replica {
    user: UserId,
    meta: SyncMeta,
    base: Base,
    outbox: Outbox,
}

impl Replica {
    /// An empty replica, before anything was read.
    pub fn empty(user: UserId) -> Self {
        Self { user, meta: SyncMeta::default(), base: Base::default(), outbox: Outbox::new() }
    }

    /// Whose replica.
    pub const fn user(&self) -> UserId {
        self.user
    }

    /// Cursor, held units, running scans.
    pub const fn meta(&self) -> &SyncMeta {
        &self.meta
    }

    /// What is known of the server's rows.
    pub const fn base(&self) -> &Base {
        &self.base
    }

    /// All entries by number.
    pub const fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    /// Takes over what was read anew: always the outbox, and the rows if another tab changed them. Answers the
    /// records that may look different.
    pub fn refresh(&mut self, fresh: Fresh) -> BTreeSet<RecordId> {
        let mut touched = BTreeSet::new();
        if self.outbox != fresh.outbox {
            touched.extend(self.outbox.values().chain(fresh.outbox.values()).map(|entry| entry.m.rec.id));
        }
        self.meta = fresh.meta;
        self.outbox = fresh.outbox;
        if let Some(base) = fresh.base {
            touched.extend(self.base.iter().chain(base.iter()).map(|(id, _)| id));
            let older = std::mem::replace(&mut self.base, base);
            self.base.keep_bodies(older);
        }
        touched
    }

    /// Takes over a plan whose batch was committed. Answers the records that changed.
    pub fn adopt(&mut self, plan: Plan) -> BTreeSet<RecordId> {
        self.meta = plan.meta;
        for (number, entry) in plan.outbox {
            match entry {
                Some(entry) => self.outbox.insert(number, entry),
                None => self.outbox.remove(&number),
            };
        }
        // What this device did is what its person looks at.
        let own = set_of(self.outbox.values().map(|entry| entry.m.rec.id));
        for change in plan.base {
            self.base.apply(change, &own);
        }
        self.base.set_sheets(plan.sheets);
        plan.touched
    }

    /// Where the bodies lie that must be read before these records can be seen.
    pub fn wanted(&self, asleep: &Asleep) -> Wanted {
        let place = |id: &RecordId| Some((*id, self.base.get(*id)?.place.clone()));
        Wanted { generation: self.meta.generation, places: asleep.0.iter().filter_map(place).collect() }
    }

    /// Bodies were read.
    pub fn awake(&mut self, rows: Vec<Row>) {
        for row in rows {
            self.base.put_body(row);
        }
    }

    /// Takes over entries that were just saved under these numbers.
    ///
    /// The word of a save may come late: what was read or answered meanwhile says more than it.
    pub fn saved(&mut self, numbers: &[u64], entries: Vec<Entry>) {
        for (number, entry) in numbers.iter().copied().zip(entries) {
            self.outbox.entry(number).or_insert(entry);
        }
    }

    /// Lets go of entries that were taken back before they were sent. Answers their records.
    pub fn withdrawn(&mut self, numbers: &[u64]) -> BTreeSet<RecordId> {
        let gone = numbers.iter().filter_map(|number| self.outbox.remove(number));
        set_of(gone.map(|entry| entry.m.rec.id))
    }

    /// The entries that wait, oldest first.
    pub fn waiting(&self) -> impl Iterator<Item = (u64, &Entry)> {
        self.outbox.iter().filter(|(_, entry)| entry.waits()).map(|(number, entry)| (*number, entry))
    }

    /// The entries a person must look at.
    pub fn problems(&self) -> impl Iterator<Item = (u64, &Entry)> {
        let problem = |entry: &Entry| entry.standing() == crate::outbox::Standing::Problem;
        self.outbox.iter().filter(move |(_, entry)| problem(entry)).map(|(number, entry)| (*number, entry))
    }
}
