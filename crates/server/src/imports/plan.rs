//! What becomes of each row, in order: taken, found to be about somebody who is there, or not taken.

use domain::values::RecordId;
use import::{Row, Rows, Twins};

/// What is to be done with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Nothing: it cannot be taken.
    Bad,
    /// Nothing: an earlier row is about the same customer, by this field.
    Twice(&'static str),
    /// Fill the file that is there.
    Fill(RecordId),
    /// Open a file.
    Open,
}

/// Goes through the rows from the first on; what earlier rows said counts for later ones.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    rows: Rows<'a>,
    known: &'a Twins<RecordId>,
    seen: Twins<()>,
    at: usize,
}

impl<'a> Plan<'a> {
    pub(super) fn new(rows: Rows<'a>, known: &'a Twins<RecordId>) -> Self {
        Self { rows, known, seen: Twins::default(), at: 0 }
    }
}

impl Iterator for Plan<'_> {
    type Item = (usize, Row, Step);

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.rows.get(self.at)?;
        let at = self.at;
        self.at += 1;
        let Some(profile) = &row.profile else { return Some((at, row, Step::Bad)) };
        if let Some(found) = self.seen.find(profile) {
            return Some((at, row, Step::Twice(found.by)));
        }
        self.seen.put(profile, ());
        let step = self.known.find(profile).map_or(Step::Open, |found| Step::Fill(found.who));
        Some((at, row, step))
    }
}
