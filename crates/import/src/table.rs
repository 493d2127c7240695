//! A table: one header and the rows below it, however the file was written.

use super::choices::{Encoding, Format, Separator};
use super::fit::is_nothing;
use super::read::ReadError;
use csv::StringRecord;

/// The most rows below the header.
pub const MAX_ROWS: usize = 200_000;
/// The most columns.
pub const MAX_COLUMNS: usize = 200;
/// The most cells: a row costs eight bytes for each, filled or not.
const MAX_CELLS: usize = 16_000_000;
/// The most bytes of text in all cells together.
const MAX_TEXT: usize = 96 * 1024 * 1024;
/// How many rows at the top may be a title.
const TITLES: usize = 5;

/// One row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// Which row it is in the file, as a spreadsheet counts: from 1.
    pub number: u32,
    pub(crate) cells: StringRecord,
}

impl Line {
    /// What stands in a column; nothing where the row ends before.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or_default()
    }

    /// All cells as they stand in the file.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// A file, read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// Text or workbook.
    pub format: Format,
    /// Of a text.
    pub encoding: Option<Encoding>,
    /// Of a text.
    pub separator: Option<Separator>,
    /// The names of a workbook's sheets.
    pub sheets: Vec<String>,
    /// Which of them this is.
    pub sheet: usize,
    /// What stands above the columns.
    pub header: Vec<String>,
    /// The rows below, without empty ones.
    pub lines: Vec<Line>,
}

impl Table {
    /// The first few different texts of a column, to see what it is about.
    pub fn samples(&self, column: usize, most: usize) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        // Whoever has nothing in the first thousand rows has no sample.
        for line in self.lines.iter().take(1_000) {
            let text = line.cell(column).trim();
            if found.len() < most && !is_nothing(text) && !found.contains(&text) {
                found.push(text);
            }
        }
        found
    }
}

/// Gathers rows while they are read, and stops where a table would be too large.
#[derive(Debug, Default)]
pub(crate) struct Gathering {
    lines: Vec<Line>,
    cells: usize,
    text: usize,
}

impl Gathering {
    /// Takes one more row; empty ones are let go.
    pub(crate) fn put(&mut self, line: Line) -> Result<(), ReadError> {
        if line.is_empty() {
            return Ok(());
        }
        // One wider row than the header may have is told as a fault of that row.
        if line.cells.len() > MAX_COLUMNS + 1 {
            return Err(ReadError::TooManyColumns);
        }
        self.cells += line.cells.len();
        self.text += line.cells.as_slice().len();
        self.lines.push(line);
        let full = self.lines.len() > MAX_ROWS + TITLES || self.cells > MAX_CELLS || self.text > MAX_TEXT;
        if full { Err(ReadError::TooManyRows) } else { Ok(()) }
    }

    /// Header and rows. The header is the first row with more than one text, unless there is none such at the top: above
    /// it stand titles.
    pub(crate) fn finish(mut self) -> Result<(Vec<String>, Vec<Line>), ReadError> {
        let texts = |line: &Line| line.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
        let top = self.lines.iter().take(TITLES).position(|line| texts(line) > 1).unwrap_or(0);
        if self.lines.is_empty() {
            return Err(ReadError::Empty);
        }
        let lines = self.lines.split_off(top + 1);
        let header: Vec<String> = self
            .lines
            .pop()
            .map(|line| line.cells.iter().map(|cell| cell.trim().to_owned()).collect())
            .unwrap_or_default();
        if header.len() > MAX_COLUMNS {
            return Err(ReadError::TooManyColumns);
        }
        if lines.len() > MAX_ROWS {
            return Err(ReadError::TooManyRows);
        }
        if lines.is_empty() { Err(ReadError::Empty) } else { Ok((header, lines)) }
    }
}
