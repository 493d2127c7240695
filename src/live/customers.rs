//! Customers as lists and pages show them: found by what is typed, in the order of their names.

use std::ops::Range;

use domain::card::Card;
use domain::customer::marks::CALL;
use domain::search::{Hit, Index, Search};
use domain::values::Phone;
use domain::{Kind, RecordId, UserId};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::shell::{Cards, Desk, Shell, in_slices};

/// One customer in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CustomerLine {
    /// Its id.
    pub id: RecordId,
    /// The full name.
    pub name: String,
    /// Where to visit, in a few words.
    pub address: String,
    /// The code of prospect or customer.
    pub stage: String,
    /// Codes of kind, tier, grade and what is out of the ordinary.
    pub marks: Vec<String>,
    /// Other names, and the digits of numbers.
    pub keys: Vec<String>,
}

impl CustomerLine {
    /// The number to call, as it is dialled.
    pub fn phone(&self) -> Option<&str> {
        phone(&self.marks)
    }

    /// Whether a mark stands on the card.
    pub fn has(&self, code: &str) -> bool {
        self.marks.iter().any(|mark| mark == code)
    }
}

/// The number to call that a customer's card is marked with.
pub(super) fn phone(marks: &[String]) -> Option<&str> {
    marks.get(CALL).map(String::as_str).filter(|dial| !dial.is_empty())
}

/// A place in the list: which customer, and why it was found.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Place {
    /// Which.
    pub id: RecordId,
    /// What was found of the name, in bytes.
    pub name: Vec<Range<usize>>,
    /// The other text that was found, and what of it, in bytes.
    pub key: Option<(usize, Range<usize>)>,
}

/// All customers this person may see.
#[derive(Clone, Copy)]
pub struct Customers {
    desk: Desk,
    index: StoredValue<Index>,
    /// What the list stood at when it was last complete, until it is again.
    first: StoredValue<Vec<RecordId>>,
    /// What was brought into the index, and how many of the first there are to show instead.
    version: RwSignal<(u64, usize)>,
}

/// So many cards go into the index at once.
const STEP: usize = 32;
/// So many names are looked at at once.
const AT_ONCE: usize = 128;

impl Customers {
    pub(super) fn of(shell: Shell) -> Self {
        let desk = shell.desk;
        let (index, first) = (StoredValue::default(), StoredValue::default());
        let all = Self { desk, index, first, version: RwSignal::default() };
        let at_work = StoredValue::new(false);
        Effect::new(move |before: Option<Option<UserId>>| {
            let user = desk.user.get();
            if before.is_some_and(|before| before != user) {
                all.index.update_value(Index::clear);
                all.first.set_value(Vec::new());
            }
            // The first step is what tells this effect when there is more.
            let readings = shell.readings.get();
            let new = all.index.with_value(|index| index.pinyin().is_none()).then_some(readings).flatten();
            if let Some(readings) = new {
                all.index.update_value(|index| index.read_with(readings));
            }
            if !desk.read.get_untracked() {
                let first = desk.cards(|cards| cards.of(Kind::Customer).map(|card| card.id).collect());
                all.first.set_value(first);
            }
            let more = all.step();
            all.tell();
            if !more {
                all.complete();
            } else if !at_work.get_value() {
                at_work.set_value(true);
                spawn_local(async move {
                    in_slices(move || all.step(), move || all.tell()).await;
                    at_work.set_value(false);
                    all.complete();
                });
            }
            user
        });
        all
    }

    /// Brings some of what changed into the index; false when nothing is left.
    fn step(self) -> bool {
        let put = |index: &mut Index| {
            self.desk.news(STEP, |id, card| match card.filter(|card| card.kind == Kind::Customer) {
                Some(card) => index.put(id, &card.face.title, &card.face.keys),
                None => index.remove(id),
            })
        };
        self.index.try_update_value(put).unwrap_or_default()
    }

    /// Everything that was read is in the index: now the list itself is shown, and its beginning kept.
    fn complete(self) {
        if self.desk.read.get_untracked() {
            self.first.set_value(Vec::new());
            self.tell();
            if untrack(|| self.desk.loading()).is_none() {
                let mut ids: Vec<RecordId> =
                    self.index.with_value(|index| index.iter().take(FIRST).collect());
                // Who somebody is decides what the first screen offers.
                ids.extend(self.desk.user.get_untracked().map(RecordId::from));
                self.desk.keep_first(ids, untrack(|| self.count()).to_vec());
            }
        }
    }

    fn tell(self) {
        let now = (self.index.with_value(Index::generation), self.first.with_value(Vec::len));
        self.version.maybe_update(|version| std::mem::replace(version, now) != now);
    }

    /// How many there are in each part of the list.
    pub fn count(self) -> [u64; PARTS.len()] {
        if let Some(counts) = self.desk.first_counts().and_then(|counts| counts.try_into().ok()) {
            return counts;
        }
        self.desk.cards(|cards| {
            let mut counts = [0; PARTS.len()];
            for card in cards.of(Kind::Customer) {
                for (part, count) in PARTS.iter().zip(&mut counts) {
                    *count += u64::from(belongs(card, part));
                }
            }
            counts
        })
    }

    /// Those of a part in which everything typed is found, best first; all of it in the order of names, if
    /// nothing is typed. What was found before stands until the rest is looked through, so that typing never waits.
    pub fn list(self, text: RwSignal<String>, part: RwSignal<String>) -> Memo<Vec<Place>> {
        let search = StoredValue::new(Search::default());
        let found = RwSignal::new(self.everything());
        let turn = StoredValue::new(0_u32);
        Effect::new(move || {
            self.version.track();
            let words = text.get();
            turn.update_value(|turn| *turn = turn.wrapping_add(1));
            let mine = turn.get_value();
            if words.trim().is_empty() {
                found.set(self.everything());
                return;
            }
            self.index.with_value(|index| search.update_value(|search| search.begin(index, &words)));
            let stands = move || turn.try_get_value() == Some(mine);
            let look = move || {
                let step = |index: &Index| search.try_update_value(|search| search.step(index, AT_ONCE));
                stands() && self.index.with_value(step).unwrap_or_default()
            };
            spawn_local(async move {
                in_slices(look, || ()).await;
                if stands() {
                    let hits = search.try_update_value(Search::finish).unwrap_or_default();
                    let place =
                        |hit: Hit| Place { id: hit.id, name: hit.title, key: hit.keys.into_iter().next() };
                    found.try_set(hits.into_iter().map(place).collect());
                }
            });
        });
        Memo::new(move |_| {
            let part = part.get();
            if part == ALL {
                return found.get();
            }
            let within = |cards: Cards<'_>, place: &&Place| {
                cards.get(place.id).is_some_and(|card| belongs(card, &part))
            };
            self.desk.cards(|cards| {
                found.with(|all| all.iter().filter(|place| within(cards, place)).cloned().collect())
            })
        })
    }

    fn everything(self) -> Vec<Place> {
        let place = |id| Place { id, name: Vec::new(), key: None };
        let first: Vec<Place> = self.first.with_value(|first| first.iter().copied().map(place).collect());
        if first.is_empty() {
            self.index.with_value(|index| index.iter().map(place).collect())
        } else {
            first
        }
    }

    /// The best few for some words.
    pub fn suggest(self, words: &str, most: usize) -> Vec<CustomerLine> {
        self.version.track();
        let hits = self.index.with_value(|index| Search::default().run(index, words));
        hits.into_iter().take(most).filter_map(|hit| self.line(hit.id)).collect()
    }

    /// One of them.
    pub fn line(self, id: RecordId) -> Option<CustomerLine> {
        self.desk.cards(|cards| cards.get(id).filter(|card| card.kind == Kind::Customer).map(line))
    }

    /// Files that may be of the same customer: with this name in theirs, or with one of these numbers.
    ///
    /// Source: CUS-11
    pub fn alike(self, name: &str, phones: &[String], but: Option<RecordId>) -> Vec<CustomerLine> {
        let long = |text: &str, least: usize| text.chars().count() >= least;
        let digits = phones.iter().filter_map(|typed| Phone::parse(typed).ok()).map(|phone| phone.digits());
        let asked = Some(name.trim().to_owned()).filter(|name| long(name, 3)).into_iter();
        let asked = asked.chain(digits.filter(|digits| long(digits, 7)));
        let mut found: Vec<CustomerLine> = Vec::new();
        for words in asked {
            for line in self.suggest(&words, MOST_ALIKE) {
                if Some(line.id) != but && found.len() < MOST_ALIKE && !found.contains(&line) {
                    found.push(line);
                }
            }
        }
        found
    }
}

/// The code of the part that is the whole.
pub const ALL: &str = "all";
/// The parts of the list: everything, by stage, by tier, and who owes.
pub const PARTS: [&str; 6] = [ALL, "customer", "prospect", "core", "key", "debt"];

/// So many are kept for the next start: more than the tallest screen shows.
const FIRST: usize = 300;

/// More of the same name nobody compares.
const MOST_ALIKE: usize = 3;

fn belongs(card: &Card, part: &str) -> bool {
    part == ALL || card.face.state == part || card.face.marks.iter().any(|mark| mark == part)
}

fn line(card: &Card) -> CustomerLine {
    let face = &card.face;
    CustomerLine {
        id: card.id,
        name: face.title.clone(),
        address: face.note.clone(),
        stage: face.state.clone(),
        marks: face.marks.clone(),
        keys: face.keys.clone(),
    }
}
