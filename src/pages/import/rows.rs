//! The rows to mend, as a file that spreadsheets open: the number of the row, what is wrong, then its cells as they are.

use crate::pages::csv::{MARK, line};
use crate::shell::BadRow;
use crate::words::{self, Language, say};

/// The file.
pub(super) fn to_mend<'a>(l: Language, headers: impl Iterator<Item = &'a str>, rows: &[BadRow]) -> String {
    let mut text = MARK.to_owned();
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
