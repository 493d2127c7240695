//! Many names in their order, changed one by one.

use super::Pinyin;
use super::pinyin::compare;
use crate::values::RecordId;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One thing that can be found.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Entry {
    pub(super) id: RecordId,
    pub(super) title: Box<str>,
    pub(super) keys: Box<[Box<str>]>,
}

/// Names and the further texts by which they are found, in the order of the names: by pinyin, with Latin letters
/// among the syllables, and by character until the readings are there.
#[derive(Clone, Debug, Default)]
pub struct Index {
    pinyin: Option<Arc<Pinyin>>,
    sorted: Vec<Arc<Entry>>,
    by_id: BTreeMap<RecordId, Arc<Entry>>,
    /// Counts the changes, so that a search knows whether its last result still holds.
    pub(super) generation: u64,
}

impl Index {
    /// Brings the readings and orders the names by them.
    pub fn read_with(&mut self, pinyin: Arc<Pinyin>) {
        self.pinyin = Some(pinyin);
        self.sort();
    }

    /// The readings, if they are there.
    pub fn pinyin(&self) -> Option<&Pinyin> {
        self.pinyin.as_deref()
    }

    /// Puts many at once: for the start, and for the first sync.
    pub fn extend<'a>(&mut self, all: impl IntoIterator<Item = (RecordId, &'a str, &'a [String])>) {
        for (id, title, keys) in all {
            self.by_id.insert(id, Arc::new(Entry::of(id, title, keys)));
        }
        self.sort();
    }

    /// Puts one, in place of what had its id.
    pub fn put(&mut self, id: RecordId, title: &str, keys: &[String]) {
        let entry = Arc::new(Entry::of(id, title, keys));
        if self.by_id.get(&id) == Some(&entry) {
            return;
        }
        self.remove(id);
        if let Err(place) = self.place(&entry) {
            self.sorted.insert(place, Arc::clone(&entry));
        }
        self.by_id.insert(id, entry);
        self.generation += 1;
    }

    /// Takes one away.
    pub fn remove(&mut self, id: RecordId) {
        let Some(entry) = self.by_id.remove(&id) else { return };
        if let Ok(place) = self.place(&entry) {
            self.sorted.remove(place);
        }
        self.generation += 1;
    }

    /// Every id, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = RecordId> {
        self.sorted.iter().map(|entry| entry.id)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.sorted.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    pub(super) fn entries(&self) -> &[Arc<Entry>] {
        &self.sorted
    }

    fn sort(&mut self) {
        let pinyin = self.pinyin.clone();
        self.sorted = self.by_id.values().cloned().collect();
        // No two are equal, because the id decides in the end.
        self.sorted.sort_unstable_by(|one, other| order(pinyin.as_deref(), one, other));
        self.generation += 1;
    }

    fn place(&self, entry: &Entry) -> Result<usize, usize> {
        self.sorted.binary_search_by(|other| order(self.pinyin(), other, entry))
    }
}

impl Entry {
    fn of(id: RecordId, title: &str, keys: &[String]) -> Self {
        Self { id, title: title.into(), keys: keys.iter().map(|key| key.as_str().into()).collect() }
    }
}

fn order(pinyin: Option<&Pinyin>, one: &Entry, other: &Entry) -> Ordering {
    compare(pinyin, &one.title, &other.title).then_with(|| one.id.cmp(&other.id))
}
