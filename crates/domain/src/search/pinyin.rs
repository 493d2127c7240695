//! The readings of characters, from a table that is no part of the program: `public/pinyin.bin`.
//!
//! The table, all numbers little-endian: `PY1\n`; the length of what follows in bytes (u16) and the syllables, in
//! their order, with blanks between; the number of sets (u16), each its length (u8) and that many syllables (u16),
//! the usual reading first; then one u16 for each character from U+4E00 to U+9FFF, all low bytes before all high
//! bytes: 0 has no reading, below 0x8000 is a syllable plus one, else 0x8000 plus a set.

const MAGIC: &[u8] = b"PY1\n";
const FIRST: u32 = 0x4e00;
const LAST: u32 = 0x9fff;
const SET: u16 = 0x8000;

/// The readings of characters.
#[derive(Debug)]
pub struct Pinyin {
    syllables: Vec<Box<str>>,
    /// The place of each letter among the syllables, for names in Latin letters between the others.
    letters: [u16; 26],
    sets: Vec<Box<[u16]>>,
    readings: Box<[u16]>,
}

/// The bytes are no table of readings.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("no table of readings")]
pub struct BadTable;

/// Reads numbers from the front of some bytes.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, n: usize) -> Result<&'a [u8], BadTable> {
        let (first, rest) = self.0.split_at_checked(n).ok_or(BadTable)?;
        self.0 = rest;
        Ok(first)
    }

    fn byte(&mut self) -> Result<u8, BadTable> {
        self.take(1)?.first().copied().ok_or(BadTable)
    }

    fn short(&mut self) -> Result<u16, BadTable> {
        Ok(u16::from(self.byte()?) | u16::from(self.byte()?) << 8)
    }
}

impl Pinyin {
    /// Reads the table.
    ///
    /// # Errors
    /// [`BadTable`] when anything in it is out of place.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadTable> {
        let mut bytes = Bytes(bytes);
        if bytes.take(MAGIC.len())? != MAGIC {
            return Err(BadTable);
        }
        let length = bytes.short()?;
        let text = std::str::from_utf8(bytes.take(length.into())?).map_err(|_| BadTable)?;
        let syllables: Vec<Box<str>> = text.split(' ').map(Box::from).collect();
        let known = |syllable: u16| usize::from(syllable) < syllables.len();
        let sets = (0..bytes.short()?)
            .map(|_| {
                let set: Result<Box<[u16]>, BadTable> = (0..bytes.byte()?).map(|_| bytes.short()).collect();
                set.and_then(|set| {
                    if !set.is_empty() && set.iter().copied().all(known) { Ok(set) } else { Err(BadTable) }
                })
            })
            .collect::<Result<Vec<_>, _>>()?;
        let count = (LAST - FIRST + 1) as usize;
        let (low, high) = (bytes.take(count)?, bytes.take(count)?);
        let readings: Box<[u16]> =
            low.iter().zip(high).map(|(low, high)| u16::from(*low) | u16::from(*high) << 8).collect();
        let fits = |code: u16| match code {
            0 => true,
            SET.. => usize::from(code - SET) < sets.len(),
            _ => known(code - 1),
        };
        if !readings.iter().copied().all(fits) {
            return Err(BadTable);
        }
        let mut letters = [0; 26];
        for (place, letter) in letters.iter_mut().zip('a'..='z') {
            let before = syllables.iter().filter(|syllable| !syllable.starts_with(|c| c >= letter)).count();
            *place = u16::try_from(before).map_err(|_| BadTable)?;
        }
        Ok(Self { syllables, letters, sets, readings })
    }

    /// The readings of a character, the usual one first.
    pub fn of(&self, c: char) -> impl Iterator<Item = &str> {
        let (one, set) = self.ids(c);
        one.into_iter()
            .chain(set.iter().copied())
            .filter_map(|id| self.syllables.get(usize::from(id)).map(|s| &**s))
    }

    fn ids(&self, c: char) -> (Option<u16>, &[u16]) {
        let place = (c as u32).checked_sub(FIRST).and_then(|place| usize::try_from(place).ok());
        match place.and_then(|place| self.readings.get(place)).copied().unwrap_or(0) {
            0 => (None, &[]),
            code @ SET.. => (None, self.sets.get(usize::from(code - SET)).map_or(&[], |set| &**set)),
            code => (Some(code - 1), &[]),
        }
    }

    /// Where a folded character stands in an alphabet that holds syllables and Latin letters alike.
    fn place(&self, c: char) -> u32 {
        if let ('a'..='z', Some(letter)) = (c, (c as u32).checked_sub('a' as u32)) {
            // A letter alone comes before the syllables that begin with it.
            return self
                .letters
                .get(letter as usize)
                .map_or(0, |before| 1000 + u32::from(*before) * 2)
                .min(LAST_PLACE);
        }
        let (one, set) = self.ids(c);
        match one.or_else(|| set.first().copied()) {
            Some(syllable) => (1000 + u32::from(syllable) * 2 + 1).min(LAST_PLACE),
            // Digits and signs before all, characters without a reading behind.
            None if c.is_ascii() => u32::from(c as u8),
            None => LAST_PLACE,
        }
    }
}

/// Where a name stands among others: by pinyin if the readings are known, else by character. One number for each
/// character, its place above and itself below, so that two names are compared number by number.
pub(super) fn place(pinyin: Option<&Pinyin>, text: &str) -> Box<[u32]> {
    let place = |c| pinyin.map_or(0, |pinyin| pinyin.place(c)) << CHAR_BITS | c as u32;
    text.chars().map(super::folded).map(place).collect()
}

/// Every character has fewer bits.
const CHAR_BITS: u32 = 21;
/// The highest place that has room above a character.
const LAST_PLACE: u32 = u32::MAX >> CHAR_BITS;
