//! Imports as they go over the line, and as they are kept.

use domain::UserId;
use domain::form::Problem;
use domain::values::BatchId;
use import::{Encoding, Separator, Table, What};
use serde::{Deserialize, Serialize};
use sync::digest::sha256;

use super::store::{Entry, State};

/// How many texts of a column are shown.
const SAMPLES: usize = 3;
/// The longest text that is shown of a cell, in characters.
const SHOWN: usize = 80;

/// What a file is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Subject {
    /// A customer a row.
    Customers,
    /// An order a row.
    Orders,
}

impl From<Subject> for What {
    fn from(subject: Subject) -> Self {
        match subject {
            Subject::Customers => Self::Customers,
            Subject::Orders => Self::Orders,
        }
    }
}

impl From<What> for Subject {
    fn from(what: What) -> Self {
        match what {
            What::Customers => Self::Customers,
            What::Orders => Self::Orders,
        }
    }
}

/// How a person says that the file is to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mapping {
    pub(crate) what: Subject,
    /// For each column the key of a field, or none.
    pub(crate) columns: Vec<Option<String>>,
    /// Who looks after rows that name nobody.
    #[serde(default)]
    pub(crate) owner: Option<UserId>,
    #[serde(default)]
    pub(crate) salesperson: Option<UserId>,
}

/// One column.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Column {
    header: String,
    guess: Option<String>,
    samples: Vec<String>,
}

/// What was seen in a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Look {
    pub(crate) what: Subject,
    format: String,
    encoding: Option<String>,
    separator: Option<String>,
    sheets: Vec<String>,
    sheet: usize,
    rows: usize,
    columns: Vec<Column>,
}

impl Look {
    pub(crate) fn of(table: &Table) -> Self {
        let all: Vec<Vec<&str>> = (0..table.header.len()).map(|at| table.samples(at, SAMPLES)).collect();
        let guesses = import::guess(&table.header, &all);
        let short = |text: &str| text.chars().take(SHOWN).collect::<String>();
        let columns = table.header.iter().zip(guesses).zip(all).map(|((header, guess), samples)| Column {
            header: short(header),
            guess: guess.map(str::to_owned),
            samples: samples.into_iter().map(short).collect(),
        });
        Self {
            what: import::guess_what(&table.header).into(),
            format: table.format.code().to_owned(),
            encoding: table.encoding.map(|encoding| encoding.code().to_owned()),
            separator: table.separator.map(|separator| separator.code().to_owned()),
            sheets: table.sheets.clone(),
            sheet: table.sheet,
            rows: table.lines.len(),
            columns: columns.collect(),
        }
    }

    /// The same, with what was said the last time about a file with this header in place of what is guessed.
    pub(crate) fn remembering(mut self, mapping: Option<Mapping>) -> Self {
        if let Some(mapping) = mapping.filter(|mapping| mapping.columns.len() == self.columns.len()) {
            self.what = mapping.what;
            for (column, key) in self.columns.iter_mut().zip(mapping.columns) {
                column.guess = key;
            }
        }
        self
    }

    /// The same without what stands in the file, for when the file is thrown away.
    pub(crate) fn forgetting(mut self) -> Self {
        for column in &mut self.columns {
            column.samples.clear();
        }
        self
    }

    /// Whether texts of the file stand in it.
    pub(crate) fn remembers(&self) -> bool {
        self.columns.iter().any(|column| !column.samples.is_empty())
    }

    /// What it takes to read the file again as it was read.
    pub(crate) fn choices(&self) -> import::Choices {
        import::Choices {
            encoding: self.encoding.as_deref().and_then(Encoding::of),
            separator: self.separator.as_deref().and_then(Separator::of),
            sheet: Some(self.sheet),
        }
    }

    /// How many columns a mapping must speak of.
    pub(crate) fn width(&self) -> usize {
        self.columns.len()
    }
}

/// What a header row is known by.
pub(crate) fn header_id(table: &Table) -> [u8; 32] {
    sha256(table.header.join("\u{1f}").as_bytes())
}

/// An import as it is shown.
#[derive(Debug, Serialize)]
pub(crate) struct Import {
    #[serde(rename = "import_id")]
    id: BatchId,
    name: String,
    label: String,
    by: UserId,
    at_ms: i64,
    state: State,
    done: u32,
    fresh: u32,
    filled: u32,
    same: u32,
    skipped: u32,
    refused: u32,
    undone: u32,
    kept: u32,
    #[serde(flatten)]
    look: Look,
}

impl From<Entry> for Import {
    fn from(entry: Entry) -> Self {
        let Entry { id, name, label, by, at_ms, state, counts, look, mapping, .. } = entry;
        Self {
            id,
            name,
            label,
            by,
            at_ms,
            state,
            done: counts.done,
            fresh: counts.fresh,
            filled: counts.filled,
            same: counts.same,
            skipped: counts.skipped,
            refused: counts.refused,
            undone: counts.undone,
            kept: counts.kept,
            look: look.remembering(mapping),
        }
    }
}

/// What would become of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Verdict {
    /// A file would be opened.
    Fresh,
    /// Something would be filled in.
    Fills,
    /// All of it is there.
    Same,
    /// An earlier row is about the same customer.
    Twice,
    /// It cannot be taken.
    Bad,
}

/// A row of the preview.
#[derive(Debug, Serialize)]
pub(crate) struct ShownRow {
    pub(crate) row: u32,
    pub(crate) name: String,
    pub(crate) verdict: Verdict,
    /// The name of the file that is there.
    pub(crate) existing: Option<String>,
    pub(crate) problems: Vec<Problem>,
}

/// A row that something is to be said about, whole.
#[derive(Debug, Serialize)]
pub(crate) struct FaultyRow {
    pub(crate) row: u32,
    pub(crate) cells: Vec<String>,
    pub(crate) problems: Vec<Problem>,
}

/// The preview.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Report {
    pub(crate) rows: usize,
    pub(crate) fresh: usize,
    pub(crate) fills: usize,
    pub(crate) same: usize,
    pub(crate) twice: usize,
    pub(crate) bad: usize,
    /// Rows that are taken with something left out or kept although it does not fit.
    pub(crate) warnings: usize,
    pub(crate) lines: Vec<ShownRow>,
    pub(crate) problems: Vec<FaultyRow>,
}
