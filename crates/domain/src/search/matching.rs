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
fn walk(pinyin: Option<&Pinyin>, name: &[char], at: usize, word: &[char]) -> Option<(usize, bool)> {
    let Some(next) = word.first() else { return Some((at, false)) };
    let c = *name.get(at)?;
    let on = |used: usize| word.get(used..).and_then(|rest| walk(pinyin, name, at + 1, rest));
    let mut best: Option<(usize, bool)> = None;
    let mut offer = |found: Option<(usize, bool)>| {
        if let Some((to, begun)) = found
            && best.is_none_or(|(_, before)| before && !begun)
        {
            best = Some((to, begun));
        }
    };
    if c == *next {
        offer(on(1));
    } else if is_sign(c) {
        return walk(pinyin, name, at + 1, word);
    }
    let Some(pinyin) = pinyin.filter(|_| next.is_ascii_lowercase()) else { return best };
    for reading in pinyin.of(c) {
        let common = common(reading, word);
        if common == 0 {
            continue;
        }
        if common == reading.len() {
            offer(on(common));
        }
        // The word may end within the syllable, or have only its initial.
        if common == word.len() {
            offer(Some((at + 1, common < reading.len())));
        }
        for initial in [2, 1] {
            let is_initial = initial == 1 || matches!(reading.as_bytes().get(1), Some(b'h'));
            if is_initial && common >= initial && common.min(reading.len()) > 0 && initial < reading.len() {
                offer(on(initial).map(|(to, _)| (to, true)));
            }
        }
    }
    best
}

/// How many letters of the reading the word begins with. `v` is how ü is typed, `u` how it is often written.
fn common(reading: &str, word: &[char]) -> usize {
    let same =
        |(letter, typed): &(u8, &char)| char::from(*letter) == **typed || *letter == b'v' && **typed == 'u';
    reading.bytes().zip(word).take_while(same).count()
}
