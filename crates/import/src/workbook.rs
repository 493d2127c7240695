//! Workbooks: which sheets, and the cells of one.
//!
//! A workbook is a packed archive of XML, and a small one can unpack to a whole disk. So it is unpacked once into nothing,
//! counting, before the reader for workbooks sees it; and cells are taken one by one, since a sheet of two cells can be
//! seventeen thousand million cells wide and high.

use super::choices::{Choices, Format};
use super::read::ReadError;
use super::table::{Gathering, Line, MAX_COLUMNS, Table};
use calamine::{DataRef, Reader as _, Xlsx, XlsxError};
use csv::StringRecord;
use std::io::{Cursor, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The most bytes of one sheet, unpacked; 200,000 rows of twenty cells are about 150 MB.
const MAX_SHEET: u64 = 512 * 1024 * 1024;
/// The most bytes of all else together, unpacked; it is kept in memory.
const MAX_REST: u64 = 96 * 1024 * 1024;
/// More different texts than the largest table has cells are a lie.
const MAX_SHARED: usize = 16_000_000;
/// A day in the calendar of workbooks comes before this.
const YEARS: std::ops::RangeInclusive<u16> = 1900..=9999;

pub(crate) fn read(bytes: &[u8], choices: &Choices) -> Result<Table, ReadError> {
    weigh(bytes)?;
    // What makes the library stumble is a broken file, whatever else it is.
    catch_unwind(AssertUnwindSafe(|| open(bytes, choices))).unwrap_or(Err(ReadError::Broken))
}

/// Whether an old office file holds a workbook behind a password.
pub(crate) fn is_encrypted(bytes: &[u8]) -> bool {
    let opened = catch_unwind(AssertUnwindSafe(|| Xlsx::new(Cursor::new(bytes)).err()));
    matches!(opened, Ok(Some(XlsxError::Password)))
}

/// Unpacks everything into nothing, and refuses what is too much.
fn weigh(bytes: &[u8]) -> Result<(), ReadError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Broken)?;
    let mut rest = MAX_REST;
    let plain = |name: &str| name.to_lowercase().replace('\\', "/");
    let is_book = archive.file_names().flatten().any(|name| plain(&name).ends_with("workbook.xml"));
    // Any other archive, and workbooks of other programs.
    if !is_book {
        return Err(ReadError::NotATable);
    }
    for n in 0..archive.len() {
        let part = archive.by_index(n).map_err(|_| ReadError::Broken)?;
        let name = plain(&part.name().map_err(|_| ReadError::Broken)?);
        let most = if name.contains("worksheets/") { MAX_SHEET } else { rest };
        let mut part = part.take(most + 1);
        let size = if name.ends_with("sharedstrings.xml") {
            let mut text = Vec::new();
            let size = part.read_to_end(&mut text).map_err(|_| ReadError::Broken)?;
            if boasts(&text) {
                return Err(ReadError::Broken);
            }
            u64::try_from(size).unwrap_or(u64::MAX)
        } else {
            std::io::copy(&mut part, &mut std::io::sink()).map_err(|_| ReadError::Broken)?
        };
        if size > most {
            return Err(ReadError::TooManyRows);
        }
        if !name.contains("worksheets/") {
            rest -= size;
        }
    }
    Ok(())
}

/// Whether the list of texts says that it is longer than it can be: room is made for as many as it says.
fn boasts(xml: &[u8]) -> bool {
    let word = b"uniqueCount";
    let places =
        xml.windows(word.len()).enumerate().filter(|(_, found)| found == word).map(|(at, _)| at + word.len());
    places.into_iter().any(|at| {
        let rest = xml.get(at..).unwrap_or_default().iter();
        let digits: Vec<u8> = rest
            .copied()
            .skip_while(|byte| !byte.is_ascii_digit() && *byte != b'>')
            .take_while(u8::is_ascii_digit)
            .take(30)
            .collect();
        let number = std::str::from_utf8(&digits).unwrap_or_default();
        !number.is_empty() && number.parse::<usize>().map_or(true, |number| number > MAX_SHARED)
    })
}

fn open(bytes: &[u8], choices: &Choices) -> Result<Table, ReadError> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => ReadError::Encrypted,
        _ => ReadError::Broken,
    })?;
    let sheets = book.sheet_names();
    let sheet = choices.sheet.unwrap_or(0);
    let name = sheets.get(sheet).or(sheets.first()).ok_or(ReadError::Empty)?.clone();
    let sheet = sheets.iter().position(|one| *one == name).unwrap_or(0);
    let mut gathering = Gathering::default();
    let mut cells = book.worksheet_cells_reader(&name).map_err(|_| ReadError::Broken)?;
    let mut line: Option<Line> = None;
    while let Some(cell) = cells.next_cell().map_err(|_| ReadError::Broken)? {
        let (row, column) = cell.get_position();
        let (number, column) = (row.saturating_add(1), usize::try_from(column).unwrap_or(usize::MAX));
        let text = text(cell.get_value());
        if text.trim().is_empty() {
            continue;
        }
        if column >= MAX_COLUMNS {
            return Err(ReadError::TooManyColumns);
        }
        if let Some(done) = line.take_if(|line| line.number != number) {
            gathering.put(done)?;
        }
        let line = line.get_or_insert_with(|| Line { number, cells: StringRecord::new() });
        // Cells come from left to right; one that comes out of its order is left where it is.
        while line.cells.len() < column {
            line.cells.push_field("");
        }
        if line.cells.len() == column {
            line.cells.push_field(&text);
        }
    }
    if let Some(done) = line {
        gathering.put(done)?;
    }
    let (mut header, lines) = gathering.finish()?;
    // A remark beside the table is a column without a name.
    let widest = lines.iter().map(|line| line.cells.len()).max().unwrap_or(0);
    header.resize(header.len().max(widest), String::new());
    Ok(Table { format: Format::Xlsx, encoding: None, separator: None, sheets, sheet, header, lines })
}

/// A cell as its owner sees it, as far as that can be known: of a formula what it last came to.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => if *yes { "true" } else { "false" }.to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => plain(*number),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            let whole = (hour, minute, second) == (0, 0, 0);
            match (YEARS.contains(&year), whole) {
                (false, _) => plain(moment.as_f64()),
                (true, true) => format!("{year:04}-{month:02}-{day:02}"),
                (true, false) => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"),
            }
        }
        DataRef::DateTime(duration) => plain(duration.as_f64()),
        DataRef::Empty | DataRef::Error(_) => String::new(),
    }
}

/// Numbers of phones and customers are whole, and stand in workbooks as any other number.
fn plain(number: f64) -> String {
    if number.is_finite() { number.to_string() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_write_them() {
        for (number, want) in
            [(13_800_000_000.0, "13800000000"), (0.5, "0.5"), (-3.0, "-3"), (1e15, "1000000000000000")]
        {
            assert_eq!(plain(number), want);
        }
        assert_eq!(plain(f64::NAN), "");
    }

    #[test]
    fn a_list_that_says_it_is_longer_than_it_can_be_is_found() {
        assert!(boasts(b"<sst count=\"1\" uniqueCount = '99999999999999'>"));
        assert!(boasts(b"<sst uniqueCount=\"99999999999999999999999999999999999\">"));
        assert!(!boasts(b"<sst count=\"1\" uniqueCount=\"12\"><si><t>uniqueCount</t></si>"));
    }
}
