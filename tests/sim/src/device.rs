//! A device: one store, one or two tabs on it, each with the real session.

use crate::chance::Chance;
use crate::mutant::Mutant;
use domain::values::{DeviceId, RecordId, UserId};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use sync::outbox::Standing;
use sync::replica::{Asleep, bodies, fresh};
use sync::store::{Fault, now};
use sync::wire::{Rev, Row};
use sync::{
    Answer, Batch, Bin, Durability, Entry, Fresh, Input, Key, MemoryStore, Output, Replica, Request, Session,
    StoreError, Write,
};

/// Something a tab has to do next. Between two of these anything may happen.
#[derive(Clone, Debug)]
pub(crate) enum Task {
    Hear(Input),
    Load(Option<u64>),
    Commit(u64, Batch),
}

pub(crate) struct Tab {
    pub(crate) session: Session,
    pub(crate) tasks: VecDeque<Task>,
    /// Names this tab in messages; a tab that was closed never hears its answers.
    pub(crate) name: u64,
}

pub(crate) struct Device {
    pub(crate) user: UserId,
    pub(crate) id: DeviceId,
    pub(crate) store: MemoryStore,
    pub(crate) tabs: Vec<Tab>,
    /// How far the device's clock is off, in milliseconds.
    pub(crate) skew: i64,
    pub(crate) signed_in: bool,
    /// Writes that a mutant has put off.
    pub(crate) put_off: Vec<Batch>,
    /// The epoch and the cursor last seen in the store, to watch that it never falls.
    pub(crate) watched: Option<(domain::values::Epoch, Rev)>,
}

impl Device {
    pub(crate) fn new(user: UserId, id: DeviceId) -> Self {
        Self {
            user,
            id,
            store: MemoryStore::default(),
            tabs: Vec::new(),
            skew: 0,
            signed_in: true,
            put_off: Vec::new(),
            watched: None,
        }
    }

    /// The same profile on another disk: restored from the device's own backup, or copied by somebody.
    pub(crate) fn cloned(&self) -> Self {
        Self { store: self.store.clone(), tabs: Vec::new(), put_off: Vec::new(), ..*self }
    }

    pub(crate) fn open_tab(&mut self, name: u64) {
        let tasks = VecDeque::from([Task::Hear(Input::Wake)]);
        self.tabs.push(Tab { session: Session::new(self.user), tasks, name });
    }

    pub(crate) fn read(&self) -> Fresh {
        now(fresh(&self.store, None)).expect("what was written can be read")
    }

    /// Reads what a person wants to see.
    pub(crate) fn look(&mut self, tab: usize, asleep: &Asleep) {
        let session = &mut self.tabs[tab].session;
        if let Ok(rows) = now(bodies(&self.store, &session.replica().wanted(asleep))) {
            session.on(Input::Awake(rows), 0);
        }
    }

    /// All rows of the store, whole.
    pub(crate) fn rows(&self) -> BTreeMap<RecordId, Row> {
        let mut replica = Replica::empty(self.user);
        replica.refresh(self.read());
        let all = Asleep(replica.base().iter().map(|(id, _)| id).collect());
        let rows = now(bodies(&self.store, &replica.wanted(&all))).expect("what was written can be read");
        rows.into_iter().map(|row| (row.id, row)).collect()
    }

    /// Loses power, forgetting some relaxed transactions.
    pub(crate) fn crash(&mut self, chance: &mut Chance) {
        self.store.crash(chance.below(self.store.unflushed() + 1));
        self.tabs.clear();
        self.put_off.clear();
        self.watched = None;
    }

    /// One task of a tab. Answers the requests to send.
    pub(crate) fn step(&mut self, tab: usize, mutant: Mutant, now_ms: i64) -> Vec<(u64, Request)> {
        let Some(task) = self.tabs.get_mut(tab).and_then(|tab| tab.tasks.pop_front()) else {
            return Vec::new();
        };
        let input = match task {
            Task::Hear(input) => input,
            Task::Load(known) => Input::Loaded(now(fresh(&self.store, known)).map(Box::new)),
            Task::Commit(ticket, batch) => Input::Committed(ticket, self.commit(batch, mutant).map(|_| ())),
        };
        self.hear(tab, input, now_ms)
    }

    fn hear(&mut self, tab: usize, input: Input, now_ms: i64) -> Vec<(u64, Request)> {
        let mut requests = Vec::new();
        let tab = &mut self.tabs[tab];
        for output in tab.session.on(input, now_ms + self.skew) {
            match output {
                Output::Load { known_gen } => tab.tasks.push_back(Task::Load(known_gen)),
                Output::Commit(ticket, batch) => tab.tasks.push_back(Task::Commit(ticket, batch)),
                Output::Send(ticket, request) => requests.push((ticket, request)),
                // The world wakes tabs when it likes.
                Output::WakeIn { .. } | Output::Changed(_) | Output::Status => {}
            }
        }
        requests
    }

    /// What a person saves. Answers whether the screen says "saved".
    pub(crate) fn save(&mut self, tab: usize, mut batch: Batch, entries: Vec<Entry>, mutant: Mutant) -> bool {
        if mutant == Mutant::RelaxedSaves {
            batch.durability = Durability::Relaxed;
        }
        // The store of the browser replays a batch once after it lost its connection.
        let mut result = self.store.commit_now(batch.clone());
        if result == Err(StoreError::Closed) {
            result = self.store.commit_now(batch);
        }
        let Ok(numbers) = result else { return false };
        self.tabs[tab].tasks.push_back(Task::Hear(Input::Saved(numbers, entries)));
        true
    }

    pub(crate) fn answer(&mut self, tab: u64, ticket: u64, answer: Answer) {
        if let Some(tab) = self.tabs.iter_mut().find(|other| other.name == tab) {
            tab.tasks.push_back(Task::Hear(Input::Answered(ticket, answer)));
        }
    }

    pub(crate) fn fail_next(&self, fault: Fault) {
        self.store.fail_next(fault);
    }

    fn commit(&mut self, mut batch: Batch, mutant: Mutant) -> Result<Vec<u64>, StoreError> {
        match mutant {
            Mutant::NoCas => {
                batch.writes.retain(|write| !matches!(write, Write::Add(..) | Write::Delete(Bin::Gen, _)));
            }
            Mutant::DropRefused => drop_refused(&mut batch),
            Mutant::DropOnRevoke => self.drop_revoked(&mut batch),
            Mutant::NoRepush if is_reset(&batch) => {
                batch.writes.retain(|write| !matches!(write, Write::Put(Bin::Out, ..)));
            }
            Mutant::CursorBeforeRows => {
                let first = |write: &Write| {
                    matches!(write, Write::Put(Bin::Meta, ..) | Write::Add(..) | Write::Delete(Bin::Gen, _))
                };
                let (cursor, rows) = batch.writes.into_iter().partition(first);
                self.put_off.push(Batch { writes: rows, durability: batch.durability });
                batch.writes = cursor;
            }
            _ => {}
        }
        let result = self.store.commit_now(batch);
        if result.is_ok() && !self.put_off.is_empty() && !self.store.unflushed().is_multiple_of(3) {
            self.flush();
        }
        result
    }

    /// What a mutant put off is written at last, if no crash came first.
    pub(crate) fn flush(&mut self) {
        for batch in self.put_off.drain(..) {
            let _ = self.store.commit_now(batch);
        }
    }

    fn drop_revoked(&self, batch: &mut Batch) {
        if !batch.writes.iter().any(|write| matches!(write, Write::DeleteRange(Bin::Blk, _))) {
            return;
        }
        let gone: BTreeSet<RecordId> = batch
            .writes
            .iter()
            .filter_map(|write| match write {
                Write::Delete(Bin::Row, Key::List(parts)) => match parts.as_slice() {
                    [_, sync::Part::Text(id)] => id.parse().ok(),
                    _ => None,
                },
                _ => None,
            })
            .collect();
        for (number, entry) in self.read().outbox {
            if entry.waits() && gone.contains(&entry.m.rec.id) {
                batch.writes.push(Write::Delete(Bin::Out, Key::Num(number)));
            }
        }
    }
}

/// Mutant: refused entries leave the outbox.
fn drop_refused(batch: &mut Batch) {
    for write in &mut batch.writes {
        if let Write::Put(Bin::Out, key, value) = write
            && serde_json::from_slice::<Entry>(value).is_ok_and(|entry| entry.standing() == Standing::Problem)
        {
            *write = Write::Delete(Bin::Out, key.clone());
        }
    }
}

fn is_reset(batch: &Batch) -> bool {
    batch.writes.iter().any(|write| matches!(write, Write::DeleteRange(Bin::Row, _)))
}
