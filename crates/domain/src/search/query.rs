//! What somebody types, letter by letter, and what it finds.

use super::folded;
use super::index::{Entry, Index};
use super::matching::{Fit, Match, best};
use super::pinyin::Pinyin;
use crate::values::RecordId;
use std::ops::Range;

/// Longer than any name somebody types; what is typed beyond it is not looked at.
const LONGEST: usize = 64;

/// Something found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hit {
    /// What.
    pub id: RecordId,
    /// Where in the title, in bytes, in order and apart from each other.
    pub title: Vec<Range<usize>>,
    /// The further texts that were found, by their place among the keys, and where in them, in bytes.
    pub keys: Vec<(usize, Range<usize>)>,
    rank: Rank,
}

/// The fit of the worst word, then how much of it is only begun. The smaller, the better.
type Rank = (Fit, bool);

/// A search that goes on while somebody types: when the text grows, only what was found is looked at again. It is done
/// in steps, so that nothing waits for it.
#[derive(Clone, Debug, Default)]
pub struct Search {
    words: Vec<Vec<char>>,
    generation: u64,
    /// Places in the index to look at, in its order, and how many of them were looked at.
    places: Vec<usize>,
    at: usize,
    /// What was found there.
    found: Vec<(usize, Hit)>,
    /// Whether the places are those that were found, all of them.
    done: bool,
}

impl Search {
    /// Everything in which each word of the text is found, best first, then by name. An empty text finds nothing.
    pub fn run(&mut self, index: &Index, text: &str) -> Vec<Hit> {
        self.begin(index, text);
        self.step(index, usize::MAX);
        self.finish()
    }

    /// Begins to look for a text.
    pub fn begin(&mut self, index: &Index, text: &str) {
        let words = words(text);
        let narrower = self.done && self.generation == index.generation() && grows(&self.words, &words);
        if !narrower {
            self.places = if words.is_empty() { Vec::new() } else { (0..index.len()).collect() };
        }
        self.at = 0;
        self.found.clear();
        self.done = false;
        self.words = words;
        self.generation = index.generation();
    }

    /// Looks at some more places; false when there are no more, or when the index is another by now.
    pub fn step(&mut self, index: &Index, most: usize) -> bool {
        let to = self.at.saturating_add(most).min(self.places.len());
        let mut scratch = Scratch::default();
        for place in self.places.get(self.at..to).unwrap_or_default() {
            let entry = index.entries().get(*place);
            let hit = entry.and_then(|entry| hit(index.pinyin(), entry, &self.words, &mut scratch));
            self.found.extend(hit.map(|hit| (*place, hit)));
        }
        self.at = to;
        to < self.places.len() && self.generation == index.generation()
    }

    /// What was found, best first, then by name.
    pub fn finish(&mut self) -> Vec<Hit> {
        self.done = self.at == self.places.len();
        self.places = self.found.iter().map(|(place, _)| *place).collect();
        self.at = 0;
        let mut hits: Vec<Hit> = self.found.drain(..).map(|(_, hit)| hit).collect();
        // Stable: what ranks alike stays in the order of the names.
        hits.sort_by_key(|hit| hit.rank);
        hits
    }
}

/// The words of a text, folded.
fn words(text: &str) -> Vec<Vec<char>> {
    let chars: Vec<char> = text.chars().map(folded).take(LONGEST).collect();
    let words = chars.split(|c| c.is_whitespace()).filter(|word| !word.is_empty());
    words.map(<[char]>::to_vec).collect()
}

/// Whether whatever the later words find was found by the earlier ones already.
fn grows(before: &[Vec<char>], now: &[Vec<char>]) -> bool {
    // The first bracket of a number finds no number yet.
    let says = |word: &[char]| !word.iter().all(|c| in_numbers(*c));
    !before.is_empty()
        && before.len() <= now.len()
        && before.iter().zip(now).all(|(before, now)| says(before) && now.starts_with(before))
}

/// Signs that people write into numbers, and keys leave out.
const fn in_numbers(c: char) -> bool {
    matches!(c, '-' | '+' | '(' | ')')
}

/// Room for the characters of a text, used again for the next.
#[derive(Default)]
struct Scratch {
    chars: Vec<char>,
    bytes: Vec<usize>,
}

impl Scratch {
    fn read(&mut self, text: &str) {
        self.chars.clear();
        self.bytes.clear();
        for (byte, c) in text.char_indices() {
            self.chars.push(folded(c));
            self.bytes.push(byte);
        }
        self.bytes.push(text.len());
    }

    fn in_bytes(&self, found: &Match) -> Range<usize> {
        let byte = |char: usize| self.bytes.get(char).copied().unwrap_or_default();
        byte(found.range().start)..byte(found.range().end)
    }
}

fn hit(pinyin: Option<&Pinyin>, entry: &Entry, words: &[Vec<char>], scratch: &mut Scratch) -> Option<Hit> {
    let mut hit = Hit { id: entry.id, title: Vec::new(), keys: Vec::new(), rank: (Fit::Whole, false) };
    // The characters of the title are read once for all words.
    scratch.read(&entry.title);
    let titles: Vec<Option<(Rank, Range<usize>)>> = words
        .iter()
        .map(|word| {
            best(pinyin, &scratch.chars, word)
                .map(|found| ((found.fit, found.begun), scratch.in_bytes(&found)))
        })
        .collect();
    for (word, title) in words.iter().zip(titles) {
        let mut rank = title.as_ref().map(|(rank, _)| *rank);
        // Only what the title says worse, or not at all, is looked for in the keys.
        let mut key = None;
        if rank.is_none_or(|(fit, _)| fit > Fit::Start) {
            for (n, text) in entry.keys.iter().enumerate() {
                scratch.read(text);
                let Some(found) = in_key(pinyin, &scratch.chars, word) else { continue };
                if rank.is_none_or(|rank| (found.fit, found.begun) < rank) {
                    rank = Some((found.fit, found.begun));
                    key = Some((n, scratch.in_bytes(&found)));
                }
            }
        }
        hit.rank = hit.rank.max(rank?);
        hit.title.extend(title.map(|(_, range)| range));
        hit.keys.extend(key);
    }
    tidy(&mut hit.title);
    Some(hit)
}

/// In a number people look for its end: a tail is as good as the beginning of a name.
fn in_key(pinyin: Option<&Pinyin>, key: &[char], word: &[char]) -> Option<Match> {
    if !key.iter().all(char::is_ascii_digit) {
        return best(pinyin, key, word);
    }
    let typed: Vec<char> = word.iter().copied().filter(|c| !in_numbers(*c)).collect();
    let fits = |from: usize| key.get(from..).is_some_and(|rest| rest.starts_with(&typed));
    if typed.is_empty() || typed.len() > key.len() {
        return None;
    }
    let tail = key.len() - typed.len();
    let found = |fit, from| Match { fit, begun: false, from, to: from + typed.len() };
    if fits(tail) {
        return Some(found(if tail == 0 { Fit::Whole } else { Fit::Start }, tail));
    }
    (0..tail)
        .find(|from| fits(*from))
        .map(|from| found(if from == 0 { Fit::Word } else { Fit::Inside }, from))
}

/// In order, and joined where they touch.
fn tidy(ranges: &mut Vec<Range<usize>>) {
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    ranges.dedup_by(|next, before| {
        let touch = next.start <= before.end;
        if touch {
            before.end = before.end.max(next.end);
        }
        touch
    });
}
