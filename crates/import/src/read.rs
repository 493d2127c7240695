//! Bytes to a table.

use super::choices::Choices;
use super::table::Table;
use super::{delimited, workbook};

/// Why a file gives no table.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ReadError {
    /// Nothing stands below the header, or nothing at all.
    #[error("the file has no rows")]
    Empty,
    /// More than [`MAX_ROWS`](super::MAX_ROWS), or more text than that many people would have.
    #[error("the file has too many rows")]
    TooManyRows,
    /// More than [`MAX_COLUMNS`](super::MAX_COLUMNS).
    #[error("the file has too many columns")]
    TooManyColumns,
    /// A workbook that cannot be read.
    #[error("the workbook is broken")]
    Broken,
    /// A picture, a document, an old workbook: nothing with rows of text.
    #[error("the file is no table")]
    NotATable,
    /// A workbook behind a password.
    #[error("the workbook is encrypted")]
    Encrypted,
}

/// How a packed file begins.
const ZIP: &[u8] = b"PK\x03\x04";
/// How files of older office programs begin, and workbooks behind a password.
const OLD_OFFICE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Reads a file. What `choices` leaves open is guessed.
///
/// # Errors
/// See [`ReadError`].
pub fn read(bytes: &[u8], choices: &Choices) -> Result<Table, ReadError> {
    if bytes.starts_with(ZIP) {
        workbook::read(bytes, choices)
    } else if bytes.starts_with(OLD_OFFICE) {
        Err(if workbook::is_encrypted(bytes) { ReadError::Encrypted } else { ReadError::NotATable })
    } else {
        delimited::read(bytes, choices)
    }
}
