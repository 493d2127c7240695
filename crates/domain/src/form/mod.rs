//! Forms as tables: from one list of fields come the form, the draft, the detail view, the history and the
//! merging of corrections.

mod check;
mod draft;
mod early;
mod field;
pub mod ink;
pub mod rows;
mod sheet;

pub use check::Check;
pub(crate) use check::is_point;
pub use draft::Draft;
pub use field::{Field, Input, Merge, Need, Section, YES};
pub use ink::Ink;
pub use sheet::Sheet;

use crate::values::Moment;
use serde::{Deserialize, Serialize};

/// Something wrong with a field, by codes. The sentence lives in the locale files.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Problem {
    /// The field's key.
    pub key: String,
    /// What is wrong: `required`, `too-long`, `not-a-choice` …
    pub code: String,
}

/// A form: a table of fields and the one function that turns what was typed into meaning.
pub trait Form {
    /// What a complete form says.
    type Content;
    /// The fields in the order of the screen. Key = id = name = locale stem.
    const FIELDS: &'static [Field];

    /// All problems of the draft at once, or what it says. `now` gives the clock that times were typed on.
    ///
    /// # Errors
    /// Every problem, in the order of the fields.
    fn check(draft: &Draft, now: Moment) -> Result<Self::Content, Vec<Problem>>;

    /// The content as a draft: what the form shows when something existing is corrected.
    fn show(content: &Self::Content) -> Draft;

    /// The field of that key, also of a key in a row.
    fn field(key: &str) -> Option<&'static Field> {
        rows::field(Self::FIELDS, key)
    }
}

#[cfg(test)]
mod tests;
