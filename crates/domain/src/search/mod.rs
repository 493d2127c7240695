//! Finding by name: by any part of it, by pinyin or its initials, by a short name, by digits of a number.
//!
//! `pinyin` the readings of characters, `matching` one word against one name, `index` many names in their order,
//! `query` what somebody types. Pure and quick: ten thousand names in a few milliseconds.

mod index;
mod matching;
mod pinyin;
mod query;

pub use index::Index;
pub use pinyin::{BadTable, Pinyin};
pub use query::{Hit, Search};

/// A text as it is compared: without case and without the width that Chinese keyboards add.
pub fn fold(text: &str) -> String {
    text.chars().map(folded).collect()
}

/// A character as it is compared: without case and without the width that Chinese keyboards add.
pub(crate) const fn folded(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => match char::from_u32(c as u32 - 0xfee0) {
            Some(narrow) => narrow.to_ascii_lowercase(),
            None => c,
        },
        _ => c.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests;
