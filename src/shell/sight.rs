//! What can be seen of the replica: the cards of everything, and the records that somebody opened.
//!
//! Cards are always at hand. A record's body is read from the store when a page first asks for it, and again
//! whenever it may look different.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use domain::access::Pair;
use domain::card::Card;
use domain::values::{Moment, set_of};
use domain::{Kind, Policy, Record, RecordId};
use leptos::prelude::*;
use sync::replica::{Asleep, Base, Held, View, bodies};
use sync::{Input, Replica, StoreError};
use wasm_bindgen_futures::spawn_local;

use super::desk::Desk;
use super::engine::Engine;
use super::{picture, policy, works};

/// So often bodies are read for one look: a visit, its request, everybody who works here, the customer, and as often
/// again if another tab was faster.
const READS: u32 = 8;

/// The cards of everything this person may see, waiting commands included.
#[derive(Clone, Copy)]
pub struct Cards<'a> {
    base: &'a Base,
    /// Cards of records for which commands wait; none for what is not there any more.
    waiting: &'a BTreeMap<RecordId, Option<Card>>,
    /// Until the disk is read, the few that stood first in the lists.
    first: &'a [Held],
}

impl<'a> Cards<'a> {
    /// One card.
    pub fn get(self, id: RecordId) -> Option<&'a Card> {
        match self.waiting.get(&id) {
            Some(card) => card.as_ref(),
            None => match self.base.get(id) {
                Some(held) => Some(&held.card),
                None => self.first.iter().map(|held| &held.card).find(|card| card.id == id),
            },
        }
    }

    /// Who looks after the customer that a record belongs to, as far as its scope tells.
    pub fn pair(self, id: RecordId) -> Option<Pair> {
        self.base.get(id)?.scope.pair()
    }

    /// All cards of a kind: by id, or as they stood in the lists until the disk is read.
    pub fn of(self, kind: Kind) -> impl Iterator<Item = &'a Card> {
        let held = self.base.iter().filter(move |(id, _)| !self.waiting.contains_key(id));
        let cards = held
            .map(|(_, held)| &held.card)
            .chain(self.waiting.values().flatten())
            .chain(self.first.iter().map(|held| &held.card));
        cards.filter(move |card| card.kind == kind)
    }
}

/// A record that a page looks at.
#[derive(Clone, PartialEq, Debug)]
pub enum Opened {
    /// It is being read.
    Reading,
    /// Here it is.
    Here(Box<Record>),
    /// There is no such record on this device.
    Missing,
}

/// What pages look at.
#[derive(Clone, Copy)]
pub(super) struct Sight {
    /// Raised whenever cards changed.
    version: RwSignal<u64>,
    opened: RwSignal<BTreeMap<RecordId, Opened>>,
    /// Records whose cards changed since somebody asked.
    news: StoredValue<BTreeSet<RecordId>>,
}

impl Sight {
    pub(super) fn new() -> Self {
        Self {
            version: RwSignal::new(0),
            opened: RwSignal::new(BTreeMap::new()),
            news: StoredValue::default(),
        }
    }

    /// Nothing is seen any more.
    pub(super) fn close(self) {
        self.opened.set(BTreeMap::new());
        self.news.update_value(BTreeSet::clear);
        self.show_anew();
    }

    /// Whoever looks is told when cards change.
    pub(super) fn look(self) {
        self.version.track();
    }

    /// Cards look different.
    pub(super) fn show_anew(self) {
        // Kept when the app was left, or by another tab.
        picture::forget();
        self.version.update(|version| *version += 1);
    }

    /// Shows anew what may look different.
    pub(super) fn refresh(self, engine: &Rc<Engine>, ids: &BTreeSet<RecordId>) {
        let own = engine.read(|replica| set_of(replica.waiting().map(|(_, entry)| entry.m.rec.id)));
        engine.cards.borrow_mut().retain(|id, _| own.contains(id) || !ids.contains(id));
        let policies = policy::all();
        for id in own.intersection(ids).copied() {
            match engine.read(|replica| replica.card(id, &policies)) {
                Ok(card) => drop(engine.cards.borrow_mut().insert(id, card)),
                Err(_) => self.wait_for(engine, id),
            }
        }
        if !ids.is_empty() {
            self.news.update_value(|news| news.extend(ids));
            self.show_anew();
        }
        let again = |(id, state): (&RecordId, &Opened)| {
            (ids.contains(id) || *state == Opened::Reading).then_some(*id)
        };
        let again: Vec<RecordId> =
            self.opened.with_untracked(|opened| opened.iter().filter_map(again).collect());
        for id in again {
            self.read(engine, id);
        }
    }

    /// Until its body is read, it stands in lists as it stood before.
    fn wait_for(self, engine: &Rc<Engine>, id: RecordId) {
        let engine = Rc::clone(engine);
        spawn_local(async move {
            let read =
                engine.awake(|replica| Ok((replica.card(id, &policy::all())?, waits(replica, id)))).await;
            if let Ok((card, true)) = read {
                engine.cards.borrow_mut().insert(id, card);
                self.news.update_value(|news| news.extend([id]));
                self.show_anew();
            }
        });
    }

    fn read(self, engine: &Rc<Engine>, id: RecordId) {
        let engine = Rc::clone(engine);
        spawn_local(async move {
            let Ok(found) = engine.look(id).await else { return };
            // Before the disk was read, nothing can be called missing.
            let state = match found {
                Some(view) => Opened::Here(Box::new(view.record)),
                None if engine.desk.read.get_untracked() => Opened::Missing,
                None => Opened::Reading,
            };
            self.opened.maybe_update(|opened| opened.insert(id, state.clone()).as_ref() != Some(&state));
        });
    }
}

fn waits(replica: &Replica, id: RecordId) -> bool {
    replica.waiting().any(|(_, entry)| entry.m.rec.id == id)
}

impl Desk {
    /// Looks at the cards; whoever looks in a memo is told when they change.
    pub fn cards<T: Default>(self, look: impl FnOnce(Cards<'_>) -> T) -> T {
        self.sight.look();
        let Some(engine) = self.engine() else { return T::default() };
        let (waiting, beginning) = (engine.cards.borrow(), engine.beginning.borrow());
        let first = beginning.rows();
        engine.read(|replica| look(Cards { base: replica.base(), waiting: &waiting, first }))
    }

    /// Tells some of the records whose cards changed since this was last asked, with their cards; false when there
    /// is nothing more to tell. Whoever asks in an effect is told when there is more.
    pub fn news(self, most: usize, mut tell: impl FnMut(RecordId, Option<&Card>)) -> bool {
        let told = self.sight.news.try_update_value(|news| {
            let rest = news.iter().nth(most).copied().map(|first| news.split_off(&first));
            std::mem::replace(news, rest.unwrap_or_default())
        });
        self.cards(|cards| told.iter().flatten().for_each(|id| tell(*id, cards.get(*id))));
        self.sight.news.with_value(|news| !news.is_empty())
    }

    /// The policy in force at that moment; whoever asks in a memo is told when it may be another.
    pub fn policy(self, at: Moment) -> Policy {
        self.sight.look();
        policy::at(at)
    }

    /// The card of one record.
    pub fn card(self, id: RecordId) -> Option<Card> {
        self.cards(|cards| cards.get(id).cloned())
    }

    /// How far the first fetching is: rows that are here, rows in all as far as known; none when it is done.
    pub fn loading(self) -> Option<(u64, u64)> {
        self.sight.look();
        self.engine()?.read(|replica| {
            let scans = &replica.meta().scans;
            let rows: u64 = scans.iter().map(|scan| scan.rows).sum();
            let left: u64 = scans.iter().map(|scan| scan.left).sum();
            (!scans.is_empty()).then_some((rows, rows + left))
        })
    }

    /// Opens one record; whoever looks in a memo is told when it is there and when it changes.
    pub fn open_record(self, id: RecordId) -> Opened {
        let found = self.sight.opened.with(|opened| opened.get(&id).cloned());
        match (found, self.engine()) {
            (Some(found), _) => found,
            (None, Some(engine)) => {
                self.sight.opened.update_untracked(|opened| drop(opened.insert(id, Opened::Reading)));
                self.sight.read(&engine, id);
                Opened::Reading
            }
            (None, None) => Opened::Reading,
        }
    }
}

impl Engine {
    /// One record with its waiting commands, read from the store as far as needed.
    ///
    /// # Errors
    /// The store's failure.
    pub(super) async fn look(self: &Rc<Self>, id: RecordId) -> Result<Option<View>, StoreError> {
        let works = works::fetch().await.map_err(|_| StoreError::Closed)?;
        works.look(Rc::clone(self), id).await
    }

    /// The same, in the part that works.
    ///
    /// # Errors
    /// The store's failure.
    pub(super) async fn view(self: &Rc<Self>, id: RecordId) -> Result<Option<View>, StoreError> {
        let policies = policy::all();
        self.awake(|replica| replica.view(id, &policies)).await
    }

    /// Does something that needs bodies, and reads those that are missing until it can be done.
    ///
    /// # Errors
    /// The store's failure.
    pub(super) async fn awake<T>(
        self: &Rc<Self>,
        work: impl Fn(&Replica) -> Result<T, Asleep>,
    ) -> Result<T, StoreError> {
        for _ in 0..READS {
            match self.read(&work) {
                Ok(done) => return Ok(done),
                Err(asleep) => self.wake(&asleep).await?,
            }
        }
        // Another tab moved them away: what it did is read before anybody looks again.
        self.feed(Input::Look);
        Err(StoreError::LostRace)
    }

    /// Reads these bodies.
    async fn wake(self: &Rc<Self>, asleep: &Asleep) -> Result<(), StoreError> {
        let wanted = self.read(|replica| replica.wanted(asleep));
        let rows = bodies(&self.store, &wanted).await?;
        self.feed(Input::Awake(rows));
        Ok(())
    }
}
