//! Texts with a row a line: which encoding, which separator, and the rows.

use super::choices::{Choices, Encoding, Format, Separator};
use super::read::ReadError;
use super::table::{Gathering, Line, Table};
use csv::StringRecord;
use encoding_rs::{GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// So many rows tell what separates cells.
const LOOKED_AT: usize = 50;

pub(crate) fn read(bytes: &[u8], choices: &Choices) -> Result<Table, ReadError> {
    let encoding = choices.encoding.unwrap_or_else(|| guess_encoding(bytes));
    let text = decode(bytes, encoding);
    if text.contains('\0') {
        return Err(ReadError::NotATable);
    }
    let separator = choices.separator.unwrap_or_else(|| guess_separator(&text));
    let mut gathering = Gathering::default();
    for line in lines(&text, separator) {
        gathering.put(line)?;
    }
    let (mut header, mut lines) = gathering.finish()?;
    // Some programs end every row with a separator.
    while header.last().is_some_and(String::is_empty)
        && lines.iter().all(|line| line.cell(header.len() - 1).is_empty())
    {
        header.pop();
    }
    for line in &mut lines {
        mend(line, header.len());
    }
    let (encoding, separator) = (Some(encoding), Some(separator));
    Ok(Table { format: Format::Csv, encoding, separator, sheets: Vec::new(), sheet: 0, header, lines })
}

/// A byte order mark says it; then the zeros that Latin letters leave in UTF-16; then whether it could be UTF-8 at all,
/// which hardly any other text could. What is left comes from a Chinese spreadsheet.
fn guess_encoding(bytes: &[u8]) -> Encoding {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => return Encoding::Utf8,
        [0xFF, 0xFE, ..] => return Encoding::Utf16Le,
        [0xFE, 0xFF, ..] => return Encoding::Utf16Be,
        _ => {}
    }
    let beginning: Vec<u8> = bytes.iter().copied().take(4_096).collect();
    let zeros = |odd: usize| beginning.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    // Separators and line ends alone are a tenth of a Chinese table.
    let (low_first, high_first) = (zeros(1), zeros(0));
    let many = beginning.len() / 40 + 1;
    if low_first >= many && high_first == 0 {
        Encoding::Utf16Le
    } else if high_first >= many && low_first == 0 {
        Encoding::Utf16Be
    } else if std::str::from_utf8(bytes).is_ok() {
        Encoding::Utf8
    } else {
        Encoding::Gb18030
    }
}

/// What cannot be read becomes U+FFFD, and a fault of its row.
fn decode(bytes: &[u8], encoding: Encoding) -> Cow<'_, str> {
    let by = match encoding {
        Encoding::Utf8 => UTF_8,
        Encoding::Utf16Le => UTF_16LE,
        Encoding::Utf16Be => UTF_16BE,
        Encoding::Gb18030 => GB18030,
    };
    by.decode_with_bom_removal(bytes).0
}

/// The separator by which most rows have as many cells as the first; then the one that makes most cells.
fn guess_separator(text: &str) -> Separator {
    let worth = |separator: Separator| {
        let counts: Vec<usize> = lines(text, separator)
            .filter(|line| !line.is_empty())
            .take(LOOKED_AT)
            .map(|line| line.cells.len())
            .collect();
        let first = counts.first().copied().unwrap_or(0);
        let alike = counts.iter().filter(|count| **count == first).count();
        // A title above the header must not make one column of everything.
        let widest = counts.iter().copied().max().unwrap_or(0);
        if widest < 2 { (0, 0) } else { (if first < 2 { 0 } else { alike }, widest) }
    };
    // Of equals the last wins, and a comma is the most usual.
    [Separator::Tab, Separator::Semicolon, Separator::Comma]
        .into_iter()
        .max_by_key(|separator| worth(*separator))
        .unwrap_or(Separator::Comma)
}

fn lines(text: &str, separator: Separator) -> impl Iterator<Item = Line> {
    let reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator.byte())
        .from_reader(text.as_bytes());
    // A text gives no error: it is in memory, it is UTF-8, and rows may be of any length.
    let records = reader.into_records().map_while(Result::ok);
    records.zip(1..).map(|(cells, number)| Line { number, cells })
}

/// A text with the separator in it that nobody put into quotes: `…,24, place Kléber,…`. People type a blank behind a
/// comma, programs do not; where the blanks account for all cells that are too many, they are put together again.
fn mend(line: &mut Line, columns: usize) {
    let many = line.cells.len();
    let blank = |cell: &str| cell.starts_with(' ') && cell.len() > 1;
    if many <= columns || line.cells.iter().skip(1).filter(|cell| blank(cell)).count() != many - columns {
        return;
    }
    let mut whole: Vec<String> = Vec::with_capacity(columns);
    for (n, cell) in line.cells.iter().enumerate() {
        match whole.last_mut().filter(|_| n > 0 && blank(cell)) {
            Some(before) => {
                before.push(',');
                before.push_str(cell);
            }
            None => whole.push(cell.to_owned()),
        }
    }
    line.cells = StringRecord::from(whole);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_that_nobody_quoted_is_put_back_where_it_can_be_seen() {
        let mended = |text: &str| {
            let table = read(format!("a,b,c\n1,2,3\n{text}\n").as_bytes(), &Choices::default()).unwrap();
            table.lines.last().unwrap().cells().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(mended("x,24, place Kléber,z"), ["x", "24, place Kléber", "z"]);
        assert_eq!(mended("x,24,place Kléber,z"), ["x", "24", "place Kléber", "z"]);
        assert_eq!(mended("x, y,z"), ["x", " y", "z"]);
        assert_eq!(mended("x, y,z,w"), ["x, y", "z", "w"]);
    }

    #[test]
    fn the_separator_is_the_one_that_makes_rows_alike() {
        for (text, want) in [
            ("a,b\n1,2\n", Separator::Comma),
            ("a;b\n1,5;2\n2,7;3\n", Separator::Semicolon),
            ("a\tb\n1,5\t2;3\n", Separator::Tab),
            ("a\n1\n", Separator::Comma),
            ("客户表\na;b\n1;2\n", Separator::Semicolon),
            ("\"x;y\",b\n\"1;2\",2\n", Separator::Comma),
        ] {
            assert_eq!(guess_separator(text), want, "{text:?}");
        }
    }
}
