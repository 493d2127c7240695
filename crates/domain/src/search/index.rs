//! Many names in their order, changed one by one.

use super::Pinyin;
use super::pinyin::place;
use crate::values::RecordId;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One thing that can be found.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Entry {
    pub(super) id: RecordId,
    pub(super) title: Box<str>,
    pub(super) keys: Box<[Box<str>]>,
    /// Where it stands among the others: made once, since it is compared often.
    place: Box<[u32]>,
}

/// Names and the further texts by which they are found, in the order of the names: by pinyin, with Latin letters
/// among the syllables, and by character until the readings are there.
#[derive(Clone, Debug, Default)]
pub struct Index {
    pinyin: Option<Arc<Pinyin>>,
    sorted: Vec<Arc<Entry>>,
    by_id: BTreeMap<RecordId, Arc<Entry>>,
    /// Counts the changes, so that a search knows whether its last result still holds.
    generation: u64,
}

impl Index {
    /// Brings the readings and orders the names by them.
    pub fn read_with(&mut self, pinyin: Arc<Pinyin>) {
        let moved = |entry: &Entry| Entry {
            id: entry.id,
            title: entry.title.clone(),
            keys: entry.keys.clone(),
            place: place(Some(&pinyin), &entry.title),
        };
        self.sorted = self.sorted.iter().map(|entry| Arc::new(moved(entry))).collect();
        self.sorted.sort_unstable_by(|one, other| one.order().cmp(&other.order()));
        self.by_id = self.sorted.iter().map(|entry| (entry.id, Arc::clone(entry))).collect();
        self.pinyin = Some(pinyin);
        self.generation += 1;
    }

    /// The readings, if they are there.
    pub fn pinyin(&self) -> Option<&Pinyin> {
        self.pinyin.as_deref()
    }

    /// Counts the changes: the same number, the same content in the same order.
    pub const fn generation(&self) -> u64 {
        self.generation
    }

    /// Puts one, in place of what had its id. What is the same stays as it is.
    pub fn put(&mut self, id: RecordId, title: &str, keys: &[String]) {
        if self.by_id.get(&id).is_some_and(|known| known.says(title, keys)) {
            return;
        }
        self.remove(id);
        let entry = Arc::new(Entry::of(self.pinyin(), id, title, keys));
        if let Err(at) = self.find(&entry) {
            self.sorted.insert(at, Arc::clone(&entry));
        }
        self.by_id.insert(id, entry);
        self.generation += 1;
    }

    /// Takes one away.
    pub fn remove(&mut self, id: RecordId) {
        let Some(entry) = self.by_id.remove(&id) else { return };
        if let Ok(at) = self.find(&entry) {
            self.sorted.remove(at);
        }
        self.generation += 1;
    }

    /// Takes all away.
    pub fn clear(&mut self) {
        self.sorted.clear();
        self.by_id.clear();
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

    fn find(&self, entry: &Entry) -> Result<usize, usize> {
        self.sorted.binary_search_by(|other| other.order().cmp(&entry.order()))
    }
}

impl Entry {
    fn of(pinyin: Option<&Pinyin>, id: RecordId, title: &str, keys: &[String]) -> Self {
        let keys = keys.iter().map(|key| key.as_str().into()).collect();
        Self { id, title: title.into(), keys, place: place(pinyin, title) }
    }

    fn says(&self, title: &str, keys: &[String]) -> bool {
        *self.title == *title && self.keys.iter().map(|key| &**key).eq(keys.iter().map(String::as_str))
    }

    /// No two are equal, because the id decides in the end.
    fn order(&self) -> (&[u32], RecordId) {
        (&self.place, self.id)
    }
}
