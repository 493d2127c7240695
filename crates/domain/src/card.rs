//! Cards: the few bytes of a record that lists and searches read, so that bodies can stay on the disk.

use crate::kind::{Kind, Record};
use crate::values::RecordId;
use serde::{Deserialize, Serialize};

/// What a kind says of itself on a card. Empty texts mean "nothing to say".
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Face {
    /// The code of the state.
    pub state: String,
    /// The line in bold: a customer's name, a person's name.
    pub title: String,
    /// The line below: the first words of what happened.
    pub note: String,
    /// The human number, once the server gave one.
    pub number: Option<String>,
    /// The instant lists are ordered by, newest first; UTC milliseconds.
    pub at_ms: i64,
    /// Until when somebody must do something; UTC milliseconds.
    pub due_ms: Option<i64>,
    /// Codes of choices that lists show or filter by, in the kind's own order: severity, tier.
    pub marks: Vec<String>,
    /// Further texts by which it is found: other names, and the digits of numbers.
    pub keys: Vec<String>,
}

/// The card of a record. Derived from the record alone, so that it can always be rebuilt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Card {
    /// Whose card.
    pub id: RecordId,
    /// Of which kind.
    pub kind: Kind,
    /// The customer it belongs to.
    pub parent: Option<RecordId>,
    /// What the kind says of it.
    pub face: Face,
}

impl Card {
    /// Raised whenever some card would be derived otherwise than before: cards on devices are then derived anew.
    /// A golden file for each kind watches over it.
    pub const FORMAT: u16 = 6;
    /// The longest note, in characters: cards are kept in memory by the hundred thousand.
    pub const NOTE_CHARS: usize = 40;

    /// Derives the card of a record.
    pub fn of(id: RecordId, record: &Record) -> Self {
        let mut face = record.face();
        if face.note.chars().count() > Self::NOTE_CHARS {
            face.note = face.note.chars().take(Self::NOTE_CHARS - 1).chain(['…']).collect();
        }
        Self { id, kind: record.kind(), parent: record.parent(), face }
    }
}
