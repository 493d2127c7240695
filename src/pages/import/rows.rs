//! The rows to mend, as a file that spreadsheets open: the number of the row, what is wrong, then its cells as they are.

use std::fmt::Write as _;

use crate::shell::BadRow;
use crate::words::{self, Language, say};

/// The file: UTF-8 with a mark, so that spreadsheets know, and lines as RFC 4180 has them.
pub(super) fn to_mend<'a>(l: Language, headers: impl Iterator<Item = &'a str>, rows: &[BadRow]) -> String {
    let mut text = "\u{feff}".to_owned();
    let first = [say!(l, import.h_row), say!(l, import.h_problem)];
    line(&mut text, first.into_iter().chain(headers));
    for row in rows {
        let wrong: Vec<_> =
            row.problems.iter().map(|problem| words::cell(l, &problem.key, &problem.code)).collect();
        let (number, wrong) = (row.row.to_string(), wrong.join(say!(l, form.between)));
        let cells = row.cells.iter().map(String::as_str);
        line(&mut text, [number.as_str(), wrong.as_str()].into_iter().chain(cells));
    }
    text
}

fn line<'a>(text: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (n, cell) in cells.enumerate() {
        // A cell that a spreadsheet would work out is marked as text; a phone number is none.
        let works = cell.starts_with(['=', '@', '\t'])
            || cell.starts_with(['+', '-']) && cell.contains(|c: char| !" +-.()0123456789".contains(c));
        let comma = if n == 0 { "" } else { "," };
        let mark = if works { "'" } else { "" };
        // Writing into a string does not fail.
        let _ = write!(text, "{comma}\"{mark}{}\"", cell.replace('"', "\"\""));
    }
    text.push_str("\r\n");
}
