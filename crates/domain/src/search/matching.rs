//! One word against one name. A word is matched from some character of the name on, without a gap: each
//! character by itself, by one of its readings, or by how a reading begins; signs in the name may be left out.

use super::Pinyin;
use std::ops::Range;

/// How well a word fits. The smaller, the better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Fit {
    /// It is the whole name.
    Whole,
    /// The name begins with it.
    Start,
    /// A word in the name begins with it.
    Word,
    /// It stands somewhere inside.
    Inside,
}

/// A match: how well, whether characters are only begun (`ht` for 海通), and where, in characters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Match {
    pub(super) fit: Fit,
    pub(super) begun: bool,
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Match {
    pub(super) const fn range(&self) -> Range<usize> {
        self.from..self.to
    }
}

/// The best match of a word in a name; both folded.
pub(super) fn best(pinyin: Option<&Pinyin>, name: &[char], word: &[char]) -> Option<Match> {
    let first = word.first()?;
    let mut best: Option<Match> = None;
    for from in 0..name.len() {
        if !begins(pinyin, name.get(from).copied()?, *first) {
            continue;
        }
        // Nothing that starts later can be better than this.
        let reach = if from == 0 {
            Fit::Whole
        } else if starts_word(name, from) {
            Fit::Word
        } else {
            Fit::Inside
        };
        if best.as_ref().is_some_and(|best| best.fit < reach || best.fit == reach && !best.begun) {
            continue;
        }
        let Some((to, begun)) = walk(pinyin, name, from, word) else { continue };
        let fit = match reach {
            Fit::Whole if to == name.len() && !begun => Fit::Whole,
            Fit::Whole => Fit::Start,
            other => other,
        };
        let found = Match { fit, begun, from, to };
        if best.as_ref().is_none_or(|best| found < *best) {
            best = Some(found);
        }
    }
    best
}

/// Whether a match of a word that begins with `first` can begin at this character.
fn begins(pinyin: Option<&Pinyin>, c: char, first: char) -> bool {
    c == first
        || first.is_ascii_lowercase()
            && pinyin.is_some_and(|pinyin| pinyin.of(c).any(|reading| reading.starts_with(first)))
}

/// Whether a word of the name begins here: after a sign, or where letters or figures begin or end.
fn starts_word(name: &[char], at: usize) -> bool {
    let sort = |at: usize| name.get(at).map(|c| (is_sign(*c), c.is_ascii_alphabetic(), c.is_ascii_digit()));
    at.checked_sub(1).is_none_or(|before| sort(before) != sort(at))
        && !name.get(at).is_some_and(|c| is_sign(*c))
}

/// Signs may be left out when a name is typed.
pub(super) const fn is_sign(c: char) -> bool {
    c.is_ascii_punctuation()
        || c == ' '
        || matches!(c, '·' | '（' | '）' | '、' | '，' | '。' | '“' | '”' | '—' | '－')
}

/// Matches the word from a character of the name on; the end in the name, and whether characters are only begun.
///
/// Goes through the name once with the set of all places in the word that can be reached, a bit for each: trying the
/// ways one by one would take longer than a life for names with many readings.
fn walk(pinyin: Option<&Pinyin>, name: &[char], at: usize, word: &[char]) -> Option<(usize, bool)> {
    let end = place(word.len());
    // Reached by whole characters, and by some that are only begun.
    let (mut whole, mut begun) = (place(0), 0);
    let mut found_begun = None;
    for (at, c) in name.iter().enumerate().skip(at) {
        let (mut next_whole, mut next_begun) = (0, 0);
        for (from, rest) in (0..word.len()).filter_map(|from| Some((from, word.get(from..)?))) {
            let (is_whole, is_begun) = (whole & place(from) != 0, begun & place(from) != 0);
            if !is_whole && !is_begun {
                continue;
            }
            let mut reach = |used: usize, is_cut: bool| {
                let to = place(from + used);
                if is_whole && !is_cut {
                    next_whole |= to;
                } else {
                    next_begun |= to;
                }
            };
            steps(pinyin, *c, rest, &mut reach);
        }
        if next_whole & end != 0 {
            return Some((at + 1, false));
        }
        if next_begun & end != 0 && found_begun.is_none() {
            found_begun = Some((at + 1, true));
        }
        if next_whole | next_begun == 0 {
            break;
        }
        (whole, begun) = (next_whole, next_begun);
    }
    found_begun
}

/// A place in the word; [`super::query`] cuts words so that all places have a bit.
const fn place(at: usize) -> u128 {
    if at < 128 { 1 << at } else { 0 }
}

/// Tells all ways to use one character of the name up: so many letters of the word, and whether it is only begun.
fn steps(pinyin: Option<&Pinyin>, c: char, word: &[char], reach: &mut impl FnMut(usize, bool)) {
    let Some(next) = word.first() else { return };
    if c == *next {
        reach(1, false);
    } else if is_sign(c) {
        return reach(0, false);
    }
    let Some(pinyin) = pinyin.filter(|_| next.is_ascii_lowercase()) else { return };
    for reading in pinyin.of(c) {
        let common = common(reading, word);
        if common == reading.len() {
            reach(common, false);
        } else if common > 0 && common == word.len() {
            // The word ends within the syllable.
            reach(common, true);
        }
        // Or it has only the initial of it.
        let two = reading.as_bytes().get(1) == Some(&b'h');
        for initial in [1, 2] {
            if common >= initial && initial < reading.len() && (initial == 1 || two) {
                reach(initial, true);
            }
        }
    }
}

/// How many letters of the reading the word begins with. `v` is how ü is typed, `u` how it is often written.
fn common(reading: &str, word: &[char]) -> usize {
    let same =
        |(letter, typed): &(u8, &char)| char::from(*letter) == **typed || *letter == b'v' && **typed == 'u';
    reading.bytes().zip(word).take_while(same).count()
}
